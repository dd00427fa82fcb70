"""The plan for permanence."""

from __future__ import annotations

from lineofsight.catalogue.permanence.plans import (
    early_permanence_considered,
    family_time_plan,
    life_story_work,
    long_term_match,
    parallel_planning,
    permanence_plan_second_review,
    permanence_tracker_review,
    reunification_plan,
    sgo_report,
    sibling_assessment,
)
from tests.support.spec import spec


def test_a_plan_for_permanence_is_made_by_four_months_or_the_child_has_gone_home() -> None:
    spec(
        permanence_plan_second_review,
        as_at="2024-07-02",
        care_episodes="""
            child | started_on | ended_on
            amy   | 2024-03-01 |
            ben   | 2024-03-01 |
            cal   | 2024-03-01 | 2024-06-01
            dee   | 2024-03-02 |
        """,
        care_plans="""
            child | permanence_plan     | permanence_recorded_on
            amy   | long_term_fostering | 2024-07-01
            ben   | not_decided         | 2024-06-01
            dee   | adoption            |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-07-01 | met
            ben   | 2024-07-01 | overdue
            cal   | 2024-07-01 | ended
            dee   | 2024-07-02 | due
        """,
    )


def test_a_second_plan_is_recorded_by_the_first_review_unless_the_plan_is_settled() -> None:
    spec(
        parallel_planning,
        as_at="2024-08-01",
        care_episodes="""
            child | started_on
            amy   | 2024-03-01
            ben   | 2024-03-01
            cal   | 2024-03-01
            dee   | 2024-03-01
        """,
        care_reviews="""
            child | held_on
            amy   | 2024-03-28
            amy   | 2024-06-20
            ben   | 2024-03-28
            cal   | 2024-03-28
            dee   | 2024-03-28
        """,
        care_plans="""
            child | started_on | permanence_plan     | permanence_recorded_on | parallel_plan_recorded_on
            amy   | 2024-03-10 | return_home         | 2024-03-10             | 2024-03-10
            ben   | 2024-03-10 | return_home         | 2024-03-10             | 2024-04-10
            cal   | 2024-03-10 | long_term_fostering | 2024-03-10             |
        """,
        expect="""
            child | opened_on  | status
            amy   | 2024-03-28 | met
            ben   | 2024-03-28 | late
            dee   | 2024-03-28 | ended_overdue
        """,
    )


def test_early_permanence_is_considered_for_this_plan_of_adoption() -> None:
    spec(
        early_permanence_considered,
        as_at="2024-08-01",
        permanence="""
            child | id | care_period_id | named_at_review_on | early_permanence_considered
            amy   | p1 | c1             | 2024-03-28         | yes
            ben   | p2 | c2             | 2024-03-28         |
            ben   | p3 | c3             | 2024-05-28         | yes
            cal   | p4 | c4             | 2024-03-28         | no
            dee   | p5 | c5             |                    | yes
        """,
        expect="""
            child | subject | status
            amy   | p1      | met
            ben   | p2      | ended_overdue
            ben   | p3      | met
            cal   | p4      | ended_overdue
        """,
    )


def test_the_life_story_is_given_in_ten_working_days_of_the_celebration() -> None:
    spec(
        life_story_work,
        as_at="2024-03-18",
        permanence="""
            child | celebration_on | life_story_given_on
            amy   | 2024-03-01     | 2024-02-20
            ben   | 2024-03-01     | 2024-03-18
            cal   | 2024-03-01     |
            dee   |                |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-15 | met
            ben   | 2024-03-15 | late
            cal   | 2024-03-15 | overdue
        """,
    )


def test_a_long_term_match_is_approved_in_six_months_or_another_order_came_first() -> None:
    spec(
        long_term_match,
        as_at="2024-03-01",
        permanence="""
            child | long_term_plan_on | long_term_matched_on | order_made_on
            amy   | 2023-08-31        | 2024-02-29           |
            ben   | 2023-08-31        |                      |
            cal   | 2023-08-31        |                      | 2024-01-10
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-02-29 | met
            ben   | 2024-02-29 | overdue
            cal   | 2024-02-29 | ended
        """,
    )


def test_together_or_apart_is_assessed_in_twenty_working_days_where_that_is_safe() -> None:
    spec(
        sibling_assessment,
        as_at="2024-04-03",
        sibling_assessments="""
            child | needed_on  | completed_on | not_safe
            amy   | 2024-03-01 | 2024-04-02   | no
            ben   | 2024-03-01 |              |
            cal   | 2024-03-01 |              | yes
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-04-02 | met
            ben   | 2024-04-02 | overdue
        """,
    )


def test_time_with_family_is_planned_and_looked_at_again_in_step_with_reviews() -> None:
    spec(
        family_time_plan,
        as_at="2024-12-01",
        care_episodes="""
            child | started_on | ended_on
            amy   | 2024-03-01 |
            ben   | 2024-03-01 |
            cal   | 2024-03-01 | 2024-03-20
        """,
        care_plans="""
            child | started_on | family_time_recorded_on
            amy   | 2024-03-10 | 2024-03-10
            amy   | 2024-06-11 | 2024-06-11
        """,
        expect="""
            child | due_on     | met_on     | status
            amy   | 2024-04-02 | 2024-03-10 | met
            amy   | 2024-06-10 | 2024-06-11 | late
            amy   | 2024-12-11 |            | due
            ben   | 2024-04-02 |            | overdue
            cal   | 2024-04-02 |            | ended
        """,
    )


def test_a_plan_to_go_home_has_a_decision() -> None:
    spec(
        reunification_plan,
        as_at="2024-04-01",
        care_plans="""
            child | permanence_plan | permanence_recorded_on
            amy   | return_home     | 2024-03-10
            ben   | return_home     | 2024-03-10
            cal   | adoption        | 2024-03-10
        """,
        decisions="""
            child | gateway     | decided_on
            amy   | return_home | 2024-03-01
            ben   | placement   | 2024-03-01
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-10 | met
            ben   | 2024-03-10 | overdue
        """,
    )


def test_a_special_guardianship_report_is_due_on_the_courts_day() -> None:
    spec(
        sgo_report,
        as_at="2024-05-11",
        court_directions="""
            child | kind                        | directed_on | due_on     | filed_on
            amy   | special_guardianship_report | 2024-03-01  | 2024-05-10 | 2024-05-10
            ben   | special_guardianship_report | 2024-03-01  | 2024-05-10 |
            cal   | special_guardianship_report | 2024-03-01  |            |
            dee   | statement                   | 2024-03-01  | 2024-05-10 |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-05-10 | met
            ben   | 2024-05-10 | overdue
            cal   |            | not_known
        """,
    )


def test_a_child_on_the_tracker_is_looked_at_every_four_weeks_until_permanence() -> None:
    spec(
        permanence_tracker_review,
        as_at="2024-06-01",
        care_episodes="child | started_on\namy | 2024-01-01\nben | 2024-01-01",
        tracker_reviews="""
            child | tracker    | reviewed_on
            amy   | permanence | 2024-03-01
            amy   | permanence | 2024-03-29
            amy   | legal      | 2024-04-20
            ben   | legal      | 2024-03-01
        """,
        permanence="child | long_term_matched_on\namy | 2024-05-01",
        expect="""
            child | opened_on  | due_on     | closed_on  | status
            amy   | 2024-03-01 | 2024-03-29 | 2024-05-01 | met
            amy   | 2024-03-29 | 2024-04-26 | 2024-05-01 | ended_overdue
        """,
    )


def test_a_review_of_short_breaks_asks_for_no_second_plan_and_each_period_of_care_has_its_own_first_review() -> None:
    spec(
        parallel_planning,
        as_at="2024-04-01",
        care_episodes="""
            child | started_on | ended_on   | legal_status
            amy   | 2024-03-01 |            | V4
            ben   | 2023-03-01 | 2023-06-01 |
            ben   | 2024-03-01 |            |
        """,
        care_reviews="""
            child | id | held_on    | was_cancelled
            amy   | r1 | 2024-03-28 |
            ben   | r2 | 2023-03-28 |
            ben   | r3 | 2024-03-10 | yes
            ben   | r4 | 2024-03-28 |
        """,
        care_plans="""
            child | started_on | permanence_plan | permanence_recorded_on | parallel_plan_recorded_on
            ben   | 2023-03-10 | return_home     | 2023-03-10             | 2023-03-28
        """,
        expect="""
            subject | due_on     | met_on     | status
            r2      | 2023-03-28 | 2023-03-28 | met
            r4      | 2024-03-28 |            | overdue
        """,
    )


def test_a_day_late_is_late_and_the_tracker_ends_with_an_order() -> None:
    spec(
        long_term_match,
        as_at="2024-03-01",
        permanence="child | long_term_plan_on | long_term_matched_on\namy | 2023-08-31 | 2024-03-01",
        expect="child | due_on | status\namy | 2024-02-29 | late",
    )
    spec(
        sibling_assessment,
        as_at="2024-04-05",
        sibling_assessments="""
            child | needed_on  | completed_on
            amy   | 2024-03-01 | 2024-04-03
            amy   | 2024-03-01 | 2024-04-02
        """,
        expect="child | due_on | status\namy | 2024-04-02 | late\namy | 2024-04-02 | met",
    )
    spec(
        reunification_plan,
        as_at="2024-04-01",
        care_plans="""
            child | permanence_plan | permanence_recorded_on
            amy   | return_home     | 2024-03-30
            ben   | return_home     | 2024-03-30
            cal   | return_home     | 2024-03-30
        """,
        decisions="""
            child | gateway     | decided_on
            amy   | return_home | 2024-03-02
            ben   | return_home | 2024-03-01
            cal   | return_home | 2024-03-31
        """,
        expect="child | met_on | status\namy | 2024-03-02 | met\nben | | overdue\ncal | 2024-03-31 | late",
    )
    spec(
        permanence_tracker_review,
        as_at="2024-06-01",
        care_episodes="""
            child | started_on | ended_on
            amy   | 2024-01-01 |
            ben   | 2024-01-01 | 2024-03-20
        """,
        tracker_reviews="""
            child | tracker    | reviewed_on
            amy   | permanence | 2024-03-01
            amy   | permanence | 2024-03-30
            ben   | permanence | 2024-03-01
        """,
        permanence="child | order_made_on\namy | 2024-04-10",
        expect="""
            child | opened_on  | due_on     | met_on     | status
            amy   | 2024-03-01 | 2024-03-29 | 2024-03-30 | late
            amy   | 2024-03-30 | 2024-04-27 |            | ended
            ben   | 2024-03-01 | 2024-03-29 |            | ended
        """,
    )


def test_a_plan_for_permanence_a_day_after_four_months_is_late() -> None:
    spec(
        permanence_plan_second_review,
        as_at="2024-07-03",
        care_episodes="child | started_on\namy | 2024-03-01",
        care_plans="child | permanence_plan | permanence_recorded_on\namy | adoption | 2024-07-02",
        expect="child | due_on | met_on | status\namy | 2024-07-01 | 2024-07-02 | late",
    )


def test_no_second_plan_is_asked_where_the_plan_is_settled_and_one_counts_from_a_month_before_the_review() -> None:
    settled = (
        "family_and_friends", "special_guardianship", "child_arrangements", "adoption", "residential",
        "supported_living",
    )  # fmt: skip
    plans = [f"s{place} | {plan} | 2024-03-10 |" for place, plan in enumerate(settled)]
    plans += ["t0 | return_home | 2024-03-10 | 2024-02-27", "t1 | return_home | 2024-03-10 | 2024-02-26"]
    plans += ["t2 | not_decided | 2024-03-10 |", "t3 | other | 2024-03-10 |"]
    children = [plan.split()[0] for plan in plans]
    spec(
        parallel_planning,
        as_at="2024-04-01",
        care_episodes="\n".join(["child | started_on", *(f"{child} | 2024-01-01" for child in children)]),
        care_reviews="\n".join(["child | held_on", *(f"{child} | 2024-03-29" for child in children)]),
        care_plans="\n".join(["child | permanence_plan | permanence_recorded_on | parallel_plan_recorded_on", *plans]),
        expect="child | met_on | status\nt0 | 2024-02-27 | met\nt1 | | overdue\nt2 | | overdue\nt3 | | overdue",
    )


def test_early_permanence_is_recorded_by_the_end_of_the_day_of_the_review() -> None:
    for day, status in (("2024-03-28", "due"), ("2024-03-29", "overdue")):
        spec(
            early_permanence_considered,
            as_at=day,
            permanence="child | named_at_review_on\namy | 2024-03-28",
            expect=f"due_on | status\n2024-03-28 | {status}",
        )


def test_a_dated_plan_for_permanence_of_a_kind_not_written_down_counts() -> None:
    spec(
        permanence_plan_second_review,
        as_at="2024-07-03",
        care_episodes="child | started_on\namy | 2024-03-01",
        care_plans="child | permanence_plan | permanence_recorded_on\namy | | 2024-06-02",
        expect="child | met_on | status\namy | 2024-06-02 | met",
    )
