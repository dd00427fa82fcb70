"""The query log: asked, by whom, when; answered, checked by a second person, and gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.core.working_days import add_working_days
from lineofsight.web.access.actions import Refused
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.answering import answer_about, version_read
from lineofsight.web.drafts.forms import FormPage, form_page
from lineofsight.web.layout.dates import from_day, in_full, with_time
from lineofsight.web.layout.exports import workbook
from lineofsight.web.layout.links import link, see
from lineofsight.web.readiness import actions, rules
from lineofsight.web.readiness.forms import AnswerForm, QueryForm, ReturnForm
from lineofsight.web.readiness.models import InspectorQuery
from lineofsight.web.readiness.readable import queries_read
from lineofsight.web.readiness.visit_views import visit_of

A_PAGE = 50
HEADINGS = ("Number", "Visit", "Asked by", "Asked at", "What", "Due", "Whose", "Answer", "Answered by", "Answered at",
            "Checked by", "Checked at", "Gone at", "State")  # fmt: skip


@dataclass(frozen=True, slots=True)
class QueryLine:
    """A query in the log."""

    number: int
    what: str
    asked: str
    due: str
    is_late: bool
    state: str
    tone: str
    link: str


@page(Action.PREPARE_INSPECTION)
def queries(request: Request) -> HttpResponse:
    """The log: those open first, the soonest due at the top."""
    day = request.actor.day
    rows = queries_read(request, InspectorQuery.objects.select_related("visit"))
    rows.sort(key=lambda each: (each.gone_at is not None, each.due_on, each.pk))
    if request.GET.get("format") == "xlsx":
        return workbook("queries", "Queries of inspectors", [("As on", in_full(day))], HEADINGS,
                        [_cells(each, day) for each in rows])  # fmt: skip
    lines = [line_of(each, day) for each in rows]
    return render(request, "readiness/queries.html", {
        "page": Paginator(lines, A_PAGE).get_page(request.GET.get("page")),
        "late": sum(each.is_late for each in lines), "open": sum(each.gone_at is None for each in rows),
    })  # fmt: skip


@page(Action.PREPARE_INSPECTION)
def new_query(request: Request, visit: int) -> HttpResponse:
    """Write down what an inspector asked."""
    found = visit_of(visit)

    def act(form: Form, _: int) -> str:
        made = actions.write_query(by=request.actor, visit=found, **form.cleaned_data)
        return link("readiness:query", made.pk)

    around = FormPage("An inspector asked", link("readiness:visit", found.pk), found.title, send="Write it down")
    return form_page(request, QueryForm, "query of an inspector", str(found.pk), act, around, done="Written down.",
                     initial={"due_on": add_working_days(request.actor.day, 1)})  # fmt: skip


@page(Action.PREPARE_INSPECTION)
def query(request: Request, query: int) -> HttpResponse:
    """One query; its answer; checking, returning and sending it."""
    found = query_of(request, query)
    refused, done = "", False

    def act(form: Form, version: int) -> InspectorQuery:
        return actions.return_answer(by=request.actor, number=found.pk, version=version, why=form.cleaned_data["why"])

    back = answer_about(request, "query of an inspector sent back", str(found.pk), ReturnForm, act,
                        version=found.version, is_sent=request.POST.get("do") == "return")  # fmt: skip
    if request.method == "POST":
        try:
            done = _done(request, found)
        except Refused as problem:
            refused = str(problem)
    if done or back.sent is not None:
        messages.success(request, "Kept.")
    if done or back.sent is not None or back.is_kept:
        return see(link("readiness:query", found.pk))
    refused = refused or back.refused
    if refused or back.is_changed:
        found.refresh_from_db()
    gone, checked = found.gone_at is not None, found.checked_at is not None
    cannot_check = rules.may_not_check(found.answered_by_id, request.user.pk, checked=checked, gone=gone)
    return render(request, "readiness/query.html", {
        "query": found, "line": line_of(found, request.actor.day), "refused": refused,
        "form": back.form, "writing": back.writing,
        "may_answer": not rules.may_not_answer(answered=found.answered_at is not None, gone=gone),
        # Whoever came second reads what stands by now, their own words still in the form.
        "may_check": not cannot_check, "may_return": not cannot_check or back.form.is_bound,
        "cannot": cannot_check if found.answered_at and not checked else "",
        "answered": found.answered_at is not None and not gone,
    })  # fmt: skip


@page(Action.PREPARE_INSPECTION)
def answer(request: Request, query: int) -> HttpResponse:
    """Answer a query: kept while it is written."""
    found = query_of(request, query)
    name, back = "answer to an inspector", link("readiness:query", found.pk)

    def act(form: Form, version: int) -> str:
        actions.answer_query(
            by=request.actor, number=found.pk, version=version, answer=form.cleaned_data["answer"], form=name,
            subject=str(found.pk),
        )  # fmt: skip
        return back

    around = FormPage("Answer the query", back, "The query", facts=(("They asked", found.what),))
    return form_page(request, AnswerForm, name, str(found.pk), act, around, version=found.version,
                     done="Answered. A second person must check it before it goes.")  # fmt: skip


def query_of(request: Request, number: int) -> InspectorQuery:
    """A query. Raises Http404, the same for absent and not theirs to read."""
    found = paper_or_404(InspectorQuery.objects.select_related("visit"), number)
    if not queries_read(request, [found]):
        raise Http404(NOT_YOURS)
    return found


def line_of(found: InspectorQuery, day: date) -> QueryLine:
    """A query as a page shows it."""
    late = found.gone_at is None and found.due_on < day
    state, tone = _state(found)
    due = in_full(found.due_on) + ("" if found.gone_at else f", {from_day(found.due_on, day)}")
    return QueryLine(found.pk, found.what, f"{found.asked_by}, {with_time(found.asked_at)}", due, late, state, tone,
                     link("readiness:query", found.pk))  # fmt: skip


def _state(found: InspectorQuery) -> tuple[str, str]:
    if found.gone_at:
        return "Gone", "met"
    if found.checked_at:
        return "Checked: it may go", "soon"
    return ("To be checked", "soon") if found.answered_at else ("To be answered", "due")


def _done(request: Request, found: InspectorQuery) -> bool:
    by, number, version = request.actor, found.pk, version_read(request)
    match request.POST.get("do", ""):
        case "check":
            actions.check_answer(by=by, number=number, version=version)
        case "send":
            actions.send_answer(by=by, number=number, version=version)
        case _:
            return False
    return True


def _cells(each: InspectorQuery, day: date) -> tuple[object, ...]:
    line = line_of(each, day)
    return (
        each.pk, each.visit.title, each.asked_by, with_time(each.asked_at), each.what, each.due_on, each.whose,
        each.answer, each.answered_by, with_time(each.answered_at), each.checked_by, with_time(each.checked_at),
        with_time(each.gone_at), "Overdue" if line.is_late else line.state,
    )  # fmt: skip
