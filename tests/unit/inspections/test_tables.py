"""The table of judgements, in every way its cells come out of a page; and what stands under it is never a grade."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.inspections.headings import table_names
from lineofsight.inspections.pages import lines_of
from lineofsight.inspections.tables import read_table
from tests.unit.inspections.made import pages

NAMES = {
    "leadership": "The impact of leaders on social work practice with children and families",
    "help_and_protection": "The experiences and progress of children who need help and protection",
    "in_care": "The experiences and progress of children in care",
    "care_leavers": "The experiences and progress of care leavers",
    "overall": "Overall effectiveness",
}
PRINTED = {
    "good": "Good",
    "outstanding": "Outstanding",
    "inadequate": "Inadequate",
    "requires_improvement": "Requires improvement to be good",
    "not_judged": "Not Judged",
}


def _read(lines: list[str]) -> dict[str, str | None]:
    table = read_table(lines_of(pages(lines, ["next"])), table_names("ilacs"))
    return {each.area_code: each.grade for each in table.judgements} if table else {}


@pytest.mark.parametrize(
    "cells",
    [
        ["Overall effectiveness Requires improvement to be good"],
        ["Overall effectiveness", "Requires improvement to be good"],
        ["Overall effectiveness Requires", "improvement to be", "good"],
        ["Requires improvement", "Overall effectiveness", "to be good"],
        ["Overall Requires improvement", "effectiveness to be good"],
        ["Over all  effective ness  Require   improvement"],
        ["Overall eﬀectiveness: requires improvement"],
        ["OVERALL EFFECTIVENESS REQUIRES IMPROVEMENT"],
    ],
)
def test_a_cell_however_it_is_broken(cells: list[str]) -> None:
    lines = [NAMES["in_care"], "Good", NAMES["care_leavers"] + " Outstanding", *cells, "Good work has begun."]
    assert _read(lines) == {"in_care": "good", "care_leavers": "outstanding", "overall": "requires_improvement"}


def test_all_names_and_then_all_grades() -> None:
    assert _read([NAMES["in_care"], NAMES["care_leavers"], "Overall effectiveness", "Good", "Inadequate", "Good"]) == {
        "in_care": "good",
        "care_leavers": "inadequate",
        "overall": "good",
    }


def test_a_blank_cell_moves_no_other_grade() -> None:
    lines = [
        NAMES["leadership"],
        "Good",
        NAMES["in_care"],
        NAMES["care_leavers"],
        "Outstanding",
        "Overall effectiveness Good",
    ]
    assert _read(lines) == {"leadership": "good", "in_care": None, "care_leavers": "outstanding", "overall": "good"}


def test_names_without_their_article() -> None:
    lines = [name.removeprefix("The ").capitalize() + " good" for name in NAMES.values()]
    assert _read(lines) == dict.fromkeys(NAMES, "good")


def test_the_summary_below_is_no_part_of_it() -> None:
    lines = [
        NAMES["in_care"],
        "Good",
        NAMES["care_leavers"],
        "Good",
        "Inadequate at the last inspection, services are",
        "good",
    ]
    assert _read(lines) == {"in_care": "good", "care_leavers": "good"}


def test_a_text_without_a_table_has_none() -> None:
    assert _read(["The experiences and progress of children in care are good", "and have been inadequate."]) == {}


@given(st.data())
def test_any_grades_broken_anywhere(data: st.DataObject) -> None:
    wanted = {code: data.draw(st.sampled_from(sorted(PRINTED)), label=code) for code in NAMES}
    lines = []
    for code, grade in wanted.items():
        words = f"{NAMES[code]} {PRINTED[grade]}".split()
        breaks = data.draw(st.sets(st.integers(1, len(words) - 1), max_size=3), label="line ends")
        at = [0, *sorted(breaks), len(words)]
        lines += [" ".join(words[first:end]) for first, end in pairwise(at)]
    assert _read([*lines, "Good leaders make good services."]) == wanted
