"""Who of a team could take a child on: what each holds, before and after, and what speaks for or against it.

To place a child, never to compare workers: in order of room, whoever holds a brother or sister first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.core.caseload_policy import CaseloadPolicy
from lineofsight.core.tables.court import proceedings
from lineofsight.core.tables.in_care import placements
from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.allocation.rules import may_not_hold
from lineofsight.web.allocation.weighing import Load, Weighed, load_of, room, said, weighed
from lineofsight.web.knowledge.staff import Worker
from lineofsight.web.layout.dates import in_full

CARE = "in_care"


@dataclass(frozen=True, slots=True)
class Side:
    """A caseload before or after: children, what they weigh, and the room left in words."""

    children: int
    weight: str
    room: str
    is_above: bool


@dataclass(frozen=True)
class Candidate:
    """A worker who could take a child on. `refused`: why they may not, whoever asks; `notes`: what else to know."""

    id: str
    name: str
    role: str
    limit: int | None
    before: Side
    after: Side
    refused: str
    notes: tuple[str, ...]
    has_family: bool
    room: float


def weigh(caseload: Caseload, children: Iterable[ChildNow], on: date) -> dict[str, Weighed]:
    """Children this caseload gave, as weighed, by reference. Two queries for all of them."""
    listed = list(children)
    in_care = [child for child in listed if child.stage == CARE]
    homes, courts = caseload.rows_about(in_care, placements), caseload.rows_about(listed, proceedings)
    return {child.reference: weighed(child, homes, courts, on) for child in listed}


def candidates(
    workers: Sequence[Worker], held: Mapping[str, Sequence[ChildNow]], weights: Mapping[str, Weighed], child: Weighed,
    family: Iterable[str], policy: CaseloadPolicy, on: date,
) -> list[Candidate]:  # fmt: skip
    """Every worker of a team for one child. `held`: by worker; `family`: references of brothers and sisters."""
    kin = set(family)
    found = [
        candidate(worker, [weights[each.reference] for each in held.get(worker.id, ()) if each.reference in weights],
                  child, sum(each.reference in kin for each in held.get(worker.id, ())), policy, on)
        for worker in workers
    ]  # fmt: skip
    return sorted(found, key=lambda each: (bool(each.refused), not each.has_family, -each.room, each.name))


def candidate(
    worker: Worker, held: Sequence[Weighed], child: Weighed, kin: int, policy: CaseloadPolicy, on: date
) -> Candidate:  # fmt: skip
    """One worker, before and after taking the child on."""
    others = [each for each in held if each.reference != child.reference]
    limit = worker.limit(policy)
    before, after = load_of(held, policy), load_of([*others, child], policy)
    left = room(after, limit, worker.full_time)
    return Candidate(
        worker.id, worker.name, worker.role_words, limit, side(before, limit, worker.full_time),
        side(after, limit, worker.full_time), may_not_hold(child.stage, worker, on), _notes(worker, kin), kin > 0,
        left if left is not None else -1000.0,
    )  # fmt: skip


def side(load: Load, limit: int | None, full_time: float | None) -> Side:
    """One side of what a change would do."""
    left = room(load, limit, full_time)
    words = "No limit set for this work" if left is None else (
        f"room for {said(left)} more" if left > 0 else
        f"{said(-left)} beyond their room" if left < 0 else "no room left"
    )  # fmt: skip
    return Side(load.children, said(load.weight), words, limit is not None and load.children > limit)


def _notes(worker: Worker, kin: int) -> tuple[str, ...]:
    notes = []
    if kin:
        notes.append("Holds a brother or sister" if kin == 1 else f"Holds {kin} brothers and sisters")
    if worker.is_new:
        until = f", until {in_full(worker.new_until)}" if worker.new_until else ""
        notes.append(f"In the first, supported year{until}")
    if worker.full_time is not None and worker.full_time < 1:
        notes.append(f"Works {worker.full_time:g} of full time")
    if worker.is_agency:
        notes.append("Agency worker: ask how long they will stay")
    if worker.registration and worker.registered_until is None:
        notes.append("Until when their registration was checked is not recorded")
    return tuple(notes)


def by_worker(children: Iterable[ChildNow]) -> dict[str, list[ChildNow]]:
    """Children by who holds them."""
    found: dict[str, list[ChildNow]] = {}
    for child in children:
        found.setdefault(child.worker_id or "", []).append(child)
    return found
