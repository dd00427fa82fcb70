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
from lineofsight.web.improvement import actions, forms
from lineofsight.web.improvement.asking import asked
from lineofsight.web.improvement.matching import matched
from lineofsight.web.improvement.measured import title_of
from lineofsight.web.improvement.models import Line, LineAction, LineMeasure
from lineofsight.web.improvement.papers import exact, line_now, plan_now
from lineofsight.web.layout.links import link


def to_line(line: Line) -> str:
    """A line's page."""
    return link("improvement:line", line.number)


@page(Action.PLAN_IMPROVEMENT)
def new_line(request: Request) -> HttpResponse:
    """Add a line that is typed."""
    plan = plan_now(request)

    def act(form: Form, _: int) -> Line:
        values = forms.audits_of(form.cleaned_data)
        owner, theme = owner_of(values.pop("owner")), values.pop("theme")
        about = matched(f"{values['term']} {values['finding']}")
        themes = list(dict.fromkeys([*([theme] if theme else []), *about.themes]))
        values |= {"themes": themes, "theme_words": {code: list(words) for code, words in about.themes.items()}}
        return actions.add_line(by=request.actor, plan=plan, owner=owner, values=values)

    return asked(
        request, name="new line", form=forms.with_choices(forms.LineForm, owner=forms.owners()), act=act,
        title="Add a line", done="Added. Say what will be done, and which measures show it.",
        to=link("improvement:plan"), about=plan.title,
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
    for name, value in initial.items():
        form.base_fields[name].initial = value

    def act(form: Form, version: int) -> Line:
        values = forms.audits_of(form.cleaned_data)
        owner = owner_of(values.pop("owner"))
        return actions.change_line(by=request.actor, line=found.pk, version=version, owner=owner, values=values)

    return asked(
        request, name="change line", form=form, act=act, title="Change the line", done="Changed.", to=to_line(found),
        about=found.term, key=f"line-{found.pk}", version=found.version,
        lead="What was said stays as it was said. What the line asked before stays to be read.",
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def new_action(request: Request, line: int) -> HttpResponse:
    """Say what will be done."""
    found = line_now(request, line)

    def act(form: Form, _: int) -> LineAction:
        given: dict[str, Any] = dict(form.cleaned_data)
        return actions.add_action(by=request.actor, line=found, owner=owner_of(given.pop("owner")), **given)

    return asked(
        request, name="new action", form=forms.with_choices(forms.ActionForm, owner=forms.owners()), act=act,
        title="Add an action", done="Added.", to=to_line(found), about=found.term, key=f"line-{found.pk}",
    )  # fmt: skip


@page(Action.DO_IMPROVEMENT)
def say_done(request: Request, action: int) -> HttpResponse:
    """Say that one's own action is done."""
    found = paper_or_404(LineAction.objects, action)

    def act(form: Form, version: int) -> LineAction:
        return actions.say_done(
            by=request.actor, done=found.pk, version=version, evidence=form.cleaned_data["evidence"]
        )

    return asked(
        request, name="say done", form=forms.DoneForm, act=act, title="Say that it is done", done="Written down.",
        to=to_line(found.line), about=found.what, key=f"action-{found.pk}", version=found.version,
        lead="Doing it is not the same as anything getting better: the line moves when its measures and audits do.",
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def hold_to(request: Request, line: int) -> HttpResponse:
    """Hold a line to a measure."""
    found = line_now(request, line)
    held = list(LineMeasure.objects.filter(line=found, ended_on=None).values_list("code", flat=True))

    def act(form: Form, _: int) -> LineMeasure:
        return actions.hold_to(by=request.actor, line=found, **form.cleaned_data)

    choices = forms.measures_for(found.themes, held)
    return asked(
        request, name="hold to", form=forms.with_choices(forms.MeasureForm, code=choices), act=act,
        title="Hold it to a measure", done="The line is held to it from now on.", to=to_line(found), about=found.term,
        key=f"line-{found.pk}",
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def take_off(request: Request, measure: int) -> HttpResponse:
    """Take a measure off a line."""
    found = paper_or_404(LineMeasure.objects, measure)

    def act(form: Form, version: int) -> LineMeasure:
        return actions.take_off(by=request.actor, measure=found.pk, version=version, why=form.cleaned_data["why"])

    return asked(
        request, name="take off", form=forms.WhyForm, act=act, title="Take the measure off", done="Taken off.",
        to=to_line(found.line), about=title_of(found.code), key=f"measure-{found.pk}", version=found.version,
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def ask_anew(request: Request, measure: int) -> HttpResponse:
    """Take a new baseline by today's definition, with its target."""
    found = paper_or_404(LineMeasure.objects, measure)

    def act(form: Form, version: int) -> LineMeasure:
        return actions.ask_anew(by=request.actor, measure=found.pk, version=version, **form.cleaned_data)

    return asked(
        request, name="ask anew", form=forms.TargetForm, act=act, title="Take a new baseline",
        done="Taken. What was asked before stays to be read.", to=to_line(found.line), about=title_of(found.code),
        key=f"measure-{found.pk}", version=found.version,
        facts=(("Target until now", f"{found.target:g}"), ("Baseline until now", found.baseline_period)),
    )  # fmt: skip


@page(Action.PLAN_IMPROVEMENT)
def say(request: Request, line: int) -> HttpResponse:
    """Write what children and families say, or a note."""
    found = line_now(request, line)
    return asked(
        request, name="say", form=forms.VoiceForm,
        act=lambda form, _: actions.say(by=request.actor, line=found, **form.cleaned_data),
        title="Write what was heard", done="Written down.", to=to_line(found), about=found.term,
        key=f"line-{found.pk}",
    )  # fmt: skip


@page(Action.HOLD_IMPROVEMENT_BOARD)
def decide(request: Request, line: int) -> HttpResponse:
    """Write what the board decided about a line."""
    found = line_now(request, line)
    return asked(
        request, name="decide", form=forms.DecisionForm,
        act=lambda form, _: actions.decide(by=request.actor, line=found, **form.cleaned_data),
        title="Write what the board decided", done="Written down.", to=to_line(found), about=found.term,
        key=f"line-{found.pk}",
    )  # fmt: skip


@page(Action.SIGN_OFF_IMPROVEMENT)
def sign_off(request: Request, line: int) -> HttpResponse:
    """Sign a line off: refused, with every reason, where its evidence is short or the line is one's own."""
    found = line_now(request, line)
    view = exact(found, request)
    sees = request.asker.role.sees_children
    facts = [(each.title, each.words if sees else each.public_words) for each in view.measures]
    facts.append(("Audits", view.audits.words if sees else view.audits.public_words))
    return asked(
        request, name="sign off", form=forms.SignOffForm,
        act=lambda form, _: actions.sign_off(by=request.actor, line=found, words=form.cleaned_data["words"]),
        title="Sign the line off", done="Signed off. It is looked at again after 3, 6 and 12 months.",
        to=to_line(found), about=found.term, key=f"line-{found.pk}", facts=tuple(facts),
        lead="Only on whole evidence, and never by whoever owns the line or an action of it.",
    )  # fmt: skip


def owner_of(number: str) -> User:
    """Whoever was chosen to answer for something. Raises Http404."""
    found = User.objects.filter(pk=int(number), is_active=True).first()
    if found is None:
        raise Http404(NOT_YOURS)
    return found
