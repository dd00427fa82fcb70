"""A finished assessment rests on the child's voice, the family's history and, where there is neglect, a measure."""

from __future__ import annotations

from lineofsight.catalogue.assessment.what_it_holds import (
    family_history_chronology,
    neglect_tool,
    neglect_tool_for_plan,
    wishes_and_feelings,
)
from tests.support.spec import spec


def test_the_childs_voice_is_recorded_while_the_assessment_runs() -> None:
    spec(
        wishes_and_feelings,
        as_at="2024-03-01",
        assessments="""
            child | kind      | started_on | authorised_on | child_unborn
            amy   |           | 2024-01-02 | 2024-02-20    |
            ben   |           | 2024-01-02 | 2024-02-20    |
            cal   |           | 2024-01-02 | 2024-02-20    |
            dee   |           | 2024-01-02 | 2024-02-20    | yes
            eve   |           | 2024-01-02 | 2024-02-20    |
            fay   |           | 2024-01-02 |               |
            gil   | parenting | 2024-01-02 | 2024-02-20    |
        """,
        voices="""
            child | who    | said_on
            amy   | child  | 2023-12-19
            ben   | child  | 2023-12-18
            cal   | parent | 2024-02-01
            eve   | child  | 2024-02-21
        """,
        expect="""
            child | due_on     | met_on     | status
            ------+------------+------------+--------
            amy   | 2024-02-20 | 2023-12-19 | met
            ben   | 2024-02-20 |            | overdue
            cal   | 2024-02-20 |            | overdue
            eve   | 2024-02-20 | 2024-02-21 | late
        """,
    )


def test_the_history_is_brought_up_to_date_before_the_assessment_ends() -> None:
    spec(
        family_history_chronology,
        as_at="2024-02-22",
        assessments="""
            child | kind      | started_on | authorised_on
            amy   |           | 2024-01-02 | 2024-02-20
            ben   |           | 2024-01-02 | 2024-02-20
            cal   |           | 2024-01-02 |
            dee   |           | 2024-01-02 | 2024-02-20
            eve   |           | 2024-01-02 | 2024-02-20
            fay   | parenting | 2024-01-02 | 2024-02-20
        """,
        chronology="""
            child | updated_on
            amy   | 2023-12-19
            ben   | 2023-12-18
            dee   | 2024-02-20
            eve   | 2024-02-21
        """,
        expect="""
            child | status
            amy   | met
            ben   | overdue
            dee   | met
            eve   | late
        """,
    )


def test_a_neglect_tool_is_scored_where_neglect_is_found() -> None:
    spec(
        neglect_tool,
        as_at="2024-02-21",
        assessments="""
            child | started_on | authorised_on | neglect_is_a_factor | neglect_tool_used
            amy   | 2024-01-02 | 2024-02-20    | yes                 | yes
            ben   | 2024-01-02 | 2024-02-20    | yes                 |
            cal   | 2024-01-02 | 2024-02-20    |                     | no
            dee   | 2024-01-02 | 2024-02-20    | no                  |
            eve   | 2024-01-02 | 2024-02-20    |                     |
            fay   | 2024-01-02 | 2024-02-20    | yes                 | yes
            fay   | 2024-01-02 | 2024-02-20    | yes                 | no
        """,
        expect="""
            child | opened_on  | status
            amy   | 2024-02-20 | met
            ben   | 2024-02-20 | overdue
            cal   | 2024-02-20 | overdue
            fay   | 2024-02-20 | met
            fay   | 2024-02-20 | overdue
        """,
    )


def test_a_plan_for_neglect_begins_with_a_score() -> None:
    spec(
        neglect_tool_for_plan,
        as_at="2024-03-01",
        child_protection_plans="""
            child | started_on | initial_category
            amy   | 2024-02-20 | NEG
            ben   | 2024-02-20 | NEG
            cal   | 2024-02-20 | EMO
            dee   | 2024-02-20 | NEG
            eve   | 2024-02-20 | NEG
            fay   | 2024-02-20 | NEG
        """,
        assessments="""
            child | started_on | authorised_on | neglect_tool_used
            amy   | 2023-11-02 | 2023-12-19    | yes
            ben   | 2024-01-02 | 2024-02-01    | no
            dee   | 2023-11-02 | 2023-12-18    | yes
            eve   | 2024-01-02 | 2024-02-20    | yes
            fay   | 2024-01-02 | 2024-02-21    | yes
        """,
        expect="""
            child | met_on     | status
            amy   | 2023-12-19 | met
            ben   |            | overdue
            dee   |            | overdue
            eve   | 2024-02-20 | met
            fay   | 2024-02-21 | late
        """,
    )
