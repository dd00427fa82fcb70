"""`snapshots`: the moments at which the record was fixed."""

from __future__ import annotations

from dataclasses import asdict

from lineofsight.cli.held import home_for
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption
from lineofsight.cli.output import emit

COLUMNS = ("snapshot", "made_at", "as_known_on", "rows", "sha256", "catalogue", "policy")


def snapshots(home: HomeOption = DEFAULT_HOME, form: FormatOption = None) -> None:
    """List the snapshots of a home, oldest first."""
    with home_for(home, "snapshots") as held:
        from lineofsight.record.snapshots import list_snapshots

        emit([asdict(info) for info in list_snapshots(held)], COLUMNS, form)
