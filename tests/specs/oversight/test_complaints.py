"""Complaints and people's information."""

from __future__ import annotations

from lineofsight.catalogue.oversight import complaints as catalogue
from tests.support.spec import spec


def test_a_complaint_is_answered_in_ten_working_days_or_twenty_where_agreed_to_be_complex() -> None:
    spec(
        catalogue.complaint_stage1,
        as_at="2024-01-31",
        complaints="""
            id | service_id | kind       | received_on | is_complex | answered_on | closed_on
            ---+------------+------------+-------------+------------+-------------+----------
            c1 | service    | complaint  | 2024-01-02  | no         | 2024-01-16  |
            c2 | service    | complaint  | 2024-01-02  | yes        | 2024-01-31  |
            c3 | service    | complaint  | 2024-01-02  |            |             |
            c4 | service    | complaint  | 2024-01-02  |            |             | 2024-01-05
            c5 | service    | compliment | 2024-01-02  |            |             |
        """,
        expect="""
            subject | variant         | due_on     | status
            c1      | simple          | 2024-01-16 | met
            c2      | complex, agreed | 2024-01-30 | late
            c3      | simple          | 2024-01-16 | overdue
            c4      | simple          | 2024-01-16 | ended
        """,
    )


def test_stage_two_has_twenty_five_working_days_or_sixty_five_when_extended() -> None:
    spec(
        catalogue.complaint_stage2,
        as_at="2024-02-08",
        complaints="""
            id | service_id | kind      | received_on | stage_two_agreed_on | stage_two_extended | stage_two_answered_on
            c1 | service    | complaint | 2023-12-01  | 2024-01-02          |                    | 2024-02-06
            c2 | service    | complaint | 2023-12-01  | 2024-01-02          | yes                |
            c3 | service    | complaint | 2023-12-01  | 2024-01-02          | no                 |
            c4 | service    | complaint | 2023-12-01  |                     |                    |
        """,
        expect="""
            subject | variant  | due_on     | status
            c1      | normal   | 2024-02-06 | met
            c2      | extended | 2024-04-04 | due
            c3      | normal   | 2024-02-06 | overdue
        """,
    )


def test_stage_three_runs_three_clocks_one_after_another_and_stops_with_the_reply() -> None:
    spec(
        catalogue.complaint_stage3,
        as_at="2024-04-01",
        complaints="""
            id | service_id | kind      | stage_three_requested_on | panel_held_on | panel_reported_on | authority_replied_on
            c1 | service    | complaint | 2024-01-02               | 2024-02-13    | 2024-02-20        | 2024-03-13
            c2 | service    | complaint | 2024-01-02               | 2024-02-14    |                   |
        """,
        expect="""
            subject | opened_on  | due_on     | met_on     | status
            c1      | 2024-01-02 | 2024-02-13 | 2024-02-13 | met
            c1      | 2024-02-13 | 2024-02-20 | 2024-02-20 | met
            c1      | 2024-02-20 | 2024-03-12 | 2024-03-13 | late
            c2      | 2024-01-02 | 2024-02-13 | 2024-02-14 | late
            c2      | 2024-02-14 | 2024-02-21 |            | overdue
        """,
    )


def test_a_file_is_given_within_a_month_or_three_and_a_request_for_information_in_twenty_working_days() -> None:
    asked = """
        id | service_id | kind                   | received_on | is_complex | answered_on
        r1 | service    | subject_access         | 2024-01-31  | no         | 2024-02-29
        r2 | service    | subject_access         | 2024-01-31  | yes        |
        r3 | service    | subject_access         | 2024-01-31  |            |
        r4 | service    | freedom_of_information | 2024-01-31  |            | 2024-02-28
        r5 | service    | freedom_of_information | 2024-01-31  |            |
    """
    spec(
        catalogue.sar_1m,
        as_at="2024-03-01",
        information_requests=asked,
        expect="""
            subject | due_on     | status
            r1      | 2024-02-29 | met
            r2      | 2024-04-30 | due
            r3      | 2024-02-29 | overdue
        """,
    )
    spec(
        catalogue.foi_20wd,
        as_at="2024-02-29",
        information_requests=asked,
        expect="""
            subject | due_on     | status
            r4      | 2024-02-28 | met
            r5      | 2024-02-28 | overdue
        """,
    )


def test_a_breach_is_reported_in_seventy_two_hours_unless_nobody_is_at_risk() -> None:
    spec(
        catalogue.data_breach_72h,
        as_at="2024-01-12",
        information_requests="""
            id | service_id | kind        | received_on | received_at      | risk_to_rights | answered_on | answered_at
            r1 | service    | data_breach | 2024-01-08  | 2024-01-08 10:00 | yes            | 2024-01-11  | 2024-01-11 10:00
            r2 | service    | data_breach | 2024-01-08  | 2024-01-08 10:00 | yes            | 2024-01-11  | 2024-01-11 10:01
            r3 | service    | data_breach | 2024-01-08  | 2024-01-08 10:00 | no             |             |
            r4 | service    | data_breach | 2024-01-08  | 2024-01-08 10:00 |                |             |
        """,
        expect="""
            subject | due_at           | status
            r1      | 2024-01-11 10:00 | met
            r2      | 2024-01-11 10:00 | late
            r4      | 2024-01-11 10:00 | overdue
        """,
    )


def test_a_complaint_withdrawn_first_owes_no_later_stage_and_a_compliment_none() -> None:
    rows = """
        id | service_id | kind       | received_on | stage_two_agreed_on | stage_three_requested_on | closed_on
        c1 | service    | complaint  | 2023-12-01  | 2024-01-02          | 2024-01-02               | 2024-01-05
        c2 | service    | compliment | 2023-12-01  | 2024-01-02          | 2024-01-02               |
    """
    for standard, due_on in ((catalogue.complaint_stage2, "2024-02-06"), (catalogue.complaint_stage3, "2024-02-13")):
        spec(
            standard, as_at="2024-05-01", complaints=rows,
            expect=f"subject | due_on | closed_on | status\nc1 | {due_on} | 2024-01-05 | ended",
        )  # fmt: skip


def test_an_extended_stage_two_is_overdue_the_day_after_the_sixty_fifth_working_day() -> None:
    for day, status in (("2024-04-04", "due"), ("2024-04-05", "overdue")):
        spec(
            catalogue.complaint_stage2,
            as_at=day,
            complaints="""
                id | service_id | kind      | received_on | stage_two_agreed_on | stage_two_extended
                c1 | service    | complaint | 2023-12-01  | 2024-01-02          | yes
            """,
            expect=f"subject | due_on | status\nc1 | 2024-04-04 | {status}",
        )
