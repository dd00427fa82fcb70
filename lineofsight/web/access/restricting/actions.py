"""Restricting a record to named people, changing who they are, and lifting it. Nothing of it is ever removed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.actions import Actor, Refused, action, touched
from lineofsight.web.access.papers import PaperChanged
from lineofsight.web.access.restricting.holding import restriction_of
from lineofsight.web.access.restricting.models import Kind, NamedPerson, Restriction
from lineofsight.web.access.restricting.rules import problem_of_named, problem_of_review
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import Action

CHANGED = "Somebody else has changed this meanwhile. Open it again."


class RestrictionRefused(Refused):
    """The restriction cannot be; the message says why."""


@action(Action.RESTRICT)
def restrict(
    *, by: Actor, child: ChildNow, kind: Kind, why: str, named: Sequence[User], review_on: date, at: datetime
) -> Restriction:
    """Restrict a child's record to named people. Raises RestrictionRefused."""
    if restriction_of(child.reference) is not None:
        raise RestrictionRefused("This record is restricted already. Change who is named, or lift it.")
    _check(named, review_on, by.day)
    made = Restriction.objects.create(
        reference=child.reference, kind=kind, why=why, set_at=at, set_by=by.user, review_on=review_on
    )
    NamedPerson.objects.bulk_create(NamedPerson(restriction=made, user=user, from_at=at) for user in named)
    touched(made)
    return made


@action(Action.RESTRICT)
def change_restriction(
    *, by: Actor, child: ChildNow, version: int, named: Sequence[User], review_on: date, at: datetime
) -> Restriction:
    """Name other people, or another day to look at it again. Raises RestrictionRefused, PaperChanged."""
    _check(named, review_on, by.day)
    held = _changed(child, version, review_on=review_on)
    wanted = {user.pk for user in named}
    there = NamedPerson.objects.filter(restriction=held, to_at=None)
    there.exclude(user_id__in=wanted).update(to_at=at)
    kept = set(there.values_list("user_id", flat=True))
    NamedPerson.objects.bulk_create(
        NamedPerson(restriction=held, user=user, from_at=at) for user in named if user.pk not in kept
    )
    touched(held)
    return held


@action(Action.RESTRICT)
def lift(*, by: Actor, child: ChildNow, version: int, why: str, at: datetime) -> Restriction:
    """Lift the restriction, with a reason that is kept. Raises RestrictionRefused, PaperChanged."""
    held = _changed(child, version, lifted_at=at, lifted_by=by.user, lifted_why=why)
    touched(held)
    return held


def _check(named: Sequence[User], review_on: date, today: date) -> None:
    if problem := problem_of_named([user.role for user in named]) or problem_of_review(review_on, today):
        raise RestrictionRefused(problem)


def _changed(child: ChildNow, version: int, **values: object) -> Restriction:
    """Change the restriction that holds, if it is still as it was read. Raises RestrictionRefused, PaperChanged."""
    held = restriction_of(child.reference)
    if held is None:
        raise RestrictionRefused(CHANGED)
    found = Restriction.objects.filter(pk=held.pk, lifted_at=None, version=version)
    if not found.update(version=version + 1, **values):
        raise PaperChanged(CHANGED, held)
    return Restriction.objects.get(pk=held.pk)
