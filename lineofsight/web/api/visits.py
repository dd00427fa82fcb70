"""Visits of inspectors: those that are known, what is asked at one and by when, what changed, and their queries."""

from __future__ import annotations

from typing import Any

from ninja import Field as Named
from ninja import Query, Router, Schema

from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.problems import wrong_values
from lineofsight.web.api.readiness_shapes import CameRow, ChangeRow, InspectorQueryRow, RequestRow, VisitRow
from lineofsight.web.api.shapes import Rows
from lineofsight.web.api.stating import reads
from lineofsight.web.readiness import monitoring
from lineofsight.web.readiness.expected import came
from lineofsight.web.readiness.models import InspectorQuery, Visit
from lineofsight.web.readiness.query_views import line_of as query_line
from lineofsight.web.readiness.readable import queries_read
from lineofsight.web.readiness.visit_views import line_of as request_line
from lineofsight.web.readiness.visit_views import visit_of

router = Router(tags=["Readiness"])
STATES = ("open", "gone")
_VISIT = ("kind", "about", "criteria", "cohort", "team", "notice_on", "site_on", "ended_on", "grade")
_REQUEST = ("code", "what", "when", "who", "source", "due_on", "done_on", "done_by", "note")
_QUERY = ("asked_by", "asked_at", "what", "due_on", "whose", "answer", "answered_by", "answered_at", "checked_by",
          "checked_at", "gone_by", "gone_at", "earlier")  # fmt: skip


class QueryFilters(Schema):
    """Which queries."""

    state: str = Named("", description=f"{', '.join(STATES)}; blank for all.")


@reads(router, "/readiness/inspections/", Action.PREPARE_INSPECTION, Rows[CameRow])
def readiness_inspections(request: Request, paging: Query[Paging]) -> Any:
    """Every inspection and visit of this authority that is known, the latest first, and from where"""
    return page_of(came(), paging)


@reads(router, "/readiness/visits/", Action.PREPARE_INSPECTION, Rows[VisitRow])
def readiness_visits(request: Request, paging: Query[Paging]) -> Any:
    """Visits prepared for here, the latest first, and how many of their requests are done"""
    found = Visit.objects.exclude(requests=None).distinct().prefetch_related("requests")
    return page_of(found, paging, _visit_row)


@reads(router, "/readiness/visits/{int:number}/requests/", Action.PREPARE_INSPECTION, Rows[RequestRow])
def readiness_requests(request: Request, number: int, paging: Query[Paging]) -> Any:
    """What is asked for at one visit, in the order of the timetable: by when, of whom, and what was given"""
    day = request.actor.day
    return page_of(visit_of(number).requests.all(), paging, lambda each: {
        **{name: getattr(each, name) for name in _REQUEST}, "request": each.pk,
        "is_late": request_line(each, day).is_late,
    })  # fmt: skip


@reads(router, "/readiness/visits/{int:number}/changes/", Action.PREPARE_INSPECTION, Rows[ChangeRow])
def readiness_changes(request: Request, number: int, paging: Query[Paging]) -> Any:
    """What changed since they last looked at the same, measure by measure

    Nothing where it is not known when they last came, or what they look at.
    """
    visit = visit_of(number)
    before = monitoring.last_before(visit, Visit.objects.all(), came())
    criteria = monitoring.criteria_looked_at(visit)
    return page_of(monitoring.changes(criteria, before.on, request.actor.day) if before else [], paging)


@reads(router, "/readiness/queries/", Action.PREPARE_INSPECTION, Rows[InspectorQueryRow])
def readiness_queries(request: Request, asked: Query[QueryFilters], paging: Query[Paging]) -> Any:
    """The log of inspectors' queries: those open first, the soonest due at the top

    None that names a child whose record is restricted to others.
    """
    if asked.state and asked.state not in STATES:
        raise wrong_values([("state", f"It is {' or '.join(STATES)}.")])
    found = InspectorQuery.objects.select_related("visit")
    if asked.state:
        found = found.filter(gone_at__isnull=asked.state == "open")
    rows = sorted(queries_read(request, found), key=lambda each: (each.gone_at is not None, each.due_on, each.pk))
    return page_of(rows, paging, lambda each: _query_row(each, request))


def _visit_row(visit: Visit) -> dict[str, Any]:
    done = [each.done_on is not None for each in visit.requests.all()]
    return {name: getattr(visit, name) for name in _VISIT} | {
        "visit": visit.pk, "requests": len(done), "requests_done": sum(done),
    }  # fmt: skip


def _query_row(each: InspectorQuery, request: Request) -> dict[str, Any]:
    line = query_line(each, request.actor.day)
    return {name: getattr(each, name) for name in _QUERY} | {
        "query": each.pk, "visit": each.visit_id, "is_late": line.is_late, "state": line.state,
    }  # fmt: skip
