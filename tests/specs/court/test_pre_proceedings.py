"""What is owed before an application to the court."""

from __future__ import annotations

from lineofsight.catalogue.court import pre_proceedings as catalogue
from tests.support.spec import spec


def test_a_legal_planning_meeting_is_held_within_five_working_days_unless_withdrawn() -> None:
    spec(
        catalogue.legal_planning_meeting,
        as_at="2024-05-20",
        legal_planning="""
            child | requested_on | held_on    | withdrawn_on
            ------+--------------+------------+-------------
            amy   | 2024-05-02   | 2024-05-10 |
            ben   | 2024-05-02   | 2024-05-13 |
            cal   | 2024-05-02   |            |
            dee   | 2024-05-02   |            | 2024-05-07
        """,
        expect="""
            child | due_on     | status
            ------+------------+--------
            amy   | 2024-05-10 | met
            ben   | 2024-05-10 | late
            cal   | 2024-05-10 | overdue
            dee   | 2024-05-10 | ended
        """,
    )


def test_the_letter_follows_the_decision_within_five_working_days() -> None:
    spec(
        catalogue.letter_before_proceedings,
        as_at="2024-04-09",
        pre_proceedings="""
            child | decided_on | letter_sent_on | stepped_down_or_issued_on
            amy   | 2024-03-28 | 2024-04-08     |
            ben   | 2024-03-28 |                |
            cal   | 2024-03-28 |                | 2024-04-02
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2024-04-08 | 2024-04-08 | met
            ben   | 2024-04-08 |            | overdue
            cal   | 2024-04-08 |            | ended
        """,
    )


def test_the_first_meeting_counts_from_the_letter_and_without_a_letter_no_clock_runs() -> None:
    spec(
        catalogue.pre_proceedings_meeting,
        as_at="2024-02-01",
        pre_proceedings="""
            child | decided_on | letter_sent_on | first_meeting_on
            amy   | 2024-01-02 | 2024-01-08     | 2024-01-22
            ben   | 2024-01-02 |                |
            cal   | 2024-01-02 | 2024-01-08     |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-01-22 | met
            cal   | 2024-01-22 | overdue
        """,
    )


def test_reviews_repeat_six_weeks_from_the_last_and_belong_to_their_own_pre_proceedings() -> None:
    spec(
        catalogue.pre_proceedings_review,
        as_at="2024-04-15",
        pre_proceedings="""
            child | id | decided_on | first_meeting_on | stepped_down_or_issued_on
            amy   | p1 | 2023-12-20 | 2024-01-10       |
            amy   | p2 | 2023-12-20 | 2024-01-10       | 2024-01-31
        """,
        pre_proceedings_reviews="""
            child | pre_proceedings_id | held_on
            amy   | p1                 | 2024-02-21
        """,
        expect="""
            child | subject | opened_on  | due_on     | met_on     | status
            amy   | p1      | 2024-01-10 | 2024-02-21 | 2024-02-21 | met
            amy   | p1      | 2024-02-21 | 2024-04-03 |            | overdue
            amy   | p2      | 2024-01-10 | 2024-02-21 |            | ended
        """,
    )


def test_sixteen_weeks_end_by_step_down_issue_or_a_senior_manager_who_extends() -> None:
    spec(
        catalogue.pre_proceedings_16w,
        as_at="2024-04-23",
        pre_proceedings="""
            child | decided_on | stepped_down_or_issued_on | extension_agreed_on
            amy   | 2024-01-01 | 2024-04-22                |
            ben   | 2024-01-01 |                           | 2024-04-20
            cal   | 2024-01-01 |                           |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-04-22 | met
            ben   | 2024-04-22 | met
            cal   | 2024-04-22 | overdue
        """,
    )


def test_the_tracker_is_reviewed_while_either_pre_proceedings_or_proceedings_run() -> None:
    spec(
        catalogue.legal_tracker_review,
        as_at="2024-02-20",
        pre_proceedings="""
            child | id | decided_on | stepped_down_or_issued_on
            amy   | p1 | 2024-01-01 | 2024-01-20
        """,
        proceedings="""
            child | issued_on
            amy   | 2024-01-21
        """,
        tracker_reviews="""
            child | tracker    | reviewed_on
            amy   | permanence | 2024-01-10
            amy   | legal      | 2024-01-15
            amy   | legal      | 2024-02-01
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            amy   | 2024-01-01 | 2024-01-15 | 2024-01-15 | met
            amy   | 2024-01-15 | 2024-01-29 | 2024-02-01 | late
            amy   | 2024-02-01 | 2024-02-15 |            | overdue
        """,
    )


def test_what_is_owed_to_parents_is_late_the_day_after_and_ends_with_pre_proceedings() -> None:
    rows = """
        child | decided_on | letter_sent_on | first_meeting_on | stepped_down_or_issued_on
        amy   | 2024-01-02 | 2024-01-10     | 2024-01-25       |
        ben   | 2024-01-02 | 2024-01-09     |                  | 2024-01-23
        cal   | 2024-01-02 | 2024-01-09     |                  | 2024-01-24
    """
    spec(
        catalogue.letter_before_proceedings,
        as_at="2024-02-01",
        pre_proceedings=rows,
        expect="child | due_on | status\namy | 2024-01-09 | late\nben | 2024-01-09 | met\ncal | 2024-01-09 | met",
    )
    spec(
        catalogue.pre_proceedings_meeting,
        as_at="2024-02-01",
        pre_proceedings=rows,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2024-01-24 | 2024-01-25 | late
            ben   | 2024-01-23 |            | ended
            cal   | 2024-01-23 |            | ended_overdue
        """,
    )


def test_past_sixteen_weeks_an_end_or_an_extension_is_late_and_is_of_its_own_pre_proceedings() -> None:
    spec(
        catalogue.pre_proceedings_16w,
        as_at="2024-04-24",
        pre_proceedings="""
            child | id | decided_on | stepped_down_or_issued_on | extension_agreed_on
            amy   | p1 | 2024-01-01 | 2024-04-23                |
            ben   | p2 | 2024-01-01 |                           | 2024-04-23
            cal   | p3 | 2024-01-01 | 2024-02-01                |
            cal   | p4 | 2024-01-02 |                           |
            dee   | p5 | 2024-01-03 |                           |
        """,
        expect="""
            subject | due_on     | status
            p1      | 2024-04-22 | late
            p2      | 2024-04-22 | late
            p3      | 2024-04-22 | met
            p4      | 2024-04-23 | overdue
            p5      | 2024-04-24 | due
        """,
    )


def test_a_review_of_one_pre_proceedings_is_not_a_review_of_another() -> None:
    spec(
        catalogue.pre_proceedings_review,
        as_at="2024-02-22",
        pre_proceedings="""
            child | id | decided_on | first_meeting_on
            amy   | p1 | 2023-12-20 | 2024-01-10
            amy   | p2 | 2023-12-20 | 2024-01-10
        """,
        pre_proceedings_reviews="child | pre_proceedings_id | held_on\namy | p1 | 2024-02-22",
        expect="""
            subject | due_on     | met_on     | status
            p1      | 2024-02-21 | 2024-02-22 | late
            p1      | 2024-04-04 |            | due
            p2      | 2024-02-21 |            | overdue
        """,
    )


def test_the_tracker_lets_a_child_go_when_the_last_of_it_ends() -> None:
    spec(
        catalogue.legal_tracker_review,
        as_at="2024-03-01",
        pre_proceedings="child | decided_on | stepped_down_or_issued_on\namy | 2024-01-01 | 2024-01-20",
        proceedings="child | issued_on | concluded_on\nben | 2024-01-01 | 2024-01-10",
        expect="""
            child | due_on     | closed_on  | status
            amy   | 2024-01-15 | 2024-01-20 | ended_overdue
            ben   | 2024-01-15 | 2024-01-10 | ended
        """,
    )


def test_a_child_still_in_pre_proceedings_years_later_is_still_waiting() -> None:
    spec(
        catalogue.pre_proceedings_16w,
        as_at="2026-03-01",
        pre_proceedings="""
            child | decided_on | stepped_down_or_issued_on
            amy   | 2024-01-01 |
            ben   | 2024-01-01 | 2026-02-01
        """,
        expect="child | met_on | closed_on | status\namy | | | overdue\nben | 2026-02-01 | 2026-02-01 | late",
    )
