"""`simulate`: a synthetic authority as files, in the formats councils have."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli.held import say
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption, day, listed
from lineofsight.cli.output import emit
from lineofsight.cli.problems import Problem

COLUMNS = ("file", "format", "rows")
FORMATS = ("ssd", "annex-a", "cin", "ssda903")


def simulate(
    out: Annotated[Path, typer.Argument(help="The folder to write into.", metavar="OUT")],
    population: Annotated[int, typer.Option(help="Residents under 18.")] = 50_000,
    years: Annotated[int, typer.Option(help="Years of history.")] = 5,
    seed: Annotated[int, typer.Option(help="The same seed gives the same authority.")] = 1,
    story: Annotated[str, typer.Option(help="How practice changes over the years.")] = "improvement",
    formats: Annotated[str, typer.Option(help="ssd, annex-a, cin, ssda903: one or more, with commas.")] = "ssd",
    ends_on: Annotated[str | None, typer.Option(help="The last day of the history.", metavar="DATE")] = None,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Make a synthetic authority and write its files. No real child is in it. No home is touched."""
    wanted = listed(formats)
    if unknown := [name for name in wanted if name not in FORMATS]:
        raise Problem("--formats", f"there is no format {unknown[0]!r}", f"Choose from {', '.join(FORMATS)}")
    if population < 500 or years < 1:
        raise Problem("--population, --years", "an authority needs 500 children and a year", "Give more")
    if out.exists() and any(out.iterdir()):
        raise Problem(str(out), "is not empty", "Name a new folder")
    from lineofsight.simulation import simulate as make

    last = day(ends_on, "--ends-on") or date(2026, 9, 30)
    say(f"Making {population:,} residents under 18 and {years} years of practice.")
    tables = make(population, years, seed, story, last)
    out.mkdir(parents=True, exist_ok=True)
    from lineofsight.cli.writing import write_format

    rows = [row for name in wanted for row in write_format(name, tables, out, last)]
    emit(rows, COLUMNS, form)
