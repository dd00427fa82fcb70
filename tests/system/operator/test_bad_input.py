"""Bad files brought to `load` and `report`: a clear message or rejects, and the record as it was."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.commands import Authority, Commands

HEADING = "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_desc\n"
GOOD = HEADING + "C1,1001,2024-01-01,school\nC2,1001,2024-01-02,police\n"
TWO_GIGABYTES = 2 << 30


def _bomb(path: Path) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    path.write_text(f'<?xml version="1.0"?><!DOCTYPE Message [<!ENTITY e0 "ha">{levels}]><Message>&e11;</Message>')


def _stolen(path: Path) -> None:
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE Message [<!ENTITY e SYSTEM "file:///etc/passwd">]><Message><Header>'
        "<Collection><Collection>CIN</Collection><Year>2026</Year></Collection></Header><a>&e;</a></Message>"
    )


def _zeros(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(TWO_GIGABYTES)


def _empty_folder(path: Path) -> None:
    path.mkdir()


def _nothing(path: Path) -> None:
    """There is no such path."""


def _without_a_key_column(path: Path) -> None:
    path.write_text("cont_contact_date,cont_contact_source_desc\n2024-01-01,school\n")


UNUSABLE: list[tuple[str, Callable[[Path], object], str]] = [
    ("annex-a.xlsx", lambda path: path.write_text("these are my notes\n"), "a text file"),
    ("cin.xml", _bomb, "declares a document type"),
    ("cin2.xml", _stolen, "declares a document type"),
    ("zeros.csv", _zeros, "zero bytes"),
    ("zeros.xlsx", _zeros, "zero bytes"),
    ("empty", _empty_folder, "The folder is empty"),
    ("gone", _nothing, "There is no such file or folder"),
    ("unknown.csv", lambda path: path.write_text("colour,size\nred,2\n"), "belong to no known file"),
    ("empty.csv", lambda path: path.touch(), "The file is empty"),
]


def _state(home: Path) -> dict[str, str]:
    """Every table of the record as a digest of its rows, and how many there are."""
    found = {}
    with sqlite3.connect(f"file:{home / 'record.sqlite3'}?mode=ro", uri=True) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in sorted(names):
            rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
            found[name] = f"{len(rows)} {hashlib.sha256(repr(rows).encode()).hexdigest()}"
    connection.close()
    return found


@pytest.fixture
def held(command: Commands, made_home: Path, tmp_path: Path) -> Path:
    """A home that holds two contacts."""
    (tmp_path / "ssd_contacts.csv").write_text(GOOD)
    home = Path(shutil.copytree(made_home, tmp_path / "home"))
    assert command("load", tmp_path / "ssd_contacts.csv", "--home", home).code == 0
    return home


@pytest.mark.parametrize(("name", "make", "words"), UNUSABLE, ids=[name for name, _, _ in UNUSABLE])
def test_what_cannot_be_used_is_named_and_changes_nothing(
    name: str, make: Callable[[Path], object], words: str, command: Commands, held: Path, tmp_path: Path
) -> None:
    path = tmp_path / name
    make(path)
    before = _state(held)
    for ended in (
        command("load", path, "--home", held),
        command("load", tmp_path / "ssd_contacts.csv", path, "--home", held, "--as-known-on", "2026-01-01"),
        command("report", path, "--output", tmp_path / "report.html"),
    ):
        assert (ended.code, ended.out) == (2, "")
        assert len(ended.err.strip().splitlines()) == 1
        assert name in ended.err
        assert words in ended.err
        assert "root:" not in ended.err
    assert _state(held) == before
    assert not (tmp_path / "report.html").exists()


def _loaded(command: Commands, home: Path, path: Path, text: str | bytes) -> tuple[dict[str, Any], Any, str]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    ended = command("load", path, "--home", home, "--accept-drop")
    assert ended.code == 0, ended.err
    row = next(row for row in ended.rows if row["table"] == "contacts")
    return row, command("rejects", "--home", home).rows, ended.err


TABLE = [
    ("windows", (HEADING + "C9,1001,2024-01-01,Zoë’s café\n").encode("cp1252"), "read as Windows-1252"),
    ("with a mark", ("\ufeff" + HEADING + "C9,1001,2024-01-01,Zoë’s café\n").encode(), ""),
    ("columns moved", "cont_contact_date,cont_person_id,cont_contact_source_desc,cont_contact_id\n"
     "2024-01-01,1001,Zoë’s café,C9\n", ""),
    ("a column extra", HEADING.strip() + ",mood\nC9,1001,2024-01-01,Zoë’s café,fine\n", "mood"),
    ("a formula", HEADING + 'C9,1001,2024-01-01,"=HYPERLINK(1)"\n', "looks like a formula, kept as text"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), [(t, w) for _, t, w in TABLE], ids=[name for name, _, _ in TABLE])
def test_other_peoples_habits_are_read_and_said(
    text: str | bytes, words: str, command: Commands, held: Path, tmp_path: Path
) -> None:
    row, rejects, said = _loaded(command, held, tmp_path / "ssd_contacts.csv", text)
    assert (row["taken"], row["rejected"], rejects) == (1, 0, [])
    assert words in said
    with sqlite3.connect(held / "record.sqlite3") as connection:
        (kept,) = connection.execute("SELECT source_name FROM contacts WHERE id = 'C9'").fetchone()
    connection.close()
    assert kept == ("=HYPERLINK(1)" if "formula" in words else "Zoë’s café")


def test_a_missing_column_is_said(command: Commands, held: Path, tmp_path: Path) -> None:
    text = "cont_contact_id,cont_person_id,cont_contact_date\nC9,1001,2024-01-01\n"
    row, rejects, said = _loaded(command, held, tmp_path / "ssd_contacts.csv", text)
    assert (row["taken"], rejects) == (1, [])
    assert "ssd_contacts.csv" in said
    assert "'cont_contact_source_desc' is missing: read as blank" in said


def test_rows_without_their_child_are_not_taken(command: Commands, held: Path, tmp_path: Path) -> None:
    _without_a_key_column(tmp_path / "contacts_only.csv")
    before = _state(held)
    ended = command("load", tmp_path / "contacts_only.csv", "--home", held)
    if ended.code == 2:
        assert "cont_" in ended.err
        assert _state(held) == before
    else:
        assert ended.rows[0]["taken"] == 0
        assert command("rejects", "--home", held).rows


def test_a_date_that_does_not_exist_is_a_reject(command: Commands, held: Path, tmp_path: Path) -> None:
    text = GOOD + "C3,1002,31/02/2020,school\n"
    row, rejects, said = _loaded(command, held, tmp_path / "ssd_contacts.csv", text)
    assert (row["unchanged"], row["taken"], row["rejected"]) == (2, 0, 1)
    (reject,) = rejects
    assert (reject["line"], reject["column"], reject["value"]) == (4, "cont_contact_date", "31/02/2020")
    assert "1 row could not be read: lineofsight rejects" in said


def test_two_children_with_one_id_are_told(command: Commands, held: Path, tmp_path: Path) -> None:
    (tmp_path / "ssd_person.csv").write_text(
        "pers_person_id,pers_forename,pers_dob\n1001,Ada,2015-03-04\n1001,Grace,2016-05-06\n1002,Mary,2014-01-01\n"
    )
    ended = command("load", tmp_path / "ssd_person.csv", "--home", held)
    assert ended.code == 0
    (row,) = (row for row in ended.rows if row["table"] == "people")
    assert (row["taken"], row["rejected"]) == (2, 1)
    rejects = command("rejects", "--home", held).rows
    assert {(reject["line"], reject["value"]) for reject in rejects} <= {(2, "1001"), (3, "1001")}, rejects
    assert rejects
    assert all(reject["reason"] and reject["remedy"] for reject in rejects)


def test_a_visit_before_birth_is_told(command: Commands, held: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ssd"
    folder.mkdir()
    (folder / "ssd_person.csv").write_text("pers_person_id,pers_dob\n1001,2015-03-04\n")
    (folder / "ssd_cp_plans.csv").write_text(
        "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date\nP1,1001,2014-12-01\n"
    )
    (folder / "ssd_cp_visits.csv").write_text(
        "cppv_cp_visit_id,cppv_cp_plan_id,cppv_person_id,cppv_cp_visit_date\nV1,P1,1001,2014-03-01\n"
        "V2,P1,1001,2015-06-01\n"
    )
    ended = command("load", folder, "--home", held)
    assert ended.code == 0, ended.err
    rejects = command("rejects", "--home", held).rows
    told = [reject for reject in rejects if reject["file"].endswith("ssd_cp_visits.csv")]
    assert [(reject["line"], reject["value"]) for reject in told] == [(2, "2014-03-01")]
    assert "bor" in told[0]["reason"] or "birth" in told[0]["reason"]


def test_a_workbook_with_one_list_missing_loads_the_others(
    command: Commands, authority: Authority, held: Path, tmp_path: Path
) -> None:
    whole = authority.files / "annex-a" / "annex-a.xlsx"
    book = openpyxl.load_workbook(whole)
    missing = next(name for name in book.sheetnames if name.startswith("List 7"))
    del book[missing]
    book.save(tmp_path / "annex-a.xlsx")
    ended = command("load", tmp_path / "annex-a.xlsx", "--home", held)
    assert ended.code == 0, ended.err
    assert "there is no list 7, child protection" in ended.err
    assert sum(row["taken"] for row in ended.rows) > 100
    assert command("report", tmp_path / "annex-a.xlsx", "--output", tmp_path / "r.html").code == 0
    assert (tmp_path / "r.html").stat().st_size > 10_000


def test_yesterdays_file_cut_in_half_stops_the_load(command: Commands, made_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(made_home, tmp_path / "home"))
    file = tmp_path / "ssd_contacts.csv"
    lines = [f"C{n},{1000 + n},2024-01-{n % 28 + 1:02d},school" for n in range(200)]
    file.write_text(HEADING + "\n".join(lines) + "\n")
    assert command("load", file, "--home", home).code == 0
    before = _state(home)
    text = file.read_text()
    file.write_text(text[: text.index("\n", len(text) // 2) + 1])
    halved = command("load", file, "--home", home, "--as-known-on", "2024-01-28")
    assert (halved.code, halved.out) == (2, "")
    assert "--accept-drop" in halved.err
    assert _state(home) == before
    taken = command("load", file, "--home", home, "--as-known-on", "2024-01-28", "--accept-drop")
    assert taken.code == 0
    assert taken.rows[0]["withdrawn"] == pytest.approx(100, abs=2)
    file.write_text(text)
    assert command("load", file, "--home", home, "--as-known-on", "2024-01-28").code == 0


def test_a_folder_that_may_not_be_read_is_told(
    command: Commands, held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    real = os.listdir, os.scandir

    def refused(real_one: Callable[..., Any]) -> Callable[..., Any]:
        # The superuser may read every folder, so the refusal is the one an ordinary user would meet.
        def listing(path: Any = ".") -> Any:
            if str(path) == str(folder):
                raise PermissionError(13, "Permission denied", str(path))
            return real_one(path)

        return listing

    monkeypatch.setattr(os, "listdir", refused(real[0]))
    monkeypatch.setattr(os, "scandir", refused(real[1]))
    before = _state(held)
    for ended in (
        command("load", folder, "--home", held), command("report", folder, "--output", tmp_path / "r.html"),
    ):  # fmt: skip
        assert (ended.code, ended.out) == (2, "")
        assert "closed" in ended.err
        assert "Permission denied" in ended.err
    assert _state(held) == before
