"""An assessment is made in time, with a manager's eye on it and the child seen."""

from __future__ import annotations

from lineofsight.catalogue.assessment.need import (
    assessment_45,
    assessment_45_again,
    assessment_child_seen,
    assessment_manager_checkpoint,
    homeless_16_17_response,
    young_carer_assessment,
)
from tests.support.spec import spec


def test_forty_five_working_days_count_from_the_referral_and_not_from_the_start_of_the_assessment() -> None:
    spec(
        assessment_45,
        as_at="2024-03-07",
        referrals="""
            child | received_on
            amy   | 2024-01-02
            ben   | 2024-01-02
            cal   | 2024-01-02
        """,
        assessments="""
            child | started_on | authorised_on
            amy   | 2024-01-04 | 2024-03-05
            ben   | 2024-01-04 | 2024-03-06
            cal   | 2024-01-15 |
        """,
        expect="""
            child | opened_on  | due_on     | met_on     | status
            ------+------------+------------+------------+--------
            amy   | 2024-01-04 | 2024-03-05 | 2024-03-05 | met
            ben   | 2024-01-04 | 2024-03-05 | 2024-03-06 | late
            cal   | 2024-01-15 | 2024-03-05 |            | overdue
        """,
    )


def test_on_the_forty_fifth_working_day_an_assessment_is_still_due() -> None:
    spec(
        assessment_45,
        as_at="2024-03-05",
        referrals="child | received_on\namy | 2024-01-02",
        assessments="child | started_on\namy | 2024-01-04",
        expect="child | status\namy | due",
    )


def test_an_assessment_whose_referral_is_not_on_record_is_not_known_never_fine() -> None:
    spec(
        assessment_45,
        as_at="2024-03-07",
        referrals="""
            child | received_on | closed_on
            ben   | 2022-01-02  | 2022-06-01
        """,
        assessments="""
            child | started_on | authorised_on
            amy   | 2024-01-04 | 2024-02-01
            ben   | 2024-01-04 |
        """,
        expect="""
            child | due_on | status
            amy   |        | not_known
            ben   |        | not_known
        """,
    )


def test_only_assessments_of_need_are_held_to_the_national_length() -> None:
    spec(
        assessment_45,
        as_at="2024-01-10",
        referrals="""
            child | received_on
            amy   | 2024-01-02
            ben   | 2024-01-02
            cal   | 2024-01-02
        """,
        assessments="""
            child | kind             | started_on
            amy   | child_and_family | 2024-01-04
            ben   | parenting        | 2024-01-04
            cal   |                  | 2024-01-04
        """,
        expect="""
            child | status
            amy   | due
            cal   | due
        """,
    )


def test_a_second_assessment_of_the_same_referral_counts_from_its_own_start() -> None:
    tables = {
        "referrals": """
            child | received_on
            amy   | 2023-01-03
        """,
        "assessments": """
            child | id | started_on | authorised_on
            amy   | a1 | 2023-01-04 | 2023-02-01
            amy   | a2 | 2024-01-02 | 2024-03-06
            amy   | a3 | 2024-04-02 | 2024-06-05
            amy   | a4 | 2024-04-02 |
        """,
    }
    spec(assessment_45, as_at="2024-06-01", expect="subject | status\na1 | met", **tables)
    spec(
        assessment_45_again,
        as_at="2024-06-01",
        expect="subject | due_on | status\na2 | 2024-03-05 | late\na3 | 2024-06-06 | due\na4 | 2024-06-06 | due",
        **tables,
    )
    spec(
        assessment_45_again,
        as_at="2024-06-07",
        expect="subject | due_on | status\na2 | 2024-03-05 | late\na3 | 2024-06-06 | met\na4 | 2024-06-06 | overdue",
        **tables,
    )


def test_a_manager_checks_every_ten_working_days_until_the_assessment_is_authorised() -> None:
    spec(
        assessment_manager_checkpoint,
        as_at="2024-02-12",
        assessments="""
            child | id | kind      | started_on | authorised_on
            amy   | a1 |           | 2024-01-02 | 2024-02-05
            amy   | a2 |           | 2024-01-29 |
            amy   | a3 | parenting | 2024-01-29 |
        """,
        assessment_checkpoints="""
            child | assessment_id | checked_on
            amy   | a1            | 2024-01-16
            amy   | a1            | 2024-01-31
        """,
        expect="""
            subject | opened_on  | due_on     | met_on     | status
            --------+------------+------------+------------+--------
            a1      | 2024-01-02 | 2024-01-16 | 2024-01-16 | met
            a1      | 2024-01-16 | 2024-01-30 | 2024-01-31 | late
            a1      | 2024-01-31 | 2024-02-14 |            | ended
            a2      | 2024-01-29 | 2024-02-12 |            | due
        """,
    )


def test_a_child_is_seen_within_ten_working_days_by_the_assessments_date_or_by_a_visit() -> None:
    spec(
        assessment_child_seen,
        as_at="2024-01-20",
        assessments="""
            child | kind      | started_on | child_seen_on | child_unborn | child_abroad | authorised_on
            amy   |           | 2024-01-02 | 2024-01-16    |              |              |
            ben   |           | 2024-01-02 |               |              |              |
            cal   |           | 2024-01-02 |               |              |              |
            dee   |           | 2024-01-02 |               | yes          |              |
            eve   |           | 2024-01-02 |               |              | yes          |
            fay   |           | 2024-01-02 |               |              |              | 2024-01-10
            gil   | parenting | 2024-01-02 |               |              |              |
        """,
        visits="""
            child | kind       | visited_on | child_seen | mode
            ben   | assessment | 2024-01-17 | yes        |
            cal   | assessment | 2024-01-05 | yes        | virtual
            cal   | early_help | 2024-01-05 | yes        | in_person
            cal   | assessment | 2024-01-05 | no         | in_person
        """,
        expect="""
            child | due_on     | met_on     | status
            ------+------------+------------+--------
            amy   | 2024-01-16 | 2024-01-16 | met
            ben   | 2024-01-16 | 2024-01-17 | late
            cal   | 2024-01-16 |            | overdue
            fay   | 2024-01-16 |            | ended
        """,
    )


def test_a_homeless_young_person_is_answered_the_next_working_day() -> None:
    spec(
        homeless_16_17_response,
        as_at="2024-01-04",
        referrals="""
            child | received_on | is_homeless_16_17 | homeless_decided_on
            amy   | 2024-01-02  | yes               | 2024-01-03
            ben   | 2024-01-02  | yes               | 2024-01-04
            cal   | 2024-01-02  | yes               |
            dee   | 2024-01-02  | no                |
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-01-03 | met
            ben   | 2024-01-03 | late
            cal   | 2024-01-03 | overdue
        """,
    )


def test_a_young_carer_is_owed_an_assessment_as_a_carer_and_no_other_stands_in_for_it() -> None:
    spec(
        young_carer_assessment,
        as_at="2024-03-07",
        referrals="""
            child | received_on | is_young_carer
            amy   | 2024-01-02  | yes
            ben   | 2024-01-02  | yes
            cal   | 2024-01-02  |
        """,
        assessments="""
            child | kind             | started_on | authorised_on
            amy   | young_carer      | 2024-01-10 | 2024-03-05
            ben   | child_and_family | 2024-01-10 | 2024-02-01
        """,
        expect="""
            child | due_on     | status
            amy   | 2024-03-05 | met
            ben   | 2024-03-05 | overdue
        """,
    )


def test_without_its_referral_a_later_assessment_is_not_known_either() -> None:
    assessments = """
        child | id | started_on | authorised_on
        amy   | a1 | 2024-01-04 | 2024-02-01
        amy   | a2 | 2024-06-03 | 2024-07-01
    """
    spec(
        assessment_45,
        as_at="2024-12-01",
        assessments=assessments,
        expect="subject | due_on | status\na1 | | not_known\na2 | | not_known",
    )
    spec(assessment_45_again, as_at="2024-12-01", assessments=assessments, expect="status")


def test_a_young_carers_assessment_is_late_the_day_after_and_no_longer_owed_once_the_referral_closed() -> None:
    spec(
        young_carer_assessment,
        as_at="2024-03-07",
        referrals="""
            child | id | received_on | is_young_carer | closed_on
            amy   | r1 | 2024-01-02  | yes            |
            ben   | r2 | 2024-01-02  | yes            | 2024-02-01
            cal   | r3 | 2024-01-02  | yes            | 2024-03-06
            dee   | r4 | 2024-01-04  | yes            |
            dee   | r5 | 2024-01-04  | no             |
        """,
        assessments="""
            child | kind        | started_on | authorised_on
            amy   | young_carer | 2024-01-10 | 2024-03-06
        """,
        expect="""
            subject | due_on     | met_on     | status
            r1      | 2024-03-05 | 2024-03-06 | late
            r2      | 2024-03-05 |            | ended
            r3      | 2024-03-05 |            | ended_overdue
            r4      | 2024-03-07 |            | due
        """,
    )


def test_every_kind_of_assessment_of_need_asks_for_the_child_to_be_seen() -> None:
    spec(
        assessment_child_seen,
        as_at="2024-01-17",
        assessments="""
            child | id | kind                 | started_on
            amy   | a1 |                      | 2024-01-02
            amy   | a2 | child_and_family     | 2024-01-02
            amy   | a3 | pre_birth            | 2024-01-02
            amy   | a4 | housing_16_17        | 2024-01-02
            amy   | a5 | update               | 2024-01-02
            amy   | a6 | special_guardianship | 2024-01-02
        """,
        expect="subject | status\n" + "\n".join(f"a{place} | overdue" for place in range(1, 6)),
    )


def test_any_social_work_visit_in_person_shows_that_the_child_was_seen() -> None:
    spec(
        assessment_child_seen,
        as_at="2024-01-17",
        assessments="""
            child | started_on
            amy   | 2024-01-02
            ben   | 2024-01-02
            cal   | 2024-01-02
            dee   | 2024-01-02
            eve   | 2024-01-02
            fay   | 2024-01-02
            gil   | 2024-01-02
            hal   | 2024-01-02
            ian   | 2024-01-02
        """,
        visits="""
            child | kind              | visited_on | child_seen | mode
            amy   | child_in_need     | 2024-01-05 | yes        |
            ben   | child_protection  | 2024-01-05 | yes        | in_person
            cal   | child_in_care     | 2024-01-05 | yes        | in_person
            dee   | section_47        | 2024-01-05 | yes        | in_person
            eve   | private_fostering | 2024-01-05 | yes        | in_person
            fay   | after_missing     | 2024-01-05 | yes        | in_person
            gil   | assessment        | 2024-01-05 | yes        | doorstep
            hal   | assessment        | 2024-01-05 | yes        | telephone
            ian   | assessment        | 2024-01-05 | yes        | message
        """,
        expect="""
            child | status
            amy   | met
            ben   | met
            cal   | met
            dee   | met
            eve   | met
            fay   | met
            gil   | overdue
            hal   | overdue
            ian   | overdue
        """,
    )


def test_a_homeless_young_person_nobody_answered_is_no_longer_a_child_at_eighteen() -> None:
    spec(
        homeless_16_17_response,
        as_at="2024-06-01",
        people="id | born_on\namy | 2006-06-01\nben | 2006-06-02\ncal | 2006-01-03",
        referrals="""
            child | received_on | is_homeless_16_17 | homeless_decided_on
            amy   | 2024-01-02  | yes               |
            ben   | 2024-01-02  | yes               |
            cal   | 2024-01-02  | yes               | 2024-01-03
        """,
        expect="""
            child | due_on     | closed_on  | status
            amy   | 2024-01-03 | 2024-06-01 | ended_overdue
            ben   | 2024-01-03 | 2024-06-02 | overdue
            cal   | 2024-01-03 | 2024-01-03 | met
        """,
    )
