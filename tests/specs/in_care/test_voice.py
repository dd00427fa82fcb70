"""Advocacy, independent visitors, and what children and families say."""

from __future__ import annotations

from lineofsight.catalogue.in_care.voice import (
    advocacy_offer,
    children_in_care_council,
    family_feedback,
    independent_visitor,
)
from tests.support.spec import spec


def test_an_advocate_is_offered_at_each_review_or_in_the_weeks_before_it() -> None:
    spec(
        advocacy_offer,
        as_at="2024-04-30",
        care_reviews="""
            child | held_on    | advocacy_offered_on
            amy   | 2024-03-29 | 2024-03-29
            ben   | 2024-03-29 |
            cal   | 2024-03-29 |
            dee   | 2024-03-29 | 2024-04-02
        """,
        advocacy="""
            child | kind                | offered_on
            ben   | advocate            | 2024-03-01
            cal   | independent_visitor | 2024-03-29
        """,
        expect="""
            child | met_on     | status
            amy   | 2024-03-29 | met
            ben   | 2024-03-01 | met
            cal   |            | overdue
            dee   | 2024-04-02 | late
        """,
    )


def test_whether_an_independent_visitor_is_needed_is_asked_at_each_review() -> None:
    spec(
        independent_visitor,
        as_at="2024-09-30",
        care_reviews="""
            child | id | held_on    | independent_visitor_considered | was_cancelled
            amy   | r1 | 2024-03-01 | no                             |
            amy   | r2 | 2024-08-01 | yes                            |
            amy   | r3 | 2024-08-20 |                                | yes
        """,
        expect="child | subject | status\namy | r1 | ended_overdue\namy | r2 | met",
    )


def test_families_with_any_plan_are_asked_every_six_months_and_a_plan_after_a_plan_is_one_stretch() -> None:
    spec(
        family_feedback,
        as_at="2024-12-01",
        child_in_need_plans="""
            child | id | started_on | ended_on
            amy   | n1 | 2024-01-01 | 2024-03-01
            cal   | n2 | 2024-01-01 | 2024-02-01
        """,
        child_protection_plans="child | started_on | ended_on\namy | 2024-03-01 |",
        care_episodes="child | id | started_on\nben | e1 | 2024-01-01",
        voices="""
            child | said_on    | who    | declined
            amy   | 2024-06-30 | child  | no
            ben   | 2024-07-02 | parent | yes
        """,
        expect="""
            child | subject | due_on     | met_on     | status
            amy   | n1      | 2024-07-01 | 2024-06-30 | met
            amy   | n1      | 2024-12-30 |            | due
            ben   | e1      | 2024-07-01 | 2024-07-02 | late
            ben   | e1      | 2025-01-02 |            | due
            cal   | n2      | 2024-07-01 |            | ended
        """,
    )


def test_the_council_meets_leaders_once_in_each_quarter() -> None:
    spec(
        children_in_care_council,
        as_at="2024-07-01",
        service_periods="service_id | kind | started_on\nall | operating | 2024-01-01",
        service_events="""
            service_id | kind                     | occurred_on
            all        | children_in_care_council | 2024-02-10
            all        | improvement_board        | 2024-05-10
        """,
        expect="""
            opened_on  | due_on     | met_on     | status
            2024-01-01 | 2024-03-31 | 2024-02-10 | met
            2024-04-01 | 2024-06-30 |            | overdue
            2024-07-01 | 2024-09-30 |            | due
        """,
    )


def test_an_offer_more_than_four_weeks_before_is_not_for_this_review_and_a_cancelled_review_asks_for_none() -> None:
    spec(
        advocacy_offer,
        as_at="2024-04-30",
        care_reviews="child | held_on | was_cancelled\namy | 2024-03-29 |\nben | 2024-03-29 | yes",
        advocacy="child | kind | offered_on\namy | advocate | 2024-02-29",
        expect="child | met_on | status\namy | | overdue",
    )


def test_the_offer_and_the_question_are_due_on_the_day_of_the_review() -> None:
    for day, status in (("2024-03-29", "due"), ("2024-03-30", "overdue")):
        for standard in (advocacy_offer, independent_visitor):
            spec(
                standard, as_at=day, care_reviews="child | held_on\namy | 2024-03-29",
                expect=f"child | due_on | status\namy | 2024-03-29 | {status}",
            )  # fmt: skip
