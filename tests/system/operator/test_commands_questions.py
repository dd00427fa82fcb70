"""What commands answer about the record: every figure opens its children, every duty its rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from lineofsight.core.tables import table_named
from tests.support.commands import Authority, Commands

DAY = "2026-09-30"
MEASURES = [
    ("cpp_count", DAY), ("cpp_count", "2026-03-31"), ("cla_count", DAY), ("cp_visit.in_time", "2026-06"),
    ("cp_visit.in_time", "2026-Q1"), ("cp_visit.in_time", "2025-26"), ("cp_visit.in_time", "rolling:2026-03"),
    ("cp_visit.overdue", DAY),
]  # fmt: skip


@pytest.mark.parametrize(("indicator", "period"), MEASURES)
def test_a_figure_is_the_count_of_its_cohort(
    indicator: str, period: str, command: Commands, authority: Authority
) -> None:
    whole, *teams = command("figures", indicator, "--period", period, "--by", "team", "--home", authority.home).rows
    rows = command("cohort", indicator, "--period", period, "--home", authority.home).rows
    assert (whole["period"], whole["breakdown"]) == (period, {})
    assert whole["numerator"] == sum(row["counted"] is True for row in rows)
    assert whole["missing"] == sum(row["counted"] is None for row in rows)
    if indicator == "cp_visit.in_time":
        assert whole["denominator"] == sum(row["counted"] is not None for row in rows) > 0
        assert whole["value"] == pytest.approx(100 * whole["numerator"] / whole["denominator"])
        assert 0 <= whole["lower"] <= whole["value"] <= whole["upper"] <= 100
    else:
        assert (whole["lower"], whole["upper"]) == (None, None)
    assert sum(team["numerator"] for team in teams) == whole["numerator"]
    for team in teams[:2]:
        name = team["breakdown"]["team"]
        own = command("cohort", indicator, "--period", period, "--team", name, "--home", authority.home).rows
        assert team["numerator"] == sum(row["counted"] is True for row in own)
    assert all(row["counted"] is True or row["reason"] for row in rows)
    assert {row["snapshot"] for row in rows} <= {whole["snapshot"]}


def test_figures_without_a_period_are_the_thirteen_latest(command: Commands, authority: Authority) -> None:
    for indicator, last in (("cpp_count", DAY), ("cp_visit.in_time", "2026-09")):
        rows = command("figures", indicator, "--home", authority.home).rows
        assert len(rows) == 13
        assert rows[-1]["period"] == last
        assert [row["period"] for row in rows] == sorted(row["period"] for row in rows)


@pytest.mark.parametrize("year", ["2025-26", "2025_26"])
def test_a_year_is_written_either_way(year: str, command: Commands, authority: Authority) -> None:
    (row,) = command("figures", "cp_visit.in_time", "--period", year, "--home", authority.home).rows
    assert row["period"] == "2025-26"


def test_a_denominator_of_none_has_no_value(command: Commands, authority: Authority) -> None:
    (row,) = command("figures", "cp_visit.in_time", "--period", "1999-06", "--home", authority.home).rows
    assert row["value"] is None
    assert row["denominator"] in (0, None)


def test_as_at_moves_the_day_within_what_is_known(command: Commands, authority: Authority) -> None:
    early = command("figures", "cpp_count", "--as-at", "2026-03-31", "--home", authority.home).rows
    assert (len(early), early[-1]["period"]) == (13, "2026-03-31")
    late = command("figures", "cpp_count", "--period", "2026-03-31", "--home", authority.home).rows
    assert early[-1]["value"] == late[0]["value"]


@pytest.fixture(scope="module")
def every_duty() -> dict[str, list[dict[str, Any]]]:
    """What was asked once, for the tests of this module."""
    return {}


@pytest.fixture
def duties(command: Commands, authority: Authority, every_duty: dict[str, list[dict[str, Any]]]) -> Any:
    """Every duty of the authority as the command lists them."""
    if not every_duty:
        every_duty["all"] = command("duties", "--home", authority.home).rows
    return every_duty["all"]


def _ordered(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


@pytest.mark.parametrize("column", ["child", "team", "worker", "standard", "status"])
def test_duties_asked_for_are_those_of_the_whole(
    column: str, command: Commands, authority: Authority, duties: list[dict[str, Any]]
) -> None:
    values = [row[column] for row in duties if row[column]]
    chosen = values[len(values) // 2]
    found = command("duties", f"--{column}", chosen, "--home", authority.home).rows
    assert _ordered(found) == _ordered([row for row in duties if row[column] == chosen])


def test_what_met_a_duty_was_never_written_down_before_it_happened(duties: list[dict[str, Any]]) -> None:
    met = [row for row in duties if row["met_on"]]
    assert all(row["recorded_on"] >= row["met_on"] for row in met if row["recorded_on"])
    assert {row["recorded_on"] is None for row in met if row["standard"] == "contact_decision"} == {True, False}
    assert not [row for row in duties if row["recorded_on"] and not row["met_on"]]


def test_duties_filters_go_together(command: Commands, authority: Authority, duties: list[dict[str, Any]]) -> None:
    asked = ("--standard", "cp_visit,assessment_45", "--status", "late, overdue")
    found = command("duties", *asked, "--home", authority.home).rows
    expected = [
        r for r in duties if r["standard"] in ("cp_visit", "assessment_45") and r["status"] in ("late", "overdue")
    ]
    assert expected
    assert _ordered(found) == _ordered(expected)


def test_duties_as_at_an_earlier_day_knew_nothing_later(command: Commands, authority: Authority) -> None:
    rows = command("duties", "--standard", "cp_visit", "--as-at", "2025-09-30", "--home", authority.home).rows
    assert rows
    assert all(row["opened_on"] <= "2025-09-30" for row in rows)
    assert all(row["due_on"] < "2025-09-30" for row in rows if row["status"] == "overdue")
    assert all(row["met_on"] <= "2025-09-30" for row in rows if row["status"] in ("met", "late"))


def test_why_gives_clause_file_and_line(command: Commands, authority: Authority, duties: list[dict[str, Any]]) -> None:
    duty = next(row for row in duties if row["standard"] == "cp_visit" and row["met_on"])
    ended = command("why", "cp_visit", duty["holder"], "--subject", duty["subject"], "--home", authority.home)
    row = next(row for row in ended.rows if row["opened_on"] == duty["opened_on"])
    assert {name: row[name] for name in duty} == duty
    assert tuple(row) == (*duty, "clause", "opened_by", "met_by", "closed_by")
    assert row["clause"]
    assert tuple(row["met_by"]) == ("table", "row_id", "file", "line")
    text = Path(row["met_by"]["file"]).read_text(encoding="utf-8-sig").splitlines()[row["met_by"]["line"] - 1]
    cells = next(csv.reader([text]))
    assert row["met_by"]["row_id"] in cells
    assert duty["holder"] in text or duty["subject"] in text


def test_a_code_that_is_two_things_is_listed_as_both(command: Commands) -> None:
    both = command("define", "care_proceedings_26w")
    assert (both.code, [row["kind"] for row in both.rows]) == (2, ["standard", "indicator"])
    assert "standard:care_proceedings_26w and indicator:care_proceedings_26w" in both.err
    for kind in ("standard", "indicator"):
        one = command("define", f"{kind}:care_proceedings_26w")
        assert (one.code, [row["kind"] for row in one.rows]) == (0, [kind])
        assert one.rows[0] in both.rows


def test_define_lists_every_code_once_a_kind(command: Commands) -> None:
    rows = command("define").rows
    codes = [(row["kind"], row["code"]) for row in rows]
    assert len(set(codes)) == len(codes)
    assert sum(kind == "standard" for kind, _ in codes) >= 120
    assert {("indicator", f"cp_visit.{part}") for part in ("in_time", "overdue", "longest_wait")} <= set(codes)
    assert all(row["title"] and row["authority"] and row["words"] for row in rows)


def test_define_gives_the_homes_own_number(command: Commands, own_home: Path) -> None:
    (national,) = command("define", "cp_visit", "--home", own_home.parent / "none").rows
    (own_home / "policy.yaml").write_text(POLICY)
    (local,) = command("define", "cp_visit", "--home", own_home).rows
    assert local["words"] != national["words"]
    assert (national["title"][-15:], local["title"][-15:]) == ("10 working days", " 5 working days")


def test_a_title_has_the_length_in_force_on_the_last_day_the_record_knows(command: Commands, own_home: Path) -> None:
    (snapshot,) = command("snapshots", "--home", own_home).rows
    known = date.fromisoformat(snapshot["as_known_on"])
    titles = []
    for begins in (known, known + timedelta(days=1)):
        (own_home / "policy.yaml").write_text(POLICY.replace("2020-01-01", begins.isoformat()))
        titles += [row["title"] for row in command("define", "cp_visit", "--home", own_home).rows]
        titles += [row["title"] for row in command("define", "cp_visit.overdue", "--home", own_home).rows]
    every = "A child on a child protection plan is visited at least every"
    assert titles == [
        f"{every} 5 working days", f"{every} 5 working days: overdue",
        f"{every} 10 working days", f"{every} 10 working days: overdue",
    ]  # fmt: skip


POLICY = """
standards:
  cp_visit:
    from: 2020-01-01
    due: 5 working days
    reason: Agreed by the partnership.
"""


def test_what_the_board_was_told_can_be_shown_again(command: Commands, own_home: Path) -> None:
    asked = ("figures", "cp_visit.in_time", "--by", "team", "--home", own_home)
    (snapshot,) = command("snapshots", "--home", own_home).rows
    before = command(*asked).rows
    (own_home / "policy.yaml").write_text(POLICY)
    now = command(*asked)
    assert now.code == 0, now.err
    assert now.rows != before  # tightened: other figures
    assert "other definitions" in now.err
    told = command(*asked, "--snapshot", snapshot["snapshot"])
    assert _ordered(told.rows) == _ordered(before)
    assert f"{len(before)} figures are as published with snapshot {snapshot['snapshot']}" in told.err
    assert "worked out" not in told.err
    by_both = command(
        "figures", "cp_visit.in_time", "--by", "team,sex", "--home", own_home, "--snapshot", snapshot["snapshot"]
    )
    whole = [row for row in by_both.rows if row["breakdown"] == {}]
    assert whole == [row for row in before if row["breakdown"] == {}]
    assert "worked out with the definitions in force now" in by_both.err
    older = command("figures", "cp_visit.in_time", "--period", "2024-06", "--home", own_home, "--snapshot",
                    snapshot["snapshot"])  # fmt: skip
    assert (len(older.rows), "1 were not published with it" in older.err) == (1, True)


def test_published_figures_are_those_worked_out(command: Commands, authority: Authority) -> None:
    asked = ("figures", "cpp_count", "cla_count", "cp_visit.in_time", "--home", authority.home)
    (snapshot,) = command("snapshots", "--home", authority.home).rows
    named = command(*asked, "--snapshot", snapshot["snapshot"])
    assert (named.out, named.err) == (command(*asked).out, "")


FORBIDDEN = [
    "COPY people TO '{there}'", "COPY (SELECT 1) TO '{there}'", "ATTACH '{there}' AS other", "CREATE TABLE t (a int)",
    "INSERT INTO people SELECT * FROM people", "DROP VIEW people", "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('{home}/identity.key')", "SELECT * FROM '{identity}'", "SELECT * FROM glob('/*')",
    "SET enable_external_access = true", "INSTALL httpfs", "EXPORT DATABASE '{there}'", "SELECT 1; SELECT 2", "",
    "SELECT * FROM pseudonyms",
]  # fmt: skip


@pytest.mark.parametrize("query", FORBIDDEN)
def test_sql_asks_and_reaches_nothing_else(query: str, command: Commands, authority: Authority, tmp_path: Path) -> None:
    before = _files(authority.home)
    identity = next(authority.home.glob("snapshots/*/identity/people.parquet"))
    there = tmp_path / "out"
    ended = command("sql", query.format(there=there, home=authority.home, identity=identity), "--home", authority.home)
    assert (ended.code, ended.out) == (2, "")
    assert not there.exists()
    assert _files(authority.home) == before


def test_even_with_names_sql_changes_nothing(command: Commands, authority: Authority) -> None:
    before = _files(authority.home)
    facts = next(authority.home.glob("snapshots/*/facts/people.parquet"))
    assert command("sql", "--identified", f"COPY (SELECT 1) TO '{facts}'", "--home", authority.home).code == 2
    assert command("sql", "--identified", "SELECT * FROM read_csv('/etc/passwd')", "--home", authority.home).code == 2
    assert _files(authority.home) == before


def test_a_table_nothing_tells_of_has_its_columns_and_is_said_to_be_not_known(
    command: Commands, authority: Authority, tmp_path: Path
) -> None:
    home, table = tmp_path / "home", table_named("core_groups")
    assert command("load", authority.files / "ssd" / "ssd_person.csv", "--home", home).code == 0
    assert command("snapshot", "--home", home).code == 0
    assert table.name not in {row["name"] for row in command("sql", "SHOW TABLES", "--home", home).rows}
    described = command("sql", f"DESCRIBE {table.name}", "--home", home)
    columns = {row["column_name"]: row["column_type"] for row in described.rows}
    assert set(columns) == {column.name for column in table if not column.personal} > {"id", "child_id"}
    assert columns["held_on"] == "DATE"
    counted = command("sql", f"SELECT count(*) AS n FROM {table.name.upper()}", "--home", home)
    assert (counted.code, counted.rows) == (0, [{"n": 0}])
    assert "core_groups is empty: no file that was loaded tells of it. That is not known, and not none." in counted.err
    assert "is empty" not in command("sql", "SELECT count(*) AS n FROM people", "--home", home).err
    named = command("sql", "--identified", f"DESCRIBE {table.name}", "--home", home).rows
    assert {row["column_name"] for row in named} == {column.name for column in table}
    unknown = command("sql", "DESCRIBE core_group", "--home", home)
    assert (unknown.code, "lists the tables" in unknown.err) == (2, True)


def _files(home: Path) -> dict[Path, tuple[int, int]]:
    return {p: (p.stat().st_size, p.stat().st_mtime_ns) for p in home.joinpath("snapshots").rglob("*") if p.is_file()}


def _people(authority: Authority) -> Iterator[dict[str, str]]:
    with (authority.files / "ssd" / "ssd_person.csv").open(encoding="utf-8-sig") as file:
        yield from csv.DictReader(file)


def test_sql_shows_pseudonyms_unless_asked_for_names(command: Commands, authority: Authority) -> None:
    ids = {row["pers_person_id"] for row in _people(authority)}
    surnames = {row["pers_surname"] for row in _people(authority)} - {""}
    plain = command("sql", "SELECT * FROM people", "--home", authority.home)
    assert plain.rows
    assert not ids & {row["id"] for row in plain.rows}
    assert "surname" not in plain.rows[0]
    assert not any(f'"{name}"' in plain.out for name in surnames)
    joined = "FROM people JOIN pseudonyms ON people.id = pseudonyms.pseudonym"
    named = command("sql", "--identified", f"SELECT surname, pseudonyms.id {joined}", "--home", authority.home)
    assert named.code == 0, named.err
    assert {row["surname"] for row in named.rows} - {None} == surnames
    assert {row["id"] for row in named.rows} == ids
    twice = command("sql", "--identified", f"SELECT * {joined}", "--home", authority.home)
    assert (twice.code, "several columns the name id" in twice.err) == (2, True)
    tables = {row["name"] for row in command("sql", "SHOW TABLES", "--home", authority.home).rows}
    assert {"people", "visits"} <= tables
    assert "pseudonyms" not in tables
    assert command("sql", "SELECT count(*) AS n FROM visits", "--home", authority.home).rows[0]["n"] > 0
