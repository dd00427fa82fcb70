"""The report as a file to send: made from each source, in each kind, and never with a name in it."""

from __future__ import annotations

import csv
import itertools
import json
import re
import stat
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdf
import pytest
from lxml import html

from lineofsight.cli.main import run
from lineofsight.sources.annex_a.parts import ACCEPTED, MISSING, OFFERED
from tests.support.commands import Authority, Commands
from tests.support.homes import unblocked

PLACEMENTS = "Number of Placements in the Last 12 months"
Report = Callable[[str], Path]


@pytest.fixture(scope="module")
def report(
    authority: Authority, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Report:  # fmt: skip
    """The report of the authority's Annex A workbook, of a kind, each made once."""
    folder = tmp_path_factory.mktemp("reports")

    def of_kind(suffix: str) -> Path:
        path = folder / f"report{suffix}"
        if not path.exists():
            with unblocked(request):
                asked = ["report", str(authority.files / "annex-a"), "--output", str(path), "--authority", "Exampleton"]
                assert run(asked) == 0
        return path

    return of_kind


def _people(authority: Authority) -> list[dict[str, str]]:
    with (authority.files / "ssd" / "ssd_person.csv").open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def _plain(text: str) -> str:
    """The words of a text alone, between spaces."""
    words = " ".join(re.findall(r"[^\W_]+", text)).casefold()
    return f" {words} "


def _assert_nobody_named(text: str, authority: Authority) -> None:
    """No child, parent or carer is named. A worker may be: the lists say who holds each child."""
    with (authority.files / "ssd" / "ssd_professionals.csv").open(encoding="utf-8-sig") as file:
        workers = {_plain(row["prof_professional_name"]) for row in csv.DictReader(file)}
    words, looked_for = _plain(text), 0
    for person in _people(authority):
        first, last = person["pers_forename"], person["pers_surname"]
        names = {_plain(f"{first} {last}"), _plain(f"{last} {first}")}
        if first and last and not names & workers:
            looked_for += 1
            assert not any(name in words for name in names)
    assert looked_for > 100


def _text(page: Path) -> str:
    tree = html.fromstring(page.read_text(encoding="utf-8").encode())
    for style in tree.xpath("//style"):
        style.getparent().remove(style)
    return " ".join(str(piece) for piece in tree.itertext())


@pytest.mark.parametrize("name", ["annex-a", "ssd", "cin", "ssda903"])
def test_a_report_is_made_of_any_source(
    name: str, command: Commands, authority: Authority, report: Report, tmp_path: Path
) -> None:
    path = report(".html") if name == "annex-a" else tmp_path / "report.html"
    if name != "annex-a":
        ended = command("report", authority.files / name, "--output", path)
        assert (ended.code, ended.out) == (0, ""), ended.err
        assert f"Written: {path}" in ended.err
    tree = html.fromstring(path.read_text(encoding="utf-8").encode())
    assert len(tree.xpath("//main/section")) >= 20
    headings = [" ".join(each.itertext()).strip() for each in tree.xpath("//main/section/h2")]
    assert all(headings)
    assert len(set(headings)) == len(headings)
    text = _text(path)
    assert ("Exampleton" in text) == (name == "annex-a")
    if name != "ssd":  # what the source cannot tell is said, never shown as nothing
        assert "ot known" in text
    _assert_nobody_named(text, authority)


def _with_totals(authority: Authority, path: Path) -> Path:
    """The authority's workbook, every child in care missing three times, offered an interview, and in four homes."""
    book = openpyxl.load_workbook(next((authority.files / "annex-a").glob("*.xlsx")))
    sheet = book["List 8"]
    said = {MISSING: 3, OFFERED: "a) Yes", ACCEPTED: "b) No", PLACEMENTS: 4, "LA of Placement": "Elsewhere"}
    for column in sheet.iter_cols(min_row=1):
        if column[0].value in said:
            for cell in column[1:]:
                cell.value = said[column[0].value]
    book.save(path)
    return path


def test_what_a_workbook_says_in_total_is_shown_from_the_file_and_from_a_home(
    command: Commands, authority: Authority, tmp_path: Path
) -> None:
    workbook, home = _with_totals(authority, tmp_path / "annex-a.xlsx"), tmp_path / "home"
    loaded = command("load", workbook, "--home", home)
    assert loaded.code == 0, loaded.err
    assert "column 'LA of Placement' is not read: the record holds whether" in loaded.err
    assert command("snapshot", "--home", home).code == 0
    for source in (workbook, home):
        output = tmp_path / "report.html"
        ended = command("report", source, "--output", output)
        assert ended.code == 0, ended.err
        tree = html.fromstring(output.read_text(encoding="utf-8").encode())
        assert ": ," not in tree.xpath("string(//title)")
        (missing,) = tree.xpath("//section[@aria-labelledby='care-missing']")
        words = " ".join(missing.text_content().split())
        assert "it does not hold what this page is about" not in words
        assert "Children on the list who went missing in 12 months100.0%" in words
        assert _row(missing, "Times missing in the last 12 months", "3").endswith("(100%)")
        assert _row(missing, "Return interview offered", "Yes").endswith("(100%)")
        assert _row(missing, "Return interview accepted", "No").endswith("(100%)")
        (stability,) = tree.xpath("//section[@aria-labelledby='stability']")
        (unknown,) = stability.xpath(".//p[contains(., 'Not known from this file')]")
        assert "Three or more placements in the year" not in unknown.text_content()
        assert "Three or more placements in the year100.0%" in stability.text_content()


def _row(section: html.HtmlElement, caption: str, label: str) -> str:
    (table,) = section.xpath(f".//table[starts-with(caption, '{caption}')]")
    (cell,) = table.xpath(f".//tr[th='{label}']/td")
    return str(cell.text_content())


def test_the_page_is_whole_and_sound(report: Report) -> None:
    text = report(".html").read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//|url\(|@import|<script|<link|<iframe""", text)
    tree = html.fromstring(text.encode())
    ids = tree.xpath("//@id")
    assert len(set(ids)) == len(ids)
    targets = [href[1:] for href in tree.xpath("//a/@href")]
    assert targets
    assert set(targets) <= set(ids)
    for reference in ("aria-labelledby", "aria-describedby"):
        assert {each for value in tree.xpath(f"//@{reference}") for each in value.split()} <= set(ids)
    levels = [int(each.tag[1]) for each in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert all(table.xpath("./caption") for table in tree.xpath("//table"))
    assert all(table.xpath(".//th[@scope]") for table in tree.xpath("//table"))


def test_a_pdf_is_tagged_and_lists_no_child(report: Report, authority: Authority) -> None:
    document = pypdf.PdfReader(report(".pdf"))
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert root["/Lang"].lower().startswith("en")
    assert document.metadata is not None
    assert document.metadata.title
    text = " ".join(page.extract_text() for page in document.pages)
    assert "Exampleton" in text
    ids = {person["pers_person_id"] for person in _people(authority)}
    assert not ids & set(re.findall(r"\w+", text))
    _assert_nobody_named(text, authority)


def test_a_workbook_holds_the_whole_lists_by_local_id(report: Report, authority: Authority) -> None:
    book = openpyxl.load_workbook(report(".xlsx"), read_only=True)
    ids = {person["pers_person_id"] for person in _people(authority)}
    cells: list[str] = []
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            cells += [str(cell) for cell in row if cell is not None]
    assert len(book.sheetnames) > 5
    assert ids & set(cells)
    assert not any(cell.startswith("=") for cell in cells)
    _assert_nobody_named(" ".join(cells), authority)


def test_names_go_apart_and_are_logged(command: Commands, authority: Authority, own_home: Path, tmp_path: Path) -> None:
    ended = command("report", own_home, "--output", tmp_path / "report.html", "--names")
    assert ended.code == 0, ended.err
    apart = tmp_path / "report-names.xlsx"
    assert str(apart) in ended.err
    assert stat.S_IMODE(apart.stat().st_mode) == 0o600
    heading, *rows = openpyxl.load_workbook(apart).worksheets[0].iter_rows(values_only=True)
    assert heading == ("Local id", "First name", "Family name", "Date of birth")
    people = {person["pers_person_id"]: person for person in _people(authority)}
    assert rows
    for child, first, last, _ in rows:
        assert ((first or ""), (last or "")) == (people[child]["pers_forename"], people[child]["pers_surname"])
    text = _text(tmp_path / "report.html")
    _assert_nobody_named(text, authority)
    assert {row[0] for row in rows} & set(re.findall(r"\w+", text))
    logged = json.loads((own_home / "commands.jsonl").read_text().splitlines()[-1])
    assert (logged["command"], logged["options"], logged["exit_code"]) == ("report", ["names"], 0)


def test_names_out_of_files_are_logged_too(
    command: Commands, authority: Authority, made_home: Path, tmp_path: Path
) -> None:
    asked = ("report", authority.files / "cin", "--output", tmp_path / "report.xlsx", "--names")
    ended = command(*asked, "--home", tmp_path / "log")
    assert ended.code == 0, ended.err
    assert stat.S_IMODE((tmp_path / "report-names.xlsx").stat().st_mode) == 0o600
    (line,) = (tmp_path / "log" / "commands.jsonl").read_text().splitlines()
    assert json.loads(line)["options"] == ["names"]


@pytest.mark.parametrize(
    ("output", "words"),
    [("report.docx", ".html, .pdf, .xlsx"), ("gone/report.html", "is not there"), ("report", "End")],
)
def test_what_a_report_cannot_be_is_said_at_once(
    output: str, words: str, command: Commands, authority: Authority, tmp_path: Path
) -> None:
    ended = command("report", authority.files / "annex-a", "--output", tmp_path / output)
    assert (ended.code, words in ended.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_several_sources_at_once_are_for_a_home(command: Commands, authority: Authority, tmp_path: Path) -> None:
    ended = command("report", authority.files, "--output", tmp_path / "report.html")
    assert (ended.code, "Load them into a home first" in ended.err) == (2, True)
