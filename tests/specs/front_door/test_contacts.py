"""A contact is decided, checked with partners and placed at a level of need."""

from __future__ import annotations

from lineofsight.catalogue.front_door.contacts import (
    consent_or_dispense,
    contact_decision,
    contact_multi_agency_check,
    domestic_abuse_notification_triage,
    threshold_applied_to_contact,
)
from tests.support.spec import spec


def test_a_contact_is_decided_within_the_hours_of_its_rating() -> None:
    spec(
        contact_decision,
        as_at="2024-01-06",
        contacts="""
            child | received_on | received_at      | rating | decided_on | decided_at
            ------+-------------+------------------+--------+------------+-----------------
            amy   | 2024-01-02  | 2024-01-02 10:00 | red    | 2024-01-02 | 2024-01-02 14:00
            ben   | 2024-01-02  | 2024-01-02 10:00 | red    | 2024-01-02 | 2024-01-02 14:01
            cal   | 2024-01-02  | 2024-01-02 10:00 | amber  | 2024-01-03 | 2024-01-03 10:00
            dee   | 2024-01-02  | 2024-01-02 10:00 | green  |            |
            eve   | 2024-01-02  | 2024-01-02 10:00 |        | 2024-01-03 | 2024-01-03 10:01
        """,
        expect="""
            child | variant   | due_at           | met_at           | status
            ------+-----------+------------------+------------------+--------
            amy   | red       | 2024-01-02 14:00 | 2024-01-02 14:00 | met
            ben   | red       | 2024-01-02 14:00 | 2024-01-02 14:01 | late
            cal   | amber     | 2024-01-03 10:00 | 2024-01-03 10:00 | met
            dee   | green     | 2024-01-05 10:00 |                  | overdue
            eve   | not rated | 2024-01-03 10:00 | 2024-01-03 10:01 | late
        """,
    )


def test_a_contact_with_only_a_date_is_due_at_the_end_of_the_next_day() -> None:
    spec(
        contact_decision,
        as_at="2024-01-04",
        contacts="""
            child | received_on | decided_on
            amy   | 2024-01-02  | 2024-01-03
            ben   | 2024-01-02  | 2024-01-04
        """,
        expect="""
            child | due_at           | basis     | status
            amy   | 2024-01-03 23:59 | date only | met
            ben   | 2024-01-03 23:59 | date only | late
        """,
    )


def test_a_contact_about_a_child_already_open_goes_to_the_worker_and_is_not_decided_again() -> None:
    spec(
        contact_decision,
        as_at="2024-01-06",
        contacts="""
            child | received_on | open_to_service
            amy   | 2024-01-02  | yes
            ben   | 2024-01-02  | no
            cal   | 2024-01-02  |
        """,
        expect="""
            child | status
            ben   | overdue
            cal   | overdue
        """,
    )


def test_partner_checks_are_complete_a_day_after_the_rating_and_a_contact_never_rated_asks_for_none() -> None:
    spec(
        contact_multi_agency_check,
        as_at="2024-01-06",
        contacts="""
            child | received_on | rated_on   | rated_at         | checks_complete_on | checks_complete_at
            ------+-------------+------------+------------------+--------------------+-------------------
            amy   | 2024-01-01  | 2024-01-02 | 2024-01-02 09:00 | 2024-01-03         | 2024-01-03 09:00
            ben   | 2024-01-01  | 2024-01-02 | 2024-01-02 09:00 | 2024-01-03         | 2024-01-03 09:01
            cal   | 2024-01-01  | 2024-01-02 | 2024-01-02 09:00 |                    |
            dee   | 2024-01-01  |            |                  |                    |
        """,
        expect="""
            child | opened_at        | due_at           | status
            ------+------------------+------------------+--------
            amy   | 2024-01-02 09:00 | 2024-01-03 09:00 | met
            ben   | 2024-01-02 09:00 | 2024-01-03 09:00 | late
            cal   | 2024-01-02 09:00 | 2024-01-03 09:00 | overdue
        """,
    )


def test_a_child_at_immediate_risk_goes_to_a_strategy_discussion_without_waiting_for_checks() -> None:
    spec(
        contact_multi_agency_check,
        as_at="2024-01-06",
        contacts="""
            child | received_on | rated_on   | rated_at
            amy   | 2024-01-02  | 2024-01-02 | 2024-01-02 09:00
            ben   | 2024-01-02  | 2024-01-02 | 2024-01-02 09:00
        """,
        strategy_discussions="""
            child | concern_on | concern_at
            amy   | 2024-01-02 | 2024-01-02 11:00
            ben   | 2024-01-03 | 2024-01-03 11:00
        """,
        expect="""
            child | closed_on  | status
            amy   | 2024-01-02 | ended
            ben   | 2024-01-03 | ended_overdue
        """,
    )


def test_consent_is_recorded_or_the_reason_for_going_without_it() -> None:
    spec(
        consent_or_dispense,
        as_at="2024-01-03",
        contacts="""
            child | received_on | rated_on   | consent        | consent_reason
            ------+-------------+------------+----------------+---------------
            amy   | 2024-01-02  | 2024-01-02 | given          |
            ben   | 2024-01-02  | 2024-01-02 | refused        |
            cal   | 2024-01-02  | 2024-01-02 | dispensed_with | would warn him
            dee   | 2024-01-02  | 2024-01-02 | dispensed_with |
            eve   | 2024-01-02  | 2024-01-02 |                |
            fay   | 2024-01-02  |            |                |
        """,
        expect="""
            child | due_on     | status
            ------+------------+--------
            amy   | 2024-01-02 | met
            ben   | 2024-01-02 | met
            cal   | 2024-01-02 | met
            dee   | 2024-01-02 | overdue
            eve   | 2024-01-02 | overdue
        """,
    )


def test_domestic_abuse_is_triaged_when_decided_with_partners_checks_in() -> None:
    spec(
        domestic_abuse_notification_triage,
        as_at="2024-01-09",
        contacts="""
            child | kind                        | received_on | checks_complete_on | decided_on
            ------+-----------------------------+-------------+--------------------+-----------
            amy   | domestic_abuse_notification | 2024-01-05  | 2024-01-08         | 2024-01-08
            ben   | domestic_abuse_notification | 2024-01-05  | 2024-01-08         | 2024-01-09
            cal   | domestic_abuse_notification | 2024-01-05  |                    | 2024-01-05
            dee   | domestic_abuse_notification | 2024-01-05  | 2024-01-09         | 2024-01-08
            eve   | police_notification         | 2024-01-05  |                    |
        """,
        expect="""
            child | due_on     | met_on     | status
            ------+------------+------------+--------
            amy   | 2024-01-08 | 2024-01-08 | met
            ben   | 2024-01-08 | 2024-01-09 | late
            cal   | 2024-01-08 |            | overdue
            dee   | 2024-01-08 |            | overdue
        """,
    )


def test_the_level_of_need_is_recorded_when_a_contact_is_decided_and_not_for_an_open_child() -> None:
    spec(
        threshold_applied_to_contact,
        as_at="2024-01-05",
        contacts="""
            child | received_on | decided_on | level_of_need | open_to_service
            amy   | 2024-01-02  | 2024-01-03 | early_help    |
            ben   | 2024-01-02  | 2024-01-03 |               |
            cal   | 2024-01-02  | 2024-01-03 |               | yes
            dee   | 2024-01-02  |            |               |
        """,
        expect="""
            child | opened_on  | met_on     | status
            amy   | 2024-01-03 | 2024-01-03 | met
            ben   | 2024-01-03 |            | overdue
        """,
    )


def test_each_of_two_contacts_on_a_day_is_held_to_its_own_row() -> None:
    contacts = """
        child | id | kind                        | received_on | rated_on   | consent | checks_complete_on | decided_on | level_of_need
        amy   | c1 | domestic_abuse_notification | 2024-01-02  | 2024-01-02 | given   | 2024-01-03         | 2024-01-03 | early_help
        amy   | c2 | domestic_abuse_notification | 2024-01-02  | 2024-01-02 |         |                    | 2024-01-03 |
    """
    for item in (consent_or_dispense, domestic_abuse_notification_triage, threshold_applied_to_contact):
        spec(item, as_at="2024-01-04", contacts=contacts, expect="subject | status\nc1 | met\nc2 | overdue")


def test_consent_not_needed_is_enough_and_consent_not_sought_asks_for_the_reason() -> None:
    spec(
        consent_or_dispense,
        as_at="2024-01-02",
        contacts="""
            child | received_on | rated_on   | consent    | consent_reason
            amy   | 2024-01-02  | 2024-01-02 | not_needed |
            ben   | 2024-01-02  | 2024-01-02 | not_sought | the school shares it
            cal   | 2024-01-02  | 2024-01-02 | not_sought |
            dee   | 2024-01-02  | 2024-01-02 |            | nobody asked
        """,
        expect="child | status\namy | met\nben | met\ncal | due\ndee | due",
    )
