"""What may be done with the plan, and by whom. Pure: each gives the reason it refuses, or nothing.

Whether a line may be signed off is `evaluation.improvement.may_not_sign_off`: that is a matter of evidence.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date


def may_not_begin_plan(is_one_in_force: bool) -> str:
    """Why no other plan may begin; blank where it may."""
    return "A plan is in force. End it first, and say how it ended." if is_one_in_force else ""


def may_not_end_plan(outcome: str, why: str, put_right: int, lines: int) -> str:
    """Why a plan may not be ended so; blank where it may. One is met only when every line of it is put right."""
    if not why.strip():
        return "Say why it ended: those who come after read it beside their own plan."
    if outcome == "met" and put_right < lines:
        return f"{lines - put_right} of {lines} lines are not put right, so it was not met. Say that it was replaced."
    return ""


def may_not_be_dated(begins_on: date, due_on: date) -> str:
    """Why something cannot run from one day to another; blank where it can."""
    return "It is due before it begins. Enter a later day by when." if due_on < begins_on else ""


def may_not_say_done(owner_id: int, who: int, is_said_done: bool, evidence: str) -> str:
    """Why somebody may not say that an action is done; blank where they may."""
    if is_said_done:
        return "It is said to be done."
    if owner_id != who:
        return "Only whoever owns an action says that it is done."
    return "" if evidence.strip() else "Say what shows that it was done."


def may_not_hold_to(code: str, held_to: Collection[str], unfit: str) -> str:
    """Why a line may not be held to a measure; blank where it may. `unfit`: why the measure cannot be used at all."""
    return "The line is held to this measure already." if code in held_to else unfit


def may_not_take_off(why: str) -> str:
    """Why a measure may not be taken off a line or changed; blank where it may."""
    return "" if why.strip() else "Say why: what was asked before stays to be read, with your reason."


def may_not_answer(asked_by_id: int, who: int, is_answered: bool) -> str:
    """Why somebody may not answer a question; blank where they may."""
    if is_answered:
        return "It is answered."
    return "You asked this yourself. Somebody else answers it." if asked_by_id == who else ""


def may_not_hold_meeting(on: date, today: date, last: date | None) -> str:
    """Why a meeting cannot have been on a day; blank where it can."""
    if on > today:
        return "A meeting is recorded when it has been held. Enter today's date or an earlier one."
    if last is not None and on <= last:
        return "A later meeting is recorded already. What was said then stays as it was."
    return ""


def may_not_have_led(from_on: date, to_on: date | None, today: date) -> str:
    """Why somebody cannot have led between two days; blank where they can."""
    if to_on is not None and to_on < from_on:
        return "They left before they came. Enter a later day."
    return "That is in the future. Enter it when it has come." if from_on > today else ""
