"""A child not yet born is assessed in time for their birth."""

from __future__ import annotations

from lineofsight.catalogue.assessment.before_birth import prebirth_assessment_start, prebirth_assessment_start_late
from tests.support.spec import spec


def test_the_assessment_starts_twelve_weeks_before_the_expected_day() -> None:
    spec(
        prebirth_assessment_start,
        as_at="2024-04-20",
        referrals="""
            child | received_on | is_unborn | expected_on | closed_on
            amy   | 2024-01-02  | yes       | 2024-07-01  |
            ben   | 2024-01-02  | yes       | 2024-07-01  |
            cal   | 2024-01-02  | yes       | 2024-07-01  |
            dee   | 2024-01-02  | yes       | 2024-07-01  | 2024-02-01
            eve   | 2024-01-02  | no        | 2024-07-01  |
        """,
        assessments="""
            child | kind             | started_on | child_unborn
            amy   | pre_birth        | 2024-04-08 |
            ben   |                  | 2024-04-09 | yes
            cal   | child_and_family | 2024-02-01 |
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            ------+------------+------------+------------+--------
            amy   | 2024-01-02 | 2024-04-08 | 2024-04-08 | met
            ben   | 2024-01-02 | 2024-04-08 | 2024-04-09 | late
            cal   | 2024-01-02 | 2024-04-08 |            | overdue
            dee   | 2024-01-02 | 2024-04-08 |            | ended
        """,
    )


def test_without_an_expected_day_nobody_can_say_and_that_is_shown() -> None:
    spec(
        prebirth_assessment_start,
        as_at="2024-04-20",
        referrals="""
            child | received_on | is_unborn
            amy   | 2024-01-02  | yes
        """,
        expect="child | due_on | status\namy | | not_known",
    )


def test_less_than_fourteen_weeks_before_the_day_the_late_clock_runs_instead() -> None:
    # The expected day is 1 July 2024; fourteen weeks before it is 25 March.
    referrals = """
        child | received_on | is_unborn | expected_on | closed_on
        amy   | 2024-03-25  | yes       | 2024-07-01  |
        ben   | 2024-03-26  | yes       | 2024-07-01  |
        cal   | 2024-06-20  | yes       | 2024-07-01  |
        dee   | 2024-03-26  | yes       | 2024-07-01  | 2024-04-02
        eve   | 2024-03-26  | yes       | 2024-07-01  |
        fay   | 2024-03-26  | yes       | 2024-07-01  |
    """
    assessments = """
        child | kind      | started_on | child_unborn
        ben   | pre_birth | 2024-04-11 |
        eve   | parenting | 2024-04-11 |
        fay   |           | 2024-04-12 | yes
    """
    spec(
        prebirth_assessment_start,
        as_at="2024-06-21",
        referrals=referrals,
        assessments=assessments,
        expect="child | status\namy | overdue",
    )
    spec(
        prebirth_assessment_start_late,
        as_at="2024-06-21",
        referrals=referrals,
        assessments=assessments,
        expect="""
            child | due_on     | met_on     | status
            ben   | 2024-04-11 | 2024-04-11 | met
            cal   | 2024-07-04 |            | due
            dee   | 2024-04-11 |            | ended
            eve   | 2024-04-11 |            | overdue
            fay   | 2024-04-11 | 2024-04-12 | late
        """,
    )


def test_a_second_referral_of_the_same_pregnancy_makes_only_itself_late() -> None:
    tables = {
        "referrals": """
            child | id | received_on | is_unborn | expected_on
            amy   | r1 | 2024-01-02  | yes       | 2024-07-01
            amy   | r2 | 2024-05-01  | yes       | 2024-07-01
        """,
        "assessments": """
            child | kind      | started_on
            amy   | pre_birth | 2024-05-15
        """,
    }
    spec(
        prebirth_assessment_start,
        as_at="2024-06-01",
        expect="subject | due_on | met_on | status\nr1 | 2024-04-08 | 2024-05-15 | late",
        **tables,
    )
    spec(
        prebirth_assessment_start_late,
        as_at="2024-06-01",
        expect="subject | due_on | met_on | status\nr2 | 2024-05-16 | 2024-05-15 | met",
        **tables,
    )


def test_a_pregnancy_referred_after_the_expected_day_is_late_too() -> None:
    referrals = """
        child | received_on | is_unborn | expected_on
        amy   | 2024-07-01  | yes       | 2024-07-01
        ben   | 2024-07-02  | yes       | 2024-07-01
    """
    spec(prebirth_assessment_start, as_at="2024-07-03", referrals=referrals, expect="status")
    spec(
        prebirth_assessment_start_late,
        as_at="2024-07-16",
        referrals=referrals,
        expect="child | due_on | status\namy | 2024-07-15 | overdue\nben | 2024-07-16 | due",
    )
