"""Emergency powers, accommodation by agreement, and orders no longer needed."""

from __future__ import annotations

from lineofsight.catalogue.court import orders as catalogue
from tests.support.spec import spec


def test_an_emergency_protection_order_lasts_eight_days_or_fifteen_when_extended() -> None:
    spec(
        catalogue.epo_length,
        as_at="2024-01-11",
        emergency_powers="""
            child | kind                       | started_on | ended_on   | extended_on
            amy   | emergency_protection_order | 2024-01-02 | 2024-01-10 |
            ben   | emergency_protection_order | 2024-01-02 |            |
            cal   | emergency_protection_order | 2024-01-02 |            | 2024-01-09
            dee   | police_protection          | 2024-01-02 |            |
        """,
        expect="""
            child | variant                    | due_on     | status
            amy   | not extended               | 2024-01-10 | met
            ben   | not extended               | 2024-01-10 | overdue
            cal   | extended once by the court | 2024-01-17 | due
        """,
    )


def test_police_protection_is_seventy_two_hours_to_the_minute_even_when_the_clocks_change() -> None:
    spec(
        catalogue.police_protection_72h,
        as_at="2024-04-02",
        emergency_powers="""
            child | kind              | started_on | started_at       | ended_on   | ended_at
            amy   | police_protection | 2024-03-30 | 2024-03-30 22:00 | 2024-04-02 | 2024-04-02 23:00
            ben   | police_protection | 2024-03-30 | 2024-03-30 22:00 | 2024-04-02 | 2024-04-02 23:01
            cal   | police_protection | 2024-03-30 |                  |            |
            dee   | police_protection | 2024-03-30 | 2024-03-30 22:00 | 2024-04-02 |
            eve   | police_protection | 2024-03-29 | 2024-03-29 22:00 |            |
        """,
        expect="""
            child | due_at           | basis     | status
            amy   | 2024-04-02 23:00 |           | met
            ben   | 2024-04-02 23:00 |           | late
            cal   | 2024-04-02 23:59 | date only | due
            dee   | 2024-04-02 23:59 | date only | met
            eve   | 2024-04-01 23:00 |           | overdue
        """,
    )


def test_accommodation_by_agreement_is_reviewed_in_twenty_working_days_then_three_then_six_months() -> None:
    spec(
        catalogue.s20_review,
        as_at="2024-08-01",
        legal_statuses="""
            child | status | started_on | ended_on
            amy   | V2     | 2024-01-02 |
            ben   | C2     | 2024-01-02 |
            cal   | V3     | 2024-01-02 |
            dee   | V2     | 2024-01-02 | 2024-01-20
        """,
        care_reviews="""
            child | held_on    | was_cancelled
            amy   | 2024-01-30 |
            amy   | 2024-03-10 | yes
            amy   | 2024-04-30 | no
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            amy   | 2024-01-02 | 2024-01-30 | 2024-01-30 | met
            amy   | 2024-01-30 | 2024-04-30 | 2024-04-30 | met
            amy   | 2024-04-30 | 2024-10-30 |            | due
            dee   | 2024-01-02 | 2024-01-30 |            | ended
        """,
    )


def test_a_review_of_a_child_at_home_on_a_care_order_considers_ending_it() -> None:
    spec(
        catalogue.order_discharge_review,
        as_at="2024-03-01",
        care_reviews="""
            child | held_on    | discharge_considered
            amy   | 2024-02-01 | yes
            ben   | 2024-02-01 | no
            cal   | 2024-02-01 |
            dee   | 2024-02-01 | no
        """,
        placements="""
            child | type | started_on
            amy   | P1   | 2023-02-01
            ben   | P1   | 2023-02-01
            cal   | U1   | 2023-02-01
            dee   | U6   | 2023-02-01
        """,
        legal_statuses="""
            child | status | started_on
            amy   | C2     | 2023-02-01
            ben   | C2     | 2023-02-01
            cal   | C1     | 2023-02-01
            dee   | C2     | 2023-02-01
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-02-01 | met
            ben   | 2024-02-01 | overdue
            cal   | 2024-02-01 | overdue
        """,
    )


def test_guardianship_support_is_reviewed_each_year_with_the_child_seen_until_support_or_childhood_ends() -> None:
    spec(
        catalogue.sgo_support_review,
        as_at="2024-06-01",
        people="""
            id  | born_on
            amy | 2015-01-01
            ben | 2006-03-01
            cal | 2015-01-01
            dee | 2015-01-01
        """,
        permanence="""
            child | order_type           | order_made_on | support_plan_on | support_ended_on
            amy   | special_guardianship | 2022-05-01    | 2022-05-01      |
            ben   | special_guardianship | 2023-02-01    | 2023-02-01      |
            cal   | special_guardianship | 2023-02-01    |                 |
            dee   | special_guardianship | 2023-02-01    | 2023-02-01      | 2023-12-01
        """,
        permanence_reviews="""
            child | kind                         | held_on    | child_seen
            amy   | special_guardianship_support | 2023-05-01 | yes
            amy   | special_guardianship_support | 2024-04-20 | no
        """,
        expect="""
            child | opened_on  | due_on     | closed_on  | status
            amy   | 2022-05-01 | 2023-05-01 | 2033-01-01 | met
            amy   | 2023-05-01 | 2024-05-01 | 2033-01-01 | overdue
            ben   | 2023-02-01 | 2024-02-01 | 2024-03-01 | ended_overdue
            dee   | 2023-02-01 | 2024-02-01 | 2023-12-01 | ended
        """,
    )


def test_a_review_that_was_cancelled_considers_nothing_and_owes_nothing() -> None:
    spec(
        catalogue.order_discharge_review,
        as_at="2024-03-01",
        care_reviews="""
            child | id | held_on    | was_cancelled | discharge_considered
            amy   | r1 | 2024-01-10 | yes           |
            amy   | r2 | 2024-02-01 | no            | yes
            ben   | r3 | 2024-02-01 |               | yes
            ben   | r4 | 2024-02-01 |               |
        """,
        placements="""
            child | type | started_on
            amy   | U2   | 2023-02-01
            ben   | U3   | 2023-02-01
        """,
        legal_statuses="""
            child | status | started_on
            amy   | C2     | 2023-02-01
            ben   | C2     | 2023-02-01
        """,
        expect="subject | status\nr2 | met\nr3 | met\nr4 | overdue",
    )


def test_a_review_held_a_day_late_is_late_and_one_cancelled_meets_nothing() -> None:
    spec(
        catalogue.s20_review,
        as_at="2024-02-02",
        legal_statuses="child | status | started_on\namy | V2 | 2024-01-02\nben | V2 | 2024-01-02",
        care_reviews="""
            child | held_on    | was_cancelled
            amy   | 2024-01-31 |
            ben   | 2024-01-30 | yes
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2024-01-30 | 2024-01-31 | late
            amy   | 2024-04-30 |            | due
            ben   | 2024-01-30 |            | overdue
        """,
    )


def test_police_protection_is_not_an_order_of_the_court() -> None:
    spec(
        catalogue.police_protection_72h,
        as_at="2024-01-11",
        emergency_powers="""
            child | kind                       | started_on | started_at
            amy   | emergency_protection_order | 2024-01-02 | 2024-01-02 10:00
            amy   | police_protection          | 2024-01-02 | 2024-01-02 09:00
        """,
        expect="due_at | status\n2024-01-05 09:00 | overdue",
    )


def test_a_child_with_family_by_agreement_has_no_order_to_end() -> None:
    spec(
        catalogue.order_discharge_review,
        as_at="2024-03-01",
        care_reviews="child | held_on\namy | 2024-02-01\nben | 2024-02-01",
        placements="child | type | started_on\namy | U1 | 2023-02-01\nben | U1 | 2023-02-01",
        legal_statuses="""
            child | status | started_on | ended_on
            amy   | V2     | 2023-02-01 |
            ben   | C2     | 2023-02-01 | 2023-12-31
            ben   | V2     | 2024-01-01 |
        """,
        expect="status",
    )


def test_guardianship_support_is_of_that_order_and_reviewed_as_such() -> None:
    spec(
        catalogue.sgo_support_review,
        as_at="2024-05-02",
        permanence="""
            child | order_type           | order_made_on | support_plan_on
            amy   | special_guardianship | 2023-05-01    | 2023-05-01
            ben   | adoption             | 2023-05-01    | 2023-05-01
        """,
        permanence_reviews="child | kind | held_on | child_seen\namy | adoption_support | 2024-04-01 | yes",
        expect="child | due_on | met_on | status\namy | 2024-05-01 | | overdue",
    )
