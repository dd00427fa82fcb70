"""What a token may be, and when it is over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

LONGEST = timedelta(days=365)
MOST = 10
LONGEST_NAME = 60


def why_over(
    *, last_day: date, made_at: datetime, revoked_at: datetime | None, is_active: bool, sessions_from: datetime | None,
    may_have_one: bool, today: date,
) -> str:  # fmt: skip
    """Why a token opens nothing any more, in words; blank while it does. Its person's end is its own end."""
    if revoked_at is not None:
        return "Revoked"
    if today > last_day:
        return "Past its last day"
    if not is_active or not may_have_one:
        return "Its person may have none any more"
    if sessions_from is not None and made_at < sessions_from:
        return "Its person was signed out everywhere after it was made"
    return ""


def problem_of(name: str, last_day: date, today: date, live: Collection[str]) -> tuple[str, str]:
    """The field that is wrong and what is wrong with it; blank for a token that may be made."""
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        return "name", f"Enter a name of 1 to {LONGEST_NAME} characters"
    if name in live:
        return "name", "You have a token of that name. Revoke it first, or choose another name"
    if last_day < today:
        return "last_day", "The last day must be today or later"
    if last_day > today + LONGEST:
        return "last_day", f"The last day must be within {LONGEST.days} days"
    if len(live) >= MOST:
        return "name", f"You have {MOST} tokens. Revoke one that is not used"
    return "", ""
