"""`figures`: measures, with what lies above and below the line and what could not be told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import polars as pl
import typer

from lineofsight.cli.held import Known, home_for, known, say
from lineofsight.cli.options import DEFAULT_HOME, AsAtOption, FormatOption, HomeOption, SnapshotOption, day
from lineofsight.cli.output import emit
from lineofsight.cli.problems import Problem

if TYPE_CHECKING:
    from lineofsight.core.indicators import Indicator
    from lineofsight.evaluation.record import Record

REASONS_TOLD = 5
COLUMNS = (
    "indicator", "period", "breakdown", "numerator", "denominator", "missing", "value", "lower", "upper", "snapshot",
)  # fmt: skip


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
    """Give figures: by default each measure's thirteen latest periods, whole.

    With --snapshot, figures that were published with it are given as they were, whatever the definitions say now.
    """
    given = [n for n, v in (("period", period), ("as-at", as_at), ("by", by), ("snapshot", snapshot)) if v]
    with home_for(home, "figures", *given) as held:
        from lineofsight.catalogue.finding import find

        at = known(held, snapshot)
        chosen = [find(code, {"indicator": at.catalogue.indicators})[1] for code in indicators or ()]
        chosen = chosen or list(at.catalogue.indicators.values())
        pairs = [tuple(part.split(",", 1)) if "," in part else part for part in by or ()]
        found = _worked_out(at, chosen, period, pairs, _moved(at.snapshot.record, as_at))  # type: ignore[arg-type]
        published = at.snapshot.figures
        if snapshot is None or as_at is not None or published is None or at.is_as_published:
            at.say_if_newer()
        else:
            found = _told_again(at, published, found, chosen, pairs)  # type: ignore[arg-type]
        for line in _why_none(found):
            say(line)
        emit(({**row, "breakdown": json.loads(row["breakdown"])} for row in found.iter_rows(named=True)), COLUMNS, form)


def _moved(record: Record, as_at: str | None) -> Record:
    """The record as it was known to be on an earlier day. Raises Problem for a later one."""
    moved = day(as_at, "--as-at")
    if moved is None:
        return record
    if moved > record.as_known_on:
        known_on = record.as_known_on.isoformat()
        raise Problem("--as-at", f"the snapshot knows nothing after {known_on}", "Name an earlier date")
    return replace(record, as_known_on=moved)


def _worked_out(
    at: Known, chosen: Sequence[Indicator], period: str | None, by: Sequence[str | tuple[str, str]], record: Record
) -> pl.DataFrame:  # fmt: skip
    from lineofsight.core.periods import parse_period
    from lineofsight.evaluation.breakdowns import asked_for
    from lineofsight.evaluation.columnar.duties import duty_table
    from lineofsight.evaluation.figures import figures as work_out

    try:
        periods = [parse_period(period)] if period else None
    except ValueError as problem:
        raise Problem("--period", str(problem).rstrip("."), "See --help for the forms") from problem
    try:
        asked_for(by)
    except ValueError as problem:
        raise Problem("--by", str(problem).rstrip("."), "See --help for the forms") from problem
    return work_out(
        chosen, record, periods, by, duties=lambda standard, known: duty_table([standard], known),
        standards=at.catalogue.standards, snapshot=at.snapshot.info.snapshot,
    )  # fmt: skip


def _why_none(found: pl.DataFrame) -> Iterator[str]:
    """Why figures have no value where the record cannot tell: a line a reason, the commonest first."""
    none = found.filter(pl.col("reason").is_not_null() & pl.col("value").is_null())
    reasons = (
        none.group_by("reason", maintain_order=True).agg(pl.len()).sort("len", descending=True, maintain_order=True)
    )
    for reason, count in reasons.head(REASONS_TOLD).iter_rows():
        yield f"{count:,} of {found.height:,} figures are blank: {reason}."
    if reasons.height > REASONS_TOLD:
        yield f"{reasons['len'].slice(REASONS_TOLD).sum():,} more are blank: name a measure to see why."


def _told_again(
    at: Known, published: pl.DataFrame, found: pl.DataFrame, chosen: Sequence[Indicator],
    by: Sequence[str | tuple[str, str]],
) -> pl.DataFrame:  # fmt: skip
    from lineofsight.cli.published import told_again

    name = at.snapshot.info.snapshot
    named = published.with_columns(pl.lit(name).alias("snapshot"))
    told, again = told_again(named, found, chosen, by)
    say(f"Definitions have changed since. {told.height - again:,} figures are as published with snapshot {name}.")
    if again:
        say(f"{again:,} were not published with it: they are worked out with the definitions in force now.")
    return told
