"""The record as the lists ask of it: on a date, and in the months before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from lineofsight.core.periods import add_months
from lineofsight.core.tables import table_named
from lineofsight.evaluation.schemas import conform, empty


@dataclass(frozen=True, eq=False)
class Lists:
    """The tables a workbook is made from and the day it is made for."""

    tables: Mapping[str, pl.DataFrame]
    as_at: date

    @cached_property
    def six_months(self) -> date:
        """The first day of the six months before."""
        return add_months(self.as_at, -6)

    @cached_property
    def year(self) -> date:
        """The first day of the twelve months before."""
        return add_months(self.as_at, -12)

    def rows(self, name: str) -> pl.DataFrame:
        """A table's rows in its declared schema; none where the table is absent."""
        table = table_named(name)
        return conform(self.tables[name], table) if name in self.tables else empty(table)

    def happened(self, name: str, column: str) -> pl.DataFrame:
        """The rows of a table dated on or before the day."""
        return self.rows(name).filter(pl.col(column) <= self.as_at)

    def known_end(self, column: str) -> pl.Expr:
        """An end date as known on the day: one that lies after it has not happened."""
        return pl.when(pl.col(column) <= self.as_at).then(column)

    def open_since(self, name: str, started: str, ended: str, since: date) -> pl.DataFrame:
        """Rows begun by the day and not ended before `since`; an end after the day is blank."""
        rows = self.happened(name, started).with_columns(self.known_end(ended).alias(ended))
        return rows.filter(pl.col(ended).is_null() | (pl.col(ended) >= since))

    def latest(self, name: str, column: str, *, rows: pl.DataFrame | None = None) -> pl.DataFrame:
        """Each child's latest row of a table on the day."""
        every = self.happened(name, column) if rows is None else rows.filter(pl.col(column) <= self.as_at)
        return every.sort(column, "id").group_by("child_id", maintain_order=True).last()

    def count(self, name: str, column: str, since: date, called: str) -> pl.DataFrame:
        """How many rows of a table each child has between `since` and the day."""
        return (
            self.happened(name, column).filter(pl.col(column) >= since).group_by("child_id").agg(pl.len().alias(called))
        )

    def stated(self, column: str) -> pl.DataFrame:
        """What a source states of each child in total, to the day itself: `child_id`, `stated`."""
        rows = self.rows("stated_totals").filter(pl.col("stated_on") == self.as_at)
        return rows.drop_nulls(column).unique("child_id").select("child_id", stated=column)

    def totals(self, counted: pl.DataFrame, called: str, column: str) -> pl.DataFrame:
        """`child_id` and the greater of what was counted and what a source states: of some it dates the latest only."""
        both = counted.join(self.stated(column), on="child_id", how="full", coalesce=True)
        return both.select("child_id", pl.max_horizontal(pl.col(called).cast(pl.Int64), "stated").alias(called))

    def names(self, name: str) -> Mapping[str, str]:
        """Teams or workers by id: their names, else the id."""
        rows = self.rows(name)
        return dict(rows.select("id", pl.coalesce("name", "id").alias("name")).iter_rows())
