"""`load`: bring a council's files into the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lineofsight.cli.held import home_for, say
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption, day
from lineofsight.cli.output import emit
from lineofsight.cli.problems import Found, Problem

if TYPE_CHECKING:
    from lineofsight.sources.reading import Forgiveness, Reading

COLUMNS = ("file", "source", "table", "read", "taken", "unchanged", "changed", "withdrawn", "rejected")
URL = "://"


def load(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files or folders: SSD, Annex A, CIN census, SSDA903; or the URL of a database of SSD tables.",
            metavar="PATH...",
        ),
    ],
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 1 where a row, or a cell of one, was rejected.")
    ] = False,
    accept_drop: Annotated[
        bool, typer.Option("--accept-drop", help="Take a file that lacks many earlier rows.")
    ] = False,
    as_known_on: Annotated[str | None, typer.Option(help="The last day the files know of.", metavar="DATE")] = None,
    schema: Annotated[str | None, typer.Option(help="Of a database: the schema that holds the tables.")] = None,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Read files into the record. The same file twice changes nothing; a failed load leaves the record as it was."""
    given = [
        name for name, on in (("strict", strict), ("accept-drop", accept_drop), ("schema", schema)) if on
    ]  # fmt: skip
    readings = _read(paths, day(as_known_on, "--as-known-on"), schema)
    with home_for(home, "load", *given, make=True) as held:
        from lineofsight.cli.writing import was_simulated
        from lineofsight.record.loads import load as bring_in

        simulated = all(URL not in path and was_simulated(Path(path)) for path in paths)
        loaded = bring_in(held, readings, accept_drop=accept_drop, strict=strict, made_by_simulation=simulated)
        for line in _forgiven(item for reading in readings for item in reading.forgiven):
            say(line)
        emit([asdict(row) for row in loaded], COLUMNS, form)
        rejected = sum(row.rejected for row in loaded)
        if rejected or loaded.cells:
            say(f"{_rejected(rejected, loaded.cells)}: {held.command(f'rejects {loaded.number}')}")
        if rejected:
            from lineofsight.record.retention.barring import came_back

            if again := came_back(held, loaded.number):
                say(f"{again:,} of them are new, about somebody whose record was disposed of or erased. Look at once.")
        if loaded.fails:
            raise Found("--strict: not everything could be read.")


def _rejected(rows: int, cells: int) -> str:
    """What could not be read: rows left out altogether, and cells of the rows that were taken."""
    told = [f"{count:,} {what}" + "s" * (count > 1) for count, what in ((rows, "row"), (cells, "cell")) if count]
    return " and ".join(told) + " could not be read"


def _read(paths: Sequence[str], as_known_on: date | None, schema: str | None) -> list[Reading]:
    from lineofsight.sources import read

    if not all(path.strip() for path in paths):  # an unset name in a script, which would mean the folder one is in
        raise Problem("PATH", "is blank", "Name a file or folder, or . for the one you are in")
    files = [Path(path) for path in paths if URL not in path]
    readings = read(files, as_known_on=as_known_on) if files else []
    if urls := [path for path in paths if URL in path]:
        from lineofsight.sources.database import read_database

        readings += [read_database(url, schema=schema, as_known_on=as_known_on) for url in urls]
    return readings


def _forgiven(items: Iterable[Forgiveness]) -> Iterable[str]:
    """What was read with care: a line a file, all of it."""
    by_file: dict[str, list[str]] = {}
    for item in items:
        # Our own tables beside the dataset are written with those columns only that hold something.
        if not (Path(item.file).name.startswith("los_") and item.what.endswith("is missing: read as blank")):
            by_file.setdefault(Path(item.file).name, []).append(f"{item.what} ({item.count:,})")
    return (f"{name}: {'; '.join(what)}" for name, what in by_file.items())
