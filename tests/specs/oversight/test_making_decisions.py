"""Decisions put, made, signed; protection first; a manager's eye on every open child; challenges answered."""

from __future__ import annotations

from lineofsight.catalogue.oversight.decisions import (
    challenge_answered,
    decision_made,
    decision_signed,
    management_oversight,
    protective_decision,
)
from tests.support.spec import spec


def test_a_decision_put_to_a_manager_is_made_in_two_working_days() -> None:
    spec(
        decision_made,
        as_at="2026-10-07",
        decisions="""
            child | proposed_on | decided_on | withdrawn_on
            amy   | 2026-10-02  | 2026-10-06 |
            ben   | 2026-10-02  | 2026-10-07 |
            cal   | 2026-10-02  |            |
            dee   | 2026-10-05  |            |
            eve   | 2026-10-02  |            | 2026-10-05
            fay   |             | 2026-10-06 |
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2026-10-06 | 2026-10-06 | met
            ben   | 2026-10-06 | 2026-10-07 | late
            cal   | 2026-10-06 |            | overdue
            dee   | 2026-10-07 |            | due
            eve   | 2026-10-06 |            | ended
        """,
    )


def test_where_a_child_was_protected_first_the_decision_is_due_the_same_day() -> None:
    spec(
        protective_decision,
        as_at="2026-10-04",
        decisions="""
            child | acted_on   | decided_on | is_retrospective
            amy   | 2026-10-03 | 2026-10-03 | yes
            ben   | 2026-10-03 | 2026-10-04 | yes
            cal   | 2026-10-03 |            | yes
            dee   | 2026-10-04 |            | yes
            eve   |            | 2026-10-03 |
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2026-10-03 | 2026-10-03 | met
            ben   | 2026-10-03 | 2026-10-04 | late
            cal   | 2026-10-03 |            | overdue
            dee   | 2026-10-04 |            | due
        """,
    )


def test_a_decision_without_a_name_is_not_signed() -> None:
    spec(
        decision_signed,
        as_at="2026-10-04",
        decisions="""
            child | id | decided_on | decided_by
            amy   | d1 | 2026-10-03 | w1
            amy   | d2 | 2026-10-03 |
            ben   | d3 | 2026-10-04 |
        """,
        expect="""
            child | subject | due_on     | met_on     | status
            amy   | d1      | 2026-10-03 | 2026-10-03 | met
            amy   | d2      | 2026-10-03 |            | overdue
            ben   | d3      | 2026-10-04 |            | due
        """,
    )


def test_an_open_child_is_decided_about_every_three_months_whatever_the_gateway() -> None:
    spec(
        management_oversight,
        as_at="2026-10-01",
        referrals="""
            child | received_on | closed_on
            amy   | 2026-03-31  |
            ben   | 2026-06-30  |
            cal   | 2026-07-01  |
            dee   | 2026-03-01  | 2026-05-01
        """,
        decisions="""
            child | gateway              | decided_on
            amy   | management_oversight | 2026-06-30
            amy   | placement            | 2026-09-29
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            amy   | 2026-03-31 | 2026-06-30 | 2026-06-30 | met
            amy   | 2026-06-30 | 2026-09-30 | 2026-09-29 | met
            amy   | 2026-09-29 | 2026-12-29 |            | due
            ben   | 2026-06-30 | 2026-09-30 |            | overdue
            cal   | 2026-07-01 | 2026-10-01 |            | due
            dee   | 2026-03-01 | 2026-06-01 |            | ended
        """,
    )


def test_a_challenge_is_answered_in_five_working_days_and_in_one_at_immediate_risk() -> None:
    spec(
        challenge_answered,
        as_at="2026-10-09",
        challenges="""
            child | kind              | raised_on  | immediate_risk | answered_on | resolved_on
            amy   | reviewing_officer | 2026-10-02 |                | 2026-10-09  |
            ben   | conference_chair  | 2026-10-02 | no             |             |
            cal   | conference_chair  | 2026-10-01 | no             |             |
            dee   | reviewing_officer | 2026-10-02 | yes            | 2026-10-06  |
            eve   | child             | 2026-10-02 |                |             | 2026-10-05
            fay   | partner_agency    | 2026-10-02 |                |             |
        """,
        expect="""
            child | variant                   | due_on     | met_on     | status
            amy   | no immediate risk         | 2026-10-09 | 2026-10-09 | met
            ben   | no immediate risk         | 2026-10-09 |            | due
            cal   | no immediate risk         | 2026-10-08 |            | overdue
            dee   | a child at immediate risk | 2026-10-05 | 2026-10-06 | late
            eve   | no immediate risk         | 2026-10-09 |            | ended
        """,
    )
