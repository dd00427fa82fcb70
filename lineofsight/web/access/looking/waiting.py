"""What waits: reasons for a reviewer, and notices for the worker who holds a child."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from lineofsight.web.access.actions import Actor
from lineofsight.web.access.log.models import Look
from lineofsight.web.access.looking.finding import child_of, children_held
from lineofsight.web.access.looking.models import ReasonToLook
from lineofsight.web.access.looking.reviewers import is_for_review_by
from lineofsight.web.access.looking.rules import DAYS_TOLD, is_review_late
from lineofsight.web.accounts.roles import ROLES


@dataclass(frozen=True, slots=True)
class Waiting:
    """A reason as a reviewer reads it: `child` is the local id, never a name; `pages` how many looks it served.

    `words` and `found`: what its giver and its reviewer typed; blank where the child's record is restricted to others.
    """

    reason: ReasonToLook
    role: str
    child: str
    pages: int
    late: bool
    words: str
    found: str


def to_review(by: Actor, now: datetime) -> Iterator[Waiting]:
    """The reasons that wait for this person's review, the oldest first."""
    for reason in ReasonToLook.objects.filter(reviewed_at=None).order_by("given_at"):
        if is_for_review_by(by, reason):
            yield waiting(by, reason, now)


def waiting(by: Actor, reason: ReasonToLook, now: datetime) -> Waiting:
    """One reason, told to its reviewer: of a child restricted to others since, not whose record it was nor in words."""
    child = child_of(reason)
    shut = by.asker is not None and reason.reference in by.asker.shut
    role = ROLES[reason.role_code].title if reason.role_code in ROLES else ""
    used = Look.objects.filter(reason_id=reason.pk).count()
    late = reason.reviewed_at is None and is_review_late(reason.given_at, now)
    whose = "Restricted to other people" if shut else child.child_id if child else "No longer in the record"
    words, review = ("", "") if shut else (reason.words, reason.review_words)
    return Waiting(reason, role, whose, used, late, words, review)


def reason_for(by: Actor, number: int) -> ReasonToLook | None:
    """A reason that this person may review, or has reviewed."""
    found = ReasonToLook.objects.filter(pk=number).first()
    return found if found is not None and (is_for_review_by(by, found) or found.reviewer_id == by.user.pk) else None


def notices(worker_id: str, now: datetime) -> list[ReasonToLook]:
    """Who gave a reason to look at the children a worker holds, newest first; never a covert one."""
    held = children_held(worker_id)
    found = ReasonToLook.objects.filter(reference__in=held, covert=False, given_at__gt=now - timedelta(days=DAYS_TOLD))
    return list(found.order_by("-given_at")[:100]) if held else []


def unread(worker_id: str) -> int:
    """How many notices a worker has not read."""
    if not worker_id or not ReasonToLook.objects.filter(told_at=None, covert=False).exists():
        return 0
    return ReasonToLook.objects.filter(reference__in=children_held(worker_id), covert=False, told_at=None).count()
