"""What audits asked for: whose it is, what is due, what is said to be done, and its closing by somebody else."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from lineofsight.core.tables.oversight import audit_actions
from lineofsight.record.home import HomeBusy
from lineofsight.record.service.models import ChildNow, OpenDuty
from lineofsight.record.written import ChangedMeanwhile, HeldRow, WriteRefused, WrittenRow
from lineofsight.web.access.pages import page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.audits import actions, presenters, rules
from lineofsight.web.audits.forms import CheckForm, DoneForm
from lineofsight.web.drafts.answering import version_read
from lineofsight.web.layout.links import link, see

CLOSED_IN_TIME = "audit_actions_closed"
MOST = 300
SHOW = (("mine", "Mine"), ("check", "To check"), ("open", "All open"))
_ANY = "x"


@page(Action.SEE_AUDITS)
def actions_listed(request: Request) -> HttpResponse:
    """Actions that are open: one's own, those said to be done that one may check, and all, soonest due first."""
    lists = lists_of(request)
    asked = request.GET.get("show", "")
    show = asked if asked in lists else next((code for code, _ in SHOW if lists[code]), "open")
    return render(request, "audits/actions.html", {
        "lines": lists[show], "show": show,
        "tabs": [(code, title, len(lists[code])) for code, title in SHOW],
    })  # fmt: skip


def lists_of(request: Request) -> dict[str, list[presenters.ActionLine]]:
    """Each list of open actions, for whoever asks."""
    day, me = request.actor.day, request.actor.name
    open_now = request.caseload.of_children().open_on(day).filter(standard=CLOSED_IN_TIME)
    duties: list[OpenDuty] = list(open_now.order_by("due_on", "reference", "key")[:MOST])
    rows = request.caseload.rows_behind(duties, audit_actions)
    references = [duty.reference for duty in duties if duty.reference]
    children = {each.reference: each for each in request.caseload.children_of(list(dict.fromkeys(references)))}
    names = request.caseload.names_of_workers(row.get("owner_id") for row in rows.values())
    checks = may(request.asker, Action.CHECK_AUDIT_ACTION)
    found: dict[str, list[presenters.ActionLine]] = {code: [] for code, _ in SHOW}
    for duty in duties:
        child, row = children.get(duty.reference or ""), rows.get(duty.subject)
        if child is None or row is None:
            continue
        line = presenters.action_line(child, row, names, duty.due_on, day)
        found["open"].append(line)
        if row.get("owner_id") == me and not row.get("said_done_on"):
            found["mine"].append(line)
        if checks and not rules.may_not_close(row, me):
            found["check"].append(line)
    return found


@page(Action.SEE_AUDITS)
def audit_action(request: Request, reference: str, row_id: str) -> HttpResponse:
    """One action: what its owner says, and what somebody else found; the forms of whoever may go on."""
    child = request.caseload.child(reference)
    held = request.caseload.row_of(child, actions.AUDIT_ACTIONS, row_id[:200])
    asked = request.POST.get("do", "")
    done, check = DoneForm(prefix="done"), CheckForm(prefix="check")
    refused = ""
    if request.method == "POST":
        done = DoneForm(request.POST, prefix="done") if asked == "done" else done
        check = CheckForm(request.POST, prefix="check") if asked in ("close", "back") else check
        form: Form | None = {"done": done, "close": check, "back": check}.get(asked)
        if asked == "take" or (form is not None and form.is_valid()):
            try:
                words = _doing(request, child, held, asked, form)()
            except (WriteRefused, HomeBusy) as problem:
                refused = str(problem)
            except ChangedMeanwhile:
                refused = "Somebody else wrote to this while you were. Read it again: your words are below."
                held = request.caseload.row_of(child, actions.AUDIT_ACTIONS, held.row_id)
            else:
                messages.success(request, words)
                return see(link("audits:action", child.reference, held.row_id))
    return _shown(request, child, held, done, check, refused)


def _doing(request: Request, child: ChildNow, held: HeldRow, asked: str, form: Form | None) -> Callable[[], str]:
    """What was asked for, to be done; it gives the words to say after."""
    by, version = request.actor, version_read(request, held)
    given = form.cleaned_data if form is not None else {}

    def said(words: str, row: WrittenRow) -> str:
        return words

    match asked:
        case "done":
            return lambda: said("Kept. Somebody else checks it on the record.", actions.say_done(
                by=by, child=child, held=held, version=version, evidence=given["evidence"]))  # fmt: skip
        case "close":
            return lambda: said("Closed.", actions.close_action(
                by=by, child=child, held=held, version=version, checked=given["checked"]))  # fmt: skip
        case "back":
            return lambda: said("Sent back. It is open again.", actions.send_action_back(
                by=by, child=child, held=held, version=version, why=given["checked"]))  # fmt: skip
    return lambda: said("It is yours now.", actions.take_over(by=by, child=child, held=held, version=version))


def _shown(
    request: Request, child: ChildNow, held: HeldRow, done: Form, check: Form, refused: str
) -> HttpResponse:  # fmt: skip
    row, me = {**held.values, "id": held.row_id}, request.actor.name
    duty = request.caseload.of_children().filter(standard=CLOSED_IN_TIME, subject=held.row_id).first()
    names = request.caseload.names_of_workers([row.get("owner_id"), row.get("checked_by")])
    does, checks = (may(request.asker, each, child) for each in (Action.DO_AUDIT_ACTION, Action.CHECK_AUDIT_ACTION))
    cannot = rules.may_not_close(row, me)
    return render(request, "audits/action.html", {
        "child": child, "row": row, "version": held.version, "done": done, "check": check, "refused": refused,
        "action": presenters.action_line(child, row, names, duty.due_on if duty else None, request.actor.day),
        "checked_by": names.get(row.get("checked_by") or "", row.get("checked_by") or ""),
        "may_say_done": does and not rules.may_not_say_done(row, me, _ANY),
        "may_take": does and not rules.may_not_take_over(row, me),
        "may_check": checks and not cannot, "cannot": cannot if checks and not row.get("done_on") else "",
        "audit": link("audits:audit", child.reference, row["audit_id"]) if row.get("audit_id") else "",
    }, status=403 if refused else 200)  # fmt: skip
