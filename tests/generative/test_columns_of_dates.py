"""A column of dates read at once means what each of its cells means read alone."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.core.columns import ColumnType
from lineofsight.sources.frames import parse_series
from lineofsight.sources.parsing import Unreadable, is_blank, read_day, read_moment

_days = st.dates(date(1895, 1, 1), date(2105, 1, 1))
_around_clock_changes = st.builds(
    lambda day, hour, minute: f"{day} {hour:02}:{minute:02}:00",
    st.sampled_from(["2024-03-31", "2024-10-27", "2023-03-26", "1916-05-21", "1941-05-04", "1947-04-13", "1947-11-02",
                     "1968-02-18", "1971-10-31"]), st.integers(0, 4), st.sampled_from([0, 1, 30, 59]),
)  # fmt: skip
_written = st.one_of(
    _days.map(date.isoformat),
    _days.map(lambda day: f"{day:%d/%m/%Y}"),
    st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)).map(lambda moment: moment.isoformat(" ")),  # noqa: DTZ001
    st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)).map(lambda moment: f"{moment:%Y-%m-%dT%H:%M}"),  # noqa: DTZ001
    _around_clock_changes,
    _around_clock_changes.map(lambda text: f"{text}Z"),
    st.sampled_from(["", "NULL", "2024-02-30", "2024-13-01 10:00", "2024-01-01 24:00:00", "2024-01-01 10:60", "45351",
                     "2024-01-01 23:59:60Z", "2024-01-01 23:59:60.5",
                     "2024-01-01 00:00:00", "2024-07-01T00:00:00Z", "2024-07-01T23:30Z", "2100-07-01 10:00",
                     "2024-06-01 00:00:00+01:00", "soon", "2024-01-01T10:00:00.1234567"]),
)  # fmt: skip


_to_the_second = st.one_of(
    st.datetimes(datetime(1895, 1, 1), datetime(2105, 1, 1)).map(lambda moment: f"{moment:%Y-%m-%d %H:%M:%S}"),  # noqa: DTZ001
    _around_clock_changes,
    _around_clock_changes.map(lambda text: text.replace(" ", "T") + "Z"),
    st.sampled_from(["2024-02-30 10:00:00", "2024-01-01T24:00:00", "2024-01-01 10:60:00", "2024-01-01T00:00:00Z",
                     "2024-01-01 23:59:60", "2024-01-01 00:00:00", "2024-06-01 00:00:00+01:00",
                     "2099-07-01 10:00:00", "2100-07-01 10:00:00", "2100-07-01 10:00:00Z"]),
)  # fmt: skip


def _alone(text: str, type_: ColumnType) -> date | datetime | str | None:
    if is_blank(text):
        return None
    try:
        return read_day(text) if type_ is ColumnType.DATE else read_moment(text)
    except Unreadable as problem:
        return problem.reason


@settings(max_examples=60, deadline=None)
@given(st.lists(_written, min_size=1, max_size=30), st.sampled_from([ColumnType.DATE, ColumnType.MOMENT]))
def test_at_once_and_alone_are_the_same(texts: list[str], type_: ColumnType) -> None:
    values, bad = parse_series(pl.Series("when", texts, dtype=pl.String), type_)
    for text, value in zip(texts, values.to_list(), strict=True):
        assert (bad[text].reason if text in bad else value) == _alone(text, type_)


@settings(max_examples=60, deadline=None)
@given(st.lists(_to_the_second, min_size=1, max_size=30), st.sampled_from([ColumnType.DATE, ColumnType.MOMENT]))
def test_columns_written_to_the_second_are_the_same_too(texts: list[str], type_: ColumnType) -> None:
    test_at_once_and_alone_are_the_same.hypothesis.inner_test(texts, type_)
