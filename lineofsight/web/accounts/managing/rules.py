"""The rules of managing accounts: nobody raises themselves, and somebody can always manage accounts."""

from __future__ import annotations

from datetime import date

ADMINISTRATOR = "system_administrator"


def problem_of_change(*, is_self: bool, was: str, will_be: str, other_administrators: int) -> str:
    """Why somebody's role may not be changed; blank where it may."""
    if is_self and was != will_be:
        return "Somebody else must change your role"
    if was == ADMINISTRATOR and will_be != ADMINISTRATOR and not other_administrators:
        return "This is the last system administrator. Give another person that role first"
    return ""


def problem_of_leaving(*, is_self: bool, role: str, other_administrators: int, left_on: date, today: date) -> str:
    """Why somebody's account may not be ended; blank where it may."""
    if is_self:
        return "Somebody else must end your account"
    if role == ADMINISTRATOR and not other_administrators:
        return "This is the last system administrator. Give another person that role first"
    if left_on > today:
        return "An account is ended on the day, not before: until then its owner works"
    return ""


def problem_of_membership(from_on: date, to_on: date | None) -> str:
    """Why somebody may not belong to a team from a day to another; blank where they may."""
    return "The last day must not be before the first" if to_on is not None and to_on < from_on else ""


def problem_of_restrictions(left_shut: int, *, takes_over: bool, may_name: bool) -> str:
    """Why somebody may not go, or change role, who alone may lift so many restrictions; blank where they may.

    `takes_over`: somebody who may lift them is named in their place; `may_name`: an administrator may name one. Whoever
    only changes role is still here, and hands over what they know themselves.
    """
    if not left_shut or takes_over:
        return ""
    records = f"{left_shut} restricted record{'' if left_shut == 1 else 's'}"
    if may_name:
        return f"Nobody else may lift {records}. Choose who is named in their place"
    return f"Nobody else may lift {records}. Ask them to name a head of service or the director there first"
