"""Lists as Excel workbooks: what a page lists, with a first sheet saying what it is, of when and for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from django.http import HttpResponse

from lineofsight.web.day import now

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 100_000
_WIDEST = 60


def workbook(
    name: str, title: str, about: Sequence[tuple[str, str]], headings: Sequence[str], rows: Iterable[Sequence[Any]]
) -> HttpResponse:  # fmt: skip
    """A workbook to download: a sheet that says what it is, and the list with headings that stay and filters.

    `about` is pairs of a word and what it says (as known on, filters). Text is written as text: a cell that begins
    with `=` is no formula. Dates are dates. Raises ValueError for more than MOST_ROWS rows.
    """
    body = BytesIO()
    book = xlsxwriter.Workbook(body, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, day = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "d mmm yyyy"})
    moment = book.add_format({"num_format": "d mmm yyyy hh:mm"})
    first = book.add_worksheet("About this list")
    first.set_column(0, 0, 24)
    first.set_column(1, 1, 90)
    for line, (word, text) in enumerate([("What it is", title), *about, ("Made at", f"{now():%d/%m/%Y %H:%M}")]):
        first.write_string(line, 0, word, bold)
        first.write_string(line, 1, text)
    sheet = book.add_worksheet("List")
    widths = [len(heading) + 2 for heading in headings]
    for place, heading in enumerate(headings):
        sheet.write_string(0, place, heading, bold)
    count = 0
    for count, row in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise ValueError(f"The list is longer than {MOST_ROWS:,} rows. Filter it first.")
        for place, value in enumerate(row):
            if isinstance(value, datetime):
                sheet.write_datetime(count, place, value.replace(tzinfo=None), moment)
            elif isinstance(value, date):
                sheet.write_datetime(count, place, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
            elif isinstance(value, bool):
                sheet.write_string(count, place, "Yes" if value else "No")
            elif isinstance(value, int | float):
                sheet.write_number(count, place, value)
            elif value is not None:
                sheet.write_string(count, place, str(value))
            widths[place] = min(max(widths[place], len(str(value or "")) + 1), _WIDEST)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(count, 1), max(len(headings) - 1, 0))
    book.close()
    response = HttpResponse(body.getvalue(), content_type=EXCEL)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
