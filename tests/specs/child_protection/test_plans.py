"""What a child protection plan says at its start, and what happens when it lasts too long or comes again."""

from __future__ import annotations

from lineofsight.catalogue.child_protection.plans import (
    category_of_abuse_recorded,
    contingency_recorded,
    cp_plan_long,
    plan_copy_to_family,
    repeat_plan_review,
    safety_plan_clear,
)
from tests.support.spec import spec


def test_the_category_is_recorded_when_the_plan_begins() -> None:
    spec(
        category_of_abuse_recorded,
        as_at="2024-01-03",
        child_protection_plans="""
            child | started_on | initial_category
            amy   | 2024-01-02 | NEG
            ben   | 2024-01-02 |
            ben   | 2024-01-02 | EMO
        """,
        expect="child | due_on | status\namy | 2024-01-02 | met\nben | 2024-01-02 | met\nben | 2024-01-02 | overdue",
    )


def test_the_contingency_is_recorded_when_the_plan_begins() -> None:
    spec(
        contingency_recorded,
        as_at="2024-01-10",
        child_protection_plans="""
            child | started_on | contingency_recorded_on | ended_on
            amy   | 2024-01-02 | 2024-01-02              |
            ben   | 2024-01-02 | 2024-01-03              |
            cal   | 2024-01-02 |                         |
            dee   | 2024-01-02 |                         | 2024-01-09
        """,
        expect="""
            child | status
            amy   | met
            ben   | late
            cal   | overdue
            dee   | ended_overdue
        """,
    )


def test_a_plan_of_fifteen_months_ends_or_is_taken_up() -> None:
    spec(
        cp_plan_long,
        as_at="2024-05-01",
        child_protection_plans="""
            child | started_on | ended_on
            amy   | 2023-01-15 | 2024-04-15
            ben   | 2023-01-15 |
            cal   | 2023-01-15 |
            dee   | 2023-01-15 |
            eve   | 2023-01-15 | 2024-04-16
            fay   | 2023-02-15 |
        """,
        legal_planning="""
            child | requested_on | held_on
            ben   | 2024-03-01   | 2024-03-08
        """,
        decisions="""
            child | gateway                    | decided_on
            cal   | long_child_protection_plan | 2024-04-16
            dee   | child_in_need_plan         | 2024-04-01
        """,
        expect="""
            child | due_on     | met_on     | status
            ------+------------+------------+--------------
            amy   | 2024-04-15 |            | ended
            ben   | 2024-04-15 | 2024-03-08 | met
            cal   | 2024-04-15 | 2024-04-16 | late
            dee   | 2024-04-15 |            | overdue
            eve   | 2024-04-15 |            | ended_overdue
            fay   | 2024-05-15 |            | due
        """,
    )


def test_a_second_plan_asks_why_the_first_did_not_last() -> None:
    spec(
        repeat_plan_review,
        as_at="2024-02-01",
        child_protection_plans="""
            child | id | started_on | ended_on   | previous_plans
            amy   | a1 | 2022-01-04 | 2022-09-01 | 0
            amy   | a2 | 2024-01-02 |            | 0
            ben   | b1 | 2022-01-04 | 2022-09-01 |
            ben   | b2 | 2024-01-02 |            |
            cal   | c1 | 2024-01-02 |            | 1
            dee   | d1 | 2024-01-02 |            |
        """,
        conferences="""
            child | held_on    | repeat_plan_reason
            amy   | 2024-01-02 | he came back
            ben   | 2024-01-02 |
        """,
        decisions="""
            child | gateway                      | decided_on
            cal   | repeat_child_protection_plan | 2024-01-03
            ben   | start_child_protection_plan  | 2024-01-02
        """,
        expect="""
            subject | due_on     | status
            a2      | 2024-01-02 | met
            b2      | 2024-01-02 | overdue
            c1      | 2024-01-02 | late
        """,
    )


def test_the_family_says_it_understands_the_plan_it_is_given() -> None:
    spec(
        safety_plan_clear,
        as_at="2024-01-06",
        child_protection_plans="""
            child | started_on | shared_on
            amy   | 2024-01-02 | 2024-01-05
            ben   | 2024-01-02 | 2024-01-05
            cal   | 2024-01-02 |
        """,
        voices="""
            child | who    | said_on    | understands_plan
            amy   | parent | 2024-01-05 | yes
            ben   | parent | 2024-01-05 | no
        """,
        expect="child | opened_on | status\namy | 2024-01-05 | met\nben | 2024-01-05 | overdue",
    )


def test_the_family_has_its_copy_within_ten_working_days_unless_that_would_be_dangerous() -> None:
    spec(
        plan_copy_to_family,
        as_at="2024-01-18",
        child_protection_plans="""
            child | started_on | shared_on  | copy_withheld | ended_on
            amy   | 2024-01-02 | 2024-01-16 |               |
            ben   | 2024-01-02 | 2024-01-17 |               |
            cal   | 2024-01-02 |            |               |
            dee   | 2024-01-02 |            | yes           |
            eve   | 2024-01-02 |            |               | 2024-01-16
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-01-16 | met
            ben   | 2024-01-16 | late
            cal   | 2024-01-16 | overdue
            eve   | 2024-01-16 | ended
        """,
    )


def test_words_said_the_day_after_are_late_and_nobody_goes_back_to_ask_after_three_months() -> None:
    spec(
        safety_plan_clear,
        as_at="2024-04-06",
        child_protection_plans="""
            child | id | started_on | shared_on
            amy   | p1 | 2024-01-02 | 2024-01-05
            ben   | p2 | 2024-01-02 | 2024-01-05
            ben   | p3 | 2024-04-02 | 2024-04-06
        """,
        voices="""
            child | who   | said_on    | understands_plan
            amy   | child | 2024-01-06 | yes
            ben   | child | 2024-01-04 | yes
        """,
        expect="subject | met_on | status\np1 | 2024-01-06 | late\np2 | | ended_overdue\np3 | | due",
    )
