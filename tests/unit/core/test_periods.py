"""Periods: every written form, its days, its words, and what lies before it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.core.periods import (
    Period,
    PeriodKind,
    add_months,
    collection_period,
    collection_year,
    latest_periods,
    month_end,
    parse_period,
    period_containing,
    previous_period,
    whole_months,
)

ANY_DAY = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "kind", "start", "end", "title"),
    [
        ("2026-11-22", "point_in_time", "2026-11-22", "2026-11-22", "22 November 2026"),
        ("2028-02", "month", "2028-02-01", "2028-02-29", "February 2028"),
        ("2026-12", "month", "2026-12-01", "2026-12-31", "December 2026"),
        ("2026-Q1", "quarter", "2026-04-01", "2026-06-30", "April to June 2026"),
        ("2026-Q2", "quarter", "2026-07-01", "2026-09-30", "July to September 2026"),
        ("2026-Q3", "quarter", "2026-10-01", "2026-12-31", "October to December 2026"),
        ("2026-Q4", "quarter", "2027-01-01", "2027-03-31", "January to March 2027"),
        ("2026-27", "financial_year", "2026-04-01", "2027-03-31", "year to 31 March 2027"),
        ("2099-00", "financial_year", "2099-04-01", "2100-03-31", "year to 31 March 2100"),
        ("2010_11", "financial_year", "2010-04-01", "2011-03-31", "year to 31 March 2011"),
        ("2010-11", "month", "2010-11-01", "2010-11-30", "November 2010"),
        ("rolling:2026-03", "rolling_12m", "2025-04-01", "2026-03-31", "year to 31 March 2026"),
        ("rolling:2026-12", "rolling_12m", "2026-01-01", "2026-12-31", "year to 31 December 2026"),
        ("rolling6:2026-03", "rolling_6m", "2025-10-01", "2026-03-31", "six months to 31 March 2026"),
        ("rolling36:2026-11", "rolling_3y", "2023-12-01", "2026-11-30", "three years to 30 November 2026"),
        ("census:2026", "census_year", "2025-10-01", "2026-09-30", "year to 30 September 2026"),
        ("academic:2026-27", "academic_year", "2026-09-01", "2027-08-31", "year to 31 August 2027"),
    ],
)
def test_a_written_form_names_its_days(text: str, kind: str, start: str, end: str, title: str) -> None:
    period = parse_period(text)
    assert period == Period(PeriodKind(kind), date.fromisoformat(start), date.fromisoformat(end), text)
    assert period.title == title
    assert str(period) == text


def test_an_underscore_does_for_a_financial_year() -> None:
    assert parse_period("2026_27") == parse_period("2026-27")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "is not a period. Write one of: 2026-11-22 (a day), 2026-11 (a month), 2026-Q1 (April to June)"),
        ("2026", "is not a period. Write one of"),
        ("2026-Q5", "is not a period. Write one of"),
        ("2026-28", "the year after 2026 ends in 27, not 28"),
        ("2026-00", "the year after 2026 ends in 27, not 00"),
        ("2026-02-30", "day is out of range for month"),
        ("rolling:2026-13", "is not a period"),
        ("academic:2026-28", "the year after 2026 ends in 27"),
        ("0000-05", "year 0 is out of range"),
        ("rolling36:0001-05", "out of range"),
        ("22/11/2026", "is not a period. Write one of"),
    ],
)
def test_what_is_not_a_period_is_refused_with_the_forms(text: str, part: str) -> None:
    with pytest.raises(ValueError, match="is not a period") as refused:
        parse_period(text)
    assert part in str(refused.value)
    assert "rolling:2026-11 (twelve months to its end)" in str(refused.value)


@given(st.sampled_from(PeriodKind), ANY_DAY)
def test_the_code_of_a_period_reads_back_as_that_period(kind: PeriodKind, day: date) -> None:
    period = period_containing(kind, day)
    assert day in period
    assert parse_period(period.code) == period


@given(st.sampled_from(PeriodKind), ANY_DAY)
def test_the_period_before_ends_where_it_should(kind: PeriodKind, day: date) -> None:
    period = period_containing(kind, day)
    before = previous_period(period)
    assert before.kind is kind
    if kind.startswith("rolling") or kind is PeriodKind.POINT_IN_TIME:
        assert before.end == day.replace(day=1) - timedelta(days=1)
    else:
        assert before.end == period.start - timedelta(days=1)


@given(st.sampled_from(PeriodKind), ANY_DAY, st.integers(1, 15))
def test_latest_periods_are_finished_in_order_and_leave_nothing_out(kind: PeriodKind, as_at: date, count: int) -> None:
    periods = latest_periods(kind, as_at, count)
    assert len(periods) == count
    assert periods[-1].end <= as_at
    assert as_at in period_containing(kind, periods[-1].end + timedelta(days=1)) or periods[-1].end == as_at
    assert [previous_period(later) for later in periods[1:]] == list(periods[:-1])


def test_latest_periods_at_a_month_end_include_that_month() -> None:
    assert [period.code for period in latest_periods("month", date(2026, 3, 31), 3)] == [
        "2026-01",
        "2026-02",
        "2026-03",
    ]
    assert [period.code for period in latest_periods("month", date(2026, 3, 30), 2)] == ["2026-01", "2026-02"]
    assert latest_periods("month", date(2026, 3, 30), 1, in_progress=True) == (parse_period("2026-03"),)
    assert len(latest_periods("month", date(2026, 3, 31))) == 13


def test_latest_points_in_time_are_the_day_and_the_month_ends_before_it() -> None:
    codes = [period.code for period in latest_periods("point_in_time", date(2026, 3, 31), 3)]
    assert codes == ["2026-01-31", "2026-02-28", "2026-03-31"]
    codes = [period.code for period in latest_periods(PeriodKind.POINT_IN_TIME, date(2026, 3, 10), 2)]
    assert codes == ["2026-02-28", "2026-03-10"]


@pytest.mark.parametrize(
    ("kind", "day", "code"),
    [
        ("financial_year", "2026-03-31", "2025-26"),
        ("financial_year", "2026-04-01", "2026-27"),
        ("quarter", "2026-03-31", "2025-Q4"),
        ("quarter", "2026-04-01", "2026-Q1"),
        ("census_year", "2026-09-30", "census:2026"),
        ("census_year", "2026-10-01", "census:2027"),
        ("academic_year", "2026-08-31", "academic:2025-26"),
        ("academic_year", "2026-09-01", "academic:2026-27"),
    ],
)
def test_the_last_day_of_a_period_and_the_first_of_the_next(kind: str, day: str, code: str) -> None:
    assert period_containing(kind, date.fromisoformat(day)).code == code


def test_collection_years() -> None:
    assert collection_year("2026-27") == collection_year("2026_27") == "2026-27"
    assert collection_year("2010-11") == "2010-11"
    assert collection_period("2010-11").start == date(2010, 4, 1)
    assert collection_period("2026_27") == parse_period("2026-27")
    with pytest.raises(ValueError, match="'2026-28' is not a collection year: the year after 2026 ends in 27, not 28"):
        collection_year("2026-28")
    with pytest.raises(ValueError, match=r"'2026' is not a collection year. Write it as 2026-27"):
        collection_year("2026")


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match=r"There is no kind of period 'week'. The kinds are point_in_time, month"):
        period_containing("week", date(2026, 1, 1))
    with pytest.raises(ValueError, match="ask for 1 or more"):
        latest_periods("month", date(2026, 1, 1), 0)
    with pytest.raises(ValueError, match="before it starts"):
        Period(PeriodKind.MONTH, date(2026, 2, 1), date(2026, 1, 1), "2026-02")


def test_month_end() -> None:
    assert month_end(date(2028, 2, 10)) == date(2028, 2, 29)
    assert month_end(date(2026, 12, 31)) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2024-09-30", "2025-09-30", 12), ("2024-09-30", "2025-09-29", 11), ("2024-09-30", "2025-10-01", 12),
        ("2020-02-29", "2021-02-28", 12), ("2020-02-29", "2021-02-27", 11), ("2020-02-29", "2024-02-28", 47),
        ("2020-02-29", "2024-02-29", 48), ("2023-02-28", "2024-02-28", 12), ("2025-01-31", "2025-02-27", 0),
        ("2025-01-31", "2025-02-28", 1), ("2025-01-31", "2025-03-30", 1), ("2026-11-22", "2026-11-22", 0),
    ],
)  # fmt: skip
def test_an_anniversary_is_reached_on_its_day(start: str, end: str, months: int) -> None:
    assert whole_months(date.fromisoformat(start), date.fromisoformat(end)) == months


@given(ANY_DAY, st.integers(0, 600))
def test_so_many_months_on_so_many_whole_months_have_passed(day: date, months: int) -> None:
    assert whole_months(day, add_months(day, months)) == months
    assert whole_months(day, add_months(day, months) - timedelta(days=1)) == months - 1


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-03-31", -1, "2026-02-28"),
     ("2026-12-15", 1, "2027-01-15"), ("2026-01-15", -1, "2025-12-15"), ("2024-02-29", 12, "2025-02-28")],
)  # fmt: skip
def test_months_on_and_back_stop_at_the_months_last_day(day: str, months: int, found: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(found)
