"""Rows as they stand for whoever is to write to them: their values, their version, and the versions before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connections
from django.db.models import Model, QuerySet

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES, table_named
from lineofsight.record.books import Change
from lineofsight.record.configuration import APPLICATION
from lineofsight.record.home import Home
from lineofsight.record.models import field_name, model_for
from lineofsight.record.ranking import sources_of
from lineofsight.record.written.values import from_kept

SUPERSEDED_BY = "superseded_by"


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A row of the record: its own columns, whose it is, and its version; 0 where another source's row stands.

    `by` and `at`: who wrote this version here, and when; blank for another source's row.
    """

    table: str
    row_id: str
    source: str
    holder: str
    values: Mapping[str, Any]
    version: int
    by: str = ""
    at: datetime | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a row written here: what it said, which columns were new, who wrote it, when, how and why."""

    number: int
    values: Mapping[str, Any]
    changed: tuple[str, ...]
    by: str
    at: datetime
    action: str
    why: str
    withdrawn: bool


def held_row(home: Home, table: Table | str, row_id: str) -> HeldRow | None:
    """The row of that id as it stands: this application's own, else another source's; None where there is none."""
    declared = TABLES[table] if isinstance(table, str) else table
    alias = home.aliases.record
    own = _rows(alias, declared).filter(row_id=row_id, source=APPLICATION).first()
    if own is not None:
        return as_held(alias, declared, own)
    other = others_rows(alias, declared, row_id).filter(superseded_by__isnull=True).first()
    return None if other is None else as_held(alias, declared, other)


def others_rows(alias: str, table: Table, row_id: str) -> QuerySet[Model]:
    """The rows that other sources have under an id, in the order they were loaded."""
    # Source by source, as the index has them: by the id alone the whole table would be read.
    sources = [source for source in sources_of(connections[alias], table) if source != APPLICATION]
    return _rows(alias, table).filter(source__in=sources, row_id=row_id).order_by("pk")


def as_held(alias: str, table: Table, row: Model) -> HeldRow:
    """A model's row with its version."""
    source = str(getattr(row, "source", ""))
    last, count = None, 0
    if source == APPLICATION:
        changes = changes_of(alias, table, row.pk)
        last, count = changes.last(), changes.count()
    return HeldRow(
        table=table.name, row_id=str(getattr(row, "row_id", "")), source=source,
        holder=str(getattr(row, field_name(table.column(table.holder_column))) or ""), values=values_of(table, row),
        version=count, by=last.by if last else "", at=last.at if last else None, withdrawn=is_withdrawn(row),
    )  # fmt: skip


def versions_of(home: Home, table: Table | str, row_id: str) -> list[Version]:
    """Every version of a row written here, the latest first; none for another source's row."""
    declared = table_named(table) if isinstance(table, str) else table
    alias = home.aliases.record
    row = _rows(alias, declared).filter(row_id=row_id, source=APPLICATION).first()
    if row is None:
        return []
    changes = list(changes_of(alias, declared, row.pk))
    found, values, withdrawn = [], dict(values_of(declared, row)), is_withdrawn(row)
    for number, change in zip(range(len(changes), 0, -1), reversed(changes), strict=True):
        told = tuple(name for name in change.before if declared.has(name))
        found.append(
            Version(number, dict(values), told, change.by, change.at, change.action or "", change.why or "", withdrawn)
        )
        values |= {name: from_kept(declared.column(name), change.before[name]) for name in told if name in values}
        if SUPERSEDED_BY in change.before:
            withdrawn = not withdrawn
    return found


def changes_of(alias: str, table: Table, key: int) -> QuerySet[Change]:
    """What was written to a row here, in order; the first entry is that it was added."""
    found: QuerySet[Change] = Change.objects.using(alias).filter(table=table.name, row_key=key, load__isnull=True)
    return found.order_by("key")


def values_of(table: Table, row: Model) -> dict[str, Any]:
    """The table's own columns of a row."""
    return {column.name: getattr(row, field_name(column)) for column in table.columns}


def is_withdrawn(row: Model) -> bool:
    """Whether a row written here was taken back: it points to itself, so that no row stands for it."""
    return getattr(row, SUPERSEDED_BY, None) == row.pk


def _rows(alias: str, table: Table) -> QuerySet[Model]:
    found: QuerySet[Model] = model_for(table).every_source.using(alias)  # type: ignore[attr-defined]
    return found
