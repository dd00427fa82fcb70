"""When many clocks are due: the variant of each by the day it starts, then one gather a length."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from lineofsight.core.clocks import Clock, Schedule, Unit, Variant
from lineofsight.core.standards import Standard
from lineofsight.evaluation.columnar.clock_tables import (
    NEVER,
    Flags,
    Ticks,
    due_table,
    hours_due,
)
from lineofsight.evaluation.columnar.conditions import passes
from lineofsight.evaluation.columnar.keys import Places
from lineofsight.evaluation.columnar.openings import Openings, Starts, birthdays
from lineofsight.evaluation.ticks import FIRST_CLOCK_DAY, LAST_CLOCK_DAY, day_tick

LAST_OCCURRENCE = 99
NO_VARIANT = np.int8(-1)


@dataclass(frozen=True)
class Boundaries:
    """For one variant, by opening: whether the row allows it (None: always), and the days between which it applies."""

    allowed: Flags | None
    from_day: int | None
    until: tuple[Ticks, ...]


def boundaries(standard: Standard, openings: Openings, option: Variant) -> Boundaries:
    """Everything about a variant that an opening decides, once for each opening."""
    source = standard.opens.source
    allowed = None
    if option.where:
        on = pl.Series("_opened", openings.starts.days).cast(pl.Date)
        test = passes(option.where, source, pl.col("_opened"))
        allowed = openings.rows.with_columns(on).select(test.alias("allowed"))["allowed"].to_numpy()
        if len(allowed) != len(openings):  # a condition that reads no column answers once
            allowed = np.full(len(openings), bool(allowed[0]))
    until = []
    if option.in_first is not None:
        until.append(due_table(option.in_first).due(openings.starts.days))
    if option.age_under is not None:
        reached = birthdays(standard, openings.rows, Clock(12 * option.age_under, Unit.MONTHS))
        until.append(np.where(reached == NEVER, -NEVER, reached).astype(np.int32))
    return Boundaries(allowed, None if option.from_on is None else day_tick(option.from_on), tuple(until))


def choose(standard: Standard, openings: Openings, places: Places | None, days: Ticks) -> np.ndarray:
    """The first variant that applies to each clock, started on `days` for the opening at `places` (None: each its own).

    Numbers are places in the schedule's variants; NO_VARIANT where none applies.
    """
    schedule = _schedule(standard)
    chosen = np.full(len(days), NO_VARIANT, np.int8)
    waiting = np.ones(len(days), np.bool_)
    for number, option in enumerate(schedule.variants):
        if not (option.where or option.in_first or option.from_on or option.age_under is not None):
            if number == 0:
                return np.broadcast_to(np.int8(0), len(days))
            chosen[waiting] = number
            return chosen
        edge = boundaries(standard, openings, option)
        applies = waiting.copy()
        if edge.allowed is not None:
            applies &= edge.allowed if places is None else edge.allowed[places]
        if edge.from_day is not None:
            applies &= days >= edge.from_day
        for until in edge.until:
            applies &= days < (until if places is None else until[places])
        chosen[applies] = number
        waiting &= ~applies
    return chosen


def due_ticks(
    standard: Standard, variants: np.ndarray, occurrences: np.ndarray, starts: Starts, sooner: np.ndarray | None
) -> Ticks:  # fmt: skip
    """The tick each clock is due; NEVER where no variant applies or no calendar reaches.

    `occurrences` counts from 0. `sooner` is the opening row's own number (NaN where blank), used where it is smaller.
    """
    schedule = _schedule(standard)
    if len(schedule.variants) == 1 and len(schedule.variants[0].steps) == 1 and variants.strides == (0,):
        return _due(schedule.variants[0].steps[0], starts, sooner)
    due = np.full(len(variants), NEVER, np.int32)
    for number, option in enumerate(schedule.variants):
        of_option = variants == number
        for step, clock in enumerate(option.steps):
            last = step == len(option.steps) - 1
            places = np.flatnonzero(of_option & ((occurrences >= step) if last else (occurrences == step)))
            if len(places):
                due[places] = _due(clock, starts.take(places), None if sooner is None else sooner[places])
    return due


def _due(clock: Clock, starts: Starts, sooner: np.ndarray | None) -> Ticks:
    due = _length(clock, starts)
    if sooner is None:
        return due
    less = np.abs(sooner) < abs(clock.count)
    for number in np.unique(sooner[less]):
        places = np.flatnonzero(less & (sooner == number))
        count = int(number) if clock.count >= 0 else -int(number)
        due[places] = _length(Clock(count, clock.unit), starts.take(places))
    return due


def _length(clock: Clock, starts: Starts) -> Ticks:
    if clock.unit is not Unit.HOURS:
        return due_table(clock).due(starts.days)
    assert starts.timed is not None
    due = hours_due(clock.count, starts.ticks, starts.days, starts.timed)
    inside = (starts.days >= FIRST_CLOCK_DAY) & (starts.days <= LAST_CLOCK_DAY)
    return np.where(inside, due, NEVER).astype(np.int32)


def _schedule(standard: Standard) -> Schedule:
    assert isinstance(standard.due, Schedule)
    return standard.due
