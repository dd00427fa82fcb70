"""The days a return of a collection year covers."""

from __future__ import annotations

from datetime import date

from lineofsight.core.periods import collection_period


def dates_of(collection: str, year: str) -> tuple[date, date]:
    """First and last day. Both returns' years run from 1 April to 31 March."""
    period = collection_period(year)
    return period.start, period.end
