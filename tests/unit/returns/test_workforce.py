"""The workforce census: who is in it on the day, its totals beside the measures, read back as written, whole or not."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.catalogue.indicators import INDICATORS
from lineofsight.core.periods import parse_period, whole_months
from lineofsight.evaluation.coverage import everything_covered
from lineofsight.evaluation.figures import figures
from lineofsight.evaluation.record import Record
from lineofsight.returns import making, workforce, writers
from lineofsight.returns.making import ReturnRefused, Source, day_asked, make
from lineofsight.returns.workforce import writing
from lineofsight.returns.workforce.layout import columns
from lineofsight.returns.writers import Asked, Kind, Written
from lineofsight.simulation import simulate
from tests.support.homes import frame_of

DAY = date(2024, 9, 30)
RECORD = {
    "professionals": """
        id | role            | is_agency | FTE | started_on | ended_on   | left_because | left_for | placeholder
        a  | social_worker   | no        | 1.0 | 2022-09-30 |            |              |          |
        b  | newly_qualified |           | 0.5 | 2024-09-30 |            |              |          |
        c  | social_worker   | yes       | 1.0 | 2024-01-01 |            |              |          |
        d  | social_worker   | no        | 1.0 | 2020-01-01 | 2024-09-30 | pay          | agency   |
        e  | social_worker   | no        | 1.0 | 2020-01-01 | 2024-10-01 | career       | inside   |
        f  | social_worker   | no        | 1.0 | 2020-01-01 | 2023-09-30 |              |          |
        g  | social_worker   | yes       | 1.0 | 2020-01-01 | 2024-05-01 |              |          |
        h  | team_manager    | no        | 1.0 | 2020-01-01 |            |              |          |
        i  | social_worker   | no        | 1.0 | 2024-10-01 |            |              |          |
        j  | social_worker   | no        | 1.0 | 2020-01-01 |            |              |          | duty_desk
    """,
    "posts": """
        id | worker_id | full_time_equivalent | covered_by_agency | started_on | ended_on
        p1 | a         | 1.0                  | no                | 2022-09-30 |
        p2 |           | 1.0                  | yes               | 2024-01-01 |
        p3 |           | 0.5                  | no                | 2024-09-30 |
        p4 |           | 1.0                  | no                | 2024-01-01 | 2024-09-30
    """,
    "absences": """
        id | worker_id | kind     | started_on | ended_on   | working_days
        1  | a         | sickness | 2023-09-20 | 2023-09-30 | 7
        2  | a         | sickness | 2023-09-25 | 2023-10-01 | 4
        3  | a         | sickness | 2024-09-01 | 2024-09-30 | 2
        4  | b         | training | 2024-09-01 | 2024-09-05 | 3
        5  | e         | sickness | 2024-09-30 |            |
    """,
    "workforce_census": "id | worker_id | census_on | days_lost\n1 | b | 2024-09-30 | 1\n2 | b | 2023-09-30 | 9",
    "allocations": """
        id | child_id | worker_id | role             | started_on | ended_on
        1  | amy      | a         | allocated_worker | 2024-01-01 |
        2  | ben      | a         | allocated_worker | 2024-01-01 | 2024-09-30
        3  | cal      | a         | second_worker    | 2024-01-01 |
        4  | dee      | c         | allocated_worker | 2024-09-30 |
    """,
}


@pytest.fixture
def tables() -> dict[str, pl.DataFrame]:
    return {name: frame_of(name, text.replace("FTE", "full_time_equivalent")) for name, text in RECORD.items()}


def asked(as_at: date = DAY) -> Asked:
    return Asked("workforce", as_at, None, "330", datetime(2024, 11, 1, tzinfo=UTC))


def rows(tables: dict[str, pl.DataFrame]) -> dict[str, dict[str, Any]]:
    return {row["worker"]: row for row in workforce.frames_of(tables, DAY)["workers"].iter_rows(named=True)}


def test_those_in_post_on_the_day_and_those_who_left_in_the_year(tables: dict[str, pl.DataFrame]) -> None:
    found = rows(tables)
    assert {key: row["in_post"] for key, row in found.items()} == {"a": 1, "b": 1, "c": 1, "d": 0, "e": 1}
    assert (found["d"]["left_because"], found["d"]["ended_on"]) == ("pay", DAY)
    assert found["e"]["ended_on"] is None
    assert [found[key]["years_in_service"] for key in "abd"] == [2, 0, 4]


@pytest.mark.parametrize(
    ("started", "ended", "years"),
    [("2023-09-30", "", 1), ("2023-10-01", "", 0), ("2014-09-30", "", 10), ("2014-10-01", "", 9),
     ("2020-02-29", "2024-02-28", 3), ("2020-02-29", "2024-02-29", 4), ("2023-03-01", "2024-02-29", 0),
     ("2023-02-28", "2024-02-28", 1)],
)  # fmt: skip
def test_a_year_of_service_is_complete_on_its_anniversary(
    tables: dict[str, pl.DataFrame], started: str, ended: str, years: int
) -> None:
    asked_of = {**tables, "professionals": frame_of("professionals", f"""
        id | role          | is_agency | started_on | ended_on
        a  | social_worker | no        | {started}  | {ended}
    """)}  # fmt: skip
    assert rows(asked_of)["a"]["years_in_service"] == years


@pytest.mark.parametrize(("end", "years"), [(date(2025, 2, 27), 0), (date(2025, 2, 28), 1), (date(2028, 2, 28), 3)])
def test_who_began_on_29_february_has_an_anniversary_every_year(end: date, years: int) -> None:
    frame = pl.DataFrame({"start": [date(2024, 2, 29)], "end": [end]})
    assert frame.select(writing._whole_years(pl.col("start"), pl.col("end"))).item() == years


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_years_of_service_are_counted_as_everywhere(one: date, other: date) -> None:
    frame = pl.DataFrame({"start": [min(one, other)], "end": [max(one, other)]})
    found = frame.select(writing._whole_years(pl.col("start"), pl.col("end"))).item()
    assert found == whole_months(min(one, other), max(one, other)) // 12


def test_children_held_days_lost_and_who_is_away(tables: dict[str, pl.DataFrame]) -> None:
    found = rows(tables)
    assert [found[key]["children_held"] for key in "abcd"] == [1, 0, 1, None]
    # Absences that ended in the year, but the worker's own line of the census where there is one.
    assert [found[key]["days_lost"] for key in "abc"] == [6.0, 1.0, None]
    assert [found[key]["away"] for key in "abe"] == [0, 0, 1]


def test_posts_of_the_authority(tables: dict[str, pl.DataFrame]) -> None:
    assert workforce.frames_of(tables, DAY)["authority"].row(0, named=True) == {
        "posts_fte": 2.5, "vacant_fte": 1.5, "vacant_number": 2, "vacant_covered_fte": 1.0, "agency_fte": 1.0,
        "agency_number": 1,
    }  # fmt: skip


def test_its_totals_are_the_measures() -> None:
    """From the same record, by the catalogue's own definitions."""
    made = simulate(3000, 3, 11)
    day = date(2026, 9, 30)
    totals = {row["measure"]: row["value"] for row in workforce.frames_of(made, day)["totals"].iter_rows(named=True)}
    record = Record.of(made, day, everything_covered())
    for code, value in totals.items():
        if code == "wf_absence":  # of the rows returned, whose full-time equivalents the census's lines need not share
            continue
        kind = "rolling:2026-09" if INDICATORS[code].period.value == "rolling_12m" else "2026-09-30"
        whole = figures([INDICATORS[code]], record, [parse_period(kind)]).filter(pl.col("breakdown") == "{}")
        assert value == pytest.approx(whole["value"][0]), code
    assert len(totals) == 8


def test_what_is_written_is_read_back_and_the_manifest_tells_of_it(
    tables: dict[str, pl.DataFrame], tmp_path: Path
) -> None:
    manifest = make(tables, tmp_path / "census", asked(), Source(DAY, "s", "operator"))
    frames = workforce.frames_of(tables, DAY)
    assert {one.file: one.rows for one in manifest.files} == {
        f"workforce-2024-09-30-{name}.csv": frame.height for name, frame in frames.items()
    }
    for name, frame in frames.items():
        path = tmp_path / "census" / f"workforce-2024-09-30-{name}.csv"
        read = pl.read_csv(path, schema=frame.schema)
        assert read.columns == columns(name)
        assert read.equals(frame)
    told = json.loads((tmp_path / "census" / "manifest.json").read_text(encoding="utf-8"))
    assert (told["collection"], told["as_at"], told["year"], told["outstanding"]) == (
        "workforce", "2024-09-30", None, None,
    )  # fmt: skip
    assert told["not_held"] == {"workers": ["born_on", "sex", "qualification"]}
    assert {"ethnicity", "came_from"} <= set(told["blank"]["workers"])


def test_it_is_of_a_census_day(tables: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    assert day_asked("workforce", None, date(2024, 9, 30)) == DAY
    assert day_asked("workforce", None, date(2024, 9, 29)) == date(2023, 9, 30)
    assert day_asked("workforce", date(2022, 9, 30), DAY) == date(2022, 9, 30)
    assert day_asked("ssd", None, date(2024, 9, 29)) == date(2024, 9, 29)
    with pytest.raises(ReturnRefused, match="the workforce census is of 30 September"):
        day_asked("workforce", date(2024, 9, 29), DAY)
    with pytest.raises(ReturnRefused, match="knows nothing after 2024-09-29"):
        make(tables, tmp_path / "census", asked(), Source(date(2024, 9, 29)))


def test_an_earlier_census_knows_nothing_of_what_came_after(tables: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    make(tables, tmp_path / "census", asked(), Source(date(2024, 12, 31)))
    read = pl.read_csv(tmp_path / "census" / "workforce-2024-09-30-workers.csv").filter(pl.col("worker") == "e")
    assert read.select("in_post", "ended_on", "left_because", "left_for").row(0) == (1, None, None, None)


def test_where_it_fails_nothing_is_left(
    tables: dict[str, pl.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(held: Any, folder: Path, wanted: Asked) -> Written:
        (folder / "workforce.csv").write_text("worker\n", encoding="utf-8")
        raise OSError("The disk is full.")

    kinds = {**writers.KINDS, "workforce": Kind("the workforce census", of_a_year=False, write=half)}
    monkeypatch.setattr(making, "KINDS", kinds)
    with pytest.raises(OSError, match="full"):
        make(tables, tmp_path / "census", asked(), Source(DAY))
    assert list(tmp_path.iterdir()) == []
