"""The rules of looking with a reason: for how long, and who may review it. A reason is never reviewed by its giver."""

from __future__ import annotations

from datetime import datetime, timedelta

from lineofsight.web.access.policy import Asker
from lineofsight.web.accounts.roles import Action, Reach

HOURS = 24
"""How long a reason holds: this authority's own number. Another is given in the same minute."""
SHORTEST_WORDS = 20
"""Letters of a reason: fewer say nothing that somebody else could review."""
DAYS_TO_REVIEW = 7
DAYS_TOLD = 90
"""For how long a worker is shown who looked at their children with a reason."""


def until(given_at: datetime) -> datetime:
    """When a reason given at a moment stops."""
    return given_at + timedelta(hours=HOURS)


def may_review(
    asker: Asker, *, is_giver: bool, covert: bool, givers_teams: frozenset[str], holds_child: bool
) -> bool:  # fmt: skip
    """Whether a person may review a reason that somebody gave.

    Never their own. A covert one is for somebody independent: whose role reviews them, who shares no team with whoever
    gave it and does not hold the child. Any other is for a manager of a team the giver belongs to, or for those who
    answer for the whole service.
    """
    if is_giver:
        return False
    shared = bool(givers_teams & set(asker.teams))
    if covert:
        return Action.REVIEW_COVERT_LOOKS in asker.role.actions and not shared and not holds_child
    return Action.REVIEW_LOOKS in asker.role.actions and (shared or asker.role.reach is Reach.SERVICE)


def is_review_late(given_at: datetime, now: datetime) -> bool:
    """Whether a reason has waited for its review for longer than it should."""
    return now - given_at > timedelta(days=DAYS_TO_REVIEW)
