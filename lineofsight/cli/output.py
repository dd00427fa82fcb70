"""How every command gives its rows: a table on a terminal, JSON Lines in a pipe, CSV or Excel when asked.

Data goes to stdout and everything else to stderr. Keys are always all there, a blank is null, ids are strings, dates
are ISO, moments carry their offset in London. Text that a spreadsheet would run as a formula is written as text.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, BinaryIO, TextIO
from zoneinfo import ZoneInfo

import polars as pl
from rich.console import Console
from rich.table import Table

from lineofsight.cli.problems import Problem, while_read

LONDON = ZoneInfo("Europe/London")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
ROWS_AT_A_TIME = 50_000
ROWS_OF_A_SHEET = 1_048_576


class Format(StrEnum):
    """The ways rows can be given."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"


def chosen(asked: Format | None, stdout: TextIO) -> Format:
    """What was asked for; else a table on a terminal and JSON Lines in a pipe."""
    if asked is not None:
        return asked
    return Format.TABLE if stdout.isatty() else Format.JSONL


def emit(rows: pl.DataFrame | Iterable[Mapping[str, Any]], columns: Sequence[str], asked: Format | None) -> None:
    """Write rows to stdout in the format asked, while it is read. Raises Problem for Excel onto a terminal."""
    form = chosen(asked, sys.stdout)
    if form is Format.XLSX and sys.stdout.isatty():
        raise Problem("--format xlsx", "writes a workbook, which a terminal cannot show", "Redirect it: > file.xlsx")
    listed = _plain(rows, columns)
    match form:
        case Format.JSONL:
            while_read(write_jsonl, listed, sys.stdout)
        case Format.CSV:
            while_read(write_csv, listed, columns, sys.stdout)
        case Format.XLSX:
            while_read(write_xlsx, listed, columns, sys.stdout.buffer)
        case Format.TABLE:
            while_read(write_table, listed, columns, sys.stdout)


def _plain(rows: pl.DataFrame | Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Iterable[dict[str, Any]]:
    if isinstance(rows, pl.DataFrame):
        rows = rows.select(columns).iter_rows(named=True)
    return ({name: shown(row.get(name)) for name in columns} for row in rows)


def shown(value: Any) -> Any:
    """A value as it is written: dates ISO, moments ISO with London's offset, a blank as None."""
    if isinstance(value, datetime):
        return value.astimezone(LONDON).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if value == "" or (isinstance(value, float) and value != value):
        return None
    return value


def write_jsonl(rows: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    """One JSON object a line."""
    encoder = json.JSONEncoder(ensure_ascii=False, default=str)
    batch: list[str] = []
    for row in rows:
        batch.append(encoder.encode(row))
        if len(batch) >= ROWS_AT_A_TIME:
            out.write("\n".join(batch) + "\n")
            batch.clear()
    if batch:
        out.write("\n".join(batch) + "\n")
    out.flush()


def write_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], out: TextIO) -> None:
    """A heading and a line a row, with text that could run as a formula made plain."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in columns])
    out.flush()


def write_xlsx(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], out: BinaryIO) -> None:
    """A workbook of one sheet with a fixed heading and filters."""
    import xlsxwriter  # local: only this format needs it

    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Rows")
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.write_row(0, 0, columns, heading)
    count = 0
    for count, row in enumerate(rows, start=1):
        if count == ROWS_OF_A_SHEET:
            raise Problem("--format xlsx", "a sheet holds a million rows, and there are more", "Use --format csv")
        sheet.write_row(count, 0, [_spreadsheet(row[name]) for name in columns])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, len(columns) - 1)
    book.close()
    out.write(held.getvalue())
    out.flush()


def write_table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], out: TextIO) -> None:
    """A ruled table; without colour or width limits where stdout is not a terminal."""
    terminal = out.isatty()
    table = Table(show_lines=False, box=None, pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold" if terminal else "ignore", no_wrap=not terminal)
    for row in rows:
        table.add_row(*(_to_read(row[name]) for name in columns))
    console = Console(
        file=out, no_color=not terminal, highlight=False, width=None if terminal else 10_000, markup=False
    )
    if terminal:
        console.print(table)
    else:
        with console.capture() as captured:
            console.print(table)
        out.write("\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n")


def _text(value: Any) -> str:
    return (
        "" if value is None else json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
    )


def _to_read(value: Any) -> str:
    """A value in a table, which people read: a number to two places, and none where it is whole."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else _text(value)


def _cell(value: Any) -> Any:
    text = _text(value)
    plain = "'" + text if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text
    # The writer quotes a cell for the line feeds in it, and not for carriage returns.
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def _spreadsheet(value: Any) -> Any:
    return _text(value) if isinstance(value, dict | list) else value
