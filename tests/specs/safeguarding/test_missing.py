"""A child who goes missing is looked for, seen, listened to, and the pattern met."""

from __future__ import annotations

from lineofsight.catalogue.safeguarding.missing import (
    missing_notify,
    missing_strategy_meeting,
    missing_strategy_meeting_long,
    return_home_interview_72h,
    seen_after_missing,
)
from tests.support.spec import spec


def test_the_interview_is_held_or_declined_within_seventy_two_hours_of_return() -> None:
    spec(
        return_home_interview_72h,
        as_at="2024-01-10",
        missing_episodes="""
            child | started_on | ended_on   | ended_at         | interviewed_on | interviewed_at   | interview_refused_on
            amy   | 2024-01-01 | 2024-01-02 | 2024-01-02 22:00 | 2024-01-05     | 2024-01-05 22:00 |
            ben   | 2024-01-01 | 2024-01-02 | 2024-01-02 22:00 | 2024-01-05     | 2024-01-05 22:01 |
            cal   | 2024-01-01 | 2024-01-02 | 2024-01-02 22:00 |                |                  | 2024-01-05
            dee   | 2024-01-01 | 2024-01-02 | 2024-01-02 22:00 |                |                  |
            eve   | 2024-01-01 |            |                  |                |                  |
            fay   | 2024-01-01 | 2024-01-02 |                  | 2024-01-05     |                  |
        """,
        expect="""
            child | due_at           | status  | basis
            ------+------------------+---------+----------
            amy   | 2024-01-05 22:00 | met     |
            ben   | 2024-01-05 22:00 | late    |
            cal   | 2024-01-05 23:59 | met     | date only
            dee   | 2024-01-05 22:00 | overdue |
            fay   | 2024-01-05 23:59 | met     | date only
        """,
    )


def test_the_clocks_going_forward_do_not_shorten_the_seventy_two_hours() -> None:
    spec(
        return_home_interview_72h,
        as_at="2024-04-05",
        missing_episodes="""
            child | started_on | ended_on   | ended_at
            amy   | 2024-03-29 | 2024-03-30 | 2024-03-30 22:00
        """,
        expect="child | due_at | status\namy | 2024-04-02 23:00 | overdue",
    )


def test_one_interview_may_take_several_episodes_together_and_being_absent_is_not_missing() -> None:
    spec(
        return_home_interview_72h,
        as_at="2024-01-10",
        missing_episodes="""
            child | id | kind    | started_on | ended_on   | ended_at         | interviewed_on | interviewed_at
            amy   | m1 | missing | 2024-01-01 | 2024-01-02 | 2024-01-02 10:00 |                |
            amy   | m2 | missing | 2024-01-03 | 2024-01-04 | 2024-01-04 10:00 | 2024-01-05     | 2024-01-05 09:00
            ben   | m3 | absent  | 2024-01-01 | 2024-01-02 | 2024-01-02 10:00 |                |
            cal   | m4 | missing | 2024-01-01 | 2024-01-02 | 2024-01-02 10:00 |                |
            dee   | m5 | missing | 2024-01-01 | 2024-01-02 | 2024-01-02 10:00 |                |
            eve   | m6 | missing | 2024-01-01 | 2024-01-02 | 2024-01-02 10:00 |                |
        """,
        visits="""
            child | kind                  | visited_on | child_seen
            ben   | return_home_interview | 2024-01-03 | yes
            cal   | return_home_interview | 2024-01-05 | yes
            dee   | return_home_interview | 2024-01-05 | no
            eve   | after_missing         | 2024-01-05 | yes
        """,
        expect="""
            subject | met_at           | status
            m1      | 2024-01-05 09:00 | met
            m2      | 2024-01-05 09:00 | met
            m4      | 2024-01-05 23:59 | met
            m5      |                  | overdue
            m6      |                  | overdue
        """,
    )


def test_a_child_back_is_seen_within_a_day_by_anybody() -> None:
    spec(
        seen_after_missing,
        as_at="2024-01-10",
        missing_episodes="""
            child | kind    | started_on | ended_on   | ended_at         | seen_on    | seen_at
            amy   | missing | 2024-01-01 | 2024-01-02 | 2024-01-02 22:00 | 2024-01-03 | 2024-01-03 22:00
            ben   | missing | 2024-01-01 | 2024-01-02 | 2024-01-02 22:00 |            |
            cal   |         | 2024-01-01 | 2024-01-02 | 2024-01-02 22:00 |            |
            dee   | absent  | 2024-01-01 | 2024-01-02 | 2024-01-02 22:00 |            |
        """,
        visits="""
            child | kind          | visited_on | visited_at       | child_seen | mode
            ben   | after_missing | 2024-01-03 | 2024-01-03 22:01 | yes        | in_person
            cal   | after_missing | 2024-01-03 | 2024-01-03 10:00 | yes        | telephone
            cal   | after_missing | 2024-01-03 | 2024-01-03 11:00 | no         | in_person
        """,
        expect="""
            child | due_at           | status
            amy   | 2024-01-03 22:00 | met
            ben   | 2024-01-03 22:00 | late
            cal   | 2024-01-03 22:00 | overdue
        """,
    )


def test_within_the_hour_everybody_is_told_of_a_child_in_care_who_is_missing() -> None:
    spec(
        missing_notify,
        as_at="2024-01-10",
        care_episodes="""
            child | started_on | ended_on
            amy   | 2023-01-01 |
            ben   | 2023-01-01 |
            cal   | 2023-01-01 |
            dee   | 2023-01-01 | 2023-06-01
            fay   | 2023-01-01 |
        """,
        missing_episodes="""
            child | started_on | started_at       | notified_on | notified_at      | ended_on   | ended_at
            amy   | 2024-01-01 | 2024-01-01 22:00 | 2024-01-01  | 2024-01-01 23:00 |            |
            ben   | 2024-01-01 | 2024-01-01 22:00 | 2024-01-01  | 2024-01-01 23:01 |            |
            cal   | 2024-01-01 | 2024-01-01 22:00 |             |                  | 2024-01-01 | 2024-01-01 22:40
            dee   | 2024-01-01 | 2024-01-01 22:00 |             |                  |            |
            eve   | 2024-01-01 | 2024-01-01 22:00 |             |                  |            |
            fay   | 2024-01-01 | 2024-01-01 22:00 |             |                  |            |
        """,
        expect="""
            child | due_at           | status
            amy   | 2024-01-01 23:00 | met
            ben   | 2024-01-01 23:00 | late
            cal   | 2024-01-01 23:00 | ended
            fay   | 2024-01-01 23:00 | overdue
        """,
    )


def test_a_third_time_missing_in_ninety_days_is_taken_to_a_meeting() -> None:
    # Day 90 counting the third episode's own: 1 April less 89 days is 3 January.
    spec(
        missing_strategy_meeting,
        as_at="2024-04-10",
        missing_episodes="""
            child | id | started_on | meeting_held_on
            amy   | a1 | 2024-01-03 |
            amy   | a2 | 2024-02-01 |
            amy   | a3 | 2024-04-01 |
            ben   | b1 | 2024-01-02 |
            ben   | b2 | 2024-02-01 |
            ben   | b3 | 2024-04-01 |
            cal   | c1 | 2024-03-01 |
            cal   | c2 | 2024-03-10 |
            cal   | c3 | 2024-04-02 | 2024-04-03
        """,
        multi_agency_meetings="""
            child | kind    | held_on
            amy   | missing | 2024-04-03
        """,
        expect="""
            subject | due_on     | met_on     | status
            a3      | 2024-04-02 | 2024-04-03 | late
            c3      | 2024-04-03 | 2024-04-03 | met
        """,
    )


def test_no_meeting_leaves_the_pattern_overdue() -> None:
    spec(
        missing_strategy_meeting,
        as_at="2024-04-10",
        missing_episodes="""
            child | id | kind   | started_on
            amy   | a1 |        | 2024-03-01
            amy   | a2 |        | 2024-03-10
            amy   | a3 |        | 2024-04-02
            ben   | b1 | absent | 2024-03-01
            ben   | b2 |        | 2024-03-10
            ben   | b3 |        | 2024-04-02
        """,
        multi_agency_meetings="""
            child | kind          | held_on
            amy   | professionals | 2024-04-03
        """,
        expect="subject | status\na3 | overdue",
    )


def test_a_child_still_missing_after_three_days_is_taken_to_a_meeting() -> None:
    spec(
        missing_strategy_meeting_long,
        as_at="2024-04-10",
        missing_episodes="""
            child | kind   | started_on | ended_on   | meeting_held_on
            amy   |        | 2024-04-01 |            | 2024-04-04
            ben   |        | 2024-04-01 |            |
            cal   |        | 2024-04-01 |            |
            dee   |        | 2024-04-01 | 2024-04-02 |
            eve   | absent | 2024-04-01 |            |
        """,
        multi_agency_meetings="""
            child | kind                | held_on
            ben   | strategy_discussion | 2024-04-05
            cal   | professionals       | 2024-04-03
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-04-04 | met
            ben   | 2024-04-04 | late
            cal   | 2024-04-04 | overdue
            dee   | 2024-04-04 | ended
        """,
    )


def test_a_pattern_may_be_met_by_a_strategy_discussion_and_a_long_absence_by_a_meeting_about_missing() -> None:
    spec(
        missing_strategy_meeting,
        as_at="2024-04-10",
        missing_episodes="""
            child | id | started_on | ended_on
            amy   | a1 | 2024-03-01 | 2024-03-02
            amy   | a2 | 2024-03-10 | 2024-03-11
            amy   | a3 | 2024-04-02 | 2024-04-03
        """,
        multi_agency_meetings="child | kind | held_on\namy | strategy_discussion | 2024-04-03",
        expect="subject | due_on | met_on | status\na3 | 2024-04-03 | 2024-04-03 | met",
    )
    spec(
        missing_strategy_meeting_long,
        as_at="2024-04-10",
        missing_episodes="child | started_on\namy | 2024-04-01",
        multi_agency_meetings="child | kind | held_on\namy | missing | 2024-04-04",
        expect="due_on | met_on | status\n2024-04-04 | 2024-04-04 | met",
    )
