"""The row of the record behind each row of a return: its id, its date, and where it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from lineofsight.core.tables import table_named
from lineofsight.record.service.quality.places import Place
from lineofsight.record.service.quality.tables import LAST, ReturnTables

ORIGIN: Final = pl.Schema({
    "record_table": pl.String(), "row_id": pl.String(), "row_on": pl.Date(), "source": pl.String(),
    "file": pl.String(), "line": pl.Int64(),
})  # fmt: skip


class Origins:
    """Origins of one return's rows, worked out once for each table and place that is asked for."""

    def __init__(self, made: ReturnTables) -> None:
        self._made = made
        self._found: dict[tuple[str, Place], pl.DataFrame] = {}
        self._rows: dict[Place, pl.DataFrame] = {}

    def of(self, table: str, places: Sequence[Place], rows: pl.Series) -> pl.DataFrame:
        """The columns of ORIGIN for rows of a table of the return, by their position.

        The row of the first place that has one; where none has, the first place's table alone.
        """
        found = pl.DataFrame({name: [None] * rows.len() for name in ORIGIN}, schema=ORIGIN)
        for place in places:
            at = self._at(table, place)[rows.to_list()]
            found = found.with_columns(pl.when(found["row_id"].is_null()).then(at[name]).otherwise(name).alias(name)
                                       for name in ORIGIN)  # fmt: skip
        return found.with_columns(pl.col("record_table").fill_null(places[0].table)) if places else found

    def _at(self, table: str, place: Place) -> pl.DataFrame:
        found = self._found.get((table, place))
        if found is None:
            found = self._found[table, place] = self._of_table(table, place)
        return found

    def _of_table(self, table: str, place: Place) -> pl.DataFrame:
        frame = self._made.tables[table]
        given = {"year": pl.lit(self._made.year)} if not table.endswith(LAST) else {}
        # Two tables that are one row of the return may lack an item by which the other is found.
        by = {item: column for item, column in place.by.items() if item in frame.columns or item in given}
        asked = pl.DataFrame([self._made.children[table].alias("child")]).with_columns(
            [given.get(item, frame[item] if item in frame.columns else pl.lit(None)).alias(column)
             for item, column in by.items()]
        )  # fmt: skip
        held = self._held(place)
        if place.within:
            return self._within(asked, frame[place.within], held).select(ORIGIN.names())
        keys = ["child", *by.values()]
        asked = asked.with_columns(pl.col(name).cast(held.schema[name], strict=False) for name in by.values())
        return asked.join(
            held.unique(keys, keep="last", maintain_order=True), on=keys, how="left", maintain_order="left"
        ).select(ORIGIN.names())

    def _held(self, place: Place) -> pl.DataFrame:
        if place not in self._rows:
            table = table_named(place.table)
            event = pl.col(table.event) if table.event else pl.lit(None, dtype=pl.Date)
            ends = pl.col(table.ends) if table.ends else pl.lit(None, dtype=pl.Date)
            rows = self._made.record[place.table].select(
                pl.col(place.child).alias("child"), pl.lit(place.table).alias("record_table"),
                pl.col("id").alias("row_id"), event.alias("row_on"), ends.alias("until"),
                "source", "file", "line", *dict.fromkeys(place.by.values()),
            )  # fmt: skip
            self._rows[place] = rows.sort("row_on", "row_id", nulls_last=False)
        return self._rows[place]

    @staticmethod
    def _within(asked: pl.DataFrame, on: pl.Series, held: pl.DataFrame) -> pl.DataFrame:
        placed = asked.with_row_index("place").with_columns(on.alias("on"))
        found = placed.drop_nulls("on").sort("on").join_asof(
            held.drop_nulls("row_on").sort("row_on"), left_on="on", right_on="row_on", by="child",
            strategy="backward", check_sortedness=False, coalesce=False,
        )  # fmt: skip
        inside = found.filter(pl.col("until").is_null() | (pl.col("until") >= pl.col("on")))
        return placed.select("place").join(
            inside.select("place", *ORIGIN.names()), on="place", how="left", maintain_order="left"
        )
