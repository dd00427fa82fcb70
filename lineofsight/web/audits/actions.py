"""What is done with audits. Refusals are rules; what was found is the record's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lineofsight.record.service.models import ChildNow
from lineofsight.record.written import HeldRow, RowToWrite, WrittenRow, held_row, new_row_id
from lineofsight.web.access.actions import Actor, Refused, action, touched, write_record, write_records
from lineofsight.web.access.papers import held_paper, kept_paper, require
from lineofsight.web.access.restricting.owning import is_shut_out, may_not_be_given, open_to
from lineofsight.web.access.service_rows import SERVICE
from lineofsight.web.accounts.roles import Action
from lineofsight.web.audits import rules
from lineofsight.web.audits.models import Audit, Programme
from lineofsight.web.audits.rules import Involved
from lineofsight.web.audits.sampling import Sample, is_drawn
from lineofsight.web.audits.tools import Tool
from lineofsight.web.drafts.actions import drop_draft
from lineofsight.web.served import served_home

AUDITS, AUDIT_ACTIONS, EVENTS = "audits", "audit_actions", "service_events"
SHARE_OUTSIDE_PROGRAMMES = 20
"""In a hundred: how many audits that no programme drew are moderated by chance."""


@dataclass(frozen=True)
class Found:
    """What an auditor found, as it is completed. `actions`: what is to be done, and the owner's name in the record."""

    answers: Mapping[str, Any]
    grade: str
    theme: str
    actions: Sequence[tuple[str, str]]


@action(Action.RUN_AUDITS)
def draw_programme(
    *, by: Actor, values: Mapping[str, Any], tool: Mapping[str, Any], sample: Sample
) -> Programme:  # fmt: skip
    """Keep a sample that was drawn: its seed, its frame's digest, and an audit for each child, nobody's yet."""
    if not sample.drawn:
        raise Refused("No child is in the frame. Choose other stages.")
    event = write_record(
        EVENTS, {"kind": "audit_programme", "occurred_on": values["due_on"] or by.day, "due_on": values["due_on"],
                 "planned": float(len(sample.drawn)), "done": 0.0}, holder=SERVICE, row_id=new_row_id(), version=0,
    )  # fmt: skip
    strata = [{"name": each.name, "size": each.size, "drawn": len(each.drawn)} for each in sample.strata]
    made = Programme.objects.create(
        **values, tool_code=tool["code"], tool_version=tool["version"], strata=strata, frame_size=sample.frame_size,
        frame_digest=sample.frame_digest, drawn_on=by.day, drawn_by_id=by.user.pk, drawn_by=str(by.user),
        event_row=event.row_id,
    )  # fmt: skip
    touched(made)
    Audit.objects.bulk_create(
        Audit(programme=made, place=place, stratum=stratum, reference=reference, tool=dict(tool),
              row_id=new_row_id(), begun_on=by.day)
        for place, (reference, stratum) in enumerate(sample.drawn, start=1)
    )  # fmt: skip
    return made


@action(Action.AUDIT)
def begin_audit(
    *, by: Actor, child: ChildNow, tool: Mapping[str, Any], involved: Involved, again_of: str = ""
) -> Audit:  # fmt: skip
    """Begin an audit outside any programme, or again after one that was below good. Raises Refused."""
    require(rules.may_not_audit(by.name, by.asker.teams, involved))
    made = Audit.objects.create(
        reference=child.reference, tool=dict(tool), row_id=new_row_id(), begun_on=by.day, again_of=again_of,
        auditor_id=by.user.pk, auditor=str(by.user), auditor_name=by.name, taken_on=by.day,
    )  # fmt: skip
    touched(made)
    return made


@action(Action.AUDIT)
def take_audit(*, by: Actor, child: ChildNow, number: int, version: int, involved: Involved) -> Audit:
    """Take an audit that was drawn. Raises Refused."""
    paper = _paper(number, version)
    require(rules.may_not_take(paper.auditor_id, by.user.pk))
    require(rules.may_not_audit(by.name, by.asker.teams, involved))
    paper.auditor_id, paper.auditor, paper.auditor_name, paper.taken_on = by.user.pk, str(by.user), by.name, by.day
    return kept_paper(paper)


@action(Action.AUDIT)
def quote_row(*, by: Actor, child: ChildNow, number: int, question: str, quoted: Mapping[str, str]) -> Audit:
    """Keep a quote from a row of the child's record as evidence for an answer. Raises Refused."""
    paper = _paper(number)
    require(rules.may_not_write(paper.auditor_id, by.user.pk, completed=paper.completed_on is not None))
    paper.evidence = [*paper.evidence, {"question": question, **quoted}]
    return kept_paper(paper)


@action(Action.AUDIT)
def drop_quote(*, by: Actor, child: ChildNow, number: int, place: int) -> Audit:
    """Take a quote away again, before the audit is complete. Raises Refused."""
    paper = _paper(number)
    require(rules.may_not_write(paper.auditor_id, by.user.pk, completed=paper.completed_on is not None))
    paper.evidence = [each for at, each in enumerate(paper.evidence) if at != place]
    return kept_paper(paper)


@action(Action.AUDIT)
def find_at_risk(
    *, by: Actor, child: ChildNow, number: int, danger: str, told: str, told_on: date | None, made_safe: str
) -> Audit:  # fmt: skip
    """Write at once that an audit found the child at risk, and who was told: due the same day. Raises Refused."""
    paper = _paper(number)
    if paper.auditor_id != by.user.pk:
        raise Refused("Only its auditor writes an audit. Tell the head of service yourself, now.")
    found_on = paper.at_risk_on or by.day
    require(rules.may_not_be_told(told_on, found_on, by.day))
    paper.at_risk_on, paper.danger, paper.head_told, paper.made_safe = found_on, danger, told, made_safe
    paper.head_told_on = told_on
    values = {"child_at_risk": True, "head_told_on": told_on, "audited_on": paper.completed_on or found_on}
    done = write_record(
        AUDITS, _row(paper, child, by) | values, holder=child.child_id, row_id=paper.row_id, version=paper.row_version
    )
    paper.row_version = done.version
    return kept_paper(paper)


@action(Action.CHECK_AUDIT_ACTION)
def note_told(*, by: Actor, child: ChildNow, held: HeldRow, version: int, told: str, told_on: date) -> WrittenRow:
    """Write that a head of service was told what an audit found, whoever made it. Raises Refused and as above."""
    if not rules.why_head_must_know(held.values):
        raise Refused("No head of service need be told of this audit, or one was.")
    require(rules.may_not_be_told(told_on, held.values.get("audited_on") or told_on, by.day))
    done = write_record(AUDITS, {"head_told_on": told_on}, holder=child.child_id, row_id=held.row_id, version=version,
                        why=told)  # fmt: skip
    paper = Audit.objects.select_for_update().filter(row_id=held.row_id).first()
    if paper is not None:
        paper.head_told, paper.head_told_on, paper.row_version = told, told_on, done.version
        kept_paper(paper)
    return done


@action(Action.AUDIT)
def complete_audit(
    *, by: Actor, child: ChildNow, number: int, tool: Tool, found: Found, form: str = "", subject: str = ""
) -> Audit:  # fmt: skip
    """Complete an audit: its row and its actions' rows in one write. Raises Refused, WriteRefused, HomeBusy."""
    paper = _paper(number)
    require(rules.may_not_write(paper.auditor_id, by.user.pk, completed=paper.completed_on is not None))
    quoted = {each["question"] for each in paper.evidence}
    require(" ".join(rules.may_not_complete(
        tool, found.answers, found.grade, quoted, found.actions, at_risk=paper.at_risk_on is not None
    )))  # fmt: skip
    row = {"grade": found.grade, "theme": found.theme or None, "child_at_risk": paper.at_risk_on is not None}
    rows = [RowToWrite(AUDITS, _row(paper, child, by) | {"audited_on": paper.at_risk_on or by.day} | row,
                       child.child_id, paper.row_id, paper.row_version)]  # fmt: skip
    rows += [
        RowToWrite(AUDIT_ACTIONS, {"audit_id": paper.row_id, "set_on": by.day, "owner_id": owner, "action": what},
                   child.child_id, new_row_id(), 0)
        for what, owner in found.actions
    ]  # fmt: skip
    for _, owner in found.actions:
        require(may_not_be_given(child.reference, owner))
    written = write_records(rows)
    share = paper.programme.share if paper.programme else SHARE_OUTSIDE_PROGRAMMES
    seed = paper.programme.seed if paper.programme else ""
    paper.answers, paper.grade, paper.completed_on = dict(found.answers), found.grade, by.day
    paper.row_version = written[0].version
    paper.moderate_because = rules.why_moderated(found.grade, drawn=is_drawn(seed, paper.row_id, share))
    kept = kept_paper(paper)
    if paper.programme:
        _count_done(paper.programme)
    if form:
        drop_draft(by=by, form=form, subject=subject)
    return kept


@action(Action.MODERATE_AUDIT)
def moderate_audit(
    *, by: Actor, child: ChildNow, number: int, grade: str, why: str, involved: Involved
) -> Audit:  # fmt: skip
    """Grade an audit again, the first grade not known. The second stands. Raises Refused and as above."""
    paper = _paper(number)
    require(rules.may_not_moderate(
        paper.auditor_id, by.user.pk, paper.moderate_because, moderated=paper.moderated_on is not None,
        dependent=rules.may_not_audit(by.name, by.asker.teams, involved),
    ))  # fmt: skip
    done = write_record(
        AUDITS, {"moderated_grade": grade, "moderated_on": by.day, "moderator_id": by.name}, holder=child.child_id,
        row_id=paper.row_id, version=paper.row_version,
    )  # fmt: skip
    paper.row_version, paper.moderator_id, paper.moderator_name = done.version, by.user.pk, str(by.user)
    paper.moderated_on, paper.moderated_grade, paper.moderated_why = by.day, grade, why
    return kept_paper(paper)


@action(Action.DO_AUDIT_ACTION)
def say_done(*, by: Actor, child: ChildNow, held: HeldRow, version: int, evidence: str) -> WrittenRow:
    """Say that an action is done, and where the record shows it: somebody else then looks. Raises Refused."""
    require(rules.may_not_say_done(held.values, by.name, evidence))
    values = {"said_done_on": by.day, "evidence": evidence, "owner_id": held.values.get("owner_id") or by.name}
    return write_record(AUDIT_ACTIONS, values, holder=child.child_id, row_id=held.row_id, version=version)


@action(Action.DO_AUDIT_ACTION)
def take_over(*, by: Actor, child: ChildNow, held: HeldRow, version: int) -> WrittenRow:
    """Become the owner of an action that is not done. Raises Refused."""
    require(rules.may_not_take_over(held.values, by.name))
    return write_record(
        AUDIT_ACTIONS, {"owner_id": by.name}, holder=child.child_id, row_id=held.row_id, version=version
    )


@action(Action.CHECK_AUDIT_ACTION)
def hand_on(*, by: Actor, child: ChildNow, held: HeldRow, version: int, owner: str) -> WrittenRow:
    """Give an action whose owner may not open the record any more to somebody who may. Raises Refused."""
    named = open_to([child.reference]).get(child.reference)
    require(rules.may_not_hand_on(held.values, shut_out=is_shut_out(named, held.values.get("owner_id"))))
    require(may_not_be_given(child.reference, owner))
    return write_record(AUDIT_ACTIONS, {"owner_id": owner}, holder=child.child_id, row_id=held.row_id, version=version)


@action(Action.CHECK_AUDIT_ACTION)
def close_action(*, by: Actor, child: ChildNow, held: HeldRow, version: int, checked: str) -> WrittenRow:
    """Close an action, having seen on the record that it is done: never one's own. Raises Refused."""
    require(rules.may_not_close(held.values, by.name))
    values = {"done_on": by.day, "checked_by": by.name, "checked": checked}
    return write_record(AUDIT_ACTIONS, values, holder=child.child_id, row_id=held.row_id, version=version)


@action(Action.CHECK_AUDIT_ACTION)
def send_action_back(*, by: Actor, child: ChildNow, held: HeldRow, version: int, why: str) -> WrittenRow:
    """Open an action again that is not done on the record: its clock never stopped. Raises Refused."""
    require(rules.may_not_close(held.values, by.name))
    values = {"said_done_on": None, "checked_by": by.name, "checked": why}
    return write_record(AUDIT_ACTIONS, values, holder=child.child_id, row_id=held.row_id, version=version, why=why)


def _row(paper: Audit, child: ChildNow, by: Actor) -> dict[str, Any]:
    return {"auditor_id": by.name, "team_id": child.team_id, "re_audit_of": paper.again_of or None}


def _count_done(programme: Programme) -> None:
    """The programme's line among the service's events: how many of its audits are done."""
    event = held_row(served_home(), EVENTS, programme.event_row) if programme.event_row else None
    if event is not None:
        done = programme.audits.filter(completed_on__isnull=False).count()
        write_record(EVENTS, {"done": float(done)}, holder=event.holder, row_id=event.row_id, version=event.version)


def _paper(number: int, version: int | None = None) -> Audit:
    """The audit, held until the action ends. Raises Refused where somebody else was first."""
    return held_paper(Audit.objects.select_related("programme"), number, version)
