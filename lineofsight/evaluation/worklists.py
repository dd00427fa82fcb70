"""Duties with what each is on a day and who held it then: what every worklist, page and report is made from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from lineofsight.core.derived import Source
from lineofsight.core.table import Holder
from lineofsight.core.tables import TABLES
from lineofsight.core.tables.workforce import absences, teams
from lineofsight.evaluation.columnar.duties import duty_table, with_status
from lineofsight.evaluation.columnar.responsibilities import held_by, responsibilities
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.evaluation.indicators.states import DutyFrame
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.telling import untold

IDENTITY = ("standard", "holder", "subject", "opened_on", "opened_at")


def duties_as_at(
    catalogue: ResolvedCatalogue, record: Record, as_at: date, *, standards: Sequence[str] = (),
    holder: str | None = None, status: Sequence[str] = (), columns: Sequence[str] = (),
    ended_since: date | None = None,
) -> pl.DataFrame:  # fmt: skip
    """Every duty that had opened by a day, with status, worker, team and team_name.

    `standards`: those codes only. `holder`: one child's (or worker's ...) own. `status`: duties that are one of these.
    `columns`: those alone; without worker, team and team_name nobody is looked up. `ended_since`: those open, or met or
    closed on that day or later. Standards that policy tightened keep
    `national_due_on`. A standard the sources can never tell of has no rows. Rows are in the catalogue's order.
    """
    chosen = [catalogue.standards[code] for code in standards] or list(catalogue.standards.values())
    chosen = [item for item in chosen if not untold(item, record.coverage)]
    mine = record if holder is None else of_holder(record, holder)
    frame = with_national(
        duty_table(chosen, mine, ended_since=ended_since), catalogue, mine, {item.code for item in chosen}
    )
    if holder is not None:
        frame = frame.filter(pl.col("holder") == holder)
    wanted = pl.col("status").is_in(list(status)) if status else pl.col("status").is_not_null()
    frame = with_status(frame, as_at).filter(wanted)
    if columns and not set(columns) & {"worker", "team", "team_name"}:
        return frame.select(columns)
    frame = held_by(frame, responsibilities(mine), as_at)
    names = (
        record.lazy(teams)
        .select(pl.col("id").alias("team"), pl.col("name").alias("team_name"))
        .unique("team")
        .collect()
    )
    found = frame.join(names, on="team", how="left", maintain_order="left")
    return found.select(columns) if columns else found


def split_by_standard(frame: pl.DataFrame) -> DutyFrame:
    """What gives figures each standard's duties out of a table worked out once for all."""
    parts = frame.partition_by("standard", as_dict=True)
    nothing = frame.clear()
    return lambda standard, _: parts.get((standard.code,), nothing)


def with_written_down(frame: pl.DataFrame) -> pl.DataFrame:
    """Duties as they are told: `recorded_on` is blank where the row was written before the day that meets the duty.

    As `written_down` of `core.duties`. Figures are made of what the rows hold.
    """
    return frame.with_columns(
        pl.when(pl.col("recorded_on") >= pl.col("met_on")).then("recorded_on").alias("recorded_on")
    )


def with_national(
    frame: pl.DataFrame, catalogue: ResolvedCatalogue, record: Record, codes: set[str]
) -> pl.DataFrame:  # fmt: skip
    """The due day by the national number, where local policy tightened it."""
    tightened = [standard for code, standard in catalogue.national.items() if code in codes]
    if not tightened:
        return frame
    national = duty_table(tightened, record).select(*IDENTITY, pl.col("due_on").alias("_national"))
    joined = frame.join(national, on=IDENTITY, how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(pl.coalesce("_national", "national_due_on").alias("national_due_on")).drop("_national")


def of_holder(record: Record, holder: str) -> Record:
    """The record of one holder, with every worker and team, and when workers are away: what one child's duties need
    and no more."""
    frames = {}
    for name, frame in record.frames.items():
        table: Source = TABLES[name]
        shared = table.holder in (Holder.WORKER, Holder.TEAM, Holder.SERVICE) and TABLES[name].holder_is_id
        shared = shared or name == absences.name  # a child whose worker is away is held by nobody
        frames[name] = frame if shared else frame.filter(pl.col(table.holder_column) == holder)
    return Record(frames, record.as_known_on, record.coverage)
