"""What the same authority's case system would have exported on an earlier day: for showing what was known then.

Rows written down by that day, each without what happened after it. A row has one day on which it was written, so what
was added to it later is told by its dates alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from lineofsight.core.columns import ColumnType
from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES

# Days that are set beforehand: a plan to meet is known before the meeting.
SET_BEFOREHAND = frozenset({
    "due_on", "target_on", "planned_on", "expected_on", "valid_until", "valid_to", "registered_until",
    "assessed_year_to", "extended_to", "next_on", "eligible_until", "review_point_on", "court_date_on",
    "longest_stay_to",
})  # fmt: skip
# What is said of how a thing ended, known only once it had.
SAID_AT_THE_END = frozenset({
    "outcome", "outcome_in_source", "end_reason", "close_reason", "ended_unplanned", "order_made", "no_further_action",
    "answered_at",
})  # fmt: skip


def as_exported_on(tables: Mapping[str, pl.DataFrame], day: date) -> dict[str, pl.DataFrame]:
    """The tables as an export on `day` would have held them. The tables given are not changed."""
    return {name: _by(frame, TABLES[name], day) for name, frame in tables.items()}


def _by(frame: pl.DataFrame, table: Table, day: date) -> pl.DataFrame:
    dates = [
        column.name for column in table.columns
        if column.type is ColumnType.DATE and column.name in frame.columns and column.name not in SET_BEFOREHAND
    ]  # fmt: skip
    went_on = pl.any_horizontal(pl.col(dates) > day).fill_null(False) if dates else pl.lit(False)
    written = pl.col("recorded_on").is_null() | (pl.col("recorded_on") <= day)
    kept = written
    if table.event is not None and table.event in dates:
        # What had begun and was still going on was on the system, though its row was last written at its end.
        begun = pl.col(table.event) <= day
        kept = (written & (pl.col(table.event).is_null() | begun)) | (begun & went_on)
    rows = frame.with_columns(went_on.alias("_went_on"), kept.alias("_kept")).filter("_kept")
    if table.event is not None and table.event in dates:
        rows = rows.with_columns(pl.when(written).then("recorded_on").otherwise(table.event).alias("recorded_on"))
    moments = [column.moment for column in table.columns if column.name in dates and column.moment in frame.columns]
    ends = [name for name in frame.columns if name in SAID_AT_THE_END and name not in moments]
    return rows.with_columns(
        *(pl.when(pl.col(name) <= day).then(name).alias(name) for name in dates),
        *(pl.when(pl.col(name).dt.date() <= day).then(name).alias(name) for name in moments if name),
        *(pl.when(~pl.col("_went_on")).then(name).alias(name) for name in ends),
    ).drop("_went_on", "_kept")
