"""`inspections read`: objects in argument order, every key there, in each format; and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.support.commands import Commands, command
from tests.support.pdf import write_pdf
from tests.unit.inspections.made import ILACS, LETTER

__all__ = ["command"]

KEYS = {
    "file", "sha256", "document_type", "framework", "la", "la_code", "inspection_start", "inspection_end",
    "published_printed", "lead_inspector", "judgements", "recommendations", "findings", "claims", "problems",
}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    write_pdf(tmp_path / "b.pdf", ILACS)
    (tmp_path / "a.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "zero.pdf").touch()
    return [str(tmp_path / name) for name in ("b.pdf", "zero.pdf", "a.txt")]


def test_one_object_a_file_in_the_order_named(command: Commands, files: list[str]) -> None:
    ended = command("inspections", "read", *files)
    assert (ended.code, ended.err) == (0, "")
    assert [row["document_type"] for row in ended.rows] == ["inspection", "not_a_report", "focused_visit"]
    report = ended.rows[0]
    assert report.keys() >= KEYS
    assert (report["inspection_start"], report["la_code"]) == ("2024-02-05", "886")
    assert report["judgements"][0].keys() == {
        "area_code", "area_as_printed", "grade", "grade_as_printed", "page", "position",
    }  # fmt: skip
    assert report["recommendations"][0].keys() >= {
        "order", "section", "body", "theme", "themes", "text", "paragraph_refs", "national_framework_refs", "page",
        "position",
    }  # fmt: skip
    assert report["findings"][0].keys() >= {
        "area_code", "number", "text", "tone", "themes", "recommendation", "page", "position",
    }  # fmt: skip
    assert ended.rows[2]["judgements"][:] == []
    assert ended.rows[2]["findings"][0]["page"] is None
    assert report["places"]["lead_inspector"]["page"] == 1


def test_as_csv_with_lists_as_json(command: Commands, files: list[str]) -> None:
    ended = command("inspections", "read", *files, "--format", "csv")
    assert ended.code == 0
    heading, *_ = ended.out.splitlines()
    assert heading.split(",")[:4] == ["file", "sha256", "document_type", "framework"]
    assert len(ended.out.splitlines()) == 4


def test_as_a_workbook_with_a_sheet_of_each_list(command: Commands, files: list[str], tmp_path: Path) -> None:
    from lineofsight.cli.inspections_workbook import write_workbook

    rows = command("inspections", "read", *files).rows
    with (tmp_path / "out.xlsx").open("wb") as out:
        write_workbook(rows, out)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Documents", "Judgements", "Recommendations", "Findings", "Claims", "Problems"]
    documents, judgements = (list(book[name].values) for name in ("Documents", "Judgements"))
    assert [row[0] for row in documents[1:]] == ["b.pdf", "zero.pdf", "a.txt"]
    assert judgements[1][:2] == ("b.pdf", "leadership")
    assert json.loads(str(book["Recommendations"]["H2"].value)) == []


def test_as_a_table_in_short(command: Commands, files: list[str]) -> None:
    ended = command("inspections", "read", files[0], "--format", "table")
    assert "care_leavers outstanding" in ended.out


@pytest.mark.parametrize("name", ["none.pdf", "."])
def test_what_is_no_file_is_refused_in_one_line(command: Commands, name: str, tmp_path: Path) -> None:
    ended = command("inspections", "read", str(tmp_path / name))
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)


def test_reading_never_imports_django(files: list[str]) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from lineofsight.cli.main import run; "
        f"run(['inspections', 'read', {files[2]!r}]); sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0
