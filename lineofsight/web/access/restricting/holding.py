"""Which children are restricted now, and for whom: asked once for each request."""

from __future__ import annotations

from dataclasses import dataclass

from lineofsight.web.access.restricting.models import NamedPerson, Restriction


@dataclass(frozen=True, slots=True)
class Restricted:
    """By reference: children shut to a person, and children restricted to people of whom the person is one."""

    shut: frozenset[str]
    named: frozenset[str]


def restricted_for(user_id: int) -> Restricted:
    """What restrictions that hold now mean for a person."""
    held = frozenset(Restriction.objects.filter(lifted_at=None).values_list("reference", flat=True))
    if not held:
        return Restricted(held, held)
    mine = NamedPerson.objects.filter(user_id=user_id, to_at=None, restriction__lifted_at=None)
    named = frozenset(mine.values_list("restriction__reference", flat=True))
    return Restricted(held - named, named)


def restriction_of(reference: str) -> Restriction | None:
    """The restriction that holds for a child. For pages that have opened the child through the caseload."""
    return Restriction.objects.filter(reference=reference, lifted_at=None).first()
