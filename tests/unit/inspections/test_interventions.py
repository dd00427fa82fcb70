"""Which rules of intervention an authority's documents meet, at the edges; each rule with its source."""

from __future__ import annotations

from datetime import date

import pytest

from lineofsight.inspections.interventions import Event, Judged, all_rules, rules_met

BAD, POOR, GOOD = "inadequate", "requires_improvement", "good"


def judged(document: int, year: int, overall: str, *areas: tuple[str, str]) -> Judged:
    return Judged(document, date(year, 5, 1), overall, areas)


def met(*reports: Judged, events: tuple[Event, ...] = ()) -> dict[str, tuple[int, ...]]:
    return {each.rule.code: each.documents for each in rules_met(reports, events)}


def test_every_rule_says_what_it_means_and_where_it_is_from() -> None:
    assert len({rule.code for rule in all_rules()}) == len(all_rules())
    assert [rule.code for rule in all_rules() if not (rule.title and rule.when and rule.meaning and rule.source)] == []


def test_without_documents_none_is_met() -> None:
    assert met() == {}


def test_the_latest_grade_alone_says_whether_it_is_inadequate_now() -> None:
    assert met(judged(1, 2014, BAD)) == {"inadequate_overall": (1,)}
    assert met(judged(1, 2014, BAD), judged(2, 2018, GOOD)) == {}


def test_an_inadequate_area_is_told_apart_from_inadequate_overall() -> None:
    assert met(judged(1, 2023, POOR, ("in_care", GOOD), ("care_leavers", BAD))) == {"inadequate_area": (1,)}
    assert met(judged(1, 2026, "", ("in_care", BAD))) == {"inadequate_area": (1,)}


def test_two_running_and_five_years() -> None:
    two = met(judged(1, 2014, BAD), judged(2, 2016, BAD))
    assert two == {"inadequate_overall": (2,), "inadequate_twice": (1, 2)}
    long = met(judged(1, 2011, BAD), judged(2, 2013, BAD), judged(3, 2016, BAD))
    assert long["inadequate_long"] == (1, 2, 3)
    assert "inadequate_long" not in met(judged(1, 2011, BAD), judged(2, 2013, POOR), judged(3, 2016, BAD))
    assert met(judged(1, 2018, POOR), judged(2, 2022, POOR)) == {"requires_improvement_twice": (1, 2)}


@pytest.mark.parametrize(("latest", "is_met"), [(date(2016, 3, 1), True), (date(2016, 2, 29), False)])
def test_five_years_are_reached_on_their_day(latest: date, is_met: bool) -> None:
    first, last = (Judged(number, on, BAD, ()) for number, on in ((1, date(2011, 3, 1)), (2, latest)))
    assert ("inadequate_long" in {each.rule.code for each in rules_met([first, last], [])}) is is_met


def test_what_happened_counts_from_the_latest_inspection_on() -> None:
    events = (
        Event(5, date(2013, 1, 1), "notice"), Event(6, date(2014, 5, 1), "notice"),
        Event(7, date(2015, 1, 1), "monitoring"), Event(8, date(2015, 6, 1), "monitoring"),
        Event(9, date(2015, 7, 1), "visit"), Event(10, date(2015, 8, 1), "priority_action"),
        Event(11, date(2015, 9, 1), "claim"), Event(11, date(2015, 9, 1), "claim"),
    )  # fmt: skip
    assert met(judged(1, 2014, GOOD), events=events) == {
        "notice_held": (6,), "monitored": (7, 8), "priority_action": (10,), "notice_claimed": (11,),
    }  # fmt: skip
    assert met(events=events[:1]) == {"notice_held": (5,)}
