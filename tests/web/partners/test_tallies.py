"""What is counted of an agency, and what is handed over: not recorded is in neither half."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from lineofsight.web.partners.reports import report_of
from lineofsight.web.partners.tallies import months, response_days, tallies
from lineofsight.web.partners.told import SCHEMA

TO = date(2026, 9, 30)


def rows(*given: tuple[Any, ...]) -> pl.DataFrame:
    """Rows of (what, agency, child, on, due, met, state)."""
    made = [
        (what, agency, child, str(place), None, on, due, met, state)
        for place, (what, agency, child, on, due, met, state) in enumerate(given)
    ]
    return pl.DataFrame(made, schema=SCHEMA, orient="row")


def meeting(day: date, state: str, child: str = "amy", agency: str | None = "police") -> tuple[Any, ...]:
    return ("attendance", agency, child, day, None, None, state)


def test_a_share_is_of_those_that_can_be_told() -> None:
    day = date(2026, 9, 1)
    found = tallies(rows(meeting(day, "came"), meeting(day, "absent", "ben"), meeting(day, "not_recorded")),
                    "attendance", TO)  # fmt: skip
    assert [(each.asked, each.told, each.share, each.children) for each in found] == [(3, 2, 50.0, 2)]
    unknown = tallies(rows(meeting(day, "not_recorded")), "attendance", TO)
    assert unknown[0].share is None


def test_the_year_is_the_twelve_months_to_the_day() -> None:
    found = rows(meeting(date(2025, 9, 30), "came"), meeting(date(2025, 10, 1), "came"), meeting(TO, "came"))
    assert tallies(found, "attendance", TO)[0].asked == 2


def test_what_waits_is_counted_whenever_it_is_due_and_says_nothing_of_the_agency() -> None:
    found = tallies(rows(("information", "police", "amy", TO, date(2026, 10, 7), None, "waiting")), "information", TO)
    assert found[0].asked == 1
    assert found[0].share is None


def test_agencies_are_in_the_order_of_their_names_and_a_blank_is_said() -> None:
    day = date(2026, 9, 1)
    found = tallies(rows(meeting(day, "came", agency="school"), meeting(day, "came", agency=None),
                         meeting(day, "came", agency="housing")), "attendance", TO)  # fmt: skip
    assert [each.name for each in found] == ["Agency not recorded", "Housing", "School or college"]


def test_a_month_is_by_when_it_was_due_or_held() -> None:
    found = rows(
        meeting(date(2026, 8, 31), "came"), meeting(date(2026, 9, 1), "absent"), meeting(TO, "not_recorded"),
        ("information", "police", "amy", date(2026, 8, 30), date(2026, 9, 4), date(2026, 9, 3), "in_time"),
        ("information", "police", "ben", date(2026, 8, 1), date(2026, 8, 7), date(2026, 8, 12), "late"),
    )  # fmt: skip
    last = months(found, "attendance", "police", TO)[-2:]
    assert [(each.title, each.good, each.told, each.untold) for each in last] == [
        ("Aug 2026", 1, 1, 0), ("Sep 2026", 0, 1, 1),
    ]  # fmt: skip
    assert [each.share for each in months(found, "information", "police", TO)[-2:]] == [0.0, 100.0]
    assert response_days(found, "police", TO) == "8"
    assert response_days(found, "school", TO) == ""


def test_what_is_handed_over_hides_small_numbers_and_what_waits() -> None:
    day = date(2026, 9, 1)
    many = [meeting(day, "came", f"c{place}") for place in range(30)]
    few = [meeting(day, "absent", f"d{place}") for place in range(3)]
    waiting = ("information", "police", "amy", TO, date(2026, 10, 7), None, "waiting")
    made = report_of(rows(*many, *few, waiting), "police", TO)
    assert [part.title for part in made.parts] == ["Meetings"]
    shown = dict(made.parts[0].rows)
    assert shown["Did not come"][-1] == "c"
    assert shown["Came"][-1] == "c"  # or the few could be had by subtraction from what else is known
    assert made.parts[0].share == "Not shown: too few"
