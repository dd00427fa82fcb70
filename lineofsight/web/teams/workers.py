"""A team's workers, by name: what each holds and may need help with. No rates, no order by any figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lineofsight.core.caseload_policy import CaseloadPolicy
from lineofsight.record.service.models import ChildNow, OpenDuty
from lineofsight.web.knowledge.staff import Staff, Team, Worker
from lineofsight.web.layout.dates import from_day, in_full
from lineofsight.web.teams.counting import NOTHING, Held, by_worker, children_link, names_of_workers

SUPERVISION = ("supervision_monthly", "asye_supervision")
HEADINGS = (
    "Worker", "What they do", "Full-time equivalent", "Children held", "Limit", "Against the limit",
    "Children with something overdue", "Supervision", "First, supported year", "Away",
)  # fmt: skip
NOT_KNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class Supervision:
    """When a worker is next to be supervised, in words, and the tone of its tag."""

    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """One worker."""

    id: str
    name: str
    role: str
    full_time: str
    held: int
    held_link: str
    limit: int | None
    against: str
    is_above: bool
    overdue: int
    overdue_link: str
    supervision: Supervision
    new: str
    away: str

    @property
    def cells(self) -> tuple[object, ...]:
        """The row of a workbook."""
        return (
            self.name, self.role, self.full_time, self.held, self.limit, self.against, self.overdue,
            self.supervision.words, self.new, self.away,
        )  # fmt: skip


def team_workers(team: Team, known: Staff, children: QuerySet[ChildNow]) -> dict[str, str]:
    """The workers of a team and those who hold its children: names by id."""
    return {**{each.id: each.name for each in known.of(team.id)}, **names_of_workers(children, team.id)}


def worker_rows(
    team: Team, known: Staff, children: QuerySet[ChildNow], names: Mapping[str, str], owed: Iterable[OpenDuty],
    day: date, policy: CaseloadPolicy,
) -> list[WorkerRow]:  # fmt: skip
    """Every worker of a team, by name."""
    counted = by_worker(children, team.id)
    by_holder: dict[str, list[OpenDuty]] = {}
    for duty in owed:
        by_holder.setdefault(duty.holder, []).append(duty)
    return [
        worker_row(team.id, key, names[key], known.workers.get(key), counted.get(key, NOTHING),
                   by_holder.get(key, []), day, policy)
        for key in sorted(names, key=lambda one: (names[one], one))
    ]  # fmt: skip


def worker_row(
    team: str, key: str, name: str, worker: Worker | None, held: Held, owed: list[OpenDuty], day: date,
    policy: CaseloadPolicy,
) -> WorkerRow:  # fmt: skip
    """One worker. `worker` None: the record does not know them as in post."""
    limit = worker.limit(policy) if worker else None
    away = worker.away_since if worker else None
    return WorkerRow(
        key, name, worker.role_words if worker else "Not in post in what was loaded",
        f"{worker.full_time:g}" if worker and worker.full_time is not None else NOT_KNOWN, held.children,
        children_link(team, worker=key) if held.children else "", limit, against_words(held.children, limit),
        limit is not None and held.children > limit, held.overdue,
        children_link(team, worker=key, reason="overdue") if held.overdue else "", supervision(owed, day),
        _new_words(worker, day), f"Since {in_full(away)}" if away else "",
    )  # fmt: skip


def against_words(held: int, limit: int | None) -> str:
    """What a worker holds against the limit for what they do."""
    if limit is None:
        return "No limit set for this work"
    if held > limit:
        return f"{held - limit} above {limit}"
    return f"At the limit of {limit}" if held == limit else f"{limit - held} below {limit}"


def supervision(owed: list[OpenDuty], day: date) -> Supervision:
    """The next supervision owed: the earliest of those that are open; not known where the files cannot tell."""
    if not owed:
        return Supervision("None owed that is known of", "plain")
    due = [duty.due_on for duty in owed if duty.known and duty.due_on is not None]
    if not due:
        return Supervision(NOT_KNOWN, "unknown")
    first = min(due)
    tone = "overdue" if first < day else "soon" if (first - day).days < 7 else "plain"
    return Supervision(f"{in_full(first)}, {from_day(first, day)}", tone)


def _new_words(worker: Worker | None, day: date) -> str:
    if worker is None or not worker.is_new:
        return ""
    ends = worker.new_until
    return "Yes" if ends is None else f"{'Until' if ends >= day else 'Was to end on'} {in_full(ends)}"
