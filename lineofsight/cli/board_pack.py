"""`board-pack`: a snapshot's board pack as a page and a tagged PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lineofsight.cli.held import home_for
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption, SnapshotOption
from lineofsight.cli.output import emit
from lineofsight.cli.problems import Problem
from lineofsight.cli.progress import step
from lineofsight.cli.serve import start_pages_settings

COLUMNS = ("file", "bytes", "sha256", "snapshot")


def board_pack(
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write it into.", metavar="FOLDER")],
    snapshot: SnapshotOption = None,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Write the board pack of a snapshot: no child is named in it. The same snapshot gives the same bytes.

    A pack that was made on the pages before is made from what it was made from then.
    """
    if output.exists() and not output.is_dir():
        raise Problem(str(output), "is a file", "Name a folder")
    start_pages_settings(home)
    with home_for(home, "board-pack", *(["snapshot"] if snapshot else [])) as held, step("Making the board pack"):
        from django.http import Http404

        from lineofsight.reports.pdf import PdfUnavailable
        from lineofsight.web.board_pack import files
        from lineofsight.web.board_pack.basis import basis_for
        from lineofsight.web.knowledge.snapshots import known
        from lineofsight.web.serving import make_ready

        make_ready(held)

        try:
            found = known(snapshot)
        except Http404 as missing:
            raise Problem("--snapshot", "names no snapshot", f"`{held.command('snapshots')}` lists them") from missing
        if found is None:
            raise Problem(str(home), "has no snapshot yet", f"Load something, then run `{held.command('snapshot')}`")
        try:
            made = files.make(found, basis_for(found.info.snapshot, found.info.as_known_on, held.policy))
        except PdfUnavailable as missing:
            what, _, remedy = str(missing).partition(". ")
            raise Problem("board-pack", what, remedy) from missing
        paths = files.write(output, made)
    emit(
        [{"file": str(path), "bytes": len(made.bodies[path.suffix[1:]]), "sha256": made.digest(path.suffix[1:]),
          "snapshot": found.info.snapshot} for path in paths],
        COLUMNS, form,
    )  # fmt: skip
