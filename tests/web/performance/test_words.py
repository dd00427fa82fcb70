"""What pages of figures say, at the edges: values, changes, gaps, differences, and what is fit to publish."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lineofsight.catalogue.indicators import INDICATORS
from lineofsight.core.periods import PeriodKind, latest_periods, parse_period
from lineofsight.web.knowledge.figures import Figure
from lineofsight.web.knowledge.public_figures import NOT_KNOWN, NOT_SHOWN, cells_of, fixed_periods
from lineofsight.web.performance.asked import read_day
from lineofsight.web.performance.compare import difference_words
from lineofsight.web.performance.figures import as_at
from lineofsight.web.performance.groups import gap_words
from lineofsight.web.performance.wording import (
    change_words,
    finished,
    headline_of,
    is_clock,
    out_of_words,
    signals_of,
    value_words,
    why_words,
)

PERCENT, COUNT, MEDIAN = (
    INDICATORS["cp_visit.in_time"],
    INDICATORS["cp_visit.overdue"],
    INDICATORS["assessment_median_days"],
)
MONTHS = latest_periods(PeriodKind.MONTH, date(2026, 9, 30), 13)


def figure(above: float, below: float, period: str = "2026-09", **more: Any) -> Figure:
    value = 100 * above / below if below else None
    return Figure(parse_period(period), above, below, 0, value, None, None, "", **more)


def months(values: list[float]) -> tuple[Figure, ...]:
    return tuple(
        Figure(period, value, 100, 0, value, None, None, "") for period, value in zip(MONTHS, values, strict=False)
    )


def test_a_value_has_its_unit_and_no_figure_is_said() -> None:
    assert value_words(PERCENT, 61.94) == "61.9%"
    assert value_words(COUNT, 1234.0) == "1,234"
    assert value_words(PERCENT, None) == "No figure"


@pytest.mark.parametrize(("below", "small"), [(19, True), (20, False)])
def test_a_denominator_under_twenty_is_said_to_be_small(below: int, small: bool) -> None:
    assert ("small number" in out_of_words(PERCENT, figure(5, below))) is small


@pytest.mark.parametrize(("run", "said"), [(5, False), (6, True)])
def test_a_change_is_said_from_six_points_in_a_row_and_not_from_five(run: int, said: bool) -> None:
    low = [50.0, 52, 49, 51, 50, 52, 49, 51][: 13 - run]
    values = [*low, *([40.0, 60.0] * 3)[: 13 - run - len(low)], *[70.0, 72, 71, 73, 70, 74][:run]]
    assert bool(change_words(PERCENT, months(values))) is said


def test_a_change_that_is_over_is_not_said_beside_the_latest_figure() -> None:
    values = [10.0, 20, 30, 40, 50, 45, 30, 44, 31, 43, 32, 44, 31]
    assert signals_of(PERCENT, months(values)).signals
    assert change_words(PERCENT, months(values)) == ""


def test_of_what_is_open_at_month_ends_twice_the_run_is_asked_for() -> None:
    values = [50.0, 52, 49, 51, 50, 52, 49, 70, 72, 71, 73, 70, 74]
    assert change_words(PERCENT, months(values))
    assert change_words(COUNT, months(values)) == ""


def test_an_unfinished_month_is_no_headline_and_on_no_chart() -> None:
    series = (figure(50, 100, "2026-08"), figure(1, 4, "2026-09", so_far=True))
    assert headline_of(PERCENT, series) is series[0]
    assert finished(series) == series[:1]


def test_part_of_a_year_stands_for_a_share_and_not_for_a_count() -> None:
    series = (figure(50, 100, "2025-26"), figure(20, 40, "2026-27", so_far=True))
    assert headline_of(INDICATORS["assessment_45wd"], series) is series[1]
    assert headline_of(INDICATORS["referrals_count"], series) is series[0]


def test_as_at_a_day_only_periods_that_had_ended_by_it_are_there() -> None:
    series = months([50.0] * 13)
    assert as_at(series, date(2026, 3, 31), date(2026, 9, 30))[-1].period.code == "2026-03"
    assert as_at(series, date(2026, 3, 30), date(2026, 9, 30))[-1].period.code == "2026-02"
    assert as_at(series, date(2026, 9, 30), date(2026, 9, 30)) == series


def test_why_it_is_not_known_is_said_in_words() -> None:
    assert why_words("not covered: school_terms") == "Not known: the files loaded have no school terms"
    assert why_words("not covered: known from 2024-04-01") == "Not known: the files loaded hold it from 1 April 2024"
    assert why_words("no population loaded") == "No rate: no population has been loaded"


def test_a_gap_is_marked_where_it_is_more_than_chance_and_enough_stand_behind_it() -> None:
    assert gap_words([figure(20, 100), figure(80, 100)])[0].startswith("60 points lower")
    assert gap_words([figure(48, 100), figure(52, 100)]) == ["", ""]
    assert gap_words([figure(0, 4), figure(196, 200)]) == ["", ""]
    assert gap_words([figure(5, 10)]) == [""]


def test_only_what_chance_would_not_give_is_called_a_difference() -> None:
    assert difference_words(PERCENT, figure(50, 100), figure(52, 100, "2026-08"), same_day=False)[1] is False
    words, matters = difference_words(PERCENT, figure(20, 100), figure(80, 100, "2026-08"), same_day=False)
    assert matters
    assert words == "Higher by 60.0 points: more than chance would give"
    assert difference_words(PERCENT, figure(0, 0), figure(5, 9), same_day=False) == ("Cannot be compared", False)
    few = difference_words(PERCENT, figure(1, 9), figure(8, 9), same_day=False)
    assert few == ("Whether chance would give it cannot be told", False)
    assert difference_words(MEDIAN, figure(3, 9), figure(4, 9), same_day=False)[1] is False


def test_between_two_snapshots_of_one_day_the_difference_is_given_as_it_is() -> None:
    words, matters = difference_words(PERCENT, figure(50, 100), figure(51, 100), same_day=True)
    assert matters
    assert words == "Higher by 1.0 points, by what was recorded since"
    assert difference_words(PERCENT, figure(50, 100), figure(50, 100), same_day=True) == ("The same", False)


@pytest.mark.parametrize("text", ["2026-03-31", "31/3/2026", "31.03.2026", "31-3-2026"])
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_day(text) == date(2026, 3, 31)


@pytest.mark.parametrize("text", ["31/2/2026", "2026-13-01", "yesterday", "", "0000-00-00", "9" * 90])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


def test_a_small_number_and_what_would_give_it_away_are_both_hidden() -> None:
    found = [(f"{n}", figure(above, 100, "2026-09")) for n, above in enumerate((3, 40, 60))]
    cells = cells_of(PERCENT, found)
    assert cells[0].value == "c"
    assert sum(cell.value == "c" for cell in cells) >= 2
    assert all(cell.out_of == "" for cell in cells if cell.value == "c")


def test_percentages_are_of_rounded_counts_and_not_given_of_fewer_than_twenty() -> None:
    (cell,) = cells_of(PERCENT, [("September", figure(42, 103))])
    assert (cell.value, cell.out_of) == ("38%", "about 40 of 105")
    (cell,) = cells_of(PERCENT, [("September", figure(8, 17))])
    assert cell.value == NOT_SHOWN


def test_nearly_everybody_is_as_hidden_as_hardly_anybody() -> None:
    cells = cells_of(PERCENT, [("June", figure(98, 100, "2026-06")), ("September", figure(60, 100))])
    assert cells[0].value == "c"


def test_an_average_of_few_is_not_shown_and_of_many_is_whole() -> None:
    assert cells_of(MEDIAN, [("2025-26", replace(figure(1, 19), value=31.5))])[0].value == NOT_SHOWN
    assert cells_of(MEDIAN, [("2025-26", replace(figure(1, 20), value=31.7))])[0].value == "32"


def test_what_is_not_known_is_said_and_never_nought() -> None:
    unknown = Figure(parse_period("2026-09"), None, None, 0, None, None, None, "not covered: visits")
    assert [cell.value for cell in cells_of(PERCENT, [("a", unknown), ("b", None)])] == [NOT_KNOWN, NOT_KNOWN]


@pytest.mark.parametrize("known_on", [date(2026, 9, 30), date(2026, 10, 1), date(2026, 12, 30)])
def test_the_periods_shown_to_the_public_move_only_with_the_quarter(known_on: date) -> None:
    assert fixed_periods(COUNT, known_on)[-1].code == "2026-09-30"
    assert fixed_periods(PERCENT, known_on)[0].code == "2025-09"


def test_every_measure_of_what_is_owed_is_a_clock_and_a_count_of_children_is_none() -> None:
    assert is_clock(PERCENT)
    assert is_clock(INDICATORS["assessment_45wd"])
    assert not is_clock(INDICATORS["referrals_count"])
