"""Pages that write the plan's lines: each a form, and the action it sends."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse

from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.forms import FormPage, form_page
from lineofsight.web.improvement import actions, forms
from lineofsight.web.improvement.matching import matched
from lineofsight.web.improvement.measured import title_of
from lineofsight.web.improvement.models import Line, LineAction, LineMeasure
from lineofsight.web.improvement.papers import PLAN, exact, line_now, plan_now
from lineofsight.web.layout.links import link


def to_line(line: Line) -> str:
    """A line's page."""
    return link("improvement:line", line.number)


@page(Action.PLAN_IMPROVEMENT)
def new_line(request: Request) -> HttpResponse:
    """Add a line that is typed."""
    plan = plan_now(request)

    def act(form: Form, _: int) -> str:
        values = forms.audits_of(form.cleaned_data)
        owner, theme = owner_of(values.pop("owner")), values.pop("theme")
        about = matched(f"{values['term']} {values['finding']}")
        themes = list(dict.fromkeys([*([theme] if theme else []), *about.themes]))
        values |= {"themes": themes, "theme_words": {code: list(words) for code, words in about.themes.items()}}
        actions.add_line(by=request.actor, plan=plan, owner=owner, values=values)
        return link("improvement:plan")

    return form_page(
        request, forms.with_choices(forms.LineForm, owner=forms.owners()), "improvement: new line", PLAN, act,
        FormPage("Add a line", link("improvement:plan"), about=plan.title),
        done="Added. Say what will be done, and which measures show it.",
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def change_line(request: Request, line: int) -> HttpResponse:
    """Change who answers for a line, by when, and what is asked of audits."""
    found = line_now(request, line)
    form = forms.with_choices(forms.ChangeForm, owner=forms.owners())
    initial = {
        "owner": str(found.owner_id), "begins_on": found.begins_on, "due_on": found.due_on, "finding": found.finding,
        "finding_place": found.finding_place, "audit_theme": found.audit_theme or "all",
        "audits_least": found.audits_least, "audits_share": found.audits_share,
    }  # fmt: skip

    def act(form: Form, version: int) -> str:
        values = forms.audits_of(form.cleaned_data)
        owner = owner_of(values.pop("owner"))
        actions.change_line(by=request.actor, line=found.pk, version=version, owner=owner, values=values)
        return to_line(found)

    lead = "What was said stays as it was said. What the line asked before stays to be read."
    return form_page(
        request, form, "improvement: change line", f"line-{found.pk}", act,
        FormPage("Change the line", to_line(found), about=found.term, lead=lead),
        done="Changed.", version=found.version, initial=initial,
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def new_action(request: Request, line: int) -> HttpResponse:
    """Say what will be done."""
    found = line_now(request, line)

    def act(form: Form, _: int) -> str:
        given: dict[str, Any] = dict(form.cleaned_data)
        actions.add_action(by=request.actor, line=found, owner=owner_of(given.pop("owner")), **given)
        return to_line(found)

    return form_page(
        request, forms.with_choices(forms.ActionForm, owner=forms.owners()), "improvement: new action",
        f"line-{found.pk}", act, FormPage("Add an action", to_line(found), about=found.term), done="Added.",
    )  # fmt: skip


@page(Action.DO_IMPROVEMENT)
def say_done(request: Request, action: int) -> HttpResponse:
    """Say that one's own action is done."""
    found = paper_or_404(LineAction.objects, action)

    def act(form: Form, version: int) -> str:
        actions.say_done(by=request.actor, done=found.pk, version=version, evidence=form.cleaned_data["evidence"])
        return to_line(found.line)

    lead = "Doing it is not the same as anything getting better: the line moves when its measures and audits do."
    return form_page(
        request, forms.DoneForm, "improvement: say done", f"action-{found.pk}", act,
        FormPage("Say that it is done", to_line(found.line), about=found.what, lead=lead),
        done="Written down.", version=found.version,
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def hold_to(request: Request, line: int) -> HttpResponse:
    """Hold a line to a measure."""
    found = line_now(request, line)
    held = list(LineMeasure.objects.filter(line=found, ended_on=None).values_list("code", flat=True))

    def act(form: Form, _: int) -> str:
        actions.hold_to(by=request.actor, line=found, **form.cleaned_data)
        return to_line(found)

    choices = forms.measures_for(found.themes, held)
    return form_page(
        request, forms.with_choices(forms.MeasureForm, code=choices), "improvement: hold to", f"line-{found.pk}", act,
        FormPage("Hold it to a measure", to_line(found), about=found.term), done="The line is held to it from now on.",
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def take_off(request: Request, measure: int) -> HttpResponse:
    """Take a measure off a line."""
    found = paper_or_404(LineMeasure.objects, measure)

    def act(form: Form, version: int) -> str:
        actions.take_off(by=request.actor, measure=found.pk, version=version, why=form.cleaned_data["why"])
        return to_line(found.line)

    return form_page(
        request, forms.WhyForm, "improvement: take off", f"measure-{found.pk}", act,
        FormPage("Take the measure off", to_line(found.line), about=title_of(found.code)),
        done="Taken off.", version=found.version,
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def ask_anew(request: Request, measure: int) -> HttpResponse:
    """Take a new baseline by today's definition, with its target."""
    found = paper_or_404(LineMeasure.objects, measure)

    def act(form: Form, version: int) -> str:
        actions.ask_anew(by=request.actor, measure=found.pk, version=version, **form.cleaned_data)
        return to_line(found.line)

    facts = (("Target until now", f"{found.target:g}"), ("Baseline until now", found.baseline_period))
    return form_page(
        request, forms.TargetForm, "improvement: ask anew", f"measure-{found.pk}", act,
        FormPage("Take a new baseline", to_line(found.line), about=title_of(found.code), facts=facts),
        done="Taken. What was asked before stays to be read.", version=found.version,
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def say(request: Request, line: int) -> HttpResponse:
    """Write what children and families say, or a note."""
    found = line_now(request, line)

    def act(form: Form, _: int) -> str:
        actions.say(by=request.actor, line=found, **form.cleaned_data)
        return to_line(found)

    return form_page(
        request, forms.VoiceForm, "improvement: say", f"line-{found.pk}", act,
        FormPage("Write what was heard", to_line(found), about=found.term), done="Written down.",
    )  # fmt: skip


@page(Action.HOLD_IMPROVEMENT_BOARD)
def decide(request: Request, line: int) -> HttpResponse:
    """Write what the board decided about a line."""
    found = line_now(request, line)

    def act(form: Form, _: int) -> str:
        actions.decide(by=request.actor, line=found, **form.cleaned_data)
        return to_line(found)

    return form_page(
        request, forms.DecisionForm, "improvement: decide", f"line-{found.pk}", act,
        FormPage("Write what the board decided", to_line(found), about=found.term), done="Written down.",
    )  # fmt: skip


@page(Action.SIGN_OFF_IMPROVEMENT)
def sign_off(request: Request, line: int) -> HttpResponse:
    """Sign a line off: refused, with every reason, where its evidence is short or the line is one's own."""
    found = line_now(request, line)
    view = exact(found, request)
    sees = request.asker.role.sees_children
    facts = [(each.title, each.words if sees else each.public_words) for each in view.measures]
    facts.append(("Audits", view.audits.words if sees else view.audits.public_words))

    def act(form: Form, _: int) -> str:
        actions.sign_off(by=request.actor, line=found, words=form.cleaned_data["words"])
        return to_line(found)

    lead = "Only on whole evidence, and never by whoever owns the line or an action of it."
    return form_page(
        request, forms.SignOffForm, "improvement: sign off", f"line-{found.pk}", act,
        FormPage("Sign the line off", to_line(found), about=found.term, lead=lead, facts=tuple(facts)),
        done="Signed off. It is looked at again after 3, 6 and 12 months.",
    )  # fmt: skip


def owner_of(number: str) -> User:
    """Whoever was chosen to answer for something. Raises Http404."""
    found = User.objects.filter(pk=int(number), is_active=True).first()
    if found is None:
        raise Http404(NOT_YOURS)
    return found
