"""Children are seen: alone, after doors that did not open, and by a worker new to them."""

from __future__ import annotations

from lineofsight.catalogue.safeguarding.seeing import (
    child_seen_alone,
    first_visit_after_allocation,
    second_no_access,
)
from tests.support.spec import spec


def test_a_child_seen_is_seen_alone_or_the_reason_is_written() -> None:
    spec(
        child_seen_alone,
        as_at="2024-01-10",
        visits="""
            child | kind             | visited_on | child_seen | child_seen_alone | not_alone_reason
            amy   | child_protection | 2024-01-09 | yes        | yes              |
            ben   | section_47       | 2024-01-09 | yes        | no               | asked for her mother
            cal   | child_in_care    | 2024-01-09 | yes        | no               |
            dee   | assessment       | 2024-01-09 | yes        |                  |
            eve   | child_protection | 2024-01-09 | no         |                  |
            fay   | early_help       | 2024-01-09 | yes        | no               |
            gil   | child_protection | 2024-01-10 | yes        | no               |
            hal   | child_protection | 2024-01-09 | yes        | no               |
            hal   | child_protection | 2024-01-09 | yes        | yes              |
        """,
        expect="""
            child | due_on     | status
            ------+------------+--------
            amy   | 2024-01-09 | met
            ben   | 2024-01-09 | met
            cal   | 2024-01-09 | overdue
            dee   | 2024-01-09 | overdue
            gil   | 2024-01-10 | due
            hal   | 2024-01-09 | met
            hal   | 2024-01-09 | overdue
        """,
    )


def test_a_second_failed_visit_running_is_a_managers_to_decide() -> None:
    spec(
        second_no_access,
        as_at="2024-01-20",
        visits="""
            child | id | kind             | visited_on | outcome   | child_seen
            amy   | a1 | child_protection | 2024-01-08 | no_access |
            amy   | a2 | child_protection | 2024-01-10 | cancelled |
            ben   | b1 | child_protection | 2024-01-08 | completed | no
            ben   | b2 | child_in_need    | 2024-01-10 | refused   | no
            cal   | c1 | child_protection | 2024-01-08 | no_access | no
            cal   | c2 | child_protection | 2024-01-09 | completed | yes
            cal   | c3 | child_protection | 2024-01-10 | no_access | no
            dee   | d1 | child_protection | 2024-01-08 | no_access | no
            dee   | d2 | child_protection | 2024-01-10 | no_access | no
        """,
        decisions="""
            child | gateway   | decided_on
            amy   | no_access | 2024-01-11
            dee   | no_access | 2024-01-12
            ben   | closure   | 2024-01-11
        """,
        expect="""
            subject | due_on     | met_on     | status
            --------+------------+------------+--------
            a2      | 2024-01-11 | 2024-01-11 | met
            b2      | 2024-01-11 |            | overdue
            d2      | 2024-01-11 | 2024-01-12 | late
        """,
    )


def test_a_child_seen_meanwhile_by_anybody_answers_the_worry() -> None:
    visits = """
        child | id | kind             | visited_on | outcome   | child_seen | mode
        amy   | a1 | child_protection | 2024-01-08 | no_access | no         |
        amy   | a2 | child_protection | 2024-01-10 | no_access | no         |
        amy   | a3 | health_visitor   | {seen}     | completed | yes        | in_person
    """
    for seen, status in (("2024-01-10", "ended"), ("2024-01-12", "ended_overdue")):
        spec(
            second_no_access,
            as_at="2024-01-20",
            visits=visits.format(seen=seen),
            expect=f"subject | closed_on | status\na2 | {seen} | {status}",
        )


def test_a_new_social_worker_sees_the_child_within_five_working_days() -> None:
    spec(
        first_visit_after_allocation,
        as_at="2024-02-15",
        allocations="""
            child | id | worker | role            | started_on | ended_on
            amy   | a1 | w1     | allocated_worker | 2023-06-01 | 2024-02-01
            amy   | a2 | w2     | allocated_worker | 2024-02-01 |
            ben   | b1 | w1     | allocated_worker | 2023-06-01 | 2024-02-01
            ben   | b2 | w2     | allocated_worker | 2024-02-01 |
            cal   | c1 | w1     | allocated_worker | 2023-06-01 | 2024-02-01
            cal   | c2 | w2     | allocated_worker | 2024-02-01 |
            dee   | d1 | w1     | allocated_worker | 2023-06-01 | 2024-02-01
            dee   | d2 | w2     | allocated_worker | 2024-02-01 | 2024-02-05
            eve   | e1 | w2     | allocated_worker | 2024-02-01 |
        """,
        visits="""
            child | kind             | visited_on | child_seen | mode      | by_allocated_worker
            amy   | child_protection | 2024-02-08 | yes        |           | yes
            ben   | child_protection | 2024-02-09 | yes        |           |
            cal   | child_protection | 2024-02-05 | yes        |           | no
            cal   | child_protection | 2024-02-05 | no         | in_person | yes
            cal   | child_protection | 2024-02-05 | yes        | telephone | yes
            cal   | early_help       | 2024-02-05 | yes        | in_person |
        """,
        expect="""
            subject | due_on     | met_on     | status
            --------+------------+------------+--------
            a2      | 2024-02-08 | 2024-02-08 | met
            b2      | 2024-02-08 | 2024-02-09 | late
            c2      | 2024-02-08 |            | overdue
            d2      | 2024-02-08 |            | ended
        """,
    )


def test_a_worker_taking_up_again_a_child_they_held_is_no_change() -> None:
    spec(
        first_visit_after_allocation,
        as_at="2024-02-15",
        allocations="""
            child | id | worker | role             | started_on
            amy   | a1 | w1     | allocated_worker | 2023-06-01
            amy   | a2 | w1     | allocated_worker | 2024-02-01
            amy   | a3 | w3     | reviewing_officer | 2024-02-01
        """,
        expect="status",
    )


def test_every_kind_of_statutory_visit_asks_whether_the_child_was_alone() -> None:
    spec(
        child_seen_alone,
        as_at="2024-01-10",
        visits="""
            child | kind              | visited_on | child_seen | child_seen_alone
            amy   | section_47        | 2024-01-09 | yes        | no
            ben   | child_in_care     | 2024-01-09 | yes        | yes
            cal   | assessment        | 2024-01-09 | yes        | no
            dee   | private_fostering | 2024-01-09 | yes        | no
            eve   | child_in_need     | 2024-01-09 | yes        | no
        """,
        expect="child | status\namy | overdue\nben | met\ncal | overdue\ndee | overdue",
    )


def test_a_door_that_stayed_shut_counts_however_it_was_written_down() -> None:
    spec(
        second_no_access,
        as_at="2024-01-10",
        visits="""
            child | id | kind          | visited_on | outcome   | child_seen
            amy   | a1 | child_in_need | 2024-01-08 | cancelled |
            amy   | a2 | child_in_need | 2024-01-10 | no_access |
            ben   | b1 | child_in_need | 2024-01-08 | refused   |
            ben   | b2 | child_in_need | 2024-01-10 | refused   |
            cal   | c1 | child_in_need | 2024-01-08 |           | no
            cal   | c2 | child_in_need | 2024-01-10 |           | no
            dee   | d1 | child_in_need | 2024-01-08 |           |
            dee   | d2 | child_in_need | 2024-01-10 | no_access |
            eve   | e1 | early_help    | 2024-01-08 | no_access | no
            eve   | e2 | child_in_need | 2024-01-10 | no_access | no
        """,
        expect="subject | due_on | status\na2 | 2024-01-11 | due\nb2 | 2024-01-11 | due\nc2 | 2024-01-11 | due",
    )
