"""What may be done with an audit and its actions, and by whom. Pure: each gives the reason it refuses, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lineofsight.web.audits.tools import Tool
from lineofsight.web.knowledge.audit_words import BELOW_GOOD, GRADES

ALWAYS_MODERATED = ("inadequate", "outstanding")


@dataclass(frozen=True)
class Involved:
    """Everybody with a part in a child's case now or in the last year, by how the record names them."""

    workers: frozenset[str] = field(default_factory=frozenset)
    reviewing_officers: frozenset[str] = field(default_factory=frozenset)
    chairs: frozenset[str] = field(default_factory=frozenset)
    deciders: frozenset[str] = field(default_factory=frozenset)
    teams: frozenset[str] = field(default_factory=frozenset)


def may_not_audit(who: str, teams: Collection[str], involved: Involved) -> str:
    """Why somebody is not independent of a child; blank where they are. `teams`: those they work in or manage."""
    if who in involved.workers:
        return "You work, or worked in the last year, with this child. Somebody independent must audit."
    if who in involved.reviewing_officers:
        return "You review this child’s care. Somebody independent must audit."
    if who in involved.chairs:
        return "You chair this child’s conferences. Somebody independent must audit."
    if involved.teams & set(teams):
        return "You manage or belong to a team that holds, or held in the last year, this child. " \
            "Somebody independent must audit."  # fmt: skip
    if who in involved.deciders:
        return "You made decisions about this child in the last year. Somebody independent must audit."
    return ""


def may_not_take(auditor_id: int | None, who: int) -> str:
    """Why somebody may not take an audit that was drawn; blank where they may."""
    if auditor_id is None:
        return ""
    return "You have this audit already." if auditor_id == who else "Somebody else has taken this audit."


def may_not_write(auditor_id: int | None, who: int, *, completed: bool) -> str:
    """Why somebody may not write an audit's answers; blank where they may."""
    if auditor_id != who:
        return "Only its auditor writes an audit. Take it first, if nobody has."
    return "This audit is complete. What was found stays as it was: audit again." if completed else ""


def may_not_complete(
    tool: Tool, answers: Mapping[str, Any], grade: str, quoted: Collection[str], actions: Sequence[tuple[str, str]], *,
    at_risk: bool,
) -> list[str]:  # fmt: skip
    """Everything that stands against completing an audit; nothing where nothing does.

    answers: by question. quoted: the questions with a quote from the record. actions: (what, owner) of each.
    """
    found = []
    for question in tool.questions:
        worth = tool.grade_of(question, str(answers.get(question.code, "")))
        if not worth:
            found.append(f"Answer: {question.text}")
        elif worth in ALWAYS_MODERATED and question.code not in quoted:
            found.append(f"Quote what the record says, for an answer as strong as this: {question.text}")
    if grade not in GRADES:
        found.append("Give an overall grade.")
    if not quoted:
        found.append("Quote the record at least once: a grade without evidence is an opinion.")
    if at_risk and grade in ("good", "outstanding"):
        found.append("You found the child at risk now: practice that leaves a child at risk is not good.")
    if grade in BELOW_GOOD and not actions:
        found.append("Practice below good needs at least one action, with an owner.")
    found += [f"Say who is to do this: {what}" for what, owner in actions if not owner]
    return found


def why_moderated(grade: str, *, drawn: bool) -> str:
    """Why an audit is moderated; blank where it is not."""
    if grade in ALWAYS_MODERATED:
        return f"All graded {GRADES[grade].lower()} are"
    return "It fell into the random share" if drawn else ""


def may_not_moderate(auditor_id: int | None, who: int, because: str, *, moderated: bool, dependent: str) -> str:
    """Why somebody may not grade an audit again; blank where they may. `dependent`: why they are not independent."""
    if not because:
        return "This audit was not chosen for moderation."
    if moderated:
        return "This audit is moderated."
    if auditor_id == who:
        return "You made this audit. Somebody else must grade it again."
    return dependent


def is_hidden_from(auditor_id: int | None, who: int, because: str, *, moderated: bool, may_moderate: bool) -> bool:
    """Whether what an auditor found is kept from somebody: until it is graded again, from all who may do so."""
    return bool(because) and not moderated and may_moderate and auditor_id != who


def may_not_say_done(row: Mapping[str, Any], who: str, evidence: str) -> str:
    """Why somebody may not say that an action is done; blank where they may."""
    if row.get("done_on"):
        return "This action is closed."
    if row.get("said_done_on"):
        return "It is said to be done. Somebody else checks it on the record."
    if row.get("owner_id") and row["owner_id"] != who:
        return "Only its owner says that it is done. Take it over first, if it is yours to do now."
    return "" if evidence.strip() else "Say what shows that it was done: where on the record it can be seen."


def may_not_take_over(row: Mapping[str, Any], who: str) -> str:
    """Why somebody may not become an action's owner; blank where they may."""
    if row.get("done_on"):
        return "This action is closed."
    if row.get("said_done_on"):
        return "It is said to be done. Whoever did it stays its owner until it is checked."
    return "You own this action already." if row.get("owner_id") == who else ""


def may_not_hand_on(row: Mapping[str, Any], *, shut_out: bool) -> str:
    """Why an action may not be handed to somebody else; blank where whoever has it may not open the record any more."""
    if row.get("done_on"):
        return "This action is closed."
    if row.get("said_done_on"):
        return "It is said to be done. Somebody else checks it on the record."
    return "" if shut_out else "Whoever has this action may open the record: it stays theirs until they give it up."


def may_not_close(row: Mapping[str, Any], who: str) -> str:
    """Why somebody may not close an action, or send it back; blank where they may."""
    if row.get("done_on"):
        return "This action is closed."
    if row.get("owner_id") == who:
        return "This action is yours. Somebody else must look at the record and close it."
    if not row.get("said_done_on"):
        return "Its owner has not said that it is done. An action is not closed before."
    return "" if (row.get("evidence") or "").strip() else "There is no evidence. An action is not closed without."


def why_head_must_know(row: Mapping[str, Any]) -> str:
    """Why a head of service must be told of what an audit found; blank where nobody need be, or somebody was."""
    if row.get("head_told_on"):
        return ""
    if row.get("child_at_risk"):
        return "The audit found the child at risk. A head of service must be told the same day."
    if row.get("grade") == "inadequate":
        return "Practice was graded inadequate. A head of service must be told the same day."
    return ""


def may_not_be_told(told_on: date | None, found_on: date, today: date) -> str:
    """Why a head of service cannot have been told on that day; blank where they can."""
    if told_on is not None and told_on > today:
        return "That day is in the future. Tell the head of service now, and enter today."
    if told_on is not None and told_on < found_on:
        return "That day is before the danger was found. Check the date."
    return ""
