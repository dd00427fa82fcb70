"""The child somebody gives a reason to look at: found by who the child is, exactly, and never by searching."""

from __future__ import annotations

from datetime import date

from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.looking.models import ReasonToLook
from lineofsight.web.access.policy import Asker


def child_meant(asker: Asker, *, local_id: str, forename: str, surname: str, born_on: date | None) -> ChildNow | None:
    """The one child of that local id, or of those names and that birthday.

    None for none, for several, and for one whose record is restricted to others: these are not told apart.
    """
    found = ChildNow.objects.exclude(reference__in=sorted(asker.shut))
    if local_id:
        return found.filter(child_id=local_id).first()
    if not (forename and surname and born_on):
        return None
    alike = list(found.filter(forename__iexact=forename, surname__iexact=surname, born_on=born_on)[:2])
    return alike[0] if len(alike) == 1 else None


def child_of(reason: ReasonToLook) -> ChildNow | None:
    """The child a reason is about; for whoever reviews it, who may not see the child."""
    return ChildNow.objects.filter(reference=reason.reference).first()


def children_held(worker_id: str) -> list[str]:
    """References of the children a worker holds now."""
    return list(ChildNow.objects.filter(worker_id=worker_id).values_list("reference", flat=True)) if worker_id else []
