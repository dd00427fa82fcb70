"""The full lists as a workbook: a sheet for each, local ids only, with filters and a fixed heading."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import polars as pl
import xlsxwriter

from lineofsight.reports.document import Bars, Headlines, ListBlock, Page, Pyramid, Report, RunChart, TableBlock

SHEET_NAME = 31
FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")
WIDEST = 60


def write_workbook(report: Report, path: Path) -> None:
    """Write a first sheet that lists the rest, a sheet of every figure, and a sheet for each list.

    Text is written as text whatever it begins with, so that nothing in a record runs as a formula.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "dd/mm/yyyy"}
    book = xlsxwriter.Workbook(path, options)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    contents = book.add_worksheet("Contents")
    figures = book.add_worksheet("Figures")
    figures.set_column(0, 0, 6)
    figures.set_column(1, 1, WIDEST)
    figures.set_column(2, 8, 18)
    used: set[str] = set()
    lines: list[tuple[object, ...]] = [
        (report.title,),
        (report.authority,),
        (f"As known on {report.as_known_on}. Made {report.made_on} from {report.made_of}.",),
        *((note,) for note in report.notes),
        (report.children,),
        ("",),
        ("Sheet", "Page", "What it lists", "Rows"),
    ]
    first = len(lines)
    for page in report.pages:
        for block in page.blocks:
            if isinstance(block, ListBlock):
                name = _sheet_name(block, page, used)
                _write_list(book, name, block, bold)
                lines.append((name, page.title, block.caption, block.frame.height))
    for place, line in enumerate(lines):
        contents.write_row(place, 0, line, bold if place in (0, first - 1) else None)
        if place >= first:
            contents.write_url(place, 0, f"internal:'{line[0]}'!A1", string=str(line[0]))
    contents.set_column(0, 0, 34)
    contents.set_column(1, 2, WIDEST)
    _write_figures(figures, report.pages, bold)
    book.close()


def _sheet_name(block: ListBlock, page: Page, used: set[str]) -> str:
    named = f"overdue {page.code}" if block.name.startswith("overdue-") else block.name
    name = named.translate(FORBIDDEN).replace("-", " ").capitalize()[:SHEET_NAME]
    while name.lower() in used:
        name = f"{name[: SHEET_NAME - 3]} {len(used)}"
    used.add(name.lower())
    return name


def _write_list(book: xlsxwriter.Workbook, name: str, block: ListBlock, bold: object) -> None:
    sheet, dated = book.add_worksheet(name), book.add_format({"num_format": "dd/mm/yyyy"})
    headings = block.headings or tuple(c.replace("_", " ").capitalize() for c in block.frame.columns)
    sheet.write_row(0, 0, headings, bold)
    for place, column in enumerate(block.frame.iter_columns()):
        _write_column(sheet, place, column, dated)
        longest = max((len(str(value)) for value in column.head(200) if value is not None), default=0)
        sheet.set_column(place, place, min(max(longest, len(headings[place])) + 2, WIDEST))
    sheet.freeze_panes(1, 1)
    if block.frame.height:
        sheet.autofilter(0, 0, block.frame.height, len(headings) - 1)


def _write_column(sheet: xlsxwriter.worksheet.Worksheet, place: int, column: pl.Series, dated: object) -> None:
    """A column's values from the second row down, written as what they are: text as text, whatever it begins with."""
    values = enumerate(column.to_list(), start=1)
    if column.dtype == pl.String:
        for row, value in values:
            if value:
                sheet.write_string(row, place, value)
    elif column.dtype == pl.Date:
        for row, value in values:
            if value is not None:
                sheet.write_datetime(row, place, value, dated)
    else:
        sheet.write_column(1, place, [_cell(value) for _, value in values])


def _write_figures(sheet: object, pages: tuple[Page, ...], bold: object) -> None:
    place = 0
    write = sheet.write_row  # type: ignore[attr-defined]
    for page in pages:
        write(place, 0, (page.title,), bold)
        place += 1
        for block in page.blocks:
            for row in _rows(block):
                write(place, 1, row)
                place += 1
        place += 1


def _rows(block: object) -> list[tuple[object, ...]]:
    match block:
        case Headlines():
            return [(item.label, item.value, item.detail, item.beside) for item in block.items]
        case TableBlock():
            return [(block.caption,), block.columns, *block.rows]
        case Bars():
            return [(block.caption,), *((bar.label, bar.value) for bar in block.bars)]
        case Pyramid():
            return [(block.caption,), ("Age", block.left, block.right), *block.rows]
        case RunChart():
            return [(block.caption,), *((label, value) for label, value in block.points)]
    return []


def _cell(value: object) -> object:
    return value if value is None or isinstance(value, int | float | str | bool | date | datetime) else str(value)
