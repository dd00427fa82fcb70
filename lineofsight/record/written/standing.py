"""Which row stands, worked out again after a write: for the holder written about, never for the whole table."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.table import Holder, Table
from lineofsight.core.tables import TABLES
from lineofsight.record.configuration import APPLICATION
from lineofsight.record.covering import columns_held_now, coverage_by_source_now
from lineofsight.record.home import Home
from lineofsight.record.ranking import in_order, rank, rank_of_holder, sources_of
from lineofsight.record.rows import quoted


def rank_again(home: Home, written: Collection[tuple[str, str]]) -> None:
    """Rank anew what these writes (table, holder) may have changed; nothing where no source holds rows beside them."""
    connection = connections[home.aliases.record]
    todo = [
        (table, holder)
        for name, holder in sorted(written)
        for table in in_order([name])
        if table.holder is TABLES[name].holder and _beside_others(connection, table, holder)
    ]
    if not todo:
        return
    held, covered = columns_held_now(home), coverage_by_source_now(home)
    for table, holder in todo:
        if table.holder is Holder.SERVICE:
            rank(connection, table, held, home.configuration, covered)
        else:
            rank_of_holder(connection, table, held, home.configuration, covered, holder)


def _beside_others(connection: BaseDatabaseWrapper, table: Table, holder: str) -> bool:
    if table.holder is Holder.SERVICE:
        return set(sources_of(connection, table)) > {APPLICATION}
    asked = f"SELECT 1 FROM {quoted(table.name)} WHERE {quoted(table.holder_column)} = %s AND source <> %s LIMIT 1"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(asked, [holder, APPLICATION])
        return cursor.fetchone() is not None
