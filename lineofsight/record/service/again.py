"""One child, worker, team or the service's own rows worked out again after a write, by the interpreter.

What pages read is then what preparing the whole service from a snapshot would have made of the record as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db import connections, transaction

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.duties import Duty, status
from lineofsight.core.standards import Standard
from lineofsight.core.table import Holder
from lineofsight.core.tables import TABLES
from lineofsight.core.tables.leaving_care import care_leavers
from lineofsight.core.tables.people import people
from lineofsight.core.tables.workforce import absences, allocations, professionals, teams
from lineofsight.evaluation.columnar.duties import SCHEMA
from lineofsight.evaluation.columnar.responsibilities import SCHEMA as HELD
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.plain.responsibilities import Responsibility, responsibilities
from lineofsight.evaluation.plain.rows import Row
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.schemas import schema_of
from lineofsight.evaluation.ticks import LONDON, end_of, tick_day, tick_moment
from lineofsight.record.books import Change
from lineofsight.record.covering import columns_held_now
from lineofsight.record.home import Home
from lineofsight.record.open_duties import KEPT_AFTER_THE_END, rebuild_for
from lineofsight.record.pseudonyms import pseudonym
from lineofsight.record.ranking import SameRows
from lineofsight.record.reading_rows import record_of_child, rows_of, standing_rows
from lineofsight.record.rows import delete, quoted
from lineofsight.record.service.children import children_now
from lineofsight.record.service.knowing import Known, known
from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.stages import stages_of_one

_CHILDREN = ChildNow._meta.db_table


def refresh_child(home: Home, child_id: str, on: date) -> None:
    """Work out one child's duties and their row of what pages read again, as at a day; the others' stay.

    Nothing happens in a home that was never prepared. A child of whom the record holds nothing any more has no row.
    """
    about = known(home)
    if about is None:
        return
    record = _child_and_workers(home, child_id)
    held = responsibilities(record.tables)
    reference = pseudonym(home.key, child_id)
    duties = _duties(about, record, Holder.CHILD, child_id, on)
    rows = _rows(about, record, duties, Holder.CHILD, child_id, on, held=held, reference=reference)
    row = _child_row(about, record, child_id, held, duties, on)
    alias = home.aliases.service
    with transaction.atomic(using=alias):
        if row is None:
            delete(connections[alias], _CHILDREN, "child_id = %s", [child_id])
        else:
            fields = {name: value for name, value in row.items() if name != "reference"} | {"child_id": child_id}
            ChildNow.objects.using(alias).update_or_create(reference=reference, defaults=fields)
        rebuild_for(home, Holder.CHILD.value, child_id, rows, on)


def refresh_holder(home: Home, kind: Holder, holder: str, on: date) -> None:
    """The duties owed to a worker, a team or the service worked out again, after a write about them."""
    if kind is Holder.CHILD:
        refresh_child(home, holder, on)
        return
    about = known(home)
    if about is None:
        return
    record = _of_holder(home, kind, holder)
    duties = _duties(about, record, kind, holder, on)
    rebuild_for(home, kind.value, holder, _rows(about, record, duties, kind, holder, on), on)


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
    workers = rows_of(home, professionals, sorted(named))
    others = {
        professionals.name: list(workers.values()), teams.name: list(rows_of(home, teams, sorted(team_ids)).values()),
        absences.name: _where(home, absences.name, "worker_id", sorted(named)),
    }  # fmt: skip
    return PlainRecord({**mine, **{name: rows for name, rows in others.items() if rows}})


def _of_holder(home: Home, kind: Holder, holder: str) -> PlainRecord:
    """A worker's, a team's or the service's own rows; the service's have no holder."""
    found = {}
    for table in TABLES.values():
        if table.holder is kind:
            # What only loads bring, and nobody owes anything for, is not read.
            rows = _where(home, table.name, table.holder_column, [holder] if holder else None)
            if rows:
                found[table.name] = rows
    return PlainRecord(found)


def _where(home: Home, name: str, column: str, values: Sequence[str] | None) -> list[Row]:
    if values is not None and not values:
        return []
    where = "" if values is None else f"{quoted(column)} IN ({', '.join(['%s'] * len(values))})"
    same = SameRows(connections[home.aliases.record])
    found = standing_rows(home, TABLES[name], columns_held_now(home), same, where, list(values or ()))
    return list(found.to_dicts())


def _duties(about: Known, record: PlainRecord, kind: Holder, holder: str, on: date) -> list[Duty]:
    """The holder's duties, with the due tick by the national number where policy tightened it."""
    mine = about.interpreter.duties(record, on)
    nationally = {_identity(duty): duty.due for duty in about.national.duties(record, on)}
    kinds = {standard.code: standard.holder for standard in about.standards}
    return [
        duty if nationally.get(_identity(duty)) is None else _with_national(duty, nationally[_identity(duty)])
        for duty in mine
        if kinds[duty.standard] is kind and duty.holder == holder
    ]


def _identity(duty: Duty) -> tuple[str, str, str, int]:
    return duty.standard, duty.holder, duty.subject, duty.opened


def _with_national(duty: Duty, due: int | None) -> Duty:
    return replace(duty, national_due=due)


def _rows(
    about: Known, record: PlainRecord, duties: Sequence[Duty], kind: Holder, holder: str, on: date, *,
    held: Sequence[Responsibility] = (), reference: str | None = None,
) -> pl.DataFrame:  # fmt: skip
    """The duties worth keeping as the worklists' table holds them."""
    standards = {standard.code: standard for standard in about.standards}
    names = _Names(record)
    rows = [
        _row(duty, standards[duty.standard]) | names.of(duty, kind, holder, held, on) | {"reference": reference}
        for duty in duties
        if not _ended_before(duty, on - KEPT_AFTER_THE_END)
    ]
    schema = {**SCHEMA, **dict.fromkeys(_BESIDE, pl.String())}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("due_on", "standard", nulls_last=True)


_BESIDE = ("worker", "worker_name", "team", "team_name", "reference", "name", "area", "stage", "force")


def _row(duty: Duty, standard: Standard) -> dict[str, Any]:
    """A duty as the worklists' table holds it."""
    row: dict[str, Any] = {
        "standard": duty.standard, "holder_kind": standard.holder.value, "holder": duty.holder,
        "subject": duty.subject, "variant": duty.variant, "known": duty.known, "basis": duty.basis,
        "area": standard.area.value, "stage": standard.stage, "force": standard.duty_basis.weight,
        "recorded_on": None if duty.recorded_on is None else tick_day(duty.recorded_on),
        "national_due_on": _day(duty.national_due, in_hours=duty.in_hours),
    }  # fmt: skip
    for name in ("opened", "due", "met", "closed"):
        tick = getattr(duty, name)
        row[f"{name}_on"] = _day(tick, in_hours=duty.in_hours)
        row[f"{name}_at"] = tick_moment(tick) if duty.in_hours and tick is not None else None
    for name in ("opened_by", "met_by", "closed_by"):
        behind = getattr(duty, name)
        row[f"{name}_table"] = behind.table if behind else None
        row[f"{name}_id"] = behind.row_id if behind else None
    return {name: row.get(name) for name in (*SCHEMA, "area", "stage", "force")}


def _day(tick: int | None, *, in_hours: bool) -> date | None:
    if tick is None:
        return None
    return tick_moment(tick).astimezone(LONDON).date() if in_hours else tick_day(tick)


def _ended_on(duty: Duty) -> date | None:
    ends = [tick for tick in (duty.met, duty.closed) if tick is not None]
    return _day(min(ends), in_hours=duty.in_hours) if ends else None


def _ended_before(duty: Duty, day: date) -> bool:
    ended = _ended_on(duty)
    return ended is not None and ended < day


class _Names:
    """Who is responsible for a duty, and what a list calls them and its holder."""

    def __init__(self, record: PlainRecord) -> None:
        self._workers = {row["id"]: row["name"] for row in record.tables.get(professionals.name, ())}
        self._teams = {row["id"]: row["name"] for row in record.tables.get(teams.name, ())}
        self._people = {row["id"]: row for row in record.tables.get(people.name, ())}

    def of(
        self, duty: Duty, kind: Holder, holder: str, held: Sequence[Responsibility], on: date
    ) -> dict[str, str | None]:  # fmt: skip
        """The columns of a duty's row that say whose work it is."""
        worker = holder if kind is Holder.WORKER else None
        team = holder if kind is Holder.TEAM else None
        if kind is Holder.CHILD:
            day = min(on, _ended_on(duty) or on)
            stretch = next((each for each in held if _holds(each, day)), None)
            worker, team = (stretch.worker, stretch.team) if stretch else (None, None)
        found = {
            "worker": worker, "worker_name": self._workers.get(worker or ""), "team": team,
            "team_name": self._teams.get(team or ""),
        }  # fmt: skip
        name = {Holder.CHILD: self._child(holder), Holder.WORKER: found["worker_name"], Holder.TEAM: found["team_name"]}
        return {**found, "name": name.get(kind)}

    def _child(self, child: str) -> str | None:
        row = self._people.get(child, {})
        return " ".join(part for part in (row.get("forename"), row.get("surname")) if part is not None) if row else None


def _holds(stretch: Responsibility, day: date) -> bool:
    return stretch.from_on <= day and (stretch.to_on is None or stretch.to_on >= day)


def _child_row(
    about: Known, record: PlainRecord, child_id: str, held: Sequence[Responsibility], duties: Sequence[Duty], on: date
) -> Mapping[str, Any] | None:  # fmt: skip
    """The child's row of what pages read, worked out from the same definitions as everybody's."""
    frames = {
        name: pl.DataFrame(rows, schema=schema_of(TABLES[name]), orient="row").lazy()
        for name, rows in record.tables.items()
    }
    columns = Record(frames, on, about.coverage)
    stretches = pl.DataFrame([tuple(getattr(each, name) for name in HELD) for each in held], schema=HELD, orient="row")
    stage = stages_of_one(record, about.coverage, child_id, on)
    rows = children_now(about.catalogue, columns, on, _counted(duties, on), stretches, stage)
    found = rows.to_dicts()
    if not found:
        return None
    return {**found[0], "reasons": json.loads(found[0]["reasons"])}


def _counted(duties: Iterable[Duty], on: date) -> pl.DataFrame:
    """What counting a child's duties reads of them."""
    rows = []
    for duty in duties:
        what = status(
            duty.opened, duty.due, duty.met, duty.closed, duty.known, end_of(on, in_hours=duty.in_hours)
        )  # fmt: skip
        dates = (_day(tick, in_hours=duty.in_hours) for tick in (duty.due, duty.met, duty.closed))
        rows.append(("child", duty.holder, what.value if what else None, *dates))
    schema = {
        "holder_kind": pl.String(), "holder": pl.String(), "status": pl.String(), "due_on": pl.Date(),
        "met_on": pl.Date(), "closed_on": pl.Date(),
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")
