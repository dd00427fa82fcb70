"""What is owed to workers, and to children as to who works with them."""

from __future__ import annotations

from lineofsight.catalogue.workforce import standards as catalogue
from tests.support.spec import spec


def test_a_worker_who_holds_children_is_supervised_each_month_and_a_manager_is_not_asked() -> None:
    spec(
        catalogue.supervision_monthly,
        as_at="2024-04-01",
        professionals="""
            id  | role           | started_on | ended_on
            ----+----------------+------------+-----------
            ann | social_worker  | 2024-01-31 |
            bob | team_manager   | 2024-01-31 |
            col | newly_qualified| 2024-01-31 | 2024-02-10
        """,
        supervisions="""
            worker | held_on
            ann    | 2024-02-29
        """,
        expect="""
            worker | opened_on  | due_on     | met_on     | status
            -------+------------+------------+------------+--------
            ann    | 2024-01-31 | 2024-02-29 | 2024-02-29 | met
            ann    | 2024-02-29 | 2024-03-29 |            | overdue
            col    | 2024-01-31 | 2024-02-29 |            | ended
        """,
    )


def test_a_newly_qualified_worker_is_supervised_weekly_then_fortnightly_then_monthly() -> None:
    spec(
        catalogue.asye_supervision,
        as_at="2024-09-10",
        professionals="""
            id  | assessed_year_from | assessed_year_to
            ann | 2024-01-01         | 2024-12-31
            bob |                    |
        """,
        supervisions="""
            worker | held_on
            ann    | 2024-01-08
            ann    | 2024-02-11
            ann    | 2024-02-12
            ann    | 2024-06-30
            ann    | 2024-07-01
        """,
        expect="""
            worker | opened_on  | variant           | due_on     | status
            ann    | 2024-01-01 | weeks 1 to 6      | 2024-01-08 | met
            ann    | 2024-01-08 | weeks 1 to 6      | 2024-01-15 | late
            ann    | 2024-02-11 | weeks 1 to 6      | 2024-02-18 | met
            ann    | 2024-02-12 | week 7 to month 6 | 2024-02-26 | late
            ann    | 2024-06-30 | week 7 to month 6 | 2024-07-14 | met
            ann    | 2024-07-01 | month 7 to 12     | 2024-08-01 | overdue
        """,
    )


def test_an_action_of_supervision_is_done_or_renewed_by_its_date() -> None:
    spec(
        catalogue.supervision_action_followed,
        as_at="2024-02-01",
        supervision_actions="""
            child | id | agreed_on  | due_on     | done_on    | renewed_on
            amy   | a1 | 2024-01-02 | 2024-01-31 | 2024-01-31 |
            amy   | a2 | 2024-01-02 | 2024-01-31 |            | 2024-01-20
            amy   | a3 | 2024-01-02 | 2024-01-31 |            |
            amy   | a4 | 2024-01-02 |            |            |
        """,
        expect="""
            subject | met_on     | status
            a1      | 2024-01-31 | met
            a2      | 2024-01-20 | met
            a3      |            | overdue
            a4      |            | not_known
        """,
    )


def test_registration_is_checked_on_the_first_day_and_within_a_year_of_each_check() -> None:
    spec(
        catalogue.registration_current,
        as_at="2024-02-01",
        professionals="""
            id  | role          | started_on
            ann | social_worker | 2023-01-09
            bob | social_worker | 2023-01-09
            col | student       | 2023-01-09
        """,
        registration_checks="""
            worker | checked_on
            ann    | 2023-01-09
        """,
        expect="""
            worker | opened_on  | due_on     | status
            ann    | 2023-01-09 | 2023-01-09 | met
            ann    | 2023-01-09 | 2024-01-09 | overdue
            bob    | 2023-01-09 | 2023-01-09 | overdue
        """,
    )


def test_a_child_on_a_plan_is_never_without_a_worker_and_a_holding_list_is_nobody() -> None:
    spec(
        catalogue.unallocated_zero,
        as_at="2024-03-01",
        child_protection_plans="""
            child | started_on | ended_on
            ------+------------+-----------
            amy   | 2024-01-10 |
            ben   | 2024-01-10 |
            cal   | 2024-01-10 | 2024-02-01
            dee   | 2024-01-10 |
        """,
        professionals="""
            id  | started_on | placeholder
            ann | 2020-01-01 |
            dut | 2020-01-01 | duty_desk
        """,
        allocations="""
            child | worker | role             | started_on | ended_on
            amy   | ann    | allocated_worker | 2024-01-10 |
            ben   | ann    | allocated_worker | 2024-01-12 | 2024-02-10
            cal   | ann    | reviewing_officer| 2024-01-10 |
            dee   | dut    | allocated_worker | 2024-01-10 |
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | closed_on  | status
            ben   | 2024-01-10 | 2024-01-10 | 2024-01-12 | 2024-01-12 | late
            ben   | 2024-02-11 | 2024-02-11 |            |            | overdue
            cal   | 2024-01-10 | 2024-01-10 |            | 2024-02-01 | ended_overdue
            dee   | 2024-01-10 | 2024-01-10 |            |            | overdue
        """,
    )


def test_the_third_worker_in_a_year_needs_a_reason_and_the_day_after_the_year_does_not() -> None:
    spec(
        catalogue.change_of_worker,
        as_at="2024-12-31",
        allocations="""
            child | id | worker | role             | started_on | change_reason
            amy   | a1 | ann    | allocated_worker | 2023-02-01 |
            amy   | a2 | bob    | allocated_worker | 2023-06-01 |
            amy   | a3 | col    | allocated_worker | 2024-01-31 | left the service
            amy   | a4 | dot    | allocated_worker | 2024-02-01 |
            ben   | b1 | ann    | allocated_worker | 2023-02-01 |
            ben   | b2 | bob    | allocated_worker | 2023-06-01 |
            ben   | b3 | col    | allocated_worker | 2024-02-01 |
        """,
        expect="""
            child | subject | status
            amy   | a3      | met
            amy   | a4      | ended_overdue
        """,
    )


def test_the_workforce_census_is_returned_once_in_each_calendar_year() -> None:
    spec(
        catalogue.workforce_census,
        as_at="2025-02-01",
        service_periods="""
            id | service_id | kind      | started_on
            s  | service    | operating | 2023-06-01
        """,
        service_events="""
            service_id | kind             | occurred_on
            service    | workforce_census | 2023-11-30
        """,
        expect="""
            opened_on  | due_on     | met_on     | closed_on  | status
            2023-06-01 | 2023-12-31 | 2023-11-30 | 2024-12-31 | met
            2024-01-01 | 2024-12-31 |            | 2025-12-31 | overdue
            2025-01-01 | 2025-12-31 |            | 2026-12-31 | due
        """,
    )


def test_a_name_that_stands_for_no_person_is_neither_supervised_nor_registered() -> None:
    for standard in (catalogue.supervision_monthly, catalogue.registration_current):
        spec(
            standard,
            as_at="2024-04-01",
            professionals="""
                id  | role          | started_on | placeholder
                ann | social_worker | 2024-01-31 |
                dut | social_worker | 2024-01-31 | duty_desk
            """,
            expect="worker | status\nann | overdue",
        )


def test_the_same_worker_again_is_no_change_of_worker_and_who_is_not_named_is_somebody_new() -> None:
    spec(
        catalogue.change_of_worker,
        as_at="2024-12-31",
        allocations="""
            child | id | worker | role             | started_on
            amy   | a1 | ann    | allocated_worker | 2024-02-01
            amy   | a2 | ann    | allocated_worker | 2024-05-01
            amy   | a3 | bob    | allocated_worker | 2024-08-01
            amy   | a4 | ann    | allocated_worker | 2024-12-01
            ben   | b1 |        | allocated_worker | 2024-02-01
            ben   | b2 |        | allocated_worker | 2024-05-01
            ben   | b3 |        | allocated_worker | 2024-12-01
            cal   | c1 | ann    | allocated_worker | 2024-02-01
            cal   | c2 | bob    | reviewing_officer| 2024-05-01
            cal   | c3 | col    | allocated_worker | 2024-12-01
        """,
        expect="child | subject | due_on | status\nben | b3 | 2024-12-01 | overdue",
    )


def test_what_is_owed_to_a_worker_ends_with_the_year_or_when_they_leave() -> None:
    spec(
        catalogue.asye_supervision,
        as_at="2024-09-10",
        professionals="""
            id  | assessed_year_from | assessed_year_to | ended_on
            ann | 2024-01-01         | 2024-01-05       |
            bob | 2024-01-01         | 2024-12-31       | 2024-01-04
        """,
        expect="worker | due_on | status\nann | 2024-01-08 | ended\nbob | 2024-01-08 | ended",
    )
    spec(
        catalogue.registration_current,
        as_at="2024-06-01",
        professionals="id | role | started_on | ended_on\nann | social_worker | 2023-03-01 | 2023-12-01",
        registration_checks="worker | checked_on\nann | 2023-03-01",
        expect="worker | due_on | status\nann | 2023-03-01 | met\nann | 2024-03-01 | ended",
    )


def test_a_child_in_care_or_in_an_enquiry_is_never_without_a_worker_either() -> None:
    spec(
        catalogue.unallocated_zero,
        as_at="2024-03-01",
        care_episodes="child | id | started_on\namy | e1 | 2024-01-10",
        section_47_enquiries="child | id | started_on | ended_on\nben | s1 | 2024-01-10 | 2024-01-20",
        child_in_need_plans="child | started_on\ncal | 2024-01-10",
        expect="""
            child | subject | due_on     | closed_on  | status
            amy   | e1      | 2024-01-10 |            | overdue
            ben   | s1      | 2024-01-10 | 2024-01-20 | ended_overdue
        """,
    )


def test_another_return_or_another_period_is_not_the_census() -> None:
    spec(
        catalogue.workforce_census, as_at="2025-01-01",
        service_periods="""
            id | service_id | kind             | started_on | ended_on
            s  | service    | operating        | 2024-01-01 | 2025-03-01
            t  | service    | family_help_live | 2024-01-01 |
        """,
        service_events="service_id | kind | occurred_on\nservice | local_offer | 2024-11-30",
        expect="""
            subject | due_on     | closed_on  | status
            s       | 2024-12-31 | 2025-03-01 | overdue
            s       | 2025-12-31 | 2025-03-01 | due
        """,
    )  # fmt: skip
