"""Visits: inspectors rang; what is due when, who does it and who has; what changed since they last came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.evaluation.policy_files import PolicyProblem
from lineofsight.inspections.preparing import requests_on
from lineofsight.record.home import HomeBusy
from lineofsight.record.written import WriteRefused
from lineofsight.web.access.pages import page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.request import Request as HttpRequest
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.answering import version_read
from lineofsight.web.drafts.forms import FormPage, form_page
from lineofsight.web.layout.dates import from_day, in_full
from lineofsight.web.layout.exports import workbook
from lineofsight.web.layout.links import link, see
from lineofsight.web.readiness import actions, monitoring
from lineofsight.web.readiness.asked_lists import BY_CODE
from lineofsight.web.readiness.expected import GRADES, came
from lineofsight.web.readiness.forms import EndForm, FinishForm, PastForm, SiteForm, VisitForm
from lineofsight.web.readiness.models import Request, Visit
from lineofsight.web.readiness.readable import queries_read
from lineofsight.web.readiness.views import Listed, child_lines, children_of
from lineofsight.web.served import served_home

VISITS = "Inspections and visits"
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

    def act(form: Form, _: int) -> str:
        notice = form.cleaned_data["notice_on"]
        try:
            requests = requests_on(notice, served_home().policy)
        except PolicyProblem as problem:
            raise ValidationError(str(problem)) from None
        made = actions.begin_visit(
            by=request.actor, values=form.values(), requests=requests,  # type: ignore[attr-defined]
            days=actions.Days(notice, form.cleaned_data["site_on"]),
        )  # fmt: skip
        return link("readiness:visit", made.pk)

    around = FormPage("Inspectors have rung", link("readiness:visits"), VISITS, send="Begin")
    return form_page(request, VisitForm, "inspectors have rung", "", act, around,
                     initial={"notice_on": request.actor.day},
                     done="Written down. What is asked for, and by when, is below.")  # fmt: skip


@page(Action.PREPARE_INSPECTION)
def past_visit(request: HttpRequest) -> HttpResponse:
    """Write down an inspection or visit of before."""

    def act(form: Form, _: int) -> str:
        actions.took_place(by=request.actor, **form.cleaned_data)
        return link("readiness:visits")

    around = FormPage("An inspection or visit of before", link("readiness:visits"), VISITS, send="Write it down")
    return form_page(request, PastForm, "visit of before", "", act, around,
                     done="Written down. When they may be expected is worked out from it.")  # fmt: skip


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
        "queries": queries_read(request, found.queries.all()), "day": day,
        "criteria": monitoring.criteria_looked_at(found), "cohort": BY_CODE.get(found.cohort),
    })  # fmt: skip


@page(Action.PREPARE_INSPECTION)
def finish(request: HttpRequest, visit: int, request_number: int) -> HttpResponse:
    """Say what was given for a request."""
    found = visit_of(visit)
    asked = paper_or_404(found.requests, request_number)

    def act(form: Form, version: int) -> str:
        actions.finish_request(by=request.actor, number=asked.pk, version=version, note=form.cleaned_data["note"])
        return link("readiness:visit", found.pk)

    around = FormPage(asked.what, link("readiness:visit", found.pk), found.title, send="Done",
                      about=line_of(asked, request.actor.day).due)  # fmt: skip
    return form_page(request, FinishForm, "request of a visit", str(asked.pk), act, around, done="Done.",
                     version=asked.version)  # fmt: skip


@page(Action.PREPARE_INSPECTION)
def changes(request: HttpRequest, visit: int) -> HttpResponse:
    """A focused or monitoring visit: its children, audits of its themes, and what changed since the last."""
    found = visit_of(visit)
    criteria = monitoring.criteria_looked_at(found)
    before = monitoring.last_before(found, Visit.objects.all(), came())
    then = before.on if before else None
    asked = BY_CODE.get(found.cohort)
    listed = children_of(request, asked) if asked else Listed((), {})
    return render(request, "readiness/changes.html", {
        "visit": found, "criteria": criteria, "then": then, "before": before,
        "changes": monitoring.changes(criteria, then, request.actor.day) if then else [],
        "audits": monitoring.audits_of(criteria, request.actor.day), "cohort": asked, "number": len(listed.children),
        "unknown": listed.unknown, "children": child_lines(listed, listed.children[:50], request.actor.day),
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
