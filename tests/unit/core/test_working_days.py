"""England's working days: the day after, weekends, bank holidays, runs of them, and counting back."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.core import working_days
from lineofsight.core.package_data import read_rows
from lineofsight.core.working_days import (
    BANK_HOLIDAY_NAMES,
    BANK_HOLIDAYS,
    CALENDAR_END,
    CALENDAR_START,
    WORKING_DAYS,
    add_working_days,
    bank_holidays_by_rule,
    easter_sunday,
    is_working_day,
    working_days_between,
)

PUBLISHED = {date.fromisoformat(row["date"]): row["name"] for row in read_rows("england_bank_holidays.csv")}
PUBLISHED_YEARS = sorted({day.year for day in PUBLISHED})

# Years in which a proclamation moved or added a day: the rule does not, and must not, know of these.
IRREGULAR = {2011, 2012, 2020, 2022, 2023}

ALL_DAYS = st.dates(CALENDAR_START, CALENDAR_END)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        ("2026-11-23", 0, "2026-11-23"),  # the day itself, a Monday
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-27", 1, "2026-11-30"),  # Friday to Monday
        ("2026-11-28", 0, "2026-11-28"),  # a Saturday is still its own day 0
        ("2026-11-28", 1, "2026-11-30"),  # from a weekend the first working day is day 1
        ("2026-11-29", 1, "2026-11-30"),
        ("2026-04-02", 1, "2026-04-07"),  # Thursday before Easter to Tuesday after
        ("2026-04-03", 1, "2026-04-07"),  # from Good Friday itself
        ("2026-05-01", 10, "2026-05-18"),  # ten working days over the early May holiday
        ("2026-12-24", 1, "2026-12-29"),  # Boxing Day on a Saturday, taken on Monday 28th
        ("2021-12-24", 1, "2021-12-29"),  # Christmas Day on a Saturday: 27th and 28th are both taken
        ("2022-12-23", 1, "2022-12-28"),  # Christmas Day on a Sunday
        ("2027-12-31", 1, "2028-01-04"),  # New Year's Day on a Saturday, past the published file
        ("2022-09-16", 1, "2022-09-20"),  # the state funeral
        ("2026-03-27", 15, "2026-04-21"),  # fifteen working days from a strategy discussion, over Easter
        ("2026-11-24", -1, "2026-11-23"),
        ("2026-11-30", -1, "2026-11-27"),
        ("2026-11-29", -1, "2026-11-27"),  # back from a Sunday
        ("2026-04-07", -1, "2026-04-02"),
        ("2026-04-06", -1, "2026-04-02"),  # back from Easter Monday
        ("2026-12-29", -3, "2026-12-22"),
    ],
)
def test_add_working_days(day: str, n: int, expected: str) -> None:
    assert add_working_days(date.fromisoformat(day), n) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-23", "2026-11-23", 0),
        ("2026-11-23", "2026-11-24", 1),
        ("2026-11-27", "2026-11-29", 0),  # Friday to Sunday: nothing passed
        ("2026-11-28", "2026-11-30", 1),
        ("2026-04-02", "2026-04-07", 1),
        ("2026-11-30", "2026-11-27", -1),
        ("2026-11-29", "2026-11-28", 0),
        ("2026-11-29", "2026-11-27", -1),
    ],
)
def test_working_days_between(start: str, end: str, expected: int) -> None:
    assert working_days_between(date.fromisoformat(start), date.fromisoformat(end)) == expected


@given(ALL_DAYS, st.integers(-300, 300))
def test_adding_agrees_with_walking_one_day_at_a_time(day: date, n: int) -> None:
    step = timedelta(days=1 if n > 0 else -1)
    walked, left = day, abs(n)
    while left and CALENDAR_START <= walked + step <= CALENDAR_END:
        walked += step
        left -= walked.weekday() < 5 and walked not in BANK_HOLIDAYS
    if left:
        with pytest.raises(ValueError, match="outside the working-day calendar"):
            add_working_days(day, n)
    else:
        assert add_working_days(day, n) == walked
        assert working_days_between(day, walked) == n


@given(ALL_DAYS, ALL_DAYS)
def test_between_counts_the_working_days_after_start_up_to_end(start: date, end: date) -> None:
    if end >= start:
        assert working_days_between(start, end) == sum(start < day <= end for day in WORKING_DAYS)
    else:
        assert working_days_between(start, end) == -sum(end <= day < start for day in WORKING_DAYS)


@pytest.mark.parametrize("year", [year for year in PUBLISHED_YEARS if year not in IRREGULAR])
def test_the_rule_gives_the_published_holidays_of_every_regular_year(year: int) -> None:
    """Days and names alike. Years after the file's last are computed by this rule: this test is what they rest on."""
    assert bank_holidays_by_rule(year) == {day: name for day, name in PUBLISHED.items() if day.year == year}


@pytest.mark.parametrize("year", sorted(IRREGULAR))
def test_an_irregular_year_is_as_published_and_not_as_the_rule_would_have_it(year: int) -> None:
    published = {day: name for day, name in PUBLISHED.items() if day.year == year}
    assert published != bank_holidays_by_rule(year)
    assert {day: name for day, name in BANK_HOLIDAY_NAMES.items() if day.year == year} == published


def test_the_whole_calendar_agrees_with_an_independent_package() -> None:
    years = range(CALENDAR_START.year, CALENDAR_END.year + 1)
    independent = holidays.country_holidays("GB", subdiv="ENG", years=years)
    assert sorted(BANK_HOLIDAYS) == sorted(day for day in independent if day.weekday() < 5)


def test_proclaimed_days_before_the_published_file() -> None:
    for day in (date(1995, 5, 8), date(1999, 12, 31), date(2002, 6, 3), date(2002, 6, 4)):
        assert not is_working_day(day)
    assert is_working_day(date(1995, 5, 1))
    assert is_working_day(date(2002, 5, 27))


@pytest.mark.parametrize(("year", "day"), [(1990, "04-15"), (2008, "03-23"), (2011, "04-24"), (2038, "04-25")])
def test_easter(year: int, day: str) -> None:
    """Among them a very early one, 2008, and the latest there can be, 2038."""
    assert easter_sunday(year) == date.fromisoformat(f"{year}-{day}")


def test_working_day_or_not() -> None:
    assert is_working_day(date(2026, 11, 27))
    assert not is_working_day(date(2026, 11, 28))
    assert not is_working_day(date(2026, 11, 29))
    assert not is_working_day(date(2026, 12, 25))
    assert BANK_HOLIDAY_NAMES[date(2026, 12, 28)] == "Boxing Day"


def test_no_bank_holiday_is_on_a_weekend() -> None:
    assert [day for day in BANK_HOLIDAYS if day.weekday() >= 5] == []


def test_the_calendar_has_ends_and_says_so() -> None:
    assert not is_working_day(CALENDAR_START)
    assert is_working_day(CALENDAR_END)
    assert WORKING_DAYS[0] == date(1990, 1, 2)
    assert add_working_days(CALENDAR_END, 0) == CALENDAR_END
    for outside in (CALENDAR_START - timedelta(days=1), CALENDAR_END + timedelta(days=1)):
        with pytest.raises(ValueError, match=r"1 January 1990 to 31 December 2100. Check the year"):
            is_working_day(outside)
    with pytest.raises(ValueError, match="1 working days from 31 December 2100 is outside"):
        add_working_days(CALENDAR_END, 1)
    with pytest.raises(ValueError, match="outside"):
        add_working_days(date(1990, 1, 2), -1)


def test_the_version_names_the_calendar() -> None:
    assert working_days.calendar_version.startswith("england-")
    assert len(working_days.calendar_version) == len("england-") + 12
