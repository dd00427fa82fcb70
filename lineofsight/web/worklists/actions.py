"""What a person changes from a worklist: the address of their own calendar."""

from __future__ import annotations

from lineofsight.web.access.actions import Actor, action, touched
from lineofsight.web.accounts.roles import Action


@action(Action.SEE_WORKLIST)
def stop_calendar_address(*, by: Actor) -> None:
    """Have another address for one's feed: the one before stops at once."""
    by.user.calendar_number += 1
    by.user.save(update_fields=["calendar_number"])
    touched(by.user)
