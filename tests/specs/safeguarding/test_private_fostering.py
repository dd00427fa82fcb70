"""A privately fostered child is visited, and the arrangement decided on."""

from __future__ import annotations

from lineofsight.catalogue.safeguarding.private_fostering import (
    private_fostering_assessment,
    private_fostering_visit_first,
    private_fostering_visits,
)
from tests.support.spec import spec


def test_the_first_visit_is_due_on_the_seventh_working_day() -> None:
    spec(
        private_fostering_visit_first,
        as_at="2024-01-15",
        private_fostering="""
            child | notified_on | ended_on
            amy   | 2024-01-02  |
            ben   | 2024-01-02  |
            cal   | 2024-01-02  |
            dee   | 2024-01-02  | 2024-01-05
        """,
        visits="""
            child | kind              | visited_on | child_seen
            amy   | private_fostering | 2024-01-11 | yes
            ben   | private_fostering | 2024-01-12 | yes
            cal   | private_fostering | 2024-01-10 | no
            cal   | child_in_need     | 2024-01-10 | yes
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2024-01-11 | 2024-01-11 | met
            ben   | 2024-01-11 | 2024-01-12 | late
            cal   | 2024-01-11 |            | overdue
            dee   | 2024-01-11 |            | ended
        """,
    )


def test_visits_are_six_weeks_apart_in_the_first_year_and_twelve_after_it() -> None:
    spec(
        private_fostering_visits,
        as_at="2024-05-01",
        private_fostering="""
            child | notified_on | ended_on
            amy   | 2023-01-03  |
            ben   | 2024-01-02  | 2024-02-01
        """,
        visits="""
            child | kind              | visited_on | child_seen
            amy   | private_fostering | 2023-02-14 | yes
            amy   | private_fostering | 2024-01-02 | yes
            amy   | private_fostering | 2024-01-03 | yes
            amy   | private_fostering | 2024-03-27 | yes
            ben   | private_fostering | 2024-01-10 | no
            ben   | child_in_need     | 2024-01-10 | yes
        """,
        expect="""
            variant               | opened_on  | due_on     | met_on     | status
            ----------------------+------------+------------+------------+-------
            first year            | 2023-01-03 | 2023-02-14 | 2023-02-14 | met
            first year            | 2023-02-14 | 2023-03-28 | 2024-01-02 | late
            first year            | 2024-01-02 | 2024-02-13 | 2024-01-03 | met
            second and later years | 2024-01-03 | 2024-03-27 | 2024-03-27 | met
            second and later years | 2024-03-27 | 2024-06-19 |            | due
            first year            | 2024-01-02 | 2024-02-13 |            | ended
        """,
    )


def test_a_manager_decides_on_the_arrangement_by_the_forty_fifth_working_day() -> None:
    spec(
        private_fostering_assessment,
        as_at="2024-03-07",
        private_fostering="""
            child | notified_on | assessed_on | ended_on
            amy   | 2024-01-02  | 2024-03-05  |
            ben   | 2024-01-02  | 2024-03-06  |
            cal   | 2024-01-02  |             |
            dee   | 2024-01-02  |             | 2024-02-01
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-05 | met
            ben   | 2024-03-05 | late
            cal   | 2024-03-05 | overdue
            dee   | 2024-03-05 | ended
        """,
    )


def test_a_call_by_telephone_or_video_is_no_visit() -> None:
    for item in (private_fostering_visit_first, private_fostering_visits):
        spec(
            item,
            as_at="2024-01-12",
            private_fostering="child | notified_on\namy | 2024-01-02",
            visits="""
                child | kind              | visited_on | child_seen | mode
                amy   | private_fostering | 2024-01-08 | yes        | virtual
                amy   | private_fostering | 2024-01-09 | yes        | telephone
                amy   | private_fostering | 2024-01-10 | yes        | doorstep
                amy   | private_fostering | 2024-01-11 | yes        | message
            """,
            expect="child | opened_on | met_on\namy | 2024-01-02 |",
        )
