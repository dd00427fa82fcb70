"""Tenure, first years, spread and what stands for those who see no children: at their boundaries."""

from __future__ import annotations

from datetime import date

import pytest

from lineofsight.catalogue.workforce import coming_and_going
from lineofsight.catalogue.workforce.indicators import wf_caseload_avg, wf_fte, wf_vacancy_rate
from lineofsight.core.indicators import Indicator
from lineofsight.core.periods import parse_period
from lineofsight.web.knowledge.figures import Figure
from lineofsight.web.workforce import first_years, measures, people, staffing
from lineofsight.web.workforce.people import Person, Post, Workforce

ON = date(2026, 9, 30)


def person(started: date | None, ended: date | None = None, **given: object) -> Person:
    values = {
        "id": "w", "name": "W", "team": "t1", "role": "social_worker", "role_words": "Social worker", "full_time": 1.0,
        "is_agency": False, "started": started, "ended": ended, "came_from": "", "because": "Pay", "went": "",
        "ethnicity": "", "away_since": None, "year_from": None, "year_to": None,
    }  # fmt: skip
    return Person(**(values | given))  # type: ignore[arg-type]


def of(*them: Person, posts: tuple[Post, ...] = ()) -> Workforce:
    return Workforce(ON, {each.id: each for each in them}, posts, (), {})


@pytest.mark.parametrize(
    ("started", "words"),
    [(date(2026, 9, 30), "0 months"), (date(2026, 8, 30), "1 month"), (date(2024, 10, 5), "23 months"),
     (date(2024, 10, 1), "23 months"), (date(2024, 9, 30), "2 years"), (date(2023, 10, 1), "2 years"),
     (date(2023, 9, 30), "3 years"), (None, "Not recorded")],
)  # fmt: skip
def test_how_long_somebody_has_been_here(started: date | None, words: str) -> None:
    assert people.tenure(person(started), ON) == words


@pytest.mark.parametrize(
    ("started", "band"),
    [(date(2025, 10, 1), "Under 1 year"), (date(2025, 9, 30), "1 year to under 2"),
     (date(2024, 10, 1), "1 year to under 2"), (date(2024, 9, 30), "2 years to under 5"),
     (date(2021, 9, 30), "5 years to under 10"), (date(2016, 10, 1), "5 years to under 10"),
     (date(2016, 9, 30), "10 years or more"), (None, "")],
)  # fmt: skip
def test_a_band_begins_on_the_anniversary(started: date | None, band: str) -> None:
    assert people.tenure_band(person(started), ON) == band


def test_two_years_are_long_on_their_day() -> None:
    found = of(person(date(2024, 9, 30), id="a", name="a"), person(date(2024, 10, 1), id="b", name="b"))
    assert [each.id for each in staffing.listed(found, "long", lambda team: True)] == ["a"]


def test_a_year_of_leavers_begins_the_day_after_the_same_day_last_year() -> None:
    def gone(key: str, day: date) -> Person:
        return person(date(2020, 1, 1), day, id=key, name=key)

    found = of(gone("a", date(2025, 9, 30)), gone("b", date(2025, 10, 1)), gone("c", ON), gone("d", date(2026, 10, 1)))
    assert [each.id for each in found.left(ON - people.A_YEAR, ON)] == ["b", "c"]
    assert [each.id for each in found.in_post()] == ["d"]


def test_no_reason_stands_in_a_line_about_somebody() -> None:
    gone = person(date(2020, 1, 1), date(2026, 9, 1))
    line = staffing.person_line(gone, of(gone), {"t1": "Court"}, "leavers")
    assert line.notes == ("Left 1 Sep 2026",)
    assert line.team == "Court"


@pytest.mark.parametrize(
    ("held", "on", "words", "tone"),
    [({}, date(2026, 4, 1), "due 1 April 2026", "due"),
     ({}, date(2026, 4, 2), "1 April 2026, 1 day overdue", "overdue"),
     ({"three_months": date(2026, 4, 1)}, ON, "held 1 Apr 2026", "done"),
     ({"three_months": date(2026, 4, 3)}, ON, "held 3 Apr 2026, 2 days late", "done")],
)  # fmt: skip
def test_a_review_is_due_three_months_after_the_year_began(
    held: dict[str, date], on: date, words: str, tone: str
) -> None:
    first = first_years.review_lines(date(2026, 1, 1), held, on)[0]
    assert (first.words, first.tone) == (words, tone)


def test_a_first_year_runs_to_its_last_day_and_stays_until_it_is_assessed() -> None:
    running = person(date(2025, 9, 30), year_from=date(2025, 9, 30), year_to=ON, id="a")
    over = person(date(2025, 9, 29), year_from=date(2025, 9, 29), year_to=date(2026, 9, 29), id="b")
    found = of(running, over)
    assert [each.id for each in first_years.in_first_year(found)] == ["a"]
    assert [each.id for each in first_years.not_assessed(found)] == ["b"]


def test_the_load_at_the_limit_is_not_above_it() -> None:
    worker = person(date(2026, 9, 1), year_from=date(2026, 9, 1), year_to=date(2027, 9, 1))
    at, above = (first_years.year_line(worker, of(worker), {}, load, 12, ()) for load in (12, 13))
    assert (at.is_above, at.overdue) == (False, ())
    assert (above.is_above, above.overdue) == (True, ("Holds 13 children, above the limit of 12",))


def test_posts_in_full_time_equivalents_and_rounded_for_those_outside() -> None:
    posts = (
        Post("1", "t", "w", 0.5, False, None),
        Post("2", "t", "", 1.0, True, None),
        Post("3", "t", "", 1, False, None),
    )
    assert [tile.number for tile in staffing.post_tiles(posts, is_public=False, lists=False)] == [
        "2.5",
        "0.5",
        "2",
        "1",
    ]
    outside = staffing.post_tiles(posts * 5, is_public=True, lists=False)
    assert [tile.number for tile in outside] == ["about 10", "c", "about 10", "c"]
    assert not any(tile.link for tile in outside)


def test_the_spread_names_no_team() -> None:
    assert measures.spread_words([10.0, 0.0, 50.0], "%") == "From 0% to 50%; the middle team 10%."
    assert measures.spread_words([10.0, 20.0], "", 1) == "From 10.0 to 20.0; the middle team 15.0."
    assert "Too few" in measures.spread_words([10.0], "%")


def test_values_for_those_who_see_no_children() -> None:
    def said(indicator: Indicator, *pairs: tuple[float, float, float]) -> str:
        found = [Figure(parse_period("2026-09-30"), above, below, 0, value) for above, below, value in pairs]
        return measures.public_words(indicator, measures.public_cells(indicator, found))

    assert said(wf_fte, (5.4, 6, 5.4)) == "Not shown: too few"
    assert said(wf_fte, (38.1, 41, 38.1)) == "about 40"
    assert said(wf_vacancy_rate, (5, 19.9, 26.4)) == "Not shown: too few"
    assert said(wf_vacancy_rate, (5, 20.0, 26.4)) == "26%"
    away = coming_and_going.wf_away_sick
    few = "Not shown: small numbers"
    for above, below, words in ((3, 40, few), (37, 40, few), (12, 41, "25%"), (0, 40, "0%"),
                                (12, 17, few)):  # fmt: skip
        assert said(away, (above, below, 100 * above / below)) == words, (above, below)
    assert said(wf_caseload_avg) == "No figure"
    figure = Figure(parse_period("2026-09-30"), 5, 20, 0, 26.44)
    assert measures.value_words(wf_vacancy_rate, figure) == "26.4%"
    assert measures.value_words(wf_vacancy_rate, None) == "No figure"


def test_the_quarters_of_a_card_are_suppressed_together() -> None:
    away = coming_and_going.wf_away_sick
    pairs = (("2026-03-31", 3, 40), ("2026-06-30", 12, 20), ("2026-09-30", 20, 60))
    found = [Figure(parse_period(day), above, below, 0, 100 * above / below) for day, above, below in pairs]
    assert [each.is_hidden for each in measures.public_cells(away, found)] == [True, True, False]


def test_england_stands_beside_a_rate_and_not_beside_a_count() -> None:
    assert measures.england_words("wf_turnover_rate") == "England: 15.9%, 30 September 2023"
    assert measures.england_words("wf_starters") == ""
    assert measures.england_words("wf_span") == ""
