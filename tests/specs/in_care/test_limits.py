"""Limits on liberty and on short breaks."""

from __future__ import annotations

from lineofsight.catalogue.in_care.limits import dolo_review, secure_72h, short_break_limits
from tests.support.spec import spec


def test_an_order_depriving_of_liberty_is_reviewed_month_by_month_until_it_ends() -> None:
    spec(
        dolo_review,
        as_at="2024-05-10",
        deprivation_of_liberty="""
            child | started_on | ended_on
            amy   | 2024-01-31 | 2024-05-01
        """,
        tracker_reviews="""
            child | tracker       | reviewed_on
            amy   | liberty_order | 2024-02-29
            amy   | permanence    | 2024-03-10
            amy   | liberty_order | 2024-03-30
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            amy   | 2024-01-31 | 2024-02-29 | 2024-02-29 | met
            amy   | 2024-02-29 | 2024-03-29 | 2024-03-30 | late
            amy   | 2024-03-30 | 2024-04-30 |            | ended_overdue
        """,
    )


def test_seventy_two_hours_are_counted_through_a_clock_change_from_the_minute() -> None:
    for day, status in (("2024-04-01", "overdue"), ("2024-03-31", "due")):
        spec(
            secure_72h,
            as_at=day,
            placements="""
                child | started_on | secured_at       | is_secure
                amy   | 2024-03-29 | 2024-03-29 10:00 | yes
            """,
            expect=f"child | due_at | status\namy | 2024-04-01 11:00 | {status}",
        )


def test_a_court_order_or_a_move_within_the_time_meets_or_ends_it() -> None:
    spec(
        secure_72h,
        as_at="2024-06-30",
        placements="""
            child | started_on | secured_at       | is_secure | type | secure_order_on | ended_on
            amy   | 2024-06-03 | 2024-06-03 10:00 | yes       |      | 2024-06-06      |
            ben   | 2024-06-03 | 2024-06-03 10:00 | yes       |      | 2024-06-07      |
            cal   | 2024-06-03 | 2024-06-03 10:00 | yes       |      |                 | 2024-06-05
            dee   | 2024-06-03 |                  |           | K1   | 2024-05-30      |
            eve   | 2024-06-03 |                  |           | K2   |                 |
        """,
        expect="""
            child | status | basis
            amy   | met    | date only
            ben   | late   | date only
            cal   | ended  |
            dee   | met    | date only
        """,
    )


def test_a_stay_of_seventeen_days_is_within_the_limit_and_one_of_eighteen_is_not() -> None:
    spec(
        short_break_limits,
        as_at="2024-06-30",
        short_breaks="""
            child | started_on | longest_stay_from | longest_stay_to | legal_basis
            amy   | 2024-01-01 | 2024-06-01        | 2024-06-18      | section_20
            ben   | 2024-01-01 | 2024-06-01        | 2024-06-19      | section_20
            cal   | 2024-01-01 | 2024-06-01        |                 |
            dee   | 2024-01-01 |                   |                 | section_20
            eve   | 2024-01-01 | 2024-06-01        |                 | section_17
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-06-18 | met
            ben   | 2024-06-18 | late
            cal   | 2024-06-18 | overdue
        """,
    )


def test_an_order_that_ends_before_the_month_is_up_needs_no_review() -> None:
    for day, status in (("2024-03-01", "due"), ("2024-03-02", "overdue")):
        spec(
            dolo_review,
            as_at=day,
            deprivation_of_liberty="""
                child | started_on | ended_on
                amy   | 2024-02-01 |
                ben   | 2024-02-01 | 2024-02-20
            """,
            expect=f"child | due_on | status\namy | 2024-03-01 | {status}\nben | 2024-03-01 | ended",
        )


def test_a_series_that_has_ended_has_no_stay_still_running() -> None:
    spec(
        short_break_limits, as_at="2024-06-30",
        short_breaks="child | started_on | longest_stay_from | ended_on\namy | 2024-01-01 | 2024-06-01 | 2024-06-10",
        expect="child | due_on | closed_on | status\namy | 2024-06-18 | 2024-06-10 | ended",
    )  # fmt: skip
