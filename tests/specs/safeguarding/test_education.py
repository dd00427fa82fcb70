"""Children out of sight of school, and what we owe to education's own assessments."""

from __future__ import annotations

from lineofsight.catalogue.safeguarding.education import (
    cme_tracking,
    ehc_social_care_advice,
    ehe_notified_visit,
    ehe_review,
)
from tests.support.spec import spec


def test_enquiries_about_a_child_missing_education_take_ten_working_days_at_most() -> None:
    spec(
        cme_tracking,
        as_at="2024-01-18",
        missing_education="""
            child | referred_on | enquiries_complete_on | ended_on
            amy   | 2024-01-02  | 2024-01-16            |
            ben   | 2024-01-02  | 2024-01-17            |
            cal   | 2024-01-02  |                       |
            dee   | 2024-01-02  |                       | 2024-01-10
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-01-16 | met
            ben   | 2024-01-16 | late
            cal   | 2024-01-16 | overdue
            dee   | 2024-01-16 | ended
        """,
    )


def test_an_open_child_withdrawn_from_school_is_seen_and_then_decided_on_within_five_working_days() -> None:
    spec(
        ehe_notified_visit,
        as_at="2024-01-12",
        referrals="""
            child | received_on | closed_on
            amy   | 2023-06-01  |
            ben   | 2023-06-01  |
            cal   | 2023-06-01  |
            dee   | 2023-06-01  | 2023-12-01
            fay   | 2023-06-01  |
            gil   | 2023-06-01  |
            hal   | 2023-06-01  |
        """,
        home_education="""
            child | notified_on | considered_on | ended_on
            amy   | 2024-01-02  | 2024-01-09    |
            ben   | 2024-01-02  | 2024-01-10    |
            cal   | 2024-01-02  | 2024-01-09    |
            dee   | 2024-01-02  |               |
            eve   | 2024-01-02  |               |
            fay   | 2024-01-02  |               |
            gil   | 2024-01-02  |               | 2024-01-08
            hal   | 2024-01-02  |               |
            hal   | 2024-01-03  | 2024-01-05    |
        """,
        visits="""
            child | kind                    | visited_on | child_seen
            amy   | elective_home_education | 2024-01-02 | yes
            ben   | elective_home_education | 2024-01-10 | yes
            cal   | child_in_need           | 2024-01-01 | yes
            fay   | elective_home_education | 2024-01-03 | yes
            hal   | elective_home_education | 2024-01-04 | yes
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2024-01-09 | 2024-01-09 | met
            ben   | 2024-01-09 | 2024-01-10 | late
            cal   | 2024-01-09 |            | overdue
            fay   | 2024-01-09 |            | overdue
            gil   | 2024-01-09 |            | ended
            hal   | 2024-01-09 |            | overdue
            hal   | 2024-01-10 | 2024-01-05 | met
        """,
    )


def test_an_open_child_educated_at_home_is_reviewed_every_six_months_with_the_child_seen() -> None:
    spec(
        ehe_review,
        as_at="2024-09-01",
        child_in_need_plans="""
            child | started_on | ended_on
            amy   | 2023-01-02 |
            ben   | 2023-01-02 |
            cal   | 2023-01-02 | 2024-02-01
            eve   | 2023-01-02 |
        """,
        home_education="""
            child | notified_on | started_on | ended_on
            amy   | 2023-12-20  | 2024-01-02 |
            ben   | 2023-12-20  | 2024-01-02 |
            cal   | 2023-12-20  | 2024-01-02 |
            dee   | 2023-12-20  | 2024-01-02 |
            eve   | 2023-12-20  | 2024-01-02 | 2024-03-01
        """,
        home_education_reviews="""
            child | held_on    | child_seen
            amy   | 2024-07-02 | yes
            ben   | 2024-07-02 | no
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            amy   | 2024-01-02 | 2024-07-02 | 2024-07-02 | met
            amy   | 2024-07-02 | 2025-01-02 |            | due
            ben   | 2024-01-02 | 2024-07-02 |            | overdue
            cal   | 2024-01-02 | 2024-07-02 |            | ended
            eve   | 2024-01-02 | 2024-07-02 |            | ended
        """,
    )


def test_social_care_advice_is_sent_in_six_weeks_unless_the_regulations_except_it() -> None:
    spec(
        ehc_social_care_advice,
        as_at="2024-02-20",
        plan_requests="""
            child | requested_on | advice_requested_on | advice_sent_on | exception_applies
            amy   | 2023-12-20   | 2024-01-02          | 2024-02-13     |
            ben   | 2023-12-20   | 2024-01-02          | 2024-02-14     |
            cal   | 2023-12-20   | 2024-01-02          |                | no
            dee   | 2023-12-20   | 2024-01-02          |                | yes
            eve   | 2023-12-20   |                     |                |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-02-13 | met
            ben   | 2024-02-13 | late
            cal   | 2024-02-13 | overdue
        """,
    )
