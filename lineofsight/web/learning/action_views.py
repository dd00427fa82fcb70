"""One action of the register, said to be done by its owner and closed by somebody else; and a later check."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.web.access.actions import Refused
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.access.restricting.owning import STUCK
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.answering import Answer, answer_about
from lineofsight.web.drafts.forms import FormPage, shown_form
from lineofsight.web.layout.links import link, see
from lineofsight.web.learning import actions, presenters, rules
from lineofsight.web.learning.forms import CheckForm, DoneForm, hand_on_form
from lineofsight.web.learning.models import LaterCheck, LearningAction
from lineofsight.web.learning.readings import proofs_of
from lineofsight.web.learning.who import (
    action_of,
    actions_stuck,
    as_read,
    may_open,
    may_read_words,
    people_to_ask,
)

_ANY = "x"


@page(Action.SEE_LEARNING)
def action(request: Request, number: int) -> HttpResponse:
    """One action, its proof, and the forms of whoever may go on."""
    found = action_of(request, number)
    handed = _handing(request, found)
    if handed is not None and handed.sent is not None:
        messages.success(request, "Handed on. It is on their list.")
        return see(link("learning:action", found.pk))
    if handed is not None and (handed.refused or handed.is_changed):
        found.refresh_from_db()
    return _action(request, found, handed.refused if handed else "", handed)


def _handing(request: Request, found: LearningAction) -> Answer[LearningAction] | None:
    """The form that gives an action to somebody else; None for whoever may not, or where nobody has to."""
    if not may(request.asker, Action.CHECK_LEARNING) or not actions_stuck([found]):
        return None

    def act(form: Form, version: int) -> LearningAction:
        owner = User.objects.get(pk=int(form.cleaned_data["owner"]))
        return actions.hand_on(by=request.actor, number=found.pk, version=version, owner=owner)

    asked = hand_on_form(people_to_ask(found.entry.kind, found.entry))
    return answer_about(request, "learning: hand on", str(found.pk), asked, act, version=found.version)


def _action(
    request: Request, found: LearningAction, refused: str = "", handed: Answer[LearningAction] | None = None
) -> HttpResponse:  # fmt: skip
    me, row = request.user.pk, as_read(found)
    reads = may_read_words(request, found.entry)
    checks = reads and may(request.asker, Action.CHECK_LEARNING)
    cannot = rules.may_not_close_action(row, me)
    proof = proofs_of(request.caseload, [found])[found.pk]
    return render(request, "learning/action.html", {
        "found": found, "action": presenters.action_shown(found, proof, request.actor.day), "refused": refused,
        "may_say_done": may(request.asker, Action.DO_LEARNING) and not rules.may_not_say_done(row, me, _ANY),
        "may_check": checks and not cannot, "cannot": cannot if checks and not found.done_on else "",
        "hand": handed.form if handed else None, "version": handed.version if handed else found.version,
        "stuck": STUCK.format(found.owner), "tells": reads or found.owner_id == me,
        "back": link("learning:entry", found.entry.kind, found.entry.row_id),
    }, status=403 if refused else 200)  # fmt: skip


@page(Action.DO_LEARNING)
def done(request: Request, number: int) -> HttpResponse:
    """Say that an action is done."""

    def act(form: Form, version: int) -> LearningAction:
        said = form.cleaned_data["evidence"]
        return actions.say_done(by=request.actor, number=number, version=version, evidence=said)

    return _answered(request, number, "Say that it is done", DoneForm, "Kept. Somebody else looks now.", act)


@page(Action.CHECK_LEARNING)
def close_action(request: Request, number: int) -> HttpResponse:
    """Close an action, having looked."""

    def act(form: Form, version: int) -> LearningAction:
        said = form.cleaned_data["checked"]
        return actions.close_action(by=request.actor, number=number, version=version, checked=said)

    return _answered(request, number, "It is done: close it", CheckForm, "Closed.", act)


@page(Action.CHECK_LEARNING)
def send_back(request: Request, number: int) -> HttpResponse:
    """Send an action back that is not done."""

    def act(form: Form, version: int) -> LearningAction:
        said = form.cleaned_data["checked"]
        return actions.send_back(by=request.actor, number=number, version=version, why=said)

    return _answered(request, number, "It is not: send it back", CheckForm, "Sent back. It is open again.", act)


def _answered(
    request: Request, number: int, title: str, asked: type[Form], words: str,
    act: Callable[[Form, int], LearningAction],
) -> HttpResponse:  # fmt: skip
    """A short form about an action, shown or sent. Whoever checks what was done must be able to read what shows it."""
    found = action_of(request, number)
    if asked is CheckForm and not may_read_words(request, found.entry):
        raise Http404(NOT_YOURS)
    said = answer_about(request, f"learning: {title.lower()}", str(found.pk), asked, act, version=found.version)
    back = link("learning:action", found.pk)
    if said.sent is not None:
        messages.success(request, words)
    if said.sent is not None or said.is_kept:
        return see(back)
    if said.refused:
        found.refresh_from_db()
        return _action(request, found, refused=said.refused)
    return shown_form(request, said, FormPage(title, back, "The action", send="Keep", about=found.what))


@page(Action.SEE_LEARNING)
def check(request: Request, number: int) -> HttpResponse:
    """A later check: what the proof of each action says now; made by whoever may, it reopens what did not hold."""
    found = paper_or_404(LaterCheck.objects.select_related("entry"), number)
    if not may_open(request.asker, request.user, found.entry):
        raise Http404(NOT_YOURS)
    entry, day = found.entry, request.actor.day
    last = entry.checks.filter(done_on__isnull=False, pk__lt=found.pk).order_by("-done_on").first()
    since = last.done_on if last else entry.closed_on
    listed = list(entry.actions.select_related("entry"))
    proofs = proofs_of(request.caseload, listed, since)
    refused = ""
    if request.method == "POST":
        if not may(request.asker, Action.CHECK_LEARNING):
            raise Http404(NOT_YOURS)
        try:
            made = actions.look_again(by=request.actor, number=found.pk, proofs=list(proofs.values()))
        except Refused as problem:
            refused = str(problem)
        else:
            messages.success(request, "It held." if made.held else "It did not hold. The entry is open again.")
            return see(link("learning:entry", entry.kind, entry.row_id))
    cannot = rules.may_not_check(found.due_on, day, list(proofs.values()), done=found.done_on is not None)
    told = request.asker.role.sees_children and may_read_words(request, entry)
    return render(request, "learning/check.html", {
        "check": presenters.check_shown(found, day, told=told), "entry": entry, "refused": refused,
        "actions": [presenters.action_shown(each, proofs[each.pk], day) for each in listed],
        "may_check": may(request.asker, Action.CHECK_LEARNING) and not cannot,
        "cannot": "" if found.done_on else cannot,
        "gone": rules.lapsed(list(proofs.values())), "back": link("learning:entry", entry.kind, entry.row_id),
    }, status=403 if refused else 200)  # fmt: skip
