"""Columns of a return as validation rules read them: what was written, and what it means.

A rule about a code or date itself reads the text as it was given. Every other rule reads the value: a code in capitals
without outer spaces, a date, a number. What is no value of its kind counts as blank there, as the rules have it.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import polars as pl

from lineofsight.core.columns import ColumnType
from lineofsight.sources.frames import parse_series
from lineofsight.sources.parsing import EARLIEST_YEAR, LATEST_YEAR, Unreadable, read_day

_UK_DAY = r"^\d{1,2}/\d{1,2}/\d{4}$"
_WHOLE_AS_DECIMAL = r"^(-?\d+)\.0+$"
_FLAGS = {"true": "1", "false": "0"}


class Kind(StrEnum):
    """What a column of a return holds."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    NUMBER = "number"
    FLAG = "flag"


def as_given(series: pl.Series) -> pl.Series:
    """The column as text: `104` for the number 104.0 as for the text `104.0`, ISO dates, 1 and 0 for yes and no.

    A list is its members with commas between. A blank stays blank; text of no length stays text of no length.
    """
    if isinstance(series.dtype, pl.List):
        return series.cast(pl.List(pl.String)).list.join(",")
    if series.dtype == pl.Boolean:
        return series.cast(pl.Int8).cast(pl.String)
    if series.dtype == pl.Object:
        mixed = pl.Series(series.name, [None if value is None else str(value) for value in series], dtype=pl.String)
        return mixed.str.replace(_WHOLE_AS_DECIMAL, "$1")
    if series.dtype == pl.Null:
        return series.cast(pl.String)
    if isinstance(series.dtype, pl.Datetime):
        return series.dt.date().dt.to_string("%Y-%m-%d")
    if series.dtype == pl.Date:
        return series.dt.to_string("%Y-%m-%d")
    if series.dtype.is_float():
        series = series.fill_nan(None)
    text = series.cast(pl.String)
    return text if series.dtype.is_integer() else text.str.replace(_WHOLE_AS_DECIMAL, "$1")


def as_value(text: pl.Series, kind: Kind) -> pl.Series:
    """The values of a column of text as `as_given` gives it; null for a blank and for what is no value of its kind."""
    if kind is Kind.DATE:
        return _dates(text)
    if kind is Kind.NUMBER:
        return text.str.strip_chars().cast(pl.Float64, strict=False)
    stripped = text.str.strip_chars()
    meant = stripped.set(stripped == "", None)
    if kind is Kind.TEXT:
        return meant
    capitals = meant.str.to_uppercase()
    if kind is Kind.FLAG:
        return capitals.str.to_lowercase().replace(_FLAGS)
    return capitals


def as_day(value: str | date | datetime | None) -> date | None:
    """One date, as a date or as text. Raises ValueError for text that is no date."""
    if value is None or isinstance(value, datetime):
        return value.date() if isinstance(value, datetime) else None
    if isinstance(value, date):
        return value
    try:
        return read_day(value)
    except Unreadable as problem:
        raise ValueError(f"{problem.reason} {problem.remedy}") from None


def _dates(text: pl.Series) -> pl.Series:
    """Dates as text, day first or ISO. The usual way is read a column at a time, the rest each different text once."""
    name = text.name
    usual = text.str.contains(_UK_DAY).fill_null(False)
    days = text.set(~usual, None).str.to_date("%d/%m/%Y", strict=False)
    days = days.set(~days.dt.year().is_between(EARLIEST_YEAR, LATEST_YEAR), None)
    others = text.set(usual, None)
    if others.null_count() == others.len():
        return days.alias(name)
    rest, _ = parse_series(others, ColumnType.DATE)
    return days.zip_with(usual, rest).alias(name)
