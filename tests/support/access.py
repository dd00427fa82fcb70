"""People of every role beside one child, and restrictions, for tests of who sees what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

LONG_AGO = date(2000, 1, 1)


def child_of_many() -> Any:
    """A child in care with a worker, a team and a reviewing officer, and a brother or sister who is known too.

    No other child has the name: where it is said, this child is meant.
    """
    from lineofsight.record.service.models import ChildNow

    held = ChildNow.objects.filter(is_open=True, stage="in_care").exclude(worker_id=None).exclude(team_id=None)
    held = held.exclude(reviewing_officer_id=None).exclude(family_id=None).order_by("-owed", "reference")
    return next(child for child in held if brothers_and_sisters(child) and not _namesakes(child))


def _namesakes(child: Any) -> bool:
    from lineofsight.record.service.models import ChildNow

    return ChildNow.objects.filter(forename=child.forename, surname=child.surname).exclude(pk=child.pk).exists()


def brothers_and_sisters(child: Any) -> list[Any]:
    """The other children that a child's record names as related."""
    from lineofsight.record.reading_rows import record_of_child
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.served import served_home

    rows = record_of_child(served_home(), child.child_id).tables.get("relationships", ())
    return list(ChildNow.objects.filter(child_id__in=[row["related_person_id"] for row in rows]))


def person_of(role: str, child: Any = None) -> Any:
    """Somebody of a role with an account of their own: related to the child, where one is given, as the role can be.

    The account is made once, and is related to whichever child is asked for last.
    """
    from lineofsight.web.accounts.models import Membership, User
    from lineofsight.web.accounts.roles import ROLES, Reach

    username = f"{role}-{'related' if child is not None else 'unrelated'}"
    reach = ROLES[role].reach
    worker = ""
    if child is not None and reach in (Reach.OWN, Reach.TEAM, Reach.REVIEWED):
        worker = child.reviewing_officer_id if reach is Reach.REVIEWED else child.worker_id
    given = {"role_code": role, "worker_id": worker, "display_name": username}
    user, _ = User.objects.update_or_create(username=username, defaults=given)
    if child is not None and reach is Reach.TEAM:
        Membership.objects.get_or_create(user=user, team_id=child.team_id, from_on=LONG_AGO)
    return user


@contextmanager
def restricted(child: Any, named: Iterable[Any] = ()) -> Iterator[Any]:
    """The child's record restricted to some people, until the end of the block."""
    from lineofsight.web.access.models import NamedPerson, Restriction
    from lineofsight.web.accounts.models import User

    at = datetime.now(UTC)
    setter = User.objects.order_by("pk")[0]
    held = Restriction.objects.create(
        reference=child.reference, kind="kin", why="A test", set_at=at, set_by=setter,
        review_on=at.date() + timedelta(days=90),
    )  # fmt: skip
    try:
        for user in named:
            NamedPerson.objects.create(restriction=held, user=user, from_at=at)
        yield held
    finally:
        NamedPerson.objects.filter(restriction=held).delete()
        held.delete()
