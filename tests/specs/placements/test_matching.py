"""Where a child lives."""

from __future__ import annotations

from lineofsight.catalogue.placements.matching import (
    connected_temp_16w,
    disruption_meeting,
    placed_with_parents_assess,
    placement_distance_approval,
    placement_end_review,
    placement_matching,
    secure_review,
    unregistered_provision,
)
from tests.support.spec import spec


def test_the_match_is_recorded_before_the_placement_or_in_five_working_days_of_an_emergency() -> None:
    spec(
        placement_matching,
        as_at="2024-03-08",
        placements="""
            child | started_on | is_emergency | matching_recorded_on
            amy   | 2024-03-01 |              | 2024-02-20
            ben   | 2024-03-01 |              |
            cal   | 2024-03-01 | yes          |
            dee   | 2024-02-01 | yes          | 2024-02-09
        """,
        expect="""
            child | variant   | due_on     | status
            amy   | planned   | 2024-03-01 | met
            ben   | planned   | 2024-03-01 | overdue
            cal   | emergency | 2024-03-08 | due
            dee   | emergency | 2024-02-08 | late
        """,
    )


def test_the_stays_of_a_series_of_short_breaks_are_one_placement() -> None:
    for standard in (placement_matching, placement_end_review):
        spec(
            standard,
            as_at="2024-06-08",
            care_episodes="""
                child | started_on | ended_on   | legal_status
                amy   | 2024-03-01 | 2024-03-03 | V3
            """,
            placements="child | started_on | ended_on\namy | 2024-03-01 | 2024-03-03",
            expect="child | status",
        )


def test_a_placement_outside_the_authority_is_approved_first_unless_with_relatives() -> None:
    spec(
        placement_distance_approval,
        as_at="2024-03-08",
        placements="""
            child | started_on | type | outside_authority | distance_approved_on
            amy   | 2024-03-01 | K2   | yes               | 2024-03-01
            ben   | 2024-03-01 | U6   | yes               | 2024-03-04
            cal   | 2024-03-01 | U3   | yes               |
            dee   | 2024-03-01 | U6   | no                |
            eve   | 2024-03-01 |      | yes               |
            fay   | 2024-03-01 | U6   |                   |
        """,
        expect="child | status\namy | met\nben | late\neve | overdue",
    )


def test_a_move_inside_care_is_reviewed_first_unless_the_child_was_at_immediate_risk() -> None:
    spec(
        placement_end_review,
        as_at="2024-03-08",
        care_episodes="""
            child | started_on | ended_on
            amy   | 2024-01-01 |
            ben   | 2024-01-01 |
            cal   | 2024-01-01 |
            dee   | 2024-01-01 | 2024-03-01
            eve   | 2024-01-01 |
            fay   | 2024-01-01 |
        """,
        placements="""
            child | started_on | ended_on   | end_reviewed_on | ended_at_immediate_risk | change_reason
            amy   | 2024-01-01 | 2024-03-01 | 2024-02-20      |                         | CARPL
            ben   | 2024-01-01 | 2024-03-01 |                 | no                      | CREQB
            cal   | 2024-01-01 | 2024-03-01 |                 | yes                     | ALLEG
            dee   | 2024-01-01 | 2024-03-01 |                 |                         |
            eve   | 2024-01-01 |            |                 |                         |
            fay   | 2024-01-01 | 2024-03-01 |                 |                         | PLACE
        """,
        expect="""
            child | opened_on  | status
            amy   | 2024-03-01 | met
            ben   | 2024-03-01 | overdue
        """,
    )


def test_a_breakdown_is_talked_through_in_twenty_working_days() -> None:
    for day, status in (("2024-04-02", "due"), ("2024-04-03", "overdue")):
        spec(
            disruption_meeting,
            as_at=day,
            placements="""
                child | started_on | ended_on   | ended_unplanned | disruption_meeting_on
                amy   | 2024-01-01 | 2024-03-01 | yes             | 2024-03-20
                ben   | 2024-01-01 | 2024-03-01 | yes             |
                cal   | 2024-01-01 | 2024-03-01 | no              |
                dee   | 2024-01-01 | 2024-03-01 |                 |
            """,
            expect=f"""
                child | due_on     | status
                amy   | 2024-04-02 | met
                ben   | 2024-04-02 | {status}
            """,
        )


def test_a_child_under_a_care_order_at_home_is_assessed_in_ten_working_days() -> None:
    spec(
        placed_with_parents_assess,
        as_at="2024-03-20",
        legal_statuses="""
            child | started_on | status
            amy   | 2024-01-01 | C2
            ben   | 2024-01-01 | C1
            cal   | 2024-01-01 | V2
        """,
        care_episodes="child | started_on | legal_status\ndee | 2024-03-01 | C2",
        placements="""
            child | started_on | type | assessed_on | ended_on
            amy   | 2024-03-01 | P1   | 2024-02-10  |
            ben   | 2024-03-01 | P1   | 2024-03-18  |
            cal   | 2024-03-01 | P1   |             |
            dee   | 2024-03-01 | P1   |             | 2024-03-12
            amy   | 2023-03-01 | U6   |             | 2024-03-01
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-15 | met
            ben   | 2024-03-15 | late
            dee   | 2024-03-15 | ended
        """,
    )


def test_a_connected_person_is_approved_in_sixteen_weeks_or_twenty_four_once_extended() -> None:
    spec(
        connected_temp_16w,
        as_at="2024-06-22",
        placements="""
            child | started_on | is_temporary_approval | fully_approved_on | approval_extended_on | approval_under_independent_review
            amy   | 2024-03-01 | yes                   | 2024-06-21        |                      |
            ben   | 2024-03-01 | yes                   |                   |                      |
            cal   | 2024-03-01 | yes                   |                   | 2024-06-10           |
            dee   | 2024-03-01 | yes                   |                   |                      | yes
            eve   | 2024-03-01 | no                    |                   |                      |
        """,
        expect="""
            child | variant       | due_on     | status
            amy   | not extended  | 2024-06-21 | met
            ben   | not extended  | 2024-06-21 | overdue
            cal   | extended once | 2024-08-16 | due
        """,
    )


def test_an_unregistered_home_is_looked_at_every_week_until_the_child_leaves() -> None:
    spec(
        unregistered_provision,
        as_at="2024-03-31",
        placements="""
            child | started_on | ended_on   | is_unregistered
            amy   | 2024-03-01 | 2024-03-20 | yes
            ben   | 2024-03-01 |            | no
        """,
        tracker_reviews="""
            child | tracker           | reviewed_on
            amy   | unregistered_home | 2024-03-08
            amy   | secure            | 2024-03-11
            amy   | unregistered_home | 2024-03-16
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            amy   | 2024-03-01 | 2024-03-08 | 2024-03-08 | met
            amy   | 2024-03-08 | 2024-03-15 | 2024-03-16 | late
            amy   | 2024-03-16 | 2024-03-23 |            | ended
        """,
    )


def test_secure_accommodation_is_reviewed_in_a_month_and_then_every_three() -> None:
    spec(
        secure_review,
        as_at="2024-08-01",
        placements="""
            child | started_on | type | is_secure
            amy   | 2024-03-01 | K1   |
            ben   | 2024-03-01 | S1   | yes
            cal   | 2024-03-01 | K2   |
        """,
        tracker_reviews="child | tracker | reviewed_on\namy | secure | 2024-04-01",
        expect="""
            child | due_on     | status
            amy   | 2024-04-01 | met
            amy   | 2024-07-01 | overdue
            ben   | 2024-04-01 | overdue
        """,
    )


def test_a_connected_person_never_approved_is_no_longer_waiting_once_the_child_has_moved() -> None:
    for day, status in (("2024-08-16", "due"), ("2024-08-17", "overdue")):
        spec(
            connected_temp_16w,
            as_at=day,
            placements="""
                child | started_on | ended_on   | is_temporary_approval | approval_extended_on
                amy   | 2024-03-01 |            | yes                   | 2024-06-10
                ben   | 2024-03-01 | 2024-06-01 | yes                   |
            """,
            expect=f"""
                child | variant       | due_on     | status
                amy   | extended once | 2024-08-16 | {status}
                ben   | not extended  | 2024-06-21 | ended
            """,
        )


def test_what_was_never_approved_matched_or_reviewed_lapses_after_a_year() -> None:
    row = "child | started_on | ended_on | outside_authority\namy | 2024-01-01 | 2024-03-01 | yes"
    for standard, lapses_on in ((placement_matching, "2025-01-01"), (placement_distance_approval, "2025-01-01"),
                                (placement_end_review, "2025-03-01")):  # fmt: skip
        spec(
            standard, as_at=lapses_on, placements=row,
            care_episodes="child | started_on\namy | 2024-01-01",
            expect=f"child | closed_on | status\namy | {lapses_on} | ended_overdue",
        )  # fmt: skip


def test_secure_reviews_end_with_the_stay_and_an_open_stay_is_due_on_the_same_day_of_the_month() -> None:
    for day, status in (("2024-02-29", "due"), ("2024-03-01", "overdue")):
        spec(
            secure_review,
            as_at=day,
            placements="""
                child | started_on | ended_on   | type
                amy   | 2024-01-31 |            | K1
                ben   | 2024-01-31 | 2024-02-03 | K1
            """,
            expect=f"child | due_on | status\namy | 2024-02-29 | {status}\nben | 2024-02-29 | ended",
        )


def test_a_child_at_home_is_in_time_on_the_tenth_working_day_and_an_accommodated_child_is_not_asked() -> None:
    for day, status in (("2024-03-15", "due"), ("2024-03-16", "overdue")):
        spec(
            placed_with_parents_assess,
            as_at=day,
            care_episodes="""
                child | started_on | legal_status
                amy   | 2024-03-01 | C1
                ben   | 2024-03-01 | V2
            """,
            placements="child | started_on | type\namy | 2024-03-01 | P1\nben | 2024-03-01 | P1",
            expect=f"child | due_on | status\namy | 2024-03-15 | {status}",
        )


def test_a_review_on_another_list_is_no_review_of_secure_accommodation() -> None:
    spec(
        secure_review, as_at="2024-03-02", placements="child | started_on | type\namy | 2024-02-01 | K1",
        tracker_reviews="child | tracker | reviewed_on\namy | permanence | 2024-02-20",
        expect="child | due_on | met_on | status\namy | 2024-03-01 | | overdue",
    )  # fmt: skip
