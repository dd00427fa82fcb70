"""Writing one table's part of a load: rows added, changed, marked missing or found again, and the versions before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.table import Table
from lineofsight.record.aside import MANY_ROWS, take_over
from lineofsight.record.comparing import WHERE_FROM, Compared
from lineofsight.record.models import KEY, ROW_HASH
from lineofsight.record.rows import CHUNK, by_keys, indexes_made_after, insert, is_empty, numbered, update


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which load is writing, for whom and when. `as_known_on` dates what it finds missing."""

    load: int
    by: str
    at: datetime
    as_known_on: date


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows were added, and how many changed (a row found again counts as changed)."""

    added: int
    changed: int
    unchanged: int


def write(
    connection: BaseDatabaseWrapper, table: Table, compared: Compared, stamp: Stamp, aside: Path | None = None
) -> Written:  # fmt: skip
    """Apply what `compare` found. Runs inside the load's transaction. `aside`: the file the new rows stand in."""
    first = compared.new.height >= MANY_ROWS and is_empty(connection, table.name)
    with indexes_made_after(connection, table.name) if first else nullcontext():
        if aside is None:
            insert(connection, table.name, numbered(connection, table.name, compared.new) if first else compared.new)
        else:
            take_over(connection, aside, table.name)
    changed = _write_changes(connection, table, compared.maybe_changed, stamp)
    back = compared.back.filter(~compared.back.is_in(changed.to_list())) if len(compared.back) else compared.back
    _mark(connection, table, back, None, stamp)
    _mark(connection, table, compared.gone, stamp.as_known_on, stamp)
    unchanged = compared.unchanged + compared.maybe_changed.height - len(changed) - len(back)
    return Written(compared.new.height, len(changed) + len(back), unchanged)


def _write_changes(
    connection: BaseDatabaseWrapper, table: Table, incoming: pl.DataFrame, stamp: Stamp
) -> pl.Series:  # fmt: skip
    """Change the rows that truly say something else, keep what they said before; gives their keys."""
    names = [column.name for column in table.all_columns]
    says = [name for name in names if name not in WHERE_FROM and name != "id"]
    done = []
    for part in incoming.iter_slices(CHUNK):
        held = by_keys(connection, table.name, (KEY, *table.all_columns, ROW_HASH), part["key"])
        pairs = part.join(held, on="key", suffix="__held", maintain_order="left")
        differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}__held")) for name in says)
        truly, alike = pairs.filter(differs), pairs.filter(~differs)
        # A digest may differ because the program that makes it is newer: then only the digest is written.
        update(connection, table.name, alike.select("key", "row_hash"))
        _keep(connection, table, truly, (*names, "row_hash"), stamp)
        update(
            connection, table.name, truly.select("key", *(n for n in names if n not in ("id", "source")), "row_hash")
        )
        done.append(truly["key"])
    return pl.concat(done) if done else pl.Series("key", [], dtype=pl.Int64)


def _mark(
    connection: BaseDatabaseWrapper, table: Table, keys: pl.Series, since: date | None, stamp: Stamp
) -> None:  # fmt: skip
    """Set or clear `missing_since`, keeping what it was."""
    if keys.is_empty():
        return
    columns = (KEY, table.column("id"), table.column("source"), table.column("missing_since"))
    held = by_keys(connection, table.name, columns, keys)
    now = held.with_columns(pl.lit(since, dtype=pl.Date).alias("missing_since"))
    pairs = now.join(held, on="key", suffix="__held", maintain_order="left")
    _keep(connection, table, pairs, ("missing_since",), stamp)
    update(connection, table.name, now.select("key", "missing_since"))


def _keep(
    connection: BaseDatabaseWrapper, table: Table, pairs: pl.DataFrame, names: tuple[str, ...], stamp: Stamp
) -> None:  # fmt: skip
    """Write the versions before: of each row, the columns that are about to change."""
    if pairs.is_empty():
        return
    frame = pl.DataFrame(
        {
            "row_key": pairs["key"],
            "row_id": pairs["id"],
            "source": pairs["source"],
            "before": list(_before(pairs, names)),
        }
    ).with_columns(
        pl.lit(table.name).alias("table"), pl.lit(stamp.load).alias("load_id"), pl.lit(stamp.by).alias("by"),
        pl.lit(stamp.at).dt.cast_time_unit("us").alias("at"),
    )  # fmt: skip
    insert(connection, "changes", frame)


def _before(pairs: pl.DataFrame, names: tuple[str, ...]) -> Iterator[str]:
    now = pairs.select(names).iter_rows()
    held = pairs.select(f"{name}__held" for name in names).iter_rows()
    for new_values, old_values in zip(now, held, strict=True):
        old: dict[str, Any] = {
            name: was for name, value, was in zip(names, new_values, old_values, strict=True) if value != was
        }
        yield msgspec.json.encode(old).decode()
