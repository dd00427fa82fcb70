"""Visits to children in care."""

from __future__ import annotations

import pytest

from lineofsight.catalogue.in_care.visits import (
    cla_visit_first,
    cla_visit_order_at_home,
    cla_visit_recurring,
    cla_visit_until_first_review,
)
from tests.support.spec import spec


def seen(*days: str, child: str = "amy") -> str:
    """Visits in care with the child seen, as a table."""
    rows = "\n".join(f"{child} | child_in_care | {day} | yes" for day in days)
    return f"child | kind | visited_on | child_seen\n{rows}"


def test_the_first_visit_is_within_a_week_of_each_placement() -> None:
    spec(
        cla_visit_first,
        as_at="2024-03-20",
        placements="""
            child | id | started_on | ended_on
            amy   | p1 | 2024-03-01 | 2024-03-10
            amy   | p2 | 2024-03-10 |
            ben   | p3 | 2024-03-13 |
            cal   | p4 | 2024-03-12 |
            dee   | p5 | 2024-03-01 | 2024-03-05
        """,
        visits=seen("2024-03-08"),
        expect="""
            child | subject | due_on     | met_on     | status
            amy   | p1      | 2024-03-08 | 2024-03-08 | met
            amy   | p2      | 2024-03-17 |            | overdue
            ben   | p3      | 2024-03-20 |            | due
            cal   | p4      | 2024-03-19 |            | overdue
            dee   | p5      | 2024-03-08 |            | ended
        """,
    )


def test_regulation_28_is_set_aside_in_a_series_of_short_breaks() -> None:
    for standard in (cla_visit_first, cla_visit_recurring):
        spec(
            standard,
            as_at="2024-06-20",
            legal_statuses="child | started_on | status\namy | 2024-01-01 | V4",
            placements="child | started_on\namy | 2024-03-01",
            visits=seen("2024-03-02"),
            expect="child | status",
        )


def test_a_visit_without_the_child_seen_or_on_a_screen_or_of_another_kind_does_not_count() -> None:
    spec(
        cla_visit_first,
        as_at="2024-03-10",
        placements="""
            child | started_on
            amy   | 2024-03-01
            ben   | 2024-03-01
            cal   | 2024-03-01
            dee   | 2024-03-01
            eve   | 2024-03-01
            fay   | 2024-03-01
        """,
        visits="""
            child | kind                | visited_on | child_seen | mode      | child_seen_alone
            amy   | child_in_care       | 2024-03-04 | no         | in_person |
            ben   | child_in_care       | 2024-03-04 | yes        | virtual   |
            cal   | child_in_need       | 2024-03-04 | yes        | in_person |
            dee   | child_in_care       | 2024-03-04 | yes        |           | no
            eve   | placed_for_adoption | 2024-03-04 | yes        | in_person |
            fay   | custody             | 2024-03-04 | yes        | in_person |
        """,
        expect="""
            child | status
            amy   | overdue
            ben   | overdue
            cal   | overdue
            dee   | met
            eve   | met
            fay   | met
        """,
    )


def test_each_visit_starts_the_next_six_weeks_and_nothing_recurs_before_the_first() -> None:
    spec(
        cla_visit_recurring,
        as_at="2024-06-01",
        placements="child | started_on\namy | 2024-03-01\nben | 2024-03-01",
        visits=seen("2024-03-05", "2024-04-16", "2024-05-29"),
        expect="""
            child | variant    | opened_on  | due_on     | met_on     | status
            amy   | first year | 2024-03-05 | 2024-04-16 | 2024-04-16 | met
            amy   | first year | 2024-04-16 | 2024-05-28 | 2024-05-29 | late
            amy   | first year | 2024-05-29 | 2024-07-10 |            | due
        """,
    )


@pytest.mark.parametrize(
    ("flag", "variant", "due_on"),
    [
        ("is_long_term_match", "long-term foster home, child agrees", "2024-09-02"),
        ("intended_until_18", "intended to last until 18", "2024-06-02"),
        ("with_sibling", "after the first year", "2024-04-13"),
    ],
)
def test_after_the_first_year_the_interval_follows_what_the_placement_is_for(
    flag: str, variant: str, due_on: str
) -> None:
    spec(
        cla_visit_recurring,
        as_at="2024-04-01",
        placements=f"child | started_on | {flag}\namy | 2023-03-01 | yes",
        visits=seen("2024-02-29", "2024-03-02"),
        expect=f"""
            child | variant    | opened_on  | due_on     | status
            amy   | first year | 2024-02-29 | 2024-04-11 | met
            amy   | {variant}  | 2024-03-02 | {due_on}   | due
        """,
    )


@pytest.mark.parametrize(
    ("placement", "order", "variant", "due_on"),
    [
        ("P1 | yes |", "C2", "immediate placement with parents", "2024-04-16"),
        ("U3 | | yes", "C1", "connected person approved for the time being", "2024-04-02"),
        ("P1 | |", "C1", "interim care order at home", "2024-04-02"),
        ("P1 | |", "C2", "care order at home", "2024-04-16"),
        ("U6 | |", "C1", "first year", "2024-04-16"),
    ],
)
def test_homes_not_fully_assessed_are_visited_more_often(
    placement: str, order: str, variant: str, due_on: str
) -> None:  # fmt: skip
    heading = "child | started_on | type | is_emergency | is_temporary_approval"
    expect = f"child | variant | due_on | status\namy | {variant} | {due_on} | due"
    where = f"{heading}\namy | 2024-03-01 | {placement}"
    day, visits = "2024-04-01", seen("2024-03-05")
    spec(
        cla_visit_recurring, as_at=day, placements=where, visits=visits, expect=expect,
        legal_statuses=f"child | started_on | status\namy | 2024-02-01 | {order}",
    )  # fmt: skip
    spec(
        cla_visit_recurring, as_at=day, placements=where, visits=visits, expect=expect,
        care_episodes=f"child | started_on | legal_status\namy | 2024-03-01 | {order}",
    )  # fmt: skip


def test_the_four_weeks_of_a_connected_person_last_for_sixteen_weeks() -> None:
    spec(
        cla_visit_recurring,
        as_at="2024-06-30",
        placements="""
            child | started_on | type | is_temporary_approval
            amy   | 2024-03-01 | U3   | yes
        """,
        visits=seen("2024-06-20", "2024-06-21"),
        expect="""
            child | variant                                      | due_on     | status
            amy   | connected person approved for the time being | 2024-07-18 | met
            amy   | first year                                   | 2024-08-02 | due
        """,
    )


INTERIM_THEN_CARE_ORDER = """
    child | id | started_on | ended_on   | status
    amy   | s1 | 2024-02-01 | 2024-03-15 | C1
    amy   | s2 | 2024-03-15 | 2024-05-01 | C1
    amy   | s3 | 2024-05-01 |            | C2
"""
AT_HOME = "child | id | started_on | type\namy | p1 | 2024-03-01 | P1"


def test_an_order_made_at_home_asks_for_a_visit_in_a_week_and_then_every_six() -> None:
    visits = seen("2024-03-05", "2024-04-30", "2024-05-09")
    spec(
        cla_visit_order_at_home,
        as_at="2024-06-25",
        legal_statuses=INTERIM_THEN_CARE_ORDER,
        placements=AT_HOME,
        visits=visits,
        expect="""
            child | subject | opened_on  | due_on     | met_on     | status
            amy   | s3      | 2024-05-01 | 2024-05-08 | 2024-05-09 | late
            amy   | s3      | 2024-05-09 | 2024-06-20 |            | overdue
        """,
    )
    spec(
        cla_visit_recurring,
        as_at="2024-06-25",
        legal_statuses=INTERIM_THEN_CARE_ORDER,
        placements=AT_HOME,
        visits=visits,
        expect="""
            child | opened_on  | due_on     | closed_on  | status
            amy   | 2024-03-05 | 2024-04-02 | 2024-05-01 | late
            amy   | 2024-04-30 | 2024-05-28 | 2024-05-01 | ended
        """,
    )


def test_a_visit_in_the_week_meets_the_order_and_the_end_of_the_order_ends_what_is_left() -> None:
    spec(
        cla_visit_order_at_home,
        as_at="2024-06-25",
        legal_statuses="""
            child | started_on | ended_on   | status
            amy   | 2024-05-01 | 2024-06-01 | C2
        """,
        placements=AT_HOME,
        visits=seen("2024-05-08"),
        expect="""
            child | due_on     | status
            amy   | 2024-05-08 | met
            amy   | 2024-06-19 | ended
        """,
    )


def test_an_order_made_before_the_child_came_home_is_the_placements_own_matter() -> None:
    spec(
        cla_visit_order_at_home,
        as_at="2024-06-25",
        legal_statuses="""
            child | started_on | status
            amy   | 2024-01-01 | C2
            ben   | 2024-03-01 | C2
        """,
        placements=AT_HOME + "\nben | p2 | 2024-01-01 | U6",
        expect="child | status",
    )


def test_weekly_until_the_first_review_in_homes_not_fully_assessed() -> None:
    spec(
        cla_visit_until_first_review,
        as_at="2024-04-30",
        care_episodes="child | started_on\namy | 2024-03-01\nben | 2024-03-01",
        placements="""
            child | id | started_on | type | is_temporary_approval
            amy   | p1 | 2024-03-01 | U3   | yes
            ben   | p2 | 2024-03-01 | U6   |
        """,
        visits=seen("2024-03-04", "2024-03-12", "2024-03-18", "2024-04-20"),
        care_reviews="child | held_on\namy | 2024-03-20",
        expect="""
            child | opened_on  | due_on     | met_on     | closed_on  | status
            amy   | 2024-03-04 | 2024-03-11 | 2024-03-12 | 2024-03-20 | late
            amy   | 2024-03-12 | 2024-03-19 | 2024-03-18 | 2024-03-20 | met
            amy   | 2024-03-18 | 2024-03-25 |            | 2024-03-20 | ended
        """,
    )


def test_a_review_of_an_earlier_time_in_care_is_not_the_first_review_of_this_one() -> None:
    spec(
        cla_visit_until_first_review,
        as_at="2024-03-20",
        care_episodes="""
            child | started_on | ended_on
            amy   | 2023-01-01 | 2023-06-01
            amy   | 2024-03-01 |
        """,
        placements="""
            child | started_on | type | is_emergency
            amy   | 2024-03-01 | P1   | yes
        """,
        visits=seen("2024-03-04"),
        care_reviews="child | held_on\namy | 2023-02-01",
        expect="child | due_on | status\namy | 2024-03-11 | overdue",
    )


def test_the_four_weeks_run_on_where_approval_was_extended_or_its_refusal_is_under_review() -> None:
    spec(
        cla_visit_recurring,
        as_at="2024-09-20",
        placements="""
            child | started_on | type | is_temporary_approval | approval_extended_on | approval_under_independent_review
            amy   | 2024-03-01 | U3   | yes                   | 2024-06-10           |
            ben   | 2024-03-01 | U3   | yes                   | 2024-06-10           | yes
            cal   | 2024-03-01 | U6   | no                    | 2024-06-10           | yes
        """,
        visits="""
            child | kind          | visited_on | child_seen
            amy   | child_in_care | 2024-08-15 | yes
            amy   | child_in_care | 2024-08-16 | yes
            ben   | child_in_care | 2024-08-16 | yes
            cal   | child_in_care | 2024-08-16 | yes
        """,
        expect="""
            child | variant                                              | opened_on  | due_on     | status
            amy   | connected person whose approval was extended         | 2024-08-15 | 2024-09-12 | met
            amy   | first year                                           | 2024-08-16 | 2024-09-27 | due
            ben   | connected person whose refusal is under independent review | 2024-08-16 | 2024-09-13 | overdue
            cal   | first year                                           | 2024-08-16 | 2024-09-27 | due
        """,
    )


def test_a_visit_before_the_move_or_to_another_child_does_not_count_and_one_on_its_day_does() -> None:
    spec(
        cla_visit_first,
        as_at="2024-03-09",
        placements="child | started_on\namy | 2024-03-01\nben | 2024-03-01\ncal |",
        visits=seen("2024-02-29") + "\nben | child_in_care | 2024-03-01 | yes",
        expect="child | met_on | status\namy | | overdue\nben | 2024-03-01 | met",
    )


def test_regulation_28_is_set_aside_where_only_the_episode_says_short_breaks() -> None:
    for standard in (cla_visit_first, cla_visit_recurring):
        spec(
            standard,
            as_at="2024-06-20",
            care_episodes="child | started_on | legal_status\namy | 2024-03-01 | V3",
            placements="child | started_on\namy | 2024-03-01",
            visits=seen("2024-03-02"),
            expect="child | status",
        )


def test_an_interval_ends_with_the_placement_and_another_placement_has_its_own() -> None:
    spec(
        cla_visit_recurring,
        as_at="2024-06-20",
        placements="""
            child | id | started_on | ended_on
            amy   | p1 | 2024-03-01 | 2024-04-01
            amy   | p2 | 2024-04-01 |
        """,
        visits=seen("2024-03-05", "2024-04-04"),
        expect="""
            child | subject | opened_on  | due_on     | closed_on  | status
            amy   | p1      | 2024-03-05 | 2024-04-16 | 2024-04-01 | ended
            amy   | p2      | 2024-04-04 | 2024-05-16 |            | overdue
        """,
    )


def test_the_weekly_visits_of_each_kind_of_home_end_at_the_first_review_that_was_held() -> None:
    spec(
        cla_visit_until_first_review,
        as_at="2024-03-18",
        care_episodes="""
            child | started_on | legal_status
            amy   | 2024-03-01 | C1
            ben   | 2024-03-01 | C2
            cal   | 2024-03-01 | V2
        """,
        placements="""
            child | started_on | type | is_emergency
            amy   | 2024-03-01 | P1   |
            ben   | 2024-03-01 | P1   |
            cal   | 2024-03-01 | P1   | yes
        """,
        visits=seen("2024-03-04") + "\nben | child_in_care | 2024-03-04 | yes\ncal | child_in_care | 2024-03-11 | yes",
        care_reviews="child | held_on | was_cancelled\namy | 2024-03-08 | yes",
        expect="child | due_on | status\namy | 2024-03-11 | overdue\ncal | 2024-03-18 | due",
    )


def test_an_interval_is_not_met_by_a_visit_of_another_kind_or_without_the_child() -> None:
    rows = """
        child | kind          | visited_on | child_seen | mode
        amy   | child_in_care | 2024-03-05 | yes        |
        amy   | child_in_need | 2024-03-11 | yes        | in_person
        amy   | child_in_care | 2024-03-11 | no         | in_person
        amy   | child_in_care | 2024-03-11 | yes        | virtual
    """
    given = {"legal_statuses": "child | started_on | status\namy | 2024-03-05 | C2", "visits": rows,
             "placements": "child | started_on | type | is_emergency\namy | 2024-03-01 | P1 | yes",
             "care_episodes": "child | started_on\namy | 2024-03-01"}  # fmt: skip
    for standard in (cla_visit_recurring, cla_visit_until_first_review):
        spec(standard, as_at="2024-05-30", expect="child | opened_on | status\namy | 2024-03-05 | overdue", **given)
    spec(
        cla_visit_order_at_home, as_at="2024-05-30",
        expect="child | opened_on | status\namy | 2024-03-05 | met\namy | 2024-03-05 | overdue", **given,
    )  # fmt: skip
