"""A concern of significant harm is discussed, the child seen, and the question answered."""

from __future__ import annotations

from lineofsight.catalogue.assessment.section_47 import (
    lead_child_protection_practitioner,
    s47_child_seen,
    s47_complete,
    strategy_attendance,
    strategy_discussion,
)
from tests.support.spec import spec


def test_a_strategy_discussion_is_held_by_the_next_working_day() -> None:
    spec(
        strategy_discussion,
        as_at="2024-01-09",
        strategy_discussions="""
            child | concern_on | held_on
            amy   | 2024-01-05 | 2024-01-08
            ben   | 2024-01-05 | 2024-01-09
            cal   | 2024-01-05 |
            dee   | 2024-01-08 |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-01-08 | met
            ben   | 2024-01-08 | late
            cal   | 2024-01-08 | overdue
            dee   | 2024-01-09 | due
        """,
    )


def test_a_discussion_needs_police_health_and_social_care_and_a_blank_is_not_presence() -> None:
    spec(
        strategy_attendance,
        as_at="2024-01-06",
        strategy_discussions="""
            child | concern_on | held_on    | police_attended | health_attended | social_care_attended
            amy   | 2024-01-05 | 2024-01-05 | yes             | yes             | yes
            ben   | 2024-01-05 | 2024-01-05 | yes             | no              | yes
            cal   | 2024-01-05 | 2024-01-05 | yes             |                 | yes
            dee   | 2024-01-05 |            |                 |                 |
            eve   | 2024-01-05 | 2024-01-05 | no              | yes             | yes
            fay   | 2024-01-05 | 2024-01-05 | yes             | yes             | no
            gil   | 2024-01-05 | 2024-01-05 | yes             | yes             | yes
            gil   | 2024-01-05 | 2024-01-05 | no              | no              | yes
        """,
        expect="""
            child | opened_on  | status
            amy   | 2024-01-05 | met
            ben   | 2024-01-05 | overdue
            cal   | 2024-01-05 | overdue
            eve   | 2024-01-05 | overdue
            fay   | 2024-01-05 | overdue
            gil   | 2024-01-05 | met
            gil   | 2024-01-05 | overdue
        """,
    )


def test_the_child_is_seen_by_the_next_working_day_of_an_enquiry() -> None:
    spec(
        s47_child_seen,
        as_at="2024-01-12",
        section_47_enquiries="""
            child | started_on | child_seen_on | child_unborn | ended_on
            amy   | 2024-01-05 | 2024-01-08    |              |
            ben   | 2024-01-05 |               |              |
            cal   | 2024-01-05 |               |              |
            dee   | 2024-01-05 |               | yes          |
            eve   | 2024-01-05 |               |              | 2024-01-10
        """,
        visits="""
            child | kind       | visited_on | child_seen | mode
            ben   | section_47 | 2024-01-09 | yes        | in_person
            cal   | section_47 | 2024-01-05 | no         | in_person
            cal   | section_47 | 2024-01-04 | yes        | in_person
            cal   | section_47 | 2024-01-08 | yes        | telephone
            cal   | early_help | 2024-01-08 | yes        | in_person
        """,
        expect="""
            child | due_on     | met_on     | status
            ------+------------+------------+--------------
            amy   | 2024-01-08 | 2024-01-08 | met
            ben   | 2024-01-08 | 2024-01-09 | late
            cal   | 2024-01-08 |            | overdue
            eve   | 2024-01-08 |            | ended_overdue
        """,
    )


def test_an_enquiry_is_decided_by_the_fifteenth_working_day() -> None:
    spec(
        s47_complete,
        as_at="2024-01-24",
        section_47_enquiries="""
            child | started_on | ended_on
            amy   | 2024-01-02 | 2024-01-23
            ben   | 2024-01-02 | 2024-01-24
            cal   | 2024-01-02 |
            dee   | 2024-01-03 |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-01-23 | met
            ben   | 2024-01-23 | late
            cal   | 2024-01-23 | overdue
            dee   | 2024-01-24 | due
        """,
    )


def test_a_lead_practitioner_is_named_once_the_multi_agency_team_is_in_place() -> None:
    spec(
        lead_child_protection_practitioner,
        as_at="2026-10-31",
        strategy_discussions="""
            child | concern_on | held_on    | decision            | multi_agency_team_live | lead_practitioner_id
            amy   | 2026-10-29 | 2026-10-30 | section_47_joint    | yes                    | w1
            ben   | 2026-10-29 | 2026-10-30 | section_47_single   | yes                    |
            ben   | 2026-10-29 | 2026-10-30 | section_47_single   | yes                    | w1
            cal   | 2026-10-29 | 2026-10-30 | section_47_joint    | no                     |
            dee   | 2026-10-29 | 2026-10-30 | section_47_joint    |                        |
            eve   | 2026-10-29 | 2026-10-30 | no_further_action   | yes                    |
        """,
        expect="""
            child | opened_on  | status
            amy   | 2026-10-30 | met
            ben   | 2026-10-30 | met
            ben   | 2026-10-30 | overdue
        """,
    )
