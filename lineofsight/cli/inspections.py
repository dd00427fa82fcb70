"""`inspections read`: reports, letters and articles as objects, one a file, in the order named."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lineofsight.cli.options import FormatOption
from lineofsight.cli.output import Format, chosen, emit, write_jsonl
from lineofsight.cli.problems import Problem

if TYPE_CHECKING:
    from lineofsight.inspections import Inspection

COLUMNS = (
    "file", "sha256", "document_type", "framework", "la", "la_code", "inspection_start", "inspection_end",
    "published_printed", "lead_inspector", "judgements", "recommendations", "findings", "claims", "problems", "places",
)  # fmt: skip
ON_A_TERMINAL = (
    "file", "document_type", "framework", "la", "inspection_start", "inspection_end", "lead_inspector", "grades",
    "recommendations", "findings", "problems",
)  # fmt: skip

inspections = typer.Typer(help="Inspection reports, visit letters and news of them.", no_args_is_help=True)


@inspections.callback()
def _group() -> None:
    """Inspection reports, visit letters and news of them."""


@inspections.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="PDF, HTML or text files.", metavar="FILE...")],
    form: FormatOption = None,
) -> None:
    """Read judgements, recommendations, findings and claims: one object a file; what is blank says why."""
    for file in files:
        if file.is_dir():
            raise Problem(str(file), "is a folder", f"Name the files in it, as {file}/*.pdf")
        if not file.exists():
            raise Problem(str(file), "is not there", "Name a PDF, HTML or text file")
    rows = _rows(files)
    match chosen(form, sys.stdout):
        case Format.JSONL:
            for row in rows:  # each as soon as it is read
                write_jsonl([row.as_row()], sys.stdout)
        case Format.XLSX:
            from lineofsight.cli.inspections_workbook import write_workbook

            if sys.stdout.isatty():
                emit((), COLUMNS, Format.XLSX)
            write_workbook([row.as_row() for row in rows], sys.stdout.buffer)
        case Format.CSV:
            emit((row.as_row() for row in rows), COLUMNS, Format.CSV)
        case Format.TABLE:
            emit((_short(row.as_row()) for row in rows), ON_A_TERMINAL, Format.TABLE)


def _rows(files: list[Path]) -> Iterator[Inspection]:
    from lineofsight.inspections import read_many

    read_files = read_many(files)
    if not sys.stderr.isatty():
        yield from read_files
        return
    from rich.console import Console  # local: only a terminal needs it

    console = Console(stderr=True, highlight=False, markup=False)
    with console.status("Reading") as status:
        for count, each in enumerate(read_files, start=1):
            status.update(f"Reading: {count:,} of {len(files):,} files")
            yield each


def _short(row: dict[str, Any]) -> dict[str, Any]:
    grades = ", ".join(f"{each['area_code']} {each['grade'] or '?'}" for each in row["judgements"])
    counts = {name: len(row[name]) for name in ("recommendations", "findings", "problems")}
    return {**row, **counts, "grades": grades}
