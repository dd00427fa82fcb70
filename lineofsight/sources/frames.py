"""Columns of text to columns of values: each different text is parsed once, then spread over its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import polars as pl

from lineofsight.core.columns import ColumnType
from lineofsight.core.table import Table
from lineofsight.evaluation.schemas import DTYPES, conform
from lineofsight.sources.many_dates import read_plain_dates
from lineofsight.sources.parsing import (
    Unreadable,
    is_blank,
    read_code,
    read_day,
    read_flag,
    read_moment,
    read_number,
    read_text,
    read_whole,
)
from lineofsight.sources.reading import REJECT_SCHEMA, Forgiveness, Reject, join_rejects, rejects_frame

LINE = "line"  # every raw frame carries it: the row's line in its file
_OFTEN = 10  # rows that say the same, on average
_MISSING_REMEDY = "Give the row this value in the source; without it the row cannot be placed."
_ZERO = Unreadable("It holds a zero character, which no text has.", "Take it out in the source.")
_AT_ONCE = 2  # columns
_ReadColumn = tuple[pl.Series, dict[str, Unreadable]]


def numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with `line`, each row's place counting from 1. A column of the file's own of that name gets another."""
    own = {LINE: f"{LINE} (of the file)"} if LINE in frame.columns else {}
    return frame.rename(own).with_row_index(LINE, offset=1).with_columns(pl.col(LINE).cast(pl.Int64))


@dataclass(frozen=True, slots=True)
class Field:
    """How one heading of a file becomes one column of a table.

    `moment` names the column that takes the time of day. A row in which a `required` field is blank or unreadable is
    left out; a `key` field may be blank but not unreadable. `aliases` maps the source's own words, in lower case, to
    codes.
    """

    heading: str
    column: str
    type: ColumnType
    code_set: str | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)
    moment: str | None = None
    required: bool = False
    key: bool = False


@dataclass(frozen=True, eq=False)
class Parsed:
    """Rows with values instead of text (the columns of the fields, then `line`), and what could not be taken."""

    frame: pl.DataFrame
    rejects: pl.DataFrame
    forgiven: tuple[Forgiveness, ...] = ()


def parse_frame(raw: pl.DataFrame, fields: Sequence[Field], *, table: str, file: str) -> Parsed:
    """Parse the fields whose headings the raw frame has; the others are simply absent.

    `raw` holds text (typed columns, as from Parquet, are taken as the values they are) and the column `line`.
    A cell that cannot be read is blank and rejected; a row lacking a required value is left out and rejected.
    """
    rejects: list[pl.DataFrame] = []
    forgiven: list[Forgiveness] = []
    columns: dict[str, pl.Series] = {LINE: raw[LINE]}
    keep = pl.Series([True], dtype=pl.Boolean).new_from_index(0, raw.height)
    for item, read in _read_fields(raw, [item for item in fields if item.heading in raw.columns]):
        original = raw[item.heading]
        told: set[str] = set()
        unreadable = pl.repeat(False, raw.height, dtype=pl.Boolean, eager=True)
        for column, (values, bad) in read.items():
            columns[column] = values.alias(column)
            bad = {text: problem for text, problem in bad.items() if text not in told}
            told |= bad.keys()
            if bad:
                rows = as_text(original).is_in(list(bad)).fill_null(False)
                taken = not ((item.required or item.key) and column == item.column)
                rejects.append(_cell_rejects(raw, rows, item, bad, table, file, taken=taken))
                unreadable = unreadable | rows
                keep = keep if taken else keep & ~rows
        if item.type is ColumnType.DATE:
            forgiven += _day_numbers(original, file, item.heading)
        if item.required:
            blank = columns[item.column].is_null()
            rejects.append(_missing_rejects(raw, blank & ~unreadable, item, table, file))
            keep = keep & ~blank
    frame = pl.DataFrame(list(columns.values())).filter(keep)
    return Parsed(frame, join_rejects(rejects), tuple(forgiven))


def _read_fields(raw: pl.DataFrame, fields: Sequence[Field]) -> Iterator[tuple[Field, dict[str, _ReadColumn]]]:
    """Each field with the columns it gives, in order; several are read at once, for each has its own text."""

    def read(item: Field) -> dict[str, _ReadColumn]:
        wanted = [(item.column, item.type)] + ([(item.moment, ColumnType.MOMENT)] if item.moment else [])
        return {column: parse_series(raw[item.heading], type_, item.code_set, item.aliases) for column, type_ in wanted}

    with ThreadPoolExecutor(_AT_ONCE) as readers:
        yield from zip(fields, readers.map(read, fields), strict=True)


def parse_series(
    series: pl.Series, type_: ColumnType, code_set: str | None = None, aliases: Mapping[str, str] | None = None
) -> tuple[pl.Series, dict[str, Unreadable]]:
    """The values of a column of text, and every text that could not be read with its reason."""
    dtype = DTYPES[type_]
    if series.dtype == dtype and type_ not in (ColumnType.TEXT, ColumnType.CODE):
        return series, {}
    text = as_text(series)
    zero = text.str.contains("\0", literal=True).fill_null(False)
    if zero.any():  # which a file in UTF-16 or Parquet may hold, and PostgreSQL never
        values, bad = parse_series(text.set(zero, None), type_, code_set, aliases)
        return values, bad | dict.fromkeys(text.filter(zero).unique().to_list(), _ZERO)
    if type_ is ColumnType.TEXT:
        stripped = text.str.strip_chars()
        return stripped.set(stripped.is_in(["", "NULL"]), None), {}
    different = text.drop_nulls().unique(maintain_order=True)
    if different.len() == 0:
        return pl.Series(series.name, [None], dtype=dtype).new_from_index(0, series.len()), {}
    if type_ in (ColumnType.DATE, ColumnType.MOMENT):
        if different.len() * _OFTEN > text.len():  # little is said often: spreading would cost more than it saves
            return _dates(text, type_)
        parsed, bad = _dates(different, type_)
    else:
        listed, bad = _one_by_one(different, type_, code_set, aliases)
        parsed = pl.Series(listed, dtype=dtype)
    return text.replace_strict(different, parsed, default=None, return_dtype=dtype), bad


def _dates(text: pl.Series, type_: ColumnType) -> tuple[pl.Series, dict[str, Unreadable]]:
    """Dates or moments: those plainly written all at once, each other text by itself."""
    values, known = read_plain_dates(text, type_)
    others = text.filter(~known).drop_nulls().unique(maintain_order=True)
    if others.is_empty():
        return values, {}
    listed, bad = _one_by_one(others, type_, None, None)
    places = (text.is_not_null() & ~known).arg_true()
    read = text.gather(places).replace_strict(others, pl.Series(listed, dtype=values.dtype), return_dtype=values.dtype)
    return values.scatter(places, read), bad


def _one_by_one(
    texts: pl.Series, type_: ColumnType, code_set: str | None, aliases: Mapping[str, str] | None
) -> tuple[list[Any], dict[str, Unreadable]]:
    values: list[Any] = []
    bad: dict[str, Unreadable] = {}
    parse = _parser(type_, code_set, aliases)
    for value in texts.to_list():
        try:
            values.append(None if is_blank(value, code_set) else parse(value))
        except Unreadable as problem:
            bad[value] = problem
            values.append(None)
    return values, bad


def _parser(type_: ColumnType, code_set: str | None, aliases: Mapping[str, str] | None) -> Callable[[str], Any]:
    plain: dict[ColumnType, Callable[[str], Any]] = {
        ColumnType.DATE: read_day, ColumnType.MOMENT: read_moment, ColumnType.INTEGER: read_whole,
        ColumnType.NUMBER: read_number, ColumnType.BOOLEAN: read_flag, ColumnType.TEXT: read_text,
    }  # fmt: skip
    return partial(read_code, set_name=code_set, aliases=aliases) if type_ is ColumnType.CODE else plain[type_]


def as_text(series: pl.Series) -> pl.Series:
    """A typed column as the text a file would hold: dates and times ISO, whole numbers without a point."""
    if series.dtype == pl.String:
        return series
    if series.dtype == pl.Boolean:
        return series.replace_strict([True, False], ["Y", "N"], default=None, return_dtype=pl.String)
    if isinstance(series.dtype, pl.Datetime):
        return series.dt.to_string("%Y-%m-%dT%H:%M:%S%.6f" + ("%:z" if series.dtype.time_zone else ""))
    if series.dtype.is_float():
        return series.cast(pl.String).str.strip_suffix(".0")
    return series.cast(pl.String)


def _cell_rejects(
    raw: pl.DataFrame,
    rows: pl.Series,
    item: Field,
    bad: Mapping[str, Unreadable],
    table: str,
    file: str,
    *,
    taken: bool,
) -> pl.DataFrame:
    found = raw.select(LINE, value=as_text(raw[item.heading])).filter(rows)
    return rejects_frame(
        Reject(table, file, line, item.heading, value, bad[value].reason, bad[value].remedy, taken)
        for line, value in found.iter_rows()
    )


def _missing_rejects(raw: pl.DataFrame, rows: pl.Series, item: Field, table: str, file: str) -> pl.DataFrame:
    lines = raw.filter(rows)[LINE]
    return rejects_frame(
        Reject(table, file, line, item.heading, "", f"{item.heading} is blank.", _MISSING_REMEDY) for line in lines
    )


def _day_numbers(series: pl.Series, file: str, heading: str) -> list[Forgiveness]:
    if series.dtype != pl.String:
        return []
    count = int(series.str.contains(r"^\s*\d{5}(\.\d+)?\s*$").sum() or 0)
    return [Forgiveness(file, f"{heading}: workbook day numbers read as dates", count)] if count else []


def finished(frame: pl.DataFrame, table: Table, *, source: str, file: str) -> pl.DataFrame:
    """The rows in the table's declared schema, saying where they came from."""
    extra = [name for name in frame.columns if not table.has(name)]
    return conform(frame.drop(extra).with_columns(source=pl.lit(source), file=pl.lit(file)), table)


__all__ = [
    "LINE", "REJECT_SCHEMA", "Field", "Parsed", "as_text", "finished", "numbered", "parse_frame", "parse_series",
]  # fmt: skip
