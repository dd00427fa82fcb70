"""Holding a supervision, agreeing what is to be done, closing it. Refusals are rules; the rows are the record's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404

from lineofsight.core.tables.workforce import supervision_actions, supervisions
from lineofsight.record.service.models import ChildNow
from lineofsight.record.written import HeldRow, RowToWrite, WrittenRow
from lineofsight.web.access.actions import Actor, action, row_written_over, touched, write_record, write_records
from lineofsight.web.access.caseload import NOT_FOUND
from lineofsight.web.access.papers import require
from lineofsight.web.access.policy import supervision_seen
from lineofsight.web.access.restricting.owning import STUCK, is_shut_out, may_not_be_given, open_to
from lineofsight.web.accounts.roles import Action
from lineofsight.web.drafts.actions import drop_draft
from lineofsight.web.supervision import rules
from lineofsight.web.supervision.models import ReflectiveNote
from lineofsight.web.supervision.parts import is_part_of, part_id

MEETINGS, ACTIONS = supervisions.name, supervision_actions.name
Values = Mapping[str, Any]


@action(Action.SUPERVISE)
def hold(
    *, by: Actor, worker: Values, values: Values, row_id: str, version: int, form: str = "", subject: str = ""
) -> WrittenRow:  # fmt: skip
    """Record a supervision, or change one not signed. Raises Refused, WriteRefused, ChangedMeanwhile, HomeBusy.

    Raises Http404 where the row is another worker's, or about one child.
    """
    _require_seen(by, worker)
    require(rules.may_not_supervise(worker["id"], by.name))
    if (held := row_written_over(MEETINGS, row_id, version)) is not None:
        if held.holder != worker["id"] or held.values.get("child_id"):
            raise Http404(NOT_FOUND)
        require(rules.may_not_add(held.values, by.name))
    require(rules.may_not_be_dated(values["held_on"], values.get("next_on"), by.day))
    written = {**values, "supervisor_id": by.name}
    done = write_record(MEETINGS, written, holder=worker["id"], row_id=row_id, version=version)
    if form:
        drop_draft(by=by, form=form, subject=subject)
    return done


@action(Action.SUPERVISE)
def discuss(
    *, by: Actor, child: ChildNow, worker: Values, meeting: HeldRow, part: HeldRow | None, summary: str,
    what: str = "", owner: str = "", due_on: date | None = None,
) -> tuple[WrittenRow, ...]:  # fmt: skip
    """Write what was said about a child, and what is to be done by when. `part`: what was written about them already.

    Raises as `hold` does; Http404 for a part of another meeting, which may be signed, or somebody else's.
    """
    _require_seen(by, worker)
    require(rules.may_not_add(meeting.values, by.name))
    if part is not None and not is_part_of({**part.values, "id": part.row_id}, meeting.row_id, meeting.values):
        raise Http404(NOT_FOUND)
    held_on = meeting.values["held_on"]
    values = {"held_on": held_on, "supervisor_id": by.name, "child_id": child.child_id, "summary": summary}
    rows = [RowToWrite(MEETINGS, values, worker["id"],
                       part.row_id if part else part_id(meeting.row_id, child.child_id),
                       part.version if part else 0)]  # fmt: skip
    if what:
        require("" if due_on else "Enter the day by which it is to be done.")
        assert due_on is not None  # the line before refuses none
        require(rules.may_not_ask_by(due_on, held_on))
        require(may_not_be_given(child.reference, owner or worker["id"], worker["name"] or worker["id"]))
        rows.append(RowToWrite(ACTIONS, {
            "supervision_id": meeting.row_id, "worker_id": owner or worker["id"], "agreed_on": held_on,
            "due_on": due_on, "action": what,
        }, child.child_id))  # fmt: skip
    return write_records(rows)


@action(Action.SUPERVISE)
def sign(*, by: Actor, worker: Values, meeting: HeldRow, version: int) -> WrittenRow:
    """Sign a supervision: it stays as it is from then on. Raises as `hold` does."""
    _require_seen(by, worker)
    require(rules.may_not_sign(meeting.values, by.name))
    return write_record(MEETINGS, {"signed_on": by.day}, holder=worker["id"], row_id=meeting.row_id, version=version)


@action(Action.SEE_SUPERVISION)
def agree(*, by: Actor, worker: Values, meeting: HeldRow, version: int) -> WrittenRow:
    """The worker says that this is what was said. Raises as `hold` does."""
    _require_seen(by, worker)
    require(rules.may_not_agree(meeting.values, worker["id"], by.name))
    return write_record(MEETINGS, {"agreed_on": by.day}, holder=worker["id"], row_id=meeting.row_id, version=version)


@action(Action.SEE_SUPERVISION)
def say_done(*, by: Actor, child: ChildNow, held: HeldRow, version: int, evidence: str) -> WrittenRow:
    """Whoever was to do it says that it is done, and what shows it; somebody else closes. Raises as `hold` does."""
    require(rules.may_not_say_done(held.values, by.name, evidence))
    values = {"said_done_on": by.day, "evidence": evidence}
    return write_record(ACTIONS, values, holder=child.child_id, row_id=held.row_id, version=version)


@action(Action.SEE_SUPERVISION)
def close(*, by: Actor, child: ChildNow, held: HeldRow, version: int, worker: str) -> WrittenRow:
    """Somebody else saw that it is done. `worker`: whose supervision it was agreed in. Raises as `hold` does."""
    supervises = Action.SUPERVISE in by.asker.role.actions
    require(rules.may_not_close(held.values, by.name, supervises=supervises, worker=worker))
    values = {"done_on": by.day, "confirmed_by": by.name}
    return write_record(ACTIONS, values, holder=child.child_id, row_id=held.row_id, version=version)


@action(Action.SUPERVISE)
def send_back(*, by: Actor, child: ChildNow, held: HeldRow, version: int, why: str) -> WrittenRow:
    """It is not done after all: open again, with why kept. Raises as `hold` does."""
    require(rules.may_not_send_back(held.values, by.name, why))
    values = {"said_done_on": None}
    return write_record(ACTIONS, values, holder=child.child_id, row_id=held.row_id, version=version, why=why)


@action(Action.SUPERVISE)
def renew(*, by: Actor, child: ChildNow, held: HeldRow, version: int, due_on: date, why: str) -> WrittenRow:
    """Give an action more time, with a reason: the first counts as renewed, and another stands in its place."""
    require(rules.may_not_renew(held.values, by.name, due_on, by.day, why))
    require(STUCK.format("Whoever has it") if _is_shut_out(child, held) else "")
    again = {name: held.values.get(name) for name in ("supervision_id", "worker_id", "action")}
    rows = [
        RowToWrite(ACTIONS, {"renewed_on": by.day}, child.child_id, held.row_id, version),
        RowToWrite(ACTIONS, {**again, "agreed_on": by.day, "due_on": due_on}, child.child_id),
    ]
    return write_records(rows, why=why)[0]


@action(Action.SUPERVISE)
def hand_on(*, by: Actor, child: ChildNow, held: HeldRow, version: int, owner: str) -> WrittenRow:
    """Give an action whose owner may not open the record any more to somebody who may. Raises as `hold` does."""
    require(rules.may_not_hand_on(held.values, shut_out=_is_shut_out(child, held)))
    require(may_not_be_given(child.reference, owner))
    return write_record(ACTIONS, {"worker_id": owner}, holder=child.child_id, row_id=held.row_id, version=version)


@action(Action.SEE_SUPERVISION, logged=False)
def reflect(*, by: Actor, worker: Values, supervisor: str, words: str) -> ReflectiveNote:
    """Keep a reflective note of the two: no log tells that it was written. Raises Refused."""
    _require_seen(by, worker)
    require(rules.may_not_read_note(worker["id"], supervisor, by.name))
    require(rules.may_not_supervise(worker["id"], supervisor))
    made = ReflectiveNote.objects.create(
        worker_id=worker["id"], supervisor_id=supervisor, by=by.name, written_on=by.day, words=words
    )
    touched(made)
    return made


def _is_shut_out(child: ChildNow, held: HeldRow) -> bool:
    return is_shut_out(open_to([child.reference]).get(child.reference), held.values.get("worker_id"))


def _require_seen(by: Actor, worker: Values) -> None:
    if not supervision_seen(by.asker, worker["id"], worker["team_id"] or ""):
        raise Http404(NOT_FOUND)
