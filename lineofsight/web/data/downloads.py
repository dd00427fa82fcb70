"""Lists as CSV, a line at a time: for more rows than a workbook takes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

# A spreadsheet takes text that begins so for a formula and runs it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """What the writer writes to: it hands each line back."""

    def write(self, text: str) -> str:
        return text


def csv_file(name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """A CSV file to download, in UTF-8 with the mark Excel looks for."""
    response = StreamingHttpResponse(_lines(headings, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _lines(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(headings)
    for row in rows:
        yield writer.writerow([plain(cell) for cell in row])


def plain(cell: object) -> object:
    """A cell that no spreadsheet runs."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
