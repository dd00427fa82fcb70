"""Support after care."""

from __future__ import annotations

from lineofsight.catalogue.leaving_care.support import (
    custody_former_cla_visit,
    eet_plan,
    local_offer_published,
    pa_allocated,
    pa_in_touch_8w,
    pa_to_25,
    pa_visit_2m,
    pa_visit_move,
    pregnancy_pathway,
    setting_up_allowance,
    suitable_accommodation,
)
from tests.support.spec import spec


def test_an_adviser_is_named_in_three_months_by_either_record_of_it() -> None:
    spec(
        pa_allocated,
        as_at="2024-04-02",
        care_leavers="""
            child | eligible_from | personal_adviser_from
            amy   | 2024-01-01    | 2023-10-01
            ben   | 2024-01-01    |
            cal   | 2024-01-01    |
            dee   | 2024-01-01    | 2024-04-02
        """,
        allocations="""
            child | role             | started_on
            ben   | personal_adviser | 2024-03-01
            cal   | allocated_worker | 2024-03-01
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2024-04-01 | 2023-10-01 | met
            ben   | 2024-04-01 | 2024-03-01 | met
            cal   | 2024-04-01 |            | overdue
            dee   | 2024-04-01 | 2024-04-02 | late
        """,
    )


def test_a_visit_at_the_new_home_within_seven_days() -> None:
    spec(
        pa_visit_move,
        as_at="2024-03-09",
        people="""
            child | born_on
            amy   | 2005-01-01
            ben   | 2005-01-01
            cal   | 2005-01-01
            dee   | 2005-01-01
            eve   | 1998-01-01
        """,
        care_leaver_homes="""
            child | started_on | ended_on
            amy   | 2024-03-01 |
            ben   | 2024-03-01 |
            cal   | 2024-03-01 |
            dee   | 2024-03-01 | 2024-03-04
            eve   | 2024-03-01 |
        """,
        care_leaver_contacts="""
            child | contacted_on | in_person | at_home
            amy   | 2024-03-08   | yes       | yes
            ben   | 2024-03-08   | yes       | no
        """,
        visits="""
            child | kind        | visited_on | child_seen | mode
            cal   | care_leaver | 2024-03-09 | yes        | in_person
            ben   | care_leaver | 2024-03-02 | yes        | telephone
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-08 | met
            ben   | 2024-03-08 | overdue
            cal   | 2024-03-08 | late
            dee   | 2024-03-08 | ended
        """,
    )


def test_visits_within_28_days_and_then_every_two_months_while_support_lasts() -> None:
    spec(
        pa_visit_2m,
        as_at="2024-07-01",
        people="child | born_on\namy | 2005-01-01\nben | 2005-01-01",
        care_leavers="""
            child | eligible_from | eligible_until
            ben   | 2021-01-01    | 2024-03-20
        """,
        care_leaver_homes="child | started_on\namy | 2024-03-01\nben | 2024-03-01",
        care_leaver_contacts="""
            child | contacted_on | in_person
            amy   | 2024-03-29   | yes
            amy   | 2024-04-20   | no
            amy   | 2024-05-30   | yes
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            amy   | 2024-03-01 | 2024-03-29 | 2024-03-29 | met
            amy   | 2024-03-29 | 2024-05-29 | 2024-05-30 | late
            amy   | 2024-05-30 | 2024-07-30 |            | due
            ben   | 2024-03-01 | 2024-03-29 |            | ended
        """,
    )


def test_in_touch_every_eight_weeks_from_the_end_of_care_unless_less_is_asked_for() -> None:
    spec(
        pa_in_touch_8w,
        as_at="2024-05-01",
        people="""
            child | born_on
            amy   | 2006-01-01
            ben   | 2006-01-01
            cal   | 2006-05-01
            dee   | 2007-03-01
        """,
        care_episodes="""
            child | started_on | ended_on
            amy   | 2020-01-01 | 2024-01-01
            ben   | 2020-01-01 | 2024-01-01
            cal   | 2020-01-01 |
            dee   | 2020-01-01 | 2023-12-01
        """,
        care_leavers="""
            child | eligible_from | less_contact_agreed_on | latest_contact_on
            amy   | 2022-01-01    |                        | 2024-04-23
            ben   | 2022-01-01    | 2024-02-01             |
            cal   | 2022-05-01    |                        |
            dee   | 2023-03-01    |                        |
        """,
        care_leaver_contacts="child | contacted_on | in_person\namy | 2024-02-26 | no",
        expect="""
            child | opened_on  | due_on     | met_on     | status
            amy   | 2024-01-01 | 2024-02-26 | 2024-02-26 | met
            amy   | 2024-02-26 | 2024-04-22 | 2024-04-23 | late
            amy   | 2024-04-23 | 2024-06-18 |            | due
            ben   | 2024-01-01 | 2024-02-26 |            | ended
            dee   | 2024-03-01 | 2024-04-26 |            | overdue
        """,
    )


def test_support_is_offered_every_year_from_21_to_25() -> None:
    spec(
        pa_to_25,
        as_at="2025-06-01",
        people="child | born_on\namy | 2002-03-01\nben | 2000-03-01\ncal | 2005-01-01",
        care_leavers="""
            child | eligible_from
            amy   | 2018-03-01
            ben   | 2016-03-01
            cal   | 2021-01-01
        """,
        care_leaver_contacts="""
            child | contacted_on | support_offered
            amy   | 2024-02-28   | yes
            amy   | 2025-01-01   |
            ben   | 2024-04-01   | yes
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            amy   | 2023-03-01 | 2024-03-01 | 2024-02-28 | met
            amy   | 2024-02-28 | 2025-02-28 |            | overdue
            ben   | 2021-03-01 | 2022-03-01 | 2024-04-01 | late
            ben   | 2024-04-01 | 2025-04-01 |            | ended
        """,
    )


def test_suitability_is_recorded_on_the_day_of_each_move() -> None:
    spec(
        suitable_accommodation,
        as_at="2024-03-05",
        care_leaver_homes="""
            child | started_on | suitability_recorded_on
            amy   | 2024-03-01 | 2024-02-28
            ben   | 2024-03-01 | 2024-03-04
            cal   | 2024-03-01 |
            cal   | 2024-03-05 |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-01 | met
            ben   | 2024-03-01 | late
            cal   | 2024-03-01 | overdue
            cal   | 2024-03-05 | due
        """,
    )


def test_the_allowance_is_asked_about_at_the_first_home_only() -> None:
    spec(
        setting_up_allowance,
        as_at="2024-07-01",
        care_leaver_homes="""
            child | id | started_on
            amy   | h1 | 2024-03-01
            amy   | h2 | 2024-06-01
            ben   | h3 | 2024-03-01
        """,
        care_leavers="""
            child | eligible_from | allowance_recorded_on
            amy   | 2022-01-01    | 2024-02-20
        """,
        expect="child | subject | status\namy | h1 | met\nben | h3 | ended_overdue",
    )


def test_the_plan_for_work_or_study_is_looked_at_every_three_months_until_there_is_some() -> None:
    spec(
        eet_plan,
        as_at="2024-12-01",
        people="child | born_on\namy | 2005-01-01\nben | 2005-01-01",
        care_leavers="""
            child | eligible_from | not_in_work_or_school_from
            amy   | 2021-01-01    | 2024-03-01
            ben   | 2021-01-01    | 2024-03-01
        """,
        care_leaver_activities="""
            child | reviewed_on | activity
            amy   | 2024-06-01  | G5
            amy   | 2024-09-02  | F4
            ben   | 2024-07-01  | G6
        """,
        expect="""
            child | due_on     | met_on     | closed_on  | status
            amy   | 2024-06-01 | 2024-06-01 | 2024-09-02 | met
            amy   | 2024-09-01 | 2024-09-02 | 2024-09-02 | late
            ben   | 2024-06-01 | 2024-07-01 | 2030-01-01 | late
            ben   | 2024-10-01 |            | 2030-01-01 | overdue
        """,
    )


def test_a_young_parent_has_an_offer_in_five_working_days() -> None:
    spec(
        pregnancy_pathway,
        as_at="2024-03-09",
        care_leavers="""
            child | parenthood_identified_on | parenthood_offer_on
            amy   | 2024-03-01               | 2024-03-08
            ben   | 2024-03-01               |
            cal   |                          |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-08 | met
            ben   | 2024-03-08 | overdue
        """,
    )


def test_a_child_whose_care_ended_with_custody_is_visited_in_ten_working_days() -> None:
    spec(
        custody_former_cla_visit,
        as_at="2024-03-16",
        remands="""
            child | kind     | started_on | ceased_care | visited_on
            amy   | sentence | 2024-03-01 | yes         | 2024-03-15
            ben   | sentence | 2024-03-01 | yes         |
            cal   | sentence | 2024-03-01 | no          |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-15 | met
            ben   | 2024-03-15 | overdue
        """,
    )


def test_the_local_offer_is_published_each_year() -> None:
    spec(
        local_offer_published,
        as_at="2024-03-01",
        service_periods="service_id | kind | started_on\nall | operating | 2022-06-01",
        service_events="""
            service_id | kind                | occurred_on
            all        | local_offer         | 2022-11-01
            all        | kinship_local_offer | 2023-05-01
        """,
        expect="""
            due_on     | status
            2022-12-31 | met
            2023-12-31 | overdue
            2024-12-31 | due
        """,
    )


def test_a_qualifying_care_leaver_or_one_no_longer_entitled_is_owed_no_visits_nor_an_adviser() -> None:
    entitled = """
        child | eligible_from | eligibility
        amy   | 2023-01-01    | former_relevant
        ben   | 2023-01-01    | qualifying
        cal   | 2023-01-01    | none
        dee   | 2023-01-01    |
    """
    born = "\n".join(f"{child} | 2002-06-01" for child in ("amy", "ben", "cal", "dee"))
    homes = "\n".join(f"{child} | 2024-03-01" for child in ("amy", "ben", "cal", "dee"))
    for standard in (pa_visit_move, pa_visit_2m, pa_allocated, pa_to_25):
        spec(
            standard,
            as_at="2024-07-01",
            people=f"child | born_on\n{born}",
            care_leavers=entitled,
            care_leaver_homes=f"child | started_on\n{homes}",
            expect="child | status\namy | overdue\ndee | overdue",
        )


def test_support_that_ended_first_owes_no_adviser_no_offer_and_no_contact() -> None:
    leaver = """
        child | eligible_from | eligible_until | parenthood_identified_on
        amy   | 2024-03-01    | 2024-03-05     | 2024-03-04
    """
    for standard in (pa_allocated, pa_to_25, pa_in_touch_8w, pregnancy_pathway):
        spec(
            standard,
            as_at="2025-06-01",
            people="child | born_on\namy | 2003-01-01",
            care_episodes="child | started_on | ended_on\namy | 2010-01-01 | 2024-03-01",
            care_leavers=leaver,
            expect="child | closed_on | status\namy | 2024-03-05 | ended",
        )


def test_in_touch_is_owed_to_who_was_first_entitled_after_care_ended() -> None:
    spec(
        pa_in_touch_8w,
        as_at="2024-03-01",
        people="child | born_on\namy | 2006-01-01\nben | 1999-02-01",
        care_episodes="""
            child | id | started_on | ended_on
            amy   | e1 | 2015-01-01 | 2016-01-01
            amy   | e2 | 2020-01-01 | 2024-01-01
            ben   | e3 | 2012-01-01 | 2017-02-01
        """,
        care_leavers="child | eligible_from\namy | 2024-01-02\nben | 2015-02-01",
        visits="""
            child | kind        | visited_on | child_seen | mode
            amy   | care_leaver | 2024-02-01 | yes        | doorstep
            ben   | care_leaver | 2023-12-31 | yes        | in_person
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | closed_on  | status
            amy   | 2024-01-01 | 2024-02-26 |            | 2031-01-01 | overdue
            ben   | 2017-02-01 | 2017-03-29 | 2023-12-31 | 2024-02-01 | late
            ben   | 2023-12-31 | 2024-02-25 |            | 2024-02-01 | ended
        """,
    )


def test_the_seventh_day_is_in_time_and_a_visit_at_the_home_before_is_not_one_at_this() -> None:
    for day, status in (("2024-03-08", "due"), ("2024-03-09", "overdue")):
        spec(
            pa_visit_move,
            as_at=day,
            people="child | born_on\namy | 2005-01-01",
            care_leaver_homes="""
                child | id | started_on | ended_on
                amy   | h1 | 2024-02-01 | 2024-03-01
                amy   | h2 | 2024-03-01 |
            """,
            care_leaver_contacts="child | contacted_on | in_person | at_home\namy | 2024-02-05 | yes | yes",
            expect=f"child | subject | status\namy | h1 | met\namy | h2 | {status}",
        )


def test_custody_that_ended_first_owes_no_visit_and_the_tenth_working_day_is_in_time() -> None:
    for day, status in (("2024-03-15", "due"), ("2024-03-16", "overdue")):
        spec(
            custody_former_cla_visit,
            as_at=day,
            remands="""
                child | kind     | started_on | ended_on   | ceased_care
                amy   | sentence | 2024-03-01 |            | yes
                ben   | sentence | 2024-03-01 | 2024-03-08 | yes
            """,
            expect=f"child | due_on | status\namy | 2024-03-15 | {status}\nben | 2024-03-15 | ended",
        )


def test_a_home_left_in_the_same_week_and_a_birthday_end_what_is_owed_there() -> None:
    spec(
        suitable_accommodation, as_at="2024-03-05",
        care_leaver_homes="child | started_on | ended_on\namy | 2024-03-01 | 2024-03-01",
        expect="child | due_on | status\namy | 2024-03-01 | ended",
    )  # fmt: skip
    spec(
        pa_visit_2m, as_at="2024-06-01", people="child | born_on\namy | 1999-03-20",
        care_leaver_homes="child | started_on\namy | 2024-03-01",
        expect="child | due_on | closed_on | status\namy | 2024-03-29 | 2024-03-20 | ended",
    )  # fmt: skip
