"""What may be done with a survey of staff and what follows from it: each gives the reason it refuses, or nothing."""

from __future__ import annotations

from datetime import date


def may_not_keep_counts(*, has_actions: bool) -> str:
    """Why a round's numbers may not be replaced; blank where they may."""
    if has_actions:
        return "Something is being done about these numbers: they stay as they are. Begin another round."
    return ""


def may_not_agree(*, counted: bool, due_on: date, on: date) -> str:
    """Why nothing may be agreed about a round yet; blank where it may."""
    if not counted:
        return "Nothing is known of this round yet. Give its numbers first."
    return "It is to be done in the past. Give a day to come." if due_on < on else ""


def may_not_say_done(owner_id: int, who: int, evidence: str, *, said_done: bool, closed: bool) -> str:
    """Why somebody may not say that it is done; blank where they may."""
    if closed:
        return "This is closed."
    if said_done:
        return "It is said to be done. Somebody else sees whether it is."
    if owner_id != who:
        return "Only whoever is to do it says that it is done."
    return "" if evidence.strip() else "Say what staff can see that shows it is done."


def may_not_close(owner_id: int, who: int, *, said_done: bool, closed: bool) -> str:
    """Why somebody may not close it, or send it back; blank where they may."""
    if closed:
        return "This is closed."
    if not said_done:
        return "Whoever is to do it has not said that it is done, nor what shows it."
    if owner_id == who:
        return "You were to do this. Somebody else sees whether it is done, and closes it."
    return ""
