"""Foster carers, the authority's own homes, and enough of both."""

from __future__ import annotations

from lineofsight.catalogue.placements.providers import (
    foster_annual_review,
    foster_unannounced,
    reg44_visit,
    sufficiency_statement,
)
from tests.support.spec import spec


def test_a_foster_home_is_reviewed_every_twelve_months_from_approval() -> None:
    spec(
        foster_annual_review,
        as_at="2024-06-01",
        carers="""
            id | approved_on | ended_on   | kind
            f1 | 2023-01-10  |            | mainstream
            f2 | 2023-01-10  | 2023-06-01 |
            f3 | 2023-01-10  |            | supported_lodgings
            f4 |             |            | mainstream
            f5 | 2023-01-10  |            | connected
        """,
        carer_reviews="""
            carer | kind              | held_on
            f5    | annual_review     | 2023-05-31
            f1    | annual_review     | 2024-01-11
            f1    | unannounced_visit | 2023-05-01
        """,
        expect="""
            carer | due_on     | met_on     | status
            f1    | 2024-01-10 | 2024-01-11 | late
            f1    | 2025-01-11 |            | due
            f2    | 2024-01-10 |            | ended
            f5    | 2024-01-10 | 2023-05-31 | met
            f5    | 2024-05-31 |            | overdue
        """,
    )


def test_a_visit_without_notice_is_owed_once_in_each_calendar_year() -> None:
    spec(
        foster_unannounced,
        as_at="2024-06-01",
        carers="id | approved_on | kind\nf1 | 2022-10-10 | connected",
        carer_reviews="""
            carer | kind              | held_on
            f1    | unannounced_visit | 2022-12-31
            f1    | annual_review     | 2023-05-01
        """,
        expect="""
            carer | opened_on  | due_on     | status
            f1    | 2022-10-10 | 2022-12-31 | met
            f1    | 2023-01-01 | 2023-12-31 | overdue
            f1    | 2024-01-01 | 2024-12-31 | due
        """,
    )


def test_each_home_is_visited_in_each_month_until_it_closes() -> None:
    spec(
        reg44_visit,
        as_at="2024-04-10",
        homes="id | opened_on | closed_on\nh1 | 2024-01-15 | 2024-04-02",
        home_visits="home | visited_on\nh1 | 2024-01-31\nh1 | 2024-03-02",
        expect="""
            home | due_on     | met_on     | status
            h1   | 2024-01-31 | 2024-01-31 | met
            h1   | 2024-02-29 |            | ended_overdue
            h1   | 2024-03-31 | 2024-03-02 | met
            h1   | 2024-04-30 |            | ended
        """,
    )


def test_the_plan_for_enough_homes_is_published_once_a_year() -> None:
    spec(
        sufficiency_statement,
        as_at="2024-03-01",
        service_periods="""
            service_id | kind       | started_on
            all        | operating  | 2022-01-01
            all        | inspection | 2023-01-01
        """,
        service_events="""
            service_id | kind                  | occurred_on
            all        | sufficiency_statement | 2022-12-31
        """,
        expect="""
            due_on     | status
            2022-12-31 | met
            2023-12-31 | overdue
            2024-12-31 | due
        """,
    )


def test_who_is_not_a_foster_carer_yet_or_at_all_is_neither_reviewed_nor_visited_unannounced() -> None:
    for standard in (foster_annual_review, foster_unannounced):
        spec(
            standard,
            as_at="2024-06-01",
            carers="""
                id | approved_on | kind
                f1 | 2023-01-10  | connected_temporary
                f2 | 2023-01-10  | supported_lodgings
            """,
            expect="carer | status",
        )


def test_a_foster_home_is_overdue_the_day_after_the_year_and_29_february_has_its_anniversary_on_the_28th() -> None:
    for day, status in (("2025-02-28", "due"), ("2025-03-01", "overdue")):
        spec(
            foster_annual_review, as_at=day, carers="id | approved_on | kind\nf1 | 2024-02-29 | mainstream",
            expect=f"carer | due_on | status\nf1 | 2025-02-28 | {status}",
        )  # fmt: skip


def test_approval_that_ended_owes_no_more_visits() -> None:
    spec(
        foster_unannounced,
        as_at="2024-06-01",
        carers="id | approved_on | ended_on | kind\nf1 | 2023-03-10 | 2023-11-01 | respite",
        expect="carer | due_on | closed_on | status\nf1 | 2023-12-31 | 2023-11-01 | ended",
    )
