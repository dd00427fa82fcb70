"""What to talk about in a supervision: children flagged, overdue or long not talked about; what was agreed before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import DRIFT, Reason
from lineofsight.web.layout.dates import from_day, in_full
from lineofsight.web.layout.links import link

LONG = timedelta(days=91)
Row = Mapping[str, Any]
_FLAGS = (Reason.MISSING, Reason.NEVER_SEEN, Reason.NOT_SEEN, Reason.OWED_NOTHING, Reason.NO_PLAN, *DRIFT)


@dataclass(frozen=True, slots=True)
class Item:
    """One child to talk about, and why."""

    reference: str
    name: str
    local_id: str
    why: tuple[str, ...]
    last: str
    talked: bool
    is_first: bool


@dataclass(frozen=True, slots=True)
class Agreed:
    """An action agreed before. `state`: open, overdue, said done, closed."""

    what: str
    child: str
    owner: str
    due: str
    state: str
    tone: str
    evidence: str
    link: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a worker's year, in words."""

    name: str
    held: str
    children: int
    agreed: int
    closed: int
    away: str


def last_discussed(rows: Iterable[Row]) -> dict[str, date]:
    """When each child was last talked about, by the authority's own id."""
    found: dict[str, date] = {}
    for row in rows:
        if row["child_id"] and row["held_on"]:
            found[row["child_id"]] = max(row["held_on"], found.get(row["child_id"], row["held_on"]))
    return found


def agenda(
    children: Iterable[ChildNow], discussed: Mapping[str, date], actions: Mapping[str, Sequence[Row]], today: date
) -> list[Item]:  # fmt: skip
    """Every child of a worker: those with a reason first, by how many reasons, then the longest not talked about."""
    made = [(child, _why(child, discussed.get(child.child_id), actions.get(child.child_id, ()), today))
            for child in children]  # fmt: skip
    ordered = sorted(made, key=lambda pair: (
        -sum(flag.value in pair[0].reasons for flag in _FLAGS), not pair[1], -pair[0].overdue,
        discussed.get(pair[0].child_id, date.min), pair[0].reference,
    ))  # fmt: skip
    return [
        Item(child.reference, child.name, child.child_id, why,
             in_full(discussed[child.child_id]) if child.child_id in discussed else "Never, as far as is recorded",
             child.child_id in discussed, bool(why))
        for child, why in ordered
    ]  # fmt: skip


def _why(child: ChildNow, last: date | None, actions: Sequence[Row], today: date) -> tuple[str, ...]:
    found = flags(child)
    if child.overdue:
        found.append(f"{child.overdue} overdue")
    if child.due_soon:
        found.append(f"{child.due_soon} due in 7 days")
    late = sum(1 for row in actions if is_open(row) and row["due_on"] is not None and row["due_on"] < today)
    if late:
        found.append("An action agreed before is overdue" if late == 1 else f"{late} actions agreed before are overdue")
    if last is None or today - last > LONG:
        found.append("Not talked about for three months" if last else "Not talked about yet")
    return tuple(found)


def flags(child: ChildNow) -> list[str]:
    """What a child is flagged for, in words."""
    return [str(flag.label) for flag in _FLAGS if flag.value in child.reasons]


def is_open(row: Row) -> bool:
    """Whether an action is still to be done: neither closed nor put in another's place."""
    return not row["done_on"] and not row["renewed_on"]


def agreed(row: Row, child: ChildNow, names: Mapping[str, str], today: date) -> Agreed:
    """An action in a list."""
    due = row["due_on"]
    overdue = is_open(row) and due is not None and due < today
    if row["done_on"]:
        state, tone = "Closed: seen to be done", "met"
    elif row["renewed_on"]:
        state, tone = "Given more time", "plain"
    elif row.get("said_done_on"):
        state, tone = "Said to be done", "due"
    else:
        state, tone = ("Overdue", "overdue") if overdue else ("To do", "due")
    return Agreed(
        row["action"] or "What is to be done is not recorded", child.name,
        names.get(row["worker_id"] or "", row["worker_id"] or "Nobody"),
        f"{in_full(due)}, {from_day(due, today)}" if due and is_open(row) else in_full(due), state, tone,
        row.get("evidence") or "", link("supervision:action", child.reference, row["id"]),
    )  # fmt: skip


def year(
    meetings: Sequence[Row], actions: Iterable[Row], absences: Iterable[Row], today: date
) -> list[Month]:  # fmt: skip
    """A worker's last twelve months, the latest first: what was held and agreed. To help; no rate is made of it."""
    acted, away = list(actions), list(absences)
    found = []
    for back in range(12):
        place = today.year * 12 + today.month - 1 - back
        first = date(place // 12, place % 12 + 1, 1)
        after = date((place + 1) // 12, (place + 1) % 12 + 1, 1)
        mine = [row for row in meetings if row["held_on"] and first <= row["held_on"] < after]
        held = sorted({row["held_on"] for row in mine})
        found.append(Month(
            f"{first:%B %Y}", ", ".join(str(day.day) for day in held) or "None recorded",
            len({row["child_id"] for row in mine if row["child_id"]}),
            sum(1 for row in acted if row["agreed_on"] and first <= row["agreed_on"] < after),
            sum(1 for row in acted if row["done_on"] and first <= row["done_on"] < after),
            "Away for some of it" if any(_overlaps(row, first, after) for row in away) else "",
        ))  # fmt: skip
    return found


def _overlaps(row: Row, first: date, after: date) -> bool:
    return bool(row["started_on"] and row["started_on"] < after and (not row["ended_on"] or row["ended_on"] >= first))
