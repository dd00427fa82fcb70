"""What may be done with a challenge, and by whom. Pure: each gives the reason it refuses, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lineofsight.core.authority_levels import DIRECTOR, SERVICE_HEAD, TEAM_MANAGER, is_enough
from lineofsight.core.working_days import add_working_days

# Who answers at each level of the dispute.
LEVELS = {1: TEAM_MANAGER, 2: SERVICE_HEAD, 3: DIRECTOR}
LAST = max(LEVELS)
LEVEL_TITLES = {TEAM_MANAGER: "team manager", SERVICE_HEAD: "head of service", DIRECTOR: "director"}
IN_ALL = 20
"""Working days in which a reviewing officer's dispute is settled, whatever the levels (IRO handbook, chapter 6)."""


def level_of(row: Mapping[str, Any]) -> int:
    """The level a challenge has reached; the first where none is recorded."""
    return min(max(int(row.get("level") or 1), 1), LAST)


WITH_PARTNER = "This was put to a partner agency. It is answered, passed up and closed on the child’s page of partners."


def is_with_partner(row: Mapping[str, Any]) -> bool:
    """Whether it is a partner agency that is to answer, and not this service."""
    return row.get("kind") == "partner_agency" and bool(row.get("agency"))


def may_not_answer(row: Mapping[str, Any], held: str, who: str) -> str:
    """Why somebody may not answer; blank where they may."""
    if is_with_partner(row):
        return WITH_PARTNER
    if row.get("resolved_on"):
        return "This challenge is closed."
    if row.get("answered_on"):
        return "It is answered. Whoever raised it accepts the answer or passes it up."
    if row.get("raised_by") and row["raised_by"] == who:
        return "You raised this challenge. Somebody else must answer it."
    needed = LEVELS[level_of(row)]
    if not is_enough(held, needed):
        return f"At level {level_of(row)} a {LEVEL_TITLES[needed]} answers."
    return ""


def may_not_close(row: Mapping[str, Any], who: str) -> str:
    """Why somebody may not close a challenge; blank where they may."""
    if is_with_partner(row):
        return WITH_PARTNER
    if row.get("resolved_on"):
        return "This challenge is closed."
    if not row.get("answered_on"):
        return "Nobody has answered it. A challenge is not closed without an answer."
    return _only_its_own(row, who)


def may_not_pass_up(row: Mapping[str, Any], who: str, due_on: date | None, today: date) -> str:
    """Why somebody may not pass a challenge up a level; blank where they may. `due_on`: by when an answer is owed."""
    if is_with_partner(row):
        return WITH_PARTNER
    if row.get("resolved_on"):
        return "This challenge is closed."
    if level_of(row) == LAST:
        return "It has reached the director, the last level here. A reviewing officer may go to Cafcass at any time."
    if not row.get("answered_on") and due_on is not None and due_on >= today and not row.get("immediate_risk"):
        return f"An answer is due by {due_on.day} {due_on:%B %Y}. Pass it up when that day is past, or it is answered."
    return _only_its_own(row, who)


def _only_its_own(row: Mapping[str, Any], who: str) -> str:
    if row.get("raised_by") and row["raised_by"] != who:
        return "Only whoever raised it closes it or passes it up."
    return ""


def settle_by(row: Mapping[str, Any]) -> date | None:
    """By when a dispute is to be settled in all: kept from its first level, so that passing up gains no time."""
    if row.get("settle_by"):
        given: date = row["settle_by"]
        return given
    raised: date | None = row.get("raised_on")
    return None if raised is None else add_working_days(raised, IN_ALL)


def may_not_answer_figure(raised_by: int, who: int, *, answered: bool, accepted: bool) -> str:
    """Why somebody may not answer a challenge of a figure; blank where they may."""
    if accepted:
        return "This is settled."
    if answered:
        return "It is answered. Whoever asked accepts the answer, or says why not."
    return "You said that this is wrong. Somebody else must answer." if raised_by == who else ""


def may_not_settle_figure(raised_by: int, who: int, *, answered: bool, accepted: bool) -> str:
    """Why somebody may not accept or refuse an answer about a figure; blank where they may."""
    if accepted:
        return "This is settled."
    if not answered:
        return "Nobody has answered yet. It stays open until somebody does."
    return "" if raised_by == who else "Only whoever said that it is wrong says whether the answer will do."
