"""The report as files: text stays text, a print names nobody, a workbook runs nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl
import pypdf
import pytest
from lxml import html

from lineofsight.reports.document import ListBlock, Page, Report, TableBlock
from lineofsight.reports.html import ROWS_SHOWN, html_of
from lineofsight.reports.pdf import pdf_of
from lineofsight.reports.workbook import write_workbook


def small(frame: pl.DataFrame, *rows: tuple[str, ...], shown: int | None = None) -> Report:
    table = TableBlock("A table", ("What", "How many"), rows, frozenset({1}), shown=shown)
    page = Page("one", "One & only", "", (table, ListBlock("children", "Children", frame)))
    return Report("Title", "<b>Exampleton</b>", "1 May 2026", "2 May 2026", "a <file>", "0", (page,))


CHILD = pl.DataFrame({"child_id": ["LOCAL-77"], "said": ["<script>alert(1)</script>"], "due_on": [date(2026, 5, 1)]})


def test_text_of_the_record_is_never_markup() -> None:
    text = html_of(small(CHILD, ("<i>x</i>", "1")))
    assert "<script" not in text
    assert "<i>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert html.fromstring(text).xpath("string(//h1/..)").count("<b>Exampleton</b>") == 1


@pytest.mark.parametrize(
    ("authority", "title"),
    [("Exampleton", "Title: Exampleton, as known on 1 May 2026"), ("", "Title, as known on 1 May 2026")],
)
def test_a_report_of_an_authority_not_named_has_a_whole_title(authority: str, title: str) -> None:
    named = replace(small(CHILD), authority=authority)
    tree = html.fromstring(html_of(named))
    assert tree.xpath("string(//title)") == title
    assert tree.xpath("//header//p[@class='authority']/text()") == ([authority] if authority else [])
    assert pypdf.PdfReader(BytesIO(pdf_of(named))).metadata.title == title


def test_the_page_asks_for_nothing(report: Report) -> None:
    tree = html.fromstring(html_of(report))
    assert not tree.xpath("//script | //link | //img | //iframe")
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert "url(" not in html_of(report)


def test_a_print_names_no_child(report: Report) -> None:
    whole, printed = html_of(report), html_of(report, lists=False)
    ids = {value for block in report.lists() for value in block.frame[block.frame.columns[0]].to_list()}
    assert ids == {"C1", "C2", "C3"}
    assert not ids & _words(printed)
    assert ids <= _words(whole)


def _words(text: str) -> set[str]:
    return {word for part in html.fromstring(text).itertext() for word in re.findall(r"\w+", part)}


def test_a_long_table_is_folded_after_what_can_be_used() -> None:
    rows = tuple((f"row {n}", str(n)) for n in range(20))
    tree = html.fromstring(html_of(small(CHILD, *rows, shown=15)))
    folded = tree.xpath("//summary[contains(., 'the other 5')]/..//tbody/tr")
    assert len(folded) == 5
    assert len(tree.xpath("//section/div//table//tbody/tr")) == 20
    assert "the other" not in html_of(small(CHILD, *rows[:17], shown=15))


def test_a_long_list_says_how_much_of_it_is_shown() -> None:
    many = pl.DataFrame({"child_id": [f"C{n}" for n in range(ROWS_SHOWN + 1)]})
    text = html_of(small(many))
    assert f"Children ({ROWS_SHOWN + 1})" in text
    assert f"The first {ROWS_SHOWN} of {ROWS_SHOWN + 1}" in text


def test_what_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    hostile = pl.DataFrame({"child_id": ['=HYPERLINK("http://x")', "@SUM(1)", "+1", "https://x.test"]})
    write_workbook(small(hostile, ("=1+1", "2")), tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    sheet = book["Children"]
    assert [cell.value for cell in sheet["A"][1:]] == hostile["child_id"].to_list()
    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
    assert "f" not in kinds
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_the_workbook_holds_every_row_of_every_list(report: Report, tmp_path: Path) -> None:
    write_workbook(report, tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    contents = {row[0].value: row[2].value for row in book["Contents"].iter_rows(min_row=5)}
    assert len(contents) == len(report.lists())
    for name, count in contents.items():
        assert book[name].max_row - 1 == count
