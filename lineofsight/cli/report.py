"""`report`: who is waiting and how we are doing, as one file to send."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli.held import home_for, say
from lineofsight.cli.options import DEFAULT_HOME, AsAtOption, HomeOption, NoRowsOption, day
from lineofsight.cli.problems import Problem

SUFFIXES = (".html", ".pdf", ".xlsx")


def report(
    path: Annotated[Path, typer.Argument(help="An Annex A workbook, other files of a council, or a home.")],
    output: Annotated[Path, typer.Option(help="What to write: .html, .pdf or .xlsx.")],
    names: Annotated[
        bool, typer.Option("--names", help="Also write names beside local ids, in a file of their own. Logged.")
    ] = False,
    authority: Annotated[str | None, typer.Option(help="The authority's name, for the heading.")] = None,
    as_at: AsAtOption = None,
    home: HomeOption = DEFAULT_HOME,
    form: NoRowsOption = None,
) -> None:
    """Write the report. It shows local ids only; names go, if asked for, into a separate file.

    Names are never written unlogged: where PATH is not a home, the home that logs it is --home, made if need be.
    """
    if output.suffix.lower() not in SUFFIXES:
        raise Problem(str(output), "is not a kind of file the report can be", f"End it in {', '.join(SUFFIXES)}")
    if not output.parent.exists():
        raise Problem(str(output.parent), "is not there", "Make the folder, or name another")
    from lineofsight.cli.reporting import facts_of, write_names

    today = datetime.now(UTC).date()
    facts, people = facts_of(path, as_at=day(as_at, "--as-at"), authority=authority, today=today, names=names)
    if names and not (path / "format").exists():
        with home_for(home, "report", "names", make=True):
            pass  # opened to be logged in, before anything is written
    from lineofsight.reports.facts.build import build

    made = build(facts)
    match output.suffix.lower():
        case ".html":
            from lineofsight.reports.html import html_of

            output.write_text(html_of(made), encoding="utf-8")
        case ".pdf":
            from lineofsight.reports.pdf import PdfUnavailable, write_pdf

            try:
                write_pdf(made, output)
            except PdfUnavailable as missing:
                raise Problem(
                    ".pdf", str(missing).split(". ", maxsplit=1)[0], str(missing).split(". ", maxsplit=1)[1]
                ) from missing
        case ".xlsx":
            from lineofsight.reports.workbook import write_workbook

            write_workbook(made, output)
    say(f"Written: {output}")
    if names:
        say(f"Names, apart: {write_names(people, made, output)}. Keep it from anyone the report is sent to.")
