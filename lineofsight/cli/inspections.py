"""`inspections read`: documents as objects, one a file, in the order named. `inspections load`: into the library."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption
from lineofsight.cli.output import Format, chosen, emit, write_jsonl
from lineofsight.cli.problems import Problem, while_read

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
LOADED = ("files", "unchanged", "read", "replaced", "unread")

inspections = typer.Typer(help="Inspection reports, visit letters and news of them.", no_args_is_help=True)


@inspections.callback()
def _group() -> None:
    """Inspection reports, visit letters and news of them."""


@inspections.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="PDF, HTML or text files.", metavar="FILE...")],
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Read judgements, recommendations, findings and claims: one object a file; what is blank says why.

    No home is touched.
    """
    for file in files:
        if file.is_dir():
            raise Problem(str(file), "is a folder", f"Name the files in it, as {file}/*.pdf")
        if not file.exists():
            raise Problem(str(file), "is not there", "Name a PDF, HTML or text file")
    rows = _rows(files)
    match chosen(form, sys.stdout):
        case Format.JSONL:
            for row in rows:  # each as soon as it is read
                if not while_read(write_jsonl, [row.as_row()], sys.stdout):
                    break
        case Format.XLSX:
            from lineofsight.cli.inspections_workbook import write_workbook

            if sys.stdout.isatty():
                emit((), COLUMNS, Format.XLSX)
            while_read(write_workbook, [row.as_row() for row in rows], sys.stdout.buffer)
        case Format.CSV:
            emit((row.as_row() for row in rows), COLUMNS, Format.CSV)
        case Format.TABLE:
            emit((_short(row.as_row()) for row in rows), ON_A_TERMINAL, Format.TABLE)


@inspections.command("load")
def load_command(
    paths: Annotated[
        list[Path], typer.Argument(help="Reports, letters, notices, articles; or folders of them.", metavar="PATH...")
    ],
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Read documents into the home's library. Those there already are skipped, so it can be stopped and run again."""
    from lineofsight.cli.held import home_for  # local: what only reads documents needs no home

    with home_for(home, "inspections load", make=True) as held:
        from lineofsight.record.library.loading import bring_in, documents_in

        if held.lacks_applications():
            held.migrate()
        try:
            files = documents_in(paths)
        except FileNotFoundError as missing:
            raise Problem(str(missing), "is not there", "Name a file or a folder") from None
        if not files:
            raise Problem(str(paths[0]), "holds no PDF, HTML or text file", "Name a folder that does")
        with _telling(len(files)) as told:
            brought = bring_in(held, files, by="operator", progress=told)
        emit([asdict(brought)], LOADED, form)


@contextmanager
def _telling(of: int) -> Iterator[Callable[[int, int], None]]:
    """How far it is: on a terminal one line that changes, else a line for each tenth of the files."""
    if not sys.stderr.isatty():
        from lineofsight.cli.held import say

        said = [0]

        def tell(done: int, total: int) -> None:
            tenth = 10 * done // max(total, 1)
            if tenth > said[0]:
                said[0] = tenth
                say(f"{done:,} of {total:,} files")

        yield tell
        return
    from rich.console import Console  # local: only a terminal needs it

    with Console(stderr=True, highlight=False, markup=False).status(f"Reading {of:,} files") as status:
        yield lambda done, total: status.update(f"Reading: {done:,} of {total:,} files")


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
