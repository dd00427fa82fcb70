"""`restore`: a home from a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli.held import say
from lineofsight.cli.options import DEFAULT_HOME, HomeOption


def restore(
    archive: Annotated[Path, typer.Argument(help="A file that `backup` wrote.")], home: HomeOption = DEFAULT_HOME
) -> None:
    """Make a home from a backup. Refuses a folder that holds anything."""
    from lineofsight.record.backup import restore as bring_back
    from lineofsight.record.command_log import log_command
    from lineofsight.record.databases import start_django

    start_django()
    made = bring_back(archive, home)
    log_command(made, "restore", exit_code=0)
    made.close()
    say(f"Restored to {made.path}.")
