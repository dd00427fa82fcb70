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

from lineofsight.reports.charts import LABEL, bars, run_chart
from lineofsight.reports.document import Bar, Bars, ListBlock, Page, Report, RunChart, TableBlock
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
    rows = list(book["Contents"].iter_rows(values_only=True))
    contents = {row[0]: row[3] for row in rows[1 + [row[0] for row in rows].index("Sheet") :]}
    assert len(contents) == len(report.lists())
    for name, count in contents.items():
        assert book[name].max_row - 1 == count


def test_labels_that_differ_at_their_end_still_differ_and_none_runs_off_the_chart() -> None:
    kinds = ("With parent(s) or relative(s) - accommodation considered", "Semi-independent, transitional accommodation "
             "(supported hostel, trainer flats); self-contained accommodation with specialist personal assistance "
             "support or with floating support - accommodation considered")  # fmt: skip
    labels = [f"{kind} {end}" for kind in kinds for end in ("suitable", "unsuitable")]
    drawn = bars(Bars("Homes", tuple(Bar(label, 1, "1") for label in labels)))
    words: dict[float, list[str]] = {}
    for line in drawn.xpath("text[@text-anchor='end']"):
        assert len(line.text or "") * 7.5 < LABEL
        words.setdefault(float(line.get("y")), []).append(line.text)
    assert all(len(here) == 1 for here in words.values())
    text = " ".join(line for _, (line,) in sorted(words.items()))
    assert text.count("considered unsuitable") == 2
    assert text.count("considered suitable") == 2


def test_a_chart_whose_scale_does_not_begin_at_nought_says_so() -> None:
    points = (("April", 50.0), ("May", 60.0), ("June", 55.0))
    drawn = run_chart(RunChart("Seen", points, None, "", "%"))
    said = [text.text for text in drawn.iter("text")]
    assert "The scale does not begin at nought." in said
    assert "60%" in said
    from_nought = run_chart(RunChart("Seen", (*points, ("July", 1.0)), None, "", "%"))
    assert "The scale does not begin at nought." not in [text.text for text in from_nought.iter("text")]


def test_the_print_names_and_does_not_print_what_the_page_folds_away() -> None:
    report = small(CHILD, ("row 1", "1"), ("row 2", "2"), shown=0)
    printed = html_of(report, lists=False)
    assert "A table (2): in the web page and the workbook." in printed
    assert "row 1" not in printed
    assert "row 1" in html_of(report)


def test_every_report_says_whom_it_is_for(report: Report, tmp_path: Path) -> None:
    write_workbook(report, tmp_path / "r.xlsx")
    first = " ".join(str(row[0]) for row in openpyxl.load_workbook(tmp_path / "r.xlsx")["Contents"].values)
    for text in (html_of(report), html_of(report, lists=False), first):
        assert "not for publication" in text
        assert "never by name" in text
