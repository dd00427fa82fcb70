"""`demo`: the demonstration authority, from nothing to its report and its pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lineofsight import __version__
from lineofsight.cli.held import home_for, say
from lineofsight.cli.options import NoRowsOption
from lineofsight.cli.problems import Problem
from lineofsight.cli.progress import step
from lineofsight.cli.serve import DEFAULT_PORT, serve_home, start_pages_settings

if TYPE_CHECKING:
    from lineofsight.record.home import Home

POPULATION, YEARS, SEED, STORY = 50_000, 6, 2009, "improvement"
ENDS_ON = date(2026, 9, 30)
# A first load as on this day, and its snapshot: what was known then can be set beside what is known now.
EARLIER = date(2026, 3, 31)
# Written first and, once all is made, again: so a folder of ours, and one left half way, are known for what they are.
MARK = "made-by-demo.txt"
HOME = "home"
REPORT, UNFINISHED_REPORT = "report.html", "report.html.part"
AUTHORITY = "Exampleton (made up: no real child is here)"


def demo(
    folder: Annotated[Path, typer.Option(help="Where to put the demonstration.", metavar="DIR")] = Path(
        "lineofsight-demo"
    ),
    population: Annotated[int, typer.Option(help="Residents under 18.", min=1000)] = POPULATION,
    years: Annotated[int, typer.Option(help="Years of practice.", min=2, max=20)] = YEARS,
    serve: Annotated[bool, typer.Option(help="Serve its pages at the end, until interrupted.")] = True,
    port: Annotated[int, typer.Option(help="The port on this machine (127.0.0.1).", min=1, max=65_535)] = DEFAULT_PORT,
    home: Annotated[
        Path | None, typer.Option("--home", help="Its record: a new folder. Default: home, in --folder.", metavar="DIR")
    ] = None,
    form: NoRowsOption = None,
) -> None:
    """Make a synthetic authority, load it as a council would, write its report, and serve its pages on this machine.

    Run again, it starts at once.
    """
    own, report = folder / HOME, folder / REPORT
    home = own if home is None or home.absolute() == own.absolute() else home
    start_pages_settings(home)
    whole = f"whole, by version {__version__}: {population:,} residents, {years} years\n"
    if home is not own:
        whole += f"its record: {home.absolute()}\n"
    if not folder.exists() or not any(folder.iterdir()):
        _require_new(home)
        folder.mkdir(parents=True, exist_ok=True)
    elif not (folder / MARK).is_file():
        raise Problem(str(folder), "holds something else, not a demonstration", "Name a new folder with --folder")
    elif (folder / MARK).read_text(encoding="utf-8") != whole:
        if home is not own:
            _require_new(home)
        say(f"{folder} holds a demonstration that was not finished, or of another version or size: it is made anew.")
        _remove(folder)
    if not (folder / MARK).exists():
        (folder / MARK).write_text("being made\n", encoding="utf-8")
        _make(folder, home, population, years)
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


def _require_new(home: Path) -> None:
    """Refuse a home that holds anything: outside its own folder a demonstration removes nothing. Raises Problem."""
    if home.exists() and any(home.iterdir()):
        raise Problem(f"--home {home}", "holds something already", "Remove it, or name a new folder for the record")


def _remove(folder: Path) -> None:
    """Remove what a demonstration is made of and nothing else; the mark last, so that this too may be interrupted."""
    for name in (HOME, "files"):
        if (folder / name).exists():
            shutil.rmtree(folder / name)
    for name in (REPORT, UNFINISHED_REPORT, MARK):
        (folder / name).unlink(missing_ok=True)


def _make(folder: Path, home: Path, population: int, years: int) -> None:
    from lineofsight.cli.writing import write_format
    from lineofsight.simulation import simulate
    from lineofsight.simulation.earlier import as_exported_on

    files = folder / "files"
    with step(f"Making a synthetic authority of {population:,} residents under 18 over {years} years"):
        tables = simulate(population, years, SEED, STORY, ENDS_ON)
    with step(f"Writing its files, as on {EARLIER:%-d %B} and on {ENDS_ON:%-d %B}"):
        (files / "earlier").mkdir(parents=True)
        then = as_exported_on(tables, EARLIER)
        rows = sum(row["rows"] for row in write_format("ssd", then, files / "earlier", EARLIER))
        rows += sum(row["rows"] for row in write_format("ssd", tables, files, ENDS_ON))
    del tables, then
    with home_for(home, "demo", make=True) as held:
        from lineofsight.record.refreshing import refresh, take_snapshot

        with step(f"Loading {rows:,} rows, as a council loads its own: first those of {EARLIER:%-d %B}") as tell:
            _load(held, files / "earlier" / "ssd", EARLIER, tell)
        with step("A snapshot, so that what was known then can be shown") as tell:
            take_snapshot(held)
        with step(f"Loading those of {ENDS_ON:%-d %B}: what is new, and what changed") as tell:
            _load(held, files / "ssd", ENDS_ON, tell)
        with step("A snapshot with its figures, and what is due") as tell:
            refresh(held, tell)


def _load(held: Home, files: Path, known: date, tell: Callable[[str], None]) -> None:
    from lineofsight.cli.writing import was_simulated
    from lineofsight.record.loads import load
    from lineofsight.sources import read

    load(held, read([files], as_known_on=known), made_by_simulation=was_simulated(files), progress=tell)


def _report(home: Path, path: Path) -> None:
    from lineofsight.cli.reporting import facts_of
    from lineofsight.reports.facts.build import build
    from lineofsight.reports.html import html_of

    facts, _ = facts_of(home, as_at=None, authority=AUTHORITY, today=ENDS_ON, names=False)
    unfinished = path.with_name(UNFINISHED_REPORT)
    unfinished.write_text(html_of(build(facts)), encoding="utf-8")
    unfinished.replace(path)
