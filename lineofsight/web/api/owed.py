"""What is owed, as a row of `duties` gives it."""

from __future__ import annotations

from typing import Any

from lineofsight.record.service.models import ChildNow, OpenDuty
from lineofsight.web.children.owed import Owed, State
from lineofsight.web.day import today
from lineofsight.web.layout.marks import mark_of

_SAME = (
    "standard", "holder_kind", "holder", "subject", "variant", "opened_on", "opened_at", "due_on", "due_at", "met_on",
    "recorded_on", "closed_on", "worker", "team", "basis",
)  # fmt: skip


def duty_row(duty: OpenDuty) -> dict[str, Any]:
    """A row of the worklists' table."""
    status = duty.status_on(today())
    about_a_child = duty.holder_kind == "child"
    return {name: getattr(duty, name) for name in _SAME} | {
        "child": duty.holder if about_a_child else None, "reference": duty.reference,
        "status": status.value if status else None,
        "mark": mark_of(duty.subject, duty.opened_on) if about_a_child and duty.opened_on else None,
    }  # fmt: skip


def owed_row(owed: Owed, child: ChildNow, now: OpenDuty | None) -> dict[str, Any]:
    """One thing owed to a child; `now`, its row in the worklists' table, where it is still there."""
    if now is not None:
        return duty_row(now)
    given = {name: getattr(owed, name) for name in _SAME if hasattr(owed, name)}
    met_in_time = owed.state in (State.MET, State.MET_RECORDED_LATE)
    return given | {
        "holder_kind": "child", "holder": child.child_id, "child": child.child_id, "reference": child.reference,
        # Who held it then is not kept with what ended long ago.
        "worker": None, "team": None, "mark": owed.mark, "status": "met" if met_in_time else owed.state.name.lower(),
    }  # fmt: skip
