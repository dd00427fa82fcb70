"""What may be done with a public scorecard, and by whom. Pure: each gives the reason it refuses, or nothing."""

from __future__ import annotations


def may_not_make(chosen: int, shown: int) -> str:
    """Why a scorecard may not be made of `chosen` measures, of which `shown` have anything to show."""
    if not chosen:
        return "Choose at least one measure."
    return "" if shown else "None of the measures chosen has anything that may be shown. Choose others."


def may_not_publish(made_by: int, who: int, *, published: bool, refused: bool, withdrawn: bool) -> str:
    """Why somebody may not publish a scorecard; blank where they may."""
    if withdrawn:
        return "It was withdrawn. Make another from the snapshot."
    if published:
        return "It is published."
    if refused:
        return "It was sent back. Make another."
    return "You made this. A second person must publish it." if made_by == who else ""


def may_not_send_back(made_by: int, who: int, *, published: bool, refused: bool) -> str:
    """Why somebody may not send a scorecard back unpublished; blank where they may."""
    if published:
        return "It is published. Withdraw it, and say why."
    if refused:
        return "It was sent back."
    return "You made this. Somebody else says whether it is published." if made_by == who else ""


def may_not_withdraw(*, published: bool, withdrawn: bool) -> str:
    """Why a scorecard may not be withdrawn; blank where it may: whoever sees a fault takes it down at once."""
    if not published:
        return "It is not published."
    return "It was withdrawn." if withdrawn else ""
