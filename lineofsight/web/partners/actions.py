"""What is written about partners: asked, come, answered, agreed, done; and escalated, level by level.

All of it is rows of the record, about one child. Refusals are rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lineofsight.record.service.models import ChildNow
from lineofsight.record.written import HeldRow, RowToWrite, WrittenRow, new_row_id
from lineofsight.web.access.actions import Actor, Refused, action, write_record, write_records
from lineofsight.web.access.authority import level_held
from lineofsight.web.access.papers import require
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.actions import drop_draft
from lineofsight.web.partners import rules
from lineofsight.web.partners.codes import ABOUT_OF, ACTIONS, ASKED, ESCALATIONS, INVITATIONS

_ENDED = {ASKED: "answered_on", ACTIONS: "done_on"}


@action(Action.WRITE_PARTNERS)
def ask_information(
    *, by: Actor, child: ChildNow, agencies: Iterable[str], values: Mapping[str, Any], form: str = "", subject: str = ""
) -> tuple[WrittenRow, ...]:  # fmt: skip
    """Ask agencies for information, a row each. Raises Refused, WriteRefused, HomeBusy."""
    _not_to_come(values.get("asked_on"), by.day)
    return _each(by, child, ASKED, agencies, {**values, "asked_by": by.name}, form, subject)


@action(Action.WRITE_PARTNERS)
def invite(
    *, by: Actor, child: ChildNow, agencies: Iterable[str], values: Mapping[str, Any], form: str = "", subject: str = ""
) -> tuple[WrittenRow, ...]:  # fmt: skip
    """Write down which agencies were asked to a meeting, a row each. Raises as above."""
    _not_to_come(values.get("invited_on"), by.day)
    return _each(by, child, INVITATIONS, agencies, values, form, subject)


@action(Action.WRITE_PARTNERS)
def agree(
    *, by: Actor, child: ChildNow, agency: str, values: Mapping[str, Any], form: str = "", subject: str = ""
) -> tuple[WrittenRow, ...]:  # fmt: skip
    """Write down what an agency agreed to do, by when, and which post answers for it. Raises as above."""
    require(rules.names_a_person(str(values.get("contact_role") or "")))
    _not_to_come(values.get("agreed_on"), by.day)
    return _each(by, child, ACTIONS, [agency], values, form, subject)


@action(Action.WRITE_PARTNERS)
def record_attendance(*, by: Actor, child: ChildNow, held: HeldRow, version: int, came: str) -> WrittenRow:
    """Say whether an agency took part: `yes`, `apologies` or `no`. Raises Refused and as above, ChangedMeanwhile."""
    require(rules.may_not_record_attendance(held.values, by.day))
    values = {"attended": came == "yes", "apologies": came == "apologies", "attendance_recorded_on": by.day}
    return _change(child, INVITATIONS, held, version, values)


@action(Action.WRITE_PARTNERS)
def record_report(*, by: Actor, child: ChildNow, held: HeldRow, version: int, on: date) -> WrittenRow:
    """Say when an agency's report came. Raises as above."""
    asked = held.values.get("invited_on")
    require(rules.may_not_receive(held.values, asked, "report_received_on", on, by.day))
    return _change(child, INVITATIONS, held, version, {"report_received_on": on})


@action(Action.WRITE_PARTNERS)
def record_answer(*, by: Actor, child: ChildNow, held: HeldRow, version: int, on: date, words: str) -> WrittenRow:
    """Say when information came, and what. Raises as above."""
    require(rules.may_not_receive(held.values, held.values.get("asked_on"), "answered_on", on, by.day))
    return _change(child, ASKED, held, version, {"answered_on": on, "answer": words})


@action(Action.WRITE_PARTNERS)
def record_done(*, by: Actor, child: ChildNow, held: HeldRow, version: int, on: date, words: str) -> WrittenRow:
    """Say when an agency did what it agreed, and what it changed. Raises as above."""
    require(rules.may_not_receive(held.values, held.values.get("agreed_on"), "done_on", on, by.day))
    return _change(child, ACTIONS, held, version, {"done_on": on, "outcome": words})


@action(Action.WRITE_PARTNERS)
def withdraw(*, by: Actor, child: ChildNow, table: str, held: HeldRow, version: int, why: str) -> WrittenRow:
    """Say that a request or an action is no longer needed. Raises as above."""
    require(rules.may_not_withdraw(held.values, _ENDED[table]))
    return _change(child, table, held, version, {"withdrawn_on": by.day}, why)


@action(Action.ESCALATE_PARTNER)
def escalate(
    *, by: Actor, child: ChildNow, what: str, held: HeldRow, due_on: date | None,
    there_were: Iterable[Mapping[str, Any]], values: Mapping[str, Any],
) -> WrittenRow:  # fmt: skip
    """Put what an agency owes to its manager, the first level.

    `what` it is and the row it stands on; `due_on`: by when it was owed; `there_were`: escalations of it before.
    Raises as above.
    """
    require(rules.names_a_person(str(values.get("contact_role") or "")))
    require(rules.ground(what, held.values, due_on, by.day))
    require(rules.may_not_escalate(there_were))
    written = {
        **values, "kind": rules.PARTNER, "level": 1, "raised_on": by.day, "raised_by": by.name,
        "team_id": child.team_id, "agency": held.values.get("agency"), "about": ABOUT_OF[what],
        "subject_id": held.row_id,
    }  # fmt: skip
    return write_record(ESCALATIONS, written, holder=child.child_id, row_id=new_row_id(), version=0)


@action(Action.ESCALATE_PARTNER)
def pass_up_escalation(
    *, by: Actor, child: ChildNow, held: HeldRow, version: int, due_on: date | None, values: Mapping[str, Any]
) -> WrittenRow:  # fmt: skip
    """End an escalation at its level and begin it at the next, in one write; gives the one begun. Raises as above."""
    row = held.values
    require(rules.names_a_person(str(values.get("contact_role") or "")))
    require(rules.may_not_pass_up(row, level_held(by.asker), due_on, by.day))
    ended = {"outcome": "passed_up", "resolved_on": by.day, "resolved_by": by.name}
    carried = {name: row.get(name) for name in (
        "kind", "agency", "about", "subject_id", "team_id", "immediate_risk", "wanted",
    )}  # fmt: skip
    begun = {
        **carried, "level": rules.level_of(row) + 1, "raised_on": by.day, "raised_by": by.name,
        "reason": values["why"], "contact_role": values["contact_role"], "passed_from": held.row_id,
    }  # fmt: skip
    _, new = write_records(
        [
            RowToWrite(ESCALATIONS, ended, child.child_id, held.row_id, version),
            RowToWrite(ESCALATIONS, begun, child.child_id, new_row_id(), 0),
        ],
        why=str(values["why"]),
    )
    return new


@action(Action.ESCALATE_PARTNER)
def record_escalation_answer(
    *, by: Actor, child: ChildNow, held: HeldRow, version: int, on: date, words: str
) -> WrittenRow:  # fmt: skip
    """Write down what an agency answered to an escalation, and when. Raises as above."""
    require(rules.may_not_record_answer(held.values, on, by.day))
    return _change(child, ESCALATIONS, held, version, {"answered_on": on, "answered_by": by.name, "answer": words})


@action(Action.CLOSE_ESCALATION)
def close_escalation(*, by: Actor, child: ChildNow, held: HeldRow, version: int, outcome: str) -> WrittenRow:
    """Close an escalation that was answered: never one's own. Raises as above."""
    require(rules.may_not_close(held.values, by.name))
    values = {"outcome": outcome, "resolved_on": by.day, "resolved_by": by.name}
    return _change(child, ESCALATIONS, held, version, values)


def _each(
    by: Actor, child: ChildNow, table: str, agencies: Iterable[str], values: Mapping[str, Any], form: str, subject: str
) -> tuple[WrittenRow, ...]:  # fmt: skip
    kept = {name: value for name, value in values.items() if value not in ("", None)}
    done = write_records([
        RowToWrite(table, {**kept, "agency": agency}, child.child_id, new_row_id(), 0) for agency in agencies
    ])  # fmt: skip
    if form:
        drop_draft(by=by, form=form, subject=subject)
    return done


def _change(
    child: ChildNow, table: str, held: HeldRow, version: int, values: Mapping[str, Any], why: str = ""
) -> WrittenRow:  # fmt: skip
    return write_record(table, values, holder=child.child_id, row_id=held.row_id, version=version, why=why)


def _not_to_come(on: object, today: date) -> None:
    if isinstance(on, date) and on > today:
        raise Refused("That day is still to come. Write down what was done once it is done.")
