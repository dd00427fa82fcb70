"""What is measured of children in care, their health and schooling, permanence, and care leavers."""

from __future__ import annotations

import pytest

from lineofsight.catalogue.health_and_education import indicators as health
from lineofsight.catalogue.in_care import indicators as in_care
from lineofsight.catalogue.permanence import indicators as permanence
from lineofsight.core.indicators import Indicator
from tests.support.indicator_spec import asks, counts, is_of_each, is_of_open

AS_AT = "2024-03-31"


def test_children_in_care_at_a_date_are_not_those_in_short_breaks() -> None:
    is_of_open(in_care.cla_rate, "care_episodes", "started_on", "ended_on")
    is_of_open(in_care.cla_count, "care_episodes", "started_on", "ended_on")
    counts(
        in_care.cla_count, period=AS_AT,
        care_episodes="child | started_on | legal_status\namy | 2024-01-01 | C2\nben | 2024-01-01 | V4",
        expect="child | counted\namy | yes",
    )  # fmt: skip


def test_unaccompanied_children() -> None:
    counts(
        in_care.cla_uasc, period=AS_AT,
        people="id | is_unaccompanied\namy | yes\nben | no\ncal |",
        care_episodes="child | started_on\namy | 2024-01-01\nben | 2024-01-01\ncal | 2024-01-01",
        expect="child | counted\namy | yes\nben | no\ncal | missing",
    )  # fmt: skip


def test_a_child_who_came_or_left_twice_is_counted_once() -> None:
    episodes = """
        child | id | started_on | ended_on
        amy   | a1 | 2024-03-01 | 2024-03-05
        amy   | a2 | 2024-03-20 | 2024-03-31
        ben   | b1 | 2024-02-29 | 2024-04-01
        cal   | c1 | 2024-03-02 | 2024-03-10
        cal   | c2 | 2024-03-10 |
    """
    counts(
        in_care.cla_started, period="2024-03", care_episodes=episodes, expect="subject | counted\na2 | yes\nc1 | yes"
    )
    counts(in_care.cla_ceased, period="2024-03", care_episodes=episodes, expect="subject | counted\na2 | yes")


def test_why_children_left_care() -> None:
    sgo = "E41 E43 E44 E45 E46 E47 E48"
    asks(in_care.cla_ceased_sgo_cao, "care_episodes", "ended_on", "end_reason", yes=sgo, no="E11 E4A E8",
         blank="left out")  # fmt: skip
    asks(permanence.adoptions, "care_episodes", "ended_on", "end_reason", yes="E11 E12", no="E41 E4A E8",
         blank="left out")  # fmt: skip
    counts(
        permanence.adoptions, period="2024-03", care_episodes="child | ended_on | end_reason\namy | 2024-03-01 | X1",
        expect="child | counted",
    )  # fmt: skip


def test_a_child_who_left_care_twice_in_the_year_is_counted_once_by_the_last_time() -> None:
    twice = """
        child | id | started_on | ended_on   | end_reason
        amy   | a1 | 2023-04-01 | 2023-05-01 | E4A
        amy   | a2 | 2023-08-01 | 2024-03-01 | E11
        ben   | b1 | 2023-04-01 | 2023-05-01 | E41
        ben   | b2 | 2023-08-01 | 2024-03-01 | E8
    """
    counts(
        permanence.adoptions, period="2023-24", care_episodes=twice, expect="subject | counted\na2 | yes\nb2 | no",
        figure="50.0",
    )  # fmt: skip
    counts(
        in_care.cla_ceased_sgo_cao, period="2023-24", care_episodes=twice,
        expect="subject | counted\na2 | no\nb2 | no", figure="0.0",
    )  # fmt: skip


def test_back_in_care_within_twelve_months_of_going_home() -> None:
    counts(
        in_care.cla_return_home_12m,
        period="2024-03",
        known="2025-03-15",
        care_episodes="""
            child | id | started_on | ended_on   | end_reason
            amy   | a1 | 2023-01-01 | 2024-03-10 | E4A
            amy   | a2 | 2025-03-10 |            |
            ben   | b1 | 2023-01-01 | 2024-03-10 | E4B
            ben   | b2 | 2025-03-11 |            |
            cal   | c1 | 2023-01-01 | 2024-03-20 | E4A
            dee   | d1 | 2023-01-01 | 2024-03-10 | E41
            eve   | e1 | 2023-01-01 | 2024-03-20 | E4A
            eve   | e2 | 2024-04-01 |            |
        """,
        expect="subject | counted\na1 | yes\nb1 | no\nc1 | missing\ne1 | missing",
        figure="50.0",
    )


PLACED_OFTEN = """
    child | started_on | ended_on   | type
    amy   | 2021-01-01 | 2023-04-01 | U6
    amy   | 2023-04-01 | 2023-09-01 | U6
    amy   | 2023-09-01 |            | K2
    ben   | 2021-01-01 | 2023-03-31 | U6
    ben   | 2023-03-31 | 2023-09-01 | U6
    ben   | 2023-09-01 |            | U4
    cal   | 2021-01-01 | 2023-09-01 | U6
    cal   | 2023-09-01 | 2023-09-08 | T4
    cal   | 2023-09-08 |            | U6
    dee   | 2022-03-31 |            | U4
    eve   | 2022-04-01 |            | A5
    fay   | 2022-04-01 |            | U4
"""
IN_CARE_SIX = """
    child | started_on
    amy   | 2021-01-01
    ben   | 2021-01-01
    cal   | 2022-04-01
    dee   | 2021-09-30
    eve   | 2021-09-30
    fay   | 2021-09-30
    gus   | 2021-10-01
"""


def test_three_placements_in_a_year_or_two_and_temporary_moves_do_not_count() -> None:
    counts(
        in_care.cla_3_placements, period=AS_AT, placements=PLACED_OFTEN, care_episodes=IN_CARE_SIX,
        expect="child | counted\namy | yes\nben | no\ncal | no\ndee | no\neve | no\nfay | no\ngus | no",
    )  # fmt: skip
    counts(
        in_care.cla_3_placements_2y, period=AS_AT, placements=PLACED_OFTEN, care_episodes=IN_CARE_SIX,
        expect="child | counted\namy | yes\nben | yes\ndee | no\neve | no\nfay | no\ngus | no",
    )  # fmt: skip


def test_the_same_home_for_two_years_among_those_long_in_care_and_under_sixteen() -> None:
    counts(
        in_care.cla_same_carer_2y, period="2024-03-30", placements=PLACED_OFTEN, care_episodes=IN_CARE_SIX,
        people="id | born_on\ndee | 2008-03-31\nfay | 2008-03-30\neve | 2015-01-01\namy | 2015-01-01\nben | 2015-01-01"
               "\ncal | 2015-01-01\ngus | 2015-01-01",
        expect="child | counted\namy | no\nben | no\ndee | no\neve | yes",
    )  # fmt: skip
    counts(
        in_care.cla_same_carer_2y, period="2024-04-02", placements=PLACED_OFTEN, care_episodes=IN_CARE_SIX,
        expect="child | counted\namy | no\nben | no\ndee | yes\neve | yes\nfay | yes\ngus | yes",
    )  # fmt: skip


def test_three_different_social_workers_in_the_year() -> None:
    counts(
        in_care.cla_worker_changes,
        period=AS_AT,
        care_episodes="child | started_on\namy | 2020-01-01\nben | 2020-01-01\ncal | 2020-01-01",
        allocations="""
            child | worker_id | role             | started_on | ended_on
            amy   | w1        | allocated_worker | 2020-01-01 | 2023-04-01
            amy   | w2        | allocated_worker | 2023-04-01 | 2023-10-01
            amy   | w3        | allocated_worker | 2023-10-01 |
            ben   | w1        | allocated_worker | 2020-01-01 | 2023-05-01
            ben   | w2        | allocated_worker | 2023-05-01 | 2023-10-01
            ben   | w1        | allocated_worker | 2023-10-01 |
            cal   | w1        | allocated_worker | 2020-01-01 | 2023-03-31
            cal   | w2        | allocated_worker | 2023-03-31 |
            cal   | w3        | second_worker    | 2023-10-01 |
        """,
        expect="child | counted\namy | yes\nben | no\ncal | no",
    )


PLACEMENT_QUESTIONS: list[tuple[Indicator, str, str, str]] = [
    (in_care.cla_over_20_miles, "distance_miles", "20.1 30", "20 0"),
    (in_care.cla_outside_la, "outside_authority", "yes", "no"),
    (in_care.cla_foster, "type", "U1 U6", "K2 P1 R1"),
    (in_care.cla_residential, "type", "K1 K2 R1 S1", "U1 P1 H5"),
    (in_care.cla_parents, "type", "P1", "P2 U1"),
]


@pytest.mark.parametrize(("indicator", "column", "yes", "no"), PLACEMENT_QUESTIONS)
def test_where_children_live(indicator: Indicator, column: str, yes: str, no: str) -> None:
    asks(indicator, "placements", "started_on", column, yes=yes, no=no, period=AS_AT)


def test_new_placements_outside_and_far() -> None:
    counts(
        in_care.new_placements_outside_20,
        period="2024-03",
        placements="""
            child | started_on | outside_authority | distance_miles | type
            amy   | 2024-03-01 | yes               | 20.5           | K2
            ben   | 2024-03-31 | yes               | 20             | K2
            cal   | 2024-03-31 | no                |                | K2
            dee   | 2024-03-31 | yes               |                | K2
            eve   | 2024-03-31 | yes               | 50             | T1
            fay   | 2024-04-01 | yes               | 50             | K2
        """,
        expect="child | counted\namy | yes\nben | no\ncal | no\ndee | missing",
    )


def test_unregistered_homes_and_unplanned_ends() -> None:
    is_of_open(in_care.cla_unregistered, "placements", "started_on", "ended_on", {"is_unregistered": "yes"})
    counts(
        in_care.cla_unregistered, period=AS_AT, expect="child | counted",
        placements="child | started_on | is_unregistered\namy | 2024-01-01 | no\nben | 2024-01-01 |",
    )  # fmt: skip
    asks(in_care.cla_foster_disruption, "placements", "ended_on", "ended_unplanned", yes="yes", no="no")


def test_brothers_and_sisters_are_looked_at_where_there_are_any_in_care() -> None:
    counts(
        in_care.cla_sibling_together,
        period=AS_AT,
        placements="""
            child | started_on | with_sibling
            amy   | 2024-01-01 | yes
            ben   | 2024-01-01 | no
            cal   | 2024-01-01 |
            dee   | 2024-01-01 | no
        """,
        sibling_assessments="child | needed_on\namy | 2024-01-01\nben | 2024-03-31\ncal | 2024-01-01\ndee | 2024-04-01",
        expect="child | counted\namy | yes\nben | no\ncal | missing",
    )


def test_taking_part_in_reviews_from_the_fourth_birthday() -> None:
    asks(in_care.cla_review_participation, "care_reviews", "held_on", "participation", yes="PN1 PN2 PN3 PN4 PN5 PN6",
         no="PN7 PN0")  # fmt: skip
    counts(
        in_care.cla_review_participation, period="2024-03",
        people="id | born_on\namy | 2020-03-01\nben | 2020-03-02\ncal | 2015-01-01",
        care_reviews="""
            child | held_on    | participation | was_cancelled
            amy   | 2024-03-01 | PN1           | no
            ben   | 2024-03-01 | PN1           |
            cal   | 2024-03-01 | PN1           | yes
        """,
        expect="child | counted\namy | yes",
    )  # fmt: skip


def test_missing_from_care() -> None:
    care = "child | started_on | ended_on\namy | 2024-01-01 | 2024-03-10\nben | 2024-03-31 |\ncal | 2024-01-01 | 2024-02-29"
    gone = "child | started_on\namy | 2024-03-01\namy | 2024-03-05\nben | 2024-04-01\ncal | 2024-03-05"
    counts(
        in_care.cla_missing_pct, period="2024-03", care_episodes=care, missing_episodes=gone,
        expect="child | counted\namy | yes\nben | no", figure="50.0",
    )  # fmt: skip
    counts(
        in_care.cla_missing_avg, period="2024-03", care_episodes=care, missing_episodes=gone,
        expect="child | counted\namy | yes\namy | yes", figure="2.0",
    )  # fmt: skip
    away = (
        "child | started_on | kind\namy | 2024-03-01 | absent\nben | 2024-03-30 | missing\nben | 2024-03-31 | missing"
    )
    counts(
        in_care.cla_missing_pct, period="2024-03", care_episodes=care, missing_episodes=away,
        expect="child | counted\namy | no\nben | yes",
    )  # fmt: skip
    counts(
        in_care.cla_missing_avg, period="2024-03", care_episodes=care, missing_episodes=away,
        expect="child | counted | event_on\nben | yes | 2024-03-31",
    )  # fmt: skip


A_YEAR = """
    child | started_on
    amy   | 2023-03-31
    ben   | 2023-03-31
    cal   | 2023-04-01
    dee   | 2023-03-31
"""
YEAR_QUESTIONS: list[tuple[Indicator, str, str, str]] = [
    (health.cla_dental, "health_checks", "checked_on", "kind=dental_check"),
    (health.cla_immunised, "immunisations", "checked_on", "up_to_date=yes"),
    (health.cla_substance, "substance_misuse", "identified_on", ""),
    (health.cla_sdq_done, "strengths_and_difficulties", "completed_on", "score=12"),
]


@pytest.mark.parametrize(("indicator", "table", "at", "also"), YEAR_QUESTIONS)
def test_done_in_the_year_for_those_in_care_all_of_it(indicator: Indicator, table: str, at: str, also: str) -> None:
    name, _, value = also.partition("=")
    columns, cells = (f" | {name}", f" | {value}") if name else ("", "")
    rows = [f"child | {at}{columns}", *(f"{child} | {day}{cells}" for child, day in (
        ("amy", "2023-03-31"), ("ben", "2023-03-30"), ("ben", "2024-04-01"), ("cal", "2024-01-01"),
    ))]  # fmt: skip
    counts(
        indicator, period=AS_AT, care_episodes=A_YEAR, expect="child | counted\namy | yes\nben | no\ndee | no",
        **{table: "\n".join(rows)},
    )  # fmt: skip


def test_health_assessments_are_twice_a_year_under_five() -> None:
    counts(
        health.cla_health_up_to_date,
        period=AS_AT,
        people="id | born_on\namy | 2019-03-31\nben | 2019-04-01\ncal | 2015-01-01\ndee |",
        care_episodes=A_YEAR,
        health_checks="""
            child | kind                      | checked_on | status
            amy   | review_health_assessment  | 2023-03-31 |
            ben   | review_health_assessment  | 2023-09-29 | completed
            dee   | review_health_assessment  | 2023-06-01 | completed
        """,
        expect="child | counted\namy | yes\nben | no\ndee | missing",
    )
    counts(
        health.cla_dental, period=AS_AT, care_episodes="child | started_on\namy | 2020-01-01",
        health_checks="child | kind | checked_on | status\namy | dental_check | 2024-01-01 | refused",
        expect="child | counted\namy | no",
    )  # fmt: skip


def test_checks_and_convictions_are_asked_by_age() -> None:
    people = "id | born_on\namy | 2019-04-01\nben | 2019-03-31\ncal | 2014-03-31\ndee | 2014-04-01"
    care = "child | started_on\namy | 2020-01-01\nben | 2020-01-01\ncal | 2020-01-01\ndee | 2020-01-01"
    counts(
        health.cla_dev_checks, period=AS_AT, people=people, care_episodes=care,
        health_checks="child | kind | checked_on\namy | development_check | 2024-03-31",
        expect="child | counted\namy | yes",
    )  # fmt: skip
    counts(
        health.cla_offending, period=AS_AT, people=people, care_episodes=care,
        convictions="child | convicted_on\ndee | 2024-01-01", expect="child | counted\ncal | no",
    )  # fmt: skip


def test_the_average_score_is_of_those_in_care_and_scored() -> None:
    counts(
        health.cla_sdq_avg, period="2024-03",
        strengths_and_difficulties="""
            child | completed_on | score
            amy   | 2024-03-01   | 10
            ben   | 2024-03-31   | 17
            cal   | 2024-03-31   |
            dee   | 2024-03-31   | 40
        """,
        care_episodes="child | started_on\namy | 2024-01-01\nben | 2024-03-31\ncal | 2024-01-01\ndee | 2024-04-01",
        expect="child | counted | amount\namy | yes | 10.0\nben | yes | 17.0\ncal | missing | 0.0", figure="13.5",
    )  # fmt: skip


def test_school() -> None:
    counts(
        health.cla_attendance, period="academic:2023-24", figure="75.0",
        school_terms="""
            child | term_started_on | sessions_possible | sessions_attended
            amy   | 2023-09-01      | 100               | 100
            ben   | 2024-08-31      | 100               | 50
            cal   | 2024-01-01      | 100               |
            dee   | 2024-09-01      | 100               | 0
        """,
        expect="child | counted\namy | yes\nben | yes\ncal | missing",
    )  # fmt: skip
    asks(health.cla_ks2, "school_terms", "term_started_on", "expected_at_key_stage_2", yes="yes", no="no",
         blank="left out")  # fmt: skip
    asks(
        health.cla_attainment8, "school_terms", "term_started_on", "attainment_8", yes="40 20", no="", blank="left out"
    )
    asks(health.cla_good_schools, "school_terms", "term_started_on", "school_grade", yes="good outstanding",
         no="requires_improvement inadequate")  # fmt: skip
    counts(
        health.cla_exclusion, period="academic:2023-24",
        school_terms="""
            child | id | term_started_on | suspensions
            amy   | a1 | 2023-09-01      | 1
            amy   | a2 | 2024-01-08      | 0
            ben   | b1 | 2023-08-31      | 2
            ben   | b2 | 2024-01-08      |
        """,
        expect="subject | counted\na2 | yes\nb2 | no",
    )  # fmt: skip


def test_children_in_care_each_in_one_row() -> None:
    is_of_each(in_care.cla_started, "care_episodes", "started_on")
