"""One child's partners: what was asked and given, what waits, and the forms that write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.plain.rows import Row
from lineofsight.record.service.models import ChildNow
from lineofsight.record.written import HeldRow, WrittenRow
from lineofsight.web.access.pages import NOT_YOURS, page
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.answering import answer as answer_to
from lineofsight.web.drafts.forms import OF_A_CHILD, FormPage, form_page, shown_form
from lineofsight.web.layout.links import link, see
from lineofsight.web.partners import actions, forms, presenters, rules
from lineofsight.web.partners.codes import (
    ACTIONS,
    ASKED,
    ESCALATION,
    ESCALATIONS,
    INFORMATION,
    INVITATIONS,
    REPORT,
    STANDARD_OF,
    TABLE_OF,
)  # fmt: skip
from lineofsight.web.partners.due_days import Due, Owed, due_days

Act = Callable[[Request, ChildNow, HeldRow, Form, int], WrittenRow]
MOST_MEETINGS = 12
_LONGEST = 200


@page(Action.SEE_PARTNERS)
def child(request: Request, reference: str) -> HttpResponse:
    """Everything asked of partners about one child, with what may be done next."""
    return _child(request, request.caseload.child(reference))


def _child(request: Request, found: ChildNow, refused: str = "") -> HttpResponse:
    record = request.caseload.record_of(found)
    day = request.actor.day
    due = due_days(record, day)
    may_do = {"writes": may(request.asker, Action.WRITE_PARTNERS, found),
              "escalates": may(request.asker, Action.ESCALATE_PARTNER, found)}  # fmt: skip
    escalations = [row for row in record.tables.get(ESCALATIONS, ()) if rules.is_with_partner(row)]
    open_about = {row.get("subject_id") for row in escalations if not row.get("resolved_on")}

    def mine(row: Row) -> dict[str, bool]:
        return {**may_do, "escalates": may_do["escalates"] and row["id"] not in open_about}

    def owed_of(what: str, row: Row) -> Owed:
        return due.get((STANDARD_OF[what], row["id"]), Owed())

    asked = [
        presenters.request_entry(found.reference, row, owed_of(INFORMATION, row), day, **mine(row))
        for row in _latest(record, ASKED, "asked_on")
    ]
    agreed = [
        presenters.action_entry(found.reference, row, day, **mine(row)) for row in _latest(record, ACTIONS, "agreed_on")
    ]
    meetings = _meetings(record)
    shown = [
        (held_on, [presenters.invitation_entry(found.reference, row, owed_of(REPORT, row).due_on, day, **mine(row))
                   for row in rows])
        for held_on, rows in meetings[:MOST_MEETINGS]
    ]  # fmt: skip
    names = request.caseload.names_of_workers(row.get("raised_by") for row in escalations)
    ordered = sorted(escalations, key=lambda row: (row.get("raised_on") or date.min, row["id"]), reverse=True)
    return render(request, "partners/child.html", {
        "child": found, "asked": asked, "agreed": agreed, "meetings": shown, "refused": refused,
        "not_shown": max(len(meetings) - MOST_MEETINGS, 0), **may_do,
        "escalations": [presenters.escalation(found, row, names, due.get((ESCALATION, row["id"]), Owed()).due_on, day)
                        for row in ordered],
    })  # fmt: skip


def _latest(record: PlainRecord, table: str, column: str) -> list[Row]:
    rows = record.tables.get(table, ())
    return sorted(rows, key=lambda row: (row.get(column) or date.min, row["id"]), reverse=True)


def _meetings(record: PlainRecord) -> list[tuple[date | None, list[Row]]]:
    """The agencies asked to each meeting, the latest meeting first."""
    found: dict[tuple[date | None, str], list[Row]] = {}
    for row in _latest(record, INVITATIONS, "meeting_on"):
        found.setdefault((row.get("meeting_on"), row.get("meeting") or ""), []).append(row)
    return [(key[0], sorted(rows, key=lambda row: row.get("agency") or "")) for key, rows in found.items()]


@page(Action.WRITE_PARTNERS)
def ask(request: Request, reference: str) -> HttpResponse:
    """Ask agencies for information."""

    def act(found: ChildNow, given: dict[str, Any], kept: dict[str, str]) -> object:
        return actions.ask_information(
            by=request.actor, child=found, agencies=given.pop("agencies"), values=given, **kept
        )

    return _new(request, reference, forms.AskForm, "Ask for information", "Asked. The answer is on the worklist.", act)


@page(Action.WRITE_PARTNERS)
def invite(request: Request, reference: str) -> HttpResponse:
    """Write down which agencies were asked to a meeting."""

    def act(found: ChildNow, given: dict[str, Any], kept: dict[str, str]) -> object:
        return actions.invite(by=request.actor, child=found, agencies=given.pop("agencies"), values=given, **kept)

    return _new(request, reference, forms.InviteForm, "Ask partners to a meeting", "Written down.", act)


@page(Action.WRITE_PARTNERS)
def agree(request: Request, reference: str) -> HttpResponse:
    """Write down what an agency agreed to do."""

    def act(found: ChildNow, given: dict[str, Any], kept: dict[str, str]) -> object:
        return actions.agree(by=request.actor, child=found, agency=given.pop("agency"), values=given, **kept)

    return _new(request, reference, forms.AgreeForm, "An action a partner agreed", "Written down, with its day.", act)


def _new(
    request: Request, reference: str, asked: type[Form], title: str, done: str,
    act: Callable[[ChildNow, dict[str, Any], dict[str, str]], object],
) -> HttpResponse:  # fmt: skip
    found = request.caseload.child(reference)
    name, back = f"partners: {title.lower()}", link("partners:child", found.reference)

    def send(form: Form, _: int) -> str:
        act(found, dict(form.cleaned_data), {"form": name, "subject": found.reference})
        return back

    around = FormPage(title, back, "Partners", send="Keep", child=found)
    return form_page(request, asked, name, found.reference, send, around, done=done, template=OF_A_CHILD)


# What may be done with a row: its table, form, title, what is said after, and the action.
_STEPS: Mapping[str, tuple[str, type[Form], str, str, Act]] = {
    "attendance": (INVITATIONS, forms.AttendanceForm, "Did they come?", "Recorded.",
        lambda r, c, h, f, v: actions.record_attendance(by=r.actor, child=c, held=h, version=v, **f.cleaned_data)),
    "report": (INVITATIONS, forms.ReceivedForm, "A report came", "Recorded.",
        lambda r, c, h, f, v: actions.record_report(by=r.actor, child=c, held=h, version=v, **f.cleaned_data)),
    "answer": (ASKED, forms.AnswerForm, "The answer came", "Recorded.",
        lambda r, c, h, f, v: actions.record_answer(by=r.actor, child=c, held=h, version=v, **f.cleaned_data)),
    "withdraw-request": (ASKED, forms.WithdrawForm, "It is no longer needed", "Taken back.",
        lambda r, c, h, f, v: actions.withdraw(by=r.actor, child=c, table=ASKED, held=h, version=v, **f.cleaned_data)),
    "done": (ACTIONS, forms.DoneForm, "The action is done", "Recorded.",
        lambda r, c, h, f, v: actions.record_done(by=r.actor, child=c, held=h, version=v, **f.cleaned_data)),
    "withdraw-action": (ACTIONS, forms.WithdrawForm, "It is no longer needed", "Taken back.",
        lambda r, c, h, f, v: actions.withdraw(
            by=r.actor, child=c, table=ACTIONS, held=h, version=v, **f.cleaned_data)),
}  # fmt: skip


@page(Action.WRITE_PARTNERS)
def step(request: Request, reference: str, row_id: str, name: str) -> HttpResponse:
    """Write down what came of something asked: they came, they answered, they did it, or it is not needed."""
    found = request.caseload.child(reference)
    if name not in _STEPS:
        raise Http404(NOT_YOURS)
    table, form, title, done, act = _STEPS[name]
    held = request.caseload.row_of(found, table, row_id[:_LONGEST])
    return _answered(request, found, held, table, form, title, done, act)


@page(Action.ESCALATE_PARTNER)
def escalate(request: Request, reference: str, row_id: str, what: str) -> HttpResponse:
    """Put what an agency owes to its manager."""
    found = request.caseload.child(reference)
    if what not in TABLE_OF:
        raise Http404(NOT_YOURS)
    held = request.caseload.row_of(found, TABLE_OF[what], row_id[:_LONGEST])

    def act(_: Request, child: ChildNow, row: HeldRow, form: Form, version: int) -> WrittenRow:
        record = request.caseload.record_of(child)
        due: Due = due_days(record, request.actor.day)
        about = [each for each in record.tables.get(ESCALATIONS, ())
                 if rules.is_with_partner(each) and each.get("subject_id") == row.row_id]  # fmt: skip
        owed = due.get((STANDARD_OF[what], row.row_id), Owed())
        return actions.escalate(
            by=request.actor, child=child, what=what, held=row, due_on=owed.due_on, there_were=about,
            values=form.cleaned_data,
        )  # fmt: skip

    return _answered(request, found, held, TABLE_OF[what], forms.EscalateForm, "Escalate to the agency’s manager",
                     "Escalated. It is on the worklist until it is closed.", act)  # fmt: skip


@page(Action.SEE_PARTNERS)
def escalation(request: Request, reference: str, row_id: str) -> HttpResponse:
    """One escalation, and what one may do with it."""
    found = request.caseload.child(reference)
    return _escalation(request, found, _held_escalation(request, found, row_id))


_ESCALATION_STEPS: Mapping[str, tuple[type[Form], str, str, Act]] = {
    "answer": (forms.EscalationAnswerForm, "The agency answered", "Recorded. Somebody else closes it, or it goes up.",
        lambda r, c, h, f, v: actions.record_escalation_answer(
            by=r.actor, child=c, held=h, version=v, **f.cleaned_data)),
    "pass-up": (forms.PassUpForm, "Take it up a level", "Taken up a level.",
        lambda r, c, h, f, v: actions.pass_up_escalation(
            by=r.actor, child=c, held=h, version=v, values=f.cleaned_data, due_on=_due_on(r, c, h))),
}  # fmt: skip


@page(Action.ESCALATE_PARTNER)
def escalation_step(request: Request, reference: str, row_id: str, name: str) -> HttpResponse:
    """Record an agency's answer to an escalation, or take it up a level."""
    found = request.caseload.child(reference)
    if name not in _ESCALATION_STEPS:
        raise Http404(NOT_YOURS)
    held = _held_escalation(request, found, row_id)
    return _answered(request, found, held, ESCALATIONS, *_ESCALATION_STEPS[name])


@page(Action.CLOSE_ESCALATION)
def close(request: Request, reference: str, row_id: str) -> HttpResponse:
    """Close an escalation that was answered."""
    found = request.caseload.child(reference)
    held = _held_escalation(request, found, row_id)
    return _answered(
        request, found, held, ESCALATIONS, forms.CloseForm, "Close the escalation", "Closed.",
        lambda r, c, h, f, v: actions.close_escalation(by=r.actor, child=c, held=h, version=v, **f.cleaned_data),
    )  # fmt: skip


def _held_escalation(request: Request, found: ChildNow, row_id: str) -> HeldRow:
    """Raises Http404 for a challenge that is no escalation to a partner, as for none."""
    held = request.caseload.row_of(found, ESCALATIONS, row_id[:_LONGEST])
    if not rules.is_with_partner(held.values):
        raise Http404(NOT_YOURS)
    return held


def _due_on(request: Request, found: ChildNow, held: HeldRow) -> date | None:
    due = due_days(request.caseload.record_of(found), request.actor.day)
    return due.get((ESCALATION, held.row_id), Owed()).due_on


def _escalation(request: Request, found: ChildNow, held: HeldRow, refused: str = "") -> HttpResponse:
    row, day, me = held.values, request.actor.day, request.actor.name
    due_on = _due_on(request, found, held)
    names = request.caseload.names_of_workers(row.get(name) for name in ("raised_by", "answered_by", "resolved_by"))
    escalates = may(request.asker, Action.ESCALATE_PARTNER, found)
    closes = may(request.asker, Action.CLOSE_ESCALATION, found)
    cannot_close = rules.may_not_close(row, me)
    cannot_pass = rules.may_not_pass_up(row, actions.level_held(request.asker), due_on, day)
    return render(request, "partners/escalation.html", {
        "child": found, "held": held, "refused": refused,
        "escalation": presenters.escalation(found, {**row, "id": held.row_id}, names, due_on, day),
        "may_answer": escalates and not rules.may_not_record_answer(row, day, day),
        "may_pass_up": escalates and not cannot_pass, "may_close": closes and not cannot_close,
        "cannot": [each for each in (cannot_close if closes else "", cannot_pass if escalates else "")
                   if each and not row.get("resolved_on")],
    })  # fmt: skip


def _answered(
    request: Request, found: ChildNow, held: HeldRow, table: str, form: type[Form], title: str, done: str, act: Act
) -> HttpResponse:
    """A form about one row, shown or sent."""
    answered = answer_to(
        request, held, f"partners: {title.lower()}", form,
        lambda given, version: act(request, found, held, given, version),
        lambda by: request.caseload.names_of_workers([by]).get(by, by),
    )  # fmt: skip
    back = (
        link("partners:escalation", found.reference, held.row_id)
        if table == ESCALATIONS
        else link("partners:child", found.reference)
    )
    if answered.sent is not None:
        messages.success(request, done)
        began = answered.sent.row_id != held.row_id
        return see(link("partners:escalation", found.reference, answered.sent.row_id) if began else back)
    if answered.is_kept:
        return see(back)
    if answered.refused:
        return (
            _escalation(request, found, held, answered.refused)
            if table == ESCALATIONS
            else _child(request, found, answered.refused)
        )
    if answered.is_changed:
        held = request.caseload.row_of(found, table, held.row_id)
    around = FormPage(title, back, "Partners", about=presenters.about_row(table, held.values), child=found)
    return shown_form(request, answered, around, OF_A_CHILD)
