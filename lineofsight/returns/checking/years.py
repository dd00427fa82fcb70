"""The days a return of a collection year covers."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from lineofsight.core.periods import collection_period
from lineofsight.sources.rule_values import Kind, as_given, as_value


def dates_of(year: str) -> tuple[date, date]:
    """First and last day of a collection year; both returns' years run from 1 April to 31 March."""
    period = collection_period(year)
    return period.start, period.end


def census_year(header: pl.DataFrame | None) -> tuple[date | None, date | None]:
    """The twelve months that end on the census's reference date; blanks where the header does not tell it."""
    if header is None or "ReferenceDate" not in header.columns or header.is_empty():
        return None, None
    end: date | None = as_value(as_given(header["ReferenceDate"]), Kind.DATE).drop_nulls().first()  # type: ignore[assignment]
    if end is None:
        return None, None
    next_day = end + timedelta(days=1)
    last_day_of_february = (next_day.month, next_day.day) == (2, 29)
    return next_day.replace(year=next_day.year - 1, day=28 if last_day_of_february else next_day.day), end
