"""The `check` command: its rows, its ends, and what it says of files that are not as they should be."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lineofsight.cli.main import run
from lineofsight.returns.rulebooks import Rule, Variant, book_of
from lineofsight.returns.rulebooks import rule as shapes
from lineofsight.returns.rulebooks.facts import facts_of

KEYS = [
    "outcome", "rule", "severity", "child", "table", "row", "line", "fields", "values", "message", "remedy", "reason",
]  # fmt: skip
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
GOOD_CHILD = "1,F,01/06/2012,WBRI,A123456789012,0,"
GOOD_EPISODE = "1,01/06/2025,S,C2,N1,U4,PR1,,,,B1 1AA,B1 1AB,1234567"
CENSUS = """<?xml version="1.0" encoding="utf-8"?>
<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>
<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>
<Children><Child><ChildIdentifiers><LAchildID>1</LAchildID><PersonBirthDate>2015-01-01</PersonBirthDate>
<Sex>{sex}</Sex></ChildIdentifiers>{more}</Child></Children></Message>
"""


@dataclass(frozen=True)
class Ended:
    """How the command ended."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Its rows, read as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    def broken(self) -> set[str]:
        """The rules broken."""
        return {row["rule"] for row in self.rows if row["outcome"] == "breach"}


class Checks:
    """Runs `check` in this process."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *arguments: str | Path) -> Ended:
        self._capture.readouterr()
        code = run(["check", *(str(each) for each in arguments)])
        out, err = self._capture.readouterr()
        return Ended(code, out, err)


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Checks:
    """The command."""
    return Checks(capsys)


def folder(path: Path, **files: str) -> Path:
    """A folder of CSV files."""
    path.mkdir()
    for name, text in files.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A return of one child with nothing wrong that these two files show."""
    return folder(tmp_path / "good", Header=f"{HEADER}\n{GOOD_CHILD}\n", Episodes=f"{EPISODES}\n{GOOD_EPISODE}\n")


ASKED = ("--year", "2025-26", "--la", "330")


def test_a_breach_says_where_it_is_and_what_to_do(check: Checks, tmp_path: Path) -> None:
    where = folder(tmp_path / "a", Header=f"{HEADER}\n{GOOD_CHILD}\n2,Q,01/06/2012,WBRI,UN1,0,\n")
    ended = check("ssda903", where, *ASKED)
    (row,) = [row for row in ended.rows if row["rule"] == "ssda903:101"]
    assert list(row) == KEYS
    assert row == {
        "outcome": "breach", "rule": "ssda903:101", "severity": None, "child": "2", "table": "Header", "row": 1,
        "line": 3, "fields": ["SEX"], "values": ["Q"],
        "message": "The child or young person’s reported sex is not valid.",
        "remedy": "Correct SEX in the case system and make the return again; or, if it is right, note why.",
        "reason": None,
    }  # fmt: skip
    assert ended.code == 1


def test_what_was_not_checked_is_listed_with_the_reason(check: Checks, good: Path) -> None:
    rows = {row["rule"]: row for row in check("ssda903", good, *ASKED).rows if row["outcome"] != "breach"}
    assert rows["ssda903:203"]["reason"] == "no Header_last"
    assert rows["ssda903:203"]["outcome"] == "not_checked"
    assert rows["ssda903:1008"]["reason"] == "no provider list"
    assert rows["ssda903:392b"]["outcome"] == "partly_checked"
    assert list(rows["ssda903:203"]) == KEYS


def test_a_return_that_breaks_no_rule_ends_with_0(check: Checks, tmp_path: Path) -> None:
    path = folder(tmp_path / "a", UASC="CHILD,SEX,DOB,DUC\n1,F,01/06/2012,\n")
    ended = check("ssda903", path, *ASKED)
    assert ended.broken() == set()
    assert ended.code == 0


def test_last_years_folder_is_read_beside(check: Checks, good: Path, tmp_path: Path) -> None:
    last = folder(tmp_path / "last", Header=f"{HEADER}\n1,F,02/06/2012,WBRI,A123456789012,0,\n")
    ended = check("ssda903", good, "--last-year", last, *ASKED)
    assert "ssda903:203" in ended.broken()


CARE_LEAVER = "CHILD,SEX,DOB,IN_TOUCH,ACTIV,ACCOM\n2,F,01/06/2005,YES,F1,B1\n"


def test_the_folders_of_earlier_years_are_read_for_the_rules_that_look_back(check: Checks, tmp_path: Path) -> None:
    header = f"{HEADER}\n{GOOD_CHILD}\n2,F,01/06/2005,WBRI,,,\n"
    now = folder(tmp_path / "now", OC3=CARE_LEAVER, Header=header, Episodes=f"{EPISODES}\n{GOOD_EPISODE}\n")
    open_then = folder(tmp_path / "2021", Episodes=f"{EPISODES}\n2,01/07/2020,S,C2,N1,U4,PR1,,,,,,\n")
    ended_later = folder(tmp_path / "2022", Episodes=f"{EPISODES}\n2,01/07/2020,S,C2,N1,U4,PR1,01/09/2021,E5,,,,\n")
    alone = check("ssda903", now, *ASKED)
    reasons = {row["rule"]: (row["reason"], row["remedy"]) for row in alone.rows if row["outcome"] == "partly_checked"}
    assert {"ssda903:1001", "ssda903:1002"} <= alone.broken()
    assert reasons["ssda903:1001"][0] == "no Episodes_earlier, no Episodes_last"
    assert "--earlier" in reasons["ssda903:1001"][1]
    both = check("ssda903", now, "--earlier", open_then, "--earlier", ended_later, *ASKED)
    assert not {"ssda903:1001", "ssda903:1002"} & both.broken()
    assert "ssda903:1002" in check("ssda903", now, "--earlier", open_then, *ASKED).broken()  # not known to have ended


@pytest.mark.parametrize("again", ["now", "last"])
def test_a_year_given_twice_is_refused(again: str, check: Checks, tmp_path: Path) -> None:
    now, last = folder(tmp_path / "now"), folder(tmp_path / "last")
    ended = check("ssda903", now, "--last-year", last, "--earlier", now if again == "now" else last, *ASKED)
    assert ended.code == 2
    assert "Name" in ended.err


def test_providers_are_read_from_a_file(check: Checks, good: Path, tmp_path: Path) -> None:
    providers = tmp_path / "providers.csv"
    providers.write_text("urn,Place Codes,Provider Codes,Reg End\n1234567,K2,PR1,\n", encoding="utf-8")
    ended = check("ssda903", good, "--providers", providers, *ASKED)
    assert "ssda903:219" in ended.broken()
    assert "ssda903:1008" not in ended.broken()


def test_csv_and_files_of_each_kind(check: Checks, good: Path, tmp_path: Path) -> None:
    table = list(csv.reader(io.StringIO(check("ssda903", good, *ASKED, "--format", "csv").out)))
    assert table[0] == KEYS
    for suffix in ("html", "xlsx", "csv"):
        ended = check("ssda903", good, *ASKED, "--output", tmp_path / f"found.{suffix}")
        assert ended.out == ""
        assert (tmp_path / f"found.{suffix}").stat().st_size > 1000
    page = (tmp_path / "found.html").read_text(encoding="utf-8")
    assert "What was not checked" in page
    assert "no provider list" in page


def test_the_census_from_its_file(check: Checks, tmp_path: Path) -> None:
    path = tmp_path / "cin.xml"
    path.write_text(CENSUS.format(sex="X", more=""), encoding="utf-8")
    ended = check("cin", path, "--year", "2025-26")
    (row,) = [row for row in ended.rows if row["rule"] == "cin:4180"]
    assert (row["severity"], row["child"], row["line"], row["values"]) == ("error", "1", 4, ["X"])
    severities = [row["severity"] for row in ended.rows if row["outcome"] == "breach"]
    assert severities == sorted(severities)  # errors first
    # A child without characteristics or cases is a breach, not a fault.
    assert "cin:8590" in ended.broken()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["annex_a", "."], "annex_a"), (["ssda903"], "files nor the record"), (["ssda903", ".", *ASKED[2:]], "--year"),
        (["ssda903", ".", *ASKED[:2]], "--la"), (["ssda903", "nowhere", *ASKED], "not there"),
        (["ssda903", ".", "--year", "2019-20", "--la", "330"], "2022-23 to 2026-27"),
        (["ssda903", ".", "--year", "soon", "--la", "330"], "--year"),
        (["cin", ".", "--year", "2025-26"], "not a file"),
        (["ssda903", ".", *ASKED, "--output", "found.doc"], ".html"),
    ],
)  # fmt: skip
def test_unusable_arguments_end_with_2_and_one_line(
    check: Checks, good: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(good)
    ended = check(*arguments)
    assert ended.code == 2
    assert len(ended.err.strip().splitlines()) == 1
    assert said in ended.err


def refused(ended: Ended, *said: str) -> None:
    """The command ended with 2, with one line that names each."""
    assert ended.code == 2, ended.err
    assert ended.out == ""
    (line,) = ended.err.strip().splitlines()
    for word in said:
        assert word in line


def test_a_census_cut_in_the_middle(check: Checks, tmp_path: Path) -> None:
    path = tmp_path / "cin.xml"
    path.write_text(CENSUS.format(sex="F", more="")[:250], encoding="utf-8")
    refused(check("cin", path, "--year", "2025-26"), "cin.xml", "line", "again")


def test_an_unknown_element_is_left_out_and_told(check: Checks, tmp_path: Path) -> None:
    path = tmp_path / "cin.xml"
    path.write_text(CENSUS.format(sex="F", more="<ShoeSize>4</ShoeSize>"), encoding="utf-8")
    ended = check("cin", path, "--year", "2025-26")
    assert "ShoeSize" in ended.err
    assert ended.code == 1


def test_two_returns_in_one_folder(check: Checks, good: Path) -> None:
    (good / "Header 2024.csv").write_text(f"{HEADER}\n{GOOD_CHILD}\n", encoding="utf-8")
    refused(check("ssda903", good, *ASKED), "Header", "folder of their own")


def test_last_years_folder_of_the_wrong_year(check: Checks, good: Path, tmp_path: Path) -> None:
    refused(check("ssda903", good, "--last-year", good, *ASKED), "this year's folder")
    later = folder(tmp_path / "later", Episodes=f"{EPISODES}\n{GOOD_EPISODE}\n")
    refused(check("ssda903", good, "--last-year", later, *ASKED), "2024-25", "2025-06-01")


def test_a_return_of_another_year_is_told(check: Checks, good: Path) -> None:
    ended = check("ssda903", good, "--year", "2024-25", "--la", "330")
    assert "its dates are of another" in ended.err


def test_a_looked_after_file_with_annex_a_columns(check: Checks, good: Path) -> None:
    (good / "list 6.csv").write_text("Child Unique ID,Gender,Ethnicity,Date of Birth\n1,F,WBRI,01/06/2012\n")
    refused(check("ssda903", good, *ASKED), "list 6.csv", "no module")


def test_an_empty_folder_and_an_empty_file(check: Checks, tmp_path: Path) -> None:
    empty = folder(tmp_path / "empty")
    refused(check("ssda903", empty, *ASKED), "no CSV or XML")
    (empty / "Header.csv").write_bytes(b"")
    refused(check("ssda903", empty, *ASKED), "Header.csv", "empty")


def test_files_written_by_others_are_forgiven_and_each_thing_told(check: Checks, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.mkdir()
    untidy = "dob , child,SEX,Ethnic,upn,mother,mc_dob,Notes\r\n2012-06-01 ,1, F,WBRI,A123456789012,0,,é\r\n,,,,,,,\r\n"
    (path / "my header.CSV").write_bytes(b"\xef\xbb\xbf" + untidy.encode())
    (path / "episodes.csv").write_bytes(f"{EPISODES}\n{GOOD_EPISODE}\n".replace("B1 1AA", "B1 1A\xc9").encode("cp1252"))
    ended = check("ssda903", path, *ASKED)
    assert {"ssda903:102", "ssda903:103", "ssda903:INT03"} & ended.broken() == set()
    for said in ("other capitals or spaces", "Notes: not a column", "blank lines", "Windows-1252"):
        assert said in ended.err


def test_a_row_too_wide_is_told_and_the_rest_checked(check: Checks, tmp_path: Path) -> None:
    where = folder(tmp_path / "a", Header=f"{HEADER}\n{GOOD_CHILD},x,y,z\n2,Q,01/06/2012,WBRI,UN1,0,\n")
    ended = check("ssda903", where, *ASKED)
    assert "line 2" in ended.err
    (row,) = [row for row in ended.rows if row["rule"] == "ssda903:101"]
    assert row["line"] == 3


def test_a_rule_that_fails_inside_ends_with_3_and_its_code(
    check: Checks, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_of("ssda903")
    ailing = Rule("ssda903", facts_of("ssda903")["101"],
                  (Variant("", (shapes.Test("Header", pl.col("SEX") + pl.col("DOB")),)),))  # fmt: skip
    ill = replace(book, rules={**book.rules, "101": ailing})
    monkeypatch.setattr("lineofsight.returns.checking.check.book_of", lambda collection: ill)
    ended = check("ssda903", good, *ASKED)
    assert ended.code == 3
    assert "ssda903:101" in ended.err
    assert ended.out == ""


def test_checking_files_never_imports_django(good: Path) -> None:
    script = (
        "import sys; from lineofsight.cli.main import run; "
        f"run(['check', 'ssda903', {str(good)!r}, '--year', '2025-26', '--la', '330']); "
        "sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_csv_holds_what_json_lines_hold_and_no_formula(check: Checks, tmp_path: Path) -> None:
    rows = f'=1+1,"Q""\\",31/02/2010,WBRI,UN1,,\n{GOOD_CHILD}\n'
    where = folder(tmp_path / "a", Header=f"{HEADER}\n{rows}")
    told = check("ssda903", where, *ASKED).rows
    table = list(csv.DictReader(io.StringIO(check("ssda903", where, *ASKED, "--format", "csv").out)))
    assert len(table) == len(told)
    for cells, row in zip(table, told, strict=True):
        assert cells["child"] == ("'=1+1" if row["child"] == "=1+1" else row["child"] or "")
        assert json.loads(cells["values"] or "null") == row["values"]
        assert json.loads(cells["fields"] or "null") == row["fields"]
    assert any(row["values"] == ['Q"\\'] for row in told)


def test_define_says_what_a_rule_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["define", "ssda903:101"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert list(row) == ["kind", "code", "title", "area", "authority", "basis", "words"]
    assert row["kind"] == "rule"
    assert row["title"] == "The child or young person’s reported sex is not valid."
    assert "2022-23 to 2026-27" in row["words"]
    assert run(["define", "cin:8500"]) == 0
    assert json.loads(capsys.readouterr().out)["basis"] == "error"
    assert run(["define", "cin:PP01"]) == 0
    assert "ours" in json.loads(capsys.readouterr().out)["basis"]
    assert run(["define", "cin:85000"]) == 2
    assert "cin:8500" in capsys.readouterr().err
