"""One child as they are on a day, read plainly from their own rows: the row that `children_now` makes for everybody.

Frames for one child would cost a hundred times what their rows do, on every save.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.duties import Status
from lineofsight.core.indicator_measures import Median, Since
from lineofsight.core.table import Holder, Table
from lineofsight.core.tables import TABLES
from lineofsight.core.tables import people as about_people
from lineofsight.core.tables.court import legal_statuses
from lineofsight.core.tables.in_care import care_episodes
from lineofsight.core.tables.leaving_care import care_leavers
from lineofsight.core.tables.people import families, people
from lineofsight.core.tables.safeguarding import missing_episodes
from lineofsight.core.tables.workforce import allocations, professionals, teams
from lineofsight.evaluation.plain.looked import OnADay
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.plain.responsibilities import Responsibility
from lineofsight.evaluation.plain.rows import Row
from lineofsight.evaluation.ticks import add_clock, day_tick, tick_day
from lineofsight.record.service.children import (
    A_YEAR,
    DUE_SOON,
    OWN,
    SEEN,
    grown_up_on,
)
from lineofsight.record.service.knowing import Known
from lineofsight.record.service.now import Stage
from lineofsight.record.service.one_childs_reasons import reasons_of_one
from lineofsight.record.service.owed import Owed
from lineofsight.record.service.stages import stage_of_one

_WORK = [table for table in TABLES.values() if table.holder is Holder.CHILD and table not in about_people.TABLES]
_OPEN = (Status.DUE, Status.OVERDUE, Status.NOT_KNOWN)


def one_child_now(
    about: Known, record: PlainRecord, held: Sequence[Responsibility], owed: Sequence[Owed], on: date
) -> dict[str, Any] | None:  # fmt: skip
    """The child's columns of ChildNow but `reference` and `child_id`; None for whoever is no child of the service.

    held: what `responsibilities` gave. owed: the child's duties.
    """
    person = next(iter(record.tables.get(people.name, ())), None)
    if person is None or not (_is_child(person, on) or any(record.tables.get(table.name) for table in _WORK)):
        return None
    row: dict[str, Any] = {
        **{name: person[name] for name in OWN}, "address_protected": bool(person["address_protected"]),
        "locality": None if person["address_protected"] else person["locality"],
        "has_dangers": person["dangers"] is not None, **_stage(about, record, on), **_holding(record, held, on),
        "reviewing_officer_id": _role(record, "reviewing_officer", on),
        "personal_adviser_id": _role(record, "personal_adviser", on)
        or _latest(record, care_leavers, "personal_adviser_id", on),
        "family_id": _latest(record, families, "family_id", on), "last_seen_on": _seen(about, record, on),
        **_counts(owed, on), "legal_status": _legal_status(record, on), "missing_since": _missing(record, on),
    }  # fmt: skip
    return {**row, "reasons": reasons_of_one(about, OnADay(record, on, held), row)}


def _is_child(person: Row, on: date) -> bool:
    born = person["born_on"]
    return born > grown_up_on(on) if born is not None else person["expected_on"] is not None


def _stage(about: Known, record: PlainRecord, on: date) -> dict[str, Any]:
    found = stage_of_one(record, about.coverage, on)
    stage, since, opened = found or (Stage.CLOSED, None, None)
    return {"stage": stage.value, "is_open": found is not None, "stage_since": since, "opened_on": opened}


def _holding(record: PlainRecord, held: Sequence[Responsibility], on: date) -> dict[str, Any]:
    """As `children.holding`: who holds the child, since when, and changes of worker in twelve months."""
    begun = [each for each in held if each.from_on <= on]
    now = next((each for each in reversed(begun) if each.to_on is None or each.to_on >= on), None)
    year_ago = tick_day(add_clock(A_YEAR, day_tick(on)))
    last, since, changes = None, None, 0
    # A stretch in which nobody held the child, or a change of team alone, is no change of worker.
    for each in (stretch for stretch in begun if stretch.worker is not None):
        if each.worker != last:
            changes += last is not None and each.from_on > year_ago
            last, since = each.worker, each.from_on
    worker, team = (now.worker, now.team) if now else (None, None)
    return {
        "worker_id": worker, "worker_name": _name(record, professionals, worker), "team_id": team,
        "team_name": _name(record, teams, team), "changes_of_worker": changes,
        "allocated_since": since if worker is not None and worker == last else None,
    }  # fmt: skip


def _name(record: PlainRecord, table: Table, row_id: str | None) -> str | None:
    rows = record.tables.get(table.name, ())
    names = [row["name"] for row in rows if row_id is not None and row["id"] == row_id]
    return names[-1] if names else None


def _is_open(row: Row, start: str, end: str, on: date) -> bool:
    return (row[start] is None or row[start] <= on) and (row[end] is None or row[end] > on)


def _role(record: PlainRecord, role: str, on: date) -> str | None:
    """The worker of that role, from allocations."""
    rows = [row for row in record.tables.get(allocations.name, ()) if row["role"] == role and row["worker_id"]]
    mine = [row for row in rows if _is_open(row, "started_on", "ended_on", on)]
    found: str | None = sorted(mine, key=lambda row: _place(row, "started_on"))[-1]["worker_id"] if mine else None
    return found


def _latest(record: PlainRecord, table: Table, column: str, on: date) -> Any:
    """A column of the latest of the rows that are open on the day and fill it; without days, of the last id."""
    rows = [row for row in record.tables.get(table.name, ()) if row[column] is not None]
    rows.sort(key=lambda row: row["id"] or "")
    event, ends = table.event, table.ends
    if event and ends:
        rows = sorted((row for row in rows if _is_open(row, event, ends, on)), key=lambda row: _place(row, event))
    return rows[-1][column] if rows else None


def _place(row: Row, event: str) -> tuple[date, str]:
    """Where a row comes among others, by day and then id; without a day, before all that have one."""
    return row[event] or date.min, row["id"] or ""


def _legal_status(record: PlainRecord, on: date) -> str | None:
    status = _latest(record, legal_statuses, "status", on)
    found: str | None = _latest(record, care_episodes, "legal_status", on) if status is None else status
    return found


def _missing(record: PlainRecord, on: date) -> date | None:
    rows = record.tables.get(missing_episodes.name, ())
    return min((row["started_on"] for row in rows if row["started_on"] and _is_open(row, "started_on", "ended_on", on)),
               default=None)  # fmt: skip


def _seen(about: Known, record: PlainRecord, on: date) -> date | None:
    """When the child was last seen, as the measure of days since says what counts."""
    measure = about.catalogue.indicators[SEEN].as_
    assert isinstance(measure, Median)
    assert isinstance(measure.of, Since)
    return max((day for day, _ in record.selected(measure.of.selection) if day <= on), default=None)


def _counts(owed: Iterable[Owed], on: date) -> dict[str, Any]:
    """Numbers of the child's open duties."""
    mine = [each for each in owed if each.status in _OPEN and (each.ended_on is None or each.ended_on > on)]
    ahead = [each.due_on for each in mine if each.status is Status.DUE and each.due_on is not None]
    late = [each.due_on for each in mine if each.status is Status.OVERDUE and each.due_on is not None]
    return {
        "next_due_on": min(ahead, default=None), "overdue": len(late),
        "due_soon": sum(day <= on + DUE_SOON for day in ahead), "owed": len(mine),
        "not_known": sum(each.status is Status.NOT_KNOWN for each in mine),
        "longest_overdue": (on - min(late)).days if late else None,
    }  # fmt: skip
