"""Ticks: days since 1 January 1970, or minutes (UTC) since then where a clock counts hours.

One place turns dates, moments and clocks into ticks, so that the interpreter and the kernel cannot differ on it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from lineofsight.core.clocks import Clock, Unit
from lineofsight.core.periods import add_months
from lineofsight.core.working_days import add_working_days

LONDON = ZoneInfo("Europe/London")
EPOCH = date(1970, 1, 1)
EPOCH_ORDINAL = EPOCH.toordinal()
HOURS_IN_A_DAY = 24

# A clock that starts outside these days (a mistyped year) has no due day: the duty is not known.
FIRST_CLOCK_DAY = date(1900, 1, 1).toordinal() - EPOCH_ORDINAL
LAST_CLOCK_DAY = date(2110, 12, 31).toordinal() - EPOCH_ORDINAL


def day_tick(day: date) -> int:
    """Days since 1 January 1970."""
    return day.toordinal() - EPOCH_ORDINAL


def tick_day(tick: int) -> date:
    """The date of a day tick."""
    return date.fromordinal(tick + EPOCH_ORDINAL)


def minute_tick(moment: datetime) -> int:
    """Whole minutes (UTC) since 1 January 1970. Raises ValueError for a moment without an offset."""
    if moment.tzinfo is None:
        raise ValueError("A moment without an offset cannot be placed in time. Sources give moments in UTC.")
    return int(moment.timestamp() // 60)


def tick_moment(tick: int) -> datetime:
    """The moment (UTC) of a minute tick."""
    return datetime.fromtimestamp(tick * 60, UTC)


@lru_cache(maxsize=65536)
def first_minute(tick: int) -> int:
    """The first minute of the local day with that day tick."""
    return minute_tick(datetime.combine(tick_day(tick), time(0, 0), LONDON))


@lru_cache(maxsize=65536)
def last_minute(tick: int) -> int:
    """The last minute of the local day with that day tick."""
    return first_minute(tick + 1) - 1


def local_day(minute: int) -> int:
    """The day tick, in London, of a minute tick."""
    return day_tick(tick_moment(minute).astimezone(LONDON).date())


@lru_cache(maxsize=262144)
def add_clock(clock: Clock, tick: int) -> int:
    """The day tick that a day clock started on a day tick is due. Raises ValueError for an hour clock."""
    match clock.unit:
        case Unit.DAYS:
            return tick + clock.count
        case Unit.WEEKS:
            return tick + 7 * clock.count
        case Unit.WORKING_DAYS:
            return day_tick(add_working_days(tick_day(tick), clock.count))
        case Unit.MONTHS:
            return day_tick(add_months(tick_day(tick), clock.count))
    raise ValueError("An hour clock has minute ticks; use add_hours.")


def add_hours(hours: int, minute: int) -> int:
    """The minute tick that many elapsed hours after a known minute."""
    return minute + 60 * hours


def add_hours_to_day(hours: int, tick: int) -> int:
    """The minute tick due where only the day is known: the end of the day ceil(hours / 24) days on."""
    return last_minute(tick - (-hours // HOURS_IN_A_DAY))


def end_of_local_day(minute: int) -> int:
    """The last minute of the local day that a minute falls in."""
    return last_minute(local_day(minute))


def end_of(day: date, *, in_hours: bool) -> int:
    """The last tick of a day: what "as at" a date means."""
    return last_minute(day_tick(day)) if in_hours else day_tick(day)
