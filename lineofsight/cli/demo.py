"""`demo`: the demonstration authority, from nothing to its report and its pages."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lineofsight import __version__
from lineofsight.cli.held import home_for, say
from lineofsight.cli.problems import Problem
from lineofsight.cli.progress import step
from lineofsight.cli.serve import DEFAULT_PORT, serve_home, start_pages_settings

POPULATION, YEARS, SEED, STORY = 50_000, 6, 2009, "improvement"
ENDS_ON = date(2026, 9, 30)
# Written first and, once all is made, again: so a folder of ours, and one left half way, are known for what they are.
MARK = "made-by-demo.txt"
REPORT, UNFINISHED_REPORT = "report.html", "report.html.part"
AUTHORITY = "Exampleton (made up: no real child is here)"


def demo(
    folder: Annotated[Path, typer.Option(help="Where to put the demonstration.", metavar="DIR")] = Path(
        "lineofsight-demo"
    ),
    serve: Annotated[bool, typer.Option(help="Serve its pages at the end, until interrupted.")] = True,
    port: Annotated[int, typer.Option(help="The port on this machine (127.0.0.1).", min=1, max=65_535)] = DEFAULT_PORT,
) -> None:
    """Make a synthetic authority, load it as a council would, write its report, and serve its pages on this machine.

    Run again, it starts at once.
    """
    home, report = folder / "home", folder / REPORT
    start_pages_settings(home)
    whole = f"whole, by version {__version__}\n"
    if not folder.exists() or not any(folder.iterdir()):
        folder.mkdir(parents=True, exist_ok=True)
    elif not (folder / MARK).is_file():
        raise Problem(str(folder), "holds something else, not a demonstration", "Name a new folder with --folder")
    elif (folder / MARK).read_text(encoding="utf-8") != whole:
        say(f"{folder} holds a demonstration that was not finished, or of another version: it is made anew.")
        _remove(folder)
    if not (folder / MARK).exists():
        (folder / MARK).write_text("being made\n", encoding="utf-8")
        _make(folder, home)
        (folder / MARK).write_text(whole, encoding="utf-8")
    if not report.exists():
        with step("Writing the report"):
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
    if serve:
        serve_home(home, port)


def _remove(folder: Path) -> None:
    """Remove what a demonstration is made of and nothing else; the mark last, so that this too may be interrupted."""
    for name in ("home", "files"):
        if (folder / name).exists():
            shutil.rmtree(folder / name)
    for name in (REPORT, UNFINISHED_REPORT, MARK):
        (folder / name).unlink(missing_ok=True)


def _make(folder: Path, home: Path) -> None:
    from lineofsight.cli.writing import was_simulated, write_format
    from lineofsight.simulation import simulate
    from lineofsight.sources import read

    files = folder / "files"
    with step(f"Making a synthetic authority of {POPULATION:,} residents under 18 over {YEARS} years"):
        tables = simulate(POPULATION, YEARS, SEED, STORY, ENDS_ON)
    with step("Writing its files"):
        files.mkdir()
        rows = sum(row["rows"] for row in write_format("ssd", tables, files, ENDS_ON))
    del tables
    with step(f"Reading the {rows:,} rows, as a council would read its own"):
        readings = read([files / "ssd"], as_known_on=ENDS_ON)
    with home_for(home, "demo", make=True) as held:
        from lineofsight.record.loads import load
        from lineofsight.record.refreshing import refresh

        with step("Loading them into a record") as tell:
            load(held, readings, made_by_simulation=was_simulated(files / "ssd"), progress=tell)
        with step("Taking a snapshot, with its figures, and working out what is due") as tell:
            refresh(held, tell)


def _report(home: Path, path: Path) -> None:
    from lineofsight.cli.reporting import facts_of
    from lineofsight.reports.facts.build import build
    from lineofsight.reports.html import html_of

    facts, _ = facts_of(home, as_at=None, authority=AUTHORITY, today=ENDS_ON, names=False)
    unfinished = path.with_name(UNFINISHED_REPORT)
    unfinished.write_text(html_of(build(facts)), encoding="utf-8")
    unfinished.replace(path)
