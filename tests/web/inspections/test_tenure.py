"""Who led, beside the grades: which posts there are, who is a director, and how long each was one at inspections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest


@dataclass(frozen=True)
class Led:
    name: str
    role: str
    from_on: date
    to_on: date | None = None


DIRECTORS = (
    Led("Ada", "director of children's services", date(2012, 3, 1), date(2014, 4, 8)),
    Led("Bo", "Interim Director of Children’s Services", date(2014, 4, 9), date(2014, 12, 31)),
    Led("Cy (interim)", "director of children’s services", date(2016, 2, 1)),
)
CHAIR = Led("Di", "chair of the board", date(2010, 1, 1), date(2020, 1, 1))


def reports(*days: date) -> Any:
    return [SimpleNamespace(on=day) for day in days]


@pytest.mark.parametrize(("role", "whether"), [
    ("director of children's services", True), ("Director of children’s services (interim)", True),
    ("acting director for children and families", True), ("Strategic director of people and children", True),
    ("DCS", True), ("deputy director of children's services", False),
    ("assistant director, children's services", False), ("director of public health", False),
    ("chief executive", False), ("", False),
])  # fmt: skip
def test_a_director_is_known_however_it_is_written_and_a_deputy_is_none(service: Any, role: str, whether: bool) -> None:
    from lineofsight.web.inspections.tenure import is_director

    assert is_director(role) is whether


def test_one_post_is_one_row_whoever_holds_it_for_a_time_and_directors_come_first(service: Any) -> None:
    from lineofsight.web.inspections.tenure import posts

    director, chair = posts([CHAIR, *DIRECTORS])
    assert (director.title, chair.title) == ("Director of children’s services", "Chair of the board")
    assert [(each.name, each.for_a_time) for each in director.stretches] == [
        ("Ada", False), ("Bo", True), ("Cy (interim)", True),
    ]  # fmt: skip


def test_how_long_a_director_had_been_there_is_told_for_each_inspection_and_where_nobody_was_too(service: Any) -> None:
    from lineofsight.web.inspections.tenure import in_post

    told = in_post([CHAIR, *DIRECTORS], reports(date(2014, 4, 8), date(2014, 4, 9), date(2015, 6, 1), date(2017, 2, 1)))
    assert told == (
        "How long the director of children’s services had been in post when inspectors left: 25 months in April 2014, "
        "less than a month in April 2014, nobody recorded in June 2015 and 12 months in February 2017."
    )
    assert in_post([CHAIR], reports(date(2014, 4, 8))) == ""
    assert in_post(DIRECTORS, []) == ""
