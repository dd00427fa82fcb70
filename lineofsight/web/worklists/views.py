"""Worklists: a short triage, then what is owed by due date, child, standard or stage."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lineofsight.record.service.open_duty import DutiesOnADay
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
from lineofsight.web.worklists.filters import STATES, Filters, State, counts, filtered, narrowed, read_filters
from lineofsight.web.worklists.grouping import by_child, by_stage, by_standard
from lineofsight.web.worklists.presenters import HEADINGS, first_of, in_order_of_need, row_of
from lineofsight.web.worklists.scopes import Scope

ROWS_A_PAGE = 50
FIRST = 10


class Counted(Paginator):
    """Pages of rows that have been counted already."""

    count = 0

    def __init__(self, rows: Any, number: int) -> None:
        self.count = number
        super().__init__(rows, ROWS_A_PAGE)


@page(Action.SEE_WORKLIST)
def first(request: Request) -> HttpResponse:
    """The worklist a person begins with: their own, else their team's, else the service's."""
    if request.asker.worker_id:
        return redirect("worklists:mine")
    if may(request.asker, Action.SEE_SERVICE_WORKLIST):
        return redirect("worklists:service")
    return redirect("worklists:my_team")


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
    day, standards = today(), definitions().standards
    children: Any = scope.children
    workers = _workers(children) if scope.shows_worker else {}
    filters = read_filters(request.GET, standards, workers)
    # Chosen children by their stage or reason: a condition on whom it is owed to.
    about = _about(children, filters)
    rows = filtered(scope.duties, filters, day, about).order_by("due_on", "reference", "key")
    if request.GET.get("format") == "xlsx":
        return _excel(scope, filters, rows)
    counted = counts(narrowed(scope.duties, filters, about), day)
    shown: dict[str, Any] = {
        "scope": scope, "filters": filters, "choices": choices(filters, standards, workers),
        "said": said(filters, standards, workers), "lists": lists_to_go_to(request.asker, scope),
        "counts": [(state.value, STATES[state], counted[state]) for state in State], "STATES": STATES,
    }  # fmt: skip
    match filters.by:
        case "child":
            chosen = _children_listed(children, filters)
            shown["page"] = Paginator(chosen, ROWS_A_PAGE // 2).get_page(request.GET.get("page"))
            shown["groups"] = by_child(shown["page"], rows, standards, day)
        case "standard":
            shown["kinds"] = by_standard(scope.duties, filters, day, about, standards)
        case "stage":
            shown["kinds"] = by_stage(_children_listed(children, filters))
        case _:
            shown["page"] = Counted(rows, counted[filters.state]).get_page(request.GET.get("page"))
            shown["rows"] = [row_of(duty, standards, day) for duty in shown["page"]]
    if not filters.chosen and filters.by == "date" and shown["page"].number == 1:
        shown["first"] = [first_of(child, day) for child in in_order_of_need(children, FIRST)]
    return render(request, "worklists/worklist.html", shown)


def _about(children: Any, filters: Filters) -> Q | None:
    if not filters.stage and not filters.reason:
        return None
    return Q(reference__in=_children_listed(children, filters).values("reference"))


def _children_listed(children: Any, filters: Filters) -> Any:
    rows = children.filter(is_open=True).order_by("-longest_overdue", "-overdue", "reference")
    if filters.stage:
        rows = rows.filter(stage=filters.stage)
    if filters.reason:
        rows = rows.filter(reasons__icontains=f'"{filters.reason}"')
    return rows


def _workers(children: Any) -> dict[str, str]:
    found = children.filter(is_open=True).order_by().values_list("worker_id", "worker_name").distinct()
    return dict(sorted(((key, name or key) for key, name in found if key), key=lambda pair: pair[1]))


def _excel(scope: Scope, filters: Filters, rows: DutiesOnADay) -> HttpResponse:
    standards, day = definitions().standards, today()
    about = [
        ("As at", in_full(day)), ("As known on", in_full(known_to())),
        ("Filters", "; ".join(text for _, text in said(filters, standards, {})) or "none"),
        ("Take care", "This list names children. Keep it where children's records are kept."),
    ]  # fmt: skip
    listed = (row_of(duty, standards, day).cells for duty in rows[:MOST_ROWS].iterator(chunk_size=2000))
    return workbook(f"worklist-{scope.name}-{day.isoformat()}", scope.title, about, HEADINGS, listed)
