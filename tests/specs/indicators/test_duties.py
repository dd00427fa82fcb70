"""Indicators that ask whether what a standard owes was done."""

from __future__ import annotations

import pytest

from lineofsight.catalogue.child_protection import indicators as protection
from lineofsight.catalogue.child_protection.reviews import STANDARDS as REVIEWS
from lineofsight.catalogue.child_protection.standards import cp_visit
from lineofsight.catalogue.front_door.contacts import STANDARDS as CONTACTS
from lineofsight.catalogue.indicators import DEFINED
from lineofsight.catalogue.oversight.indicators import recorded_late
from lineofsight.core.indicators import Duties, of_standard
from tests.support.indicator_spec import counts
from tests.support.tables import parse

VISIT = {"cp_visit": cp_visit}
IN_TIME, OVERDUE, LONGEST, OPEN = of_standard(cp_visit)
PLANS = """
    child | id | started_on | ended_on
    amy   | a  | 2024-01-02 |
    ben   | b  | 2024-01-02 |
    cal   | c  | 2024-01-02 |
    dee   | d  | 2024-01-02 | 2024-01-15
    eve   | e  | 2024-01-02 | 2024-01-17
"""
VISITS = """
    child | kind             | visited_on | child_seen | recorded_on
    amy   | child_protection | 2024-01-16 | yes        | 2024-01-16
    ben   | child_protection | 2024-01-17 | yes        | 2024-01-17
"""


def test_due_in_the_month_is_met_by_the_due_day_or_not_and_what_ended_first_is_left_out() -> None:
    counts(
        IN_TIME, period="2024-01", known="2024-01-30", standards=VISIT, child_protection_plans=PLANS, visits=VISITS,
        expect="""
            child | event_on   | counted
            amy   | 2024-01-16 | yes
            ben   | 2024-01-16 | no
            cal   | 2024-01-16 | no
            eve   | 2024-01-16 | no
        """,
        figure="25.0",
    )  # fmt: skip


def test_what_falls_due_on_the_last_day_known_is_not_yet_late() -> None:
    for known, expect in (("2024-01-16", "child | counted"), ("2024-01-17", "child | counted\namy | no")):
        counts(
            IN_TIME, period="2024-01", known=known, standards=VISIT, expect=expect,
            child_protection_plans="child | started_on\namy | 2024-01-02",
        )  # fmt: skip


def test_overdue_begins_the_day_after_the_due_day_and_ends_on_the_day_it_is_met_or_closed() -> None:
    for day, expect in (
        ("2024-01-16", "child | amount"),
        ("2024-01-17", "child | amount\ncal | 1.0"),
        ("2024-01-30", "child | amount\ncal | 14.0"),
    ):
        counts(
            LONGEST, period=day, known="2024-01-30", standards=VISIT, child_protection_plans=PLANS, visits=VISITS,
            expect=expect,
        )  # fmt: skip
    counts(
        OVERDUE, period="2024-01-20", known="2024-01-30", standards=VISIT, child_protection_plans=PLANS, visits=VISITS,
        expect="child | counted\ncal | yes", figure="1.0",
    )  # fmt: skip


def test_open_is_what_is_owed_in_time_or_not() -> None:
    counts(
        OPEN, period="2024-01-16", known="2024-01-30", standards=VISIT, child_protection_plans=PLANS, visits=VISITS,
        expect="child | counted\namy | yes\nben | yes\ncal | yes\neve | yes", figure="4.0",
    )  # fmt: skip


def test_up_to_date_is_what_is_open_and_not_overdue() -> None:
    counts(
        protection.cp_visits_timely, period="2024-01-17", known="2024-01-30", standards=VISIT,
        child_protection_plans=PLANS, visits=VISITS,
        expect="child | counted\namy | yes\nben | yes\ncal | no", figure="66.7",
    )  # fmt: skip


def test_one_review_missed_fails_the_child_for_the_year() -> None:
    counts(
        protection.cpp_reviews_timely, period="2023-24", standards={item.code: item for item in REVIEWS},
        child_protection_plans="child | id | started_on\namy | a | 2023-04-03\nben | b | 2023-04-03\ncal | c | 2024-02-01",
        child_protection_reviews="""
            child | plan_id | held_on
            amy   | a       | 2023-07-03
            amy   | a       | 2023-12-20
            ben   | b       | 2023-07-04
            ben   | b       | 2023-12-20
        """,
        expect="child | counted\namy | yes\nben | no", figure="50.0",
    )  # fmt: skip


def test_met_in_time_and_recorded_after_it_fell_due() -> None:
    counts(
        recorded_late, period="2024-01", known="2024-01-31", standards=VISIT, child_protection_plans=PLANS,
        visits="""
            child | kind             | visited_on | child_seen | recorded_on
            amy   | child_protection | 2024-01-15 | yes        | 2024-01-16
            ben   | child_protection | 2024-01-15 | yes        | 2024-01-17
            cal   | child_protection | 2024-01-15 | yes        |
            eve   | child_protection | 2024-01-17 | yes        | 2024-01-17
        """,
        expect="child | counted\namy | no\nben | yes\ncal | missing", figure="50.0",
    )  # fmt: skip


def test_an_hour_clock_is_overdue_at_the_end_of_the_day_it_ran_out_in() -> None:
    decision = next(item for item in CONTACTS if item.code == "contact_decision")
    _, overdue, _, _ = of_standard(decision)
    rows = "child | received_on | received_at\namy | 2024-03-04 | 2024-03-04 10:00"
    for day, expect in (("2024-03-04", "child | counted"), ("2024-03-05", "child | counted\namy | yes")):
        counts(
            overdue, period=day, known="2024-03-06", standards={decision.code: decision}, contacts=rows, expect=expect
        )  # fmt: skip


# What each asks of which standards, beside the rules of the kinds above.
ASKED = """
    code                               | when       | standards
    strategy_within_standard           | DUE        | strategy_discussion
    icpc_overdue_unheld                | OVERDUE    | icpc_15
    partner_answers                    | DUE        | partner_information
    cpp_reviews_timely                 | EVERY      | cp_review
    cp_visits_timely                   | UP_TO_DATE | cp_visit
    core_group_timely                  | UP_TO_DATE | core_group_first core_group_recurring
    cin_review_timely                  | UP_TO_DATE | cin_plan_review
    cin_visit_timely                   | UP_TO_DATE | cin_visit
    private_fostering_timely           | DUE        | private_fostering_visit_first
    private_fostering_visits_in_time   | DUE        | private_fostering_visits
    court_filed_on_time                | DUE        | court_statement_filed
    cla_visits_timely                  | UP_TO_DATE | cla_visit_first cla_visit_recurring cla_visit_until_first_review cla_visit_order_at_home
    cla_reviews_timely                 | EVERY      | cla_review
    care_plan_10wd_in_time             | DUE        | care_plan_10wd
    placement_plan_5wd_in_time         | DUE        | placement_plan_5wd
    connected_temp_16w_in_time         | DUE        | connected_temp_16w
    placed_with_parents_assess_in_time | DUE        | placed_with_parents_assess
    iha_20wd_pct                       | DUE        | iha_20wd
    cla_pep_current                    | UP_TO_DATE | pep_termly
    cla_pep_10wd                       | DUE        | pep_10wd
    permanence_by_second_review        | DUE        | permanence_plan_second_review
    lifestory_done                     | DUE        | life_story_work
    cl_pathway_current                 | UP_TO_DATE | pathway_review
    cl_pa_by_16_3m                     | DUE        | pa_allocated
    cl_visit_timely                    | UP_TO_DATE | pa_visit_2m
    wf_supervision                     | DUE        | supervision_monthly
    audit_actions_done                 | DUE        | audit_actions_closed
    complaints_stage1                  | DUE        | complaint_stage1
    lado_timely                        | DUE        | lado_resolved
    sar_timely                         | DUE        | sar_1m
    recorded_late                      | MET        |
"""


@pytest.mark.parametrize("row", parse(ASKED), ids=lambda row: row["code"])
def test_which_duties_each_asks_about(row: dict[str, str]) -> None:
    population = DEFINED[row["code"]].population
    assert isinstance(population, Duties)
    assert population.when.name == row["when"]
    assert " ".join(population.standards) == row["standards"]


def test_every_indicator_of_duties_is_in_the_table() -> None:
    asked = {row["code"] for row in parse(ASKED)}
    assert asked == {item.code for item in DEFINED.values() if isinstance(item.population, Duties)}
