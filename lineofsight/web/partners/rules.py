"""What may be written about a partner, and when an escalation is raised, passed up, answered and closed.

Pure: each gives the reason it refuses, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lineofsight.core.authority_levels import SERVICE_HEAD, TEAM_MANAGER, is_enough

LEVELS = {1: "the agency’s manager", 2: "the agency’s safeguarding lead", 3: "the safeguarding partnership"}
"""Up to whom a disagreement is taken. That partners agree how is asked by Working Together to Safeguard Children 2023;
these three steps are this product's own, and an authority's resolution policy may have others."""
LAST = max(LEVELS)
# Who takes it to that level for this authority: anyone who works with the child; then those who answer for a team, and
# for a service.
_RAISES = {1: "", 2: TEAM_MANAGER, 3: SERVICE_HEAD}
_TITLES = {TEAM_MANAGER: "team manager", SERVICE_HEAD: "head of service"}
PARTNER = "partner_agency"

_NUMBER = re.compile(r"\d[\d\s()+-]{5,}\d")
_TITLED = re.compile(r"\b(Mr|Mrs|Ms|Miss|Dr|Doctor|PC|DC|DS|Prof)\.?\s+[A-Z]")


def is_with_partner(row: Mapping[str, Any]) -> bool:
    """Whether a challenge is an escalation to a partner."""
    return row.get("kind") == PARTNER


def names_a_person(text: str) -> str:
    """Why words cannot stand for a post; blank where they can. A post is kept: no one's name, number or address."""
    if "@" in text:
        return "Give the post, not an e-mail address: the record keeps no private person’s details."
    if _NUMBER.search(text):
        return "Give the post, not a telephone number: the record keeps no private person’s details."
    if _TITLED.search(text):
        return "Give the post, such as “named doctor”, not the name of who holds it."
    return ""


def may_not_record_attendance(row: Mapping[str, Any], today: date) -> str:
    """Why whether a partner came cannot be recorded; blank where it can."""
    on = row.get("meeting_on")
    if on is None:
        return "The record does not say when the meeting was. Record that first."
    return "The meeting has not been held yet." if on > today else ""


def may_not_receive(row: Mapping[str, Any], asked_on: date | None, ended: str, on: date, today: date) -> str:
    """Why an answer, a report or an action done cannot be recorded as of a day; blank where it can.

    `ended`: the column that says that it is there already.
    """
    if row.get(ended):
        return "It is recorded already. What was recorded stays as it was."
    if row.get("withdrawn_on"):
        return "It was taken back as no longer needed: nothing is waited for."
    if on > today:
        return "That day is still to come. Record it when it is there."
    if asked_on is not None and on < asked_on:
        return "That day is before it was asked for."
    return ""


def may_not_withdraw(row: Mapping[str, Any], ended: str) -> str:
    """Why something asked of a partner cannot be taken back; blank where it can."""
    if row.get(ended):
        return "It is there already: nothing is to be taken back."
    return "It is taken back already." if row.get("withdrawn_on") else ""


def ground(what: str, row: Mapping[str, Any], due_on: date | None, today: date) -> str:
    """Why there is nothing to escalate; blank where there is: what was owed is past due, or nobody came."""
    if row.get("withdrawn_on"):
        return "It was taken back as no longer needed."
    late = due_on is not None and due_on < today
    match what:
        case "attendance":
            if row.get("attended") is None:
                return "Nobody has recorded whether the agency came. Record it first: not recorded is not absent."
            return "The agency came to this meeting." if row["attended"] else ""
        case "information":
            if row.get("answered_on"):
                return "The agency has answered."
            return "" if late or row.get("urgent") else _not_yet(due_on)
        case "report":
            if not row.get("report_asked"):
                return "No report was asked for."
            return "The report has come." if row.get("report_received_on") else "" if late else _not_yet(due_on)
        case "action":
            return "The action is done." if row.get("done_on") else "" if late else _not_yet(due_on)
    return "There is nothing of that kind to escalate."


def _not_yet(due_on: date | None) -> str:
    if due_on is None:
        return "The record does not say by when it is due, so it cannot be said to be late."
    return f"It is due by {due_on.day} {due_on:%B %Y}. Escalate it when that day is past."


def may_not_escalate(about: Iterable[Mapping[str, Any]]) -> str:
    """Why an escalation cannot begin; blank where it can. `about`: those of the same thing there were."""
    if any(not row.get("resolved_on") for row in about):
        return "This is escalated already. Pass that one up instead: each level in its turn."
    return ""


def level_of(row: Mapping[str, Any]) -> int:
    """The level an escalation has reached; 1 where none is recorded."""
    return min(max(int(row.get("level") or 1), 1), LAST)


def may_not_pass_up(row: Mapping[str, Any], held: str, due_on: date | None, today: date) -> str:
    """Why somebody may not take an escalation to the next level; blank where they may.

    `held`: their level of authority. `due_on`: by when this level is to have settled it.
    """
    if row.get("resolved_on"):
        return "This escalation is closed."
    level = level_of(row)
    if level == LAST:
        return "It has reached the safeguarding partnership, the last level."
    needed = _RAISES[level + 1]
    if not is_enough(held, needed):
        return f"A {_TITLES[needed]} takes it to {LEVELS[level + 1]}."
    if not row.get("answered_on") and not row.get("immediate_risk") and (due_on is None or due_on >= today):
        if due_on is None:
            return "The record does not say by when this level answers."
        return f"{LEVELS[level][0].upper()}{LEVELS[level][1:]} has until {due_on.day} {due_on:%B %Y}. " \
            "Pass it up when that day is past, or they have answered."  # fmt: skip
    return ""


def may_not_record_answer(row: Mapping[str, Any], on: date, today: date) -> str:
    """Why a partner's answer to an escalation cannot be recorded as of a day; blank where it can."""
    if row.get("resolved_on"):
        return "This escalation is closed."
    if row.get("answered_on"):
        return "An answer is recorded. Close the escalation, or pass it up if the answer will not do."
    if on > today:
        return "That day is still to come. Record the answer when it is there."
    raised = row.get("raised_on")
    return "That day is before the escalation was raised." if raised is not None and on < raised else ""


def may_not_close(row: Mapping[str, Any], who: str) -> str:
    """Why somebody may not close an escalation; blank where they may."""
    if row.get("resolved_on"):
        return "This escalation is closed."
    if not row.get("answered_on"):
        return "No answer has come. An escalation is not closed without one."
    if row.get("raised_by") == who:
        return "You raised this escalation. Somebody else reads the answer and closes it."
    return ""
