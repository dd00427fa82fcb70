"""`demo`: the demonstration authority, from nothing to its report."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli.held import home_for, say
from lineofsight.cli.problems import Problem

POPULATION, YEARS, SEED, STORY = 50_000, 6, 2009, "improvement"
ENDS_ON = date(2026, 9, 30)
AUTHORITY = "Exampleton (made up: no real child is here)"


def demo(
    folder: Annotated[Path, typer.Option(help="Where to put the demonstration.", metavar="DIR")] = Path(
        "lineofsight-demo"
    ),
) -> None:
    """Make a synthetic authority, load it as a council would, and write its report. Run again, it starts at once."""
    home, report = folder / "home", folder / "report.html"
    if not (home / "format").exists():
        _make(folder, home)
    if not report.exists():
        say("Writing the report.")
        _report(home, report)
    say("")
    say(f"The report of the demonstration authority: {report.absolute().as_uri()}")
    say(f"Its record: {home}. Try:")
    for example in (
        f"lineofsight duties --home {home} --status overdue --standard cp_visit --format table",
        f"lineofsight figures cp_visit.in_time --home {home} --by team --format table",
        f"lineofsight cohort cpp_count --period {ENDS_ON.isoformat()} --home {home} --format table",
    ):
        say(f"  {example}")


def _make(folder: Path, home: Path) -> None:
    from lineofsight.cli.writing import was_simulated, write_format
    from lineofsight.record.loads import load
    from lineofsight.simulation import simulate
    from lineofsight.sources import read

    if folder.exists() and any(folder.iterdir()):
        raise Problem(
            str(folder),
            "holds a demonstration that was not finished, or something else",
            "Remove it or name another with --folder",
        )
    say(f"Making a synthetic authority of {POPULATION:,} residents under 18 over {YEARS} years.")
    tables = simulate(POPULATION, YEARS, SEED, STORY, ENDS_ON)
    files = folder / "files"
    files.mkdir(parents=True)
    say("Writing its files.")
    for _ in write_format("ssd", tables, files, ENDS_ON):
        pass
    say("Loading them, as a council would.")
    readings = read([files / "ssd"], as_known_on=ENDS_ON)
    with home_for(home, "demo", make=True) as held:
        load(held, readings, made_by_simulation=was_simulated(files / "ssd"))
        from lineofsight.cli.held import catalogue_of
        from lineofsight.cli.publishing import published_figures
        from lineofsight.record.snapshots import make

        say("Taking a snapshot, with its figures.")
        catalogue = catalogue_of(held)
        make(
            held, catalogue_document=catalogue.document,
            publish=lambda record: published_figures(catalogue, record),
        )  # fmt: skip


def _report(home: Path, path: Path) -> None:
    from lineofsight.cli.reporting import facts_of
    from lineofsight.reports.facts.build import build
    from lineofsight.reports.html import html_of

    facts, _ = facts_of(home, as_at=None, authority=AUTHORITY, today=ENDS_ON, names=False)
    path.write_text(html_of(build(facts)), encoding="utf-8")
