"""Children who wait for a worker, the longest wait first, and those in the name of somebody who is away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, QuerySet

from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import WAITS_FOR_A_WORKER, Stage
from lineofsight.record.service.waiting import Because, Wait
from lineofsight.web.access.request import Request
from lineofsight.web.allocation.rules import STATUTORY
from lineofsight.web.layout import dates
from lineofsight.web.layout.links import link

MOST = 2000
"""How many a page puts in order at once; workbooks are never cut."""
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


def waiting(request: Request, team: str = "") -> QuerySet[ChildNow]:
    """Those owed a worker whom the person may see, of a team or of all, by when they were opened."""
    children = request.caseload.children().filter(WAITS_FOR_A_WORKER)
    if team:
        children = children.filter(team_id=None if team == NO_TEAM else team)
    return children.order_by(F("opened_on").asc(nulls_first=True), "reference")


def in_order(request: Request, children: Iterable[ChildNow]) -> list[tuple[ChildNow, Wait]]:
    """Children who wait, the longest wait first; how long nobody knows goes before all."""
    listed = list(children)
    found: dict[str, Wait] = {}
    for start in range(0, len(listed), MOST):
        found |= request.caseload.waits_of(listed[start : start + MOST])
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


def teams_of(children: QuerySet[ChildNow]) -> list[tuple[str, str, int]]:
    """The teams that children wait in: id (`none` for no team), name, how many."""
    rows = children.order_by().values_list("team_id", "team_name").annotate(number=Count("pk"))
    found = [(team or NO_TEAM, name or team or "No team", number) for team, name, number in rows]
    return sorted(found, key=lambda each: (each[0] == NO_TEAM, each[1]))


def cells(line: Line) -> tuple[object, ...]:
    """The row of a workbook: by local id, without a name."""
    return (line.local_id, line.stage, line.team, line.since, line.waits, line.because, line.overdue, line.changes)


HEADINGS = (
    "Local id", "Stage", "Team", "Waiting since", "Waiting for", "Why", "Overdue", "Changes of worker in 12 months",
)  # fmt: skip


def counts(children: QuerySet[ChildNow]) -> Mapping[str, int]:
    """How many wait, and of them how many only a registered social worker may hold."""
    return {"all": children.count(), "statutory": children.filter(stage__in=sorted(STATUTORY)).count()}
