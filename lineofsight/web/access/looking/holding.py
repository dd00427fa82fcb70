"""Which reasons to look hold now."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from lineofsight.web.access.looking.models import Outcome, ReasonToLook


def reasons_now(user_id: int, at: datetime) -> QuerySet[ReasonToLook]:
    """A person's reasons that hold at a moment: not over, and not found wanting by whoever reviewed them."""
    found = ReasonToLook.objects.filter(user_id=user_id, until__gt=at)
    return found.exclude(outcome=Outcome.NOT_PROPER)


def reason_now(user_id: int, reference: str, at: datetime) -> ReasonToLook | None:
    """The reason that holds for one child: a covert one first, so that nothing shows what it must not."""
    return reasons_now(user_id, at).filter(reference=reference).order_by("-covert", "-given_at").first()
