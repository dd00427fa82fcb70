"""Since when a child has had nobody in post, and how that came about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.tables.people import people
from lineofsight.core.tables.workforce import absences, allocations, professionals
from lineofsight.evaluation.plain.responsibilities import responsibilities
from lineofsight.evaluation.plain.rows import Row
from lineofsight.record.home import Home
from lineofsight.record.reading_rows import rows_held, rows_of


class Because(StrEnum):
    """Why nobody in post holds a child."""

    NEVER = "Never given to a worker"
    PLACEHOLDER = "In the name of a list or a desk, not a person"
    LEFT = "The worker has left"
    AWAY = "The worker is away"
    ENDED = "The last worker’s time with the child ended"


@dataclass(frozen=True, slots=True)
class Wait:
    """Since when nobody in post holds a child (None: not known), why, and the last name the child was held under."""

    since: date | None
    because: Because
    worker_id: str = ""
    worker_name: str = ""


def waits(home: Home, children: Mapping[str, date | None], on: date) -> dict[str, Wait]:
    """For children whom nobody in post holds on a day, by the authority's own id; given with the day each was opened.

    Costs a few queries for all of them.
    """
    rows = rows_held(home, allocations, sorted(children))
    named = sorted({row["worker_id"] for row in rows if row["worker_id"]})
    workers = rows_of(home, professionals, named)
    away = rows_held(home, absences, named)
    tables = {
        people.name: list(rows_of(home, people, sorted(children)).values()), allocations.name: rows,
        professionals.name: list(workers.values()), absences.name: away,
    }  # fmt: skip
    held_until: dict[str, date] = {}
    for stretch in responsibilities(tables):
        if stretch.worker is not None and stretch.to_on is not None and stretch.to_on < on:
            held_until[stretch.child] = max(stretch.to_on, held_until.get(stretch.child, stretch.to_on))
    of_each: dict[str, list[Row]] = {}
    for row in rows:
        if _by_then(row, on) and row["role"] in _HOLDING:
            of_each.setdefault(row["child_id"], []).append(row)
    found = {}
    for child, opened in children.items():
        mine = of_each.get(child, ())
        last = max(mine, key=lambda row: (row["started_on"], row["id"]), default=None)
        until = held_until.get(child)
        after = until + timedelta(days=1) if until else None
        since = max((day for day in (opened, after) if day), default=None)
        found[child] = _wait(since, last, workers, on)
    return found


_HOLDING = ("allocated_worker", "personal_adviser", None)


def _by_then(row: Row, on: date) -> bool:
    return row["started_on"] is not None and row["started_on"] <= on


def _wait(since: date | None, last: Row | None, workers: Mapping[str, Row], on: date) -> Wait:
    if last is None:
        return Wait(since, Because.NEVER)
    who = workers.get(last["worker_id"] or "", {})
    named = (last["worker_id"] or "", who.get("name") or last["worker_id"] or "")
    if last["ended_on"] is not None and last["ended_on"] < on:
        return Wait(since, Because.ENDED, *named)
    if who.get("placeholder") or not last["worker_id"]:
        return Wait(since, Because.PLACEHOLDER, *named)
    left = who.get("ended_on")
    return Wait(since, Because.LEFT if left is not None and left < on else Because.AWAY, *named)
