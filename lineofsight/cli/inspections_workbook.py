"""Inspections as a workbook: a sheet of documents, and one of each list, since a cell holds 32,767 characters only."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any, BinaryIO

LISTS = {
    "judgements": ("area_code", "area_as_printed", "grade", "grade_as_printed", "page", "position"),
    "recommendations": (
        "order", "section", "body", "theme", "themes", "text", "paragraph_refs", "national_framework_refs", "page",
        "position", "theme_words",
    ),
    "findings": (
        "area_code", "number", "text", "tone", "themes", "recommendation", "page", "position", "theme_words",
    ),
    "claims": ("date", "kind", "text", "subject", "page", "position"),
    "problems": ("field", "reason"),
}  # fmt: skip
DOCUMENT = (
    "file", "sha256", "document_type", "framework", "la", "la_code", "inspection_start", "inspection_end",
    "published_printed", "lead_inspector",
)  # fmt: skip
MOST_CHARACTERS = 32_767


def write_workbook(rows: Sequence[dict[str, Any]], out: BinaryIO) -> None:
    """Write the sheets Documents, Judgements, Recommendations, Findings, Claims and Problems."""
    import xlsxwriter  # local: only this format needs it

    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    counted = [{**row, **{name: len(row[name]) for name in LISTS}} for row in rows]
    _sheet(book, "Documents", (*DOCUMENT, *LISTS), counted, heading)
    for name, columns in LISTS.items():
        listed = [{"file": row["file"], **each} for row in rows for each in row[name]]
        _sheet(book, name.capitalize(), ("file", *columns), listed, heading)
    book.close()
    out.write(held.getvalue())
    out.flush()


def _sheet(book: Any, name: str, columns: Sequence[str], rows: Sequence[dict[str, Any]], heading: Any) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, columns, heading)
    for at, row in enumerate(rows, start=1):
        sheet.write_row(at, 0, [_cell(row[column]) for column in columns])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    return value[:MOST_CHARACTERS] if isinstance(value, str) else value
