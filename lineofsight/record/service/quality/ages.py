"""How long an error has been known, in bands."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

import polars as pl
from django.db.models import Q


class Age(StrEnum):
    """The bands, newest first."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    LONGER = "longer"


_UP_TO = {Age.WEEK: 7, Age.MONTH: 30, Age.QUARTER: 90}
AGE_WORDS = {
    Age.WEEK: "Up to 7 days", Age.MONTH: "8 to 30 days", Age.QUARTER: "31 to 90 days", Age.LONGER: "Over 90 days",
}  # fmt: skip


def age_of(first_seen_on: date, as_at: date) -> Age:
    """The band an error is in on a day."""
    days = (as_at - first_seen_on).days
    return next((age for age, most in _UP_TO.items() if days <= most), Age.LONGER)


def age_column(first_seen_on: pl.Expr, as_at: date) -> pl.Expr:
    """The same for a column of days."""
    days = (pl.lit(as_at) - first_seen_on).dt.total_days()
    banded = pl.lit(Age.LONGER.value)
    for age, most in reversed(_UP_TO.items()):
        banded = pl.when(days <= most).then(pl.lit(age.value)).otherwise(banded)
    return banded


def in_band(age: Age, as_at: date) -> Q:
    """The errors in a band on a day, as a condition on `DataError`."""
    bands = list(Age)
    place = bands.index(age)
    wanted = Q()
    if age in _UP_TO:
        wanted &= Q(first_seen_on__gte=as_at - timedelta(days=_UP_TO[age]))
    if place:
        wanted &= Q(first_seen_on__lt=as_at - timedelta(days=_UP_TO[bands[place - 1]]))
    return wanted
