"""Options every command shares."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli.output import Format
from lineofsight.cli.problems import Problem

HomeOption = Annotated[Path, typer.Option("--home", help="The folder that holds the record.", metavar="DIR")]
FormatOption = Annotated[Format | None, typer.Option("--format", help="table, jsonl, csv or xlsx.")]
# Of a command that does something and has nothing to list: it takes the option, as every command does.
NoRowsOption = Annotated[Format | None, typer.Option("--format", help="Of no effect: there are no rows.")]
SnapshotOption = Annotated[str | None, typer.Option("--snapshot", help="What was known then. Default: the latest.")]
AsAtOption = Annotated[
    str | None, typer.Option("--as-at", help="A date within what the snapshot knows.", metavar="DATE")
]
DEFAULT_HOME = Path("lineofsight-home")


def day(text: str | None, option: str) -> date | None:
    """A date option. Raises Problem."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problem(option, f"{text!r} is not a date", "Write it as 2026-03-31") from None


def listed(text: str | None) -> tuple[str, ...]:
    """A comma-separated option."""
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())
