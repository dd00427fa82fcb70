"""Days as whole-number arrays, and clocks over them."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import polars as pl

from lineofsight.core.clocks import Clock
from lineofsight.core.working_days import WORKING_DAYS
from lineofsight.evaluation.columnar.clock_tables import due_table
from lineofsight.evaluation.ticks import day_tick

Ints = npt.NDArray[np.int64]
Answers = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# A blank day, and a day before and a day after every day there is.
BLANK = -1_000_000
FIRST_DAY, LAST_DAY = -60_000, 60_000

NO, UNKNOWN, YES = 0, 1, 2

_DAY_BITS = 17


def days_of(series: pl.Series) -> Ints:
    """A date column as days since 1970; `BLANK` where blank."""
    return series.cast(pl.Date).to_physical().cast(pl.Int64).fill_null(BLANK).to_numpy()


def dates_of(days: Ints) -> pl.Series:
    """Days as a date column, blanks blank."""
    series = pl.Series(days, dtype=pl.Int64)
    return series.set(series == BLANK, None).cast(pl.Int32).cast(pl.Date)


def add_clock_to(clock: Clock | None, days: Ints) -> Ints:
    """The days a clock started on each of them is due; blanks stay blank. Raises ValueError for an hour clock."""
    if clock is None or clock.count == 0:
        return days
    due = due_table(clock).due(days.astype(np.int32)).astype(np.int64)
    return np.where(days == BLANK, BLANK, due)


def working_days_between(start: Ints, end: Ints) -> Ints:
    """Working days after `start`, up to and with `end`; negative where `end` is earlier."""
    working = _working_days()
    return np.searchsorted(working, end, "right") - np.searchsorted(working, start, "right")


def packed(keys: Ints, days: Ints) -> Ints:
    """A key and a day in one number, so that numbers sort by key and then by day."""
    return (keys << _DAY_BITS) + (np.clip(days, FIRST_DAY, LAST_DAY) - FIRST_DAY)


def unpacked_key(packs: Ints) -> Ints:
    """The key of each packed number."""
    return packs >> _DAY_BITS


def unpacked_day(packs: Ints) -> Ints:
    """The day of each packed number."""
    return (packs & ((1 << _DAY_BITS) - 1)) + FIRST_DAY


def spread(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """For each place i, the numbers first[i] to last[i] - 1: the places, repeated, and the numbers."""
    counts = np.maximum(last - first, 0)
    places = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
    return places, first[places] + within


@cache
def _working_days() -> Ints:
    return np.array([day_tick(day) for day in WORKING_DAYS], dtype=np.int64)
