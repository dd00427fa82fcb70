"""A child in need has a plan, is visited, and the plan is reviewed and does not drift."""

from __future__ import annotations

from lineofsight.catalogue.child_in_need.standards import (
    cin_plan_long,
    cin_plan_made,
    cin_plan_review,
    cin_visit,
    plan_copy_to_family_in_need,
)
from tests.support.spec import spec


def test_a_plan_is_agreed_within_ten_working_days_of_an_assessment_that_asks_for_one() -> None:
    spec(
        cin_plan_made,
        as_at="2024-01-18",
        assessments="""
            child | started_on | authorised_on | outcome            | plan_declined_on
            amy   | 2023-12-01 | 2024-01-02    | child_in_need_plan |
            ben   | 2023-12-01 | 2024-01-02    | child_in_need_plan |
            cal   | 2023-12-01 | 2024-01-02    | child_in_need_plan |
            dee   | 2023-12-01 | 2024-01-02    | child_in_need_plan | 2024-01-08
            eve   | 2023-12-01 | 2024-01-02    | child_in_need_plan |
            fay   | 2023-12-01 | 2024-01-02    | no_further_action  |
            gil   | 2023-12-01 | 2024-01-02    | child_in_need_plan |
            hal   | 2023-12-01 | 2024-01-02    | child_in_need_plan |
        """,
        child_in_need_plans="""
            child | started_on
            amy   | 2024-01-16
            ben   | 2024-01-17
            gil   | 2023-12-19
            hal   | 2023-12-18
        """,
        child_protection_plans="""
            child | started_on
            eve   | 2024-01-10
        """,
        expect="""
            child | due_on     | met_on     | status
            ------+------------+------------+--------
            amy   | 2024-01-16 | 2024-01-16 | met
            ben   | 2024-01-16 | 2024-01-17 | late
            cal   | 2024-01-16 |            | overdue
            dee   | 2024-01-16 |            | ended
            eve   | 2024-01-16 |            | ended
            gil   | 2024-01-16 | 2023-12-19 | met
            hal   | 2024-01-16 |            | overdue
        """,
    )


def test_a_child_in_need_is_seen_every_twenty_working_days_or_sooner_where_the_plan_says() -> None:
    spec(
        cin_visit,
        as_at="2024-03-05",
        child_in_need_plans="""
            child | id | started_on | ended_on   | visit_interval_days | short_breaks_only
            amy   | n1 | 2024-01-02 |            |                     |
            ben   | n2 | 2024-01-02 |            | 10                  |
            cal   | n3 | 2024-01-02 |            |                     | yes
            dee   | n4 | 2024-01-02 | 2024-01-20 |                     |
        """,
        visits="""
            child | kind          | visited_on | child_seen | mode
            amy   | child_in_need | 2024-01-30 | yes        |
            amy   | child_in_need | 2024-02-10 | yes        | telephone
            amy   | early_help    | 2024-02-11 | yes        | in_person
            amy   | child_in_need | 2024-02-12 | no         | in_person
            amy   | child_in_need | 2024-02-28 | yes        | in_person
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            ------+------------+------------+------------+--------
            amy   | 2024-01-02 | 2024-01-30 | 2024-01-30 | met
            amy   | 2024-01-30 | 2024-02-27 | 2024-02-28 | late
            amy   | 2024-02-28 | 2024-03-27 |            | due
            ben   | 2024-01-02 | 2024-01-16 |            | overdue
            dee   | 2024-01-02 | 2024-01-30 |            | ended
        """,
    )


def test_the_plan_is_reviewed_in_six_weeks_and_then_every_three_months() -> None:
    spec(
        cin_plan_review,
        as_at="2024-06-01",
        child_in_need_plans="""
            child | id | started_on | ended_on
            amy   | n1 | 2024-01-02 |
            amy   | n2 | 2024-01-02 |
            ben   | n3 | 2024-01-02 | 2024-02-01
        """,
        child_in_need_reviews="""
            child | plan_id | held_on
            amy   | n1      | 2024-02-13
            amy   | n1      | 2024-05-14
        """,
        expect="""
            subject | opened_on  | due_on     | met_on     | status
            --------+------------+------------+------------+--------
            n1      | 2024-01-02 | 2024-02-13 | 2024-02-13 | met
            n1      | 2024-02-13 | 2024-05-13 | 2024-05-14 | late
            n1      | 2024-05-14 | 2024-08-14 |            | due
            n2      | 2024-01-02 | 2024-02-13 |            | overdue
            n3      | 2024-01-02 | 2024-02-13 |            | ended
        """,
    )


def test_a_plan_of_nine_months_is_decided_on_except_for_disabled_children_and_short_breaks() -> None:
    spec(
        cin_plan_long,
        as_at="2024-10-10",
        referrals="""
            child | id | received_on | primary_need
            amy   | r1 | 2023-12-01  | N1
            ben   | r2 | 2023-12-01  | N1
            cal   | r3 | 2023-12-01  | N2
        """,
        child_in_need_plans="""
            child | referral_id | started_on | short_breaks_only | ended_on
            amy   | r1          | 2024-01-02 |                   |
            ben   | r2          | 2024-01-02 |                   |
            cal   | r3          | 2024-01-02 |                   |
            dee   |             | 2024-01-02 | yes               |
            eve   |             | 2024-01-02 |                   |
            fay   |             | 2024-01-02 |                   | 2024-10-02
        """,
        decisions="""
            child | gateway            | decided_on
            amy   | child_in_need_plan | 2024-10-02
            ben   | step_down          | 2024-10-03
            eve   | contact            | 2024-10-01
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-10-02 | met
            ben   | 2024-10-02 | late
            eve   | 2024-10-02 | overdue
            fay   | 2024-10-02 | ended
        """,
    )


def test_the_family_has_its_copy_within_ten_working_days_unless_that_would_be_dangerous() -> None:
    spec(
        plan_copy_to_family_in_need,
        as_at="2024-01-18",
        child_in_need_plans="""
            child | started_on | shared_on  | copy_withheld | ended_on
            amy   | 2024-01-02 | 2024-01-16 |               |
            ben   | 2024-01-02 |            | no            |
            cal   | 2024-01-02 |            | yes           |
            dee   | 2024-01-02 | 2024-01-17 |               |
            eve   | 2024-01-02 |            |               | 2024-01-10
        """,
        expect="child | status\namy | met\nben | overdue\ndee | late\neve | ended",
    )


def test_the_decision_that_began_a_plan_says_nothing_of_why_it_goes_on() -> None:
    spec(
        cin_plan_long,
        as_at="2024-10-03",
        child_in_need_plans="""
            child | started_on | ended_on
            amy   | 2024-01-02 |
            ben   | 2024-01-02 |
            cal   | 2023-01-03 | 2023-06-01
            cal   | 2024-01-02 |
        """,
        decisions="""
            child | gateway            | decided_on
            amy   | child_in_need_plan | 2024-01-02
            ben   | step_up            | 2024-01-02
            ben   | step_up            | 2024-09-02
            cal   | child_in_need_plan | 2023-05-01
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            amy   | 2024-01-02 | 2024-10-02 |            | overdue
            ben   | 2024-01-02 | 2024-10-02 | 2024-09-02 | met
            cal   | 2023-01-03 | 2023-10-03 | 2023-05-01 | met
            cal   | 2024-01-02 | 2024-10-02 |            | overdue
        """,
    )
