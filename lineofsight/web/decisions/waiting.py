"""Which decisions wait for whom: duties of the standards about decisions, sorted by what is to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lineofsight.core.standards import Standard
from lineofsight.core.tables.oversight import decisions
from lineofsight.record.service.models import OpenDuty
from lineofsight.record.service.open_duty import DutiesOnADay
from lineofsight.web.access.authority import level_held
from lineofsight.web.access.request import Request
from lineofsight.web.decisions import rules
from lineofsight.web.decisions.levels import level_needed
from lineofsight.web.decisions.rules import State
from lineofsight.web.knowledge.definitions import definitions

PUT, PROTECTED, UNSIGNED, UNWRITTEN, OVERSIGHT = (
    "decision_made", "protective_decision", "decision_signed", "management_decision_recorded", "management_oversight",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """One list: its code in the address, its title, and what an empty one means."""

    code: str
    title: str
    empty: str


KINDS = (
    Kind("mine", "For me to decide", "Nothing waits for you to decide."),
    Kind("protected", "Protected first, decide now", "No action to protect a child waits for its decision."),
    Kind("returned", "Sent back to me", "Nothing you put was sent back."),
    Kind("put", "Put by me, waiting", "Nothing you put is waiting."),
    Kind("missing", "Missing", "No gateway is past without a decision."),
    Kind("unsigned", "Without a name or not written down", "Every decision has a name and is written down."),
    Kind("oversight", "Nobody has decided for three months", "Every open child was decided about in three months."),
)
BY_CODE = {kind.code: kind for kind in KINDS}


@dataclass(frozen=True)
class Lists:
    """The duties of each list, soonest due first, and by id the decisions behind those sorted by whose they are.

    Other lists stay in the database, to be counted there and read a page at a time: none is cut.
    """

    duties: Mapping[str, list[OpenDuty] | DutiesOnADay]
    rows: Mapping[str, Mapping[str, Any]]

    def number(self, code: str) -> int:
        """How many a list has."""
        listed = self.duties[code]
        return len(listed) if isinstance(listed, list) else listed.count()

    def rows_of(self, request: Request, duties: Sequence[OpenDuty]) -> Mapping[str, Mapping[str, Any]]:
        """The decisions behind some of these duties, by id."""
        others = [duty for duty in duties if duty.standard in (UNSIGNED, UNWRITTEN)]
        return {**self.rows, **request.caseload.rows_behind(others, decisions)}


def standards_of_gateways() -> dict[str, Standard]:
    """The standards that a decision at a gateway meets, by code."""
    found = {}
    for code, standard in definitions().standards.items():
        met = standard.met_by if isinstance(standard.met_by, tuple) else ()
        if standard.opens.source is not decisions and any(each.source is decisions for each in met):
            found[code] = standard
    return found


def lists_of(request: Request) -> Lists:
    """Every list for whoever asks."""
    day, me = request.actor.day, request.actor.name
    gateways = set(standards_of_gateways()) - {OVERSIGHT}
    open_now = request.caseload.of_children().open_on(day).filter(known=True).order_by("due_on", "reference", "key")
    # Whose a decision that was put is, only its row tells: every one is read.
    put = list(open_now.filter(standard__in=(PUT, PROTECTED)))
    rows = request.caseload.rows_behind(put, decisions)
    held = level_held(request.asker)
    found: dict[str, list[OpenDuty]] = {kind.code: [] for kind in KINDS}
    for duty in put:
        for code in _lists(duty, rows.get(duty.subject), held, me, request):
            found[code].append(duty)
    # Due soon at the gateways is the worklist's: here is what is past.
    late = open_now.filter(due_on__lt=day)
    return Lists({
        **found, "unsigned": open_now.filter(standard__in=(UNSIGNED, UNWRITTEN)),
        "missing": late.filter(standard__in=sorted(gateways)), "oversight": late.filter(standard=OVERSIGHT),
    }, rows)  # fmt: skip


def _lists(duty: OpenDuty, row: Mapping[str, Any] | None, held: str, me: str, request: Request) -> list[str]:
    if row is None:
        return []
    state = rules.state_of(row)
    mine = [] if rules.may_not_sign(row, level_needed(row["gateway"], request.actor.day), held, me) else ["mine"]
    if duty.standard == PROTECTED:
        return ["protected", *mine]
    if state is State.RETURNED:
        return ["returned"] if row.get("proposed_by") == me else []
    return [*mine, *(["put"] if row.get("proposed_by") == me else [])]
