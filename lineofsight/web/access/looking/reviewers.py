"""Whose review a reason to look waits for."""

from __future__ import annotations

from lineofsight.web.access.actions import Actor
from lineofsight.web.access.looking.finding import child_of
from lineofsight.web.access.looking.models import ReasonToLook
from lineofsight.web.access.looking.rules import may_review
from lineofsight.web.accounts.models import User


def is_for_review_by(by: Actor, reason: ReasonToLook) -> bool:
    """Whether a person may review a reason: `rules.may_review`, asked of the accounts and of who holds the child."""
    giver = User.objects.get(pk=reason.user_id)
    child, worker = child_of(reason), by.asker.worker_id
    holders = {child.worker_id, child.reviewing_officer_id, child.personal_adviser_id} if child else set()
    return may_review(
        by.asker, is_giver=giver.pk == by.user.pk or (bool(worker) and worker == giver.worker_id), covert=reason.covert,
        givers_teams=frozenset(giver.team_ids(by.day)), holds_child=bool(worker) and worker in holders,
    )  # fmt: skip
