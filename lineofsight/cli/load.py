"""`load`: bring a council's files into the record."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli.held import home_for, say
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption, day
from lineofsight.cli.output import emit
from lineofsight.cli.problems import Found

COLUMNS = ("file", "source", "table", "read", "taken", "unchanged", "changed", "withdrawn", "rejected")


def load(
    paths: Annotated[
        list[Path], typer.Argument(help="Files or folders: SSD, Annex A, CIN census, SSDA903.", metavar="PATH...")
    ],
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 where a row was rejected.")] = False,
    accept_drop: Annotated[
        bool, typer.Option("--accept-drop", help="Take a file that lacks many earlier rows.")
    ] = False,
    as_known_on: Annotated[str | None, typer.Option(help="The last day the files know of.", metavar="DATE")] = None,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Read files into the record. The same file twice changes nothing; a failed load leaves the record as it was."""
    from lineofsight.sources import read

    given = [name for name, on in (("strict", strict), ("accept-drop", accept_drop)) if on]
    readings = read(paths, as_known_on=day(as_known_on, "--as-known-on"))
    with home_for(home, "load", *given, make=True) as held:
        from lineofsight.cli.writing import was_simulated
        from lineofsight.record.loads import load as bring_in

        simulated = all(was_simulated(path) for path in paths)
        loaded = bring_in(held, readings, accept_drop=accept_drop, strict=strict, made_by_simulation=simulated)
        for reading in readings:
            for item in reading.forgiven:
                say(f"{Path(item.file).name}: {item.what} ({item.count:,})")
        emit([asdict(row) for row in loaded], COLUMNS, form)
        rejected = sum(row.rejected for row in loaded)
        if rejected:
            say(f"{rejected:,} could not be read: lineofsight rejects {loaded.number}")
        if loaded.fails:
            raise Found("Rows were rejected.")
