"""A workbook made by hand for an inspection: what its lists say, how far each reaches, and what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from openpyxl import load_workbook

from lineofsight.core.periods import add_months
from lineofsight.evaluation.coverage import Extent, TableCoverage
from lineofsight.sources import Reading, UnusableInput, read
from lineofsight.sources.annex_a.layout import list_named, lists
from tests.unit.sources.handmade.annex_a_by_hand import make


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    (found,) = read([make(tmp_path_factory.mktemp("annex") / "list of lists.data")])
    return found


def _only(reading: Reading, table: str, *columns: str) -> Any:
    (row,) = reading.tables[table].select(columns).rows()
    return row if len(columns) > 1 else row[0]


def test_the_eleven_lists() -> None:
    assert [len(one.columns) for one in lists().values()] == [7, 8, 11, 12, 14, 14, 17, 34, 17, 16, 19]


@pytest.mark.parametrize(
    ("title", "number"),
    [("List 1", 1), ("list10", 10), ("List 7 - CP", 7), ("Annex A List 8", 8), ("CHILDREN IN CARE", 8), ("CIN", 6),
     ("Cover", None), ("List 12", None)],
)  # fmt: skip
def test_a_sheet_is_known_by_its_title(title: str, number: int | None) -> None:
    found = list_named(title)
    assert (found.number if found else None) == number


def test_people_come_from_every_list(reading: Reading) -> None:
    people = reading.tables["people"].sort("id")
    assert people.select("id", "sex", "ethnicity", "born_on").rows() == [
        ("1001", "F", "WBRI", date(2015, 3, 4)), ("1002", "M", "WBRI", date(2017, 6, 30)),
        ("1003", "U", "NOBT", date(2008, 1, 2)), ("1004", "M", "WBRI", date(2004, 7, 7)),
    ]  # fmt: skip
    assert people["is_unaccompanied"].to_list() == [None, None, False, None]


def test_contacts_below_a_note_with_columns_moved(reading: Reading) -> None:
    contacts = reading.tables["contacts"]
    assert contacts.select("child_id", "received_on", "source_code", "line").rows() == [
        ("1001", date(2024, 1, 8), "6", 4), ("1002", date(2024, 1, 9), "1A", 5),
    ]  # fmt: skip
    (reject,) = reading.rejects.filter(pl.col("table") == "contacts").to_dicts()
    assert (reject["line"], reject["column"], reject["value"], reject["row_taken"]) == (
        6, "Date of Contact", "31/02/2024", False,
    )  # fmt: skip
    assert reject["file"].endswith("#Contacts")


def test_a_referral_and_the_episode_it_opened_are_one_row(reading: Reading) -> None:
    referrals = reading.tables["referrals"].sort("received_on")
    assert referrals.select("child_id", "received_on", "source_code", "primary_need", "no_further_action").rows() == [
        ("1002", date(2023, 6, 1), None, "N5", None), ("1001", date(2024, 1, 9), "6", "N1", False),
    ]  # fmt: skip


def test_assessment_enquiry_and_conference(reading: Reading) -> None:
    assert _only(reading, "assessments", "started_on", "authorised_on", "child_seen", "no_further_action") == (
        date(2024, 1, 10), date(2024, 2, 20), True, False,
    )  # fmt: skip
    enquiry, needless = _only(reading, "section_47_enquiries", "id", "conference_not_required")
    assert needless is False
    assert _only(reading, "conferences", "held_on", "plan_agreed", "enquiry_id") == (date(2024, 1, 30), True, enquiry)


def test_a_plan_with_its_latest_visit(reading: Reading) -> None:
    plan, *rest = _only(
        reading, "child_protection_plans", "id", "initial_category", "latest_category", "previous_plans"
    )
    assert rest == ["NEG", "EMO", 0]
    visit = reading.tables["visits"].row(by_predicate=pl.col("kind") == "child_protection", named=True)
    assert (visit["visited_on"], visit["child_seen"], visit["child_seen_alone"], visit["plan_id"]) == (
        date(2024, 3, 1), True, True, plan,
    )  # fmt: skip
    assert reading.tables["child_protection_reviews"].is_empty()


def test_only_a_child_in_need_plan_makes_one(reading: Reading) -> None:
    assert _only(reading, "child_in_need_plans", "child_id", "started_on") == ("1002", date(2023, 6, 1))
    kinds = reading.tables["visits"].sort("kind").select("kind", "child_id").rows()
    assert kinds == [("child_in_care", "1003"), ("child_in_need", "1002"), ("child_protection", "1001")]


def test_a_child_in_care(reading: Reading) -> None:
    episodes = reading.tables["care_episodes"].sort("started_on")
    assert episodes.select("started_on", "ended_on", "start_reason", "legal_status", "entered_care_on").rows() == [
        (date(2023, 5, 2), date(2023, 11, 6), "S", None, date(2023, 5, 2)),
        (date(2023, 11, 6), None, None, "C2", date(2023, 5, 2)),
    ]
    assert _only(reading, "placements", "started_on", "type", "provider_type", "outside_authority") == (
        date(2023, 11, 6), "U4", "PR1", True,
    )  # fmt: skip
    assert episodes["placement_id"][1] == _only(reading, "placements", "id")
    assert _only(reading, "care_plans", "permanence_plan") == "long_term_fostering"
    assert _only(reading, "health_checks", "kind", "checked_on") == ("initial_health_assessment", date(2023, 5, 25))


def test_a_care_leaver_and_an_adopter(reading: Reading) -> None:
    assert _only(reading, "care_leavers", "eligibility", "in_touch", "accommodation", "activity") == (
        "former_relevant", "YES", "U1", "F2",
    )  # fmt: skip
    assert _only(reading, "adopters", "id", "enquired_on", "early_permanence") == ("A1", date(2023, 6, 1), True)


def test_who_works_with_whom_now(reading: Reading) -> None:
    assert reading.tables["allocations"].sort("child_id").select("child_id", "worker_id", "team_id").rows() == [
        ("1001", "B. Worker", "Safeguarding 1"), ("1002", "C. Worker", "Safeguarding 1"),
        ("1003", "D. Worker", "Children in Care 2"), ("1004", None, "Leaving Care"),
    ]  # fmt: skip
    assert "E. Adviser" in reading.tables["professionals"]["name"].to_list()


def test_each_list_reaches_as_far_as_it_does(reading: Reading) -> None:
    assert reading.as_known_on == date(2024, 3, 1)
    six_months = TableCoverage(Extent.COMPLETE, date(2023, 9, 1), date(2024, 3, 1))
    assert reading.coverage["contacts"] == reading.coverage["child_protection_plans"] == six_months
    assert reading.coverage["adopters"].from_on == date(2023, 3, 1)
    assert {reading.coverage[name].extent for name in ("visits", "placements", "care_episodes")} == {Extent.LATEST_ONLY}


def test_a_list_that_is_missing_is_said_and_covers_nothing(reading: Reading, tmp_path: Path) -> None:
    assert any("there is no list 10, adoption" in item.what for item in reading.forgiven)
    assert "permanence" not in reading.tables
    (less,) = read([make(tmp_path / "a.xlsx", without=("List 3 - Referrals",))])
    assert less.coverage["referrals"].extent is Extent.NONE
    assert less.coverage["contacts"].extent is Extent.COMPLETE
    assert any("there is no list 3, referrals" in item.what for item in less.forgiven)


def test_what_was_untidy_is_said(reading: Reading) -> None:
    told = [item.what for item in reading.forgiven]
    assert "heading 'GENDER' is not written as it should be" in told
    assert "column 'Our own notes' is not one of the list's: passed over" in told
    assert "column 'Assessment completion date' is missing: read as blank" in told


@pytest.mark.parametrize(
    ("cell", "text", "problem"),
    [
        ("C3", "Somebody", "There is no column 'Child Unique ID'"),
        ("A3", "When", "There is no column 'Date of Contact'"),
    ],
)
def test_a_column_no_list_can_do_without_is_named(cell: str, text: str, problem: str, tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx")
    book = load_workbook(path)
    book["Contacts"][cell] = text
    book.save(path)
    with pytest.raises(UnusableInput, match=problem):
        read([path])


def test_two_sheets_of_one_list_are_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx")
    book = load_workbook(path)
    book.copy_worksheet(book["CIN"]).title = "List 6 old"
    book.save(path)
    with pytest.raises(UnusableInput, match="Both hold list 6"):
        read([path])


def test_two_dates_of_birth_for_one_id_are_a_reject(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx")
    book = load_workbook(path)
    book["CIN"]["D2"] = date(2001, 1, 1)
    book.save(path)
    (found,) = read([path])
    told = found.rejects.filter(pl.col("table") == "people")
    assert told.select("column", "row_taken").rows() == [("Date of Birth", True)]
    assert "another date of birth" in told["reason"][0]


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [(date(2024, 8, 31), 6, date(2024, 2, 29)), (date(2024, 3, 1), 12, date(2023, 3, 1)),
     (date(2024, 1, 15), 1, date(2023, 12, 15))],
)  # fmt: skip
def test_months_earlier_stop_at_the_months_last_day(day: date, months: int, before: date) -> None:
    assert add_months(day, -months) == before
