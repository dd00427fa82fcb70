"""What pages of the handbook say: local numbers beside national ones, codes by meaning, few counts never told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest


def catalogue(**lines: Any) -> Any:
    from lineofsight.evaluation.catalogues import resolved_catalogue
    from lineofsight.evaluation.policy import policy_of

    return resolved_catalogue(policy_of({"standards": lines} if lines else {}))


def latest_of(code: str, **given: Any) -> Any:
    from lineofsight.core.periods import parse_period
    from lineofsight.web.knowledge.latest import Latest

    known: dict[str, Any] = {
        "code": code, "period": parse_period("2026-09"), "numerator": 30.0, "denominator": 60.0, "missing": 0,
        "value": 50.0, "reason": None, "moved": "",
    }  # fmt: skip
    return {code: Latest(**{**known, **given})}


def test_a_local_number_is_shown_beside_the_national_one() -> None:
    from lineofsight.web.handbook.standards import standard_in_words

    change = {"from": date(2026, 4, 1), "due": "8 working days", "reason": "Our promise"}
    held = catalogue(cp_visit=change)
    (local,) = standard_in_words(held.standards["cp_visit"], held).local
    assert (local.since, local.own, local.national) == ("1 April 2026", "8 working days", "10 working days")
    assert local.reason == "Our promise"


def test_without_a_policy_nothing_is_said_to_be_changed() -> None:
    from lineofsight.web.handbook.standards import standard_in_words

    held = catalogue()
    assert all(not standard_in_words(item, held).local for item in held.standards.values())


def test_a_heading_is_never_a_code() -> None:
    from lineofsight.core.code_sets import all_code_sets
    from lineofsight.web.handbook.measures import measure_in_words
    from lineofsight.web.handbook.standards import standard_in_words
    from lineofsight.web.handbook.words import code_set_title, column_title, theme_words

    held = catalogue()
    titles = [standard_in_words(item, held).title for item in held.standards.values()]
    titles += [measure_in_words(item, held).title for item in held.indicators.values()]
    titles += [code_set_title(name) for name in all_code_sets()]
    titles += [theme_words(item.stage) for item in held.standards.values()] + [column_title("started_on")]
    assert [title for title in titles if "_" in title or ":" in title.split(" ")[0]] == []


@pytest.mark.parametrize(
    ("numerator", "denominator", "said"),
    [(30.0, 60.0, "50%"), (5.0, 60.0, "Not shown: small numbers"), (6.0, 19.0, "25%"),
     (6.0, 17.0, "Not shown: too few"), (57.0, 60.0, "Not shown: small numbers"), (0.0, 60.0, "0%"),
     (None, None, "Not known")],
)  # fmt: skip
def test_to_those_who_see_no_child_few_are_never_told(
    numerator: float | None, denominator: float | None, said: str
) -> None:  # fmt: skip
    from lineofsight.web.handbook.current import current

    value = 100 * numerator / denominator if numerator is not None and denominator else None
    found = latest_of("cp_visit.in_time", numerator=numerator, denominator=denominator, value=value)
    indicator = catalogue().indicators["cp_visit.in_time"]
    assert current("In time", indicator, found, is_exact=False).value == said


def test_a_figure_that_cannot_be_told_is_not_known_and_says_why() -> None:
    from lineofsight.web.handbook.current import current

    indicator = catalogue().indicators["cp_visit.in_time"]
    found = latest_of("cp_visit.in_time", value=None, reason="not covered: visits")
    shown = current("In time", indicator, found, is_exact=True)
    assert (shown.value, shown.is_known) == ("Not known", False)
    assert "visits" in shown.detail


def test_the_longest_wait_is_one_childs_and_not_for_those_who_see_none(service: Any) -> None:
    from lineofsight.web.handbook.measures import measure_page
    from lineofsight.web.handbook.standards import standard_page

    held = catalogue()
    item = held.standards["cp_visit"]
    names = [each.name for each in standard_page(item, held, {}, is_exact=False).figures]
    assert "Days the longest has waited" not in names
    longest = held.indicators["cp_visit.longest_wait"]
    assert measure_page(longest, held, latest_of(longest.code), is_exact=False).figure is None
    assert measure_page(longest, held, latest_of(longest.code), is_exact=True).figure is not None


def test_an_example_reads_as_people_write() -> None:
    from lineofsight.catalogue.examples import standard_examples
    from lineofsight.web.handbook.shown_examples import shown_examples

    shown = shown_examples(standard_examples("cp_visit"), "What is owed")
    visits = next(part for part in shown[0].given if part.caption == "Visits")
    assert visits.headings == ("Child", "Kind", "Visited on", "Child seen")
    assert [cell.text for cell in visits.rows[0]] == [
        "Amy", "Visit to a child on a child protection plan", "16 Jan 2024", "yes",
    ]  # fmt: skip
    assert visits.rows[0][1].code == "child_protection"
    assert shown[0].follows.caption == "What is owed on 1 March 2024"
    assert [row[-1].text for row in shown[0].follows.rows] == ["Met in time", "Met late", "Overdue"]
    assert len({each.title for each in shown}) == len(shown)


def test_the_clock_is_drawn_from_the_days_of_its_first_example() -> None:
    from lineofsight.web.handbook.clock_pictures import USUAL_DAY, clock_picture

    held = catalogue()
    assert clock_picture(held.standards["cp_visit"], "x").opens == date(2024, 1, 2)
    assert clock_picture(held.standards["assessment_45"], "x").opens == USUAL_DAY


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [("2023-24", "", "From 2023-24"), ("", "2022-23", "Until 2022-23"), ("2022-23", "2022-23", "2022-23"),
     ("2021-22", "2023-24", "2021-22 to 2023-24"), ("", "", "")],
)  # fmt: skip
def test_years_of_a_code(first: str, last: str, said: str) -> None:
    from lineofsight.web.handbook.tables import years_words

    assert years_words(first, last) == said


def test_what_reads_a_table_is_what_says_it_reads_it() -> None:
    from lineofsight.web.handbook.used import read_by_standard, uses

    held = catalogue()
    readers = uses(held).standards["visits"]
    assert set(readers) == {code for code, item in held.standards.items() if "visits" in read_by_standard(item)}
    assert read_by_standard(held.standards["cp_visit"])["visits"] >= {"visited_on", "kind", "child_seen", "mode"}


def test_what_is_kept_is_made_again_for_other_definitions() -> None:
    from lineofsight.web.handbook.kept import kept

    made: list[str] = []

    @kept
    def titles(held: Any) -> int:
        made.append(held.version)
        return len(made)

    one = catalogue()
    other = replace(one, version="other")
    assert [titles(one), titles(one), titles(other), titles(one)] == [1, 1, 2, 1]
