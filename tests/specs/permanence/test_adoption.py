"""Adoption, from the plan to the order."""

from __future__ import annotations

from lineofsight.catalogue.permanence.adoption import (
    adm_decision_7wd,
    adoption_a1,
    adoption_a2,
    adoption_authorised_review,
    adoption_panel_info_6w,
    adoption_review,
    adoption_visit,
    should_be_placed_2m,
)
from tests.support.spec import spec


def test_the_decision_follows_the_review_in_two_months_or_the_plan_was_reversed() -> None:
    spec(
        should_be_placed_2m,
        as_at="2024-05-30",
        permanence="""
            child | named_at_review_on | adoption_decided_on | reversed_on
            amy   | 2024-03-29         | 2024-05-29          |
            ben   | 2024-03-29         |                     |
            cal   | 2024-03-29         |                     | 2024-05-01
            dee   |                    | 2024-05-01          |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-05-29 | met
            ben   | 2024-05-29 | overdue
            cal   | 2024-05-29 | ended
        """,
    )


def test_papers_reach_the_panel_in_six_weeks_and_the_decision_follows_in_seven_working_days() -> None:
    rows = """
        child | report_completed_on | information_to_panel_on | reports_received_on | adoption_decided_on | reversed_on
        amy   | 2024-03-01          | 2024-04-12              | 2024-04-12          | 2024-04-23          |
        ben   | 2024-03-01          | 2024-04-13              | 2024-04-13          | 2024-04-24          |
        cal   | 2024-03-01          |                         | 2024-04-12          |                     |
        dee   | 2024-03-01          |                         | 2024-04-12          |                     | 2024-04-12
    """
    spec(
        adoption_panel_info_6w,
        as_at="2024-05-01",
        permanence=rows,
        expect="""
            child | due_on     | status
            amy   | 2024-04-12 | met
            ben   | 2024-04-12 | late
            cal   | 2024-04-12 | overdue
            dee   | 2024-04-12 | ended
        """,
    )
    spec(
        adm_decision_7wd,
        as_at="2024-05-01",
        permanence=rows,
        expect="""
            child | due_on     | status
            amy   | 2024-04-23 | met
            ben   | 2024-04-23 | late
            cal   | 2024-04-23 | overdue
            dee   | 2024-04-23 | ended
        """,
    )


def test_from_coming_into_care_to_moving_in_is_426_days_and_to_the_foster_placement_for_a_carer() -> None:
    spec(
        adoption_a1,
        as_at="2025-06-01",
        care_episodes="""
            child | started_on
            amy   | 2024-01-01
            ben   | 2024-01-01
            cal   | 2024-01-01
            dee   | 2024-01-01
        """,
        permanence="""
            child | adoption_decided_on | placed_on  | adopted_by_carer | placed_with_carer_on | reversed_on
            amy   | 2024-09-01          | 2025-03-02 | no               |                      |
            ben   | 2024-09-01          | 2025-03-03 |                  |                      |
            cal   | 2024-09-01          | 2025-05-01 | yes              | 2024-02-01           |
            dee   | 2024-09-01          |            |                  |                      | 2025-01-01
            eve   | 2024-09-01          |            |                  |                      |
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            amy   | 2024-09-01 | 2025-03-02 | 2025-03-02 | met
            ben   | 2024-09-01 | 2025-03-02 | 2025-03-03 | late
            cal   | 2024-09-01 | 2025-03-02 | 2024-02-01 | met
            dee   | 2024-09-01 | 2025-03-02 |            | ended
            eve   | 2024-09-01 |            |            | not_known
        """,
    )


def test_from_placement_order_to_match_is_121_days() -> None:
    for day, status in (("2024-05-01", "due"), ("2024-05-02", "overdue")):
        spec(
            adoption_a2,
            as_at=day,
            permanence="""
                child | placement_order_on | matched_on
                amy   | 2024-01-01         | 2024-04-30
                ben   | 2024-01-01         |
            """,
            expect=f"""
                child | due_on     | status
                amy   | 2024-05-01 | met
                ben   | 2024-05-01 | {status}
            """,
        )


def test_weekly_visits_until_the_first_review_of_the_placement_for_adoption() -> None:
    visits = """
        child | kind                | visited_on | child_seen
        amy   | placed_for_adoption | 2024-03-08 | yes
        amy   | child_in_care       | 2024-03-16 | yes
        amy   | placed_for_adoption | 2024-03-20 | no
        ben   | placed_for_adoption | 2024-03-08 | yes
    """
    spec(
        adoption_visit,
        as_at="2024-06-01",
        permanence="""
            child | placed_on  | adoption_review_from
            amy   | 2024-03-01 |
            ben   | 2024-03-01 | 2024-03-12
        """,
        permanence_reviews="""
            child | kind                | held_on
            amy   | placed_for_adoption | 2024-03-22
        """,
        visits=visits,
        expect="""
            child | opened_on  | due_on     | met_on     | closed_on  | status
            amy   | 2024-03-01 | 2024-03-08 | 2024-03-08 | 2024-03-22 | met
            amy   | 2024-03-08 | 2024-03-15 | 2024-03-16 | 2024-03-22 | late
            amy   | 2024-03-16 | 2024-03-23 |            | 2024-03-22 | ended
            ben   | 2024-03-01 | 2024-03-08 | 2024-03-08 | 2024-03-12 | met
            ben   | 2024-03-08 | 2024-03-15 |            | 2024-03-12 | ended
        """,
    )


def test_a_child_placed_is_reviewed_in_four_weeks_three_months_and_then_every_six() -> None:
    spec(
        adoption_review,
        as_at="2025-06-01",
        permanence="""
            child | placed_on  | order_made_on
            amy   | 2024-03-01 |
            ben   | 2024-03-01 | 2024-03-20
        """,
        permanence_reviews="""
            child | kind                  | held_on
            amy   | placed_for_adoption   | 2024-03-29
            amy   | authorised_not_placed | 2024-05-01
            amy   | placed_for_adoption   | 2024-06-30
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2024-03-29 | 2024-03-29 | met
            amy   | 2024-06-29 | 2024-06-30 | late
            amy   | 2024-12-30 |            | overdue
            ben   | 2024-03-29 |            | ended
        """,
    )


def test_a_child_authorised_and_waiting_is_reviewed_in_three_months_then_six_until_placed() -> None:
    spec(
        adoption_authorised_review,
        as_at="2025-01-01",
        permanence="""
            child | placement_order_on | placed_on
            amy   | 2024-01-31         |
            ben   | 2024-01-31         | 2024-05-10
        """,
        permanence_reviews="""
            child | kind                  | held_on
            amy   | authorised_not_placed | 2024-04-30
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2024-04-30 | 2024-04-30 | met
            amy   | 2024-10-30 |            | overdue
            ben   | 2024-04-30 |            | ended_overdue
        """,
    )


def test_a_first_review_kept_with_the_childs_way_to_adoption_is_a_review() -> None:
    spec(
        adoption_review,
        as_at="2024-05-01",
        permanence="""
            child | placed_on  | adoption_review_from | reversed_on
            amy   | 2024-03-01 | 2024-03-28           |
            ben   | 2024-03-01 | 2024-03-30           |
            cal   | 2024-03-01 |                      | 2024-03-20
        """,
        permanence_reviews="""
            child | kind                | held_on
            amy   | placed_for_adoption | 2024-03-28
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            amy   | 2024-03-01 | 2024-03-29 | 2024-03-28 | met
            amy   | 2024-03-28 | 2024-06-28 |            | due
            ben   | 2024-03-01 | 2024-03-29 | 2024-03-30 | late
            ben   | 2024-03-30 | 2024-06-30 |            | due
            cal   | 2024-03-01 | 2024-03-29 |            | ended
        """,
    )


def test_visits_end_with_the_order_or_the_placement_and_a_call_is_no_visit() -> None:
    spec(
        adoption_visit,
        as_at="2024-03-12",
        permanence="""
            child | placed_on  | order_made_on | reversed_on
            amy   | 2024-03-01 | 2024-03-06    |
            ben   | 2024-03-01 |               | 2024-03-09
            cal   | 2024-03-01 |               |
            dee   | 2024-03-05 |               |
        """,
        visits="""
            child | kind                | visited_on | child_seen | mode
            cal   | placed_for_adoption | 2024-03-04 | yes        | virtual
            cal   | placed_for_adoption | 2024-03-05 | yes        | doorstep
            cal   | placed_for_adoption | 2024-03-07 | yes        | telephone
            cal   | placed_for_adoption | 2024-03-07 | yes        | message
            cal   | child_in_need       | 2024-03-06 | yes        | in_person
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-08 | ended
            ben   | 2024-03-08 | ended_overdue
            cal   | 2024-03-08 | overdue
            dee   | 2024-03-12 | due
        """,
    )


def test_a_plan_that_was_reversed_owes_no_match_no_decision_and_no_review() -> None:
    spec(
        adoption_a2,
        as_at="2024-05-03",
        permanence="""
            child | placement_order_on | matched_on | reversed_on
            amy   | 2024-01-01         | 2024-05-02 |
            ben   | 2024-01-01         |            | 2024-05-01
            cal   | 2024-01-01         |            | 2024-05-02
            dee   |                    | 2024-05-02 |
        """,
        expect="child | due_on | status\namy | 2024-05-01 | late\nben | 2024-05-01 | ended\n"
        "cal | 2024-05-01 | ended_overdue",
    )
    spec(
        should_be_placed_2m,
        as_at="2024-06-01",
        permanence="child | named_at_review_on | adoption_decided_on\namy | 2024-03-29 | 2024-05-30",
        expect="child | due_on | status\namy | 2024-05-29 | late",
    )
    spec(
        adoption_authorised_review,
        as_at="2024-06-01",
        permanence="""
            child | placement_order_on | order_made_on | reversed_on
            amy   | 2024-01-31         |               |
            ben   | 2024-01-31         |               | 2024-04-30
            cal   | 2024-01-31         | 2024-03-01    |
        """,
        permanence_reviews="""
            child | kind                  | held_on
            amy   | placed_for_adoption   | 2024-04-01
            amy   | authorised_not_placed | 2024-05-01
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2024-04-30 | 2024-05-01 | late
            amy   | 2024-11-01 |            | due
            ben   | 2024-04-30 |            | ended
            cal   | 2024-04-30 |            | ended
        """,
    )


def test_the_day_a_child_moved_in_is_that_of_this_adoption_and_of_how_the_adopters_came_to_know_the_child() -> None:
    spec(
        adoption_a1,
        as_at="2025-06-01",
        care_episodes="child | started_on\namy | 2024-01-01\nben | 2024-01-01\ncal | 2024-01-01",
        permanence="""
            child | id | adoption_decided_on | placed_on  | adopted_by_carer | placed_with_carer_on | reversed_on
            amy   | p1 | 2024-09-01          | 2024-10-01 | no               |                      | 2024-12-01
            amy   | p2 | 2025-01-10          |            | no               |                      |
            ben   | p3 | 2024-09-01          | 2025-04-01 | no               | 2024-02-01           |
            cal   | p4 | 2024-09-01          | 2024-10-01 | yes              |                      |
        """,
        expect="""
            subject | due_on     | met_on     | status
            p1      | 2025-03-02 | 2024-10-01 | met
            p2      | 2025-03-02 |            | overdue
            p3      | 2025-03-02 | 2025-04-01 | late
            p4      | 2025-03-02 |            | overdue
        """,
    )
