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
# The longest history, and the childhoods before it, lie in the days the simulation can count.
LAST_DAYS = (date(2010, 1, 1), date(2100, 12, 31))


def simulate(
    out: Annotated[Path, typer.Argument(help="The folder to write into.", metavar="OUT")],
    population: Annotated[int, typer.Option(help="Residents under 18.", min=500, max=20_000_000)] = 50_000,
    years: Annotated[int, typer.Option(help="Years of history.", min=1, max=20)] = 5,
    seed: Annotated[int, typer.Option(help="The same seed gives the same authority.", min=0)] = 1,
    story: Annotated[
        str,
        typer.Option(help="How practice changes over the years: improvement, well_recorded, steady or decline."),
    ] = "improvement",
    formats: Annotated[str, typer.Option(help="ssd, annex-a, cin, ssda903: one or more, with commas.")] = "ssd",
    ends_on: Annotated[str | None, typer.Option(help="The last day of the history.", metavar="DATE")] = None,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Make a synthetic authority and write its files. No real child is in it. No home is touched."""
    wanted = listed(formats)
    if unknown := [name for name in wanted if name not in FORMATS]:
        raise Problem("--formats", f"there is no format {unknown[0]!r}", f"Choose from {', '.join(FORMATS)}")
    last = day(ends_on, "--ends-on") or date(2026, 9, 30)
    if not LAST_DAYS[0] <= last <= LAST_DAYS[1]:
        raise Problem("--ends-on", f"{last} cannot be simulated", "Name a day from {} to {}".format(*LAST_DAYS))
    if out.exists() and any(out.iterdir()):
        raise Problem(str(out), "is not empty", "Name a new folder")
    from lineofsight.simulation import STORIES
    from lineofsight.simulation import simulate as make

    if story not in STORIES:
        raise Problem("--story", f"there is no story {story!r}", f"Choose from {', '.join(STORIES)}")
    say(f"Making {population:,} residents under 18 and {years} years of practice.")
    tables = make(population, years, seed, story, last)
    out.mkdir(parents=True, exist_ok=True)
    from lineofsight.cli.writing import write_format

    rows = [row for name in wanted for row in write_format(name, tables, out, last)]
    emit(rows, COLUMNS, form)
