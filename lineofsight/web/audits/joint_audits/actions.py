"""What is done with audits by several agencies. Refusals are rules; the joint grade is a row of the child's record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lineofsight.record.service.models import ChildNow
from lineofsight.record.written import new_row_id
from lineofsight.web.access.actions import Actor, Refused, action, touched, write_record
from lineofsight.web.access.papers import held_paper, kept_paper, require, require_version
from lineofsight.web.accounts.roles import Action
from lineofsight.web.audits import joint_rules, rules
from lineofsight.web.audits.joint_models import JointAction, JointAudit, JointPart
from lineofsight.web.audits.joint_rules import OURS
from lineofsight.web.audits.rules import Involved
from lineofsight.web.audits.tools import tool_from


@dataclass(frozen=True)
class Given:
    """One agency's part as it came in. `auditor`: by role. `independent`: that they had no part with the child."""

    auditor: str
    independent: bool
    answers: Mapping[str, str]
    summary: str
    grade: str


@action(Action.AUDIT)
def begin_joint(
    *, by: Actor, child: ChildNow, title: str, why: str, agencies: Sequence[str], tool: Mapping[str, Any],
    involved: Involved,
) -> JointAudit:  # fmt: skip
    """Begin one: our own part and each agency's, to be typed when it comes. Raises Refused."""
    require(joint_rules.may_not_begin(agencies, rules.may_not_audit(by.name, by.asker.teams, involved)))
    made = JointAudit.objects.create(
        reference=child.reference, title=title, why=why, tool=dict(tool), row_id=new_row_id(), begun_on=by.day,
        led_by_id=by.user.pk, led_by=str(by.user),
    )  # fmt: skip
    touched(made)
    JointPart.objects.bulk_create(
        JointPart(joint=made, agency=agency) for agency in dict.fromkeys([OURS, *agencies])
    )  # fmt: skip
    return made


@action(Action.AUDIT)
def type_part(
    *, by: Actor, child: ChildNow, number: int, version: int, given: Given, involved: Involved
) -> JointPart:  # fmt: skip
    """Type what an agency's auditor found; ours is whoever types it. Raises Refused."""
    part = _part(number, version, child)
    tool = tool_from(part.joint.tool)
    require(joint_rules.may_not_type(
        joint_rules.as_part(part), complete=part.joint.completed_on is not None, is_ours=part.agency == OURS,
        dependent=rules.may_not_audit(by.name, by.asker.teams, involved), independent=given.independent,
    ))  # fmt: skip
    require(" ".join(joint_rules.what_is_missing(tool, given.answers, given.grade)))
    part.auditor = str(by.user) if part.agency == OURS else given.auditor
    part.independent, part.answers, part.summary = given.independent, dict(given.answers), given.summary
    part.grade, part.received_on = given.grade, by.day
    part.typed_by_id, part.typed_by, part.missing_why = by.user.pk, str(by.user), ""
    return kept_paper(part)


@action(Action.AUDIT)
def note_missing(*, by: Actor, child: ChildNow, number: int, version: int, why: str) -> JointPart:
    """Write that an agency sends no part, and why. Raises Refused."""
    part = _part(number, version, child)
    if part.received_on or part.joint.completed_on:
        raise Refused("This part is in, or the audit is complete.")
    if part.agency == OURS:
        raise Refused("Our own part is not left out.")
    part.missing_why = why
    return kept_paper(part)


@action(Action.AUDIT)
def owe(
    *, by: Actor, child: ChildNow, number: int, agency: str, what: str, owner: str, due_on: date
) -> JointAction:  # fmt: skip
    """Write what an agency owes after it, whose it is there by role, and by when. Raises Refused."""
    joint = _joint(number, child)
    if agency not in joint.parts.values_list("agency", flat=True):
        raise Refused("That agency takes no part in this audit.")
    if due_on < by.day:
        raise Refused("That day is past. Agree another with the agency.")
    made = JointAction.objects.create(
        joint=joint, agency=agency, what=what, owner=owner, set_on=by.day, due_on=due_on
    )  # fmt: skip
    touched(made)
    return made


@action(Action.AUDIT)
def grade_together(
    *, by: Actor, child: ChildNow, number: int, version: int, grade: str, agreed: str, theme: str
) -> JointAudit:  # fmt: skip
    """Keep the joint grade, as a row of the child's record. Raises Refused and as writing does."""
    joint = _joint(number, child)
    require_version(joint, version)
    require(" ".join(joint_rules.may_not_grade(
        [joint_rules.as_part(each) for each in joint.parts.all()], grade, agreed, actions=joint.actions.count(),
        complete=joint.completed_on is not None, leads=joint.led_by_id == by.user.pk,
    )))  # fmt: skip
    row = write_record(
        "audits", {"audited_on": by.day, "grade": grade, "theme": theme or None, "auditor_id": by.name,
                   "team_id": child.team_id}, holder=child.child_id, row_id=joint.row_id, version=joint.row_version,
    )  # fmt: skip
    joint.grade, joint.agreed, joint.theme = grade, agreed, theme
    joint.completed_on, joint.row_version = by.day, row.version
    return kept_paper(joint)


@action(Action.DO_AUDIT_ACTION)
def say_owed_done(*, by: Actor, child: ChildNow, number: int, version: int, evidence: str) -> JointAction:
    """Write that an agency did what it owed, and what shows it. Raises Refused."""
    found = _owed(number, version, child)
    if found.done_on or found.said_done_on:
        raise Refused("It is written already. Somebody else looks now.")
    found.said_done_on, found.said_by_id, found.evidence = by.day, by.user.pk, evidence
    return kept_paper(found)


@action(Action.CHECK_AUDIT_ACTION)
def close_owed(*, by: Actor, child: ChildNow, number: int, version: int, checked: str) -> JointAction:
    """Close what an agency owed, having seen that it is done: never what one wrote oneself. Raises Refused."""
    found = _owed(number, version, child)
    require(joint_rules.may_not_close(
        found.said_done_on is not None, found.said_by_id, by.user.pk, found.evidence, closed=found.done_on is not None
    ))  # fmt: skip
    found.done_on, found.checked_by, found.checked = by.day, str(by.user), checked
    return kept_paper(found)


def _joint(number: int, child: ChildNow) -> JointAudit:
    found = held_paper(JointAudit.objects, number)
    _require_same(found, child)
    return found


def _part(number: int, version: int, child: ChildNow) -> JointPart:
    found = held_paper(JointPart.objects.select_related("joint"), number)
    _require_same(found.joint, child)
    require_version(found, version)
    return found


def _owed(number: int, version: int, child: ChildNow) -> JointAction:
    found = held_paper(JointAction.objects.select_related("joint"), number)
    _require_same(found.joint, child)
    require_version(found, version)
    return found


def _require_same(joint: JointAudit, child: ChildNow) -> None:
    """Raises Refused for another child's."""
    if joint.reference != child.reference:
        raise Refused("This is another child’s. Open it again from their page.")
