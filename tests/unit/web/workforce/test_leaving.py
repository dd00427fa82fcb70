"""Reasons counted of the whole, what is not asked apart, and small numbers kept from those outside."""

from __future__ import annotations

from datetime import date
from typing import Any

from lineofsight.web.workforce.leaving import leaving
from lineofsight.web.workforce.people import Person, Workforce

ON = date(2026, 9, 30)


def _of(reasons: dict[str, int], before: dict[str, int] | None = None, came: dict[str, int] | None = None) -> Workforce:
    given: dict[str, Any] = {
        "team": "t1", "role": "social_worker", "role_words": "", "full_time": 1.0, "is_agency": False, "went": "",
        "ethnicity": "", "away_since": None, "year_from": None, "year_to": None, "name": "",
    }  # fmt: skip
    people: dict[str, Person] = {}

    def add(count: int, **own: Any) -> None:
        for _ in range(count):
            key = str(len(people))
            people[key] = Person(**(given | {"id": key, "came_from": "", "because": "", **own}))

    for day, some in ((date(2026, 3, 1), reasons), (date(2025, 3, 1), before or {})):
        for because, count in some.items():
            add(count, started=date(2020, 1, 1), ended=day, because=because)
    for origin, count in (came or {}).items():
        add(count, started=date(2026, 1, 1), ended=None, came_from=origin)
    return Workforce(ON, people, (), (), {})


def test_reasons_stand_by_how_many_gave_them_and_those_not_asked_last() -> None:
    found = leaving(_of({"Pay": 2, "": 5, "Too much work": 3}, {"Pay": 1}), is_public=False)
    assert (found.number, found.before) == ("10", "1")
    assert found.tables[0].lines == (("Too much work", "3", "0"), ("Pay", "2", "1"), ("Not recorded", "5", "0"))
    assert found.asked.startswith("The reason is recorded of 5 of 10.")


def test_after_how_long_in_the_order_of_the_bands() -> None:
    found = leaving(_of({"Pay": 1}), is_public=False)
    assert found.tables[2].lines == (("5 years to under 10", "1", "0"),)


def test_where_those_who_started_came_from() -> None:
    found = leaving(_of({}, came={"Newly qualified": 2, "": 1}), is_public=False)
    assert found.tables[3].lines == (("Newly qualified", "2", "0"), ("Not recorded", "1", "0"))


def test_small_numbers_are_kept_from_those_outside_and_cannot_be_subtracted() -> None:
    found = leaving(_of({"Pay": 12, "Too much work": 3, "": 8}), is_public=True)
    assert (found.tables[0].lines, found.tables[0].is_hidden) == ((), True)
    both = leaving(
        _of({"Pay": 12, "Too much work": 3, "": 8}, {"Pay": 20, "Too much work": 20, "": 20}), is_public=True
    )
    shown = {word: now for word, now, _ in both.tables[0].lines}
    assert shown["Too much work"] == "c"
    assert list(shown.values()).count("c") >= 2
    assert (found.asked, found.picture) == ("", "")
