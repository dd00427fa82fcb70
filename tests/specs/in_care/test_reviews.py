"""Reviews of children in care, and the reviewing officer's part in them."""

from __future__ import annotations

from lineofsight.catalogue.in_care.reviews import (
    child_seen_before_review,
    cla_review,
    iro_between_reviews,
    iro_escalation,
    iro_report_before,
    review_decisions_5wd,
    review_participation,
    review_record_15wd,
    short_break_review,
)
from tests.support.spec import spec


def test_twenty_working_days_then_three_months_then_every_six() -> None:
    spec(
        cla_review,
        as_at="2025-06-01",
        care_episodes="child | started_on\namy | 2024-03-01",
        care_reviews="""
            child | held_on    | was_cancelled
            amy   | 2024-04-02 |
            amy   | 2024-05-10 | yes
            amy   | 2024-07-02 | no
            amy   | 2025-01-03 |
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            amy   | 2024-03-01 | 2024-04-02 | 2024-04-02 | met
            amy   | 2024-04-02 | 2024-07-02 | 2024-07-02 | met
            amy   | 2024-07-02 | 2025-01-02 | 2025-01-03 | late
            amy   | 2025-01-03 | 2025-07-03 |            | due
        """,
    )


def test_the_first_review_is_overdue_the_day_after_the_twentieth_working_day() -> None:
    for day, status in (("2024-04-02", "due"), ("2024-04-03", "overdue")):
        spec(
            cla_review, as_at=day, care_episodes="child | started_on\namy | 2024-03-01",
            expect=f"child | due_on | status\namy | 2024-04-02 | {status}",
        )  # fmt: skip


def test_short_breaks_are_reviewed_in_three_months_then_six_and_owe_no_other_review() -> None:
    spec(
        cla_review, as_at="2024-12-31", care_episodes="child | started_on | legal_status\namy | 2024-03-01 | V3",
        expect="child | status",
    )  # fmt: skip
    spec(
        short_break_review,
        as_at="2024-12-31",
        short_breaks="""
            child | started_on | ended_on   | legal_basis
            amy   | 2024-03-01 |            | section_20
            ben   | 2024-03-01 | 2024-05-01 |
            cal   | 2024-03-01 |            | section_17
        """,
        care_reviews="child | held_on\namy | 2024-05-31",
        expect="""
            child | due_on     | met_on     | status
            amy   | 2024-06-01 | 2024-05-31 | met
            amy   | 2024-11-30 |            | overdue
            ben   | 2024-06-01 |            | ended
        """,
    )


def test_care_that_ended_first_owes_no_review_and_a_return_to_care_starts_again() -> None:
    spec(
        cla_review,
        as_at="2024-08-01",
        care_episodes="""
            child | id | started_on | ended_on
            amy   | e1 | 2024-03-01 | 2024-03-20
            amy   | e2 | 2024-07-20 |
        """,
        expect="""
            child | subject | due_on     | status
            amy   | e1      | 2024-04-02 | ended
            amy   | e2      | 2024-08-16 | due
        """,
    )


def test_decisions_go_out_in_five_working_days_and_the_record_in_fifteen() -> None:
    reviews = """
        child | held_on    | was_cancelled | decisions_sent_on | record_sent_on
        amy   | 2024-03-01 |               | 2024-03-08        | 2024-03-22
        ben   | 2024-03-01 |               | 2024-03-11        | 2024-03-25
        cal   | 2024-03-01 |               |                   |
        dee   | 2024-03-01 | yes           |                   |
    """
    for standard, due_on in ((review_decisions_5wd, "2024-03-08"), (review_record_15wd, "2024-03-22")):
        spec(
            standard,
            as_at="2024-04-30",
            care_reviews=reviews,
            expect=f"""
                child | due_on   | status
                amy   | {due_on} | met
                ben   | {due_on} | late
                cal   | {due_on} | overdue
            """,
        )


def test_how_the_child_took_part_is_recorded_from_four_years_old() -> None:
    spec(
        review_participation,
        as_at="2024-03-02",
        people="""
            child | born_on
            amy   | 2015-01-01
            ben   | 2015-01-01
            cal   | 2020-03-02
            dee   | 2020-03-01
            eve   |
        """,
        care_reviews="""
            child | held_on    | participation
            amy   | 2024-03-01 | PN7
            ben   | 2024-03-01 |
            cal   | 2024-03-01 |
            dee   | 2024-03-01 |
            eve   | 2024-03-01 | PN0
        """,
        expect="child | status\namy | met\nben | overdue\ndee | overdue",
    )


def test_another_reviews_participation_does_not_answer_for_this_one() -> None:
    spec(
        review_participation,
        as_at="2024-12-01",
        care_reviews="""
            child | id | held_on    | participation
            amy   | r1 | 2024-03-01 |
            amy   | r2 | 2024-06-01 | PN1
        """,
        expect="child | subject | status\namy | r1 | ended_overdue\namy | r2 | met",
    )


def test_the_reviewing_officer_looks_again_within_three_months_once_a_review_was_held() -> None:
    spec(
        iro_between_reviews,
        as_at="2024-12-01",
        care_episodes="""
            child | started_on | ended_on
            amy   | 2024-03-01 |
            ben   | 2024-03-01 |
            cal   | 2024-03-01 | 2024-06-30
        """,
        care_reviews="""
            child | held_on
            amy   | 2024-04-01
            amy   | 2024-10-20
            cal   | 2024-04-01
        """,
        reviewing_officer_checks="child | checked_on\namy | 2024-07-01",
        expect="""
            child | opened_on  | due_on     | status
            amy   | 2024-04-01 | 2024-07-01 | met
            amy   | 2024-07-01 | 2024-10-01 | late
            amy   | 2024-10-20 | 2025-01-20 | due
            cal   | 2024-04-01 | 2024-07-01 | ended
        """,
    )


def test_a_challenge_is_resolved_in_twenty_working_days() -> None:
    spec(
        iro_escalation,
        as_at="2024-04-10",
        challenges="""
            child | kind              | raised_on  | resolved_on
            amy   | reviewing_officer | 2024-03-01 | 2024-04-02
            ben   | reviewing_officer | 2024-03-01 |
            cal   | conference_chair  | 2024-03-01 |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-04-02 | met
            ben   | 2024-04-02 | overdue
        """,
    )


def test_the_report_comes_three_working_days_before_counting_back_over_a_weekend() -> None:
    spec(
        iro_report_before,
        as_at="2024-03-12",
        care_reviews="""
            child | held_on    | report_received_on
            amy   | 2024-03-12 | 2024-03-07
            ben   | 2024-03-12 | 2024-03-08
            cal   | 2024-03-12 |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-07 | met
            ben   | 2024-03-07 | late
            cal   | 2024-03-07 | overdue
        """,
    )


def test_the_child_is_spoken_to_before_the_review_unless_too_young_or_unwilling() -> None:
    spec(
        child_seen_before_review,
        as_at="2024-03-20",
        people="""
            child | born_on
            amy   | 2012-01-01
            ben   | 2012-01-01
            cal   | 2012-01-01
            dee   | 2012-01-01
            eve   | 2021-01-01
        """,
        care_reviews="""
            child | held_on    | child_spoken_to_on | child_declined_to_speak
            amy   | 2024-03-12 | 2024-03-05         |
            ben   | 2024-03-12 | 2024-03-13         |
            cal   | 2024-03-12 |                    | no
            dee   | 2024-03-12 |                    | yes
            eve   | 2024-03-12 |                    |
        """,
        expect="child | status\namy | met\nben | late\ncal | overdue",
    )


def test_a_code_for_under_four_answers_nothing_of_an_older_child() -> None:
    reviews = """
        child | held_on    | participation | child_spoken_to_on
        amy   | 2024-03-01 | PN0           |
        ben   | 2024-03-01 | PN0           |
        cal   | 2024-03-01 | PN0           |
        dee   | 2024-03-01 | PN1           | 2024-03-01
    """
    born = """
        child | born_on
        amy   | 2020-03-01
        ben   | 2020-03-02
        cal   |
        dee   | 2020-02-29
    """
    for standard in (review_participation, child_seen_before_review):
        spec(
            standard, as_at="2024-03-02", people=born, care_reviews=reviews,
            expect="child | status\namy | overdue\ndee | met",
        )  # fmt: skip


def test_reviews_that_were_cancelled_or_have_no_day_ask_for_nothing() -> None:
    reviews = "child | held_on | was_cancelled\namy | 2024-03-01 | yes\nben | |"
    for standard in (review_participation, review_record_15wd, iro_report_before, child_seen_before_review):
        spec(standard, as_at="2024-06-30", care_reviews=reviews, expect="child | status")


def test_a_challenge_begun_at_a_level_below_is_settled_by_the_day_set_for_it_in_all() -> None:
    challenges = """
        child | kind              | raised_on  | settle_by  | resolved_on
        amy   | reviewing_officer | 2024-03-01 | 2024-03-12 |
        ben   | reviewing_officer | 2024-03-01 |            | 2024-04-03
    """
    for day, status in (("2024-03-12", "due"), ("2024-03-13", "overdue")):
        spec(
            iro_escalation,
            as_at=day,
            challenges=challenges.replace("2024-04-03", "          "),
            expect=f"child | due_on | status\namy | 2024-03-12 | {status}\nben | 2024-04-02 | due",
        )
    spec(
        iro_escalation, as_at="2024-05-01", challenges=challenges,
        expect="child | due_on | status\namy | 2024-03-12 | overdue\nben | 2024-04-02 | late",
    )  # fmt: skip


def test_two_rows_of_one_review_are_one_review_and_another_childs_is_none() -> None:
    spec(
        cla_review,
        as_at="2024-07-03",
        care_episodes="child | started_on\namy | 2024-03-01\nben | 2024-03-01",
        care_reviews="child | held_on\namy | 2024-04-02\namy | 2024-04-02",
        expect="""
            child | due_on     | met_on     | status
            amy   | 2024-04-02 | 2024-04-02 | met
            amy   | 2024-07-02 |            | overdue
            ben   | 2024-04-02 |            | overdue
        """,
    )


def test_a_review_that_was_cancelled_meets_nothing_and_starts_nothing() -> None:
    cancelled = "child | held_on | was_cancelled\namy | 2024-04-01 | yes"
    spec(
        iro_between_reviews, as_at="2024-12-01", care_episodes="child | started_on\namy | 2024-03-01",
        care_reviews=cancelled, expect="child | status",
    )  # fmt: skip
    spec(
        short_break_review, as_at="2024-06-02", short_breaks="child | started_on\namy | 2024-03-01",
        care_reviews=cancelled, expect="child | due_on | met_on | status\namy | 2024-06-01 | | overdue",
    )  # fmt: skip
