"""Early help is assessed, reviewed, and passed on with care."""

from __future__ import annotations

from lineofsight.catalogue.early_help.standards import (
    early_help_assessment,
    early_help_plan_review,
    family_help_lead_practitioner,
    step_down_check,
)
from tests.support.spec import spec


def test_an_early_help_assessment_is_complete_by_the_thirtieth_working_day_unless_the_family_declines() -> None:
    spec(
        early_help_assessment,
        as_at="2024-02-20",
        early_help_episodes="""
            child | started_on | assessed_on | declined_on | ended_on
            ------+------------+-------------+-------------+-----------
            amy   | 2024-01-02 | 2024-02-13  |             |
            ben   | 2024-01-02 | 2024-02-14  |             |
            cal   | 2024-01-02 |             |             |
            dee   | 2024-01-02 |             | 2024-01-20  |
            eve   | 2024-01-02 |             |             | 2024-02-14
        """,
        expect="""
            child | due_on     | status
            ------+------------+--------------
            amy   | 2024-02-13 | met
            ben   | 2024-02-13 | late
            cal   | 2024-02-13 | overdue
            dee   | 2024-02-13 | ended
            eve   | 2024-02-13 | ended_overdue
        """,
    )


def test_the_plan_is_reviewed_every_six_weeks_from_the_last_review_once_there_is_an_assessment() -> None:
    spec(
        early_help_plan_review,
        as_at="2024-05-01",
        early_help_episodes="""
            child | started_on | assessed_on | ended_on   | declined_on
            amy   | 2024-01-02 | 2024-01-10  |            |
            ben   | 2024-01-02 |             |            |
            cal   | 2024-01-02 | 2024-01-10  | 2024-02-01 |
            dee   | 2024-01-02 | 2024-01-10  |            | 2024-02-01
        """,
        multi_agency_meetings="""
            child | kind              | held_on
            amy   | early_help_review | 2024-02-21
            amy   | early_help_review | 2024-04-04
            amy   | professionals     | 2024-01-12
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            amy   | 2024-01-10 | 2024-02-21 | 2024-02-21 | met
            amy   | 2024-02-21 | 2024-04-03 | 2024-04-04 | late
            amy   | 2024-04-04 | 2024-05-16 |            | due
            cal   | 2024-01-10 | 2024-02-21 |            | ended
            dee   | 2024-01-10 | 2024-02-21 |            | ended
        """,
    )


def test_a_step_down_shows_checks_the_receiving_team_and_the_family_told_by_the_day_it_is_accepted() -> None:
    spec(
        step_down_check,
        as_at="2024-01-06",
        transfers="""
            child | proposed_on | accepted_on | is_step_down | to_team_id | checks_complete_on | family_told_on
            ------+-------------+-------------+--------------+------------+--------------------+---------------
            amy   | 2024-01-02  | 2024-01-05  | yes          | t1         | 2024-01-04         | 2024-01-05
            ben   | 2024-01-02  | 2024-01-05  | yes          | t1         | 2024-01-06         | 2024-01-05
            cal   | 2024-01-02  | 2024-01-05  | yes          | t1         | 2024-01-04         |
            dee   | 2024-01-02  | 2024-01-05  | yes          |            | 2024-01-04         | 2024-01-05
            eve   | 2024-01-02  | 2024-01-05  | no           | t1         |                    |
            fay   | 2024-01-02  |             | yes          | t1         |                    |
            gil   | 2024-01-02  | 2024-01-05  | yes          | t1         | 2024-01-04         | 2024-01-05
            gil   | 2024-01-02  | 2024-01-05  | yes          | t2         |                    |
        """,
        expect="""
            child | opened_on  | status
            ------+------------+--------
            amy   | 2024-01-05 | met
            ben   | 2024-01-05 | overdue
            cal   | 2024-01-05 | overdue
            dee   | 2024-01-05 | overdue
            gil   | 2024-01-05 | met
            gil   | 2024-01-05 | overdue
        """,
    )


def test_a_change_of_lead_practitioner_during_help_asks_for_a_reason() -> None:
    spec(
        family_help_lead_practitioner,
        as_at="2024-02-21",
        allocations="""
            child | id | worker | role              | started_on | ended_on   | change_reason
            ------+----+--------+-------------------+------------+------------+--------------
            amy   | a1 | w1     | lead_practitioner | 2024-01-02 | 2024-02-01 |
            amy   | a2 | w2     | lead_practitioner | 2024-02-02 |            | left
            ben   | b1 | w1     | lead_practitioner | 2024-01-02 | 2024-02-01 |
            ben   | b2 | w2     | lead_practitioner | 2024-02-20 |            |
            ben   | b3 | w3     | family_support    | 2024-02-20 |            |
            ben   | b4 | w4     | lead_practitioner | 2024-02-21 |            | family asked
        """,
        expect="""
            child | subject | opened_on  | status
            ------+---------+------------+--------
            amy   | a2      | 2024-02-02 | met
            ben   | b2      | 2024-02-20 | overdue
            ben   | b4      | 2024-02-21 | met
        """,
    )


def test_the_same_practitioner_taking_up_again_and_help_that_begins_anew_are_no_change() -> None:
    spec(
        family_help_lead_practitioner,
        as_at="2024-12-01",
        allocations="""
            child | id | worker | role              | started_on | ended_on
            ------+----+--------+-------------------+------------+-----------
            amy   | a1 | w1     | lead_practitioner | 2024-01-02 | 2024-02-01
            amy   | a2 | w1     | lead_practitioner | 2024-02-02 |
            ben   | b1 | w1     | lead_practitioner | 2024-01-02 | 2024-02-01
            ben   | b2 | w2     | lead_practitioner | 2024-03-01 |
        """,
        expect="status",
    )
