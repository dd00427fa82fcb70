"""A child protection plan is reviewed in time, and its review prepared, quorate and written up."""

from __future__ import annotations

from lineofsight.catalogue.child_protection.reviews import (
    cp_review,
    review_decisions_sent,
    review_minutes,
    review_quorum,
    review_report_shared,
)
from tests.support.spec import spec


def test_the_first_review_is_due_in_three_months_and_each_later_one_six_months_after_the_last() -> None:
    spec(
        cp_review,
        as_at="2025-01-01",
        child_protection_plans="""
            child | id | started_on
            amy   | p1 | 2023-11-30
        """,
        child_protection_reviews="""
            child | plan_id | held_on
            amy   | p1      | 2024-02-29
            amy   | p1      | 2024-08-30
        """,
        expect="""
            subject | opened_on  | due_on     | met_on     | status
            --------+------------+------------+------------+--------
            p1      | 2023-11-30 | 2024-02-29 | 2024-02-29 | met
            p1      | 2024-02-29 | 2024-08-29 | 2024-08-30 | late
            p1      | 2024-08-30 | 2025-02-28 |            | due
        """,
    )


def test_a_review_meets_only_its_own_plan_and_a_plan_that_ended_owes_none() -> None:
    spec(
        cp_review,
        as_at="2024-06-01",
        child_protection_plans="""
            child | id | started_on | ended_on
            amy   | p1 | 2024-01-02 |
            amy   | p2 | 2024-01-02 |
            ben   | p3 | 2024-01-02 | 2024-04-02
            cal   | p4 | 2024-01-02 | 2024-04-03
        """,
        child_protection_reviews="""
            child | plan_id | held_on
            amy   | p1      | 2024-04-02
        """,
        expect="""
            subject | due_on     | met_on     | status
            --------+------------+------------+--------------
            p1      | 2024-04-02 | 2024-04-02 | met
            p1      | 2024-10-02 |            | due
            p2      | 2024-04-02 |            | overdue
            p3      | 2024-04-02 |            | ended
            p4      | 2024-04-02 |            | ended_overdue
        """,
    )


def test_the_report_reaches_the_family_five_working_days_before_a_review() -> None:
    spec(
        review_report_shared,
        as_at="2024-01-24",
        child_protection_reviews="""
            child | held_on    | report_shared_on | report_withheld
            amy   | 2024-01-23 | 2024-01-16       |
            ben   | 2024-01-23 | 2024-01-17       |
            cal   | 2024-01-23 |                  |
            dee   | 2024-01-23 |                  | yes
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-01-16 | met
            ben   | 2024-01-16 | late
            cal   | 2024-01-16 | overdue
        """,
    )


def test_a_review_is_quorate_or_the_chair_says_why_it_went_on() -> None:
    spec(
        review_quorum,
        as_at="2024-01-24",
        child_protection_reviews="""
            child | held_on    | was_quorate | not_quorate_reason
            amy   | 2024-01-23 | yes         |
            ben   | 2024-01-23 | no          | police sent a report
            cal   | 2024-01-23 | no          |
            dee   | 2024-01-23 | yes         |
            dee   | 2024-01-23 |             |
        """,
        expect="""
            child | status
            amy   | met
            ben   | met
            cal   | overdue
            dee   | met
            dee   | overdue
        """,
    )


def test_decisions_go_out_the_next_working_day_and_minutes_within_twenty() -> None:
    reviews = """
        child | held_on    | decisions_sent_on | minutes_sent_on
        amy   | 2024-01-19 | 2024-01-22        | 2024-02-16
        ben   | 2024-01-19 | 2024-01-23        |
        cal   | 2024-01-19 |                   | 2024-02-16
    """
    spec(
        review_decisions_sent,
        as_at="2024-02-17",
        child_protection_reviews=reviews,
        expect="child | due_on | status\namy | 2024-01-22 | met\nben | 2024-01-22 | late\ncal | 2024-01-22 | overdue",
    )
    spec(
        review_minutes,
        as_at="2024-02-17",
        child_protection_reviews=reviews,
        expect="child | due_on | status\namy | 2024-02-16 | met\nben | 2024-02-16 | overdue\ncal | 2024-02-16 | met",
    )


def test_a_chair_who_wrote_why_it_went_on_without_a_quorum_has_said_enough() -> None:
    spec(
        review_quorum,
        as_at="2024-01-24",
        child_protection_reviews="""
            child | held_on    | was_quorate | not_quorate_reason
            amy   | 2024-01-23 |             | too dangerous to wait
            ben   | 2024-01-23 |             |
        """,
        expect="child | status\namy | met\nben | overdue",
    )
