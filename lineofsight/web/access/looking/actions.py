"""Giving a reason to look, reviewing somebody else's, and having read who looked at one's children."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.http import Http404

from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.actions import Actor, Refused, action, touched
from lineofsight.web.access.looking.finding import children_held
from lineofsight.web.access.looking.models import COVERT, Outcome, ReasonToLook, Why
from lineofsight.web.access.looking.reviewers import is_for_review_by
from lineofsight.web.access.looking.rules import until
from lineofsight.web.access.pages import NOT_YOURS
from lineofsight.web.accounts.roles import Action


class ReviewedMeanwhile(Refused):
    """Somebody else has reviewed it already."""


@action(Action.LOOK_WITH_REASON)
def give_reason(*, by: Actor, about: ChildNow, why: Why, words: str, at: datetime) -> ReasonToLook:
    """Give a reason to look at a child; it holds for a time. Raises Http404 for a kind the role may not give."""
    covert = why.value in COVERT
    if (covert and Action.LOOK_COVERTLY not in by.asker.role.actions) or about.reference in by.asker.shut:
        raise Http404(NOT_YOURS)
    made = ReasonToLook.objects.create(
        user=by.user, by=str(by.user), role_code=by.user.role_code, reference=about.reference, why=why, words=words,
        covert=covert, given_at=at, until=until(at),
    )  # fmt: skip
    touched(made)
    return made


@action(Action.REVIEW_LOOKS)
def review_reason(
    *, by: Actor, reason: ReasonToLook, outcome: Outcome, words: str, at: datetime
) -> ReasonToLook:  # fmt: skip
    """Say whether there was good reason. One found wanting stops at once.

    Raises Http404 where it is not for this person to review, ReviewedMeanwhile where somebody was first.
    """
    if not is_for_review_by(by, reason):
        raise Http404(NOT_YOURS)
    changed = ReasonToLook.objects.filter(pk=reason.pk, version=reason.version, reviewed_at=None).update(
        reviewed_at=at, reviewer=by.user, reviewed_by=str(by.user), outcome=outcome, review_words=words,
        version=reason.version + 1,
    )  # fmt: skip
    if not changed:
        raise ReviewedMeanwhile("Somebody else has reviewed this. Open it again.")
    touched(reason)
    return ReasonToLook.objects.get(pk=reason.pk)


@action(Action.SEE_WORKLIST)
def read_notices(*, by: Actor, reasons: Iterable[int], at: datetime) -> int:
    """Note that a worker has read who looked at children they hold. Gives how many notices there were."""
    mine = ReasonToLook.objects.filter(
        pk__in=list(reasons), covert=False, told_at=None, reference__in=children_held(by.asker.worker_id)
    )
    read = list(mine)
    for each in read:
        touched(each)
    mine.update(told_at=at)
    return len(read)
