"""Recording, making, sending back and taking back a decision: a form, an action, and back to the decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.record.service.models import ChildNow
from lineofsight.record.written import ChangedMeanwhile, HeldRow, WrittenRow, versions_of
from lineofsight.web.access.authority import level_held
from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.decisions import actions, rules
from lineofsight.web.decisions.forms import LABELS, DecisionForm, ProtectForm, SignForm, TakeBackForm, WhyForm
from lineofsight.web.decisions.levels import level_needed
from lineofsight.web.decisions.presenters import decision_shown, history, row_with_id
from lineofsight.web.drafts.answering import SENT_BEFORE, answer, tried, version_read
from lineofsight.web.drafts.conflicts import conflict_of
from lineofsight.web.drafts.writing import Writing, is_for_later, put_aside, writing_of
from lineofsight.web.layout.links import link, see
from lineofsight.web.served import served_home


@page(Action.SEE_DECISIONS)
def decision(request: Request, reference: str, row_id: str) -> HttpResponse:
    """One decision, and what one may do with it."""
    return _decision(request, *_opened(request, reference, row_id))


@page(Action.PUT_DECISION)
def new(request: Request, reference: str) -> HttpResponse:
    """Record a decision about a child."""
    child = request.caseload.child(reference)
    writing = writing_of(request, "decision", child.reference)
    initial = {"gateway": request.GET.get("gateway", "")[:50], **writing.initial(DecisionForm)}
    return _written(request, child, writing, None, initial)


@page(Action.PUT_DECISION)
def change(request: Request, reference: str, row_id: str) -> HttpResponse:
    """Change a decision one put, and put it again."""
    child, held = _opened(request, reference, row_id)
    if reason := rules.may_not_change(held.values, request.actor.name):
        return _decision(request, child, held, refused=reason)
    writing = writing_of(request, "decision", f"{child.reference} {held.row_id}")
    initial = {name: held.values.get(name) for name in LABELS} | writing.initial(DecisionForm)
    return _written(request, child, writing, held, initial)


@page(Action.PUT_DECISION)
def protect(request: Request, reference: str) -> HttpResponse:
    """Note that a child was protected: nothing else is asked for now."""
    child = request.caseload.child(reference)
    writing = writing_of(request, "protect", child.reference)
    form = ProtectForm(request.POST or None, initial={"acted_on": request.actor.day})
    if request.method == "POST" and form.is_valid():
        values = {"gateway": form.cleaned_data["gateway"], "acted_on": form.cleaned_data["acted_on"]}
        done = tried(form, lambda: actions.protect_first(
            by=request.actor, child=child, values=values, row_id=writing.row_id))  # fmt: skip
        if isinstance(done, WrittenRow):
            return _to(request, child, done, "Noted. The decision is due now: it is on the list until it is made.")
        if isinstance(done, ChangedMeanwhile):
            form.add_error(None, SENT_BEFORE)
    return render(request, "decisions/protect.html", {"child": child, "form": form, "writing": writing})


@page(Action.DECIDE_AS_TEAM_MANAGER)
def sign(request: Request, reference: str, row_id: str) -> HttpResponse:
    """Make a decision that was put."""

    def act(child: ChildNow, held: HeldRow, form: Form, version: int) -> WrittenRow:
        return actions.sign_decision(
            by=request.actor, child=child, held=held, version=version, values=form.cleaned_data
        )  # fmt: skip

    return _answered(request, reference, row_id, SignForm, "Decide", "Decided, in your name.", act)


@page(Action.DECIDE_AS_TEAM_MANAGER)
def send_back(request: Request, reference: str, row_id: str) -> HttpResponse:
    """Send a decision back for changes."""

    def act(child: ChildNow, held: HeldRow, form: Form, version: int) -> WrittenRow:
        return actions.return_decision(
            by=request.actor, child=child, held=held, version=version, why=form.cleaned_data["why"]
        )  # fmt: skip

    return _answered(request, reference, row_id, WhyForm, "Send it back", "Sent back for changes.", act)


@page(Action.PUT_DECISION)
def take_back(request: Request, reference: str, row_id: str) -> HttpResponse:
    """Take back a decision one put, before it is decided."""

    def act(child: ChildNow, held: HeldRow, form: Form, version: int) -> WrittenRow:
        return actions.take_back_decision(
            by=request.actor, child=child, held=held, version=version, why=form.cleaned_data["why"]
        )  # fmt: skip

    return _answered(request, reference, row_id, TakeBackForm, "Take it back", "Taken back.", act)


def _opened(request: Request, reference: str, row_id: str) -> tuple[ChildNow, HeldRow]:
    child = request.caseload.child(reference)
    return child, request.caseload.row_of(child, actions.TABLE, row_id)


def _written(
    request: Request, child: ChildNow, writing: Writing, held: HeldRow | None, initial: Mapping[str, Any]
) -> HttpResponse:  # fmt: skip
    """The form of a decision, shown, kept for later, or sent."""
    form = DecisionForm(request.POST or None, initial=dict(initial))
    # A new one goes over none that stands, whatever a browser says.
    conflict, version = None, version_read(request, held) if held else 0
    if request.method == "POST" and is_for_later(request):
        if put_aside(request, writing, form):
            return see(link("decisions:child", child.reference))
    elif request.method == "POST" and form.is_valid():
        done = tried(form, lambda: actions.put_decision(
            by=request.actor, child=child, values=form.values(), row_id=held.row_id if held else writing.row_id,
            version=version, to_somebody_else=form.cleaned_data["to_somebody_else"], form=writing.form,
            subject=writing.subject,
        ))  # fmt: skip
        if isinstance(done, WrittenRow):
            return _to(request, child, done, "Recorded.")
        if isinstance(done, ChangedMeanwhile) and held is None:
            form.add_error(None, SENT_BEFORE)
        elif isinstance(done, ChangedMeanwhile):
            conflict = conflict_of(done, LABELS, _who(request, done.by))
            version = conflict.version
    return render(request, "decisions/form.html", {
        "child": child, "form": form, "writing": writing, "held": held, "version": version, "conflict": conflict,
        "level": rules.LEVEL_TITLES.get(level_held(request.asker), ""),
    })  # fmt: skip


def _answered(
    request: Request, reference: str, row_id: str, asked: type[Form], title: str, done_words: str,
    act: Callable[[ChildNow, HeldRow, Form, int], WrittenRow],
) -> HttpResponse:  # fmt: skip
    """A short form about one decision, shown or sent."""
    child, held = _opened(request, reference, row_id)
    found = answer(
        request, held, f"decision: {title.lower()}", asked, lambda form, version: act(child, held, form, version),
        lambda by: _who(request, by),
    )  # fmt: skip
    if found.sent is not None:
        return _to(request, child, found.sent, done_words)
    if found.is_kept:
        return see(link("decisions:decision", child.reference, row_id))
    if found.refused:
        return _decision(request, child, held, refused=found.refused)
    if found.is_changed:
        held = request.caseload.row_of(child, actions.TABLE, row_id)
    names = request.caseload.names_of_workers([held.values.get("proposed_by"), held.values.get("decided_by")])
    shown = decision_shown(child, row_with_id(held), names, request.actor.day)
    return render(request, "decisions/answer.html", {
        "child": child, "form": found.form, "writing": found.writing, "version": found.version, "title": title,
        "held": held, "decision": shown, "about": shown.what,
    })  # fmt: skip


def _decision(request: Request, child: ChildNow, held: HeldRow, refused: str = "") -> HttpResponse:
    row, me = held.values, request.actor.name
    versions = versions_of(served_home(), actions.TABLE, held.row_id)
    people = [row.get(name) for name in ("decided_by", "proposed_by", "returned_by")]
    names = request.caseload.names_of_workers([*people, *(each.by for each in versions)])
    needed, level = level_needed(row["gateway"], request.actor.day), level_held(request.asker)
    decides = may(request.asker, Action.DECIDE_AS_TEAM_MANAGER, child)
    puts = may(request.asker, Action.PUT_DECISION, child)
    cannot = rules.may_not_sign(row, needed, level, me)
    return render(request, "decisions/decision.html", {
        "child": child, "held": held, "decision": decision_shown(child, row_with_id(held), names, request.actor.day),
        "history": history(versions, names), "refused": refused, "may_sign": decides and not cannot,
        "may_return": decides and not rules.may_not_return(row, needed, level, me),
        "may_change": puts and not rules.may_not_change(row, me), "cannot": cannot if decides else "",
        "waits": rules.state_of(row) in (rules.State.WAITING, rules.State.PROTECTED, rules.State.RETURNED),
        "may_take_back": puts and row.get("proposed_by") == me and not rules.may_not_change(row, me),
    })  # fmt: skip


def _who(request: Request, by: str) -> str:
    return request.caseload.names_of_workers([by]).get(by, by) or "Somebody else"


def _to(request: Request, child: ChildNow, done: WrittenRow, words: str) -> HttpResponse:
    messages.success(request, words)
    return see(link("decisions:decision", child.reference, done.row_id))
