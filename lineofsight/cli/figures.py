"""`figures`: measures, with what lies above and below the line and what could not be told."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from lineofsight.cli.held import home_for, known
from lineofsight.cli.options import DEFAULT_HOME, AsAtOption, FormatOption, HomeOption, SnapshotOption, day
from lineofsight.cli.output import emit
from lineofsight.cli.problems import Problem

COLUMNS = (
    "indicator",
    "period",
    "breakdown",
    "numerator",
    "denominator",
    "missing",
    "value",
    "lower",
    "upper",
    "snapshot",
)


def figures(
    indicators: Annotated[
        list[str] | None, typer.Argument(help="Codes; without any, every measure.", metavar="[INDICATOR...]")
    ] = None,
    period: Annotated[
        str | None, typer.Option(help="2026-03-31, 2026-03, 2026-Q1, 2025-26 or rolling:2026-03.", metavar="P")
    ] = None,
    as_at: AsAtOption = None,
    by: Annotated[
        list[str] | None,
        typer.Option(help="team, ethnicity, age_band, sex, disability, locality; or team,ethnicity.", metavar="X"),
    ] = None,
    snapshot: SnapshotOption = None,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Give figures: by default each measure's thirteen latest periods, whole."""
    given = [n for n, v in (("period", period), ("as-at", as_at), ("by", by), ("snapshot", snapshot)) if v]
    with home_for(home, "figures", *given) as held:
        from dataclasses import replace

        from lineofsight.catalogue.finding import find
        from lineofsight.core.periods import parse_period
        from lineofsight.evaluation.columnar.duties import duty_table
        from lineofsight.evaluation.figures import figures as work_out

        at = known(held, snapshot)
        at.say_if_newer()
        chosen = [find(code, {"indicator": at.catalogue.indicators})[1] for code in indicators or ()]
        record = at.snapshot.record
        if (moved := day(as_at, "--as-at")) is not None:
            if moved > record.as_known_on:
                raise Problem(
                    "--as-at",
                    f"the snapshot knows nothing after {record.as_known_on.isoformat()}",
                    "Name an earlier date",
                )
            record = replace(record, as_known_on=moved)
        try:
            periods = [parse_period(period)] if period else None
            pairs = [tuple(part.split(",", 1)) if "," in part else part for part in by or ()]
            found = work_out(
                chosen or at.catalogue.indicators.values(), record, periods, pairs,  # type: ignore[arg-type]
                duties=lambda standard, known: duty_table([standard], known),
                standards=at.catalogue.standards, snapshot=at.snapshot.info.snapshot,
            )  # fmt: skip
        except ValueError as problem:
            raise Problem("--period or --by", str(problem).rstrip("."), "See --help for the forms") from problem
        emit(({**row, "breakdown": json.loads(row["breakdown"])} for row in found.iter_rows(named=True)), COLUMNS, form)
