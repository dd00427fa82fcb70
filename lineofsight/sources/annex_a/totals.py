"""What the lists say of a child in total, over months that end on the day of the lists: no days are made up for it."""

from __future__ import annotations

from datetime import date

import polars as pl

from lineofsight.core.code_sets import code_set
from lineofsight.core.columns import ColumnType
from lineofsight.core.tables.reference_data import stated_totals

_WEIGHTIEST_FIRST = [code.code for code in code_set("lineofsight:case_status")]


def one_a_child(frame: pl.DataFrame) -> pl.DataFrame:
    """One row for each child with what any list says of it: the most of a number, the weightiest case status.

    A child may stand in several rows of a list; each should say the same. A row that says nothing is left out.
    """
    said = [column for column in stated_totals.columns if column.name != stated_totals.event]
    frame = frame.filter(pl.any_horizontal(pl.col(column.name).is_not_null() for column in said))
    status = pl.col("case_status").cast(pl.Enum(_WEIGHTIEST_FIRST)).min().cast(pl.String)
    taken = [
        status if column.name == "case_status"
        else pl.col(column.name).drop_nulls().first() if column.type is ColumnType.CODE
        else pl.col(column.name).max()
        for column in said
    ]  # fmt: skip
    others = set(frame.columns) - {"child_id", *(column.name for column in said)}
    rows = frame.group_by("child_id", maintain_order=True).agg(*taken, *(pl.col(name).first() for name in others))
    return rows.select(frame.columns)


def stated_on(frame: pl.DataFrame, day: date | None) -> pl.DataFrame:
    """The rows as of the day of the lists, each named by its child and that day; none where the day is not known."""
    if day is None:
        return frame.clear()
    return frame.with_columns(
        stated_on=pl.lit(day), id=pl.format("{}/stated_totals/{}", "child_id", pl.lit(day.isoformat()))
    )
