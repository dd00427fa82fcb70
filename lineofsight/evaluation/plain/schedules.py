"""When a clock is due: the variant chosen on the day it starts, and its length by occurrence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lineofsight.core.clocks import Clock, Schedule, Unit, Variant
from lineofsight.core.periods import add_months
from lineofsight.evaluation.plain.conditions import passes
from lineofsight.evaluation.plain.rows import Row
from lineofsight.evaluation.ticks import (
    FIRST_CLOCK_DAY,
    LAST_CLOCK_DAY,
    add_clock,
    add_hours,
    add_hours_to_day,
    day_tick,
    end_of_local_day,
    first_minute,
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
    if option.in_first is not None:
        until = day_after(option.in_first, opening.day)
        if until is not None and start.day >= until:
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


def day_after(clock: Clock, day: int) -> int | None:
    """The day a day clock ends; None where the day is mistyped, or the working-day calendar does not reach."""
    if not FIRST_CLOCK_DAY <= day <= LAST_CLOCK_DAY:
        return None
    try:
        return add_clock(clock, day)
    except ValueError:
        return None


def due_tick(clock: Clock, start: Start) -> int | None:
    """The tick the clock is due: the last minute of a day where an hour clock's start has no time.

    None where it starts on a day that no calendar holds.
    """
    if clock.unit is not Unit.HOURS:
        return day_after(clock, start.day)
    if not FIRST_CLOCK_DAY <= start.day <= LAST_CLOCK_DAY:
        return None
    return add_hours(clock.count, start.tick) if start.timed else add_hours_to_day(clock.count, start.day)


def earliest(early: Clock, start: Start, *, in_hours: bool) -> int:
    """The first tick at which something may already have met a clock that starts then."""
    back = Clock(-early.count, early.unit)
    if early.unit is Unit.HOURS:
        return add_hours(back.count, start.tick)
    day = day_after(back, start.day)
    if day is None:
        return start.tick
    return first_minute(day) if in_hours else day


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
