"""What is measured at the front door."""

from __future__ import annotations

from lineofsight.catalogue.front_door import indicators as front_door
from tests.support.indicator_spec import asks, counts, is_of_each, is_of_open


def test_a_referral_counts_again_when_an_earlier_one_came_in_the_twelve_months_before_it() -> None:
    counts(
        front_door.re_referrals_12m,
        period="2023-24",
        referrals="""
            child | id | received_on
            ------+----+-----------
            amy   | a1 | 2022-06-01
            amy   | a2 | 2023-06-01
            ben   | b1 | 2022-05-31
            ben   | b2 | 2023-06-01
            cal   | c1 | 2023-06-01
            cal   | c2 | 2023-06-01
            dee   | d1 | 2024-04-01
        """,
        expect="""
            subject | counted
            --------+--------
            a2      | yes
            b2      | no
            c1      | no
            c2      | no
        """,
        figure="25.0",
    )


def test_a_contact_without_an_outcome_is_missing_not_no() -> None:
    counts(
        front_door.contact_to_referral,
        period="2024-03",
        contacts="""
            child | received_on | outcome
            amy   | 2024-03-01  | referral
            ben   | 2024-03-31  | advice
            cal   | 2024-03-31  |
            dee   | 2024-04-01  | referral
        """,
        expect="""
            child | counted
            amy   | yes
            ben   | no
            cal   | missing
        """,
        figure="50.0",
    )


def test_a_contact_waits_from_the_second_day_until_it_is_decided() -> None:
    counts(
        front_door.contact_backlog,
        period="2024-03-10",
        contacts="""
            child | received_on | decided_on
            amy   | 2024-03-08  |
            ben   | 2024-03-09  |
            cal   | 2024-03-01  | 2024-03-10
            dee   | 2024-03-01  | 2024-03-11
            eve   | 2024-03-11  |
        """,
        expect="""
            child | counted
            amy   | yes
            ben   | no
            dee   | yes
        """,
        figure="2.0",
    )


def test_children_with_more_than_one_contact_are_each_counted_once() -> None:
    counts(
        front_door.contacts_per_child,
        period="rolling6:2024-06",
        contacts="""
            child | id | received_on
            amy   | a1 | 2024-01-01
            amy   | a2 | 2024-06-30
            ben   | b1 | 2023-12-31
            ben   | b2 | 2024-02-01
        """,
        expect="""
            child | subject | counted
            amy   | a2      | yes
            ben   | b2      | no
        """,
        figure="50.0",
    )


def test_rates_have_no_value_without_a_population_and_use_the_estimate_before_the_period_ends() -> None:
    referral = """
        child | received_on
        amy   | 2024-03-01
    """
    counts(
        front_door.referrals_rate, period="2023-24", referrals=referral, expect="child | counted\namy | yes",
        figure="none",
    )  # fmt: skip
    counts(
        front_door.referrals_rate,
        period="2023-24",
        referrals=referral,
        populations="""
            la_code | as_at      | sex | children
            999     | 2022-06-30 |     | 2000
            999     | 2023-06-30 |     | 4000
            999     | 2024-06-30 |     | 8000
            999     | 2023-06-30 | F   | 1000
        """,
        expect="child | counted\namy | yes",
        figure="2.5",
    )


def test_a_referral_is_decided_by_the_end_of_the_next_working_day_or_not_in_time() -> None:
    counts(
        front_door.referral_decision_1wd,
        period="2024-03",
        referrals="""
            child | received_on | decided_on
            amy   | 2024-03-28  | 2024-04-02
            ben   | 2024-03-28  | 2024-04-03
            cal   | 2024-03-28  |
        """,
        expect="""
            child | counted
            amy   | yes
            ben   | no
            cal   | no
        """,
    )


def test_a_handover_counts_when_the_day_team_took_it_by_the_next_working_day() -> None:
    counts(
        front_door.edt_contacts,
        period="2024-03",
        out_of_hours_events="""
            child | occurred_on | acknowledged_on
            amy   | 2024-03-01  | 2024-03-04
            ben   | 2024-03-01  | 2024-03-05
            cal   | 2024-03-01  |
        """,
        expect="child | counted\namy | yes\nben | no\ncal | no",
    )


def test_contacts_and_referrals_are_counted_on_the_day_they_came() -> None:
    is_of_each(front_door.contacts_rate, "contacts", "received_on")
    is_of_each(front_door.referrals_rate, "referrals", "received_on")
    is_of_each(front_door.referrals_count, "referrals", "received_on")


def test_domestic_abuse_notifications_wait_until_they_are_decided() -> None:
    is_of_open(
        front_door.da_notifications_untriaged, "contacts", "received_on", "decided_on",
        {"kind": "domestic_abuse_notification"},
    )  # fmt: skip
    counts(
        front_door.da_notifications_untriaged,
        period="2024-03-10",
        contacts="child | received_on | kind\namy | 2024-03-01 | police_notification\nben | 2024-03-01 |",
        expect="child | counted",
    )


def test_a_contact_is_decided_by_the_end_of_the_day_after_it_came() -> None:
    counts(
        front_door.contact_decision_24h,
        period="2024-03",
        known="2024-03-31",
        contacts="""
            child | received_on | decided_on
            amy   | 2024-03-01  | 2024-03-02
            ben   | 2024-03-01  | 2024-03-03
            cal   | 2024-03-29  |
            dee   | 2024-03-30  |
        """,
        expect="child | counted\namy | yes\nben | no\ncal | no\ndee | missing",
    )


def test_what_a_referral_ended_with() -> None:
    asks(front_door.referrals_nfa, "referrals", "received_on", "no_further_action", yes="yes", no="no")
    asks(
        front_door.referrals_assessed_not_in_need, "referrals", "closed_on", "close_reason", yes="RC8 RC9",
        no="RC1 RC7", blank="left out",
    )  # fmt: skip


def test_who_refers_is_shared_among_the_referrals_whose_source_is_recorded() -> None:
    counts(
        front_door.referral_source_mix,
        period="2024-03",
        referrals="""
            child | received_on | source_code
            amy   | 2024-03-01  | 1A
            ben   | 2024-03-31  | 6
            cal   | 2024-03-31  |
            dee   | 2024-04-01  | 6
        """,
        expect="child | counted\namy | yes\nben | yes\ncal | missing",
    )


def test_early_help_that_is_followed_by_a_referral_within_six_months() -> None:
    counts(
        front_door.step_up_rate,
        period="2024-03",
        known="2024-09-20",
        early_help_episodes="""
            child | ended_on
            amy   | 2024-03-10
            ben   | 2024-03-10
            cal   | 2024-03-10
            dee   | 2024-03-25
            eve   | 2024-03-25
        """,
        referrals="""
            child | received_on
            amy   | 2024-09-10
            ben   | 2024-09-11
            cal   | 2024-03-09
            eve   | 2024-03-26
        """,
        expect="child | counted\namy | yes\nben | no\ncal | no\ndee | missing\neve | missing",
        figure="33.3",
    )


def test_a_closure_is_stepped_down_when_early_help_begins_within_twenty_working_days() -> None:
    counts(
        front_door.step_down_rate,
        period="2024-03",
        referrals="""
            child | received_on | closed_on
            amy   | 2024-01-01  | 2024-03-01
            ben   | 2024-01-01  | 2024-03-01
            cal   | 2024-01-01  |
        """,
        early_help_episodes="""
            child | started_on
            amy   | 2024-04-02
            ben   | 2024-04-03
        """,
        expect="child | counted\namy | yes\nben | no",
    )
