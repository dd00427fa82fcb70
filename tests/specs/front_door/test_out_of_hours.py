"""The day service takes over from the out-of-hours service."""

from __future__ import annotations

from lineofsight.catalogue.front_door.out_of_hours import edt_handover, edt_placement_review
from tests.support.spec import spec


def test_a_handover_is_accepted_by_somebody_named_on_the_next_working_day() -> None:
    spec(
        edt_handover,
        as_at="2024-01-09",
        out_of_hours_events="""
            child | occurred_on | acknowledged_on | owner_id
            ------+-------------+-----------------+---------
            amy   | 2024-01-05  | 2024-01-08      | w1
            ben   | 2024-01-06  | 2024-01-09      | w1
            cal   | 2024-01-06  | 2024-01-08      |
            dee   | 2024-01-08  |                 |
            eve   | 2024-01-06  | 2024-01-08      | w1
            eve   | 2024-01-06  |                 |
        """,
        expect="""
            child | due_on     | met_on     | status
            ------+------------+------------+--------
            amy   | 2024-01-08 | 2024-01-08 | met
            ben   | 2024-01-08 | 2024-01-09 | late
            cal   | 2024-01-08 |            | overdue
            dee   | 2024-01-09 |            | due
            eve   | 2024-01-08 | 2024-01-08 | met
            eve   | 2024-01-08 |            | overdue
        """,
    )


def test_a_placement_made_out_of_hours_is_reviewed_the_next_working_day_or_ends() -> None:
    spec(
        edt_placement_review,
        as_at="2024-01-10",
        placements="""
            child | started_on | ended_on   | made_out_of_hours | reviewed_by_day_service_on
            ------+------------+------------+-------------------+---------------------------
            amy   | 2024-01-06 |            | yes               | 2024-01-08
            ben   | 2024-01-06 |            | yes               | 2024-01-09
            cal   | 2024-01-06 | 2024-01-08 | yes               |
            dee   | 2024-01-06 |            | yes               |
            eve   | 2024-01-06 |            | no                |
            fay   | 2024-01-06 |            |                   |
        """,
        expect="""
            child | due_on     | status
            ------+------------+--------
            amy   | 2024-01-08 | met
            ben   | 2024-01-08 | late
            cal   | 2024-01-08 | ended
            dee   | 2024-01-08 | overdue
        """,
    )
