"""Who waits for a worker, who could take a child on, safe staffing, what is to come, and handovers."""

from __future__ import annotations

from typing import Any

from ninja import Field as Named
from ninja import Query, Router, Schema

from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.waiting import Wait
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.allocation import others as rest
from lineofsight.web.allocation import staffing as safe
from lineofsight.web.allocation import waiting as wait
from lineofsight.web.allocation.candidates import Candidate
from lineofsight.web.allocation.models import Handover
from lineofsight.web.allocation.readable import handovers_seen
from lineofsight.web.allocation.rules import STATUTORY
from lineofsight.web.allocation.views import candidates_of, forecasts_seen, statutory, teams_to_choose
from lineofsight.web.api.allocation_shapes import (
    CandidateRow,
    ForecastRow,
    HandoverRow,
    NotHeldRows,
    OtherRow,
    WaitingRow,
)
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.problems import wrong_values
from lineofsight.web.api.shapes import Rows
from lineofsight.web.api.stating import reads
from lineofsight.web.day import today
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.knowledge.staff import staff

router = Router(tags=["Allocation"])
_SAME = ("stage", "team_name", "overdue")
_HANDED = ("stage", "from_team", "from_team_name", "to_team", "to_team_name", "summary", "put_on", "put_by", "outcome",
           "why", "answered_on", "answered_by")  # fmt: skip


class WaitingFilters(Schema):
    """Who waits where."""

    team: str = Named("", description="A team's id; none for children of no team.")


class OtherFilters(Schema):
    """Which of those to whom no worker is owed."""

    kind: str = Named("", description="As in `kind` of a row.")


class CandidateFilters(Schema):
    """Whose workers."""

    team: str = Named("", description="A team's id; blank for the child's own.")


@reads(router, "/allocation/waiting/", Action.SEE_ALLOCATION, Rows[WaitingRow])
def allocation_waiting(request: Request, asked: Query[WaitingFilters], paging: Query[Paging]) -> Any:
    """Children owed a worker whom nobody in post holds, the longest wait first

    Of the children you may see. How long nobody knows goes before all.
    """
    if asked.team and asked.team not in {team for team, _, _ in wait.teams_of(wait.waiting(request))}:
        raise wrong_values([("team", "Nobody waits there, or there is no such team that you may see.")])
    pairs = wait.in_order(request, wait.waiting(request, asked.team))
    return page_of(pairs, paging, lambda pair: _waiting_row(*pair))


@reads(router, "/allocation/others/", Action.SEE_ALLOCATION, Rows[OtherRow])
def allocation_others(request: Request, asked: Query[OtherFilters], paging: Query[Paging]) -> Any:
    """Open children without a worker to whom none is owed, the longest first

    Contacts, early help, care leavers: so that nobody takes them for held.
    """
    children = request.caseload.children()
    if asked.kind and asked.kind not in {each.code for each in rest.kinds(children)}:
        raise wrong_values([("kind", "There is none such among what you may see.")])
    part = page_of(rest.others(children, asked.kind), paging)
    names = request.caseload.names_of_workers(each.personal_adviser_id for each in part["rows"])
    return part | {"rows": [_other_row(each, names) for each in part["rows"]]}


@reads(router, "/allocation/staffing/", Action.SEE_ALLOCATION, NotHeldRows)
def allocation_staffing(request: Request, paging: Query[Paging]) -> Any:
    """Safe staffing: children in an enquiry, on a plan or in care not held by a registered social worker

    Of the children you may see. Over time: the measures wf_unqualified_cp and wf_unallocated.
    """
    children = list(statutory(request))
    references = {each.child_id: each.reference for each in children}
    found = safe.staffing(children, staff(known()).workers, today())
    part = page_of(found.not_held, paging, lambda each: {
        "child": each.local_id, "reference": references[each.local_id], "stage": each.stage, "team": each.team,
        "worker": each.worker, "why": each.why,
    })  # fmt: skip
    return part | {"children": found.children, "held": found.held}


@reads(router, "/allocation/forecast/", Action.SEE_ALLOCATION, Rows[ForecastRow])
def allocation_forecast(request: Request, paging: Query[Paging]) -> Any:
    """What the teams you may see will hold in four weeks, if they are like the last four

    A sum anybody can do again: now, and as many as came, less those whose time is up by their own dates.
    """
    return page_of(forecasts_seen(request), paging)


@reads(router, "/allocation/handovers/", Action.ALLOCATE, Rows[HandoverRow])
def allocation_handovers(request: Request, paging: Query[Paging]) -> Any:
    """Children handed to your teams and by them, those that wait first, the longest waiting at the top"""
    found = handovers_seen(request)
    answered = found.exclude(outcome="").order_by("-answered_on", "-pk")
    part = page_of([*found.filter(outcome=""), *answered], paging)
    seen = {each.reference for each in request.caseload.children_of([each.reference for each in part["rows"]])}
    return part | {"rows": [_handover_row(each, seen) for each in part["rows"]]}


@reads(router, "/children/{slug:reference}/candidates/", Action.SEE_ALLOCATION, Rows[CandidateRow])
def child_candidates(
    request: Request, reference: str, asked: Query[CandidateFilters], paging: Query[Paging]
) -> Any:  # fmt: skip
    """Who of a team could take a child on, and what each would hold then

    To place a child, never to compare workers: whoever holds a brother or sister first, then by room.
    """
    child, everyone = request.caseload.child(reference), staff(known())
    choices = dict(teams_to_choose(request, everyone, child))
    if asked.team and asked.team not in choices:
        raise wrong_values([("team", "There is no such team with workers that you may see.")])
    team = asked.team or (child.team_id if child.team_id in choices else "") or ""
    listed = candidates_of(request, everyone, child, team) if team else []
    return page_of(listed, paging, _candidate_row)


def _waiting_row(child: ChildNow, waits: Wait) -> dict[str, Any]:
    return {name: getattr(child, name) for name in _SAME} | {
        "child": child.child_id, "reference": child.reference, "is_statutory": child.stage in STATUTORY,
        "team": child.team_id, "since": waits.since, "because": waits.because.value, "worker": waits.worker_id,
        "worker_name": waits.worker_name, "changes_of_worker": child.changes_of_worker,
    }  # fmt: skip


def _other_row(child: ChildNow, names: dict[str, str]) -> dict[str, Any]:
    adviser = child.personal_adviser_id or ""
    return {
        "child": child.child_id, "reference": child.reference, "kind": rest.kind_of(child), "since": child.stage_since,
        "team": child.team_id, "team_name": child.team_name, "personal_adviser": adviser,
        "personal_adviser_name": names.get(adviser), "overdue": child.overdue,
    }  # fmt: skip


def _handover_row(each: Handover, seen: set[str]) -> dict[str, Any]:
    return {name: getattr(each, name) for name in _HANDED} | {
        "handover": each.pk, "child": each.local_id, "reference": each.reference if each.reference in seen else None,
    }  # fmt: skip


def _candidate_row(each: Candidate) -> dict[str, Any]:
    same = ("name", "role", "limit", "before", "after", "refused", "notes")
    return {name: getattr(each, name) for name in same} | {"worker": each.id}
