"""Worklists: a short triage, then what is owed by due date, child, standard or stage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lineofsight.record.service.counting.counted import Counted
from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import known_to, today
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.exports import MOST_ROWS, workbook
from lineofsight.web.worklists import scopes
from lineofsight.web.worklists.choices import choices, lists_to_go_to, said
from lineofsight.web.worklists.filters import STATES, Filters, State, counts, narrowed, read_filters, state_of
from lineofsight.web.worklists.grouping import by_child, by_stage, by_standard
from lineofsight.web.worklists.presenters import HEADINGS, first_of, row_of
from lineofsight.web.worklists.scopes import Scope

ROWS_A_PAGE = 50
ROWS_AT_ONCE = 2000
FIRST = 10


@dataclass(frozen=True)
class Listed(Sequence[Any]):
    """A list whose length is known and whose rows are read page by page."""

    length: int
    read: Callable[[int, int], list[Any]]

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, part: Any) -> Any:
        return self.read(part.start, part.stop)


@page(Action.SEE_WORKLIST)
def first(request: Request) -> HttpResponse:
    """The worklist a person begins with: their own, else their team's, else the service's."""
    if request.asker.worker_id:
        return redirect("worklists:mine")
    if may(request.asker, Action.SEE_SERVICE_WORKLIST):
        return redirect("worklists:service")
    return redirect("worklists:my_team" if may(request.asker, Action.SEE_TEAM_WORKLIST) else "worklists:mine")


@page(Action.SEE_WORKLIST)
def mine(request: Request) -> HttpResponse:
    """What is due to the person's own children, soonest first."""
    return _worklist(request, scopes.mine(request))


@page(Action.SEE_TEAM_WORKLIST)
def my_team(request: Request) -> HttpResponse:
    """What is due in the person's teams."""
    return _worklist(request, scopes.my_teams(request))


@page(Action.SEE_TEAM_WORKLIST)
def team(request: Request, team_id: str) -> HttpResponse:
    """What is due in one team."""
    return _worklist(request, scopes.team(request, team_id))


@page(Action.SEE_SERVICE_WORKLIST)
def service(request: Request) -> HttpResponse:
    """What is due in the whole service, as far as the person may see."""
    return _worklist(request, scopes.service(request))


def _worklist(request: Request, scope: Scope) -> HttpResponse:
    day, standards, caseload = today(), definitions().standards, request.caseload
    workers = _workers(scope.part) if scope.shows_worker else {}
    filters = read_filters(request.GET, standards, workers)
    part = narrowed(scope.part, filters)
    chosen = part.owed(state_of(filters.state, day))
    if request.GET.get("format") == "xlsx":
        return _excel(request, scope, filters, chosen)
    counted = counts(part, day)
    shown: dict[str, Any] = {
        "scope": scope, "filters": filters, "choices": choices(filters, standards, workers),
        "said": said(filters, standards, workers), "lists": lists_to_go_to(request.asker, scope),
        "counts": [(state.value, STATES[state], counted[state]) for state in State], "STATES": STATES,
    }  # fmt: skip
    match filters.by:
        case "child":
            number, references = part.number_of_children, part.references
            children = Listed(number, lambda first, end: caseload.children_of(references(first, end)))
            shown["page"] = Paginator(children, ROWS_A_PAGE // 2).get_page(request.GET.get("page"))
            theirs = chosen.owed(Q(reference__in=[child.reference for child in shown["page"]]))
            shown["groups"] = by_child(shown["page"], caseload.duties_of(theirs, 0, theirs.number), standards, day)
        case "standard":
            shown["kinds"] = by_standard(part, day, standards)
        case "stage":
            shown["kinds"] = by_stage(part)
        case _:
            rows = Listed(chosen.number, lambda first, end: caseload.duties_of(chosen, first, end))
            shown["page"] = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
            shown["rows"] = [row_of(duty, standards, day) for duty in shown["page"]]
    if not filters.chosen and filters.by == "date" and shown["page"].number == 1:
        first = caseload.children_of(part.in_order_of_need(FIRST))
        shown["first"] = [first_of(child, day) for child in first]
    return render(request, "worklists/worklist.html", shown)


def _workers(part: Counted) -> dict[str, str]:
    found = part.of_children(Q(is_open=True)).children_by("worker_id", "worker_name")
    return dict(sorted(((key, name or key) for key, name in found if key), key=lambda pair: pair[1]))


def _excel(request: Request, scope: Scope, filters: Filters, chosen: Counted) -> HttpResponse:
    standards, day = definitions().standards, today()
    about = [
        ("As at", in_full(day)), ("As known on", in_full(known_to())),
        ("Filters", "; ".join(text for _, text in said(filters, standards, {})) or "none"),
        ("Take care", "This list names children. Keep it where children's records are kept."),
    ]  # fmt: skip
    listed = (
        row_of(duty, standards, day).cells
        for first in range(0, min(chosen.number, MOST_ROWS), ROWS_AT_ONCE)
        for duty in request.caseload.duties_of(chosen, first, min(first + ROWS_AT_ONCE, MOST_ROWS))
    )
    return workbook(f"worklist-{scope.name}-{day.isoformat()}", scope.title, about, HEADINGS, listed)
