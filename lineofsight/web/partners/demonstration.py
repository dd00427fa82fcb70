"""Escalations to partners of the demonstration authority, made by the same actions as anybody's: to each level, one
closed."""

from __future__ import annotations

from datetime import date, timedelta

from lineofsight.record.home import Home
from lineofsight.record.service.models import ChildNow, OpenDuty
from lineofsight.record.written import HeldRow
from lineofsight.web.access.actions import Actor
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.access.middleware import asker_of
from lineofsight.web.accounts.models import User
from lineofsight.web.partners import actions
from lineofsight.web.partners.codes import ASKED, ESCALATIONS, INFORMATION, STANDARD_OF

HOW_MANY = 4
_POST = "Operational manager"
_REASON = "We decide about this child next week without knowing what your service knows."
_WANTED = "A written answer, or somebody at the meeting, within the week."


def make_escalations(home: Home, on: date) -> None:
    """Four escalations: one waits, one is closed by another, one goes up once and one twice; nothing where there are.

    Nothing either where the demonstration's team owes nothing to escalate.
    """
    manager, head = _actor("team-manager", on), _actor("service-head", on)
    if not home.only_simulated() or manager is None or head is None:
        return
    caseload = Caseload(manager.asker, lambda _: None)
    open_now = caseload.of_children().open_on(on)
    late = list(open_now.filter(standard=STANDARD_OF[INFORMATION]).overdue_on(on).order_by("-due_on", "key")[:60])
    chosen = [
        (child, duty) for child, duty in _of_different_children(caseload, late) if not _escalated(caseload, child)
    ]
    if len(chosen) < HOW_MANY or len(chosen) < len(_of_different_children(caseload, late)):
        return
    begun = [_raise(manager, caseload, child, duty, urgent=place > 1) for place, (child, duty) in
             enumerate(chosen[:HOW_MANY])]  # fmt: skip
    answered = _held(caseload, *begun[1])
    actions.record_escalation_answer(
        by=manager, child=begun[1][0], held=answered, version=answered.version, on=on,
        words="The report is attached. A new inbox is read each morning from now on.",
    )  # fmt: skip
    answered = _held(caseload, *begun[1])
    actions.close_escalation(by=head, child=begun[1][0], held=answered, version=answered.version, outcome="put_right")
    _up(manager, caseload, *begun[2])
    child, second = _up(manager, caseload, *begun[3])
    _up(head, caseload, child, second)
    actions.agree(by=manager, child=chosen[0][0], agency="housing", values={
        "contact_role": "Housing options manager", "action": "Offer the family a home away from the one who harms",
        "agreed_on": on, "due_on": on + timedelta(days=14),
    })  # fmt: skip


def _of_different_children(caseload: Caseload, duties: list[OpenDuty]) -> list[tuple[ChildNow, OpenDuty]]:
    first = {duty.reference: duty for duty in reversed(duties) if duty.reference}
    return [(child, first[child.reference]) for child in caseload.children_of(list(first))]


def _escalated(caseload: Caseload, child: ChildNow) -> bool:
    rows = caseload.record_of(child).tables.get(ESCALATIONS, ())
    return any(row.get("kind") == "partner_agency" and row.get("agency") for row in rows)


def _raise(
    by: Actor, caseload: Caseload, child: ChildNow, duty: OpenDuty, *, urgent: bool
) -> tuple[ChildNow, str]:  # fmt: skip
    held = caseload.row_of(child, ASKED, duty.subject)
    made = actions.escalate(
        by=by, child=child, what=INFORMATION, held=held, due_on=duty.due_on, there_were=(),
        values={"contact_role": _POST, "reason": _REASON, "wanted": _WANTED, "immediate_risk": urgent},
    )  # fmt: skip
    return child, made.row_id


def _up(by: Actor, caseload: Caseload, child: ChildNow, row_id: str) -> tuple[ChildNow, str]:
    held = _held(caseload, child, row_id)
    made = actions.pass_up_escalation(
        by=by, child=child, held=held, version=held.version, due_on=None,
        values={"contact_role": "Designated safeguarding lead", "why": "Nobody rang back, and the child is at risk."},
    )  # fmt: skip
    return child, made.row_id


def _held(caseload: Caseload, child: ChildNow, row_id: str) -> HeldRow:
    return caseload.row_of(child, ESCALATIONS, row_id)


def _actor(username: str, on: date) -> Actor | None:
    user = User.objects.filter(username=username, is_demonstration=True).first()
    asker = asker_of(user)
    return None if user is None or asker is None else Actor(user, asker, on)
