"""Who holds each child today by a source that says who, and not since when."""

from __future__ import annotations

import polars as pl

from lineofsight.core.tables.workforce import allocations, teams
from lineofsight.evaluation.plain.responsibilities import ALLOCATED
from lineofsight.evaluation.record import Record

STILL_OPEN = ("due", "overdue")


def held_now(record: Record) -> pl.DataFrame:
    """Child, team_now (its name) and worker_now, of allocations whose first day the source does not give."""
    rows = record.lazy(allocations).filter(
        pl.col("started_on").is_null() & pl.col("ended_on").is_null() & pl.col("child_id").is_not_null()
        & (pl.col("role").is_null() | (pl.col("role") == ALLOCATED))
    )  # fmt: skip
    names = record.lazy(teams).select(pl.col("id").alias("team_id"), "name").unique("team_id")
    return (
        rows.sort("child_id", "id").unique("child_id", keep="last", maintain_order=True)
        .join(names, on="team_id", how="left", maintain_order="left")
        .select(
            pl.col("child_id").alias("child"), pl.coalesce("name", "team_id").alias("team_now"),
            pl.col("worker_id").alias("worker_now"),
        ).collect()
    )  # fmt: skip


def with_held_now(duties: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """Open duties of a child that no dated allocation covers, with the team and worker who hold the child today."""
    joined = duties.join(held, left_on="holder", right_on="child", how="left", maintain_order="left")
    now = pl.col("status").is_in(STILL_OPEN) & (pl.col("holder_kind") == "child") & pl.col("team").is_null()
    filled = joined.with_columns(
        team=pl.when(now).then("team_now").otherwise("team"),
        worker=pl.when(now & pl.col("worker").is_null()).then("worker_now").otherwise("worker"),
    )
    return filled.select(duties.columns)
