"""A referral is answered, decided and placed at a level of need."""

from __future__ import annotations

from lineofsight.catalogue.front_door.referrals import referral_decision, referrer_feedback, threshold_applied
from tests.support.spec import spec


def test_a_referral_is_decided_by_the_end_of_the_next_working_day() -> None:
    # 29 March 2024 was Good Friday: the next working day after Thursday 28 March was Tuesday 2 April.
    spec(
        referral_decision,
        as_at="2024-04-03",
        referrals="""
            child | received_on | decided_on
            ------+-------------+-----------
            amy   | 2024-03-28  | 2024-04-02
            ben   | 2024-03-28  | 2024-04-03
            cal   | 2024-03-28  |
            dee   | 2024-04-02  |
        """,
        expect="""
            child | due_on     | met_on     | status
            ------+------------+------------+--------
            amy   | 2024-04-02 | 2024-04-02 | met
            ben   | 2024-04-02 | 2024-04-03 | late
            cal   | 2024-04-02 |            | overdue
            dee   | 2024-04-03 |            | due
        """,
    )


def test_a_referral_received_out_of_hours_on_a_saturday_is_due_on_monday() -> None:
    spec(
        referral_decision,
        as_at="2024-01-08",
        referrals="""
            child | received_on
            amy   | 2024-01-06
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-01-08 | due
        """,
    )


def test_a_referrer_is_answered_unless_they_are_of_the_public() -> None:
    spec(
        referrer_feedback,
        as_at="2024-01-04",
        referrals="""
            child | received_on | acknowledged_on | referrer_is_public
            amy   | 2024-01-02  | 2024-01-03      | no
            ben   | 2024-01-02  | 2024-01-04      |
            cal   | 2024-01-02  |                 | no
            dee   | 2024-01-02  |                 | yes
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-01-03 | met
            ben   | 2024-01-03 | late
            cal   | 2024-01-03 | overdue
        """,
    )


def test_the_level_of_need_is_recorded_when_a_referral_is_decided() -> None:
    spec(
        threshold_applied,
        as_at="2024-01-04",
        referrals="""
            child | received_on | decided_on | level_of_need
            amy   | 2024-01-02  | 2024-01-03 | child_in_need
            ben   | 2024-01-02  | 2024-01-03 |
            cal   | 2024-01-02  |            |
        """,
        expect="""
            child | opened_on  | status
            amy   | 2024-01-03 | met
            ben   | 2024-01-03 | overdue
        """,
    )


def test_each_of_two_referrals_on_a_day_has_its_own_level_of_need() -> None:
    spec(
        threshold_applied,
        as_at="2024-01-04",
        referrals="""
            child | id | received_on | decided_on | level_of_need
            amy   | r1 | 2024-01-02  | 2024-01-03 | child_in_need
            amy   | r2 | 2024-01-02  | 2024-01-03 |
        """,
        expect="subject | status\nr1 | met\nr2 | overdue",
    )


def test_closing_a_referral_does_not_answer_who_made_it() -> None:
    spec(
        referrer_feedback,
        as_at="2024-04-04",
        referrals="""
            child | received_on | closed_on  | acknowledged_on
            amy   | 2024-01-02  | 2024-01-02 | 2024-01-03
            ben   | 2024-01-02  | 2024-01-02 |
            cal   | 2024-01-04  | 2024-01-04 |
        """,
        expect="""
            child | due_on     | met_on     | closed_on  | status
            amy   | 2024-01-03 | 2024-01-03 | 2024-04-03 | met
            ben   | 2024-01-03 |            | 2024-04-03 | ended_overdue
            cal   | 2024-01-05 |            | 2024-04-05 | overdue
        """,
    )
