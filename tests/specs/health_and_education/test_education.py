"""The education of children in care."""

from __future__ import annotations

from lineofsight.catalogue.health_and_education.education import pep_10wd, pep_termly, school_move_ks4
from tests.support.spec import spec


def test_a_plan_is_begun_in_ten_working_days_from_three_years_old_until_eighteen() -> None:
    spec(
        pep_10wd,
        as_at="2024-03-20",
        people="""
            child | born_on
            amy   | 2012-01-01
            ben   | 2012-01-01
            cal   | 2021-03-11
            dee   | 2021-06-01
            eve   | 2006-03-08
            fay   | 2006-02-01
        """,
        care_episodes="""
            child | started_on
            amy   | 2024-03-01
            ben   | 2024-03-01
            cal   | 2024-03-01
            dee   | 2024-03-01
            eve   | 2024-03-01
            fay   | 2024-03-01
        """,
        education_plans="child | held_on\namy | 2024-03-15",
        expect="""
            child | opened_on  | due_on     | closed_on  | status
            amy   | 2024-03-01 | 2024-03-15 | 2030-01-01 | met
            ben   | 2024-03-01 | 2024-03-15 | 2030-01-01 | overdue
            cal   | 2024-03-11 | 2024-03-25 | 2039-03-11 | due
            eve   | 2024-03-01 | 2024-03-15 | 2024-03-08 | ended
        """,
    )


def test_a_plan_begun_is_reviewed_in_each_term_until_care_ends() -> None:
    spec(
        pep_termly,
        as_at="2025-02-01",
        care_episodes="""
            child | started_on | ended_on
            amy   | 2024-03-01 | 2025-01-10
            ben   | 2024-03-01 |
        """,
        education_plans="""
            child | id | held_on
            amy   | m1 | 2024-03-15
            amy   | m2 | 2024-11-20
        """,
        expect="""
            child | subject | opened_on  | due_on     | met_on     | status
            amy   | m1      | 2024-03-15 | 2024-04-30 | 2024-03-15 | met
            amy   | m1      | 2024-05-01 | 2024-08-31 |            | ended_overdue
            amy   | m1      | 2024-09-01 | 2024-12-31 | 2024-11-20 | met
            amy   | m1      | 2025-01-01 | 2025-04-30 |            | ended
        """,
    )


def test_a_return_to_care_begins_a_plan_again() -> None:
    spec(
        pep_termly,
        as_at="2024-11-01",
        care_episodes="""
            child | started_on | ended_on
            amy   | 2023-01-10 | 2023-03-01
            amy   | 2024-10-01 |
        """,
        education_plans="""
            child | id | held_on
            amy   | m1 | 2023-01-20
            amy   | m2 | 2024-10-10
        """,
        expect="""
            child | subject | due_on     | status
            amy   | m1      | 2023-04-30 | met
            amy   | m2      | 2024-12-31 | met
        """,
    )


def test_a_school_move_in_key_stage_four_is_approved_by_the_day_of_the_move() -> None:
    spec(
        school_move_ks4,
        as_at="2024-04-10",
        school_moves="""
            child | proposed_on | in_key_stage_4 | is_emergency | approved_on | moved_on
            amy   | 2024-03-01  | yes            |              | 2024-03-20  | 2024-04-08
            ben   | 2024-03-01  | yes            | no           | 2024-04-09  | 2024-04-08
            cal   | 2024-03-01  | yes            |              |             | 2024-04-08
            dee   | 2024-03-01  | yes            | yes          |             | 2024-04-08
            eve   | 2024-03-01  | no             |              |             | 2024-04-08
            fay   | 2024-03-01  | yes            |              |             |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-04-08 | met
            ben   | 2024-04-08 | late
            cal   | 2024-04-08 | overdue
            fay   |            | not_known
        """,
    )


def test_care_that_ended_first_owes_no_plan_and_the_tenth_working_day_is_in_time() -> None:
    for day, status in (("2024-03-15", "due"), ("2024-03-16", "overdue")):
        spec(
            pep_10wd,
            as_at=day,
            care_episodes="""
                child | started_on | ended_on
                amy   | 2024-03-01 |
                ben   | 2024-03-01 | 2024-03-08
                cal   | 2024-03-01 | 2024-03-01
            """,
            education_plans="child | held_on\ncal | 2024-02-01",
            expect=f"""
                child | due_on     | status
                amy   | 2024-03-15 | {status}
                ben   | 2024-03-15 | ended
                cal   | 2024-03-15 | ended
            """,
        )


def test_the_terms_of_a_plan_begin_at_three_and_end_at_eighteen() -> None:
    spec(
        pep_termly,
        as_at="2025-03-15",
        people="child | born_on\namy | 2022-02-28\nben | 2007-03-10",
        care_episodes="child | started_on\namy | 2024-03-01\nben | 2024-12-01",
        education_plans="child | id | held_on\namy | m1 | 2024-12-10\nben | m2 | 2024-12-10",
        expect="""
            child | subject | opened_on  | due_on     | closed_on  | status
            amy   | m1      | 2025-02-28 | 2025-04-30 | 2025-08-31 | due
            ben   | m2      | 2024-12-10 | 2024-12-31 | 2025-03-10 | met
            ben   | m2      | 2025-01-01 | 2025-04-30 | 2025-03-10 | ended
        """,
    )
