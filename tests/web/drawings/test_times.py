"""Chronologies, homes, clocks and calendars: what stands where in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from lxml import etree

from lineofsight.core.clocks import Grid, GridStep, Hours, WorkingDays, steps
from lineofsight.core.working_days import add_working_days
from lineofsight.web.drawings.calendars import calendar, calendar_table, calendar_words
from lineofsight.web.drawings.chronologies import (
    Chronology,
    Event,
    Lane,
    Span,
    chronology,
    chronology_table,
    chronology_words,
)
from lineofsight.web.drawings.clock_lines import periods_of
from lineofsight.web.drawings.clocks import ClockPicture, clock, clock_table, clock_words
from lineofsight.web.drawings.homes import (
    CarePeriod,
    Home,
    Homes,
    legal_status_table,
    placements,
    placements_table,
    placements_words,
)
from tests.web.drawings.examples import CLOCKS, DUE, HOMES, TODAY, VISITS, YEARS

BY_TITLE = {each.title: each for each in CLOCKS}


def said(made: etree._Element) -> list[str]:
    return [each.text or "" for each in made.iter("text")]


def links(made: etree._Element) -> dict[str, str]:
    return {each.get("href", ""): each.get("aria-label", "") for each in made.iter("a")}


def test_points_too_near_to_press_apart_are_gathered_with_their_number() -> None:
    made = chronology(YEARS, 288)
    counts = [int(words) for words in said(made) if words.isdigit() and int(words) < 2000]
    alone = [label for label in links(made).values() if label.startswith("Visit ")]
    assert sum(counts) + len(alone) == len(VISITS)
    assert any(label.startswith("Visits: ") for label in links(made).values())


def test_points_far_enough_apart_lead_each_to_its_own() -> None:
    events = tuple(Event(date(2020 + n, 1, 1), f"Event {n}", f"/{n}") for n in range(5))
    made = chronology(Chronology("Years", (Lane("Events", (), events),), TODAY))
    assert links(made) == {f"/{n}": f"Event {n}, on 1 January {2020 + n}" for n in range(5)}


def test_no_two_targets_overlap_in_a_lane() -> None:
    made = chronology(replace(YEARS, lanes=YEARS.lanes[2:3]), 288)
    boxes = sorted(float(each.get("x", "")) for each in made.iter("rect") if each.get("pointer-events") == "all")
    assert len(boxes) > 2
    assert min(b - a for a, b in pairwise(boxes)) >= 23.9


def test_what_goes_on_or_began_on_a_day_not_known_says_so() -> None:
    titles = [each.text for each in chronology(YEARS).iter("title")]
    assert "Care plan: 20 August 2025 to now" in titles
    assert "With mother: a day not known to 20 August 2025" in titles
    assert "Health assessment, planned for 10 July 2026" in titles
    rows = chronology_table(YEARS)[1]
    assert rows[0] == ("10 July 2026", "", "Health", "Health assessment")
    assert ("20 August 2025", "Still going on", "Plans", "Care plan") in rows
    assert len(rows) == len(VISITS) + 5
    assert "Visits: 50 entries" in chronology_words(YEARS)


def test_what_lies_before_the_axis_is_counted_and_is_in_the_table() -> None:
    later = replace(YEARS, first=date(2025, 6, 1))
    words = " ".join(said(chronology(later)))
    assert "14 entries before 1 June 2025, in the table." in words
    assert "Visit 0" not in " ".join(links(chronology(later)).values())
    assert len(chronology_table(later)[1]) == len(chronology_table(YEARS)[1])
    assert chronology(replace(YEARS, first=date(2030, 1, 1))).get("width") == "620"


def test_spans_that_overlap_stand_in_rows_of_their_own() -> None:
    spans = tuple(Span(date(2025, 1, 1 + n), date(2025, 12, 1), f"Span {n}") for n in range(3))
    made = chronology(Chronology("Spans", (Lane("Plans", spans),), TODAY))
    assert len({each.get("y") for each in made.iter("rect") if each.get("class") == "drawing-target"}) == 3


def test_days_of_care_without_a_home_are_hatched_and_counted() -> None:
    assert "No home recorded while in care: 4 days" in said(placements(HOMES))
    assert placements_words(HOMES).endswith("No home recorded for 4 days in care.")
    whole = replace(HOMES, homes=(*HOMES.homes, Home(date(2024, 2, 6), date(2024, 2, 10), "Foster home")))
    assert "No home recorded" not in placements_words(whole)


@pytest.mark.parametrize(
    ("home", "gap"),
    [
        (Home(date(2026, 1, 1), date(2026, 2, 1), "Foster home"), None),
        (Home(date(2026, 1, 2), date(2026, 2, 1), "Foster home"), "1 day"),
        (Home(date(2026, 1, 1), date(2026, 1, 31), "Foster home"), "1 day"),
        (Home(date(2025, 1, 1), date(2025, 6, 1), "Foster home"), "31 days"),
    ],
)
def test_gaps_are_of_the_period_of_care_only(home: Home, gap: str | None) -> None:
    chart = Homes("", (home,), TODAY, (CarePeriod(date(2026, 1, 1), date(2026, 2, 1)),))
    assert placements_words(chart).endswith(f"No home recorded for {gap} in care." if gap else "31 days.")


def test_homes_are_numbered_from_the_first_and_told_with_why_they_changed() -> None:
    words = said(placements(HOMES))
    assert "Changed because: Carer asked for it to end" in words
    rows = placements_table(HOMES)[1]
    assert [row[0] for row in rows] == ["3", "2", "1"]
    assert rows[0][3] == "Lives here now"
    assert rows[2][4:6] == ("32 days", "12 miles from home")
    assert legal_status_table(HOMES)[1][0] == ("Full care order", "1 September 2025", "Now")


def test_working_days_are_numbered_and_weekends_and_holidays_passed_over() -> None:
    made = clock(BY_TITLE["Visits"])
    # 1 April 2026 is day 0; Good Friday, the weekend and Easter Monday lie between day 1 and day 2.
    bold = [each.text for each in made.iter("text") if each.get("font-weight") == "700"]
    assert bold[bold.index("0") :] == ["0", *map(str, range(1, 10)), "due"]
    assert any("Good Friday, is not counted." in words for words in said(made))
    assert "so due by 17 April 2026" in clock_words(BY_TITLE["Visits"])


def test_a_clock_that_counts_back_is_due_before() -> None:
    assert clock_table(BY_TITLE["Before"])[1][0][3] == "1 June 2026"
    narrow = said(clock(BY_TITLE["Before"], 288))
    assert narrow.index("Due") < narrow.index("Expected birth")


def test_each_length_runs_from_the_one_before_and_the_last_repeats() -> None:
    rows = clock_table(BY_TITLE["Reviews"])[1]
    assert [row[1] for row in rows] == ["20 working days", "3 months", "6 months"]
    first = add_working_days(TODAY, 20)
    assert [row[3] for row in rows] == ["14 July 2026", "14 October 2026", "14 April 2027"]
    assert first == date(2026, 7, 14)
    assert "and so on" in said(clock(BY_TITLE["Reviews"]))
    once = clock(replace(BY_TITLE["Reviews"], repeats=False))
    assert "and so on" not in said(once)


def test_every_way_a_clock_may_run_has_its_line() -> None:
    assert [row[0] for row in clock_table(BY_TITLE["Placement visits"])[1][::3]] == [
        "first year",
        "under 5",
        "otherwise",
    ]
    assert {"First year", "Under 5", "Otherwise"} <= set(said(clock(BY_TITLE["Placement visits"])))


def test_hours_are_elapsed_hours_where_the_time_is_known_and_else_whole_days() -> None:
    # The clocks go forward in the night after 28 March 2026.
    assert clock_table(BY_TITLE["Decision"])[1][0][2:] == ("09:30 on 28 March 2026", "10:30 on 29 March 2026")
    assert clock_table(BY_TITLE["Day only"])[1][0][3] == "the end of 16 June 2026"
    late = ClockPicture("Late", steps(Hours(1)), datetime(2026, 6, 15, 22, 30, tzinfo=UTC))
    assert clock_table(late)[1][0][3] == "00:30 on 16 June 2026"


def test_a_date_set_by_the_court_is_as_set_or_not_known() -> None:
    assert "it is not known when it is due" in clock_words(BY_TITLE["Court"])
    assert clock_table(BY_TITLE["Court, set"])[1][0][3] == "1 August 2026"


@pytest.mark.parametrize(
    ("step", "count", "first", "last"),
    [
        (GridStep.MONTH, 12, date(2026, 1, 1), date(2026, 12, 31)),
        (GridStep.QUARTER, 5, date(2026, 1, 1), date(2027, 3, 31)),
        (GridStep.TERM, 4, date(2026, 1, 1), date(2027, 4, 30)),
        (GridStep.YEAR, 2, date(2026, 1, 1), date(2027, 12, 31)),
    ],
)
def test_a_grids_periods_follow_each_other(step: GridStep, count: int, first: date, last: date) -> None:
    periods = periods_of(Grid(step), TODAY)
    assert (len(periods), periods[0].first, periods[-1].last) == (count, first, last)
    assert all(b.first == a.last + timedelta(days=1) for a, b in pairwise(periods))


def test_what_the_calendar_does_not_reach_is_not_guessed() -> None:
    assert "due on a day no calendar here reaches" in clock_words(BY_TITLE["Beyond"])
    assert clock_table(BY_TITLE["Beyond"])[1] == ()


def test_what_met_it_is_told_and_shown() -> None:
    met = ClockPicture("Met", steps(WorkingDays(10)), date(2026, 6, 1), met_on=date(2026, 6, 5))
    assert clock_words(met).endswith("Met on 5 June 2026.")
    assert "met" in said(clock(met))


def test_a_month_counts_its_own_days_only() -> None:
    assert calendar_table(DUE)[1] == (("4 May 2026", "2"), ("26 May 2026", "120"))
    assert calendar_words(DUE).startswith("122 due in May 2026")
    assert links(calendar(DUE)) == {"/due/2026-05-04": "4 May 2026: 2 things due, Early May bank holiday"}
    assert calendar_words(replace(DUE, due={})) == "Nothing is due in May 2026."
