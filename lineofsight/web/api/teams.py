"""One team besides its counts: its workers by name, what is overdue, changes of worker, and where it differs."""

from __future__ import annotations

from typing import Any

from ninja import Query, Router

from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.allocation_shapes import ChangedRow, DifferentRow, TeamOverdueRow, WorkerRow
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.shapes import Rows
from lineofsight.web.api.stating import reads
from lineofsight.web.day import today
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.teams import series
from lineofsight.web.teams.counting import many_changes, overdue_by_standard
from lineofsight.web.teams.views import team_seen, workers_of
from lineofsight.web.teams.workers import WorkerRow as Worker

router = Router(tags=["Teams"])
_SAME = ("name", "role", "full_time", "held", "limit", "against", "is_above", "overdue", "new", "away")
_CHANGED = ("reference", "stage", "changes_of_worker", "worker_name", "allocated_since")


@reads(router, "/teams/{slug:team_id}/workers/", Action.SEE_WORKERS, Rows[WorkerRow])
def team_workers(request: Request, team_id: str, paging: Query[Paging]) -> Any:
    """A team's workers by name, to help them: what each holds, the limit, and when supervision is due

    No rates, and no figure orders them.
    """
    return page_of(workers_of(request, team_seen(request, team_id)), paging, _worker_row)


@reads(router, "/teams/{slug:team_id}/overdue/", Action.SEE_TEAMS, Rows[TeamOverdueRow])
def team_overdue(request: Request, team_id: str, paging: Query[Paging]) -> Any:
    """What a team has overdue, by standard, of the children you may see"""
    which = team_seen(request, team_id)
    rows = sorted(overdue_by_standard(request.caseload.duties(), which.id, today()))
    return page_of(rows, paging, lambda row: dict(
        zip(("standard", "number", "children", "oldest"), row, strict=True)
    ))  # fmt: skip


@reads(router, "/teams/{slug:team_id}/changes-of-worker/", Action.SEE_TEAMS, Rows[ChangedRow])
def team_changes_of_worker(request: Request, team_id: str, paging: Query[Paging]) -> Any:
    """Children of a team with three or more changes of worker in twelve months, the most first"""
    which = team_seen(request, team_id)
    return page_of(many_changes(request.caseload.children(), which.id), paging, lambda child: {
        **{name: getattr(child, name) for name in _CHANGED}, "child": child.child_id, "worker": child.worker_id,
    })  # fmt: skip


@reads(router, "/teams/{slug:team_id}/different/", Action.SEE_TEAMS, Rows[DifferentRow])
def team_different(request: Request, team_id: str, paging: Query[Paging]) -> Any:
    """Measures in which a team differs from similar teams by more than chance would give

    Nothing where there are too few teams of its kind to compare it with. It is no ranking.
    """
    return page_of(series.different(known(), team_seen(request, team_id).id), paging)


def _worker_row(row: Worker) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _SAME} | {"worker": row.id, "supervision": row.supervision.words}
