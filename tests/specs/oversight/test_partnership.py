"""Partners answer, come, report, and do what they agreed: at the boundaries."""

from __future__ import annotations

from lineofsight.catalogue.oversight.partnership import (
    partner_action,
    partner_attendance_recorded,
    partner_information,
    partner_report,
)
from tests.support.spec import spec


def test_a_partner_answers_in_five_working_days_or_the_next_where_a_child_may_be_at_risk() -> None:
    spec(
        partner_information,
        as_at="2026-10-09",
        partner_requests="""
            child | asked_on   | urgent | answered_on | withdrawn_on
            amy   | 2026-10-02 |        | 2026-10-09  |
            ben   | 2026-10-01 | no     | 2026-10-09  |
            cal   | 2026-10-02 |        |             |
            dee   | 2026-10-01 |        |             |
            eve   | 2026-10-02 | yes    | 2026-10-05  |
            fay   | 2026-10-02 | yes    |             |
            gus   | 2026-10-02 |        |             | 2026-10-05
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2026-10-09 | 2026-10-09 | met
            ben   | 2026-10-08 | 2026-10-09 | late
            cal   | 2026-10-09 |            | due
            dee   | 2026-10-08 |            | overdue
            eve   | 2026-10-05 | 2026-10-05 | met
            fay   | 2026-10-05 |            | overdue
            gus   | 2026-10-09 |            | ended
        """,
    )


def test_whether_a_partner_came_is_recorded_in_two_working_days_absent_or_not() -> None:
    spec(
        partner_attendance_recorded,
        as_at="2026-10-07",
        partner_invitations="""
            child | agency | meeting_on | attended | attendance_recorded_on
            amy   | police | 2026-10-02 | no       | 2026-10-06
            ben   | police | 2026-10-02 | yes      | 2026-10-07
            cal   | police | 2026-10-02 |          |
            dee   | police | 2026-10-05 |          |
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2026-10-06 | 2026-10-06 | met
            ben   | 2026-10-06 | 2026-10-07 | late
            cal   | 2026-10-06 |            | overdue
            dee   | 2026-10-07 |            | due
        """,
    )


def test_a_report_that_was_asked_for_comes_by_the_day_of_the_meeting() -> None:
    spec(
        partner_report,
        as_at="2026-10-08",
        partner_invitations="""
            child | agency | invited_on | meeting_on | report_asked | report_received_on
            amy   | police | 2026-09-21 | 2026-10-07 | yes          | 2026-10-07
            ben   | police | 2026-09-21 | 2026-10-07 | yes          | 2026-10-08
            cal   | police | 2026-09-21 | 2026-10-07 | yes          |
            dee   | police | 2026-09-21 | 2026-10-08 | yes          |
            eve   | police | 2026-09-21 | 2026-10-07 | no           |
            fay   | police | 2026-09-21 | 2026-10-07 |              |
            gus   | police | 2026-09-21 |            | yes          |
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2026-10-07 | 2026-10-07 | met
            ben   | 2026-10-07 | 2026-10-08 | late
            cal   | 2026-10-07 |            | overdue
            dee   | 2026-10-08 |            | due
            gus   |            |            | not_known
        """,
    )


def test_a_partner_does_what_it_agreed_by_the_day_it_agreed() -> None:
    spec(
        partner_action,
        as_at="2026-10-08",
        partner_actions="""
            child | agency  | agreed_on  | due_on     | done_on    | withdrawn_on
            amy   | housing | 2026-09-21 | 2026-10-07 | 2026-10-07 |
            ben   | housing | 2026-09-21 | 2026-10-07 | 2026-10-08 |
            cal   | housing | 2026-09-21 | 2026-10-07 |            |
            dee   | housing | 2026-09-21 | 2026-10-08 |            |
            eve   | housing | 2026-09-21 | 2026-10-07 |            | 2026-10-01
            fay   | housing | 2026-09-21 |            |            |
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2026-10-07 | 2026-10-07 | met
            ben   | 2026-10-07 | 2026-10-08 | late
            cal   | 2026-10-07 |            | overdue
            dee   | 2026-10-08 |            | due
            eve   | 2026-10-07 |            | ended
            fay   |            |            | not_known
        """,
    )
