"""What audits asked for: whose it is, what is due, what is said to be done, and its closing by somebody else."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.core.tables.oversight import audit_actions
from lineofsight.evaluation.plain.rows import Row
from lineofsight.record.home import HomeBusy
from lineofsight.record.service.models import ChildNow, OpenDuty
from lineofsight.record.written import ChangedMeanwhile, HeldRow, WriteRefused, WrittenRow
from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.access.restricting.owning import STUCK, Offered, is_shut_out, open_to
from lineofsight.web.accounts.roles import Action
from lineofsight.web.audits import actions, presenters, rules
from lineofsight.web.audits.forms import CheckForm, DoneForm, hand_on_form
from lineofsight.web.audits.papers import owners
from lineofsight.web.drafts.answering import Answer, answer, version_read
from lineofsight.web.layout.links import link, see

CLOSED_IN_TIME = "audit_actions_closed"
A_PAGE = 50
SHOW = (("mine", "Mine"), ("check", "To check"), ("hand", "To hand over"), ("open", "All open"))
DONE, CHECK = "audit action done", "audit action check"
SAID = {
    "done": "Kept. Somebody else checks it on the record.", "close": "Closed.", "back": "Sent back. It is open again.",
}  # fmt: skip
_ANY = "x"


@page(Action.SEE_AUDITS)
def actions_listed(request: Request) -> HttpResponse:
    """Actions that are open: one's own, those to check or to hand over, and all, soonest due first."""
    lists = lists_of(request)
    asked = request.GET.get("show", "")
    show = asked if asked in lists else next((code for code, _ in SHOW if lists[code]), "open")
    shown = Paginator(lists[show], A_PAGE).get_page(request.GET.get("page", "1")[:9])
    return render(request, "audits/actions.html", {
        "lines": action_lines(request, list(shown)), "show": show, "page": shown,
        "tabs": [(code, title, len(lists[code])) for code, title in SHOW if lists[code] or code != "hand"],
    })  # fmt: skip


Found = list[tuple[OpenDuty, Row]]


def lists_of(request: Request) -> dict[str, Found]:
    """Each list of open actions, for whoever asks: the duty and the action, soonest due first. None is cut."""
    me, checks = request.actor.name, may(request.asker, Action.CHECK_AUDIT_ACTION)
    open_now = request.caseload.of_children().open_on(request.actor.day).filter(standard=CLOSED_IN_TIME)
    # Whose an action is, only its row tells: every one is read, and what is shown is a page of them.
    duties: list[OpenDuty] = list(open_now.order_by("due_on", "reference", "key"))
    rows = request.caseload.rows_behind(duties, audit_actions)
    every = [(duty, rows[duty.subject]) for duty in duties if duty.subject in rows]
    named = open_to(duty.reference or "" for duty, _ in every)
    return {
        "mine": [(duty, row) for duty, row in every if row.get("owner_id") == me and not row.get("said_done_on")],
        "check": [(duty, row) for duty, row in every if checks and not rules.may_not_close(row, me)],
        "hand": [(duty, row) for duty, row in every if checks and not rules.may_not_hand_on(
            row, shut_out=is_shut_out(named.get(duty.reference or ""), row.get("owner_id")))],
        "open": every,
    }  # fmt: skip


def action_lines(request: Request, found: Found) -> list[presenters.ActionLine]:
    """Some actions of `lists_of` as lines."""
    references = list(dict.fromkeys(duty.reference for duty, _ in found if duty.reference))
    children = {each.reference: each for each in request.caseload.children_of(references)}
    names = request.caseload.names_of_workers(row.get("owner_id") for _, row in found)
    return [
        presenters.action_line(children[duty.reference], row, names, duty.due_on, request.actor.day)
        for duty, row in found if duty.reference in children
    ]  # fmt: skip


@page(Action.SEE_AUDITS)
def audit_action(request: Request, reference: str, row_id: str) -> HttpResponse:
    """One action: what its owner says, and what somebody else found; the forms of whoever may go on."""
    child = request.caseload.child(reference)
    held = request.caseload.row_of(child, actions.AUDIT_ACTIONS, row_id[:200])
    asked = request.POST.get("do", "") if request.method == "POST" else ""

    def say_done(form: Form, version: int) -> WrittenRow:
        evidence = form.cleaned_data["evidence"]
        return actions.say_done(by=request.actor, child=child, held=held, version=version, evidence=evidence)

    def look(form: Form, version: int) -> WrittenRow:
        return _checked(request, child, held, version, asked, form.cleaned_data["checked"])

    def who(by: str) -> str:
        return request.caseload.names_of_workers([by]).get(by, by)

    done = answer(request, held, DONE, DoneForm, say_done, who, is_sent=asked == "done")
    check = answer(request, held, CHECK, CheckForm, look, who, is_sent=asked in ("close", "back"))
    refused = done.refused or check.refused
    if asked == "take":
        taken = _taken(request, child, held)
        if not taken:
            messages.success(request, "It is yours now.")
            return see(link("audits:action", child.reference, held.row_id))
        refused = taken
    handed = _handing(request, child, held, asked)
    if handed.sent is not None:
        messages.success(request, "Handed on. It is on their list.")
        return see(link("audits:action", child.reference, held.row_id))
    refused = refused or handed.refused
    if done.sent is not None or check.sent is not None:
        messages.success(request, SAID.get(asked, "Kept."))
    if any(each.sent is not None or each.is_kept for each in (done, check)):
        return see(link("audits:action", child.reference, held.row_id))
    if refused or done.is_changed or check.is_changed or handed.is_changed:
        held = request.caseload.row_of(child, actions.AUDIT_ACTIONS, held.row_id)
    return _shown(request, child, held, done, check, handed, refused)


def _handing(request: Request, child: ChildNow, held: HeldRow, asked: str) -> Answer[WrittenRow]:
    """The form that gives the action to somebody else: offered where whoever has it may not open the record."""
    stuck = _is_stuck(child, held)
    people = owners(request.caseload, child, request.caseload.record_of(child), request.actor.day) if (
        stuck and may(request.asker, Action.CHECK_AUDIT_ACTION, child)) else Offered([])  # fmt: skip

    def act(form: Form, version: int) -> WrittenRow:
        owner = form.cleaned_data["owner"]
        return actions.hand_on(by=request.actor, child=child, held=held, version=version, owner=owner)

    return answer(request, held, "audit action handed on", hand_on_form(people), act, is_sent=asked == "hand")


def _is_stuck(child: ChildNow, held: HeldRow) -> bool:
    named = open_to([child.reference]).get(child.reference)
    return not rules.may_not_hand_on(held.values, shut_out=is_shut_out(named, held.values.get("owner_id")))


def _checked(request: Request, child: ChildNow, held: HeldRow, version: int, asked: str, words: str) -> WrittenRow:
    by = request.actor
    if asked == "close":
        return actions.close_action(by=by, child=child, held=held, version=version, checked=words)
    return actions.send_action_back(by=by, child=child, held=held, version=version, why=words)


def _taken(request: Request, child: ChildNow, held: HeldRow) -> str:
    """Take an action over; why not, where it was refused."""
    try:
        actions.take_over(by=request.actor, child=child, held=held, version=version_read(request, held))
    except (WriteRefused, HomeBusy) as problem:
        return str(problem)
    except ChangedMeanwhile:
        return "Somebody else wrote to this while you were reading. Read it again."
    return ""


def _shown(
    request: Request, child: ChildNow, held: HeldRow, done: Answer[WrittenRow], check: Answer[WrittenRow],
    handed: Answer[WrittenRow], refused: str,
) -> HttpResponse:  # fmt: skip
    row, me = {**held.values, "id": held.row_id}, request.actor.name
    duty = request.caseload.of_children().filter(standard=CLOSED_IN_TIME, subject=held.row_id).first()
    names = request.caseload.names_of_workers([row.get("owner_id"), row.get("checked_by")])
    does, checks = (may(request.asker, each, child) for each in (Action.DO_AUDIT_ACTION, Action.CHECK_AUDIT_ACTION))
    cannot = rules.may_not_close(row, me)
    return render(request, "audits/action.html", {
        "child": child, "row": row, "done": done.form, "check": check.form, "refused": refused,
        "done_writing": done.writing, "check_writing": check.writing,
        "version": (done if done.is_changed else check).version if done.is_changed or check.is_changed
        else held.version,
        "action": presenters.action_line(child, row, names, duty.due_on if duty else None, request.actor.day),
        "checked_by": names.get(row.get("checked_by") or "", row.get("checked_by") or ""),
        "may_say_done": does and not rules.may_not_say_done(row, me, _ANY),
        "hand": handed.form, "may_hand_on": checks and _is_stuck(child, held),
        "stuck": STUCK.format(names.get(row.get("owner_id") or "", "Whoever has it")),
        "may_take": does and not rules.may_not_take_over(row, me),
        "may_check": checks and not cannot, "cannot": cannot if checks and not row.get("done_on") else "",
        "audit": link("audits:audit", child.reference, row["audit_id"]) if row.get("audit_id") else "",
    }, status=403 if refused else 200)  # fmt: skip
