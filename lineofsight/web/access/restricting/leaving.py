"""What becomes of restricted records when somebody who is named in them leaves, or has another role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lineofsight.web.access.actions import touched
from lineofsight.web.access.restricting.models import NamedPerson, Restriction
from lineofsight.web.access.restricting.rules import LEAST_NAMED, may_lift
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Left:
    """The restrictions that somebody is named in, once they are not: `shut`, with nobody who may lift them again;
    `few`, with too few people otherwise."""

    shut: tuple[Restriction, ...] = ()
    few: tuple[Restriction, ...] = ()


def named_now(held: Restriction) -> list[User]:
    """Who is named and still works here."""
    rows = held.named.filter(to_at=None, user__is_active=True).select_related("user")
    return [row.user for row in rows]


def left_without(user: User, as_role: Role | None = None) -> Left:
    """What restrictions would lack without somebody, or with them in another role."""
    shut, few = [], []
    for row in NamedPerson.objects.filter(user=user, to_at=None, restriction__lifted_at=None).select_related(
        "restriction"
    ):
        roles = [each.role for each in named_now(row.restriction) if each.pk != user.pk]
        roles += [as_role] if as_role is not None else []
        if not may_lift(roles):
            shut.append(row.restriction)
        elif len(roles) < LEAST_NAMED:
            few.append(row.restriction)
    return Left(tuple(shut), tuple(few))


def name_in_place(left: Sequence[Restriction], user: User, at: datetime) -> None:
    """Name somebody in restrictions in which a person who leaves was; inside an action."""
    for held in left:
        if not held.named.filter(user=user, to_at=None).exists():
            NamedPerson.objects.create(restriction=held, user=user, from_at=at)
            Restriction.objects.filter(pk=held.pk).update(version=held.version + 1)
        touched(held)
