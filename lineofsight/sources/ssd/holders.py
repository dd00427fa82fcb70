"""Whose row it is, where a table names the child only through the row it belongs to (a request, a period of care)."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from lineofsight.core.table import Holder, Table
from lineofsight.core.tables import TABLES
from lineofsight.sources.reading import Reject, join_rejects, rejects_frame
from lineofsight.sources.shelf import Shelf


def with_holders(tables: Mapping[str, pl.DataFrame]) -> tuple[Shelf, pl.DataFrame]:
    """The tables with each row's child filled in where another row tells it; rows that stay without are rejects."""
    known = Shelf(tables)
    rejects: list[pl.DataFrame] = []
    for table in TABLES.values():
        if table.name not in known or table.holder is not Holder.CHILD or table.holder_is_id:
            continue
        if known.column(table.name, "child_id").null_count():
            frame, refused = _filled(known[table.name], table, known)
            rejects.append(refused)
            known = known.replaced(table.name, frame)
    return known, join_rejects(rejects)


def _filled(frame: pl.DataFrame, table: Table, known: Mapping[str, pl.DataFrame]) -> tuple[pl.DataFrame, pl.DataFrame]:
    for column, (other, other_key) in _ways(table).items():
        if not frame["child_id"].null_count():
            return frame, rejects_frame(())
        if other not in known or other == table.name:
            continue
        lookup = (
            known[other].select(pl.col(other_key).alias(column), pl.col("child_id").alias("found"))
            .drop_nulls().unique(column, keep="first", maintain_order=True)
        )  # fmt: skip
        frame = (
            frame.join(lookup, on=column, how="left", maintain_order="left")
            .with_columns(child_id=pl.coalesce("child_id", "found")).drop("found")
        )  # fmt: skip
    lost = frame.filter(pl.col("child_id").is_null()).select("file", "line", "id")
    refused = rejects_frame(
        Reject(
            table.name, row["file"] or "", row["line"], "child_id", row["id"],
            "The row says neither which child it is about nor a row that does.",
            "Give the child's id, or load the table the row refers to.",
        )
        for row in lost.iter_rows(named=True)
    )  # fmt: skip
    return frame.filter(pl.col("child_id").is_not_null()), refused


def _ways(table: Table) -> dict[str, tuple[str, str]]:
    """Columns of the table that lead to a row with a child: its references, then the period of care."""
    ways = {
        column.name: (column.refers_to, "id")
        for column in table.columns
        if column.refers_to and TABLES[column.refers_to].holder is Holder.CHILD and column.refers_to != "people"
        and column.name != "care_period_id"
    }  # fmt: skip
    if table.has("care_period_id") and table.name != "care_episodes":
        ways["care_period_id"] = ("care_episodes", "care_period_id")
    return ways
