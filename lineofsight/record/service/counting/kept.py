"""What a process holds in memory of each home, read again when the tables were made again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock

import numpy as np
from django.db import connections
from django.db.models import Max

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.columns import Column, ColumnType
from lineofsight.core.table import Holder
from lineofsight.record.rows import fetch, quoted
from lineofsight.record.service.counting.counted import Held
from lineofsight.record.service.counting.holding import held_again, held_of
from lineofsight.record.service.models import ChildNow, OpenDuty, Prepared, PreparedAgain


def _columns(model: str, **names: str) -> tuple[Column, ...]:
    return tuple(
        Column(name, ColumnType(kind), f"As in {model}") for kind, each in names.items() for name in each.split()
    )


_DUTY = _columns(
    "OpenDuty", integer="key", boolean="known", date="opened_on due_on met_on recorded_on ended_on", moment="due_at",
    text="standard holder_kind holder area force worker team reference",
)  # fmt: skip
_CHILD = _columns(
    "ChildNow",
    boolean="is_open",
    integer="overdue due_soon not_known longest_overdue changes_of_worker",
    text="reference child_id stage team_id team_name worker_id worker_name reviewing_officer_id personal_adviser_id "
    "reasons locality",
)
# Pages speak of the day the tables were made for or a later one: what had ended by then is never open again.
_MANY = 1_000  # holders made again: for more, reading everything costs no more
_WAITS = "(ended_on IS NULL OR ended_on > %s OR (known AND met_on <= due_on AND recorded_on > due_on))"


def tell_made_again(alias: str, holder_kind: str, holder: str) -> None:
    """Say that a child's rows (or a worker's, a team's, the service's) were made again: every process reads them anew.

    To be called in each transaction that changes `OpenDuty` or `ChildNow` otherwise than `prepare` does. `holder` is
    the authority's own id, as in `OpenDuty`.
    """
    PreparedAgain.objects.using(alias).create(holder_kind=holder_kind, holder=holder)


@dataclass(frozen=True)
class _Made:
    """Which state of the tables was read: when they were made, for which day, and the last child made again."""

    at: datetime | None
    as_at: date | None
    again: int


@dataclass(frozen=True)
class _Kept:
    made: _Made
    held: Held


_kept: dict[str, _Kept] = {}
_lock = Lock()


def held_for(alias: str, day: date) -> Held:
    """What is owed in the service database of that alias, for pages that speak of that day or a later one.

    Costs two small queries where nothing was made again since; after a write, the rows of those it was about; after a
    load, all rows that still wait.
    """
    made = _made(alias)
    kept = _kept.get(alias)
    if kept is not None and kept.made == made and kept.held.since <= day:
        return kept.held
    with _lock:
        kept = _kept.get(alias)
        if kept is not None and kept.made == made and kept.held.since <= day:
            return kept.held
        # A home put back from a backup has told of fewer changes than were seen: nothing that is held stands then.
        only_some = kept is not None and _goes_on(kept.made, made)
        if kept is not None and only_some and kept.held.since <= day:
            kept = _with_some_again(alias, kept, made)
        else:
            kept = _read(alias, made, min(made.as_at or date.min, day))
        _kept[alias] = kept
        return kept.held


def _made(alias: str) -> _Made:
    at, as_at = Prepared.objects.using(alias).values_list("made_at", "as_at").first() or (None, None)
    again = PreparedAgain.objects.using(alias).aggregate(last=Max("number"))["last"]
    return _Made(at, as_at, again or 0)


def _goes_on(before: _Made, now: _Made) -> bool:
    return (before.at, before.as_at) == (now.at, now.as_at) and before.again <= now.again


def _read(alias: str, made: _Made, since: date) -> _Kept:
    connection = connections[alias]
    while True:
        duties = fetch(connection, OpenDuty._meta.db_table, _DUTY, _WAITS, [since])
        whose = f"SELECT reference FROM {quoted(OpenDuty._meta.db_table)} WHERE {_WAITS}"  # noqa: S608
        children = fetch(connection, ChildNow._meta.db_table, _CHILD, f"is_open OR reference IN ({whose})", [since])
        after = _made(alias)
        if after == made:
            return _Kept(made, held_of(duties, children, since))
        made = after  # made again while they were read


def _with_some_again(alias: str, kept: _Kept, made: _Made) -> _Kept:
    """The same with the rows of those who were made again since it was read."""
    connection, held = connections[alias], kept.held
    again = PreparedAgain.objects.using(alias).filter(number__gt=kept.made.again, number__lte=made.again)
    told = sorted(set(again.values_list("holder_kind", "holder")[: _MANY + 1]))
    if not told:
        return _Kept(made, held)
    if len(told) > _MANY:
        return _read(alias, made, held.since)
    gone = np.zeros(held.duties.height, dtype=np.bool_)
    for kind, holder in told:
        gone |= held.duties.words("holder").taken("exact", holder) & held.duties.words("holder_kind").taken(
            "exact", kind
        )
    theirs = " OR ".join(["(holder_kind = %s AND holder = %s)"] * len(told))
    each = [value for one in told for value in one]
    duties = fetch(connection, OpenDuty._meta.db_table, _DUTY, f"({theirs}) AND {_WAITS}", [*each, held.since])
    ids = [holder for kind, holder in told if kind == Holder.CHILD.value]
    left = held.children.words("child_id").taken("in", ids)
    marks = ", ".join(["%s"] * len(ids)) or "NULL"
    children = fetch(connection, ChildNow._meta.db_table, _CHILD, f"child_id IN ({marks})", ids)
    return _Kept(made, held_again(held, gone, duties, left, children))
