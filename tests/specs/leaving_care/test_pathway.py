"""Preparing to leave care."""

from __future__ import annotations

from lineofsight.catalogue.leaving_care.pathway import (
    adulthood_documents,
    health_passport,
    pathway_assess_16_3m,
    pathway_plan,
    pathway_review,
    pathway_review_after_move,
    staying_put_decision,
    transition_adult_care,
)
from tests.support.spec import spec


def test_needs_are_assessed_in_three_months_of_sixteen_or_of_becoming_eligible() -> None:
    spec(
        pathway_assess_16_3m,
        as_at="2024-07-02",
        people="""
            child | born_on
            amy   | 2008-04-01
            ben   | 2008-04-01
            cal   | 2007-01-01
            dee   | 2008-04-02
            eve   | 2008-04-01
            fay   | 2008-09-01
        """,
        care_leavers="""
            child | eligible_from | eligibility
            amy   | 2022-01-01    | eligible
            ben   | 2022-01-01    |
            cal   | 2024-02-29    | relevant
            dee   | 2022-01-01    | eligible
            eve   | 2022-01-01    | qualifying
            fay   | 2022-01-01    | eligible
        """,
        pathway_assessments="child | completed_on\namy | 2024-03-20\ncal | 2024-05-30",
        expect="""
            child | opened_on  | due_on     | met_on     | status
            amy   | 2024-04-01 | 2024-07-01 | 2024-03-20 | met
            ben   | 2024-04-01 | 2024-07-01 |            | overdue
            cal   | 2024-02-29 | 2024-05-29 | 2024-05-30 | late
            dee   | 2024-04-02 | 2024-07-02 |            | due
        """,
    )


def test_the_plan_is_agreed_in_twenty_working_days_of_the_assessment() -> None:
    for day, status in (("2024-04-02", "due"), ("2024-04-03", "overdue")):
        spec(
            pathway_plan,
            as_at=day,
            pathway_assessments="""
                child | completed_on
                amy   | 2024-03-01
                ben   | 2024-03-01
            """,
            pathway_plans="child | agreed_on\namy | 2024-04-02\nben | 2024-02-01",
            expect=f"""
                child | due_on     | status
                amy   | 2024-04-02 | met
                ben   | 2024-04-02 | {status}
            """,
        )


def test_the_plan_is_reviewed_every_six_months_once_made_until_support_ends() -> None:
    spec(
        pathway_review,
        as_at="2025-04-01",
        people="child | born_on\namy | 2007-01-01\nben | 2000-01-10\ncal | 2007-01-01",
        care_leavers="""
            child | eligible_from | eligible_until
            amy   | 2023-01-01    |
            ben   | 2016-01-10    |
            cal   | 2023-01-01    | 2024-09-15
        """,
        pathway_plans="""
            child | agreed_on  | is_review
            amy   | 2024-03-31 | no
            amy   | 2024-09-30 | yes
            ben   | 2024-08-01 | yes
            cal   | 2024-03-01 | no
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | closed_on  | status
            amy   | 2024-03-31 | 2024-09-30 | 2024-09-30 | 2032-01-01 | met
            amy   | 2024-09-30 | 2025-03-30 |            | 2032-01-01 | overdue
            ben   | 2024-08-01 | 2025-02-01 |            | 2025-01-10 | ended
            cal   | 2024-03-01 | 2024-09-01 |            | 2024-09-15 | ended_overdue
        """,
    )


def test_the_plan_is_reviewed_within_28_days_of_a_move_to_an_unregulated_place() -> None:
    spec(
        pathway_review_after_move,
        as_at="2024-03-30",
        care_leaver_homes="""
            child | started_on | is_unregulated | ended_on
            amy   | 2024-03-01 | yes            |
            ben   | 2024-03-01 | yes            |
            cal   | 2024-03-01 | no             |
            dee   | 2024-03-01 | yes            | 2024-03-20
        """,
        pathway_plans="""
            child | agreed_on  | is_review
            amy   | 2024-03-29 | yes
            ben   | 2024-03-10 | no
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-29 | met
            ben   | 2024-03-29 | overdue
            dee   | 2024-03-29 | ended
        """,
    )


def test_adult_care_is_assessed_by_seventeen_for_those_who_may_need_it_and_do_not_decline() -> None:
    spec(
        transition_adult_care,
        as_at="2025-01-02",
        people="""
            child | born_on
            amy   | 2008-01-01
            ben   | 2008-01-01
            cal   | 2008-01-01
            dee   | 2008-01-01
        """,
        care_leavers="""
            child | eligible_from | transition_needed | transition_assessed_on | transition_declined_on
            amy   | 2023-01-01    | yes               | 2025-01-01             |
            ben   | 2023-01-01    | yes               |                        |
            cal   | 2023-01-01    | yes               |                        | 2024-06-01
            dee   | 2023-01-01    | no                |                        |
        """,
        expect="""
            child | opened_on  | due_on     | status
            amy   | 2024-01-01 | 2025-01-01 | met
            ben   | 2024-01-01 | 2025-01-01 | overdue
            cal   | 2024-01-01 | 2025-01-01 | ended
        """,
    )


def test_staying_put_is_decided_by_seventeen_and_a_half_in_foster_care() -> None:
    spec(
        staying_put_decision,
        as_at="2024-07-02",
        people="""
            child | born_on
            amy   | 2007-01-01
            ben   | 2007-01-01
            cal   | 2007-01-01
            dee   | 2007-01-01
            eve   | 2007-01-01
        """,
        legal_statuses="child | started_on | status\neve | 2020-01-01 | V4",
        placements="""
            child | started_on | type | ended_on
            amy   | 2020-01-01 | U4   |
            ben   | 2020-01-01 | U6   |
            cal   | 2020-01-01 | K2   |
            dee   | 2020-01-01 | U1   | 2023-12-31
            eve   | 2020-01-01 | U6   |
        """,
        care_leavers="""
            child | eligible_from | staying_put_decided_on
            amy   | 2023-01-01    | 2023-11-01
        """,
        expect="""
            child | opened_on  | due_on     | status
            amy   | 2024-01-01 | 2024-07-01 | met
            ben   | 2024-01-01 | 2024-07-01 | overdue
        """,
    )


def test_documents_are_held_by_eighteen() -> None:
    spec(
        adulthood_documents,
        as_at="2025-01-02",
        people="child | born_on\namy | 2007-01-01\nben | 2007-01-01\ncal | 2008-01-01",
        care_leavers="""
            child | eligible_from | documents_complete_on
            amy   | 2023-01-01    | 2024-06-01
            ben   | 2023-01-01    |
            cal   | 2024-01-01    |
        """,
        expect="""
            child | opened_on  | due_on     | status
            amy   | 2024-07-01 | 2025-01-01 | met
            ben   | 2024-07-01 | 2025-01-01 | overdue
        """,
    )


def test_the_health_summary_is_given_by_the_eighteenth_birthday() -> None:
    spec(
        health_passport,
        as_at="2025-01-10",
        people="""
            child | born_on
            amy   | 2007-01-01
            ben   | 2007-01-01
            cal   | 2007-01-01
            dee   | 2007-01-11
            eve   | 2007-01-01
        """,
        care_leavers="""
            child | eligible_from | health_summary_given_on | eligible_until
            amy   | 2023-01-01    | 2024-12-20              |
            ben   | 2023-01-01    | 2025-01-02              |
            cal   | 2023-01-01    |                         |
            dee   | 2023-01-01    |                         |
            eve   | 2023-01-01    |                         | 2024-01-01
        """,
        expect="""
            child | due_on     | status
            amy   | 2025-01-01 | met
            ben   | 2025-01-01 | late
            cal   | 2025-01-01 | overdue
        """,
    )


def test_without_a_date_of_birth_it_is_not_known_rather_than_not_owed() -> None:
    spec(
        pathway_assess_16_3m,
        as_at="2024-07-02",
        people="child | born_on\namy |",
        care_leavers="child | eligible_from | eligibility\namy | 2022-01-01 | eligible",
        expect="child | due_on | status\namy | | not_known",
    )


def test_a_qualifying_care_leaver_or_one_no_longer_entitled_is_not_planned_with() -> None:
    for standard in (pathway_assess_16_3m, pathway_review, adulthood_documents, health_passport):
        spec(
            standard,
            as_at="2025-06-01",
            people="child | born_on\namy | 2007-01-01\nben | 2007-01-01",
            care_leavers="""
                child | eligible_from | eligibility
                amy   | 2023-01-01    | qualifying
                ben   | 2023-01-01    | none
            """,
            pathway_plans="child | agreed_on\namy | 2023-03-01\nben | 2023-03-01",
            expect="child | status",
        )


def test_support_that_ended_first_owes_no_assessment_and_no_documents() -> None:
    for standard in (pathway_assess_16_3m, transition_adult_care, adulthood_documents):
        spec(
            standard,
            as_at="2026-06-01",
            people="child | born_on\namy | 2007-01-01",
            care_leavers="""
                child | eligible_from | eligible_until | transition_needed
                amy   | 2024-07-10    | 2024-08-01     | yes
            """,
            expect="child | closed_on | status\namy | 2024-08-01 | ended",
        )


def test_who_was_born_on_29_february_comes_of_age_on_the_28th_where_the_year_has_no_29th() -> None:
    for day, status in (("2026-02-28", "due"), ("2026-03-01", "overdue")):
        spec(
            health_passport, as_at=day, people="child | born_on\namy | 2008-02-29",
            care_leavers="child | eligible_from\namy | 2024-03-01",
            expect=f"child | opened_on | due_on | status\namy | 2026-02-28 | 2026-02-28 | {status}",
        )  # fmt: skip
    spec(
        pathway_assess_16_3m, as_at="2024-05-30", people="child | born_on\namy | 2008-02-29",
        care_leavers="child | eligible_from\namy | 2022-03-01",
        expect="child | opened_on | due_on | status\namy | 2024-02-29 | 2024-05-29 | overdue",
    )  # fmt: skip


def test_staying_put_is_owed_for_as_long_as_the_foster_home_and_childhood_last() -> None:
    spec(
        staying_put_decision,
        as_at="2025-06-01",
        people="child | born_on\namy | 2007-01-01\nben | 2007-01-01\ncal | 2007-01-01\ndee | 2007-01-01",
        placements="""
            child | started_on | type | ended_on
            amy   | 2020-01-01 | U4   | 2024-03-01
            ben   | 2024-10-01 | U6   |
            cal   | 2025-01-02 | U6   |
            dee   | 2020-01-01 | U6   |
        """,
        care_leavers="child | eligible_from | staying_put_decided_on\ndee | 2023-01-01 | 2024-07-02",
        expect="""
            child | opened_on  | due_on     | closed_on  | status
            amy   | 2024-01-01 | 2024-07-01 | 2024-03-01 | ended
            ben   | 2024-10-01 | 2025-04-01 | 2025-01-01 | ended
            dee   | 2024-01-01 | 2024-07-01 | 2025-01-01 | late
        """,
    )


def test_a_plan_made_before_sixteen_starts_no_review() -> None:
    spec(
        pathway_review, as_at="2024-12-01", people="child | born_on\namy | 2008-06-01",
        care_leavers="child | eligible_from\namy | 2023-01-01",
        pathway_plans="child | agreed_on\namy | 2024-03-01\namy | 2024-06-02",
        expect="child | opened_on | due_on | status\namy | 2024-06-02 | 2024-12-02 | due",
    )  # fmt: skip
