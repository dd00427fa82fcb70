"""Children who wait for a worker, the longest wait first, and those in the name of somebody who is away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import WAITS_FOR_A_WORKER, Stage
from lineofsight.record.service.waiting import Because, Wait
from lineofsight.web.access.request import Request
from lineofsight.web.allocation.rules import STATUTORY
from lineofsight.web.layout import dates
from lineofsight.web.layout.links import link

MOST = 2000
NO_TEAM = "none"


@dataclass(frozen=True, slots=True)
class Line:
    """One child who waits."""

    reference: str
    name: str
    local_id: str
    age: str
    stage: str
    is_statutory: bool
    team: str
    waits: str
    since: str
    because: str
    overdue: int
    changes: int
    link: str


def queue(request: Request, team: str) -> list[tuple[ChildNow, Wait]]:
    """Those owed a worker whom the person may see, the longest wait first; how long nobody knows goes before all."""
    children = request.caseload.children().filter(WAITS_FOR_A_WORKER)
    if team:
        children = children.filter(team_id=None if team == NO_TEAM else team)
    listed = list(children.order_by("opened_on", "reference")[:MOST])
    found = request.caseload.waits_of(listed)
    pairs = [(child, found[child.reference]) for child in listed]
    return sorted(pairs, key=lambda pair: (pair[1].since or date.min, pair[0].reference))


def line_of(child: ChildNow, wait: Wait, today: date) -> Line:
    """One line of the queue."""
    passed = (today - wait.since).days if wait.since else None
    days = "Not known" if passed is None else dates.days(passed) if passed > 0 else "Since today"
    who = f"{wait.because.value}: {wait.worker_name}" if wait.worker_name and wait.because is not Because.NEVER else (
        wait.because.value
    )  # fmt: skip
    return Line(
        child.reference, child.name, child.child_id, dates.age(child.born_on, today), stage_words(child.stage),
        child.stage in STATUTORY, child.team_name or "No team", days, dates.in_full(wait.since), who, child.overdue,
        child.changes_of_worker, link("allocation:child", child.reference),
    )  # fmt: skip


def stage_words(stage: str) -> str:
    """A stage in words."""
    return str(Stage(stage).label) if stage in Stage.values else stage


def teams_of(pairs: Sequence[tuple[ChildNow, Wait]]) -> list[tuple[str, str, int]]:
    """The teams that children wait in: id (`none` for no team), name, how many."""
    counted: dict[str, int] = {}
    names: dict[str, str] = {}
    for child, _ in pairs:
        key = child.team_id or NO_TEAM
        counted[key] = counted.get(key, 0) + 1
        names[key] = child.team_name or child.team_id or "No team"
    return [(key, names[key], counted[key]) for key in sorted(counted, key=lambda key: (key == NO_TEAM, names[key]))]


def cells(line: Line) -> tuple[object, ...]:
    """The row of a workbook: by local id, without a name."""
    return (line.local_id, line.stage, line.team, line.since, line.waits, line.because, line.overdue, line.changes)


HEADINGS = (
    "Local id", "Stage", "Team", "Waiting since", "Waiting for", "Why", "Overdue", "Changes of worker in 12 months",
)  # fmt: skip


def counts(pairs: Sequence[tuple[ChildNow, Wait]]) -> Mapping[str, int]:
    """How many wait, and of them how many only a registered social worker may hold."""
    return {"all": len(pairs), "statutory": sum(child.stage in STATUTORY for child, _ in pairs)}
