"""Visits: inspectors rang; what is due when, who does it and who has; what changed since they last came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.evaluation.policy_files import PolicyProblem
from lineofsight.inspections.preparing import requests_on
from lineofsight.record.home import HomeBusy
from lineofsight.record.written import WriteRefused
from lineofsight.web.access.actions import Refused
from lineofsight.web.access.pages import page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.request import Request as HttpRequest
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.answering import version_read
from lineofsight.web.layout.dates import from_day, in_full
from lineofsight.web.layout.exports import workbook
from lineofsight.web.layout.links import link, see
from lineofsight.web.readiness import actions, monitoring
from lineofsight.web.readiness.asked_lists import BY_CODE
from lineofsight.web.readiness.expected import GRADES, came
from lineofsight.web.readiness.forms import EndForm, FinishForm, PastForm, SiteForm, VisitForm
from lineofsight.web.readiness.models import Request, Visit
from lineofsight.web.readiness.views import children_of
from lineofsight.web.served import served_home

HEADINGS = ("Asked for", "Due", "Counted from", "Who does it", "Done on", "Done by", "What was given", "Source")


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request of a visit."""

    number: int
    what: str
    when: str
    due: str
    is_late: bool
    who: str
    done: str
    note: str
    source: str
    link: str


@page(Action.PREPARE_INSPECTION)
def visits(request: HttpRequest) -> HttpResponse:
    """Every inspection and visit that is known, and those prepared for here."""
    return render(request, "readiness/visits.html", {
        "visits": Visit.objects.exclude(requests=None).distinct(), "came": came(), "grades": GRADES,
    })  # fmt: skip


@page(Action.PREPARE_INSPECTION)
def new_visit(request: HttpRequest) -> HttpResponse:
    """Write down that inspectors rang."""
    form = VisitForm(request.POST or None, initial={"notice_on": request.actor.day})
    if request.method == "POST" and form.is_valid():
        notice = form.cleaned_data["notice_on"]
        try:
            made = actions.begin_visit(
                by=request.actor, values=form.values(), days=actions.Days(notice, form.cleaned_data["site_on"]),
                requests=requests_on(notice, served_home().policy),
            )  # fmt: skip
        except (Refused, PolicyProblem) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Written down. What is asked for, and by when, is below.")
            return see(link("readiness:visit", made.pk))
    return render(request, "readiness/form.html", {
        "form": form, "title": "Inspectors have rung", "send": "Begin", "back": link("readiness:visits"),
        "back_words": "Inspections and visits",
    })  # fmt: skip


@page(Action.PREPARE_INSPECTION)
def past_visit(request: HttpRequest) -> HttpResponse:
    """Write down an inspection or visit of before."""
    form = PastForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.took_place(by=request.actor, **form.cleaned_data)
        except (WriteRefused, HomeBusy) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Written down. When they may be expected is worked out from it.")
            return see(link("readiness:visits"))
    return render(request, "readiness/form.html", {
        "form": form, "title": "An inspection or visit of before", "send": "Write it down",
        "back": link("readiness:visits"), "back_words": "Inspections and visits",
    })  # fmt: skip


@page(Action.PREPARE_INSPECTION)
def visit(request: HttpRequest, visit: int) -> HttpResponse:
    """One visit: what is asked, by when, of whom; queries; when they come and left."""
    found, day = visit_of(visit), request.actor.day
    lines = [line_of(each, day) for each in found.requests.all()]
    if request.GET.get("format") == "xlsx":
        rows = [(e.what, e.due_on, e.when, e.who, e.done_on, e.done_by, e.note, e.source) for e in found.requests.all()]
        return workbook(f"requests-{found.notice_on.isoformat()}", f"Requests: {found.title}",
                        [("Inspectors rang on", in_full(found.notice_on))], HEADINGS, rows)  # fmt: skip
    site, end = SiteForm(initial={"site_on": found.site_on}), EndForm()
    refused = ""
    if request.method == "POST":
        asked = request.POST.get("do", "")
        form: Form = SiteForm(request.POST) if asked == "site" else EndForm(request.POST)
        site = form if isinstance(form, SiteForm) else site
        end = form if isinstance(form, EndForm) else end
        try:
            if form.is_valid():
                _days(request, found, asked, form)
                messages.success(request, "Kept.")
                return see(link("readiness:visit", found.pk))
        except (WriteRefused, HomeBusy) as problem:
            refused = str(problem)
            found.refresh_from_db()
    return render(request, "readiness/visit.html", {
        "visit": found, "lines": lines, "done": sum(bool(each.done) for each in lines), "refused": refused,
        "late": sum(each.is_late for each in lines), "site": site, "end": end, "grade": GRADES.get(found.grade, ""),
        "queries": found.queries.all(), "criteria": monitoring.criteria_looked_at(found), "day": day,
        "cohort": BY_CODE.get(found.cohort),
    })  # fmt: skip


@page(Action.PREPARE_INSPECTION)
def finish(request: HttpRequest, visit: int, request_number: int) -> HttpResponse:
    """Say what was given for a request."""
    found = visit_of(visit)
    asked = paper_or_404(found.requests, request_number)
    form = FinishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.finish_request(
                by=request.actor, number=asked.pk, version=version_read(request), note=form.cleaned_data["note"]
            )
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Done.")
            return see(link("readiness:visit", found.pk))
    return render(request, "readiness/form.html", {
        "form": form, "title": asked.what, "send": "Done", "back": link("readiness:visit", found.pk),
        "back_words": found.title, "version": asked.version, "caption": line_of(asked, request.actor.day).due,
    })  # fmt: skip


@page(Action.PREPARE_INSPECTION)
def changes(request: HttpRequest, visit: int) -> HttpResponse:
    """A focused or monitoring visit: its children, audits of its themes, and what changed since the last."""
    found = visit_of(visit)
    criteria = monitoring.criteria_looked_at(found)
    before = monitoring.last_before(found, Visit.objects.all(), came())
    then = before.on if before else None
    asked = BY_CODE.get(found.cohort)
    lines, unknown = children_of(request, asked) if asked else ([], "")
    return render(request, "readiness/changes.html", {
        "visit": found, "criteria": criteria, "then": then, "before": before,
        "changes": monitoring.changes(criteria, then, request.actor.day) if then else [],
        "audits": monitoring.audits_of(criteria, request.actor.day), "cohort": asked, "number": len(lines),
        "unknown": unknown, "children": lines[:50],
    })  # fmt: skip


def visit_of(number: int) -> Visit:
    """A visit. Raises Http404."""
    return paper_or_404(Visit.objects, number)


def line_of(asked: Request, day: date) -> RequestLine:
    """A request as a page shows it."""
    done = f"{asked.done_by}, {in_full(asked.done_on)}" if asked.done_on else ""
    if asked.due_on is None:
        due = asked.when[:1].upper() + asked.when[1:]
    else:
        due = in_full(asked.due_on) + ("" if done else f", {from_day(asked.due_on, day)}")
    late = bool(asked.due_on and (asked.done_on or day) > asked.due_on)
    return RequestLine(asked.pk, asked.what, asked.when, due, late and not done, asked.who, done, asked.note,
                       asked.source, link("readiness:finish", asked.visit_id, asked.pk))  # fmt: skip


def _days(request: HttpRequest, found: Visit, asked: str, form: Form) -> None:
    version, given = version_read(request), form.cleaned_data
    if asked == "site":
        actions.set_days(by=request.actor, number=found.pk, version=version, site_on=given["site_on"])
    else:
        actions.end_visit(by=request.actor, number=found.pk, version=version, **given)
