"""What may be done with a decision, and by whom. Pure: each gives the reason it refuses, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from lineofsight.core.authority_levels import DIRECTOR, SERVICE_HEAD, TEAM_MANAGER, is_enough

LEVEL_TITLES = {TEAM_MANAGER: "team manager", SERVICE_HEAD: "head of service", DIRECTOR: "director"}


class State(StrEnum):
    """Where a decision is."""

    DECIDED = "decided"
    UNSIGNED = "decided, by nobody named"
    WITHDRAWN = "taken back"
    RETURNED = "sent back for changes"
    PROTECTED = "protected first: to be decided now"
    WAITING = "waiting to be decided"


def state_of(row: Mapping[str, Any]) -> State:
    """Where a decision is, by its dates alone."""
    if row.get("withdrawn_on"):
        return State.WITHDRAWN
    if row.get("decided_on"):
        return State.DECIDED if row.get("decided_by") else State.UNSIGNED
    if row.get("returned_on"):
        return State.RETURNED
    return State.PROTECTED if row.get("acted_on") and not row.get("proposed_on") else State.WAITING


def may_not_sign(row: Mapping[str, Any], needed: str, held: str, who: str) -> str:
    """Why somebody may not make a decision that was put; blank where they may."""
    state = state_of(row)
    if state in (State.DECIDED, State.WITHDRAWN):
        return f"This decision is {state.value}."
    if state is State.RETURNED:
        return "This was sent back for changes. Whoever put it changes it and puts it again."
    if not is_enough(held, needed):
        return f"This decision is for a {LEVEL_TITLES[needed]} to make."
    if row.get("proposed_by") and row["proposed_by"] == who:
        return "You put this decision yourself. Somebody else must decide it."
    return ""


def may_not_return(row: Mapping[str, Any], needed: str, held: str, who: str) -> str:
    """Why somebody may not send a decision back; blank where they may. What nobody put cannot go back to anybody."""
    if reason := may_not_sign(row, needed, held, who):
        return reason
    return "" if row.get("proposed_by") else "Nobody put this decision, so it cannot be sent back. Decide it."


def may_not_change(row: Mapping[str, Any], who: str) -> str:
    """Why somebody may not change what was put; blank where they may."""
    state = state_of(row)
    if state in (State.DECIDED, State.WITHDRAWN):
        return f"This decision is {state.value}. What was decided stays as it was: record another."
    if row.get("proposed_by") and row["proposed_by"] != who:
        return "Only whoever put this decision changes it. Send it back and say what is to change."
    return ""


def may_not_be_dated(decided_on: date | None, acted_on: date | None, today: date) -> str:
    """Why a decision cannot have these days; blank where it can."""
    if decided_on and decided_on > today:
        return "A decision is not made in the future. Enter today's date or an earlier one."
    if acted_on and acted_on > today:
        return "The action is in the future. Record it when it has been taken."
    return ""
