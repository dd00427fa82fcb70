"""`rejects`: what a load could not take, kept and shown."""

from __future__ import annotations

from typing import Annotated

import typer

from lineofsight.cli.held import home_for
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption
from lineofsight.cli.output import emit
from lineofsight.cli.problems import Problem

COLUMNS = ("file", "line", "column", "value", "reason", "remedy")


def rejects(
    number: Annotated[int | None, typer.Argument(help="The load; without it, the latest.", metavar="LOAD")] = None,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """List what a load could not read: file, line, column, value, why, and what to do."""
    with home_for(home, "rejects") as held:
        from lineofsight.record.books import Load, Reject

        loads = Load.objects.using(held.aliases.record)
        wanted = loads.filter(number=number).first() if number is not None else loads.order_by("-number").first()
        if wanted is None:
            what = "nothing was loaded yet" if number is None else f"there is no load {number}"
            raise Problem("LOAD", what, "Load something first, or name no load to see the latest")
        found = Reject.objects.using(held.aliases.record).filter(load=wanted).order_by("key")
        emit(found.values(*COLUMNS).iterator(chunk_size=10_000), COLUMNS, form)
