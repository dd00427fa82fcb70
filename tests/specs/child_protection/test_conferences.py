"""An initial conference is held in time, prepared with the family, quorate and written up."""

from __future__ import annotations

from lineofsight.catalogue.child_protection.conferences import (
    conference_minutes,
    conference_outline_plan,
    conference_quorum,
    conference_report_shared,
    icpc_15,
    transfer_in_conference,
)
from tests.support.spec import spec


def test_the_initial_conference_is_held_by_the_fifteenth_working_day() -> None:
    spec(
        icpc_15,
        as_at="2024-01-24",
        section_47_enquiries="""
            child | started_on | outcome
            amy   | 2024-01-02 | substantiated_conference
            ben   | 2024-01-02 | substantiated_conference
            cal   | 2024-01-02 | substantiated_conference
            dee   | 2024-01-03 | substantiated_conference
            eve   | 2024-01-02 | substantiated_no_conference
        """,
        conferences="""
            child | held_on    | is_transfer_in
            amy   | 2024-01-23 | no
            ben   | 2024-01-24 |
            cal   | 2024-01-20 | yes
        """,
        expect="""
            child | due_on     | met_on     | status
            ------+------------+------------+--------
            amy   | 2024-01-23 | 2024-01-23 | met
            ben   | 2024-01-23 | 2024-01-24 | late
            cal   | 2024-01-23 |            | overdue
            dee   | 2024-01-24 |            | due
        """,
    )


def test_an_enquiry_still_open_owes_no_conference_and_the_census_flag_speaks_where_there_is_no_outcome() -> None:
    spec(
        icpc_15,
        as_at="2024-02-20",
        section_47_enquiries="""
            child | started_on | ended_on   | outcome | conference_not_required
            amy   | 2024-01-02 |            |         | no
            ben   | 2024-01-02 | 2024-01-20 |         | no
            cal   | 2024-01-02 | 2024-01-20 |         | yes
            dee   | 2024-01-02 | 2024-01-20 |         |
        """,
        expect="child | status\nben | overdue",
    )


def test_easter_is_not_counted_towards_the_conference() -> None:
    spec(
        icpc_15,
        as_at="2024-04-16",
        section_47_enquiries="""
            child | started_on | outcome
            amy   | 2024-03-22 | substantiated_conference
        """,
        expect="child | due_on | status\namy | 2024-04-16 | due",
    )


def test_a_child_who_moves_in_with_a_plan_has_a_conference_unless_the_stay_is_temporary() -> None:
    spec(
        transfer_in_conference,
        as_at="2024-01-25",
        conferences="""
            child | is_transfer_in | notified_on | held_on    | stay_is_temporary
            amy   | yes            | 2024-01-02  | 2024-01-23 | no
            ben   | yes            | 2024-01-02  | 2024-01-24 |
            cal   | yes            | 2024-01-02  |            |
            dee   | yes            | 2024-01-02  |            | yes
            eve   | no             | 2024-01-02  |            |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-01-23 | met
            ben   | 2024-01-23 | late
            cal   | 2024-01-23 | overdue
        """,
    )


def test_the_report_reaches_the_family_three_working_days_before() -> None:
    spec(
        conference_report_shared,
        as_at="2024-01-24",
        conferences="""
            child | held_on    | report_shared_on | report_withheld
            amy   | 2024-01-23 | 2024-01-18       |
            ben   | 2024-01-23 | 2024-01-19       |
            cal   | 2024-01-23 |                  |
            dee   | 2024-01-23 |                  | yes
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2024-01-18 | 2024-01-18 | met
            ben   | 2024-01-18 | 2024-01-19 | late
            cal   | 2024-01-18 |            | overdue
        """,
    )


def test_a_conference_is_quorate_or_the_chair_says_why_it_went_on() -> None:
    spec(
        conference_quorum,
        as_at="2024-01-24",
        conferences="""
            child | held_on    | was_quorate | not_quorate_reason
            amy   | 2024-01-23 | yes         |
            ben   | 2024-01-23 | no          | too dangerous to wait
            cal   | 2024-01-23 | no          |
            dee   | 2024-01-23 |             |
            dee   | 2024-01-23 | yes         |
        """,
        expect="""
            child | status
            amy   | met
            ben   | met
            cal   | overdue
            dee   | met
            dee   | overdue
        """,
    )


def test_the_outline_plan_goes_out_the_next_working_day_and_the_minutes_within_twenty() -> None:
    conferences = """
        child | held_on    | decisions_sent_on | minutes_sent_on
        amy   | 2024-01-19 | 2024-01-22        | 2024-02-16
        ben   | 2024-01-19 | 2024-01-23        | 2024-02-17
        cal   | 2024-01-19 |                   |
    """
    spec(
        conference_outline_plan,
        as_at="2024-02-20",
        conferences=conferences,
        expect="""
            child | due_on     | status
            amy   | 2024-01-22 | met
            ben   | 2024-01-22 | late
            cal   | 2024-01-22 | overdue
        """,
    )
    spec(
        conference_minutes,
        as_at="2024-02-20",
        conferences=conferences,
        expect="""
            child | due_on     | status
            amy   | 2024-02-16 | met
            ben   | 2024-02-16 | late
            cal   | 2024-02-16 | overdue
        """,
    )


def test_where_the_outcome_is_recorded_the_census_flag_is_not_asked() -> None:
    spec(
        icpc_15,
        as_at="2024-02-20",
        section_47_enquiries="""
            child | started_on | ended_on   | outcome                     | conference_not_required
            amy   | 2024-01-02 | 2024-01-20 | substantiated_no_conference | no
            ben   | 2024-01-02 | 2024-01-20 | substantiated_conference    | yes
        """,
        expect="child | status\nben | overdue",
    )


def test_a_chair_who_wrote_why_it_went_on_without_a_quorum_has_said_enough() -> None:
    spec(
        conference_quorum,
        as_at="2024-01-24",
        conferences="""
            child | held_on    | was_quorate | not_quorate_reason
            amy   | 2024-01-23 |             | too dangerous to wait
            ben   | 2024-01-23 |             |
        """,
        expect="child | status\namy | met\nben | overdue",
    )
