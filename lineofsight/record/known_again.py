"""Rows of several sources known for one where the natural key does not show it: the further ways a table declares."""

from __future__ import annotations

import polars as pl

from lineofsight.core.same_as import SameAs
from lineofsight.core.table import Table


def known_again(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The rows with `now` filled for those another, more believed source's row is known to be.

    `rows` has key, source, rank (0 the most believed), adds_nothing, `now` (the key of the row that stands for it by
    the natural key, else blank), the table's event and end, and what its `same_as` names. In no other column changed.
    """
    for way in table.same_as:
        found = _pairs(rows, table, way)
        rows = rows.join(found, on="key", how="left", maintain_order="left").with_columns(
            pl.coalesce("now", "found").alias("now")
        ).drop("found")  # fmt: skip
        # A row may be led to one that was itself led on: follow, as far as there are sources.
        for _ in range(rows["rank"].n_unique()):
            led = rows.filter(pl.col("now").is_not_null()).select(now="key", onward="now")
            rows = rows.join(led, on="now", how="left", maintain_order="left").with_columns(
                pl.coalesce("onward", "now").alias("now")
            ).drop("onward")  # fmt: skip
    return rows


def _pairs(rows: pl.DataFrame, table: Table, way: SameAs) -> pl.DataFrame:
    """Columns key and found: of rows that stand as yet, the more believed row each is. One row of a source to each."""
    told = rows.filter(pl.col(name).is_not_null() for name in way.by)
    free = told.filter(pl.col("now").is_null())
    span = {name: pl.col(name) for name in (table.event, table.ends) if name}
    higher = told.filter(~pl.col("adds_nothing")).select(
        *way.by, pl.coalesce("now", "key").alias("found"), pl.col("rank").alias("found_rank"),
        *(value.alias(f"found_{name}") for name, value in span.items() if name not in way.by),
    )  # fmt: skip
    pairs = free.join(higher, on=way.by).filter(pl.col("rank") > pl.col("found_rank"))
    order = ["found_rank"]
    if way.during:
        begun, first, last = pl.col(str(table.event)), f"found_{table.event}", pl.col(f"found_{table.ends}")
        pairs = pairs.filter(pl.col(first) <= begun, last.is_null() | (begun < last))
        order = [*order, first]
    # The most believed, of those the one begun last; and of rows that would be one, the first.
    each = pairs.sort([*order, "found"], descending=[False, *[True] * (len(order) - 1), False])
    one = each.unique("key", keep="first", maintain_order=True)
    known = rows.filter(pl.col("now").is_not_null()).select("source", found="now")
    open_yet = one.join(known, on=["source", "found"], how="anti", maintain_order="left")
    by_day = [table.event] if table.event else []
    chosen = open_yet.sort([*by_day, "key"]).unique(["source", "found"], keep="first", maintain_order=True)
    return chosen.select("key", "found")
