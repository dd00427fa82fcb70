"""The rows of each command: exactly the promised keys, in order, in each format."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from lineofsight.cli.output import shown, write_csv, write_xlsx
from tests.support.commands import PROGRAM, Authority, Commands

DAY = "2026-09-30"
DATE = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")

LOAD = "file source table read taken unchanged changed withdrawn rejected"
SNAPSHOTS = "snapshot made_at as_known_on rows sha256 catalogue policy"
DUTIES = (
    "standard holder_kind holder child subject variant opened_on opened_at due_on due_at met_on recorded_on closed_on "
    "status worker team basis"
)
# What the contract names, in its order.
PROMISED = {
    "snapshots": ((), SNAPSHOTS),
    "duties": (("--standard", "cp_visit"), DUTIES),
    "figures": (
        ("cpp_count",), "indicator period breakdown numerator denominator missing value lower upper snapshot",
    ),
    "cohort": (
        ("cpp_count", "--period", DAY),
        "indicator period child holder subject counted reason event_on team worker table row_id snapshot",
    ),
    "define": (("cp_visit",), "kind code title area authority basis words"),
}  # fmt: skip


@pytest.mark.parametrize("name", PROMISED)
def test_rows_have_the_promised_keys_in_every_format(name: str, command: Commands, authority: Authority) -> None:
    arguments, columns = PROMISED[name]
    asked = (name, *arguments, "--home", authority.home)
    lines = command(*asked)  # not a terminal: JSON Lines unless asked
    assert lines.code == 0, lines.err
    assert lines.rows
    assert {tuple(row) for row in lines.rows} == {tuple(columns.split())}
    assert command(*asked, "--format", "jsonl").out == lines.out
    heading, *cells = command(*asked, "--format", "csv").table
    assert heading == columns.split()
    assert len(cells) == len(lines.rows)
    table = command(*asked, "--format", "table").out
    assert table.splitlines()[0].split() == columns.split()
    assert len(table.splitlines()) == len(lines.rows) + 1
    assert "\x1b" not in table


def test_a_workbook_holds_the_same_rows(authority: Authority) -> None:
    asked = [str(PROGRAM), "cohort", "cpp_count", "--period", DAY, "--home", str(authority.home)]
    book = subprocess.run([*asked, "--format", "xlsx"], capture_output=True, check=True).stdout
    lines = [json.loads(line) for line in subprocess.run(asked, capture_output=True, check=True).stdout.splitlines()]
    heading, *cells = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0].iter_rows(values_only=True)
    assert lines
    assert [dict(zip(heading, row, strict=True)) for row in cells] == lines


@pytest.mark.parametrize(
    ("asked", "columns"),
    [
        (("duties", "--standard", "cp_visit", "--status", "not_known"), DUTIES),
        (("sql", "SELECT id, born FROM (SELECT 'x' AS id, 1 AS born) WHERE id = 'y'"), "id born"),
        (("rejects",), "file line column value reason remedy"),
    ],
)
def test_nothing_found_is_no_lines_and_no_failure(
    asked: tuple[str, ...], columns: str, command: Commands, authority: Authority
) -> None:
    nothing = command(*asked, "--home", authority.home)
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "")
    assert command(*asked, "--home", authority.home, "--format", "csv").table == [columns.split()]


def test_dates_moments_ids_and_blanks(command: Commands, authority: Authority) -> None:
    rows = command("duties", "--home", authority.home).rows
    for name in ("opened_on", "due_on", "met_on", "recorded_on", "closed_on"):
        assert all(row[name] is None or DATE.fullmatch(row[name]) for row in rows)
        assert any(row[name] for row in rows)
    for name in ("opened_at", "due_at"):
        assert all(row[name] is None or MOMENT.fullmatch(row[name]) for row in rows)
        assert any(row[name] for row in rows)
    for name in DUTIES.split():
        assert all(row[name] is None or (isinstance(row[name], str) and row[name]) for row in rows), name
    assert {row["status"] for row in rows} <= {"due", "overdue", "met", "late", "ended", "ended_overdue", "not_known"}
    assert all((row["child"] == row["holder"]) == (row["holder_kind"] == "child") for row in rows)
    (snapshot,) = command("snapshots", "--home", authority.home).rows
    assert MOMENT.fullmatch(snapshot["made_at"])
    assert snapshot["as_known_on"] == DAY
    assert snapshot["policy"] is None


def test_a_child_is_named_by_the_id_in_the_councils_files(command: Commands, authority: Authority) -> None:
    with (authority.files / "ssd" / "ssd_person.csv").open(encoding="utf-8-sig") as file:
        known = {row["pers_person_id"] for row in csv.DictReader(file)}
    for asked in (("duties",), ("cohort", "cpp_count", "--period", DAY)):
        children = {row["child"] for row in command(*asked, "--home", authority.home).rows} - {None}
        assert children
        assert children <= known


def test_moments_are_written_with_londons_offset() -> None:
    summer, winter = datetime(2026, 6, 1, 9, 30, tzinfo=UTC), datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    assert shown(summer) == "2026-06-01T10:30:00+01:00"
    assert shown(winter) == "2026-12-01T09:30:00+00:00"


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-1 day", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_would_run_as_a_formula_does_not(text: str) -> None:
    out = io.StringIO()
    write_csv([{"a": text}], ["a"], out)
    assert list(csv.reader(io.StringIO(out.getvalue(), newline="")))[1] == ["'" + text.replace("\r", "\n")]
    book = io.BytesIO()
    write_xlsx([{"a": text}], ["a"], book)
    assert openpyxl.load_workbook(book).worksheets[0]["A2"].data_type == "s"


def test_simulate_names_each_file_with_its_rows(command: Commands, tmp_path: Path) -> None:
    made = command("simulate", tmp_path / "out", "--population", "600", "--years", "1", "--formats", "ssd,cin")
    assert made.code == 0, made.err
    assert {tuple(row) for row in made.rows} == {("file", "format", "rows")}
    assert {row["format"] for row in made.rows} == {"ssd", "cin"}
    for row in made.rows:
        assert Path(row["file"]).is_file()
        if row["format"] == "ssd":
            with Path(row["file"]).open(encoding="utf-8-sig", newline="") as file:
                assert len(list(csv.DictReader(file))) == row["rows"]


def test_simulate_with_the_same_seed_writes_the_same(command: Commands, tmp_path: Path) -> None:
    for name, seed in (("a", "3"), ("b", "3"), ("c", "4")):
        asked = ("simulate", tmp_path / name, "--population", "600", "--years", "1", "--seed", seed)
        assert command(*asked).code == 0
    texts = {n: (tmp_path / n / "ssd" / "ssd_person.csv").read_bytes() for n in "abc"}
    assert texts["a"] == texts["b"] != texts["c"]


def test_load_counts_what_became_of_each_row(command: Commands, tmp_path: Path) -> None:
    file, home = tmp_path / "ssd_contacts.csv", tmp_path / "home"
    heading = "cont_contact_id,cont_person_id,cont_contact_date\n"
    file.write_text(heading + "C1,1001,2024-01-01\nC2,1001,2024-01-02\nC3,1002,31/02/2020\n")
    first = command("load", file, "--home", home)
    assert first.code == 0
    assert tuple(first.rows[0]) == tuple(LOAD.split())
    file.write_text(heading + "C1,1001,2024-01-01\nC2,1001,2024-01-03\n")
    second = command("load", file, "--home", home)
    counts = [{k: v for k, v in ended.rows[0].items() if isinstance(v, int)} for ended in (first, second)]
    assert counts == [
        {"read": 3, "taken": 2, "unchanged": 0, "changed": 0, "withdrawn": 0, "rejected": 1},
        {"read": 2, "taken": 0, "unchanged": 1, "changed": 1, "withdrawn": 0, "rejected": 0},
    ]
    assert (first.rows[0]["source"], first.rows[0]["table"]) == ("ssd", "contacts")
    assert "lineofsight rejects 1" in first.err
    assert command("rejects", "--home", home).out == ""
    (reject,) = command("rejects", "1", "--home", home).rows
    assert tuple(reject) == ("file", "line", "column", "value", "reason", "remedy")
    assert (Path(reject["file"]).name, reject["line"], reject["value"]) == ("ssd_contacts.csv", 4, "31/02/2020")
    assert reject["column"] == "cont_contact_date"
    assert reject["reason"]
    assert reject["remedy"]
    assert command("rejects", "9", "--home", home).code == 2
