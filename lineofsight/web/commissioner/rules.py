"""What may be done with questions and pledges, and by whom. Pure: each gives the reason it refuses, or nothing."""

from __future__ import annotations


def may_not_answer(asked_by: int, who: int, *, answered: bool) -> str:
    """Why somebody may not answer a question; blank where they may."""
    if answered:
        return "It is answered. What was said then stands; if it was wrong, another question is asked."
    return "You asked this. Somebody else must answer." if asked_by == who else ""


def may_not_end_pledge(*, ended: bool) -> str:
    """Why a pledge may not be ended; blank where it may."""
    return "It was ended." if ended else ""
