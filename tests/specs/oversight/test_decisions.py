"""Decisions, recording, challenge and audit."""

from __future__ import annotations

from lineofsight.catalogue.oversight import decisions as catalogue
from tests.support.spec import spec


def test_a_decision_is_written_by_the_next_working_day_and_in_words_the_child_can_read() -> None:
    decided = """
        child | decided_on | written_on | in_plain_words
        ------+------------+------------+----------------------
        amy   | 2024-05-03 | 2024-05-07 | You will stay with Nan
        ben   | 2024-05-03 | 2024-05-08 |
        cal   | 2024-05-03 |            |
    """
    spec(
        catalogue.management_decision_recorded,
        as_at="2024-05-08",
        decisions=decided,
        expect="""
            child | due_on     | status
            amy   | 2024-05-07 | met
            ben   | 2024-05-07 | late
            cal   | 2024-05-07 | overdue
        """,
    )
    spec(
        catalogue.child_readable_record,
        as_at="2024-05-08",
        decisions=decided,
        expect="""
            child | due_on     | status
            amy   | 2024-05-03 | met
            ben   | 2024-05-03 | overdue
            cal   | 2024-05-03 | overdue
        """,
    )


def test_a_visit_is_written_up_in_three_working_days_and_a_cancelled_one_need_not_be() -> None:
    spec(
        catalogue.recording_timely,
        as_at="2024-01-20",
        visits="""
            child | visited_on | recorded_on | outcome
            amy   | 2024-01-02 | 2024-01-05  | completed
            ben   | 2024-01-02 | 2024-01-08  |
            cal   | 2024-01-02 |             | no_access
            dee   | 2024-01-02 |             | cancelled
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-01-05 | met
            ben   | 2024-01-05 | late
            cal   | 2024-01-05 | overdue
        """,
    )


def test_a_disagreement_with_a_partner_has_five_working_days_and_none_where_a_child_is_at_risk() -> None:
    spec(
        catalogue.escalation_partner,
        as_at="2024-01-10",
        challenges="""
            child | kind              | raised_on  | resolved_on | immediate_risk
            amy   | partner_agency    | 2024-01-02 | 2024-01-09  | no
            ben   | partner_agency    | 2024-01-02 | 2024-01-03  | yes
            cal   | partner_agency    | 2024-01-02 |             |
            dee   | reviewing_officer | 2024-01-02 |             |
        """,
        expect="""
            child | variant                   | due_on     | status
            amy   | no immediate risk         | 2024-01-09 | met
            ben   | a child at immediate risk | 2024-01-02 | late
            cal   | no immediate risk         | 2024-01-09 | overdue
        """,
    )


def test_actions_of_a_domestic_abuse_conference_reach_the_record_in_five_working_days() -> None:
    spec(
        catalogue.marac_actions,
        as_at="2024-01-10",
        multi_agency_meetings="""
            child | kind                         | held_on    | actions_recorded_on
            amy   | multi_agency_risk_assessment | 2024-01-02 | 2024-01-09
            ben   | multi_agency_risk_assessment | 2024-01-02 |
            cal   | missing                      | 2024-01-02 |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-01-09 | met
            ben   | 2024-01-09 | overdue
        """,
    )


def test_an_audits_action_is_done_in_twenty_working_days() -> None:
    spec(
        catalogue.audit_actions_closed,
        as_at="2024-01-31",
        audit_actions="""
            child | set_on     | done_on
            amy   | 2024-01-02 | 2024-01-30
            ben   | 2024-01-02 |
            cal   | 2024-01-03 |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-01-30 | met
            ben   | 2024-01-30 | overdue
            cal   | 2024-01-31 | due
        """,
    )


def test_an_audit_that_finds_a_child_unsafe_is_told_by_the_next_working_day() -> None:
    spec(
        catalogue.audit_inadequate_same_day,
        as_at="2024-01-09",
        audits="""
            child | audited_on | grade      | child_at_risk | head_told_on
            amy   | 2024-01-05 | inadequate |               | 2024-01-08
            ben   | 2024-01-05 | good       | yes           |
            cal   | 2024-01-05 | good       | no            |
            dee   | 2024-01-05 |            |               |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-01-08 | met
            ben   | 2024-01-08 | overdue
        """,
    )


def test_a_child_whose_audit_was_below_good_is_audited_again_and_the_moderators_grade_is_the_one_that_counts() -> None:
    spec(
        catalogue.audited_again,
        as_at="2024-07-09",
        audits="""
            child | id | audited_on | grade                | moderated_grade      | re_audit_of
            amy   | a1 | 2024-01-08 | requires_improvement |                      |
            amy   | a2 | 2024-07-08 | good                 |                      | a1
            ben   | b1 | 2024-01-08 | inadequate           |                      |
            cal   | c1 | 2024-01-08 | good                 | requires_improvement |
            dee   | d1 | 2024-01-08 | inadequate           | good                 |
            eve   | e1 | 2024-01-08 | requires_improvement | inadequate           |
            eve   | e2 | 2024-04-09 | requires_improvement |                      | e1
            fay   | f1 | 2024-01-08 | outstanding          |                      |
            gus   | g1 | 2024-01-08 |                      |                      |
            hal   | h1 | 2024-01-08 | requires_improvement |                      |
            hal   | h2 | 2024-07-08 | good                 |                      |
        """,
        expect="""
            child | subject | due_on     | status
            amy   | a1      | 2024-07-08 | met
            ben   | b1      | 2024-04-08 | overdue
            cal   | c1      | 2024-07-08 | overdue
            eve   | e1      | 2024-04-08 | late
            eve   | e2      | 2024-10-09 | due
            hal   | h1      | 2024-07-08 | overdue
        """,
    )


def test_no_child_whose_case_has_closed_is_to_be_audited_again() -> None:
    spec(
        catalogue.audited_again,
        as_at="2024-07-09",
        audits="""
            child | id | audited_on | grade
            amy   | a1 | 2024-01-08 | requires_improvement
            ben   | b1 | 2024-01-08 | requires_improvement
        """,
        referrals="""
            child | received_on | closed_on
            amy   | 2023-10-01  | 2024-07-05
            ben   | 2023-10-01  |
        """,
        expect="""
            child | due_on     | closed_on  | status
            amy   | 2024-07-08 | 2024-07-05 | ended
            ben   | 2024-07-08 |            | overdue
        """,
    )


def test_what_was_not_recorded_in_three_months_is_never_done_and_no_longer_waiting() -> None:
    decided = """
        child | decided_on | in_plain_words
        amy   | 2024-01-31 |
    """
    for day, status in (("2024-02-01", "overdue"), ("2024-04-29", "overdue"), ("2024-04-30", "ended_overdue")):
        expect = f"child | closed_on | status\namy | 2024-04-30 | {status}"
        spec(catalogue.child_readable_record, as_at=day, decisions=decided, expect=expect)
