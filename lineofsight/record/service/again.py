"""One child, worker, team or the service's own rows worked out again after a write, by the interpreter.

What pages read is then what preparing the whole service from a snapshot would have made of the record as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import connections, transaction

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.table import Holder
from lineofsight.core.tables import TABLES
from lineofsight.core.tables.leaving_care import care_leavers
from lineofsight.core.tables.workforce import absences, allocations, professionals, teams
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.plain.responsibilities import responsibilities
from lineofsight.record.books import Change
from lineofsight.record.covering import columns_held_now
from lineofsight.record.home import Home
from lineofsight.record.open_duties import rebuild_for
from lineofsight.record.pseudonyms import pseudonym
from lineofsight.record.ranking import SameRows
from lineofsight.record.reading_rows import record_of_child, rows_held, rows_of, standing_rows
from lineofsight.record.rows import POSTGRESQL, quoted
from lineofsight.record.service.knowing import known
from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.one_child import one_child_now
from lineofsight.record.service.owed import owed_to, rows_of_owed


def refresh_child(home: Home, child_id: str, on: date) -> None:
    """Work out one child's duties and their row of what pages read again, as at a day; the others' stay.

    Nothing happens in a home that was never prepared. A child of whom the record holds nothing any more has no row.
    """
    about = known(home)
    if about is None:
        return
    reference = pseudonym(home.key, child_id)
    with _one_at_a_time(home, Holder.CHILD, child_id):
        record = _child_and_workers(home, child_id)
        held = responsibilities(record.tables)
        owed = owed_to(about, record, Holder.CHILD, child_id, on)
        rows = rows_of_owed(about, record, owed, on, held=held, reference=reference)
        _put(home, reference, child_id, one_child_now(about, record, held, owed, on))
        rebuild_for(home, Holder.CHILD.value, child_id, rows, on)


def refresh_holder(home: Home, kind: Holder, holder: str, on: date) -> None:
    """The duties owed to a worker, a team or the service worked out again, after a write about them."""
    if kind is Holder.CHILD:
        refresh_child(home, holder, on)
        return
    about = known(home)
    if about is None:
        return
    with _one_at_a_time(home, kind, holder):
        record = _of_holder(home, kind, holder)
        owed = owed_to(about, record, kind, holder, on)
        rebuild_for(home, kind.value, holder, rows_of_owed(about, record, owed, on), on)


def refresh_written_since(home: Home, moment: datetime, on: date) -> int:
    """Work out again everybody written about since a moment: for what a snapshot, begun then, does not know.

    Gives how many.
    """
    alias = home.aliases.record
    written = Change.objects.using(alias).filter(load__isnull=True, restricted=False).order_by("-key")
    found: dict[tuple[Holder, str], None] = {}
    for change in written.iterator(200):
        if change.at < moment:
            break
        table = TABLES.get(change.table)
        if table is None:
            continue
        row = _holder_of(home, table.name, table.holder_column, change.row_key)
        if row is not None:
            found[table.holder, row] = None
    for kind, holder in found:
        refresh_holder(home, kind, holder, on)
    return len(found)


@contextmanager
def _one_at_a_time(home: Home, kind: Holder, holder: str) -> Iterator[None]:
    """A transaction begun before anything is read of the holder, in which nobody else works the same one out.

    Of two who wrote at once, whoever comes last has then read what both wrote. SQLite has one writer in any case.
    """
    alias = home.aliases.service
    with transaction.atomic(using=alias):
        if connections[alias].vendor == POSTGRESQL:
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{kind.value} {holder}"])
        yield


def _put(home: Home, reference: str, child_id: str, row: Mapping[str, Any] | None) -> None:
    """The child's row of what pages read, in place of the one before."""
    children = ChildNow.objects.using(home.aliases.service)
    if row is None:
        children.filter(child_id=child_id).delete()
    elif not children.filter(reference=reference).update(child_id=child_id, **row):
        children.create(reference=reference, child_id=child_id, **row)


def _holder_of(home: Home, table: str, column: str, key: int) -> str | None:
    """Whose a row is, by its key; None where it is there no more."""
    asked = f"SELECT {quoted(column)} FROM {quoted(table)} WHERE key = %s"  # noqa: S608
    with connections[home.aliases.record].cursor() as cursor:
        cursor.execute(asked, [key])
        found = cursor.fetchone()
    return None if found is None else str(found[0] or "")


def _child_and_workers(home: Home, child_id: str) -> PlainRecord:
    """One child's rows, and of the workers and teams they name what says who held the child."""
    mine = record_of_child(home, child_id).tables
    named = {row["worker_id"] for row in mine.get(allocations.name, ()) if row["worker_id"]}
    named |= {each for row in mine.get(care_leavers.name, ()) if (each := row["personal_adviser_id"])}
    team_ids = {row["team_id"] for row in mine.get(allocations.name, ()) if row["team_id"]}
    others = {
        professionals.name: list(rows_of(home, professionals, sorted(named)).values()),
        teams.name: list(rows_of(home, teams, sorted(team_ids)).values()),
        absences.name: rows_held(home, absences, sorted(named)),
    }  # fmt: skip
    return PlainRecord({**mine, **{name: rows for name, rows in others.items() if rows}})


def _of_holder(home: Home, kind: Holder, holder: str) -> PlainRecord:
    """A worker's, a team's or the service's own rows; the service's have no holder."""
    same, held = SameRows(connections[home.aliases.record]), columns_held_now(home)
    found = {}
    for table in TABLES.values():
        if table.holder is not kind:
            continue
        found[table.name] = (
            rows_held(home, table, [holder]) if holder else list(standing_rows(home, table, held, same).to_dicts())
        )
    return PlainRecord(found)
