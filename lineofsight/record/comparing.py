"""A source's rows of one table beside those the record holds from it: which are new, changed, unchanged, gone.

Rows match on the source's id. Where a source has none, the row gets one made from the table's natural key and the
home's secret, so that the same row of a later file has the same id and the id tells nothing about the child.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import polars as pl

from lineofsight.core.table import Table
from lineofsight.core.tables.reference_data import populations, published_figures
from lineofsight.evaluation.coverage import Extent, TableCoverage

# What says where a row came from rather than what it says: no change of these alone is a change of the row.
WHERE_FROM = ("source", "load", "file", "line", "missing_since")
# A publication is whole about the measures, or the years, that it holds; of others it says nothing.
WHOLE_ABOUT: Mapping[str, Sequence[str]] = {
    published_figures.name: ("indicator", "period"), populations.name: ("la_code", "as_at"),
}  # fmt: skip
_MADE_ID_BYTES = 12


@dataclass(frozen=True, eq=False)
class Compared:
    """Incoming rows sorted out. `new`: frames to insert. `maybe_changed`: rows whose digest differs, with `key`.

    `back`: keys of rows held as missing that are there again. `gone`: keys of rows the source no longer holds.
    `twice`: rows left out because a later one of the same reading has their id.
    `held_before`: how many rows of the source the record held, not missing, inside the coverage.
    """

    new: pl.DataFrame
    maybe_changed: pl.DataFrame
    unchanged: int
    back: pl.Series
    gone: pl.Series
    twice: pl.DataFrame
    held_before: int


@dataclass(frozen=True, eq=False)
class Incoming:
    """A reading's rows of one table, ready to be compared: the `last` of each id, and those left out for it (`twice`).

    They stand in order of holder and day, as they will be read: neighbours on disk, and index pages filled in order.
    `read` counts the rows there were.
    """

    last: pl.DataFrame
    twice: pl.DataFrame
    read: int

    def ids_alone(self) -> Incoming:
        """The same without the rows' values, once those stand elsewhere: for a table that holds no rows yet."""
        return Incoming(self.last.select("id"), self.twice, self.read)


def incoming(frame: pl.DataFrame, table: Table, *, source: str, load: str, key: bytes) -> Incoming:
    """A frame in its declared schema made ready. Needs no database."""
    # Which of an id's rows is the last is a matter of their order in the file.
    last, twice = _last_of_each(incoming_rows(frame, table, source=source, load=load, key=key))
    order = [table.holder_column, *([table.event] if table.event else [])]
    return Incoming(last.sort(order, nulls_last=True, maintain_order=True), twice, frame.height)


def incoming_rows(frame: pl.DataFrame, table: Table, *, source: str, load: str, key: bytes) -> pl.DataFrame:
    """A frame in its declared schema with every id filled, its source and load, and `row_hash`."""
    rows = frame.with_columns(
        pl.lit(source).alias("source"), pl.lit(load).alias("load"), pl.lit(None, dtype=pl.Date).alias("missing_since")
    )
    rows = _with_ids(rows, table, key)
    says = [column.name for column in table.all_columns if column.name not in WHERE_FROM]
    return rows.with_columns(pl.struct(says).hash(seed=0).reinterpret(signed=True).alias("row_hash"))


def _with_ids(rows: pl.DataFrame, table: Table, key: bytes) -> pl.DataFrame:
    blank = rows["id"].is_null()
    if not blank.any():
        return rows
    named = [name for name in table.natural_key if name != "id"]
    # Without a natural key to go by, the whole row is its own: a changed row is then a new one and the old one gone.
    parts = named or [c.name for c in table.all_columns if c.name not in (*WHERE_FROM, "id")]
    seen: Counter[tuple[object, ...]] = Counter()
    made = []
    for values in rows.filter(blank).select(parts).iter_rows():
        seen[values] += 1
        made.append(made_id(key, (table.name, *values, seen[values])))
    places = blank.arg_true()
    filled = pl.DataFrame({"place": places, "made": made}, schema={"place": places.dtype, "made": pl.String()})
    return (
        rows.with_row_index("place")
        .join(filled, on="place", how="left", maintain_order="left")
        .with_columns(pl.coalesce("id", "made").alias("id"))
        .drop("place", "made")
    )


def made_id(key: bytes, values: Sequence[object]) -> str:
    """An id for what the values name, the same every time in one home and meaningless without its key."""
    text = "\x1f".join("" if value is None else str(value) for value in values)
    return "made-" + blake2b(text.encode(), key=key, digest_size=_MADE_ID_BYTES).hexdigest()


def compare(incoming: Incoming, held: pl.DataFrame, table: Table, coverage: TableCoverage) -> Compared:
    """Sort incoming rows out against `held`: key, id, row_hash, missing_since and the event column of that source."""
    last, twice = incoming.last, incoming.twice
    covered = _inside(held, table, coverage).filter(pl.col("missing_since").is_null())
    if held.is_empty():
        return Compared(last, _nothing_held(last), incoming.read - last.height - twice.height,
                        held["key"], held["key"], twice, 0)  # fmt: skip
    if about := WHOLE_ABOUT.get(table.name):
        covered = covered.join(last.select(about).unique(), on=about, how="semi", maintain_order="left")
    # Matched on what tells rows apart alone: whole rows are copied only where they are new or differ.
    matched = last.select("id", "row_hash").join(
        held.select("id", "key", held_hash="row_hash", held_missing="missing_since"),
        on="id", how="left", maintain_order="left",
    )  # fmt: skip
    known = matched["key"].is_not_null()
    differs = matched["row_hash"].ne_missing(matched["held_hash"])
    same = int((known & ~differs).sum())
    return Compared(
        new=last.filter(~known),
        maybe_changed=last.with_columns(matched["key"]).filter(known & differs),
        unchanged=same + incoming.read - last.height - twice.height,
        back=matched.filter(pl.col("held_missing").is_not_null())["key"],
        gone=covered.join(last.select("id"), on="id", how="anti")["key"],
        twice=twice,
        held_before=covered.height,
    )


def _last_of_each(incoming: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The last row of each id, in order, and the rows left out for it that say something else."""
    if incoming["id"].n_unique() == incoming.height:
        return incoming, incoming.clear()
    last = incoming.unique("id", keep="last", maintain_order=True)
    # The same row written twice says nothing new; only one that says something else is left out and named.
    others = incoming.join(last.select("id", last_hash="row_hash"), on="id", maintain_order="left")
    return last, others.filter(pl.col("row_hash") != pl.col("last_hash")).drop("last_hash")


def _nothing_held(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.clear().with_columns(pl.lit(None, dtype=pl.Int64).alias("key"))


def _inside(held: pl.DataFrame, table: Table, coverage: TableCoverage) -> pl.DataFrame:
    """The held rows that the source would still hold if they were still so.

    Only a complete extent says so: a source of the latest rows drops earlier ones in its ordinary course. A row
    without its date is inside only where there are no bounds to be outside of.
    """
    if coverage.extent is not Extent.COMPLETE:
        return held.clear()
    unbounded = coverage.from_on is None and coverage.to_on is None
    if unbounded or table.event is None:
        return held if unbounded else held.clear()
    day = pl.col(table.event)
    after = pl.lit(True) if coverage.from_on is None else day >= coverage.from_on
    before = pl.lit(True) if coverage.to_on is None else day <= coverage.to_on
    return held.filter(after & before & day.is_not_null())
