"""The contract: its measures, remedial plans, and who answers for what. None of it is about one child."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.core.periods import parse_period
from lineofsight.web.access.pages import page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.contract import actions, forms, presenters, rules
from lineofsight.web.contract.models import Measure, Remedy, Responsibility
from lineofsight.web.contract.papers import (
    line_of,
    lines_on,
    measure_or_404,
    plan_of,
    remedy_or_404,
    snapshot_or_404,
    terms_of,
)  # fmt: skip
from lineofsight.web.contract.reports import PARTS, RULE
from lineofsight.web.contract.results import results_of, states
from lineofsight.web.drafts.forms import FormPage, form_page
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.layout.links import link
from lineofsight.web.layout.titles import title_of_indicator

CONTRACT = "The contract"


@page(Action.SEE_CONTRACT)
def measures(request: Request) -> HttpResponse:
    """Every measure in force: target, the last quarters, noise or change, and its remedial plan."""
    held, day = known(), request.actor.day
    lines = [presenters.line_shown(line, day) for line in lines_on(held, day)] if held else []
    ended = Measure.objects.exclude(to_on=None).filter(to_on__lt=day)
    return render(request, "contract/measures.html", {
        "lines": lines, "held": held, "rule": RULE, "may_agree": may(request.asker, Action.AGREE_CONTRACT),
        "ended": [(each, _title(each)) for each in ended],
    })  # fmt: skip


@page(Action.SEE_CONTRACT)
def measure(request: Request, number: int) -> HttpResponse:
    """One measure: what was agreed, each quarter, noise or change, and its plans."""
    found, held = measure_or_404(number), snapshot_or_404()
    line = line_of(found, held)
    return render(request, "contract/measure.html", {
        "measure": found, "line": presenters.line_shown(line, request.actor.day), "known_on": held.info.as_known_on,
        "picture": presenters.picture(line), "rule": RULE,
        "plans": [(each.paper, presenters.plan_words(each)) for each in line.plans],
        "handbook": link("handbook:indicator", found.indicator),
        "scorecard": link("performance:indicator", found.indicator) if may(request.asker, Action.SEE_FIGURES) else "",
        "may_end": may(request.asker, Action.AGREE_CONTRACT) and found.to_on is None,
        "may_plan": may(request.asker, Action.WRITE_REMEDY) and bool(line.asked),
    })  # fmt: skip


@page(Action.AGREE_CONTRACT)
def new_measure(request: Request) -> HttpResponse:
    """Agree a measure."""

    def act(form: Form, _: int) -> str:
        return link("contract:measure", actions.agree_measure(by=request.actor, values=form.cleaned_data).pk)

    around = FormPage("Agree a measure", link("contract:measures"), CONTRACT, send="Agree it")
    return form_page(request, forms.MeasureForm, "contract: measure", "", act, around,
                     done="Agreed. Its quarters are worked out from each snapshot.")  # fmt: skip


@page(Action.AGREE_CONTRACT)
def end_measure(request: Request, number: int) -> HttpResponse:
    """Say a measure's last day."""
    found = measure_or_404(number)

    def act(form: Form, version: int) -> str:
        actions.end_measure(by=request.actor, number=number, version=version, **form.cleaned_data)
        return link("contract:measure", number)

    around = FormPage(f"End: {_title(found)}", link("contract:measure", number), "The measure", send="End it")
    return form_page(request, forms.EndForm, "contract: end", str(number), act, around, version=found.version,
                     done="Ended. What it showed until then stays.")  # fmt: skip


@page(Action.WRITE_REMEDY)
def new_plan(request: Request, number: int) -> HttpResponse:
    """Begin a remedial plan."""
    found, held = measure_or_404(number), snapshot_or_404()

    def act(form: Form, _: int) -> str:
        made = actions.open_plan(by=request.actor, number=number, snapshot=held.info.snapshot, values=form.cleaned_data)
        return link("contract:remedy", made.pk)

    title = _title(found)
    around = FormPage("Remedial plan", link("contract:measure", number), title, send="Begin the plan", about=title)
    return form_page(request, forms.PlanForm, "contract: plan", str(number), act, around,
                     done="Begun. The council’s side closes it when the measure is back within tolerance.")  # fmt: skip


@page(Action.SEE_CONTRACT)
def remedies(request: Request) -> HttpResponse:
    """Every remedial plan, and the measures that ask for one."""
    held, day = snapshot_or_404(), request.actor.day
    lines = [line_of(each, held) for each in Measure.objects.prefetch_related("remedies")]
    asked = [presenters.line_shown(line, day) for line in lines if line.asked]
    plans = [(plan.paper, line.title, presenters.plan_words(plan), plan.is_open) for line in lines
             for plan in line.plans]  # fmt: skip
    return render(request, "contract/remedies.html", {
        "asked": asked, "plans": sorted(plans, key=lambda each: (not each[3], each[0].due_on)),
        "may_plan": may(request.asker, Action.WRITE_REMEDY),
    })  # fmt: skip


@page(Action.SEE_CONTRACT)
def remedy(request: Request, number: int) -> HttpResponse:
    """One plan: why, whose, what is done, and whether it may be closed."""
    return _remedy(request, remedy_or_404(number))


def _remedy(request: Request, found: Remedy) -> HttpResponse:
    held = snapshot_or_404()
    quarters = states(results_of(held, terms_of(found.measure)))
    plan = plan_of(found, quarters)
    last = parse_period(found.closed_quarter).end if found.closed_quarter else None
    cannot = rules.may_not_close(
        quarters, held.info.as_known_on, found.known_on, last, is_open=plan.is_open,
        wrote=found.opened_by_id == request.user.pk,
    )  # fmt: skip
    closes, writes = (may(request.asker, each) for each in (Action.CLOSE_REMEDY, Action.WRITE_REMEDY))
    line = presenters.line_shown(line_of(found.measure, held), request.actor.day)
    return render(request, "contract/remedy.html", {
        "remedy": found, "plan": plan, "state": presenters.plan_words(plan), "line": line, "title": line.title,
        "because": [parse_period(each).title for each in found.because], "actions": found.actions.all(),
        "writes": writes and plan.is_open, "may_close": closes and not cannot,
        "cannot": cannot if closes and plan.is_open else "",
    })  # fmt: skip


@page(Action.WRITE_REMEDY)
def new_action(request: Request, number: int) -> HttpResponse:
    """Add an action to a plan."""
    found = remedy_or_404(number)

    def act(form: Form, _: int) -> str:
        actions.add_action(by=request.actor, number=number, values=form.cleaned_data)
        return link("contract:remedy", number)

    around = FormPage("Add an action", link("contract:remedy", number), "The plan", send="Add it",
                      about=_title(found.measure))  # fmt: skip
    return form_page(request, forms.ActionForm, "contract: action", str(number), act, around, done="Added.")


@page(Action.WRITE_REMEDY)
def action_done(request: Request, number: int, action: int) -> HttpResponse:
    """Say that an action is done."""
    found = remedy_or_404(number)
    mine = paper_or_404(found.actions, action)

    def act(form: Form, version: int) -> str:
        actions.do_action(by=request.actor, number=action, version=version, **form.cleaned_data)
        return link("contract:remedy", number)

    around = FormPage("The action is done", link("contract:remedy", number), "The plan", send="It is done",
                      about=mine.what)  # fmt: skip
    return form_page(request, forms.DoneForm, "contract: done", str(action), act, around, done="Kept.",
                     version=mine.version)  # fmt: skip


@page(Action.CLOSE_REMEDY)
def close(request: Request, number: int) -> HttpResponse:
    """Close a plan, for the council."""
    found, held = remedy_or_404(number), snapshot_or_404()

    def act(form: Form, version: int) -> str:
        actions.close_plan(
            by=request.actor, number=number, version=version, snapshot=held.info.snapshot, **form.cleaned_data
        )
        return link("contract:remedy", number)

    around = FormPage("Close the plan", link("contract:remedy", number), "The plan", send="Close it",
                      about=_title(found.measure))  # fmt: skip
    return form_page(request, forms.CloseForm, "contract: close", str(number), act, around, version=found.version,
                     done="Closed. Should the measure leave its tolerance again, the plan is open again.")  # fmt: skip


@page(Action.SEE_CONTRACT)
def responsibilities(request: Request) -> HttpResponse:
    """For which purpose each body is controller or processor, now and before."""
    day = request.actor.day
    rows = [(each, PARTS[each.council], PARTS[each.trust]) for each in Responsibility.objects.all()]
    now = [row for row in rows if row[0].from_on <= day and (row[0].to_on is None or row[0].to_on >= day)]
    return render(request, "contract/responsibilities.html", {
        "now": now, "others": [row for row in rows if row not in now],
        "may_agree": may(request.asker, Action.AGREE_CONTRACT),
    })  # fmt: skip


@page(Action.AGREE_CONTRACT)
def new_responsibility(request: Request) -> HttpResponse:
    """Say who is controller for a purpose."""

    def act(form: Form, _: int) -> str:
        actions.agree_responsibility(by=request.actor, values=form.cleaned_data)
        return link("contract:responsibilities")

    title = "Who is controller"
    around = FormPage(title, link("contract:responsibilities"), title, send="Agree it")
    return form_page(request, forms.ResponsibilityForm, "contract: responsibility", "", act, around, done="Agreed.")


def _title(found: Measure) -> str:
    return title_of_indicator(found.indicator, definitions().indicators)
