"""`restore`: a home from a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption
from lineofsight.cli.output import emit

COLUMNS = ("home",)


def restore(
    archive: Annotated[Path, typer.Argument(help="A file that `backup` wrote.")],
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Make a home from a backup. Refuses a folder that holds anything."""
    from lineofsight.record.backup import restore as bring_back
    from lineofsight.record.command_log import log_command
    from lineofsight.record.databases import start_django

    start_django()
    made = bring_back(archive, home)
    log_command(made, "restore", exit_code=0)
    made.close()
    emit([{"home": str(made.path)}], COLUMNS, form)
