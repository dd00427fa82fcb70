"""What is owed when a child comes into care."""

from __future__ import annotations

from lineofsight.catalogue.in_care.plans import (
    care_plan_10wd,
    entry_to_care_decision,
    iro_appointed,
    placement_end_notifications,
    placement_notifications,
    placement_plan_5wd,
    remand_placement_plan,
    s85_notified,
    uasc_initial,
)
from tests.support.spec import spec


def test_the_decision_comes_first_or_within_a_working_day_in_an_emergency() -> None:
    spec(
        entry_to_care_decision,
        as_at="2024-03-20",
        care_episodes="""
            child | started_on | legal_status
            amy   | 2024-03-01 | V2
            ben   | 2024-03-01 | V2
            cal   | 2024-03-01 | L1
            dee   | 2024-03-01 | V2
            eve   | 2024-03-01 | V2
            fay   | 2024-03-01 | V3
        """,
        placements="""
            child | started_on | is_emergency
            dee   | 2024-03-01 | yes
        """,
        decisions="""
            child | gateway       | decided_on | decided_by
            amy   | entry_to_care | 2024-02-20 | w1
            ben   | entry_to_care | 2024-03-04 | w1
            cal   | entry_to_care | 2024-03-04 | w1
            dee   | entry_to_care | 2024-03-05 | w1
            eve   | entry_to_care | 2024-02-28 |
        """,
        expect="""
            child | variant   | due_on     | met_on     | status
            amy   | planned   | 2024-03-01 | 2024-02-20 | met
            ben   | planned   | 2024-03-01 | 2024-03-04 | late
            cal   | emergency | 2024-03-04 | 2024-03-04 | met
            dee   | emergency | 2024-03-04 | 2024-03-05 | late
            eve   | planned   | 2024-03-01 |            | overdue
        """,
    )


def test_a_care_plan_is_due_in_ten_working_days_unless_a_court_is_asked_for_one() -> None:
    for day, status in (("2024-03-15", "due"), ("2024-03-16", "overdue")):
        spec(
            care_plan_10wd,
            as_at=day,
            care_episodes="""
                child | started_on
                amy   | 2024-03-01
                ben   | 2024-03-01
                cal   | 2024-03-01
            """,
            care_plans="child | started_on\nben | 2024-02-27",
            proceedings="child | issued_on | concluded_on\ncal | 2024-02-20 |",
            expect=f"""
                child | due_on     | met_on     | status
                amy   | 2024-03-15 |            | {status}
                ben   | 2024-03-15 | 2024-02-27 | met
            """,
        )


def test_proceedings_already_over_do_not_release_and_those_issued_later_do() -> None:
    spec(
        care_plan_10wd,
        as_at="2024-04-01",
        care_episodes="child | started_on\namy | 2024-03-01\nben | 2024-03-01",
        proceedings="""
            child | issued_on  | concluded_on
            amy   | 2023-01-10 | 2023-06-01
            ben   | 2024-03-08 |
        """,
        expect="""
            child | closed_on  | status
            amy   |            | overdue
            ben   | 2024-03-08 | ended
        """,
    )


def test_a_change_of_episode_is_not_a_new_entry_to_care() -> None:
    spec(
        care_plan_10wd,
        as_at="2024-06-01",
        care_episodes="""
            child | id | started_on | ended_on
            amy   | e1 | 2024-03-01 | 2024-04-01
            amy   | e2 | 2024-04-01 |
        """,
        care_plans="child | started_on\namy | 2024-03-18",
        expect="child | subject | met_on | status\namy | e1 | 2024-03-18 | late",
    )


def test_a_placement_plan_before_or_within_five_working_days_but_not_in_short_breaks() -> None:
    spec(
        placement_plan_5wd,
        as_at="2024-03-09",
        legal_statuses="child | started_on | status\nfay | 2024-01-01 | V4",
        care_episodes="child | started_on | legal_status\neve | 2024-03-01 | V3",
        placements="""
            child | started_on | ended_on   | plan_recorded_on
            amy   | 2024-03-01 |            | 2024-02-28
            ben   | 2024-03-01 |            | 2024-03-08
            cal   | 2024-03-01 |            |
            dee   | 2024-03-01 | 2024-03-05 |
            eve   | 2024-03-01 |            |
            fay   | 2024-03-01 |            |
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2024-03-08 | 2024-02-28 | met
            ben   | 2024-03-08 | 2024-03-08 | met
            cal   | 2024-03-08 |            | overdue
            dee   | 2024-03-08 |            | ended
        """,
    )


def test_people_are_told_beforehand_or_within_five_working_days_of_an_emergency_placement() -> None:
    spec(
        placement_notifications,
        as_at="2024-03-08",
        placements="""
            child | started_on | is_emergency | notified_on
            amy   | 2024-03-01 |              | 2024-03-01
            ben   | 2024-03-01 | no           | 2024-03-04
            cal   | 2024-03-01 | yes          |
            dee   | 2024-03-01 |              |
        """,
        expect="""
            child | variant             | due_on     | status
            amy   | planned             | 2024-03-01 | met
            ben   | planned             | 2024-03-01 | late
            cal   | emergency placement | 2024-03-08 | due
            dee   | planned             | 2024-03-01 | overdue
        """,
    )


def test_the_stays_of_a_series_of_short_breaks_are_not_each_announced() -> None:
    for standard in (placement_notifications, placement_end_notifications):
        spec(
            standard,
            as_at="2024-06-08",
            legal_statuses="child | started_on | status\namy | 2024-01-01 | V4",
            placements="child | started_on | ended_on\namy | 2024-03-01 | 2024-03-03",
            expect="child | status",
        )


def test_people_are_told_of_the_end_before_it_or_within_ten_working_days() -> None:
    spec(
        placement_end_notifications,
        as_at="2024-03-19",
        placements="""
            child | started_on | ended_on   | end_notified_on
            amy   | 2024-01-01 | 2024-03-01 | 2024-02-20
            ben   | 2024-01-01 | 2024-03-01 |
            cal   | 2024-01-01 |            |
        """,
        expect="""
            child | opened_on  | due_on     | status
            amy   | 2024-03-01 | 2024-03-15 | met
            ben   | 2024-03-01 | 2024-03-15 | overdue
        """,
    )


def test_a_reviewing_officer_is_named_within_five_working_days() -> None:
    spec(
        iro_appointed,
        as_at="2024-03-09",
        care_episodes="child | started_on\namy | 2024-03-01\nben | 2024-03-01",
        allocations="""
            child | role              | started_on
            amy   | reviewing_officer | 2024-02-29
            ben   | allocated_worker  | 2024-03-01
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-08 | met
            ben   | 2024-03-08 | overdue
        """,
    )


def test_an_unaccompanied_child_is_placed_by_the_next_working_day_unless_placed_already() -> None:
    spec(
        uasc_initial,
        as_at="2024-03-06",
        people="""
            child | born_on    | is_unaccompanied
            amy   | 2008-01-01 | yes
            ben   | 2008-01-01 | yes
            cal   | 2008-01-01 | no
            dee   | 2008-01-01 | yes
            eve   | 2008-01-01 | yes
            fay   | 2008-01-01 | yes
        """,
        referrals="""
            child | received_on | closed_on
            amy   | 2024-03-01  |
            ben   | 2024-03-01  |
            cal   | 2024-03-01  |
            dee   | 2024-03-01  |
            eve   | 2024-03-01  |
            fay   | 2024-03-01  | 2024-03-04
        """,
        placements="""
            child | started_on
            amy   | 2024-03-01
            ben   | 2024-03-05
            dee   | 2024-01-05
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-04 | met
            ben   | 2024-03-04 | late
            eve   | 2024-03-04 | overdue
            fay   | 2024-03-04 | ended
        """,
    )


def test_a_long_stay_is_assessed_in_ten_working_days_or_has_ended() -> None:
    spec(
        s85_notified,
        as_at="2024-03-20",
        section_85_notices="""
            child | notified_on | assessed_on | ended_on
            amy   | 2024-03-01  | 2024-03-15  |
            ben   | 2024-03-01  |             |
            cal   | 2024-03-01  |             | 2024-03-10
            dee   |             |             |
        """,
        expect="child | status\namy | met\nben | overdue\ncal | ended",
    )


def test_a_remand_has_a_plan_in_ten_working_days_and_a_sentence_is_another_matter() -> None:
    spec(
        remand_placement_plan,
        as_at="2024-03-20",
        remands="""
            child | kind                          | started_on | plan_recorded_on
            amy   | youth_detention               | 2024-03-01 | 2024-03-18
            ben   | local_authority_accommodation | 2024-03-01 |
            cal   | sentence                      | 2024-03-01 |
            dee   | youth_detention               | 2024-03-01 | 2024-03-15
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-15 | late
            ben   | 2024-03-15 | overdue
            dee   | 2024-03-15 | met
        """,
    )


def test_what_was_made_long_before_is_not_for_this_entry() -> None:
    entered = "child | started_on\namy | 2024-03-29\nben | 2024-03-29"
    spec(
        care_plan_10wd,
        as_at="2024-04-16",
        care_episodes=entered,
        care_plans="child | started_on\namy | 2024-03-01\nben | 2024-02-29",
        expect="child | due_on | met_on | status\namy | 2024-04-15 | 2024-03-01 | met\nben | 2024-04-15 | | overdue",
    )
    spec(
        iro_appointed,
        as_at="2024-04-09",
        care_episodes=entered,
        allocations="""
            child | role              | started_on
            amy   | reviewing_officer | 2024-03-01
            ben   | reviewing_officer | 2024-02-29
        """,
        expect="child | due_on | met_on | status\namy | 2024-04-08 | 2024-03-01 | met\nben | 2024-04-08 | | overdue",
    )
    spec(
        entry_to_care_decision,
        as_at="2024-03-30",
        care_episodes=entered,
        decisions="""
            child | gateway       | decided_on | decided_by
            amy   | entry_to_care | 2023-12-30 | w1
            ben   | entry_to_care | 2023-12-29 | w1
        """,
        expect="child | met_on | status\namy | 2023-12-30 | met\nben | | overdue",
    )


def test_an_emergency_protection_order_is_an_emergency_and_another_gateway_is_another_decision() -> None:
    spec(
        entry_to_care_decision,
        as_at="2024-03-05",
        care_episodes="""
            child | started_on | ended_on   | legal_status
            amy   | 2024-03-01 |            | L2
            ben   | 2024-03-01 | 2024-03-02 | L2
        """,
        decisions="child | gateway | decided_on | decided_by\namy | placement | 2024-03-01 | w1",
        expect="""
            child | variant   | due_on     | status
            amy   | emergency | 2024-03-04 | overdue
            ben   | emergency | 2024-03-04 | ended
        """,
    )


def test_care_that_ended_first_owes_no_plan_and_no_reviewing_officer() -> None:
    for standard in (care_plan_10wd, iro_appointed):
        spec(
            standard,
            as_at="2024-04-30",
            care_episodes="child | started_on | ended_on\namy | 2024-03-01 | 2024-03-06",
            expect="child | closed_on | status\namy | 2024-03-06 | ended",
        )


def test_a_long_stay_and_a_remand_fall_due_on_the_tenth_working_day_and_end_with_the_stay() -> None:
    for day, status in (("2024-03-15", "due"), ("2024-03-16", "overdue")):
        spec(
            s85_notified, as_at=day, section_85_notices="child | notified_on\namy | 2024-03-01",
            expect=f"child | due_on | status\namy | 2024-03-15 | {status}",
        )  # fmt: skip
        spec(
            remand_placement_plan,
            as_at=day,
            remands="""
                child | kind            | started_on | ended_on
                amy   | youth_detention | 2024-03-01 |
                ben   | youth_detention | 2024-03-01 | 2024-03-08
            """,
            expect=f"child | due_on | status\namy | 2024-03-15 | {status}\nben | 2024-03-15 | ended",
        )


def test_the_plan_of_one_placement_is_not_the_next_ones() -> None:
    spec(
        placement_plan_5wd,
        as_at="2024-04-30",
        placements="""
            child | id | started_on | ended_on   | plan_recorded_on
            amy   | p1 | 2024-03-01 | 2024-04-01 | 2024-03-11
            amy   | p2 | 2024-04-01 |            |
        """,
        expect="child | subject | status\namy | p1 | late\namy | p2 | overdue",
    )
