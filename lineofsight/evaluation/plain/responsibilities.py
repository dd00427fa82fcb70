"""Who held each child, and when, read plainly: the reference the columns are tested against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.core.clocks import Years
from lineofsight.core.periods import add_months
from lineofsight.evaluation.plain.rows import Row

ALLOCATED = "allocated_worker"
# Of age, a care leaver is held by a personal adviser; until then a social worker must hold the child beside one.
ADVISER = "personal_adviser"
GROWN_UP = Years(18)
# Leave and training are planned and covered; every other absence leaves a child without a worker.
COVERED_ABSENCES = ("annual_leave", "training")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A child held by a worker and a team, in a role, from a day to a day, both included; open where `to_on` is None.

    `worker` is None where the name stands for nobody in post: a leaver, an absent worker, a holding list.
    """

    child: str
    worker: str | None
    team: str | None
    role: str
    from_on: date
    to_on: date | None


def responsibilities(tables: Mapping[str, Sequence[Row]]) -> list[Responsibility]:
    """The stretches in which each child was held, by child and day. On a day with several, the latest begun holds.

    A personal adviser holds from the eighteenth birthday.
    """
    born = {row["id"]: row["born_on"] for row in tables.get("people", ())}
    by_child: dict[str, list[Row]] = defaultdict(list)
    for row in tables.get("allocations", ()):
        start, end = _holds_from(row, born.get(row["child_id"])), row["ended_on"]
        if start is not None and row["child_id"] is not None and (end is None or end >= start):
            by_child[row["child_id"]].append({**row, "started_on": start})
    workers = {row["id"]: row for row in tables.get("professionals", ())}
    away: dict[str, list[Row]] = defaultdict(list)
    for row in tables.get("absences", ()):
        if row["worker_id"] and row["started_on"] and row["kind"] not in COVERED_ABSENCES:
            away[row["worker_id"]].append(row)
    found: list[Responsibility] = []
    for child in sorted(by_child):
        found += _of_child(child, by_child[child], workers, away)
    return found


def _holds_from(row: Row, born: date | None) -> date | None:
    """The day from which an allocation holds the child; None where it never does."""
    start: date | None = row["started_on"]
    if row["role"] in (ALLOCATED, None) or start is None:
        return start
    return max(start, add_months(born, GROWN_UP.count)) if row["role"] == ADVISER and born else None


def _of_child(
    child: str, rows: list[Row], workers: Mapping[str, Row], away: Mapping[str, list[Row]]
) -> list[Responsibility]:  # fmt: skip
    changes = {row["started_on"] for row in rows} | {row["ended_on"] + DAY for row in rows if row["ended_on"]}
    for name in {row["worker_id"] for row in rows}:
        left = workers.get(name, {}).get("ended_on")
        changes |= {left + DAY} if left else set()
        for absence in away.get(name, ()):
            changes |= {absence["started_on"]} | ({absence["ended_on"] + DAY} if absence["ended_on"] else set())
    days = sorted(changes)
    found: list[Responsibility] = []
    for place, day in enumerate(days):
        running = [r for r in rows if r["started_on"] <= day and (r["ended_on"] is None or r["ended_on"] >= day)]
        if not running:
            continue
        row = max(running, key=lambda r: (r["started_on"], r["id"]))
        worker = row["worker_id"] if _in_post(row["worker_id"], day, workers, away) else None
        until = days[place + 1] - DAY if place + 1 < len(days) else None
        found.append(Responsibility(child, worker, row["team_id"], ALLOCATED, day, until))
    return _joined(found)


def _in_post(worker: str | None, day: date, workers: Mapping[str, Row], away: Mapping[str, list[Row]]) -> bool:
    row = workers.get(worker or "", {})
    left = row.get("ended_on")
    absences = away.get(worker or "", ())
    absent = any(a["started_on"] <= day and (not a["ended_on"] or a["ended_on"] >= day) for a in absences)
    return not (row.get("placeholder") or (left is not None and left < day) or absent)


def _joined(found: list[Responsibility]) -> list[Responsibility]:
    """Stretches that follow on with the same worker and team, as one."""
    joined: list[Responsibility] = []
    for one in found:
        last = joined[-1] if joined else None
        follows = last is not None and last.to_on is not None and last.to_on + DAY == one.from_on
        if last is not None and follows and (last.worker, last.team) == (one.worker, one.team):
            joined[-1] = Responsibility(one.child, one.worker, one.team, one.role, last.from_on, one.to_on)
        else:
            joined.append(one)
    return joined
