"""The plan, one line of it, and the plans before it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.evaluation.improvement import Status, may_not_sign_off
from lineofsight.record.library.models import NOTICE, REPORTS, VISITS, Document
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.forms import FormPage, form_page
from lineofsight.web.improvement import actions, forms, library, presenters
from lineofsight.web.improvement.beside_time import picture_of
from lineofsight.web.improvement.building import leaders_on, line_view, past_plans, plan_in_force, told_to
from lineofsight.web.improvement.evidence import evidence_of, papers_of
from lineofsight.web.improvement.matching import theme_titles
from lineofsight.web.improvement.models import Leader, LineMeasure
from lineofsight.web.improvement.papers import PLAN, is_public, line_now, plan_now, shown_plan
from lineofsight.web.improvement.words import ACTION_STATES, CHECKS, OUTCOMES, SAID, SOURCES, STATUSES, VERDICTS
from lineofsight.web.improvement.writing_views import owner_of
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import snapshots
from lineofsight.web.layout.dates import in_full
from lineofsight.web.layout.exports import workbook
from lineofsight.web.layout.links import link

A_PAGE = 25
_LONGEST = 60


@page(Action.SEE_IMPROVEMENT)
def plan(request: Request) -> HttpResponse:
    """The plan in force: every line and how it stands."""
    shown = shown_plan(request)
    may_plan = may(request.asker, Action.PLAN_IMPROVEMENT)
    if shown is None:
        return render(request, "improvement/none.html", {
            "may_begin": may_plan and plan_in_force(request.actor.day) is None, "has_figures": bool(snapshots()),
        })  # fmt: skip
    status, theme, owner, kind = (request.GET.get(name, "")[:_LONGEST] for name in ("status", "theme", "owner", "kind"))
    listed = presenters.chosen(shown.lines, status=status, theme=theme, owner=owner, kind=kind)
    if request.GET.get("format") == "xlsx":
        about = [("Plan", shown.title), ("As known on", in_full(shown.known_on)), ("Snapshot", shown.snapshot)]
        return workbook("improvement-plan", shown.title, about, presenters.HEADINGS, presenters.rows(listed))
    unknown = [word for word, known in (
        (status, status in {each.value for each in Status}), (theme, theme in theme_titles()),
        (owner, owner in {line.owner for line in shown.lines}), (kind, kind in SOURCES),
    ) if word and not known]  # fmt: skip
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page", "1")[:9])
    return render(request, "improvement/plan.html", {
        "plan": shown, "lines": [(line, presenters.tone_of(line)) for line in page], "unknown": unknown, "page": page,
        "listed": len(listed),
        "counts": presenters.counts(shown.lines), "needing": presenters.needing(shown.lines), "may_plan": may_plan,
        "statuses": [(each.value, words) for each, words in STATUSES.items()], "status": status, "theme": theme,
        "themes": sorted({(code, theme_titles().get(code, code)) for line in shown.lines for code in line.themes},
                         key=lambda each: each[1]),
        "kind": kind, "kinds": SOURCES.items(), "owner": owner, "owners": sorted({line.owner for line in shown.lines}),
        "public": is_public(request),
    })  # fmt: skip


@page(Action.SEE_IMPROVEMENT)
def line(request: Request, line: int) -> HttpResponse:
    """One line: what was said, what is done, what shows it, where it stands and every reason why."""
    held = line_now(request, line)
    shown = shown_plan(request)
    found = next((each for each in shown.lines if each.number == line), None) if shown else None
    if shown is None or found is None:
        raise Http404(NOT_YOURS)
    papers = papers_of([held], request.actor.day, shown.snapshot)[0]
    exact = line_view(papers)
    signs = may(request.asker, Action.SIGN_OFF_IMPROVEMENT)
    cannot = may_not_sign_off(evidence_of(papers), request.actor.day, (str(request.user.pk),)) if signs else ()
    own = {each.pk for each in papers.actions if each.owner_id == request.user.pk}
    public = is_public(request)
    return render(request, "improvement/line.html", {
        "plan": shown, "line": found, "tone": presenters.tone_of(found), "public": public,
        "measures": [(each, presenters.chart_of(each), VERDICTS[each.verdict],
                      link("performance:indicator", each.code)) for each in found.measures],
        "actions": [(each, ACTION_STATES[each.state], each.number in own and each.said_done_on is None)
                    for each in found.actions],
        "before": LineMeasure.objects.filter(line=held, ended_on__isnull=False) if not public else (),
        "said": [(SAID[each.kind], each) for each in found.said], "kind": SOURCES.get(found.source_kind, ""),
        "checks": [(each, CHECKS[each.outcome]) for each in found.checks],
        "questions": [each for each in shown.questions if each.about == found.number],
        "document": link("inspections:document", found.document) if found.document else "",
        "signs": signs, "may_sign": signs and not cannot,
        "cannot": told_to(cannot, exact.measures, sees_children=not public),
        "may_plan": may(request.asker, Action.PLAN_IMPROVEMENT), "may_ask": may(request.asker,
                                                                                Action.ASK_OF_IMPROVEMENT),
        "may_hold": may(request.asker, Action.HOLD_IMPROVEMENT_BOARD),
    })  # fmt: skip


@page(Action.SEE_IMPROVEMENT)
def past(request: Request) -> HttpResponse:
    """The present plan beside those before it, why they ended, and who led."""
    day = request.actor.day
    shown = shown_plan(request)
    leaders = leaders_on(day)
    before = past_plans(day, leaders)
    own_code = str(definitions().policy.get("la_code") or "")
    rows = Leader.objects.filter(to_on=None).values_list("pk", "name")
    return render(request, "improvement/past.html", {
        "plan": shown, "plans": presenters.beside(shown, before, leaders, OUTCOMES),
        "picture": picture_of(shown, before, leaders, own_code, day),
        "leaders": [(each, presenters.leader_words(each)) for each in leaders],
        "still": {name: pk for pk, name in rows}, "may_plan": may(request.asker, Action.PLAN_IMPROVEMENT),
        "tenure": presenters.tenure(leaders, day),
        "named": library.people_named(
            {line.document for line in shown.lines if line.document} if shown else (),
            own_code,
        ),
    })  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def begin(request: Request) -> HttpResponse:
    """Begin a plan."""

    def act(form: Form, _: int) -> str:
        actions.begin_plan(by=request.actor, **form.cleaned_data)
        return link("improvement:plan")

    return form_page(
        request, forms.PlanForm, "improvement: begin", PLAN, act,
        FormPage("Begin an improvement plan", link("improvement:plan"), send="Begin it"),
        done="Begun. Add its lines: typed, or taken from a report of the library.",
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def end(request: Request) -> HttpResponse:
    """End the plan in force, saying how and why."""
    found = plan_now(request)

    def act(form: Form, version: int) -> str:
        actions.end_plan(by=request.actor, plan=found.pk, version=version, **form.cleaned_data)
        return link("improvement:past")

    return form_page(
        request, forms.EndForm, "improvement: end", f"plan-{found.pk}", act,
        FormPage("End the plan", link("improvement:past"), send="End it", about=found.title),
        done="Ended. It stays to be read beside the next.", version=found.version,
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def new_past(request: Request) -> HttpResponse:
    """Record a plan before this one."""

    def act(form: Form, _: int) -> str:
        actions.record_past_plan(by=request.actor, **form.cleaned_data)
        return link("improvement:past")

    return form_page(
        request, forms.PastPlanForm, "improvement: past plan", PLAN, act,
        FormPage("Record an earlier plan", link("improvement:past"), send="Record it"), done="Recorded.",
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def new_leader(request: Request) -> HttpResponse:
    """Record who led."""

    def act(form: Form, _: int) -> str:
        actions.record_leader(by=request.actor, **form.cleaned_data)
        return link("improvement:past")

    return form_page(
        request, forms.LeaderForm, "improvement: leader", PLAN, act,
        FormPage("Record who led", link("improvement:past"), send="Record it"), done="Recorded.",
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def leaving(request: Request, leader: int) -> HttpResponse:
    """Record that somebody who led has left."""
    found = paper_or_404(Leader.objects, leader)

    def act(form: Form, version: int) -> str:
        actions.record_leaving(by=request.actor, leader=found.pk, version=version, to_on=form.cleaned_data["to_on"])
        return link("improvement:past")

    about = f"{found.name}, {found.role}"
    return form_page(
        request, forms.LeavingForm, "improvement: leaving", f"leader-{found.pk}", act,
        FormPage("Record that they left", link("improvement:past"), send="Record it", about=about),
        done="Recorded.", version=found.version,
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def documents(request: Request) -> HttpResponse:
    """Reports, letters and notices of the library whose recommendations can be taken into the plan."""
    plan_now(request)
    kinds = (*REPORTS, *VISITS, NOTICE)
    found = Document.objects.filter(document_type__in=kinds, is_copy=False, recommendations__gt=0)
    return render(request, "improvement/documents.html", {
        "documents": [(each, library.titled(each)) for each in found.order_by("-on", "pk")[:500]],
    })  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def take(request: Request, document: int) -> HttpResponse:
    """Take a document's recommendations into the plan, each with the measures its themes propose."""
    held = plan_now(request)
    found = paper_or_404(Document.objects, document)
    passages = library.can_be_taken(found)
    if not passages:
        raise Http404(NOT_YOURS)
    taken = {each.passage: each for each in library.taken(found, passages)}
    listed = [(str(each.pk), each.text) for each in passages]
    form: Any = forms.with_choices(forms.TakenForm, owner=forms.owners())
    form.base_fields = {"passages": forms.recommendations(listed), **form.base_fields}

    def act(form: Form, _: int) -> str:
        chosen = {int(each) for each in form.cleaned_data["passages"]}
        actions.take_lines(
            by=request.actor,
            plan=held,
            owner=owner_of(form.cleaned_data["owner"]),
            document=found,
            passages=[each for each in passages if each.pk in chosen],
            begins_on=form.cleaned_data["begins_on"],
            due_on=form.cleaned_data["due_on"],
        )
        return link("improvement:plan")

    facts = tuple((f"Recommendation {each.number or each.place + 1}", presenters.match_words(taken[each.pk]))
                  for each in passages)  # fmt: skip
    lead = ("Measures are proposed by themes, themes are told by words; both are shown. A target proposed halves the "
            "gap. Change what does not fit.")  # fmt: skip
    return form_page(
        request, form, "improvement: take", f"document-{found.pk}", act,
        FormPage("Take its recommendations into the plan", link("improvement:plan"), send="Take them",
                 about=library.titled(found), lead=lead, facts=facts),
        done="Taken. Look at each line’s measures and targets: they are proposals.",
    )  # fmt: skip
