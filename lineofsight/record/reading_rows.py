"""The record read straight from the database: one table whole, or everything about one child."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import polars as pl
from django.db import connections

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.table import Holder, Table
from lineofsight.core.tables import TABLES
from lineofsight.core.tables.people import people
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.plain.rows import Row
from lineofsight.record.covering import columns_held_now
from lineofsight.record.home import Home
from lineofsight.record.models import KEY, SUPERSEDED_BY
from lineofsight.record.ranking import ColumnsHeld, SameRows, keeps_ids, standing
from lineofsight.record.rows import fetch, fetch_rows, quoted


def standing_rows(
    home: Home, table: Table, held: ColumnsHeld, same: SameRows, where: str = "", parameters: Any = ()
) -> pl.DataFrame:  # fmt: skip
    """The rows of a table that stand, in the declared schema. `held`: from `columns_held_now`; `same` may be shared."""
    columns = (KEY, SUPERSEDED_BY, *table.all_columns)
    rows = fetch(connections[home.aliases.record], table.name, columns, where, parameters)
    # Before rows are put together, while each still says which source's rows it refers to.
    followed = same.followed(rows, table, [table.holder_column, *(column.name for column in table.columns)])
    return standing(followed, table, held, home.configuration)


def record_of_child(home: Home, child: str) -> PlainRecord:
    """Everything the record holds about one child, as the interpreter reads it; no rows where it knows no such child.

    Costs one query to see which tables hold the child, and one for each that does. Rows about workers, teams, carers,
    homes and the service are not in it.
    """
    tables = _tables_with(home, child)
    followed = {name for table in tables for name in _followed(table)}
    led, same = _with_superseded(home, sorted(followed)), SameRows(connections[home.aliases.record])
    found: dict[str, list[Row]] = {}
    for table in tables:
        whose = f"{quoted(table.holder_column)} = %s"
        plain = None if led & _followed(table) else _told_once(home, table, whose, [child])
        if plain is None:
            plain = list(standing_rows(home, table, columns_held_now(home), same, whose, [child]).to_dicts())
        found[table.name] = plain
    return PlainRecord(found)


def people_of(home: Home, ids: Sequence[str]) -> dict[str, Row]:
    """The rows of `people` with these ids, by id; those the record does not know are left out."""
    return rows_of(home, people, ids)


def rows_of(home: Home, table: Table, ids: Sequence[str]) -> dict[str, Row]:
    """The rows of a table with these ids of their own, by id; those the record does not know are left out."""
    if not ids:
        return {}
    marks = ", ".join(["%s"] * len(ids))
    where = f"{quoted('id')} IN ({marks})"
    if not _with_superseded(home, sorted(_followed(table))):
        plain = _told_once(home, table, where, list(ids))
        if plain is not None:
            return {row["id"]: row for row in plain}
    same = SameRows(connections[home.aliases.record])
    rows = standing_rows(home, table, columns_held_now(home), same, where, list(ids))
    return {row["id"]: row for row in rows.to_dicts()}


def rows_held(home: Home, table: Table, holders: Sequence[str]) -> list[Row]:
    """The rows of a table about these holders (children, workers, teams), those that stand."""
    found: list[Row] = []
    led = _with_superseded(home, sorted(_followed(table)))
    same = SameRows(connections[home.aliases.record])
    for first in range(0, len(holders), _AT_ONCE):
        some = list(holders[first : first + _AT_ONCE])
        where = f"{quoted(table.holder_column)} IN ({', '.join(['%s'] * len(some))})"
        plain = None if led else _told_once(home, table, where, some)
        if plain is None:
            plain = list(standing_rows(home, table, columns_held_now(home), same, where, some).to_dicts())
        found += plain
    return found


_AT_ONCE = 500


def _told_once(home: Home, table: Table, where: str, parameters: Sequence[str]) -> list[Row] | None:
    """The same rows where no other source tells of any of them too; None where one does, and they must be put together.

    Nearly every child's rows are told once: they cost no frame.
    """
    rows = fetch_rows(
        connections[home.aliases.record], table.name, (SUPERSEDED_BY, *table.all_columns), where, parameters
    )
    if any(row[0] is not None for row in rows):
        return None
    names = [column.name for column in table.all_columns]
    return [dict(zip(names, row[1:], strict=True)) for row in rows]


@cache
def _followed(table: Table) -> frozenset[str]:
    """The tables whose rows a table's rows refer to by an id that may be a superseded row's."""
    names = {column.refers_to for column in (table.column(table.holder_column), *table.columns)}
    return frozenset(name for name in names if name in TABLES and not keeps_ids(TABLES[name]))


def _with_superseded(home: Home, names: Sequence[str]) -> frozenset[str]:
    """Of some tables, those in which another row stands for any."""
    if not names:
        return frozenset()
    asked = " UNION ALL ".join(
        f"SELECT {place} WHERE EXISTS (SELECT 1 FROM {quoted(name)} WHERE {quoted(SUPERSEDED_BY.name)} IS NOT NULL)"  # noqa: S608
        for place, name in enumerate(names)
    )
    with connections[home.aliases.record].cursor() as cursor:
        cursor.execute(asked)
        return frozenset(names[place] for (place,) in cursor.fetchall())


def _tables_with(home: Home, child: str) -> list[Table]:
    about = [table for table in TABLES.values() if table.holder is Holder.CHILD]
    asked = " UNION ALL ".join(
        f"SELECT {place} WHERE EXISTS (SELECT 1 FROM {quoted(t.name)} WHERE {quoted(t.holder_column)} = %s)"  # noqa: S608
        for place, t in enumerate(about)
    )
    with connections[home.aliases.record].cursor() as cursor:
        cursor.execute(asked, [child] * len(about))
        return [about[place] for (place,) in cursor.fetchall()]
