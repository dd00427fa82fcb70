"""What is measured of workers and of the service's own sight."""

from __future__ import annotations

import pytest

from lineofsight.catalogue.oversight import indicators as oversight
from lineofsight.catalogue.workforce import indicators as workforce
from lineofsight.core.indicators import Indicator
from tests.support.indicator_spec import asks, counts, is_of_each, is_of_open

AS_AT = "2024-03-31"
WORKERS = """
    id | role             | is_agency | full_time_equivalent | started_on | ended_on   | placeholder | ethnicity
    w1 | social_worker    | no        | 1.0                  | 2022-03-31 |            |             | WBRI
    w2 | social_worker    | yes       | 0.5                  | 2022-04-01 |            |             | AIND
    w3 | newly_qualified  |           | 1.0                  | 2024-03-31 |            |             |
    w4 | social_worker    | no        | 1.0                  | 2020-01-01 | 2024-03-31 |             | WBRI
    w5 | social_worker    | no        |                      | 2020-01-01 |            |             | WBRI
    w6 | team_manager     | no        | 1.0                  | 2020-01-01 |            |             | WBRI
    w7 | social_worker    | no        | 1.0                  | 2020-01-01 |            | duty_desk   |
"""


def test_social_workers_in_post() -> None:
    counts(
        workforce.wf_fte, period=AS_AT, professionals=WORKERS, figure="2.0",
        expect="subject | counted\nw1 | yes\nw3 | yes\nw5 | missing",
    )  # fmt: skip
    counts(
        workforce.wf_stability_2y, period=AS_AT, professionals=WORKERS,
        expect="subject | counted\nw1 | yes\nw3 | no\nw5 | yes",
    )  # fmt: skip
    counts(
        workforce.wf_ethnicity, period=AS_AT, professionals=WORKERS,
        expect="subject | counted\nw1 | yes\nw3 | missing\nw5 | yes",
    )  # fmt: skip


def test_agency_rate_is_of_full_time_equivalents() -> None:
    counts(
        workforce.wf_agency_rate, period=AS_AT, professionals=WORKERS, figure="33.3",
        expect="subject | counted\nw1 | no\nw2 | yes\nw3 | missing\nw5 | missing",
    )  # fmt: skip


def test_vacancies_are_posts_nobody_fills() -> None:
    counts(
        workforce.wf_vacancy_rate, period=AS_AT, figure="25.0",
        posts="""
            id | worker_id | full_time_equivalent | started_on | ended_on
            p1 |           | 0.5                  | 2024-03-31 |
            p2 | w1        | 1.5                  | 2024-01-01 |
            p3 |           |                      | 2024-01-01 |
            p4 |           | 1.0                  | 2024-01-01 | 2024-03-31
        """,
        expect="subject | counted\np1 | yes\np2 | no\np3 | missing",
    )  # fmt: skip


def _held(worker: str, count: int, role: str = "allocated_worker") -> str:
    lines = [f"{worker}-{n} | {worker} | {role} | 2024-01-01 |" for n in range(count)]
    return "\n".join(lines)


def test_caseloads_are_of_those_who_hold_children_now() -> None:
    allocations = "child | worker_id | role | started_on | ended_on\n" + "\n".join(
        [_held("w1", 18), _held("w2", 19), _held("w6", 3), "gone | w3 | allocated_worker | 2024-01-01 | 2024-03-31"]
    )
    counts(
        workforce.wf_caseload_avg, period=AS_AT, professionals=WORKERS, allocations=allocations, figure="24.7",
        expect="subject | amount | weight\nw1 | 18.0 | 1.0\nw2 | 19.0 | 0.5",
    )  # fmt: skip
    counts(
        workforce.wf_caseload_over, period=AS_AT, professionals=WORKERS, allocations=allocations, figure="50.0",
        expect="subject | counted\nw1 | no\nw2 | yes",
    )  # fmt: skip


def test_new_workers_hold_twelve_at_most() -> None:
    people = "id | role | started_on\nn1 | newly_qualified | 2024-01-01\nn2 | newly_qualified | 2024-01-01"
    people += "\nn3 | newly_qualified | 2024-04-01"
    allocations = "child | worker_id | role | started_on | ended_on\n" + "\n".join([_held("n1", 12), _held("n2", 13)])
    counts(
        workforce.wf_asye, period=AS_AT, professionals=people, allocations=allocations,
        expect="subject | counted\nn1 | yes\nn2 | no",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("indicator", "role"),
    [(workforce.wf_iro_caseload, "reviewing_officer"), (workforce.wf_pa_caseload, "personal_adviser")],
)
def test_caseloads_of_others(indicator: Indicator, role: str) -> None:
    counts(
        indicator, period=AS_AT, figure="8.0",
        professionals=f"id | role | full_time_equivalent | started_on\na | {role} | 0.5 | 2020-01-01\n"
                      f"b | {role} | | 2020-01-01\nc | {role} | 1.0 | 2024-04-01",
        allocations="child | worker_id | role | started_on | ended_on\n" + _held("a", 4, role),
        expect="subject | counted | amount\na | yes | 4.0\nb | missing | 0.0",
    )  # fmt: skip


CHILDREN = (
    "child | received_on\namy | 2024-01-01\nben | 2024-01-01\ncal | 2024-01-01\ndee | 2024-01-01\neve | 2024-01-01"
)
HELD = {
    "referrals": CHILDREN,
    "professionals": "id | ended_on | placeholder\nw1 | |\nw2 | 2024-03-30 |\nw3 | | holding_list\nw4 | |",
    "absences": "worker | kind | started_on | ended_on\nw4 | sickness | 2024-03-31 |",
    "allocations": """
        child | worker_id | team_id | role             | started_on
        amy   | w1        | t1      | allocated_worker | 2024-01-01
        ben   | w2        | t1      | allocated_worker | 2024-01-01
        cal   | w3        | t2      |                  | 2024-01-01
        dee   | w4        | t2      | allocated_worker | 2024-01-01
        eve   | w1        | t2      | second_worker    | 2024-01-01
    """,
}


def test_a_name_that_stands_for_nobody_is_no_worker() -> None:
    counts(
        workforce.placeholder_workers, period=AS_AT, figure="3.0",
        expect="child | counted | team\namy | no | t1\nben | yes | t1\ncal | yes | t2\ndee | yes | t2\n"
               "eve | no | not recorded", **HELD,
    )  # fmt: skip
    counts(
        workforce.wf_unallocated, period=AS_AT, figure="4.0",
        expect="child | counted\namy | no\nben | yes\ncal | yes\ndee | yes\neve | yes", **HELD,
    )  # fmt: skip
    counts(
        workforce.placeholder_workers, period="2024-03-30", figure="1.0",
        expect="child | counted\namy | no\nben | no\ncal | yes\ndee | no\neve | no", **HELD,
    )  # fmt: skip


def test_children_at_risk_or_in_care_are_held_by_a_registered_worker() -> None:
    counts(
        workforce.wf_unqualified_cp, period=AS_AT, figure="1.0",
        child_protection_plans="child | started_on | ended_on\namy | 2024-01-01 |\ncal | 2024-01-01 | 2024-03-31",
        care_episodes="child | started_on\nben | 2024-03-31",
        professionals="id | registration_number | started_on\nw1 | SW1 | 2020-01-01\nw2 | | 2020-01-01",
        allocations="child | worker_id | role | started_on\namy | w1 | allocated_worker | 2024-01-01\n"
                    "ben | w2 | allocated_worker | 2024-03-31",
        expect="child | counted\namy | no\nben | yes",
    )  # fmt: skip


def test_open_with_nothing_open_or_nobody_named() -> None:
    counts(
        oversight.open_owed_nothing,
        period=AS_AT,
        referrals=CHILDREN,
        child_in_need_plans="child | started_on | ended_on\namy | 2024-01-01 |\nben | 2024-01-01 | 2024-03-31",
        assessments="child | started_on | authorised_on\ncal | 2024-01-01 | 2024-04-01\neve | 2024-01-01 |",
        section_47_enquiries="child | started_on\ndee | 2024-03-31",
        professionals="id | started_on\nw1 | 2020-01-01",
        allocations="""
            child | worker_id | started_on
            amy   | w1        | 2024-01-01
            ben   | w1        | 2024-01-01
            cal   | w1        | 2024-01-01
            dee   | w1        | 2024-01-01
        """,
        expect="child | counted\namy | no\nben | yes\ncal | no\ndee | no\neve | yes",
        figure="2.0",
    )


def test_a_decision_in_three_months() -> None:
    counts(
        oversight.mgmt_decisions_recorded, period=AS_AT, referrals=CHILDREN,
        decisions="child | decided_on\namy | 2023-12-31\nben | 2023-12-30\ncal | 2024-03-31\ndee | 2024-04-01\neve |",
        expect="child | counted\namy | yes\nben | no\ncal | yes\ndee | no\neve | no",
    )  # fmt: skip
    asks(oversight.retrospective_decisions, "decisions", "decided_on", "is_retrospective", yes="yes", no="no")


def test_days_to_the_record_of_a_visit() -> None:
    counts(
        oversight.recording_lag, period="2024-03", figure="2.5",
        visits="""
            child | visited_on | recorded_on
            amy   | 2024-03-01 | 2024-03-01
            ben   | 2024-03-31 | 2024-04-05
            cal   | 2024-03-31 |
            dee   | 2024-04-01 | 2024-04-01
        """,
        expect="child | counted | amount\namy | yes | 0.0\nben | yes | 5.0\ncal | missing | 0.0",
    )  # fmt: skip


def test_audits() -> None:
    asks(oversight.audits_good, "audits", "moderated_on", "moderated_grade", yes="good outstanding",
         no="requires_improvement inadequate")  # fmt: skip
    counts(
        oversight.audit_moderation_agree, period="2024-03",
        audits="""
            child | moderated_on | grade | moderated_grade
            amy   | 2024-03-01   | good  | good
            ben   | 2024-03-31   | good  | inadequate
            cal   | 2024-03-31   | good  |
            dee   |              | good  | good
        """,
        expect="child | counted\namy | yes\nben | no\ncal | missing",
    )  # fmt: skip
    counts(
        oversight.re_audit_improved, period="2024-03",
        audits="""
            child | id | audited_on | grade                | re_audit_of
            amy   | a1 | 2024-01-01 | inadequate           |
            amy   | a2 | 2024-03-01 | requires_improvement | a1
            ben   | b1 | 2024-01-01 | good                 |
            ben   | b2 | 2024-03-31 | good                 | b1
            cal   | c1 | 2024-01-01 |                      |
            cal   | c2 | 2024-03-31 | good                 | c1
        """,
        expect="subject | counted\na2 | yes\nb2 | no\nc2 | missing",
    )  # fmt: skip
    counts(
        oversight.audits_completed, period="2024-03", figure="80.0",
        service_events="""
            id | kind            | occurred_on | planned | done
            e1 | audit_programme | 2024-03-31  | 10      | 8
            e2 | audit_programme | 2024-03-31  | 10      |
            e3 | inspection      | 2024-03-31  | 10      | 10
            e4 | audit_programme | 2024-04-01  | 10      | 10
        """,
        expect="subject | counted\ne1 | yes\ne2 | missing",
    )  # fmt: skip


def test_a_partner_of_whom_nothing_is_recorded_is_not_said_to_have_been_absent() -> None:
    counts(
        oversight.partner_attendance, period="2024-03",
        partner_invitations="""
            child | agency | meeting_on | attended
            amy   | police | 2024-03-01 | yes
            ben   | police | 2024-03-31 | no
            cal   | police | 2024-03-15 |
            dee   | police | 2024-04-01 | yes
        """,
        expect="child | counted\namy | yes\nben | no\ncal | missing",
    )  # fmt: skip


def test_challenge_complaints_and_incidents() -> None:
    for kind in ("reviewing_officer", "conference_chair"):
        is_of_each(oversight.iro_escalations, "challenges", "raised_on", {"kind": kind})
    is_of_each(oversight.partner_escalations, "challenges", "raised_on", {"kind": "partner_agency"})
    is_of_each(oversight.compliments, "complaints", "received_on", {"kind": "compliment"})
    is_of_each(oversight.serious_incidents_notified, "serious_incidents", "notified_on")
    asks(
        oversight.complaints_upheld, "complaints", "closed_on", "outcome", yes="upheld partly_upheld",
        no="not_upheld withdrawn", also={"kind": "complaint"},
    )  # fmt: skip
    counts(
        oversight.partner_escalations, period="2024-03", challenges="child | raised_on | kind\namy | 2024-03-01 | child",
        expect="child | counted",
    )  # fmt: skip


def test_improvement_actions_still_open_whose_measure_moves() -> None:
    is_of_open_ = "id | started_on | evidenced_on | measure_moving\na | 2024-01-01 | | yes\nb | 2024-03-31 | | no"
    is_of_open_ += "\nc | 2024-01-01 | 2024-03-31 | yes\nd | 2024-01-01 | |\ne | 2024-04-01 | | yes"
    counts(
        oversight.improvement_actions_on_track, period=AS_AT, improvement_actions=is_of_open_,
        expect="subject | counted\na | yes\nb | no\nd | missing",
    )  # fmt: skip


def test_children_open_are_the_same_children_everywhere() -> None:
    is_of_open(workforce.wf_unallocated, "child_in_need_plans", "started_on", "ended_on")
