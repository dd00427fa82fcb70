"""Taking a load back: the rows it added go, the rows it changed or marked say again what they said."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import polars as pl
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.columns import whole
from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.schemas import DTYPES
from lineofsight.record.books import Change, Load
from lineofsight.record.command_log import system_user
from lineofsight.record.covering import columns_held, coverage_by_source, standing_parts
from lineofsight.record.home import Home
from lineofsight.record.models import ROW_HASH
from lineofsight.record.ranking import in_order, rank
from lineofsight.record.rows import CHUNK, delete, update


class CannotUndo(Exception):
    """The load cannot be taken back; the message says why and what to do."""


def undo(home: Home, number: int | None = None, *, by: str | None = None, at: datetime | None = None) -> int:
    """Take back the latest load that stands, and only that one; gives its number.

    `number` names the load meant: any other than the latest is refused, since later loads were compared with it.
    Snapshots made meanwhile stay as they are. Raises CannotUndo, HomeBusy.
    """
    alias = home.aliases.record
    with home.alone(), transaction.atomic(using=alias):
        latest = Load.objects.using(alias).filter(undone_at__isnull=True).order_by("-number").first()
        if latest is None:
            raise CannotUndo("There is no load to undo.")
        if number is not None and number != latest.number:
            raise CannotUndo(f"Load {number} is not the latest that stands. Undo load {latest.number} first.")
        connection = connections[alias]
        tables = [TABLES[name] for name in latest.parts.values_list("table", flat=True).distinct()]
        for table in tables:
            _restore(connection, table, latest.number)
            delete(connection, table.name, "load = %s", [str(latest.number)])
        latest.undone_at, latest.undone_by = at or datetime.now(UTC), by or system_user()
        latest.save(using=alias)
        parts = standing_parts(home)
        columns, covered = columns_held(parts), coverage_by_source(parts)
        for table in in_order(table.name for table in tables):
            rank(connection, table, columns, home.configuration, covered)
        Change.objects.using(alias).filter(load=latest).delete()
        return latest.number


def _restore(connection: BaseDatabaseWrapper, table: Table, number: int) -> None:
    """Give rows their earlier values back, the latest change first (one load may read a row twice)."""
    changes = Change.objects.using(connection.alias).filter(load_id=number, table=table.name).order_by("-key")
    together: dict[tuple[str, ...], dict[int, dict[str, Any]]] = {}
    for change in changes.iterator(CHUNK):
        group = together.setdefault(tuple(sorted(change.before)), {})
        if change.row_key in group:
            _write(connection, table, together)
            together = {tuple(sorted(change.before)): {change.row_key: change.before}}
        else:
            group[change.row_key] = change.before
    _write(connection, table, together)


def _write(
    connection: BaseDatabaseWrapper, table: Table, together: dict[tuple[str, ...], dict[int, dict[str, Any]]]
) -> None:  # fmt: skip
    for names, rows in together.items():
        update(connection, table.name, _frame(table, names, rows))


def _frame(table: Table, names: Iterable[str], rows: dict[int, dict[str, Any]]) -> pl.DataFrame:
    columns = [whole("key", "The row"), *(ROW_HASH if name == "row_hash" else table.column(name) for name in names)]
    schema = {column.name: DTYPES[column.type] for column in columns}
    # Dates and moments were written as ISO text; JSON reading by schema turns them back, exactly.
    text = "\n".join(json.dumps({"key": key, **before}) for key, before in rows.items())
    return pl.read_ndjson(text.encode(), schema=schema)
