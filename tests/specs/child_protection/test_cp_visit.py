"""A child on a child protection plan is visited."""

from __future__ import annotations

from lineofsight.catalogue.child_protection.standards import cp_visit
from tests.support.spec import spec


def test_the_first_visit_is_due_on_the_tenth_working_day_and_each_visit_starts_the_next_clock() -> None:
    spec(
        cp_visit,
        as_at="2024-03-01",
        child_protection_plans="""
            child | id | started_on
            ------+----+-----------
            amy   | p1 | 2024-01-02
        """,
        visits="""
            child | kind             | visited_on | child_seen
            ------+------------------+------------+-----------
            amy   | child_protection | 2024-01-16 | yes
            amy   | child_protection | 2024-01-31 | yes
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            ------+------------+------------+------------+--------
            amy   | 2024-01-02 | 2024-01-16 | 2024-01-16 | met
            amy   | 2024-01-16 | 2024-01-30 | 2024-01-31 | late
            amy   | 2024-01-31 | 2024-02-14 |            | overdue
        """,
    )


def test_not_overdue_on_the_due_day_and_overdue_the_day_after() -> None:
    plan = """
        child | started_on
        amy   | 2024-01-02
    """
    for day, status in (("2024-01-16", "due"), ("2024-01-17", "overdue")):
        spec(cp_visit, as_at=day, child_protection_plans=plan, expect=f"child | status\namy | {status}")


def test_bank_holidays_do_not_count() -> None:
    spec(
        cp_visit,
        as_at="2024-04-30",
        child_protection_plans="""
            child | started_on
            amy   | 2024-03-28
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-04-15 | overdue
        """,
    )


def test_a_plan_may_ask_for_more_but_not_for_less() -> None:
    spec(
        cp_visit,
        as_at="2024-01-08",
        child_protection_plans="""
            child | started_on | visit_interval_days
            amy   | 2024-01-02 | 5
            ben   | 2024-01-02 | 20
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-01-09 | due
            ben   | 2024-01-16 | due
        """,
    )


def test_a_visit_without_the_child_seen_or_on_a_screen_does_not_count_and_one_of_unknown_mode_does() -> None:
    spec(
        cp_visit,
        as_at="2024-01-20",
        child_protection_plans="""
            child | started_on
            amy   | 2024-01-02
            ben   | 2024-01-02
            cal   | 2024-01-02
            dee   | 2024-01-02
            eve   | 2024-01-02
        """,
        visits="""
            child | kind             | visited_on | child_seen | mode
            amy   | child_protection | 2024-01-10 | no         | in_person
            ben   | child_protection | 2024-01-10 | yes        | virtual
            cal   | child_protection | 2024-01-10 | yes        |
            dee   | child_protection | 2024-01-10 |            | in_person
            eve   | early_help       | 2024-01-10 | yes        | in_person
        """,
        expect="""
            child | met_on     | status
            amy   |            | overdue
            ben   |            | overdue
            cal   | 2024-01-10 | met
            cal   |            | due
            dee   |            | overdue
            eve   |            | overdue
        """,
    )


def test_a_plan_that_ended_first_owes_no_more() -> None:
    spec(
        cp_visit,
        as_at="2024-03-01",
        child_protection_plans="""
            child | started_on | ended_on
            amy   | 2024-01-02 | 2024-01-10
            ben   | 2024-01-02 | 2024-02-10
        """,
        visits="""
            child | kind             | visited_on | child_seen
            ben   | child_protection | 2024-02-12 | yes
        """,
        expect="""
            child | closed_on  | met_on | status
            amy   | 2024-01-10 |        | ended
            ben   | 2024-02-10 |        | ended_overdue
        """,
    )


def test_two_plans_at_once_each_owe_a_visit_and_one_visit_meets_both() -> None:
    spec(
        cp_visit,
        as_at="2024-01-12",
        child_protection_plans="""
            child | id | started_on | ended_on
            amy   | p1 | 2024-01-02 |
            amy   | p2 | 2024-01-05 |
        """,
        visits="""
            child | kind             | visited_on | child_seen
            amy   | child_protection | 2024-01-10 | yes
        """,
        expect="""
            child | subject | opened_on  | status
            amy   | p1      | 2024-01-02 | met
            amy   | p1      | 2024-01-10 | due
            amy   | p2      | 2024-01-05 | met
            amy   | p2      | 2024-01-10 | due
        """,
    )
