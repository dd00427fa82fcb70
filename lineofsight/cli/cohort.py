"""`cohort`: the children behind a figure, counted, not counted, or not known, and why."""

from __future__ import annotations

from typing import Annotated

import polars as pl
import typer

from lineofsight.cli.held import home_for, known
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption, SnapshotOption
from lineofsight.cli.output import emit
from lineofsight.cli.problems import Problem

COLUMNS = (
    "indicator", "period", "child", "holder", "subject", "counted", "reason", "event_on", "team", "worker", "table",
    "row_id", "snapshot",
)  # fmt: skip


def cohort(
    indicator: Annotated[str, typer.Argument(help="The measure's code.")],
    period: Annotated[str, typer.Option(help="The period, as for figures.", metavar="P")],
    team: Annotated[str | None, typer.Option(help="One team, by id or name.", metavar="T")] = None,
    snapshot: SnapshotOption = None,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """List the rows behind a figure."""
    with home_for(home, "cohort", "period", *(["team"] if team else [])) as held:
        from lineofsight.catalogue.finding import find
        from lineofsight.cli.named import teams_named
        from lineofsight.core.periods import parse_period
        from lineofsight.evaluation.breakdowns import NOT_RECORDED
        from lineofsight.evaluation.cohorts import NotCovered
        from lineofsight.evaluation.cohorts import cohort as rows_of
        from lineofsight.evaluation.columnar.duties import duty_table

        at = known(held, snapshot)
        at.say_if_newer()
        _, found = find(indicator, {"indicator": at.catalogue.indicators})
        record = at.snapshot.record
        try:
            frame = rows_of(
                found, record, parse_period(period), standards=at.catalogue.standards,
                duties=lambda standard, known: duty_table([standard], known),
            )  # fmt: skip
        except NotCovered as reason:
            raise Problem(period, str(reason).rstrip("."), "Load a source that covers it") from reason
        except ValueError as problem:
            raise Problem("--period", str(problem).rstrip("."), "See figures --help for the forms") from problem
        if team is not None:
            held_by = [team] if team == NOT_RECORDED else teams_named(team, record, frame["team"])
            frame = frame.filter(pl.col("team").is_in(held_by))
        named = at.snapshot.local_ids(frame).with_columns(pl.lit(at.snapshot.info.snapshot).alias("snapshot"))
        emit(named, COLUMNS, form)
