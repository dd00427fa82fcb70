"""England's working days: Monday to Friday, without bank holidays.

The day of the event is day 0, and the next working day is day 1. This is how Working Together and the census guides
count, and what "within 15 working days of the strategy discussion" means here.

Bank holidays from 2010 to the last year of `data/england_bank_holidays.csv` are as published. Earlier and later years
are worked out by rule (Banking and Financial Dealings Act 1971, schedule 1, and the proclamations that move a day off a
weekend); extra days already proclaimed for 1990 to 2009 are listed below. A future year is therefore a projection: a
jubilee or a funeral not yet announced is not in it, and `calendar_version` changes when the file does.

Everything is looked up in tables made once at import, because one child's duties are worked out in milliseconds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import accumulate
from types import MappingProxyType
from typing import Final

from lineofsight.core.package_data import read_rows
from lineofsight.core.text_formats import uk_date

CALENDAR_START: Final = date(1990, 1, 1)
CALENDAR_END: Final = date(2100, 12, 31)

_OUTSIDE: Final = (
    f"outside the working-day calendar, {uk_date(CALENDAR_START)} to {uk_date(CALENDAR_END)}. "
    "Check the year of the date."
)

# Proclaimed changes before the published file begins: year -> days taken out, days put in.
_PROCLAIMED: Final[Mapping[int, tuple[tuple[date, ...], Mapping[date, str]]]] = {
    1995: ((date(1995, 5, 1),), {date(1995, 5, 8): "Early May bank holiday"}),
    1999: ((), {date(1999, 12, 31): "Millennium holiday"}),
    2002: (
        (date(2002, 5, 27),),
        {date(2002, 6, 3): "Queen's Golden Jubilee", date(2002, 6, 4): "Spring bank holiday"},
    ),
}


def easter_sunday(year: int) -> date:
    """Easter Sunday in the Gregorian calendar, by the anonymous computus (Meeus, Jones, Butcher)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_correction + 15) % 30
    leap_years, year_rest = divmod(of_century, 4)
    weekday_shift = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late_moon = (golden + 11 * epact + 22 * weekday_shift) // 451
    month, day = divmod(epact + weekday_shift - 7 * late_moon + 114, 31)
    return date(year, month, day + 1)


def bank_holidays_by_rule(year: int) -> dict[date, str]:
    """The eight bank holidays England has in a regular year, substitute days in place of weekend dates."""
    easter = easter_sunday(year)
    days = {
        _first_weekday_from(date(year, 1, 1)): "New Year's Day",
        easter - timedelta(days=2): "Good Friday",
        easter + timedelta(days=1): "Easter Monday",
        _monday_from(date(year, 5, 1)): "Early May bank holiday",
        _monday_from(date(year, 5, 25)): "Spring bank holiday",
        _monday_from(date(year, 8, 25)): "Summer bank holiday",
    }
    christmas, boxing_day = date(year, 12, 25), date(year, 12, 26)
    # Whichever of the two falls on a weekday keeps it; the other takes the next weekday left, Christmas first.
    both = ((christmas, "Christmas Day"), (boxing_day, "Boxing Day"))
    for day, name in sorted(both, key=lambda each: _weekend(each[0])):
        placed = _first_weekday_from(day)
        while placed in days:
            placed = _first_weekday_from(placed + timedelta(days=1))
        days[placed] = name
    return dict(sorted(days.items()))


def _weekend(day: date) -> bool:
    return day.weekday() >= 5


def _first_weekday_from(day: date) -> date:
    return day + timedelta(days=7 - day.weekday()) if _weekend(day) else day


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _names_of_bank_holidays() -> dict[date, str]:
    published = {date.fromisoformat(row["date"]): row["name"] for row in read_rows("england_bank_holidays.csv")}
    published_years = {day.year for day in published}
    names = dict(published)
    for year in range(CALENDAR_START.year, CALENDAR_END.year + 1):
        if year not in published_years:
            taken_out, put_in = _PROCLAIMED.get(year, ((), {}))
            regular = {day: name for day, name in bank_holidays_by_rule(year).items() if day not in taken_out}
            names |= regular | dict(put_in)
    return dict(sorted(names.items()))


BANK_HOLIDAY_NAMES: Final[Mapping[date, str]] = MappingProxyType(_names_of_bank_holidays())
BANK_HOLIDAYS: Final[frozenset[date]] = frozenset(BANK_HOLIDAY_NAMES)

# Position 0 of each table is CALENDAR_START; `_COUNT_TO[position]` counts working days up to and including that day.
_FIRST: Final = CALENDAR_START.toordinal()
_LENGTH: Final = CALENDAR_END.toordinal() - _FIRST + 1
_IS_WORKING: Final = tuple(
    day.weekday() < 5 and day not in BANK_HOLIDAYS
    for day in (date.fromordinal(_FIRST + position) for position in range(_LENGTH))
)
_COUNT_TO: Final = tuple(accumulate(_IS_WORKING, initial=0))[1:]

WORKING_DAYS: Final[tuple[date, ...]] = tuple(
    date.fromordinal(_FIRST + position) for position, working in enumerate(_IS_WORKING) if working
)
"""Every working day of the calendar in order; what a compiled evaluation builds its own tables from."""

_DAYS_IN_WORDS: Final = "\n".join(day.isoformat() for day in (CALENDAR_START, CALENDAR_END, *sorted(BANK_HOLIDAYS)))

calendar_version: Final[str] = "england-" + hashlib.sha256(_DAYS_IN_WORDS.encode()).hexdigest()[:12]
"""Names this calendar; two snapshots with the same text counted working days alike."""


def is_working_day(day: date) -> bool:
    """Whether England works on this day: not a Saturday, Sunday or bank holiday.

    Raises ValueError outside 1 January 1990 to 31 December 2100.
    """
    return _IS_WORKING[_position(day)]


def add_working_days(day: date, n: int) -> date:
    """The date `n` working days after `day`, which is day 0; a negative `n` counts back; 0 gives `day` itself.

    From a Saturday, Sunday or bank holiday, the next working day is day 1. Raises ValueError when either end is
    outside the calendar.
    """
    position = _position(day)
    if n == 0:
        return day
    passed = _COUNT_TO[position]
    wanted = passed + n - 1 if n > 0 else passed - _IS_WORKING[position] + n
    if not 0 <= wanted < len(WORKING_DAYS):
        raise ValueError(f"{n} working days from {uk_date(day)} is {_OUTSIDE}")
    return WORKING_DAYS[wanted]


def working_days_between(start: date, end: date) -> int:
    """How many working days `end` is after `start`: the `n` for which `add_working_days(start, n)` reaches `end`.

    `start` is day 0 and is not counted; `end` is, if it is a working day. Negative when `end` is before `start`.
    Raises ValueError when either is outside the calendar.
    """
    first, last = _position(start), _position(end)
    if last >= first:
        return _COUNT_TO[last] - _COUNT_TO[first]
    return (_COUNT_TO[last] - _IS_WORKING[last]) - (_COUNT_TO[first] - _IS_WORKING[first])


def _position(day: date) -> int:
    position = day.toordinal() - _FIRST
    # A negative position would silently read the table from its far end.
    if not 0 <= position < _LENGTH:
        raise ValueError(f"{uk_date(day)} is {_OUTSIDE}")
    return position
