"""Permanence, and young people who leave care."""

from __future__ import annotations

import pytest

from lineofsight.catalogue.leaving_care import indicators as leaving
from lineofsight.catalogue.permanence import indicators as permanence
from lineofsight.core.indicators import Indicator
from tests.support.indicator_spec import asks, counts, is_of_open

AS_AT = "2024-03-31"


def test_adoption() -> None:
    counts(
        permanence.adoption_a1_days, period="rolling36:2024-03", figure="400.0",
        care_episodes="child | started_on\namy | 2022-01-01\nben | 2022-01-01",
        permanence="""
            child | order_type           | placed_on  | order_made_on
            amy   | adoption             | 2023-02-05 | 2024-03-31
            ben   | special_guardianship | 2023-02-05 | 2024-03-31
            cal   | adoption             | 2023-02-05 | 2024-03-31
        """,
        expect="child | counted | amount\namy | yes | 400.0\ncal | missing | 0.0",
    )  # fmt: skip
    counts(
        permanence.adoption_a2_days, period="rolling36:2024-03", figure="30.0",
        permanence="""
            child | placement_order_on | matched_on
            amy   | 2024-03-01         | 2024-03-31
            ben   |                    | 2021-04-01
            cal   | 2021-01-01         | 2021-03-31
        """,
        expect="child | counted\namy | yes\nben | missing",
    )  # fmt: skip
    is_of_open(permanence.waiting_for_adoption, "permanence", "placement_order_on", "matched_on")
    asks(permanence.adoption_reversed, "permanence", "adoption_decided_on", "reversed_on", yes="2024-05-01", no="",
         blank="no")  # fmt: skip
    counts(
        permanence.early_permanence, period="2024-03",
        people="id | born_on\namy | 2022-03-02\nben | 2022-03-02\ncal | 2022-03-01",
        permanence="""
            child | adoption_decided_on | early_permanence_placed_on
            amy   | 2024-03-01          | 2024-02-01
            ben   | 2024-03-01          |
            cal   | 2024-03-01          | 2024-02-01
        """,
        expect="child | counted\namy | yes\nben | no",
    )  # fmt: skip
    counts(
        permanence.adopters_stage_timely, period="2024-03",
        adopters="""
            id | registered_on | stage_one_ended_on | stage_two_started_on | approved_on
            a  | 2023-09-01    | 2023-11-01         | 2023-11-15           | 2024-03-15
            b  | 2023-09-01    | 2023-11-02         | 2023-11-15           | 2024-03-15
            c  | 2023-09-01    | 2023-11-01         | 2023-11-15           | 2024-03-16
            d  |               | 2023-11-01         | 2023-11-15           | 2024-03-15
        """,
        expect="subject | counted\na | yes\nb | no\nc | no\nd | missing",
    )  # fmt: skip


def test_a_year_with_parents_or_family_while_in_care() -> None:
    counts(
        permanence.delayed_discharge, period=AS_AT,
        placements="""
            child | type | started_on
            amy   | P1   | 2023-03-31
            ben   | U3   | 2023-04-01
            cal   | U6   | 2020-01-01
            dee   | P1   |
        """,
        expect="child | counted\namy | yes\nben | no",
    )  # fmt: skip


OUTCOMES: list[tuple[Indicator, str, str, str]] = [
    (leaving.cl_in_touch, "in_touch", "YES", "NO REFU NREQ"),
    (leaving.cl_suitable, "accommodation", "B1 U1 Z1", "B2 U2 S2 X2 0"),
    (leaving.cl_eet, "activity", "F1 P5 F4", "G4 G6 0"),
    (leaving.cl_uni, "activity", "F1 P1", "F2 G5"),
    (leaving.cl_custody, "accommodation", "X2", "B1 S2"),
]


@pytest.mark.parametrize(("indicator", "column", "yes", "no"), OUTCOMES)
def test_outcomes_of_care_leavers_at_nineteen_to_twenty_one(
    indicator: Indicator, column: str, yes: str, no: str
) -> None:
    lines = [f"child | year_ended_on | {column}"]
    answers = [(code, "yes") for code in yes.split()] + [(code, "no") for code in no.split()]
    lines += [f"{code} | 2024-03-31 | {code}" for code, _ in answers]
    first = yes.split()[0]
    lines += ["blank | 2024-03-31 |", f"young | 2024-03-31 | {first}", f"old | 2024-03-31 | {first}"]
    born = [(code, "2004-03-31") for code, _ in answers]
    born += [("blank", "2002-04-01"), ("young", "2005-04-01"), ("old", "2002-03-31")]
    counts(
        indicator, period="2023-24", outcomes_of_care_leavers="\n".join(lines),
        people="\n".join(["id | born_on", *(f"{child} | {day}" for child, day in born)]),
        expect="\n".join(["child | counted", *(f"{code} | {answer}" for code, answer in answers), "blank | missing"]),
    )  # fmt: skip


def test_at_seventeen_and_eighteen_and_why_not() -> None:
    counts(
        leaving.cl_1718_eet, period="2023-24",
        people="id | born_on\namy | 2007-03-31\nben | 2005-04-01\ncal | 2005-03-31\ndee | 2006-01-01",
        outcomes_of_care_leavers="""
            child | year_ended_on | activity
            amy   | 2024-03-31    | F2
            ben   | 2024-03-31    | G5
            cal   | 2024-03-31    | F2
            dee   | 2024-03-31    |
        """,
        expect="child | counted\namy | yes\nben | no\ndee | missing",
    )  # fmt: skip
    asks(leaving.cl_neet_reason, "outcomes_of_care_leavers", "year_ended_on", "activity", yes="G4 G5 G6", no="",
         blank="left out")  # fmt: skip


def test_staying_put_three_months_after_foster_care() -> None:
    counts(
        leaving.cl_staying_put, period="2024-03",
        people="id | born_on\namy | 2006-03-01\nben | 2006-03-01\ncal | 2006-03-02\ndee | 2006-03-01",
        placements="""
            child | type | started_on | ended_on
            amy   | U4   | 2020-01-01 | 2024-03-01
            ben   | U6   | 2020-01-01 | 2024-03-01
            cal   | U4   | 2020-01-01 | 2024-03-01
            dee   | K2   | 2020-01-01 | 2024-03-01
        """,
        care_leaver_homes="""
            child | accommodation | started_on | ended_on
            amy   | Z1            | 2024-03-01 | 2024-06-02
            ben   | Z1            | 2024-03-01 | 2024-06-01
        """,
        expect="child | counted\namy | yes\nben | no",
    )  # fmt: skip


def test_stayed_in_care_to_eighteen() -> None:
    counts(
        leaving.cl_stayed_to_18, period="2024-03",
        people="id | born_on\namy | 2006-03-01\nben | 2006-03-02\ncal | 2008-03-02",
        care_episodes="""
            child | started_on | ended_on   | end_reason
            amy   | 2020-01-01 | 2024-03-01 | E17
            ben   | 2020-01-01 | 2024-03-01 | E5
            cal   | 2020-01-01 | 2024-03-01 | E4A
        """,
        expect="child | counted\namy | yes\nben | no",
    )  # fmt: skip


def test_homeless_and_parents() -> None:
    for code in ("S2", "V2", "W2"):
        is_of_open(leaving.cl_homeless, "care_leaver_homes", "started_on", "ended_on", {"accommodation": code})
    counts(
        leaving.cl_homeless, period=AS_AT, expect="child | counted",
        care_leaver_homes="child | started_on | accommodation\namy | 2024-01-01 | U1\nben | 2024-01-01 |",
    )  # fmt: skip
    counts(
        leaving.cl_parents_pathway, period=AS_AT,
        care_leavers="""
            child | eligible_from | is_parent | parenthood_offer_on
            amy   | 2022-01-01    | yes       | 2024-03-31
            ben   | 2022-01-01    | yes       |
            cal   | 2022-01-01    | no        |
        """,
        expect="child | counted\namy | yes\nben | no",
    )  # fmt: skip
