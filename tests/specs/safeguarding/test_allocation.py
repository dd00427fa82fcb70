"""Somebody qualified holds the child, and work moves without a gap."""

from __future__ import annotations

from lineofsight.catalogue.safeguarding.allocation import (
    allocation_to_qualified_worker,
    child_protection_transfer_of_case,
)
from tests.support.spec import spec


def test_a_child_under_enquiry_on_a_plan_or_in_care_has_a_social_worker_by_the_next_working_day() -> None:
    spec(
        allocation_to_qualified_worker,
        as_at="2024-01-20",
        section_47_enquiries="""
            child | started_on
            amy   | 2024-01-05
        """,
        child_protection_plans="""
            child | started_on | ended_on
            ben   | 2024-01-05 |
            cal   | 2024-01-05 | 2024-01-08
            dee   | 2024-01-05 |
        """,
        care_episodes="""
            child | started_on
            eve   | 2024-01-05
        """,
        allocations="""
            child | worker | role             | started_on
            amy   | w1     | allocated_worker | 2024-01-08
            ben   | w1     | allocated_worker | 2024-01-09
            dee   | w1     | allocated_worker | 2023-12-01
            eve   | w1     | family_support   | 2024-01-05
        """,
        expect="""
            child | due_on     | met_on     | status
            ------+------------+------------+--------
            amy   | 2024-01-08 | 2024-01-08 | met
            ben   | 2024-01-08 | 2024-01-09 | late
            cal   | 2024-01-08 |            | ended
            eve   | 2024-01-08 |            | overdue
        """,
    )


def test_a_gap_later_on_opens_again() -> None:
    spec(
        allocation_to_qualified_worker,
        as_at="2024-06-01",
        child_protection_plans="""
            child | started_on
            amy   | 2024-01-05
        """,
        allocations="""
            child | worker | role             | started_on | ended_on
            amy   | w1     | allocated_worker | 2024-01-05 | 2024-03-01
            amy   | w2     | allocated_worker | 2024-03-11 |
        """,
        expect="""
            opened_on  | due_on     | met_on     | status
            2024-03-02 | 2024-03-04 | 2024-03-11 | late
        """,
    )


def test_a_holding_list_a_student_or_a_lapsed_registration_is_not_a_social_worker() -> None:
    spec(
        allocation_to_qualified_worker,
        as_at="2024-01-20",
        child_protection_plans="""
            child | started_on
            amy   | 2024-01-05
            ben   | 2024-01-05
            cal   | 2024-01-05
            dee   | 2024-01-05
        """,
        professionals="""
            id | role          | placeholder  | started_on | registered_until
            w1 | team_manager  | holding_list | 2020-01-01 |
            w2 | student       |              | 2020-01-01 |
            w3 | social_worker |              | 2020-01-01 | 2023-11-30
            w4 | social_worker |              | 2020-01-01 | 2024-11-30
        """,
        allocations="""
            child | worker | role             | started_on
            amy   | w1     | allocated_worker | 2024-01-05
            ben   | w2     | allocated_worker | 2024-01-05
            cal   | w3     | allocated_worker | 2024-01-05
            dee   | w4     | allocated_worker | 2024-01-05
        """,
        expect="""
            child | status
            amy   | overdue
            ben   | overdue
            cal   | overdue
        """,
    )


def test_a_transfer_is_complete_on_the_later_of_acceptance_and_joint_visit() -> None:
    spec(
        child_protection_transfer_of_case,
        as_at="2024-01-20",
        transfers="""
            child | proposed_on | accepted_on | joint_visit_on
            amy   | 2024-01-05  | 2024-01-12  | 2024-01-10
            ben   | 2024-01-05  | 2024-01-08  | 2024-01-12
            cal   | 2024-01-05  | 2024-01-08  | 2024-01-15
            dee   | 2024-01-05  | 2024-01-08  |
            eve   | 2024-01-05  |             | 2024-01-08
            fay   | 2024-01-05  | 2024-01-09  | 2024-01-09
            fay   | 2024-01-05  |             |
        """,
        expect="""
            child | due_on     | met_on     | status
            ------+------------+------------+--------
            amy   | 2024-01-12 | 2024-01-12 | met
            ben   | 2024-01-12 | 2024-01-12 | met
            cal   | 2024-01-12 | 2024-01-15 | late
            dee   | 2024-01-12 |            | overdue
            eve   | 2024-01-12 |            | overdue
            fay   | 2024-01-12 | 2024-01-09 | met
            fay   | 2024-01-12 |            | overdue
        """,
    )
