"""Decisions as pages show them: one, a child's, and those that wait."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lineofsight.record.service.models import ChildNow, OpenDuty
from lineofsight.record.written import HeldRow, Version
from lineofsight.web.decisions import rules
from lineofsight.web.decisions.forms import LABELS
from lineofsight.web.decisions.levels import gateway_words, level_needed
from lineofsight.web.decisions.rules import LEVEL_TITLES, State
from lineofsight.web.layout.dates import from_day, in_full, with_time
from lineofsight.web.layout.links import link

_TONES = {
    State.DECIDED: "met", State.UNSIGNED: "overdue", State.WITHDRAWN: "plain", State.RETURNED: "due",
    State.PROTECTED: "overdue", State.WAITING: "due",
}  # fmt: skip
_IN_ORDER = ("considered", "options", "decision", "reason", "conditions")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of a list of decisions that wait."""

    child: str
    local_id: str
    what: str
    link: str
    put_by: str
    level: str
    since: str
    due: str
    is_overdue: bool
    state: str


@dataclass(frozen=True, slots=True)
class Said:
    """One part of a decision: its heading and the words."""

    heading: str
    words: str


@dataclass(frozen=True)
class DecisionShown:
    """One decision on its page. `by_line`: who decided and when, in a sentence."""

    what: str
    state: str
    tone: str
    by_line: str
    level: str
    in_plain_words: str
    said: tuple[Said, ...]
    returned: str
    returned_by_line: str
    retrospective: str
    source: str
    link: str


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One version in a decision's history."""

    number: int
    when: str
    by: str
    what: str
    why: str


_DID = {
    "put_decision": "Recorded", "sign_decision": "Decided", "return_decision": "Sent back for changes",
    "take_back_decision": "Taken back", "protect_first": "Noted that the child was protected",
}  # fmt: skip


def decision_shown(child: ChildNow, row: Mapping[str, Any], names: Mapping[str, str], today: date) -> DecisionShown:
    """A decision as read. `names`: workers by id."""
    state = rules.state_of(row)
    needed = row.get("authority_level") or level_needed(row["gateway"], row.get("decided_on") or today)
    returned = state is State.RETURNED
    return DecisionShown(
        gateway_words(row["gateway"]), state.value, _TONES[state], _by_line(row, names, state), LEVEL_TITLES[needed],
        row.get("in_plain_words") or "",
        tuple(Said(LABELS[name], row[name]) for name in _IN_ORDER if row.get(name)),
        (row.get("returned_why") or "") if returned else "",
        f"{_name(names, row.get('returned_by'))}, {in_full(row.get('returned_on'))}" if returned else "",
        _retrospective(row), "" if row.get("source") == "application" else "From a file, not written here.",
        link("decisions:decision", child.reference, row["id"]),
    )  # fmt: skip


def _by_line(row: Mapping[str, Any], names: Mapping[str, str], state: State) -> str:
    if row.get("decided_on"):
        who = _name(names, row.get("decided_by")) if row.get("decided_by") else "Nobody named"
        written = row.get("written_on")
        late = f", written down {in_full(written)}" if written and written != row["decided_on"] else ""
        return f"{who} decided, {in_full(row['decided_on'])}{late}."
    if state is State.WITHDRAWN:
        return f"Taken back {in_full(row['withdrawn_on'])}, before it was decided."
    if row.get("proposed_on"):
        return f"Put by {_name(names, row.get('proposed_by'))}, {in_full(row['proposed_on'])}."
    return "Not decided yet."


def _retrospective(row: Mapping[str, Any]) -> str:
    if row.get("acted_on"):
        return f"The child was protected first, {in_full(row['acted_on'])}; the decision followed."
    return "Decided after the action it decides." if row.get("is_retrospective") else ""


def _name(names: Mapping[str, str], who: str | None) -> str:
    return names.get(who or "", who or "Somebody")


def waiting(
    duties: Sequence[OpenDuty], children: Mapping[str, ChildNow], rows: Mapping[str, Mapping[str, Any]],
    names: Mapping[str, str], titles: Mapping[str, str], today: date, may_record: Collection[str],
) -> list[Waiting]:  # fmt: skip
    """Lines for duties about decisions: of those that opened one, the decision; of others, the way to record it.

    `may_record`: references of children about whom whoever asks may record one. Of others: the child's decisions.
    """
    found = []
    for duty in duties:
        child = children.get(duty.reference or "")
        if child is None:
            continue
        row = rows.get(duty.subject)
        at: dict[str, Any] = {
            "child": child.name, "local_id": child.child_id, "since": in_full(duty.opened_on), "due": _due(duty, today),
            "is_overdue": bool(duty.due_on and duty.due_on < today),
        }  # fmt: skip
        if row is not None and row.get("gateway"):
            needed = level_needed(row["gateway"], today)
            found.append(Waiting(
                **at, what=gateway_words(row["gateway"]), link=link("decisions:decision", child.reference, row["id"]),
                put_by=_name(names, row.get("proposed_by")) if row.get("proposed_by") else "",
                level=LEVEL_TITLES[needed], state=rules.state_of(row).value,
            ))  # fmt: skip
        else:
            found.append(Waiting(
                **at, what=titles.get(duty.standard, duty.standard),
                link=link(f"decisions:{'new' if child.reference in may_record else 'child'}", child.reference),
                put_by="", level="", state="nothing recorded",
            ))  # fmt: skip
    return found


def _due(duty: OpenDuty, today: date) -> str:
    return f"{in_full(duty.due_on)}, {from_day(duty.due_on, today)}" if duty.due_on else "Not known"


def history(versions: Sequence[Version], names: Mapping[str, str]) -> list[VersionShown]:
    """Every version of a decision written here, latest first."""
    return [
        VersionShown(each.number, with_time(each.at), _name(names, each.by), _DID.get(each.action, "Changed"), each.why)
        for each in versions
    ]


def row_with_id(held: HeldRow) -> dict[str, Any]:
    """A held row as a row of a child's record."""
    return {**held.values, "id": held.row_id, "source": held.source}
