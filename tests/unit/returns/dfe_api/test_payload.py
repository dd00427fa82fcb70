"""What the daily payload holds of small records: who is in it, where each fact stands, and what it cannot carry."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lineofsight.returns.dfe_api import payload_of, write
from lineofsight.returns.dfe_api.cohort import window
from lineofsight.returns.dfe_api.fields import fields
from lineofsight.returns.dfe_api.sent import Sent, State
from tests.support.homes import frame_of

AS_AT = date(2026, 9, 30)
PEOPLE = "id | born_on\nC1 | 2016-02-02"
REFERRALS = "id | child | received_on\nR1 | C1 | 2026-05-01"


def payload(as_at: date = AS_AT, **tables: str) -> Any:
    return payload_of({name: frame_of(name, text) for name, text in tables.items()}, as_at)


def episode(**tables: str) -> dict[str, Any]:
    """The one episode of the one child."""
    found = payload(people=PEOPLE, referrals=REFERRALS, **tables)
    (only,) = found.children["C1"]["social_care_episodes"]
    return dict(only)


def reasons(found: Any) -> list[tuple[str, str]]:
    return list(found.left_out.select("field", "reason").iter_rows())


@pytest.mark.parametrize(("as_at", "first", "last"), [
    (date(2026, 9, 30), date(2024, 4, 1), date(2026, 10, 1)),
    (date(2026, 3, 31), date(2023, 4, 1), date(2026, 4, 1)),
    (date(2026, 4, 1), date(2024, 4, 1), date(2026, 4, 2)),
    (date(2024, 2, 29), date(2021, 4, 1), date(2024, 3, 1)),
])  # fmt: skip
def test_the_window(as_at: date, first: date, last: date) -> None:
    assert (window(as_at).first, window(as_at).last) == (first, last)


def test_every_item_of_the_specification_is_there_once() -> None:
    items = [field.item for block in fields().values() for field in block if field.item is not None]
    assert sorted(items) == list(range(2, 56))


def test_who_is_in_it() -> None:
    found = payload(
        people="""
            id | born_on    | expected_on
            A  | 2010-01-01 |
            B  | 2010-01-01 |
            C  | 2010-01-01 |
            D  | 1998-04-01 |
            E  | 1998-04-02 |
            F  |            | 2026-12-01
            G  |            | 2026-10-01
            H  |            |
            I  | 2010-01-01 |
            J  | 2010-01-01 |
            K  | 2001-01-01 |
        """,
        referrals="""
            id | child | received_on | closed_on
            1  | A     | 2024-01-01  | 2024-04-01
            2  | B     | 2024-01-01  | 2024-03-31
            3  | C     | 2026-10-02  |
            4  | D     | 2026-01-01  |
            5  | E     | 2026-01-01  |
            6  | F     | 2026-01-01  |
            7  | G     | 2026-01-01  |
            8  | H     | 2026-01-01  |
            9  | K     | 2020-01-01  |
        """,
        child_in_need_plans="id | child | started_on | ended_on\n1 | I | 2024-01-01 | 2024-04-01",
        placements="id | child | started_on\n1 | J | 2020-01-01",
        care_leavers="id | child | latest_contact_on\n1 | K | 2026-01-01",
    )
    # D turned 26 on the first day of the window and was 25 on none of it; F is expected after it.
    assert list(found.children) == ["A", "E", "G", "I", "J", "K"]
    assert ("child_details.date_of_birth", "neither a date of birth nor one expected: whether the child belongs in "
            "cannot be told") in reasons(found)  # fmt: skip


def test_the_child() -> None:
    found = payload(
        people="""
            id | legacy_id | forename | surname | born_on    | sex | ethnicity | pupil_number  | is_unaccompanied
            C1 | M-1       | Ann      | Alpha   | 2016-02-02 |     | WBRI      | A123456789012 | yes
        """,
        referrals=REFERRALS,
        disabilities="child | disability\nC1 | LD\nC1 | AUT\nC1 | LD",
        addresses="""
            child | started_on | postcode
            C1    | 2026-01-01 | AB1 2CD
            C1    | 2027-01-01 | AB1 2ZZ
            C1    |            | AB1 2AA
        """,
        immigration_statuses="child | status | ended_on\nC1 | UASC | 2026-06-01",
        linked_identifiers="""
            child | kind                | value         | valid_from
            C1    | former_pupil_number | B123456789012 | 2025-01-01
            C1    | former_pupil_number | C123456789012 | 2024-01-01
        """,
    )
    assert found.children["C1"] == {
        "la_child_id": "C1", "mis_child_id": "M-1",
        "child_details": {
            "unique_pupil_number": "A123456789012", "former_unique_pupil_number": "B123456789012",
            "unique_pupil_number_unknown_reason": None, "first_name": "Ann", "surname": "Alpha",
            "date_of_birth": "2016-02-02", "expected_date_of_birth": None, "sex": "U", "ethnicity": "WBRI",
            "disabilities": ["AUT", "LD"], "postcode": "AB1 2CD", "uasc_flag": True, "uasc_end_date": "2026-06-01",
        },
        "social_care_episodes": [{
            "social_care_episode_id": "R1", "referral_date": "2026-05-01", "referral_source": None,
            "closure_date": None, "closure_reason": None, "referral_no_further_action_flag": None,
            "child_and_family_assessments": [], "child_in_need_plans": [], "section_47_assessments": [],
            "child_protection_plans": [], "child_looked_after_placements": [], "adoption": None, "care_leavers": None,
            "care_worker_details": [],
        }],
    }  # fmt: skip


def test_no_disability_is_said_only_where_disabilities_are_recorded() -> None:
    assert payload(people=PEOPLE, referrals=REFERRALS).children["C1"]["child_details"]["disabilities"] == []
    other = payload(people=PEOPLE, referrals=REFERRALS, disabilities="child | disability\nC9 | LD")
    assert other.children["C1"]["child_details"]["disabilities"] == ["NONE"]


def test_an_enquiry_with_its_conference() -> None:
    found = episode(
        section_47_enquiries="""
            id | child | referral_id | started_on | outcome                     | conference_not_required
            E1 | C1    | R1          | 2026-06-01 | substantiated_conference    |
            E2 | C1    |             | 2026-06-02 | substantiated_no_conference |
            E3 | C1    | R1          | 2026-06-03 | substantiated_conference    | yes
            E4 | C1    | R1          | 2026-06-04 |                             |
        """,
        conferences="""
            id | child | enquiry_id | held_on
            K1 | C1    | E1         | 2026-06-10
            K2 | C1    | E1         | 2026-06-20
            K3 | C1    | E2         | 2026-12-01
        """,
    )["section_47_assessments"]
    assert [(one["section_47_assessment_id"], one["icpc_required_flag"], one["icpc_date"]) for one in found] == [
        ("E1", True, "2026-06-20"), ("E2", False, None), ("E3", False, None), ("E4", None, None),
    ]  # fmt: skip


def test_a_placement_with_why_it_began_and_ended() -> None:
    found = episode(
        placements="""
            id | child | care_period_id | started_on | ended_on   | type | postcode | change_reason
            P1 | C1    | L1             | 2026-05-02 | 2026-06-01 | U4   | AB1 2CD  | CARPL
            P2 | C1    | L1             | 2026-06-01 | 2026-05-01 | K2   |          |
        """,
        care_episodes="""
        id | child | care_period_id | placement_id | referral_id | started_on | start_reason | ended_on   | end_reason
        1  | C1    | L1         | P1           | R1          | 2026-05-02 | S        | 2026-05-20 | X1
        2  | C1    | L1         | P1           | R1          | 2026-05-20 | L        | 2026-06-01 | X1
        3  | C1    | L1         | P2           |         | 2026-06-01 | P        |        |
        """,
    )["child_looked_after_placements"]
    assert found == [
        {"child_looked_after_placement_id": "P1", "start_date": "2026-05-02", "start_reason": "S",
         "postcode": "AB1 2CD", "placement_type": "U4", "end_date": "2026-06-01", "end_reason": "X1",
         "change_reason": "CARPL"},
        {"child_looked_after_placement_id": "P2", "start_date": "2026-06-01", "start_reason": "P", "postcode": None,
         "placement_type": "K2", "end_date": None, "end_reason": None, "change_reason": None},
    ]  # fmt: skip


def test_assessments_scores_adoption_and_leaving_care() -> None:
    tables = {
        "assessments": """
            id | child | referral_id | started_on | authorised_on | kind
            A1 | C1    | R1          | 2026-05-02 | 2026-06-02    |
            A2 | C1    | R1          | 2026-05-02 |               | other
        """,
        "assessment_factors": "child | assessment_id | factor\nC1 | A1 | 2B\nC1 | A1 | 1A\nC1 | A1 | ZZ",
        "permanence": """
            id | child | adoption_decided_on | matched_on
            1  | C1    | 2026-06-01          |
            2  | C1    | 2026-07-01          | 2026-08-01
        """,
        "care_leavers": "child | latest_contact_on | activity | accommodation\nC1 | 2026-08-01 | F1 | K2",
        "strengths_and_difficulties": """
            child | completed_on | score
            C1    | 2026-05-05   | 12
            C1    | 2024-03-31   | 9
            C1    | 2026-06-05   |
        """,
    }
    found = payload(people=PEOPLE, referrals=REFERRALS, **tables)
    child = found.children["C1"]
    (only,) = child["social_care_episodes"]
    assert only["child_and_family_assessments"] == [{
        "child_and_family_assessment_id": "A1", "start_date": "2026-05-02", "authorisation_date": "2026-06-02",
        "factors": ["1A", "2B"],
    }]  # fmt: skip
    assert only["adoption"] == {"initial_decision_date": "2026-07-01", "matched_date": "2026-08-01",
                                "placed_date": None}  # fmt: skip
    assert only["care_leavers"] == {"contact_date": "2026-08-01", "activity": "F1", "accommodation": "K"}
    assert child["health_and_wellbeing"] == {"sdq_assessments": [{"date": "2026-05-05", "score": 12}]}


def test_a_worker_at_work_on_a_31_march_where_there_is_a_plan() -> None:
    workers = """
        id | registration_number
        W1 | SW1
        W2 |
    """
    allocations = """
        id | child | worker | role              | started_on | ended_on
        1  | C1    | W1     | allocated_worker  | 2026-02-01 | 2026-03-31
        2  | C1    | W1     | allocated_worker  | 2026-04-01 |
        3  | C1    | W2     | allocated_worker  | 2026-02-01 |
        4  | C1    | W1     | reviewing_officer | 2026-02-01 |
    """
    referrals = "id | child | received_on\nR1 | C1 | 2026-01-01"
    given = {"people": PEOPLE, "referrals": referrals, "professionals": workers, "allocations": allocations}
    plan = "id | child | referral_id | started_on\nN1 | C1 | R1 | 2026-01-05"
    (only,) = payload(**given, child_in_need_plans=plan).children["C1"]["social_care_episodes"]
    assert only["care_worker_details"] == [{"worker_id": "SW1", "start_date": "2026-02-01", "end_date": "2026-03-31"}]
    (without,) = payload(**given).children["C1"]["social_care_episodes"]
    assert without["care_worker_details"] == []


def test_what_belongs_to_no_episode_is_said() -> None:
    plans = "id | child | started_on\n1 | C1 | 2026-04-30\n2 | C1 | 2026-05-01"
    found = payload(people=PEOPLE, referrals=REFERRALS, child_protection_plans=plans)
    (only,) = found.children["C1"]["social_care_episodes"]
    assert [plan["child_protection_plan_id"] for plan in only["child_protection_plans"]] == ["2"]
    assert reasons(found) == [
        ("social_care_episodes.child_protection_plans", "belongs to no episode that the window holds")
    ]


def test_values_that_are_not_taken_are_left_blank_and_named() -> None:
    found = payload(
        people="id | born_on | pupil_number | sex | ethnicity\nC1 | 2016-02-02 | A12 | X | ABCDE",
        referrals="id | child | received_on | source_code\nC1/R | C1 | 2026-05-01 | 9Z",
    )
    child = found.children["C1"]
    assert child["child_details"]["unique_pupil_number"] is None
    identifier = child["social_care_episodes"][0]["social_care_episode_id"]
    assert (len(identifier), "C1" in identifier) == (32, False)
    assert {field for field, _ in reasons(found)} == {
        "child_details.unique_pupil_number", "child_details.ethnicity", "child_details.sex",
        "social_care_episodes.referral_source",
    }  # fmt: skip


def test_a_sex_that_is_not_taken_is_said_to_be_unknown() -> None:
    found = payload(people="id | born_on | sex\nC1 | 2016-02-02 | X", referrals=REFERRALS)
    assert found.children["C1"]["child_details"]["sex"] == "U"


def test_a_child_whose_id_is_not_taken_is_left_out_and_said() -> None:
    found = payload(
        people="id | born_on\nC 1 | 2016-02-02", referrals="id | child | received_on\nR1 | C 1 | 2026-05-01"
    )
    assert found.children == {}
    assert reasons(found)[0][0] == "la_child_id"


def test_written_in_batches_of_at_most_a_hundred(tmp_path: Path) -> None:
    people = "id | born_on\n" + "\n".join(f"C{number} | 2016-02-02" for number in range(101))
    referrals = "id | child | received_on\n" + "\n".join(f"R{n} | C{n} | 2026-05-01" for n in range(101))
    tables = {"people": frame_of("people", people), "referrals": frame_of("referrals", referrals)}
    rows = write(tables, tmp_path / "out", AS_AT)
    assert rows == {"batch-0001.json": 100, "batch-0002.json": 1, "left-out.csv": 0, "what-would-be-sent.json": 1}
    assert len(json.loads((tmp_path / "out" / "batch-0002.json").read_text(encoding="utf-8"))) == 1
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "out").iterdir())
    summary = json.loads((tmp_path / "out" / "what-would-be-sent.json").read_text(encoding="utf-8"))
    assert summary["children"]["new"] == 101
    assert "child_details.surname" in summary["never_filled"]
    with pytest.raises(ValueError, match="1 to 100"):
        write(tables, tmp_path / "more", AS_AT, most=101)
    with pytest.raises(ValueError, match="Give key and reference"):
        write(tables, tmp_path / "other", AS_AT, sent={"p1": Sent("p1", State.SENT)})


def test_an_empty_record_has_nothing_to_send(tmp_path: Path) -> None:
    rows = write({}, tmp_path, AS_AT)
    assert rows == {"left-out.csv": 0, "what-would-be-sent.json": 1}


def test_inputs_are_not_changed() -> None:
    tables = {"people": frame_of("people", PEOPLE), "referrals": frame_of("referrals", REFERRALS)}
    before = {name: frame.clone() for name, frame in tables.items()}
    payload_of(tables, AS_AT)
    assert all(frame.equals(before[name]) for name, frame in tables.items())
