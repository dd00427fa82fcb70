"""What is owed in proceedings and to the court."""

from __future__ import annotations

from lineofsight.catalogue.court import proceedings as catalogue
from tests.support.spec import spec


def test_twenty_six_weeks_begin_with_the_day_of_issue_and_the_court_may_extend_them() -> None:
    spec(
        catalogue.care_proceedings_26w,
        as_at="2024-07-02",
        proceedings="""
            child | issued_on  | concluded_on | extended_to
            ------+------------+--------------+------------
            amy   | 2024-01-02 | 2024-07-01   |
            ben   | 2024-01-02 |              |
            cal   | 2024-01-02 |              | 2024-08-26
            dee   | 2024-01-02 | 2024-07-02   |
        """,
        expect="""
            child | due_on     | status
            ------+------------+--------
            amy   | 2024-07-01 | met
            ben   | 2024-07-01 | overdue
            cal   | 2024-08-26 | due
            dee   | 2024-07-01 | late
        """,
    )


def test_the_court_allocates_by_day_two_and_manages_by_day_eighteen() -> None:
    issued = """
        child | issued_on  | gatekept_on | case_management_on | concluded_on
        amy   | 2024-05-01 | 2024-05-03  | 2024-05-28         |
        ben   | 2024-05-01 | 2024-05-07  | 2024-05-30         |
        cal   | 2024-05-01 |             |                    | 2024-05-02
    """
    spec(
        catalogue.plo_allocation,
        as_at="2024-06-03",
        proceedings=issued,
        expect="""
            child | due_on     | status
            amy   | 2024-05-03 | met
            ben   | 2024-05-03 | late
            cal   | 2024-05-03 | ended
        """,
    )
    spec(
        catalogue.plo_cmh,
        as_at="2024-06-03",
        proceedings=issued,
        expect="""
            child | due_on     | status
            amy   | 2024-05-29 | met
            ben   | 2024-05-29 | late
            cal   | 2024-05-29 | ended
        """,
    )


def test_a_statement_is_due_on_the_courts_date_unless_leave_was_given_and_without_a_date_is_not_known() -> None:
    spec(
        catalogue.court_statement_filed,
        as_at="2024-03-02",
        court_directions="""
            child | kind             | directed_on | due_on     | filed_on   | leave_given
            amy   | statement        | 2024-02-01  | 2024-03-01 | 2024-03-01 |
            ben   | care_plan        | 2024-02-01  | 2024-03-01 |            | no
            cal   | statement        | 2024-02-01  | 2024-03-01 |            | yes
            dee   | statement        | 2024-02-01  |            |            |
            eve   | section_7_report | 2024-02-01  | 2024-03-01 |            |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-01 | met
            ben   | 2024-03-01 | overdue
            dee   |            | not_known
        """,
    )


def test_a_section_7_report_is_due_on_the_courts_date() -> None:
    spec(
        catalogue.section7_report,
        as_at="2024-03-02",
        court_directions="""
            child | kind             | directed_on | due_on     | filed_on
            amy   | section_7_report | 2024-02-01  | 2024-03-01 | 2024-03-04
            ben   | section_7_report | 2024-02-01  | 2024-03-02 |
            cal   | section_7_report | 2024-02-01  | 2024-03-01 | 2024-03-01
        """,
        expect="""
            child | status
            amy   | overdue
            ben   | due
            cal   | met
        """,
    )


def test_a_section_37_report_has_eight_weeks_or_the_courts_own_date() -> None:
    spec(
        catalogue.section37_report,
        as_at="2024-03-28",
        court_directions="""
            child | kind              | directed_on | due_on     | filed_on
            amy   | section_37_report | 2024-02-01  |            | 2024-03-28
            ben   | section_37_report | 2024-02-01  | 2024-02-29 |
            cal   | section_37_report | 2024-01-31  |            |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-28 | met
            ben   | 2024-02-29 | overdue
            cal   | 2024-03-27 | overdue
        """,
    )


def test_leave_to_file_late_releases_a_section_7_report_and_a_day_late_is_late() -> None:
    spec(
        catalogue.section7_report,
        as_at="2024-03-05",
        court_directions="""
            child | kind             | directed_on | due_on     | filed_on   | leave_given
            amy   | section_7_report | 2024-02-01  | 2024-03-01 |            | yes
            ben   | section_7_report | 2024-02-01  | 2024-03-01 | 2024-03-02 | no
            cal   | section_7_report | 2024-02-01  |            |            |
        """,
        expect="child | status\nben | late\ncal | not_known",
    )


def test_each_report_to_the_court_is_of_its_own_kind() -> None:
    directions = """
        child | id | kind              | directed_on | due_on
        amy   | d1 | section_7_report  | 2024-02-01  | 2024-03-01
        amy   | d2 | section_37_report | 2024-02-01  | 2024-03-01
        amy   | d3 | statement         | 2024-02-01  | 2024-03-01
        amy   | d4 | adoption_report   | 2024-02-01  | 2024-03-01
    """
    for item, subject in (
        (catalogue.section7_report, "d1"),
        (catalogue.section37_report, "d2"),
        (catalogue.court_statement_filed, "d3"),
    ):
        spec(
            item,
            as_at="2024-03-02",
            court_directions=directions,
            expect=f"subject | due_on | status\n{subject} | 2024-03-01 | overdue",
        )


def test_a_child_still_in_proceedings_years_later_is_still_waiting() -> None:
    spec(
        catalogue.care_proceedings_26w,
        as_at="2026-03-01",
        proceedings="""
            child | issued_on  | concluded_on
            amy   | 2024-01-02 |
            ben   | 2024-01-02 | 2026-02-01
        """,
        expect="""
            child | due_on     | met_on     | closed_on  | status
            amy   | 2024-07-01 |            |            | overdue
            ben   | 2024-07-01 | 2026-02-01 | 2026-02-01 | late
        """,
    )
