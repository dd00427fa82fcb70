"""What one holder is owed, as the worklists' table holds it, read plainly from the interpreter's duties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.duties import Duty, Status, status, written_down
from lineofsight.core.table import Holder
from lineofsight.core.tables.people import people
from lineofsight.core.tables.workforce import professionals, teams
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.plain.responsibilities import Responsibility
from lineofsight.evaluation.ticks import LONDON, end_of, tick_day, tick_moment
from lineofsight.record.open_duties import KEPT_AFTER_THE_END
from lineofsight.record.service.knowing import Known


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty with what it is on the day asked about (None where it had not opened), and its dates in London."""

    duty: Duty
    status: Status | None
    due_on: date | None
    met_on: date | None
    closed_on: date | None

    @property
    def ended_on(self) -> date | None:
        """When it was met or closed: whichever came first."""
        return min((day for day in (self.met_on, self.closed_on) if day is not None), default=None)


def owed_to(about: Known, record: PlainRecord, kind: Holder, holder: str, on: date) -> list[Owed]:
    """What the holder is owed, with the due tick by the national number where policy tightened it."""
    mine = about.interpreter.duties(record, on)
    nationally = {_identity(duty): duty.due for duty in about.national.duties(record, on)}
    return [
        _owed(duty if (due := nationally.get(_identity(duty))) is None else replace(duty, national_due=due), on)
        for duty in mine
        if duty.holder == holder and about.by_code[duty.standard].holder is kind
    ]


def rows_of_owed(
    about: Known, record: PlainRecord, owed: Iterable[Owed], on: date, *, held: Sequence[Responsibility] = (),
    reference: str | None = None,
) -> list[dict[str, Any]]:  # fmt: skip
    """The duties worth keeping, by due day and standard. `held`: who held the child they are owed to, and when."""
    names = _Names(record)
    kept = (each for each in owed if (ended := each.ended_on) is None or ended >= on - KEPT_AFTER_THE_END)
    rows = [_row(about, each) | names.of(about, each, held, on) | {"reference": reference} for each in kept]
    return sorted(rows, key=lambda row: (row["due_on"] or date.max, row["standard"]))


def _owed(duty: Duty, on: date) -> Owed:
    now = status(duty.opened, duty.due, duty.met, duty.closed, duty.known, end_of(on, in_hours=duty.in_hours))
    return Owed(duty, now, *(_day(tick, in_hours=duty.in_hours) for tick in (duty.due, duty.met, duty.closed)))


def _identity(duty: Duty) -> tuple[str, str, str, int]:
    return duty.standard, duty.holder, duty.subject, duty.opened


def _row(about: Known, owed: Owed) -> dict[str, Any]:
    duty, standard = owed.duty, about.by_code[owed.duty.standard]
    row: dict[str, Any] = {
        "standard": duty.standard, "holder_kind": standard.holder.value, "holder": duty.holder,
        "subject": duty.subject, "variant": duty.variant, "known": duty.known, "basis": duty.basis,
        "area": standard.area.value, "stage": standard.stage, "force": standard.duty_basis.weight,
        "opened_on": _day(duty.opened, in_hours=duty.in_hours), "due_on": owed.due_on, "met_on": owed.met_on,
        "closed_on": owed.closed_on, "national_due_on": _day(duty.national_due, in_hours=duty.in_hours),
        "recorded_on": written_down(owed.met_on, None if duty.recorded_on is None else tick_day(duty.recorded_on)),
    }  # fmt: skip
    for name, tick in (("opened", duty.opened), ("due", duty.due), ("met", duty.met), ("closed", duty.closed)):
        row[f"{name}_at"] = tick_moment(tick) if duty.in_hours and tick is not None else None
    for name, behind in (("opened_by", duty.opened_by), ("met_by", duty.met_by), ("closed_by", duty.closed_by)):
        row[f"{name}_table"] = behind.table if behind else None
        row[f"{name}_id"] = behind.row_id if behind else None
    return row


def _day(tick: int | None, *, in_hours: bool) -> date | None:
    if tick is None:
        return None
    return tick_moment(tick).astimezone(LONDON).date() if in_hours else tick_day(tick)


class _Names:
    """Who is responsible for a duty, and what a list calls them and its holder."""

    def __init__(self, record: PlainRecord) -> None:
        self._workers = {row["id"]: row["name"] for row in record.tables.get(professionals.name, ())}
        self._teams = {row["id"]: row["name"] for row in record.tables.get(teams.name, ())}
        self._people = {row["id"]: row for row in record.tables.get(people.name, ())}

    def of(self, about: Known, owed: Owed, held: Sequence[Responsibility], on: date) -> dict[str, str | None]:
        """The columns of a duty's row that say whose work it is."""
        kind, holder = about.by_code[owed.duty.standard].holder, owed.duty.holder
        worker = holder if kind is Holder.WORKER else None
        team = holder if kind is Holder.TEAM else None
        if kind is Holder.CHILD:
            day = min(on, owed.ended_on or on)
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
