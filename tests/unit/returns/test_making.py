"""A return is made whole or not at all, never over anything, and its manifest tells what is in it and wrong with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lineofsight.returns import making, writers
from lineofsight.returns.making import ReturnRefused, Source, make, year_asked
from lineofsight.returns.manifest import Note
from lineofsight.returns.writers import KINDS, Asked, Kind, Written
from lineofsight.simulation import simulate
from tests.support.homes import frame_of

KNOWN = date(2026, 9, 30)
SOURCE = Source(KNOWN, "20261001T080000Z", "operator")
NOTE = Note("cin:4220", "c1", "The family has not said, and was asked twice.", "worker-7", date(2026, 5, 1))
MADE_AT = datetime(2026, 10, 1, 9, 30, tzinfo=UTC)
CHILD = {
    "people": """
        id | born_on    | sex | ethnicity | pupil_number_unknown
        c1 | 2024-02-29 | F   |           | UN1
        c2 | 2023-01-01 | M   | WBRI      | UN1
    """,
    "disabilities": """
        id | child_id | disability
        d1 | c1       | NONE
        d2 | c2       | NONE
    """,
    "referrals": """
        id | child_id | received_on | source_code | primary_need | no_further_action
        r1 | c1       | 2026-03-02  | 1A          | N1           | no
        r2 | c2       | 2026-06-02  | 1A          | N1           | no
    """,
}


@pytest.fixture
def tables() -> dict[str, pl.DataFrame]:
    return {name: frame_of(name, text) for name, text in CHILD.items()}


def asked(collection: str = "cin", as_at: date = KNOWN, year: str | None = "2025-26") -> Asked:
    return Asked(collection, as_at, year, "330", MADE_AT)


def manifest_in(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def test_the_manifest_says_who_when_of_what_and_what_is_wrong(tables: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    make(tables, tmp_path / "census", asked(), SOURCE, notes=[NOTE])
    told = manifest_in(tmp_path / "census")
    file = tmp_path / "census" / "cin-census-2025-26.xml"
    assert told["files"] == [{"file": file.name, "rows": 1, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}]
    assert (told["made_by"], told["made_at"], told["snapshot"]) == (
        "operator", "2026-10-01T09:30:00+00:00", "20261001T080000Z",
    )  # fmt: skip
    assert (told["collection"], told["year"], told["as_at"], told["authority"]) == (
        "cin", "2025-26", "2026-09-30", "330",
    )  # fmt: skip
    assert told["tables"]["CINdetails"] == 1
    assert told["outstanding"]["rules"]["cin:4220"] == 1
    assert told["outstanding"]["broken"]["error"] >= 1
    assert told["outstanding"]["explained"] == 1
    assert told["notes"] == [
        {"rule": "cin:4220", "child": "c1", "reason": NOTE.reason, "by": "worker-7", "on": "2026-05-01"}
    ]
    assert "PersonDeathDate" in told["blank"]["ChildIdentifiers"]
    assert "GenderCurrent" not in told["blank"]["ChildIdentifiers"]  # which the census of the year does not ask


def test_a_note_about_another_child_explains_nothing(tables: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    other = Note("cin:4220", "c2", NOTE.reason, NOTE.by, NOTE.on)
    assert make(tables, tmp_path / "census", asked(), SOURCE, notes=[other]).outstanding.explained == 0  # type: ignore[union-attr]


def test_the_looked_after_return_says_which_rules_were_not_checked_and_why(tmp_path: Path) -> None:
    made = make(simulate(600, 1, 3), tmp_path / "903", asked("ssda903"), SOURCE).outstanding
    assert made is not None
    assert made.not_checked["ssda903:219"] == "no provider list"
    assert "ssda903:1010" not in made.not_checked  # last year's return is of the same record


def test_what_was_well_recorded_keeps_every_rule_of_its_return(tmp_path: Path) -> None:
    frames = simulate(6000, 3, 3, "well_recorded")
    left = {}
    for name in ("ssda903", "cin"):
        made = make(frames, tmp_path / name, asked(name, date(2026, 3, 31)), SOURCE)
        assert sum(made.tables.values()) > 300
        assert made.outstanding is not None
        left[name] = dict(made.outstanding.rules)
    assert left["ssda903"] == {}
    assert all(rule.endswith("Q") for rule in left["cin"])


def test_the_lists_name_what_the_record_has_no_place_for(tables: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    make(tables, tmp_path / "lists", asked("annex-a", year=None), SOURCE)
    told = manifest_in(tmp_path / "lists")
    assert told["not_held"]["List 8"] == ["LA of Placement"]
    assert told["outstanding"] is None
    assert told["year"] is None


@pytest.mark.parametrize("collection", [name for name in KINDS if name != "dfe-api"])
def test_what_is_said_not_to_be_held_is_blank(collection: str, tmp_path: Path) -> None:
    year = "2025-26" if KINDS[collection].of_a_year else None
    made = make(simulate(600, 1, 3), tmp_path / "made", asked(collection, year=year), SOURCE)
    for table, columns in made.not_held.items():
        assert set(columns) <= set(made.blank.get(table, columns))


def test_nothing_is_left_where_writing_fails(
    tables: dict[str, pl.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(tables: Mapping[str, pl.DataFrame], folder: Path, asked: Asked) -> Written:
        (folder / "half.csv").write_text("CHILD\n")
        raise OSError("no room")

    monkeypatch.setattr(making, "KINDS", {**KINDS, "cin": Kind("a census", True, half)})
    with pytest.raises(OSError, match="no room"):
        make(tables, tmp_path / "census", asked(), SOURCE)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_filled_and_one_with_anything_in_it_is_left(
    tables: dict[str, pl.DataFrame], tmp_path: Path
) -> None:
    folder = tmp_path / "census"
    folder.mkdir()
    make(tables, folder, asked(), SOURCE)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(ReturnRefused, match="is not empty, and nothing is written over"):
        make(tables, folder, asked(as_at=date(2026, 6, 30)), SOURCE)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_file_and_a_folder_that_is_not_there_are_refused(tables: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine")
    with pytest.raises(ReturnRefused, match="is a file"):
        make(tables, tmp_path / "notes", asked(), SOURCE)
    with pytest.raises(ReturnRefused, match="is not there"):
        make(tables, tmp_path / "no" / "such", asked(), SOURCE)
    assert (tmp_path / "notes").read_text() == "mine"


def test_a_day_the_record_does_not_know_is_refused(tables: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    with pytest.raises(ReturnRefused, match="knows nothing after 2026-09-30"):
        make(tables, tmp_path / "census", asked(as_at=date(2026, 10, 1)), SOURCE)
    assert list(tmp_path.iterdir()) == []


def test_a_return_in_a_year_not_over_tells_until_its_day(tables: dict[str, pl.DataFrame], tmp_path: Path) -> None:
    early = make(tables, tmp_path / "may", asked(as_at=date(2026, 6, 1), year="2026-27"), SOURCE)
    later = make(tables, tmp_path / "june", asked(as_at=date(2026, 6, 2), year="2026-27"), SOURCE)
    assert (early.files[0].rows, later.files[0].rows) == (1, 2)


YEARS_ASKED = [
    ("cin", None, date(2026, 3, 31), "2025-26"),
    ("cin", None, date(2026, 4, 1), "2026-27"),
    ("ssda903", "2024_25", KNOWN, "2024-25"),
    ("annex-a", None, KNOWN, None),
]
YEARS_REFUSED = [
    ("cin", "2031-32", KNOWN, "no rules of 2031-32"),
    ("cin", "2021-22", KNOWN, "no rules of 2021-22"),
    ("cin", "next", KNOWN, "not a collection year"),
    ("ssd", "2025-26", KNOWN, "has no year"),
    ("ssda903", "2026-27", date(2026, 3, 31), "before 2026-27 begins"),
]


@pytest.mark.parametrize(("collection", "year", "as_at", "wanted"), YEARS_ASKED)
def test_the_year_is_the_one_asked_or_the_day_s(
    collection: str, year: str | None, as_at: date, wanted: str | None
) -> None:
    assert year_asked(collection, year, as_at) == wanted


@pytest.mark.parametrize(("collection", "year", "as_at", "words"), YEARS_REFUSED)
def test_a_year_there_cannot_be_a_return_of_is_refused(collection: str, year: str, as_at: date, words: str) -> None:
    with pytest.raises(ReturnRefused, match=words):
        year_asked(collection, year, as_at)


def test_columns_no_row_fills_are_named_and_tables_without_rows_are_not() -> None:
    some = pl.DataFrame({"CHILD": ["1", "2"], "DUC": [None, None], "line": [None, None]})
    assert writers.blank_in({"UASC": some, "AD1": some.clear()}) == {"UASC": ["DUC"]}
