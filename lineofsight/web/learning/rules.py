"""What may be done in the learning register, and by whom. Pure: each gives the reason it refuses, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from lineofsight.core.periods import add_months
from lineofsight.web.learning.kinds import COMPLAINT, COMPLIMENT, INCIDENT, REVIEW, Kind, Step
from lineofsight.web.learning.proof import Proof, State

LOOK_AGAIN = (3, 6, 12)
"""Months after closing at which somebody looks whether the change holds: a setting of our own, asked by no law."""
NOTHING_WRONG = ("not_upheld", "withdrawn", "not_accepted")


def is_kept_from(
    name: str, username: str, teams: Collection[str], concerns: Collection[str], kept_from: Collection[str]
) -> bool:  # fmt: skip
    """Whether an allegation is kept from somebody: they are concerned, manage who is, or belong to that team."""
    return bool({name, username} & (set(concerns) - {""})) or bool(set(teams) & set(kept_from))


def may_not_step(kind: Kind, step: Step | None, row: Mapping[str, Any], on: date | None, today: date) -> str:
    """Why something may not be recorded of an entry; blank where it may."""
    if step is None:
        return "Choose what happened."
    if row.get(step.column):
        return f"{step.title} is recorded already."
    if step.after and not row.get(step.after):
        before = next((each.title for each in kind.steps if each.column == step.after), "the step before")
        return f"{before} is not recorded yet. Record that first."
    if step.flag:
        return ""
    if on is None:
        return "Enter the day."
    if on > today:
        return "That day is in the future. Enter it when it has happened."
    first = row.get(step.after or kind.begins)
    if isinstance(first, date) and on < first:
        return f"That is before {first.day} {first:%B %Y}, the day of the step before. Check the date."
    return ""


def may_not_begin(on: date, today: date) -> str:
    """Why an entry may not begin on a day; blank where it may."""
    return "That day is in the future. Check the date." if on > today else ""


def may_not_say_done(action: Mapping[str, Any], who: int, evidence: str) -> str:
    """Why somebody may not say that an action is done; blank where they may."""
    if action["done_on"]:
        return "This action is closed."
    if action["owner_id"] != who:
        return "Only its owner says that it is done."
    if action["said_done_on"]:
        return "You said so already. Somebody else looks now."
    return "" if evidence.strip() else "Say what shows that it was done, and where it can be seen."


def may_not_hand_on(action: Mapping[str, Any], *, shut_out: bool) -> str:
    """Why an action may not be handed to somebody else; blank where whoever has it may not open the record any more."""
    if action["done_on"]:
        return "This action is closed."
    if action["said_done_on"]:
        return "It is said to be done. Somebody else looks now."
    return "" if shut_out else "Whoever has this action may open it: it stays theirs."


def may_not_close_action(action: Mapping[str, Any], who: int) -> str:
    """Why somebody may not close an action, or send it back; blank where they may."""
    if action["done_on"]:
        return "This action is closed."
    if action["owner_id"] == who:
        return "This action is yours. Somebody else must look and close it."
    if not action["said_done_on"]:
        return "Its owner has not said that it is done. An action is not closed before."
    return "" if action["evidence"].strip() else "There is no evidence. An action is not closed without."


def may_not_close(
    kind: Kind, row: Mapping[str, Any], learnt: str, actions: Sequence[tuple[Mapping[str, Any], Proof]], who: int,
    *, closed: bool = False,
) -> list[str]:  # fmt: skip
    """Everything that stands against closing an entry; nothing where nothing does. actions: each with its proof."""
    if closed:
        return ["This entry is closed."]
    found = []
    if not learnt.strip():
        found.append("Write what was learnt.")
    if kind.ends and not row.get(kind.ends):
        last = next(step.title for step in kind.steps if step.column == kind.ends)
        found.append(f"{last}: this is not recorded yet.")
    if not actions and needs_action(kind, row):
        found.append(
            "Nothing is to change after this. Add at least one action, with the proof that it changed something."
        )
    for action, proof in actions:
        if not action["done_on"]:
            found.append(f"Not closed by somebody else yet: {action['what']}")
        elif proof.state is not State.HOLDS:
            found.append(f"Nothing shows the change yet: {action['what']}. {proof.words}")
    if any(action["owner_id"] == who for action, _ in actions):
        found.append("An action of this entry is yours. Somebody else must close the entry.")
    return found


def needs_action(kind: Kind, row: Mapping[str, Any]) -> bool:
    """Whether something must change after an entry of this kind before it is closed.

    A rule of our own, stricter than any text: Working Together to Safeguard Children 2023, chapter 5, asks that what a
    review found is acted on; for complaints and allegations no law says that something must change.
    """
    if kind.code in (INCIDENT, REVIEW):
        return True
    if kind.code == COMPLAINT:
        return row.get("outcome") not in NOTHING_WRONG
    return kind.code != COMPLIMENT and row.get("outcome") == "substantiated"


def looks_again_on(closed_on: date) -> list[tuple[int, date]]:
    """After how many months, and on which day, somebody looks again."""
    return [(months, add_months(closed_on, months)) for months in LOOK_AGAIN]


def may_not_check(due_on: date, today: date, proofs: Sequence[Proof], *, done: bool) -> str:
    """Why a later check may not be made yet; blank where it may."""
    if done:
        return "This check is made."
    if due_on > today:
        return f"This check is due on {due_on.day} {due_on:%B %Y}, not before: what holds early may not hold."
    unseen = next((proof for proof in proofs if proof.state is State.NOBODY_LOOKED), None)
    return f"It cannot be said whether this holds. {unseen.words}" if unseen else ""


def lapsed(proofs: Sequence[Proof]) -> list[str]:
    """What does not hold any more: with any, the entry opens again."""
    return [proof.words for proof in proofs if proof.state is State.NOT_YET]
