"""Decisions that wait, and a child's decisions."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import DRIFT, Reason
from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.decisions import rules, waiting
from lineofsight.web.decisions.presenters import decision_shown
from lineofsight.web.decisions.presenters import waiting as lines_of
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.layout.titles import title_of_standard

A_PAGE = 50


@page(Action.SEE_DECISIONS)
def to_decide(request: Request) -> HttpResponse:
    """What waits for a decision: for me first, then what is missing."""
    lists = waiting.lists_of(request)
    asked = request.GET.get("show", "")
    numbers = {each.code: lists.number(each.code) for each in waiting.KINDS}
    first = next((code for code, number in numbers.items() if number), waiting.KINDS[0].code)
    kind = waiting.BY_CODE.get(asked, waiting.BY_CODE[first])
    shown = Paginator(lists.duties[kind.code], A_PAGE).get_page(request.GET.get("page"))
    duties = list(shown)
    references = [duty.reference for duty in duties if duty.reference]
    children = {child.reference: child for child in request.caseload.children().filter(reference__in=references)}
    rows = lists.rows_of(request, duties)
    behind = [rows[duty.subject] for duty in duties if duty.subject in rows]
    names = request.caseload.names_of_workers(row.get("proposed_by") for row in behind)
    titles = {duty.standard: title_of_standard(duty.standard, definitions().standards) for duty in duties}
    may_record = {key for key, each in children.items() if may(request.asker, Action.PUT_DECISION, each)}
    lines = lines_of(duties, children, rows, names, titles, request.actor.day, may_record)
    return render(request, "decisions/to_decide.html", {
        "kinds": [(each, numbers[each.code]) for each in waiting.KINDS], "kind": kind, "lines": lines,
        "page": shown, "unknown": bool(asked) and asked not in waiting.BY_CODE, "drift": drift_of(request),
    })  # fmt: skip


def drift_of(request: Request) -> list[tuple[Reason, int]]:
    """How many of the children one may see show each sign of drift."""
    children = request.caseload.children().filter(is_open=True)
    return [(sign, children.filter(reasons__icontains=f'"{sign.value}"').count()) for sign in DRIFT]


@page(Action.SEE_DECISIONS)
def child(request: Request, reference: str) -> HttpResponse:
    """Every decision about one child, the latest first, and what shows that work may have drifted."""
    found = request.caseload.child(reference)
    record = request.caseload.record_of(found)
    rows = sorted(record.tables.get("decisions", ()), key=_when, reverse=True)
    workers, _ = request.caseload.names_in(record)
    shown = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "decisions/child.html", {
        "child": found, "page": shown, "signs": signs_of(found),
        "decisions": [decision_shown(found, row, workers, request.actor.day) for row in shown],
        "may_record": may(request.asker, Action.PUT_DECISION, found),
    })  # fmt: skip


def signs_of(child: ChildNow) -> list[str]:
    """The signs of drift a child shows, in words."""
    return [sign.label for sign in DRIFT if sign.value in child.reasons]


def _when(row: Any) -> tuple[bool, Any, str]:
    """What waits comes first, then the latest."""
    state = rules.state_of(row)
    waits = state in (rules.State.WAITING, rules.State.RETURNED, rules.State.PROTECTED)
    on = row.get("decided_on") or row.get("proposed_on") or row.get("acted_on") or row.get("recorded_on")
    return waits, on.toordinal() if on else 0, row["id"]
