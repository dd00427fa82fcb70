"""Drawing at random, in whole columns: days, spans, codes and repeated events.

Days are whole numbers since 1 January 1970, so that thousands of histories move at once. `ABSENT` stands for a day that
never comes; it is later than every real day, so `minimum` and `maximum` keep their meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl

ABSENT = 1_000_000
YEAR = 365.25
_EPOCH = date(1970, 1, 1).toordinal()

Stretch = Callable[[np.ndarray, np.ndarray], np.ndarray]


def day_number(day: date) -> int:
    """Days since 1 January 1970."""
    return day.toordinal() - _EPOCH


def present(days: np.ndarray) -> np.ndarray:
    """Which days are real."""
    return days < ABSENT


def whole_years(born: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Ages on those days as birthdays count them; negative before birth."""
    then, now = (np.asarray(values).astype("datetime64[D]") for values in (born, days))
    months = now.astype("datetime64[M]").astype(np.int64) - then.astype("datetime64[M]").astype(np.int64)
    in_month = [(each - each.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) for each in (then, now)]
    return np.asarray((months - (in_month[1] < in_month[0])) // 12)


def eighteenth_birthday(born: np.ndarray) -> np.ndarray:
    """The days on which people born on those days are eighteen."""
    day = born.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    moved = (month + 18 * 12).astype("datetime64[D]") + (day - month.astype("datetime64[D]"))
    return moved.astype(np.int64)


def days_of(values: np.ndarray) -> np.ndarray:
    """Lengths with a part of a day, as whole days."""
    return np.minimum(np.rint(values), ABSENT).astype(np.int64)


def later(days: np.ndarray, lengths: np.ndarray | float) -> np.ndarray:
    """Days moved on by lengths; an absent day stays absent."""
    return np.where(present(days), np.minimum(days + np.rint(lengths), ABSENT), ABSENT).astype(np.int64)


def only(days: np.ndarray, where: np.ndarray) -> np.ndarray:
    """The days where the condition holds, absent elsewhere."""
    return np.where(where, days, ABSENT).astype(np.int64)


def working(days: np.ndarray) -> np.ndarray:
    """Moved off a weekend to the Monday; an absent day stays absent."""
    weekday = (days + 3) % 7
    return np.where(present(days) & (weekday >= 5), days + 7 - weekday, days)


def lognormal(rng: np.random.Generator, median: np.ndarray | float, spread: float, size: int) -> np.ndarray:
    """Positive lengths with that median; `spread` is the standard deviation of their logarithm."""
    return median * np.exp(spread * rng.standard_normal(size))


def chance(rng: np.random.Generator, probability: np.ndarray | float, size: int) -> np.ndarray:
    """Independent yes or no, each with its own probability."""
    return rng.random(size) < probability


def choose(rng: np.random.Generator, weights: Sequence[float], size: int) -> np.ndarray:
    """Positions drawn with those weights, which need not sum to one."""
    edges = np.cumsum(np.asarray(weights, dtype=float))
    return np.searchsorted(edges, rng.random(size) * edges[-1], side="right").clip(0, len(weights) - 1)


def codes(rng: np.random.Generator, weights: Mapping[str, float], size: int) -> pl.Series:
    """Codes drawn with their weights."""
    return pick(list(weights), choose(rng, list(weights.values()), size))


def pick(labels: Sequence[str] | pl.Series, positions: np.ndarray) -> pl.Series:
    """The labels at those positions; blank where the position is negative."""
    series = pl.Series(labels, dtype=pl.String)
    if not len(positions):
        return pl.Series([], dtype=pl.String)
    if not len(series):
        return pl.Series([None], dtype=pl.String).new_from_index(0, len(positions))
    found = series.gather(np.maximum(positions, 0).astype(np.uint32))
    if (positions >= 0).all():
        return found
    return found.to_frame("x").select(pl.when(pl.Series(positions >= 0)).then(pl.col("x"))).to_series()


def expand(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For counts of things per row: the row of each thing, and its place within the row from 0."""
    rows = np.repeat(np.arange(len(counts)), counts)
    firsts = np.cumsum(counts) - counts
    return rows, np.arange(len(rows)) - firsts[rows]


def repeat_events(
    rng: np.random.Generator,
    starts: np.ndarray,
    ends: np.ndarray,
    gap: np.ndarray | float,
    spread: float,
    stretch: Stretch | None = None,
    first: np.ndarray | float | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Events that follow each other at about `gap` days from each start until its end.

    `stretch(rows, days)` multiplies gaps, by row and by roughly when they fall; `first` is the gap before the first.
    Returns the row of each event and its day, in order.
    """
    gaps = np.broadcast_to(np.asarray(gap, dtype=float), starts.shape)
    counts = np.where(ends > starts, np.ceil((ends - starts) / (gaps * 0.7)) + 3, 0).astype(np.int64)
    rows, place = expand(counts)
    steps = gaps[rows] * np.exp(spread * rng.standard_normal(len(rows)) - spread * spread / 2)
    if stretch is not None:
        steps = steps * stretch(rows, starts[rows] + (place * gaps[rows]).astype(np.int64))
    if first is not None:
        opening = np.broadcast_to(np.asarray(first, dtype=float), starts.shape)
        steps = np.where(place == 0, opening[rows] * np.exp(0.4 * rng.standard_normal(len(rows))), steps)
    steps = np.maximum(np.rint(steps), 1).astype(np.int64)
    total = np.cumsum(steps)
    before = np.concatenate(([0], total))[np.cumsum(counts) - counts]
    days = starts[rows] + total - before[rows]
    keep = days < ends[rows]
    return rows[keep], days[keep]
