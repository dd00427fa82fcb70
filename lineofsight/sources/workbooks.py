"""Workbooks (.xlsx, .xls, .ods) as sheets of text, each row with its place.

Formulas are never run: the value a cell last had stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import polars as pl
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.frames import LINE

Cell = str | float | int | bool | date | datetime | time | timedelta | None

_PANIC = "PanicException"  # a fault in the depths of the library, which is no Exception
_DAMAGED = "Open it in a spreadsheet program, save it again as .xlsx without a password, and load that."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's name and its rows of cells as text, blank cells None. The first row is row 1."""

    name: str
    rows: tuple[tuple[str | None, ...], ...]

    def frame(self, heading_row: int, names: Sequence[str | None]) -> pl.DataFrame:
        """The rows below the heading (its place from 0) under the names given, one for each column, with `line`.

        A column named None is left out; rows without any value are too.
        """
        below = [
            (place, row) for place, row in enumerate(self.rows, start=1) if place > heading_row + 1 and any(row)
        ]  # fmt: skip
        columns = [pl.Series(LINE, [place for place, _ in below], dtype=pl.Int64)]
        columns += [
            pl.Series(name, [row[n] if n < len(row) else None for _, row in below], dtype=pl.String)
            for n, name in enumerate(names)
            if name is not None
        ]
        return pl.DataFrame(columns)


def first_rows(path: Path, count: int) -> tuple[Sheet, ...]:
    """The first rows of every sheet: enough to tell what a workbook is. Raises UnusableInput."""
    return _sheets(path, count)


def sheets(path: Path) -> tuple[Sheet, ...]:
    """Every sheet, whole. Raises UnusableInput where the workbook is damaged, locked, or holds unsafe XML."""
    return _sheets(path, None)


def _sheets(path: Path, count: int | None) -> tuple[Sheet, ...]:
    with _opened(path) as book:
        found = []
        for name in book.sheet_names:
            sheet = _sheet(book, name)
            if sheet is not None:
                rows = sheet.to_python(skip_empty_area=False, nrows=count)
                found.append(Sheet(name, tuple(tuple(_text(cell) for cell in row) for row in rows)))
    return tuple(found)


@contextmanager
def _opened(path: Path) -> Iterator[CalamineWorkbook]:
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            yield book
    except PasswordError:
        raise UnusableInput(path, "", "The workbook has a password.", "Save it without one, and load that.") from None
    except (CalamineError, OSError, ValueError) as problem:
        if isinstance(problem, UnusableInput):
            raise
        raise UnusableInput(path, "", f"The workbook cannot be read: {problem}.", _DAMAGED) from None
    except BaseException as problem:
        if type(problem).__name__ != _PANIC:
            raise
        raise UnusableInput(path, "", "The workbook cannot be read: it is damaged.", _DAMAGED) from None


def _sheet(book: CalamineWorkbook, name: str) -> CalamineSheet | None:
    """A sheet of cells; None for a sheet that is a chart."""
    kinds = {meta.name: str(meta.typ) for meta in book.sheets_metadata}
    return book.get_sheet_by_name(name) if "WorkSheet" in kinds[name] else None


def _text(cell: Cell) -> str | None:
    """A cell as a file would hold it: dates and times ISO, whole numbers without a point, yes and no as Y and N."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "Y" if cell else "N"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, (datetime, date, time)):
        return cell.isoformat()
    return str(cell)
