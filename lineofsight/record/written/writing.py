"""Writing rows of the record: each as this application's own, beside those that sources loaded.

A row written here is believed before any source's of the same natural key; what the source says otherwise is shown as
a difference. Every version is kept. Whoever writes says which version they had read: where another stands by now,
nothing is written and both are given back.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import IntegrityError, connections, transaction
from django.db.models import Model

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.table import Table
from lineofsight.core.tables import table_named
from lineofsight.record.books import Change
from lineofsight.record.configuration import APPLICATION
from lineofsight.record.home import Home
from lineofsight.record.models import field_name, model_for
from lineofsight.record.written.books import enter
from lineofsight.record.written.refusals import ChangedMeanwhile, WriteRefused
from lineofsight.record.written.rows import SUPERSEDED_BY, as_held, is_withdrawn, others_rows, values_of
from lineofsight.record.written.standing import rank_again
from lineofsight.record.written.values import as_kept, checked, require_order

OWN = "own-"
_ID_BYTES = 12
NEVER_HERE = ("people",)


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row as written: its id, and the version that now stands."""

    row_id: str
    version: int


@dataclass(frozen=True)
class RowToWrite:
    """One row of a bundle. `holder`: the child's (worker's, team's) id; blank for a row of the service.

    `row_id` None adds a row; one of `new_row_id`, with `version` 0, adds it under that id, once however often it is
    sent. Any other changes the row of that id, of which the writer had read `version`: another source's row has
    version 0, and is from then on held as this application's own.
    """

    table: str
    values: Mapping[str, Any]
    holder: str
    row_id: str | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class _Stamp:
    by: str
    on: date
    at: datetime
    action: str
    why: str


def new_row_id() -> str:
    """An id for a row that is yet to be written: it says nothing of anybody."""
    return OWN + secrets.token_hex(_ID_BYTES)


def write_row(
    home: Home, table: str | Table, values: Mapping[str, Any], *, by: str, on: date, holder: str, action: str,
    row_id: str | None = None, version: int | None = None, why: str = "", at: datetime | None = None,
) -> WrittenRow:  # fmt: skip
    """Add or change one row, as `RowToWrite` says. `by`: who writes (their id among workers); `on`: the day.

    Raises WriteRefused, ChangedMeanwhile, HomeBusy (a load is running).
    """
    name = table if isinstance(table, str) else table.name
    row = RowToWrite(name, values, holder, row_id, version)
    return write_rows(home, [row], by=by, on=on, action=action, why=why, at=at)[0]


def write_rows(
    home: Home, rows: Sequence[RowToWrite], *, by: str, on: date, action: str, why: str = "",
    at: datetime | None = None,
) -> tuple[WrittenRow, ...]:  # fmt: skip
    """Write several rows, all or none. Raises as `write_row` does."""
    stamp = _Stamp(by, on, at or datetime.now(UTC), action, why.strip())
    with _one_write(home) as alias:
        written = tuple(_write(alias, row, stamp) for row in rows)
        rank_again(home, {(row.table, row.holder) for row in rows})
    return written


def withdraw_row(
    home: Home, table: str | Table, row_id: str, *, by: str, on: date, version: int, action: str, why: str,
    at: datetime | None = None,
) -> WrittenRow:  # fmt: skip
    """Take back a row written here: it counts for nothing from then on, and stays with all its versions.

    Where another source holds the same row, that source's stands again. Raises WriteRefused, ChangedMeanwhile,
    HomeBusy.
    """
    declared = table_named(table) if isinstance(table, str) else table
    stamp = _Stamp(by, on, at or datetime.now(UTC), action, why.strip())
    if not stamp.why:
        raise WriteRefused("Say why it is taken back: that is kept with it.")
    with _one_write(home) as alias:
        row = _own(alias, declared, row_id)
        if row is None:
            raise WriteRefused("Only what was written here can be taken back here. Correct it where it is from.")
        held = as_held(alias, declared, row)
        if held.version != version:
            raise _changed(held, {})
        if is_withdrawn(row):
            return WrittenRow(row_id, held.version)
        _keep(alias, declared, row, {SUPERSEDED_BY: getattr(row, SUPERSEDED_BY)}, stamp)
        setattr(row, SUPERSEDED_BY, row.pk)
        row.save(using=alias, update_fields=[SUPERSEDED_BY])
        rank_again(home, {(declared.name, held.holder)})
        return WrittenRow(row_id, held.version + 1)


@contextmanager
def _one_write(home: Home) -> Iterator[str]:
    """One transaction on the record, with no load under way."""
    alias = home.aliases.record
    with home.saving(), transaction.atomic(using=alias):
        yield alias


def _write(alias: str, wanted: RowToWrite, stamp: _Stamp) -> WrittenRow:
    table = table_named(wanted.table)
    if table.name in NEVER_HERE:
        raise WriteRefused("Who somebody is is put right by rectification, not written here.")
    values = checked(table, wanted.values)
    if wanted.row_id is None:
        return _add(alias, table, new_row_id(), wanted.holder, values, stamp)
    row = _own(alias, table, wanted.row_id)
    if row is not None:
        return _change(alias, table, row, wanted, values, stamp)
    if wanted.version not in (None, 0):
        raise WriteRefused(f"There is no row of {table.title.lower()} to change. It may have been disposed of.")
    other = others_rows(alias, table, wanted.row_id).first()
    if other is not None:
        values = values_of(table, other) | values
        if str(getattr(other, field_name(table.column(table.holder_column))) or "") != wanted.holder:
            raise WriteRefused("The row is about somebody else. Open it again from their page.")
    elif not wanted.row_id.startswith(OWN):
        raise WriteRefused(f"There is no row of {table.title.lower()} to change. It may have been disposed of.")
    return _add(alias, table, wanted.row_id, wanted.holder, values, stamp)


def _add(
    alias: str, table: Table, row_id: str, holder: str, values: dict[str, Any], stamp: _Stamp
) -> WrittenRow:  # fmt: skip
    require_order(table, values)
    fields = {field_name(table.column(name)): value for name, value in values.items()}
    if not table.holder_is_id:
        fields[table.holder_column] = holder or None
    fields |= {"source": APPLICATION, "row_id": holder if table.holder_is_id else row_id, "recorded_on": stamp.on}
    fields |= {"recorded_at": stamp.at, "recorded_by": stamp.by}
    try:
        with transaction.atomic(using=alias):
            row = _every(alias, table).create(**fields)
    except IntegrityError:
        # Sent twice at once: the other was first.
        first = _own(alias, table, fields["row_id"])
        if first is None:
            raise
        return _change(alias, table, first, RowToWrite(table.name, values, holder, row_id, 0), values, stamp)
    _keep(alias, table, row, {}, stamp)
    enter(alias, table, values, stamp.on)
    return WrittenRow(fields["row_id"], 1)


def _change(
    alias: str, table: Table, row: Model, wanted: RowToWrite, values: dict[str, Any], stamp: _Stamp
) -> WrittenRow:  # fmt: skip
    held = as_held(alias, table, row)
    if held.holder != wanted.holder:
        raise WriteRefused("The row is about somebody else. Open it again from their page.")
    before = {name: held.values[name] for name, value in values.items() if held.values[name] != value}
    if not before and not held.withdrawn:
        return WrittenRow(held.row_id, held.version)  # it says that already: sent twice, or by two who agree
    if wanted.version != held.version or held.withdrawn:
        raise _changed(held, values)
    require_order(table, {**held.values, **values})
    _keep(alias, table, row, before, stamp)
    for name in before:
        setattr(row, field_name(table.column(name)), values[name])
    row.save(using=alias, update_fields=[field_name(table.column(name)) for name in before])
    enter(alias, table, {name: values[name] for name in before} | _kind(values), stamp.on)
    return WrittenRow(held.row_id, held.version + 1)


def _kind(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": values["kind"]} if "kind" in values else {}


def _keep(alias: str, table: Table, row: Any, before: Mapping[str, Any], stamp: _Stamp) -> None:
    Change.objects.using(alias).create(
        table=table.name, row_key=row.pk, row_id=row.row_id, source=APPLICATION, action=stamp.action, by=stamp.by,
        before={name: as_kept(value) for name, value in before.items()}, at=stamp.at, why=stamp.why or None,
    )  # fmt: skip


def _own(alias: str, table: Table, row_id: str) -> Any:
    """This application's row, held until the transaction ends. SQLite's has one writer, so there is no need."""
    rows = _every(alias, table).filter(row_id=row_id, source=APPLICATION)
    return (rows.select_for_update() if connections[alias].features.has_select_for_update else rows).first()


def _every(alias: str, table: Table) -> Any:
    return model_for(table).every_source.using(alias)  # type: ignore[attr-defined]


def _changed(held: Any, given: Mapping[str, Any]) -> ChangedMeanwhile:
    return ChangedMeanwhile(
        table=held.table, row_id=held.row_id, version=held.version, by=held.by, at=held.at, current=held.values,
        given=given,
    )  # fmt: skip
