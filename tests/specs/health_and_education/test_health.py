"""The health of children in care."""

from __future__ import annotations

from lineofsight.catalogue.health_and_education.health import (
    dental_check,
    development_check,
    iha_20wd,
    immunisations_up_to_date,
    rha,
    rha_after_earlier_assessment,
    sdq,
)
from tests.support.spec import spec


def test_a_doctor_assesses_within_twenty_working_days() -> None:
    for day, status in (("2024-04-02", "due"), ("2024-04-03", "overdue")):
        spec(
            iha_20wd,
            as_at=day,
            care_episodes="""
                child | started_on
                amy   | 2024-03-01
                ben   | 2024-03-01
                cal   | 2024-03-01
                dee   | 2024-03-01
            """,
            health_checks="""
                child | kind                      | checked_on | status    | by_doctor
                amy   | initial_health_assessment | 2024-04-02 | completed | yes
                ben   | initial_health_assessment | 2024-03-20 | completed | no
                cal   | initial_health_assessment | 2024-03-20 | planned   | yes
                dee   | initial_health_assessment | 2024-03-20 |           |
            """,
            expect=f"""
                child | due_on     | met_on     | status
                amy   | 2024-04-02 | 2024-04-02 | met
                ben   | 2024-04-02 |            | {status}
                cal   | 2024-04-02 |            | {status}
                dee   | 2024-04-02 | 2024-03-20 | met
            """,
        )


def test_an_assessment_in_the_three_months_before_is_enough_and_a_refusal_releases() -> None:
    spec(
        iha_20wd,
        as_at="2024-05-01",
        care_episodes="""
            child | started_on
            amy   | 2024-03-01
            ben   | 2024-03-01
            cal   | 2024-03-01
        """,
        health_checks="""
            child | kind                      | checked_on | status
            amy   | review_health_assessment  | 2023-12-01 | completed
            ben   | review_health_assessment  | 2023-11-30 | completed
            cal   | initial_health_assessment | 2024-03-15 | refused
        """,
        expect="""
            child | met_on     | closed_on  | status
            amy   | 2023-12-01 |            | met
            ben   |            |            | overdue
            cal   |            | 2024-03-15 | ended
        """,
    )


def test_under_five_every_six_months_and_from_five_every_twelve_by_the_age_when_the_clock_starts() -> None:
    spec(
        rha,
        as_at="2025-02-01",
        people="child | born_on\namy | 2019-07-01\nben | 2010-01-01\ncal |",
        care_episodes="""
            child | started_on
            amy   | 2023-12-01
            ben   | 2024-01-01
            cal   | 2024-01-01
        """,
        health_checks="""
            child | kind                      | checked_on | status
            amy   | initial_health_assessment | 2023-12-20 | completed
            amy   | review_health_assessment  | 2024-06-20 | completed
            amy   | review_health_assessment  | 2024-12-21 | completed
            ben   | initial_health_assessment | 2024-01-20 | refused
            cal   | initial_health_assessment | 2024-01-20 |
        """,
        expect="""
            child | variant    | opened_on  | due_on     | status
            amy   | under 5    | 2023-12-20 | 2024-06-20 | met
            amy   | under 5    | 2024-06-20 | 2024-12-20 | late
            amy   | 5 and over | 2024-12-21 | 2025-12-21 | due
            ben   | 5 and over | 2024-01-20 | 2025-01-20 | overdue
            cal   |            | 2024-01-20 |            | not_known
        """,
    )


def test_teeth_are_checked_every_twelve_months_and_a_refusal_starts_the_next() -> None:
    spec(
        dental_check,
        as_at="2025-04-01",
        care_episodes="""
            child | started_on | ended_on
            amy   | 2023-03-01 |
            ben   | 2024-03-01 |
            cal   | 2024-03-01 | 2024-09-01
            dee   | 2024-03-20 |
        """,
        health_checks="""
            child | kind         | checked_on | status
            amy   | dental_check | 2024-03-02 | refused
            ben   | dental_check | 2024-05-01 | cancelled
            ben   | eye_check    | 2024-05-01 | completed
            dee   | dental_check | 2024-04-10 | completed
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2024-03-01 | 2024-03-02 | late
            amy   | 2025-03-02 |            | overdue
            ben   | 2025-03-01 |            | overdue
            cal   | 2025-03-01 |            | ended
            dee   | 2025-03-20 | 2024-04-10 | met
            dee   | 2025-04-10 |            | due
        """,
    )


def test_immunisations_are_known_to_be_up_to_date_within_the_year_to_each_assessment() -> None:
    spec(
        immunisations_up_to_date,
        as_at="2024-06-01",
        health_checks="""
            child | kind                      | checked_on | status
            amy   | initial_health_assessment | 2024-03-01 | completed
            ben   | review_health_assessment  | 2024-03-01 | completed
            cal   | review_health_assessment  | 2024-03-01 | refused
            dee   | review_health_assessment  | 2024-03-01 | completed
            eve   | review_health_assessment  | 2024-03-01 | completed
            eve   | immunisations             | 2024-03-01 | refused
            fay   | review_health_assessment  | 2024-03-01 | completed
        """,
        immunisations="""
            child | up_to_date | checked_on
            amy   | yes        | 2023-03-02
            ben   | no         | 2024-03-01
            dee   | yes        | 2024-03-20
            fay   | yes        | 2023-03-01
        """,
        expect="""
            child | status
            amy   | met
            ben   | ended_overdue
            dee   | late
            eve   | ended
            fay   | ended_overdue
        """,
    )


def test_development_is_checked_every_six_months_until_five() -> None:
    spec(
        development_check,
        as_at="2024-12-01",
        people="""
            child | born_on
            amy   | 2022-01-01
            ben   | 2019-05-01
            cal   | 2018-01-01
            dee   | 2022-01-01
            eve   | 2022-01-01
        """,
        care_episodes="""
            child | started_on
            amy   | 2024-03-01
            ben   | 2024-03-01
            cal   | 2024-03-01
            dee   | 2024-03-01
            eve   | 2024-06-15
        """,
        health_checks="""
            child | kind              | checked_on
            amy   | development_check | 2024-09-02
            eve   | development_check | 2024-12-01
        """,
        expect="""
            child | due_on     | met_on     | closed_on  | status
            amy   | 2024-09-01 | 2024-09-02 | 2027-01-01 | late
            amy   | 2025-03-02 |            | 2027-01-01 | due
            ben   | 2024-09-01 |            | 2024-05-01 | ended
            dee   | 2024-09-01 |            | 2027-01-01 | overdue
            eve   | 2024-12-15 | 2024-12-01 | 2027-01-01 | met
            eve   | 2025-06-01 |            | 2027-01-01 | due
        """,
    )


def test_feelings_are_scored_from_four_to_sixteen_and_a_reason_answers_too() -> None:
    spec(
        sdq,
        as_at="2024-12-01",
        people="""
            child | born_on
            amy   | 2012-01-01
            ben   | 2019-12-15
            cal   | 2007-06-01
            dee   | 2006-06-01
            eve   | 2012-01-01
        """,
        care_episodes="""
            child | started_on
            amy   | 2022-03-01
            ben   | 2022-03-01
            cal   | 2024-03-01
            dee   | 2024-03-01
            eve   | 2023-03-01
        """,
        strengths_and_difficulties="""
            child | completed_on | score | no_score_reason
            amy   | 2023-03-01   | 12    |
            amy   | 2024-03-02   |       | SDQ3
            eve   | 2024-01-10   |       |
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | closed_on  | status
            amy   | 2022-03-01 | 2023-03-01 | 2023-03-01 | 2029-01-01 | met
            amy   | 2023-03-01 | 2024-03-01 | 2024-03-02 | 2029-01-01 | late
            amy   | 2024-03-02 | 2025-03-02 |            | 2029-01-01 | due
            ben   | 2023-12-15 | 2024-12-15 |            | 2036-12-15 | due
            cal   | 2024-03-01 | 2025-03-01 |            | 2024-06-01 | ended
            eve   | 2023-03-01 | 2024-03-01 |            | 2029-01-01 | overdue
        """,
    )


def test_care_that_ended_first_owes_no_assessment_and_a_check_refused_is_no_check_of_development() -> None:
    spec(
        iha_20wd,
        as_at="2024-05-01",
        care_episodes="child | started_on | ended_on\namy | 2024-03-01 | 2024-03-20",
        expect="child | closed_on | status\namy | 2024-03-20 | ended",
    )
    spec(
        development_check,
        as_at="2024-09-02",
        people="child | born_on\namy | 2022-01-01\nben | 2019-02-28",
        care_episodes="child | started_on\namy | 2024-03-01\nben | 2024-03-01",
        health_checks="child | kind | checked_on | status\namy | development_check | 2024-06-01 | refused",
        expect="child | due_on | status\namy | 2024-09-01 | overdue",
    )


def test_the_interval_of_an_assessment_is_chosen_on_its_day_by_the_fifth_birthday_of_a_leap_day() -> None:
    spec(
        rha,
        as_at="2025-06-01",
        people="child | born_on\namy | 2020-02-29\nben | 2020-02-29",
        care_episodes="child | started_on\namy | 2024-03-01\nben | 2024-03-01",
        health_checks="""
            child | kind                     | checked_on
            amy   | review_health_assessment | 2025-02-27
            ben   | review_health_assessment | 2025-02-28
            ben   | dental_check             | 2025-03-28
        """,
        expect="""
            child | variant    | due_on     | status
            amy   | under 5    | 2025-08-27 | due
            ben   | 5 and over | 2026-02-28 | due
        """,
    )


def test_a_review_of_health_ends_with_care() -> None:
    spec(
        rha,
        as_at="2025-06-01",
        care_episodes="child | started_on | ended_on\namy | 2024-03-01 | 2025-01-10",
        health_checks="child | kind | checked_on\namy | initial_health_assessment | 2024-03-20",
        expect="child | due_on | closed_on | status\namy | 2025-03-20 | 2025-01-10 | ended",
    )


def test_an_assessment_before_care_that_stood_for_the_first_starts_the_interval_of_the_next() -> None:
    spec(
        rha_after_earlier_assessment,
        as_at="2024-12-02",
        people="""
            child | born_on
            amy   | 2012-01-01
            ben   | 2021-01-01
            cal   | 2012-01-01
            dee   | 2012-01-01
            eve   | 2012-01-01
            fay   |
            gus   | 2018-12-31
        """,
        care_episodes="""
            child | started_on | ended_on
            amy   | 2024-03-01 |
            ben   | 2024-03-01 |
            cal   | 2024-03-01 |
            dee   | 2024-03-01 |
            eve   | 2024-03-01 | 2024-10-01
            fay   | 2024-03-01 |
            gus   | 2024-03-01 |
        """,
        health_checks="""
            child | kind                      | checked_on | status    | by_doctor
            amy   | initial_health_assessment | 2023-12-01 | completed |
            ben   | review_health_assessment  | 2024-02-01 | completed | yes
            ben   | review_health_assessment  | 2024-08-02 | completed | no
            cal   | initial_health_assessment | 2023-11-30 | completed |
            dee   | initial_health_assessment | 2024-03-01 | completed |
            eve   | initial_health_assessment | 2023-12-01 | completed |
            fay   | initial_health_assessment | 2023-12-10 | completed |
            gus   | initial_health_assessment | 2023-12-30 | completed |
            gus   | dental_check              | 2024-06-01 | completed |
        """,
        expect="""
            child | variant    | opened_on  | due_on     | met_on     | status
            amy   | 5 and over | 2024-03-01 | 2024-12-01 |            | overdue
            ben   | under 5    | 2024-03-01 | 2024-08-01 | 2024-08-02 | late
            eve   | 5 and over | 2024-03-01 | 2024-12-01 |            | ended
            fay   |            | 2024-03-01 |            |            | not_known
            gus   | under 5    | 2024-03-01 | 2024-06-30 |            | overdue
        """,
    )


def test_immunisations_refused_in_the_year_before_an_assessment_are_not_asked_about_at_it() -> None:
    spec(
        immunisations_up_to_date,
        as_at="2024-03-10",
        health_checks="""
            child | kind                     | checked_on | status
            amy   | review_health_assessment | 2024-03-01 | completed
            amy   | immunisations            | 2023-03-02 | refused
            ben   | review_health_assessment | 2024-03-01 | completed
            ben   | immunisations            | 2023-03-01 | refused
            cal   | review_health_assessment | 2024-03-01 | completed
            cal   | immunisations            | 2024-02-01 | completed
        """,
        expect="child | status\nben | overdue\ncal | overdue",
    )


def test_an_assessment_planned_or_of_another_kind_is_none_and_what_is_owed_ends_with_care() -> None:
    care = "child | started_on | ended_on\namy | 2024-03-01 | 2024-07-01"
    checks = """
        child | kind                      | checked_on | status
        amy   | initial_health_assessment | 2024-02-01 | completed
        amy   | review_health_assessment  | 2024-05-01 | planned
        amy   | dental_check              | 2024-05-02 | completed
    """
    born = "child | born_on\namy | 2020-01-01"
    for standard, due_on in ((rha_after_earlier_assessment, "2024-08-01"), (development_check, "2024-09-01")):
        spec(
            standard, as_at="2024-09-02", people=born, care_episodes=care, health_checks=checks,
            expect=f"child | due_on | met_on | closed_on | status\namy | {due_on} | | 2024-07-01 | ended",
        )  # fmt: skip
    spec(rha, as_at="2024-09-02", people=born, care_episodes=care, health_checks=checks, expect="child | status")
    spec(
        iha_20wd, as_at="2024-04-03", care_episodes="child | started_on\namy | 2024-03-01",
        health_checks="child | kind | checked_on\namy | dental_check | 2024-03-10",
        expect="child | due_on | met_on | status\namy | 2024-04-02 | | overdue",
    )  # fmt: skip
