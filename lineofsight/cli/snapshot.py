"""`snapshot`: fix the record as it is known now, with its definitions and its figures."""

from __future__ import annotations

from dataclasses import asdict

from lineofsight.cli.held import catalogue_of, home_for
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption
from lineofsight.cli.output import emit
from lineofsight.cli.snapshots import COLUMNS


def snapshot(home: HomeOption = DEFAULT_HOME, form: FormatOption = None) -> None:
    """Make an immutable copy of the record, with the definitions in force and the figures they give."""
    with home_for(home, "snapshot") as held:
        from lineofsight.cli.publishing import published_figures
        from lineofsight.record.snapshots import make

        catalogue = catalogue_of(held)
        policy = held.policy.read_text(encoding="utf-8") if held.policy.exists() else None
        info = make(
            held, catalogue_document=catalogue.document, policy=policy,
            publish=lambda record: published_figures(catalogue, record),
        )  # fmt: skip
        emit([asdict(info)], COLUMNS, form)
