"""What is owed, by whose it is to do; teams; decisions and challenges that wait."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404
from ninja import Field as Named
from ninja import Query, Router, Schema

from lineofsight.core.tables.oversight import challenges as challenges_table
from lineofsight.web.access.pages import NOT_YOURS
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.owed import duty_row
from lineofsight.web.api.paging import Paging, page_of, page_read
from lineofsight.web.api.problems import wrong_values
from lineofsight.web.api.record_shapes import row_told, shape_of
from lineofsight.web.api.shapes import DutyRow, Rows, TeamRow
from lineofsight.web.api.stating import reads
from lineofsight.web.challenges.views import ANSWERED, IN_ALL, PARTNERS
from lineofsight.web.day import today
from lineofsight.web.decisions import waiting
from lineofsight.web.knowledge.caseload_policy import caseload_policy
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.teams import overview
from lineofsight.web.worklists import scopes
from lineofsight.web.worklists.filters import narrowed, read_filters, state_of
from lineofsight.web.worklists.scopes import Scope

router = Router(tags=["What is owed"])
ChallengeRow = shape_of(challenges_table)


class WorklistFilters(Schema):
    """What a worklist is cut down to: as on its page."""

    state: str = Named("", description="overdue, long_overdue, soon, later, recorded_late or not_known; blank: open.")
    standard: str = Named("", description="A standard's code.")
    area: str = Named("", description="As in `area` of the catalogue.")
    stage: str = Named("", description="As in `stage` of a child.")
    force: str = Named("", description="must, should or local.")
    worker: str = Named("", description="A worker's id.")
    reason: str = Named("", description="As in `reasons` of a child.")


class DecisionFilters(Schema):
    """Which list of decisions."""

    show: str = Named("mine", description=", ".join(kind.code for kind in waiting.KINDS) + ".")


@reads(router, "/worklists/mine/", Action.SEE_WORKLIST, Rows[DutyRow])
def worklist_mine(request: Request, asked: Query[WorklistFilters], paging: Query[Paging]) -> Any:
    """What is owed to your own children"""
    return _worklist(request, scopes.mine(request), paging)


@reads(router, "/worklists/my-team/", Action.SEE_TEAM_WORKLIST, Rows[DutyRow])
def worklist_my_team(request: Request, asked: Query[WorklistFilters], paging: Query[Paging]) -> Any:
    """What your teams owe"""
    return _worklist(request, scopes.my_teams(request), paging)


@reads(router, "/worklists/team/{slug:team_id}/", Action.SEE_TEAM_WORKLIST, Rows[DutyRow])
def worklist_team(request: Request, team_id: str, asked: Query[WorklistFilters], paging: Query[Paging]) -> Any:
    """What one team owes"""
    return _worklist(request, scopes.team(request, team_id), paging)


@reads(router, "/worklists/service/", Action.SEE_SERVICE_WORKLIST, Rows[DutyRow])
def worklist_service(request: Request, asked: Query[WorklistFilters], paging: Query[Paging]) -> Any:
    """What is owed in the whole service, as far as you may see"""
    return _worklist(request, scopes.service(request), paging)


@reads(router, "/teams/", Action.SEE_TEAMS, Rows[TeamRow])
def teams(request: Request, paging: Query[Paging]) -> Any:
    """Teams you may see

    By name; no figure orders them.
    """
    return page_of(sorted(_teams(request), key=lambda row: (row["name"], row["team"])), paging)


@reads(router, "/teams/{slug:team_id}/", Action.SEE_TEAMS, TeamRow)
def team(request: Request, team_id: str) -> Any:
    """One team"""
    found = next((row for row in _teams(request) if row["team"] == team_id), None)
    if found is None:
        raise Http404(NOT_YOURS)
    return found


@reads(router, "/decisions/", Action.SEE_DECISIONS, Rows[DutyRow])
def decisions(request: Request, asked: Query[DecisionFilters], paging: Query[Paging]) -> Any:
    """What waits for a decision

    The lists of the page Decisions; `subject` is the decision, where one was put.
    """
    if asked.show not in waiting.BY_CODE:
        raise wrong_values([("show", f"There is no such list. There are {', '.join(waiting.BY_CODE)}.")])
    return page_of(waiting.lists_of(request).duties[asked.show], paging, duty_row)


@reads(router, "/challenges/", Action.SEE_CHALLENGES, Rows[ChallengeRow])  # type: ignore[valid-type]
def challenges(request: Request, paging: Query[Paging]) -> Any:
    """Challenges to practice that wait for an answer or for whoever raised them

    Of the children you may see, the soonest due first.
    """
    open_now = request.caseload.of_children().open_on(today()).filter(standard__in=(ANSWERED, IN_ALL, PARTNERS))
    first = {duty.subject: duty for duty in open_now.order_by("-due_on", "-key")}
    rows = request.caseload.rows_behind(first.values(), challenges_table)
    order = sorted(rows, key=lambda key: (first[key].due_on or date.max, key))
    return page_of([row_told(challenges_table, rows[key]) for key in order], paging)


def _worklist(request: Request, scope: Scope, paging: Paging) -> dict[str, Any]:
    held = scope.part.children_by("worker_id", "worker_name") if scope.shows_worker else ()
    filters = read_filters(request.GET, definitions().standards, {key: name or key for key, name in held if key})
    if filters.unknown:
        raise wrong_values([
            (each.partition(":")[0], "There is none such among what you may see.") for each in filters.unknown
        ])  # fmt: skip
    chosen = narrowed(scope.part, filters).owed(state_of(filters.state, today()))
    return page_read(lambda first, end: request.caseload.duties_of(chosen, first, end), paging, duty_row)


def _teams(request: Request) -> list[dict[str, Any]]:
    caseload = request.caseload
    found = overview.overview(known(), caseload.children(), caseload.sees_team, caseload_policy(today()))
    return [
        {
            "team": row.id, "name": row.name, "kind": row.kind, "service": row.service, "children": row.held.children,
            "children_by_stage": dict(row.held.stages), "unallocated": row.held.unallocated,
            "with_something_overdue": row.held.overdue, "with_many_changes_of_worker": row.held.changes,
            "workers": row.workers, "workers_holding": row.holding, "workers_above_limit": row.above,
            "children_to_each": row.to_each,
        }
        for group in found.groups for row in group.rows
    ]  # fmt: skip
