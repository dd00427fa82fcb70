"""What is measured of workers who come, go and are away, and of their managers."""

from __future__ import annotations

from lineofsight.catalogue.workforce import coming_and_going as measured
from tests.support.indicator_spec import counts

AS_AT, YEAR = "2024-09-30", "rolling:2024-09"
# A year's first day, the day before it, its last day and the day after.
MOVING = """
    id | role             | is_agency | full_time_equivalent | started_on | ended_on   | placeholder
    a  | social_worker    | no        | 1.0                  | 2023-10-01 |            |
    b  | newly_qualified  |           | 0.5                  | 2024-09-30 |            |
    c  | social_worker    | no        | 1.0                  | 2023-09-30 |            |
    d  | social_worker    | no        | 1.0                  | 2024-10-01 |            |
    e  | social_worker    | no        | 1.0                  | 2020-01-01 | 2023-10-01 |
    f  | social_worker    | no        | 0.5                  | 2020-01-01 | 2024-09-30 |
    g  | social_worker    | no        | 1.0                  | 2020-01-01 | 2023-09-30 |
    h  | social_worker    | no        | 1.0                  | 2020-01-01 | 2024-10-01 |
    i  | social_worker    | yes       | 1.0                  | 2024-01-01 | 2024-06-30 |
    j  | team_manager     | no        | 1.0                  | 2024-01-01 | 2024-06-30 |
    k  | social_worker    | no        | 1.0                  | 2024-01-01 | 2024-06-30 | duty_desk
"""


def test_those_who_started_in_the_year() -> None:
    counts(
        measured.wf_starters, period=YEAR, professionals=MOVING, figure="1.5",
        expect="subject | counted\na | yes\nb | yes",
    )  # fmt: skip


def test_those_who_left_in_the_year() -> None:
    counts(
        measured.wf_leavers_rate, period=YEAR, professionals=MOVING, figure="1.5",
        expect="subject | counted\ne | yes\nf | yes",
    )  # fmt: skip


def test_turnover_is_of_those_in_post_at_the_end() -> None:
    """One left of those there in the year, and four are there at its end. Who was gone on its first day was not there."""
    counts(
        measured.wf_turnover_rate, period=YEAR, professionals=MOVING, figure="25.0",
        expect="subject | amount | weight\na | 0.0 | 1.0\nb | 0.0 | 1.0\nc | 0.0 | 1.0\n"
               "f | 1.0 | 0.0\nh | 0.0 | 1.0",
    )  # fmt: skip


def test_time_lost_to_sickness_is_taken_from_the_census() -> None:
    """Five days and a half of a year's 253, for one and a half full-time workers."""
    counts(
        measured.wf_absence, period="census:2024", figure="1.4",
        workforce_census="""
            worker | census_on  | role            | is_agency | full_time_equivalent | days_lost
            a      | 2024-09-30 | social_worker   | no        | 1.0                  | 5
            b      | 2024-09-30 | newly_qualified |           | 0.5                  | 0.5
            c      | 2024-09-30 | social_worker   | no        | 1.0                  |
            d      | 2024-09-30 | social_worker   | yes       | 1.0                  | 9
            e      | 2023-09-30 | social_worker   | no        | 1.0                  | 9
            f      | 2024-09-30 | team_manager    | no        | 1.0                  | 9
        """,
        expect="holder | counted\na | yes\nb | yes\nc | missing",
    )  # fmt: skip


def test_away_sick_on_the_day() -> None:
    counts(
        measured.wf_away_sick, period=AS_AT,
        professionals="id | role | started_on\n" + "\n".join(f"{n} | social_worker | 2020-01-01" for n in "abcd"),
        absences="""
            worker | kind           | started_on | ended_on
            a      | sickness       | 2024-09-30 |
            b      | sickness       | 2024-09-01 | 2024-09-30
            c      | parental_leave | 2024-09-01 |
            d      | sickness       | 2024-10-01 |
        """,
        expect="subject | counted\na | yes\nb | no\nc | no\nd | no",
    )  # fmt: skip


def test_vacant_posts_that_agency_workers_cover() -> None:
    counts(
        measured.wf_vacant_covered, period=AS_AT, figure="75.0",
        posts="""
            id | worker_id | full_time_equivalent | covered_by_agency | started_on
            p1 |           | 1.5                  | yes               | 2024-09-30
            p2 |           | 0.5                  | no                | 2024-01-01
            p3 |           | 1.0                  |                   | 2024-01-01
            p4 | w1        | 1.0                  | no                | 2024-01-01
        """,
        expect="subject | counted\np1 | yes\np2 | no\np3 | missing",
    )  # fmt: skip


def test_workers_to_each_manager_are_those_of_one_team() -> None:
    counts(
        measured.wf_span, period=AS_AT, figure="1.5",
        professionals="""
            id | role                   | team_id | started_on | ended_on   | placeholder
            m1 | team_manager           | t1      | 2020-01-01 |            |
            m2 | team_manager           | t2      | 2020-01-01 |            |
            m3 | assistant_team_manager | t1      | 2020-01-01 |            |
            a  | social_worker          | t1      | 2020-01-01 |            |
            b  | personal_adviser       | t1      | 2024-09-30 |            |
            c  | newly_qualified        | t1      | 2020-01-01 |            |
            d  | social_worker          | t1      | 2020-01-01 | 2024-09-30 |
            e  | social_worker          | t1      | 2020-01-01 |            | duty_desk
            f  | student                | t2      | 2020-01-01 |            |
        """,
        expect="subject | amount\nm1 | 3.0\nm2 | 0.0",
    )  # fmt: skip
