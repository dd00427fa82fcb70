"""Actions agreed in supervision: said to be done, closed by somebody else, sent back, given more time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.core.tables.workforce import supervision_actions
from lineofsight.evaluation.plain.rows import Row
from lineofsight.record.home import HomeBusy
from lineofsight.record.service.models import ChildNow
from lineofsight.record.written import ChangedMeanwhile, HeldRow, WriteRefused, WrittenRow, held_row
from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.access.restricting.owning import STUCK, is_shut_out, offered, open_to
from lineofsight.web.accounts.roles import Action
from lineofsight.web.day import today
from lineofsight.web.drafts.answering import Answer, answer, version_read
from lineofsight.web.layout.links import link, see
from lineofsight.web.served import served_home
from lineofsight.web.supervision import actions, rules
from lineofsight.web.supervision import agenda as plan
from lineofsight.web.supervision.forms import EvidenceForm, RenewForm, WhyForm, hand_on_form

FOLLOWED = "supervision_action_followed"
A_PAGE = 50


@dataclass(frozen=True)
class Listed:
    """One list of actions: its code in the address, its title, how many it has, those shown, what none means."""

    code: str
    title: str
    page: Page[Any]
    actions: list[plan.Agreed]
    none: str

    @property
    def number(self) -> int:
        """How many there are, shown or not."""
        return int(self.page.paginator.count)


@page(Action.SEE_SUPERVISION)
def actions_of_mine(request: Request) -> HttpResponse:
    """What I am to do, and what others say is done and I may see: each list's first page, or one of them whole."""
    found = open_actions(request)
    parts = [(code, *_TITLES[code], some) for code, some in found.items() if some or code != "hand"]
    asked = request.GET.get("show", "")[:20]
    one = asked if asked in found else ""
    number = request.GET.get("page", "1")[:9] if one else "1"
    return render(request, "supervision/actions.html", {
        "one": one, "lists": [
            _listed(request, code, title, some, none, number) for code, title, none, some in parts if one in ("", code)
        ],
    })  # fmt: skip


Found = list[tuple[Row, str]]
_TITLES = {
    "mine": ("For me to do", "Nothing agreed in supervision waits for you."),
    "said": ("Said to be done: to be seen by somebody else", "Nobody has said that something is done."),
    "hand": ("To hand over: whoever has it may not open the child’s record any more", ""),
    "others": ("For others to do", "Nothing agreed in supervision is open."),
}


def open_actions(request: Request) -> dict[str, Found]:
    """What is open of what was agreed about children one may see, by list: rows, each with its child's reference.

    `mine` is everybody's; what others are to do (`others`), or say is done (`said`), is for those who supervise; and of
    what others are to do, what they may not open the record for any more (`hand`): to be handed to somebody who may.
    """
    owed = request.caseload.of_children().open_on(today()).filter(standard=FOLLOWED).order_by("due_on", "key")
    # Whose an action is, only its row tells: every one is read, and what is shown is a page of them.
    duties = list(owed)
    rows = request.caseload.rows_behind(duties, supervision_actions)
    found = [(rows[duty.subject], duty.reference or "") for duty in duties if duty.subject in rows]
    mine, theirs = _apart(found, lambda row, _: row["worker_id"] == request.actor.name)
    if not may(request.asker, Action.SUPERVISE):
        return {"mine": mine}
    waits, others = _apart(theirs, lambda row, _: bool(row["said_done_on"]))
    named = open_to(reference for _, reference in others)
    stuck, _ = _apart(others, lambda row, about: is_shut_out(named.get(about), row["worker_id"]))
    return {"mine": mine, "said": waits, "hand": stuck, "others": others}


def _apart(found: Found, holds: Callable[[Row, str], bool]) -> tuple[Found, Found]:
    """Rows of which something holds, and the others, each in their order."""
    return [each for each in found if holds(*each)], [each for each in found if not holds(*each)]


def _listed(request: Request, code: str, title: str, found: Found, none: str, number: str) -> Listed:
    shown = Paginator(found, A_PAGE).get_page(number)
    children = {child.reference: child for child in request.caseload.children_of([each for _, each in shown])}
    names = request.caseload.names_of_workers(row["worker_id"] for row, _ in shown)
    agreed = [plan.agreed(row, children[each], names, today()) for row, each in shown if each in children]
    return Listed(code, title, shown, agreed, none)


@page(Action.SEE_SUPERVISION)
def one(request: Request, reference: str, row_id: str) -> HttpResponse:
    """One action, and what one may do with it; handing it to somebody who may open the record."""
    child, held = _opened(request, reference, row_id)
    handed = _handing(request, child, held)
    if handed is not None and handed.sent is not None:
        messages.success(request, "Handed on. It is on their list.")
        return see(link("supervision:action", child.reference, held.row_id))
    if handed is not None and (handed.refused or handed.is_changed):
        held = request.caseload.row_of(child, actions.ACTIONS, held.row_id)
    return _shown(request, child, held, handed.refused if handed else "", handed)


@page(Action.SEE_SUPERVISION)
def say_done(request: Request, reference: str, row_id: str) -> HttpResponse:
    """Say that it is done, and what shows it."""

    def act(child: ChildNow, held: HeldRow, form: Form, version: int) -> WrittenRow:
        evidence = form.cleaned_data["evidence"]
        return actions.say_done(by=request.actor, child=child, held=held, version=version, evidence=evidence)

    words = "Said. Somebody else now sees that it is done."
    return _answered(request, reference, row_id, EvidenceForm, "It is done", words, act)


@page(Action.SEE_SUPERVISION)
def close(request: Request, reference: str, row_id: str) -> HttpResponse:
    """Close what somebody else said is done."""
    child, held = _opened(request, reference, row_id)
    if request.method != "POST":
        return _shown(request, child, held)
    try:
        version, worker = version_read(request, held), _worker_of(held)
        actions.close(by=request.actor, child=child, held=held, version=version, worker=worker)
    except ChangedMeanwhile:
        return _shown(request, child, held, "Somebody changed this while you were reading. Read it again.")
    except (WriteRefused, HomeBusy) as problem:
        return _shown(request, child, held, str(problem))
    messages.success(request, "Closed: you have seen that it is done.")
    return see(link("supervision:action", child.reference, held.row_id))


@page(Action.SUPERVISE)
def send_back(request: Request, reference: str, row_id: str) -> HttpResponse:
    """It is not done after all."""

    def act(child: ChildNow, held: HeldRow, form: Form, version: int) -> WrittenRow:
        why = form.cleaned_data["why"]
        return actions.send_back(by=request.actor, child=child, held=held, version=version, why=why)

    return _answered(request, reference, row_id, WhyForm, "It is not done", "Open again.", act)


@page(Action.SUPERVISE)
def renew(request: Request, reference: str, row_id: str) -> HttpResponse:
    """Give more time, with a reason."""

    def act(child: ChildNow, held: HeldRow, form: Form, version: int) -> WrittenRow:
        due_on, why = form.cleaned_data["due_on"], form.cleaned_data["why"]
        return actions.renew(by=request.actor, child=child, held=held, version=version, due_on=due_on, why=why)

    words = "Given more time, with your reason."
    return _answered(request, reference, row_id, RenewForm, "Give more time", words, act)


def _answered(
    request: Request, reference: str, row_id: str, asked: type[Form], title: str, words: str,
    act: Callable[[ChildNow, HeldRow, Form, int], WrittenRow],
) -> HttpResponse:  # fmt: skip
    child, held = _opened(request, reference, row_id)
    found = answer(
        request, held, f"supervision: {title.lower()}", asked, lambda form, version: act(child, held, form, version),
        lambda by: request.caseload.names_of_workers([by]).get(by, by),
    )  # fmt: skip
    if found.sent is not None:
        messages.success(request, words)
    if found.sent is not None or found.is_kept:
        return see(link("supervision:action", child.reference, held.row_id))
    if found.refused:
        return _shown(request, child, held, found.refused)
    return render(request, "supervision/answer.html", {
        "child": child, "held": held, "form": found.form, "writing": found.writing, "version": found.version,
        "title": title, "about": held.values.get("action"),
    })  # fmt: skip


def _handing(request: Request, child: ChildNow, held: HeldRow) -> Answer[WrittenRow] | None:
    """The form that gives an action to somebody else; None for whoever may not, or where nobody has to."""
    named = open_to([child.reference]).get(child.reference)
    shut_out = is_shut_out(named, held.values.get("worker_id"))
    if not may(request.asker, Action.SUPERVISE, child) or rules.may_not_hand_on(held.values, shut_out=shut_out):
        return None
    holds = [(child.worker_id, child.worker_name or child.worker_id)] if child.worker_id else []
    people = [*holds, (request.actor.name, str(request.user))]

    def act(form: Form, version: int) -> WrittenRow:
        owner = form.cleaned_data["owner"]
        return actions.hand_on(by=request.actor, child=child, held=held, version=version, owner=owner)

    asked = hand_on_form(offered(child.reference, people, Action.SEE_SUPERVISION))
    return answer(request, held, "supervision action handed on", asked, act)


def _shown(
    request: Request, child: ChildNow, held: HeldRow, refused: str = "", handed: Answer[WrittenRow] | None = None
) -> HttpResponse:  # fmt: skip
    row, me, sees = {**held.values, "id": held.row_id}, request.actor.name, may(request.asker, Action.SUPERVISE, child)
    names = request.caseload.names_of_workers([row.get("worker_id"), row.get("confirmed_by")])
    is_open = plan.is_open(row)
    cannot = rules.may_not_close(row, me, supervises=sees, worker=_worker_of(held))
    return render(request, "supervision/action.html", {
        "child": child, "held": held, "refused": refused, "action": plan.agreed(row, child, names, today()),
        "hand": handed.form if handed else None, "version": handed.version if handed else held.version,
        "stuck": STUCK.format(names.get(row.get("worker_id") or "", "Whoever has it")),
        "agreed_on": row.get("agreed_on"), "confirmed_by": names.get(row.get("confirmed_by") or "", ""),
        "may_say": is_open and not row.get("said_done_on") and not rules.may_not_say_done(row, me, "shown"),
        "may_close": not cannot,
        "may_send_back": sees and is_open and not rules.may_not_send_back(row, me, "so"),
        "may_renew": sees and is_open and row.get("worker_id") != me,
        "cannot": cannot if row.get("said_done_on") and is_open else "",
    }, status=403 if refused else 200)  # fmt: skip


def _opened(request: Request, reference: str, row_id: str) -> tuple[ChildNow, HeldRow]:
    child = request.caseload.child(reference)
    return child, request.caseload.row_of(child, actions.ACTIONS, row_id)


def _worker_of(held: HeldRow) -> str:
    """Whose supervision an action was agreed in; blank where that is not recorded."""
    meeting = held_row(served_home(), actions.MEETINGS, held.values.get("supervision_id") or "")
    return meeting.holder if meeting else ""
