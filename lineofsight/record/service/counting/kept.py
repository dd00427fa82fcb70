"""What a process holds in memory of each home, read again when the tables were made again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock

import numpy as np
import polars as pl
from django.db import connections
from django.db.models import Max

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.columns import Column, ColumnType
from lineofsight.core.table import Holder
from lineofsight.record.rows import fetch, quoted
from lineofsight.record.service.counting.columns import Rows, column_of
from lineofsight.record.service.counting.counted import Held, Table
from lineofsight.record.service.models import ChildNow, OpenDuty, Prepared, PreparedAgain
from lineofsight.record.service.now import Reason, Stage
from lineofsight.record.service.open_duty import NEVER_LISTED


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
    duties: pl.DataFrame
    children: pl.DataFrame
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
        only_some = kept is not None and (kept.made.at, kept.made.as_at) == (made.at, made.as_at)
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


def _read(alias: str, made: _Made, since: date) -> _Kept:
    connection = connections[alias]
    while True:
        duties = fetch(connection, OpenDuty._meta.db_table, _DUTY, _WAITS, [since])
        whose = f"SELECT reference FROM {quoted(OpenDuty._meta.db_table)} WHERE {_WAITS}"  # noqa: S608
        children = fetch(connection, ChildNow._meta.db_table, _CHILD, f"is_open OR reference IN ({whose})", [since])
        after = _made(alias)
        if after == made:
            return _Kept(made, duties, children, _held(duties, children, since))
        made = after  # made again while they were read


def _with_some_again(alias: str, kept: _Kept, made: _Made) -> _Kept:
    """The same with the rows of those who were made again since it was read."""
    connection, since = connections[alias], kept.held.since
    told = PreparedAgain.objects.using(alias).filter(number__gt=kept.made.again, number__lte=made.again)
    duties, children = [kept.duties], [kept.children]
    for kind, holder in sorted(set(told.values_list("holder_kind", "holder"))):
        theirs = (pl.col("holder_kind") == kind) & (pl.col("holder") == holder)
        duties = [each.filter(~theirs) for each in duties]
        whose = f"holder_kind = %s AND holder = %s AND {_WAITS}"
        duties.append(fetch(connection, OpenDuty._meta.db_table, _DUTY, whose, [kind, holder, since]))
        if kind == Holder.CHILD.value:
            children = [each.filter(pl.col("child_id") != holder) for each in children]
            children.append(fetch(connection, ChildNow._meta.db_table, _CHILD, "child_id = %s", [holder]))
    owed, served = pl.concat(duties), pl.concat(children)
    return _Kept(made, owed, served, _held(owed, served, since))


def _held(duties: pl.DataFrame, children: pl.DataFrame, since: date) -> Held:
    listed = duties.filter(~pl.col("standard").is_in(NEVER_LISTED))
    duties = listed.sort("due_on", "reference", "key", nulls_last=[False, False, False])
    children = children.sort("longest_overdue", "overdue", "reference", descending=[True, True, False], nulls_last=True)
    owed, served = _table(duties, "key"), _table(children, "reference")
    row_of = {reference: row for row, reference in enumerate(children["reference"])}
    whose = owed.words("reference")
    rows = np.array([*(row_of.get(reference, -1) for reference in whose.values), -1], dtype=np.int64)
    return Held(owed, served, rows[whose.places], _need(children), since)


def _table(frame: pl.DataFrame, key: str) -> Table:
    columns = {series.name: column_of(series) for series in frame}
    return Table({**columns, "pk": columns[key]}, frame.height)


def _need(children: pl.DataFrame) -> Rows:
    """Each child's place among those to look at first: by the gravest reason, then stage, then how much and how long.

    -1 for whoever is closed, and where there is no reason to look.
    """
    graver = {code: place for place, code in enumerate(Reason.values)}
    gravest = {
        reasons: min((graver[code] for code in json.loads(reasons) if code in graver), default=-1)
        for reasons in children["reasons"].unique()
    }
    further = {code: place for place, code in enumerate(reversed(Stage.values))}
    ranked = children.select(
        pl.Series("gravest", [gravest[reasons] for reasons in children["reasons"]], dtype=pl.Int64),
        pl.Series("further", [further[stage] for stage in children["stage"]], dtype=pl.Int64),
        "overdue", "longest_overdue", "reference", "is_open",
    ).with_row_index("row").filter(pl.col("is_open") & (pl.col("gravest") >= 0)).sort(
        "gravest", "further", "overdue", "longest_overdue", "reference",
        descending=[False, False, True, True, False], nulls_last=True,
    )  # fmt: skip
    places = np.full(children.height, -1, dtype=np.int64)
    places[ranked["row"].to_numpy()] = np.arange(ranked.height)
    return places
