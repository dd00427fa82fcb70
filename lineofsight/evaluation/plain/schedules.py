"""When a clock is due: the variant chosen on the day it starts, and its length by occurrence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lineofsight.core.clocks import Clock, Schedule, Unit, Variant
from lineofsight.evaluation.plain.conditions import passes
from lineofsight.evaluation.plain.record import Row
from lineofsight.evaluation.ticks import (
    add_clock,
    add_hours,
    add_hours_to_day,
    add_months,
    day_tick,
    end_of_local_day,
    local_day,
    tick_day,
)


@dataclass(frozen=True, slots=True)
class Start:
    """A clock's start: its tick, the day tick it falls on, and whether its time of day is known."""

    tick: int
    day: int
    timed: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """What a schedule needs to know of an opening: the row, its holder, the day it opened, a number in the row."""

    row: Row
    holder: Row
    day: int
    sooner: int | None


def choose(schedule: Schedule, opening: Opening, start: Start) -> Variant | None:
    """The first variant that applies when the clock starts, or None."""
    return next((v for v in schedule.variants if _applies(v, opening, start)), None)


def _applies(option: Variant, opening: Opening, start: Start) -> bool:
    started = tick_day(start.day)
    if option.from_on is not None and started < option.from_on:
        return False
    if option.in_first is not None and start.day >= add_clock(option.in_first, opening.day):
        return False
    if option.age_under is not None:
        born: date | None = opening.holder.get("born_on")
        if born is None or started >= add_months(born, 12 * option.age_under):
            return False
    return passes(option.where, opening.row, opening.holder, tick_day(opening.day))


def length(option: Variant, occurrence: int, sooner: int | None) -> Clock:
    """The clock of that occurrence (from 0); the row's own number where it is smaller."""
    clock = option.steps[min(occurrence, len(option.steps) - 1)]
    if sooner is not None and abs(sooner) < abs(clock.count):
        return Clock(sooner if clock.count >= 0 else -sooner, clock.unit)
    return clock


def due_tick(clock: Clock, start: Start) -> int:
    """The tick the clock is due: the last minute of a day where an hour clock's start has no time."""
    if clock.unit is not Unit.HOURS:
        return add_clock(clock, start.day)
    return add_hours(clock.count, start.tick) if start.timed else add_hours_to_day(clock.count, start.day)


def due_by_day(due: int) -> int:
    """An hour clock's due tick where what met it has no time: the end of the local day it fell due."""
    return end_of_local_day(due)


def day_of(tick: int, *, in_hours: bool) -> int:
    """The day tick of a tick of either kind."""
    return local_day(tick) if in_hours else tick


def birthday(holder: Row, age: Clock) -> int | None:
    """The day tick of that age, or None where the date of birth is not recorded."""
    born: date | None = holder.get("born_on")
    return None if born is None else day_tick(add_months(born, age.count))
