"""The core group meets soon after the conference, and then keeps meeting."""

from __future__ import annotations

from lineofsight.catalogue.child_protection.standards import core_group_first, core_group_recurring
from tests.support.spec import spec

PLANS = """
    child | id | started_on | ended_on
    amy   | p1 | 2024-01-02 |
    ben   | p2 | 2024-01-02 |
    cal   | p3 | 2024-01-02 |
    dee   | p4 | 2024-01-02 | 2024-01-10
    amy   | p5 | 2024-01-02 |
    eve   | p6 | 2024-01-02 | 2024-02-01
"""

CORE_GROUPS = """
    child | plan_id | held_on
    amy   | p1      | 2024-01-16
    amy   | p1      | 2024-02-27
    amy   | p1      | 2024-04-10
    ben   | p2      | 2024-01-17
    eve   | p6      | 2024-01-10
"""


def test_the_first_core_group_meets_by_the_tenth_working_day() -> None:
    spec(
        core_group_first,
        as_at="2024-04-20",
        child_protection_plans=PLANS,
        core_groups=CORE_GROUPS,
        expect="""
            subject | due_on     | met_on     | status
            p1      | 2024-01-16 | 2024-01-16 | met
            p2      | 2024-01-16 | 2024-01-17 | late
            p3      | 2024-01-16 |            | overdue
            p4      | 2024-01-16 |            | ended
            p5      | 2024-01-16 |            | overdue
            p6      | 2024-01-16 | 2024-01-10 | met
        """,
    )


def test_later_core_groups_count_from_the_last_and_none_is_owed_before_the_first() -> None:
    spec(
        core_group_recurring,
        as_at="2024-04-20",
        child_protection_plans=PLANS,
        core_groups=CORE_GROUPS,
        expect="""
            subject | opened_on  | due_on     | met_on     | status
            --------+------------+------------+------------+--------
            p1      | 2024-01-16 | 2024-02-27 | 2024-02-27 | met
            p1      | 2024-02-27 | 2024-04-09 | 2024-04-10 | late
            p1      | 2024-04-10 | 2024-05-22 |            | due
            p2      | 2024-01-17 | 2024-02-28 |            | overdue
            p6      | 2024-01-10 | 2024-02-21 |            | ended
        """,
    )
