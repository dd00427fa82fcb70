"""`backup`: everything a home holds, in one file, while it is in use."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli.held import home_for
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption
from lineofsight.cli.output import emit
from lineofsight.cli.problems import Problem

COLUMNS = ("file", "files", "bytes")


def backup(
    target: Annotated[Path | None, typer.Argument(help="The file to write; by default dated, in this folder.")] = None,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Write one file that `restore` can make a home of again. It holds names: keep it as you keep the home."""
    with home_for(home, "backup") as held:
        from lineofsight.record.backup import backup as write

        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        path = target or Path(f"lineofsight-backup-{stamp}.zip")
        if not path.parent.is_dir():
            raise Problem(str(path), "stands in a folder that is not there", "Make the folder, or name another")
        made = write(held, path)
        emit([{"file": str(path), "files": len(made.files), "bytes": path.stat().st_size}], COLUMNS, form)
