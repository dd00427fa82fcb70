"""`snapshot`: fix the record as it is known now, with its definitions and its figures."""

from __future__ import annotations

from dataclasses import asdict

from lineofsight.cli.held import home_for
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption
from lineofsight.cli.output import emit
from lineofsight.cli.progress import step
from lineofsight.cli.snapshots import COLUMNS


def snapshot(home: HomeOption = DEFAULT_HOME, form: FormatOption = None) -> None:
    """Make an immutable copy of the record, with the definitions in force and the figures they give."""
    with home_for(home, "snapshot") as held, step("Taking a snapshot") as tell:
        from lineofsight.record.refreshing import refresh

        info = refresh(held, tell)
    emit([asdict(info)], COLUMNS, form)
