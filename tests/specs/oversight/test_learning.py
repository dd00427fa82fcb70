"""Serious incidents, allegations and improvement."""

from __future__ import annotations

from lineofsight.catalogue.oversight import learning as catalogue
from tests.support.spec import spec

INCIDENTS = """
    id | service_id | known_on   | notified_on | rapid_review_sent_on | review_decided_on | review_published_on | criminal_process
    ---+------------+------------+-------------+----------------------+-------------------+---------------------+-----------------
    i1 | service    | 2024-01-02 | 2024-01-09  | 2024-01-30           | 2024-02-15        | 2024-08-15          |
    i2 | service    | 2024-01-02 |             |                      |                   |                     |
    i3 | service    | 2024-01-02 | 2024-01-10  | 2024-02-01           | 2024-02-15        |                     | yes
    i4 | service    | 2024-01-02 | 2024-01-09  |                      | 2024-02-15        |                     | no
"""


def test_a_serious_incident_is_notified_in_five_working_days() -> None:
    spec(
        catalogue.serious_incident_5wd,
        as_at="2024-09-01",
        serious_incidents=INCIDENTS,
        expect="""
            subject | due_on     | status
            i1      | 2024-01-09 | met
            i2      | 2024-01-09 | overdue
            i3      | 2024-01-09 | late
            i4      | 2024-01-09 | met
        """,
    )


def test_a_rapid_review_counts_from_the_notification_and_without_one_has_no_clock() -> None:
    spec(
        catalogue.rapid_review_15wd,
        as_at="2024-09-01",
        serious_incidents=INCIDENTS,
        expect="""
            subject | due_on     | status
            i1      | 2024-01-30 | met
            i3      | 2024-01-31 | late
            i4      | 2024-01-30 | overdue
        """,
    )


def test_a_practice_review_is_published_in_six_months_unless_a_criminal_process_holds_it() -> None:
    spec(
        catalogue.lcspr_6m,
        as_at="2024-09-01",
        serious_incidents=INCIDENTS,
        expect="""
            subject | due_on     | status
            i1      | 2024-08-15 | met
            i4      | 2024-08-15 | overdue
        """,
    )


def test_an_allegation_is_referred_by_the_next_working_day_and_resolved_within_a_year() -> None:
    rows = """
        id | service_id | known_on   | referred_on | closed_on  | is_exceptional
        a1 | service    | 2024-01-05 | 2024-01-08  | 2025-01-08 |
        a2 | service    | 2024-01-05 | 2024-01-09  |            | yes
        a3 | service    | 2024-01-05 |             |            |
        a4 | service    | 2024-01-05 | 2024-01-08  |            | no
    """
    spec(
        catalogue.lado_referral_1wd,
        as_at="2025-01-09",
        allegations=rows,
        expect="""
            subject | due_on     | status
            a1      | 2024-01-08 | met
            a2      | 2024-01-08 | late
            a3      | 2024-01-08 | overdue
            a4      | 2024-01-08 | met
        """,
    )
    spec(
        catalogue.lado_resolved,
        as_at="2025-01-09",
        allegations=rows,
        expect="""
            subject | due_on     | status
            a1      | 2025-01-08 | met
            a4      | 2025-01-08 | overdue
        """,
    )


def test_an_improvement_action_is_owed_evidence_by_its_own_date() -> None:
    spec(
        catalogue.improvement_action,
        as_at="2024-06-01",
        improvement_actions="""
            id | service_id | started_on | due_on     | evidenced_on
            a1 | service    | 2024-01-02 | 2024-05-31 | 2024-05-31
            a2 | service    | 2024-01-02 | 2024-05-31 |
            a3 | service    | 2024-01-02 |            |
        """,
        expect="""
            subject | status
            a1      | met
            a2      | overdue
            a3      | not_known
        """,
    )


def test_the_action_plan_follows_the_report_within_seventy_working_days() -> None:
    spec(
        catalogue.ofsted_action_plan_70wd,
        as_at="2023-09-01",
        service_events="""
            id | service_id | kind              | occurred_on
            e1 | service    | inspection_report | 2023-04-18
            e2 | service    | action_plan       | 2023-07-28
            e3 | service    | inspection_report | 2023-08-01
        """,
        expect="""
            subject | due_on     | met_on     | status
            e1      | 2023-07-28 | 2023-07-28 | met
            e3      | 2023-11-08 |            | due
        """,
    )
    spec(
        catalogue.ofsted_action_plan_70wd,
        as_at="2023-11-09",
        service_events="""
            id | service_id | kind              | occurred_on
            e3 | service    | inspection_report | 2023-08-01
        """,
        expect="subject | due_on | status\ne3 | 2023-11-08 | overdue",
    )
