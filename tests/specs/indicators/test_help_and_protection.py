"""What is measured of early help, assessments, enquiries, conferences, plans and visits."""

from __future__ import annotations

from lineofsight.catalogue.assessment import indicators as assessment
from lineofsight.catalogue.child_in_need import indicators as in_need
from lineofsight.catalogue.child_protection import indicators as protection
from lineofsight.catalogue.early_help import indicators as early_help
from tests.support.indicator_spec import asks, counts, is_of_each, is_of_open


def test_early_help() -> None:
    is_of_open(early_help.early_help_rate, "early_help_episodes", "started_on", "ended_on")
    asks(early_help.early_help_outcome, "early_help_episodes", "ended_on", "outcomes_met", yes="yes", no="no")
    asks(
        early_help.early_help_by_agency, "early_help_episodes", "assessed_on", "organisation", yes="school nursery", no=""
    )  # fmt: skip


def test_assessments_and_enquiries_are_counted_on_their_day() -> None:
    is_of_each(assessment.assessments_rate, "assessments", "authorised_on")
    is_of_each(assessment.s47_rate, "section_47_enquiries", "started_on")
    is_of_each(assessment.s47_count, "section_47_enquiries", "started_on")


ASSESSED = {
    "referrals": """
        child | received_on
        amy   | 2024-01-02
        ben   | 2024-01-02
        dee   | 2024-01-02
    """,
    "assessments": """
        child | started_on | authorised_on
        amy   | 2024-01-03 | 2024-03-05
        ben   | 2024-01-03 | 2024-03-06
        cal   | 2024-01-03 | 2024-03-06
        dee   | 2024-01-03 |
    """,
}


def test_an_assessment_counts_its_working_days_from_the_referral_open_when_it_began() -> None:
    counts(
        assessment.assessment_45wd, period="2024-03", expect="child | counted\namy | yes\nben | no\ncal | missing",
        figure="50.0", **ASSESSED,
    )  # fmt: skip
    counts(
        assessment.assessment_median_days, period="2024-03", figure="45.5",
        expect="child | counted | amount\namy | yes | 45.0\nben | yes | 46.0\ncal | missing | 0.0", **ASSESSED,
    )  # fmt: skip


def test_sixty_one_working_days_are_too_many() -> None:
    counts(
        assessment.assessment_over_61,
        period="2024-03",
        referrals="child | received_on\namy | 2024-01-02\nben | 2024-01-02",
        assessments="""
            child | started_on | authorised_on
            amy   | 2024-01-03 | 2024-03-27
            ben   | 2024-01-03 | 2024-03-26
            cal   | 2024-01-03 | 2024-03-26
        """,
        expect="child | counted\namy | yes\nben | no\ncal | missing",
    )


def test_an_open_assessment_is_past_its_time_on_the_forty_sixth_working_day() -> None:
    for day, answer in (("2024-03-05", "no"), ("2024-03-06", "yes")):
        counts(
            assessment.assessment_open_over_45, period=day,
            referrals="child | received_on\namy | 2024-01-02",
            assessments="child | started_on\namy | 2024-01-03\nben | 2024-01-03",
            expect=f"child | counted\namy | {answer}\nben | missing",
        )  # fmt: skip


def test_what_an_assessment_or_enquiry_found() -> None:
    asks(assessment.assessment_child_seen, "assessments", "authorised_on", "child_seen", yes="yes", no="no")
    asks(assessment.assessment_nfa, "assessments", "authorised_on", "no_further_action", yes="yes", no="no")
    asks(assessment.s47_seen_alone, "section_47_enquiries", "ended_on", "child_seen_alone", yes="yes", no="no")
    asks(
        assessment.strategy_to_s47, "strategy_discussions", "held_on", "decision",
        yes="section_47_single section_47_joint", no="section_17 no_further_action police_only",
    )  # fmt: skip


def test_an_enquiry_led_to_a_conference_that_names_it() -> None:
    counts(
        assessment.s47_to_icpc,
        period="2024-03",
        section_47_enquiries="""
            child | id | ended_on
            amy   | e1 | 2024-03-01
            ben   | e2 | 2024-03-31
            cal   | e3 |
            dee   | e4 | 2024-03-31
        """,
        conferences="""
            child | enquiry_id | held_on    | is_transfer_in
            amy   | e1         | 2024-03-20 |
            ben   |            | 2024-03-20 |
            dee   | e4         | 2024-03-20 | yes
        """,
        expect="subject | counted\ne1 | yes\ne2 | no\ne4 | no",
    )


def test_police_and_health_must_both_be_there() -> None:
    counts(
        assessment.strategy_attendance_full,
        period="2024-03",
        strategy_discussions="""
            child | held_on    | police_attended | health_attended
            amy   | 2024-03-01 | yes             | yes
            ben   | 2024-03-01 | yes             | no
            cal   | 2024-03-01 | yes             |
            dee   | 2024-03-01 | no              |
            eve   |            | yes             | yes
        """,
        expect="child | counted\namy | yes\nben | no\ncal | missing\ndee | no",
    )


def test_conferences_of_children_who_moved_in_with_a_plan_are_not_initial() -> None:
    is_of_each(protection.icpc_rate, "conferences", "held_on")
    asks(protection.icpc_to_plan, "conferences", "held_on", "plan_agreed", yes="yes", no="no")
    asks(protection.cp_advocacy, "conferences", "held_on", "child_or_advocate_present", yes="yes", no="no")
    counts(
        protection.icpc_rate, period="2024-03",
        conferences="child | held_on | is_transfer_in\namy | 2024-03-01 | yes\nben | 2024-03-01 | no",
        expect="child | counted\nben | yes",
    )  # fmt: skip


def test_a_conference_is_in_time_on_the_fifteenth_working_day_after_its_enquiry_began() -> None:
    counts(
        protection.icpc_15wd,
        period="2024-03",
        section_47_enquiries="child | id | started_on\namy | e1 | 2024-03-01\nben | e2 | 2024-03-01",
        conferences="""
            child | enquiry_id | held_on
            amy   | e1         | 2024-03-22
            ben   | e2         | 2024-03-25
            cal   |            | 2024-03-25
        """,
        expect="child | counted\namy | yes\nben | no\ncal | missing",
    )


def test_plans_are_counted_on_their_days() -> None:
    is_of_open(protection.cpp_rate, "child_protection_plans", "started_on", "ended_on")
    is_of_open(protection.cpp_count, "child_protection_plans", "started_on", "ended_on")
    is_of_each(protection.cpp_started, "child_protection_plans", "started_on")
    is_of_each(protection.cpp_ended, "child_protection_plans", "ended_on")
    is_of_open(
        protection.cpp_category_mix, "child_protection_plans", "started_on", "ended_on", {"latest_category": "NEG"}
    )  # fmt: skip


def test_a_plan_is_a_repeat_at_any_time_and_soon_when_the_last_ended_in_the_year_before() -> None:
    plans = """
        child | id | started_on | ended_on
        amy   | a1 | 2020-01-01 | 2023-03-01
        amy   | a2 | 2024-03-01 |
        ben   | b1 | 2020-01-01 | 2023-02-28
        ben   | b2 | 2024-03-01 |
        cal   | c1 | 2024-03-01 |
        cal   | c2 | 2024-03-01 |
    """
    counts(
        protection.cpp_repeat, period="2024-03", child_protection_plans=plans, figure="50.0",
        expect="subject | counted\na2 | yes\nb2 | yes\nc1 | no\nc2 | no",
    )  # fmt: skip
    counts(
        protection.cpp_repeat_12m, period="2024-03", child_protection_plans=plans, figure="25.0",
        expect="subject | counted\na2 | yes\nb2 | no\nc1 | no\nc2 | no",
    )  # fmt: skip


def test_how_long_plans_lasted() -> None:
    ended = """
        child | started_on | ended_on
        amy   | 2023-12-31 | 2024-03-31
        ben   | 2023-12-30 | 2024-03-31
        cal   | 2022-03-31 | 2024-03-31
        dee   | 2022-04-01 | 2024-03-31
        eve   |            | 2024-03-31
    """
    counts(
        protection.cpp_duration_under3m, period="2024-03", child_protection_plans=ended,
        expect="child | counted\namy | yes\nben | no\ncal | no\ndee | no\neve | missing",
    )  # fmt: skip
    counts(
        protection.cpp_duration_2y, period="2024-03", child_protection_plans=ended,
        expect="child | counted\namy | no\nben | no\ncal | yes\ndee | no\neve | missing",
    )  # fmt: skip
    counts(
        protection.cpp_open_over_15m, period="2024-03-31",
        child_protection_plans="child | started_on\namy | 2022-12-31\nben | 2023-01-01\ncal |",
        expect="child | counted\namy | yes\nben | no",
    )  # fmt: skip


def test_a_plan_ended_with_the_child_in_care_then_or_within_six_months() -> None:
    counts(
        protection.cpp_to_cla,
        period="2024-03",
        known="2024-09-20",
        child_protection_plans="""
            child | started_on | ended_on
            amy   | 2023-01-01 | 2024-03-10
            ben   | 2023-01-01 | 2024-03-10
            cal   | 2023-01-01 | 2024-03-10
            dee   | 2023-01-01 | 2024-03-25
            eve   | 2023-01-01 | 2024-03-25
            fay   | 2023-01-01 | 2024-03-10
        """,
        care_episodes="""
            child | started_on | ended_on
            amy   | 2024-03-01 |
            ben   | 2024-09-10 |
            cal   | 2024-09-11 |
            eve   | 2024-03-01 |
            fay   | 2024-01-01 | 2024-03-10
        """,
        expect="child | counted\namy | yes\nben | yes\ncal | no\ndee | missing\neve | missing\nfay | no",
    )


def test_visits_and_voices() -> None:
    asks(
        protection.cp_seen_alone, "visits", "visited_on", "child_seen_alone", yes="yes", no="no",
        also={"kind": "child_protection", "child_seen": "yes"},
    )  # fmt: skip
    counts(
        protection.cp_seen_alone, period="2024-03",
        visits="child | visited_on | kind | child_seen | child_seen_alone\namy | 2024-03-01 | child_protection | no | no",
        expect="child | counted",
    )  # fmt: skip
    asks(protection.family_understanding, "voices", "said_on", "understands_plan", yes="yes", no="no")


def test_children_in_need_are_each_counted_once_however_they_are_open() -> None:
    is_of_open(in_need.cin_rate, "referrals", "received_on", "closed_on")
    is_of_open(in_need.cin_count, "child_in_need_plans", "started_on", "ended_on")
    counts(
        in_need.cin_count, period="2024-03-31",
        referrals="child | received_on\namy | 2024-01-01",
        child_protection_plans="child | started_on\namy | 2024-02-01",
        expect="child | counted\namy | yes",
    )  # fmt: skip


def test_a_referral_that_ended_at_the_referral_leaves_no_child_open() -> None:
    counts(
        in_need.cin_count, period="2024-03-31",
        referrals="""
            child | received_on | no_further_action
            amy   | 2024-01-01  | yes
            ben   | 2024-01-01  | no
            cal   | 2024-01-01  |
        """,
        expect="child | counted\nben | yes\ncal | yes",
    )  # fmt: skip


def test_a_plan_is_needed_after_twenty_working_days_by_those_not_in_care_nor_on_a_protection_plan() -> None:
    counts(
        in_need.cin_plan_in_place,
        period="2024-03-28",
        referrals="""
            child | received_on
            amy   | 2024-01-01
            ben   | 2024-02-29
            cal   | 2024-03-01
            dee   | 2024-01-01
            eve   | 2024-01-01
        """,
        child_in_need_plans="child | started_on | ended_on\namy | 2024-02-01 |\nben | 2024-03-01 | 2024-03-28",
        child_protection_plans="child | started_on\ndee | 2024-02-01",
        care_episodes="child | started_on\neve | 2024-02-01",
        expect="child | counted\namy | yes\nben | no",
    )


def test_open_for_two_years() -> None:
    counts(
        in_need.cin_over_2_years, period="2024-03-31",
        referrals="child | received_on\namy | 2022-03-31\nben | 2022-04-01\ncal |",
        expect="child | counted\namy | yes\nben | no",
    )  # fmt: skip


OPEN_FOUR = "child | received_on\namy | 2024-01-01\nben | 2024-01-01\ncal | 2024-01-01"


def test_days_since_a_child_was_seen_in_person_by_anyone() -> None:
    counts(
        in_need.days_since_seen,
        period="2024-03-31",
        referrals=OPEN_FOUR,
        visits="""
            child | visited_on | kind         | child_seen | mode
            amy   | 2024-03-01 | other        | yes        | in_person
            amy   | 2024-03-20 | child_in_need | yes       | telephone
            amy   | 2024-04-01 | child_in_need | yes       |
            ben   | 2024-03-31 | early_help   | yes        |
            cal   | 2024-03-30 | child_in_need | no        |
        """,
        expect="child | counted | amount\namy | yes | 30.0\nben | yes | 0.0\ncal | missing | 0.0",
        figure="15.0",
    )


def test_two_failed_visits_since_the_child_was_last_seen_however_long_ago() -> None:
    counts(
        in_need.no_access_unresolved,
        period="2024-03-28",
        referrals=OPEN_FOUR,
        visits="""
            child | visited_on | outcome   | child_seen
            amy   | 2023-06-01 | no_access |
            amy   | 2024-01-02 | no_access |
            amy   | 2024-01-09 | cancelled |
            ben   | 2024-03-27 | no_access |
            cal   | 2024-03-10 | no_access |
            cal   | 2024-03-11 | no_access |
            cal   | 2024-03-12 | completed | yes
            cal   | 2024-03-28 | no_access |
        """,
        expect="child | counted\namy | yes\nben | no\ncal | no",
        figure="1.0",
    )
