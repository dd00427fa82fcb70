"""Joining, moving and leaving: what a system administrator does to accounts."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from lineofsight.core.table import Holder
from lineofsight.core.tables.workforce import professionals
from lineofsight.record.reading_rows import rows_of
from lineofsight.record.service.again import refresh_holder
from lineofsight.web.access.actions import Actor, action, touched, write_record
from lineofsight.web.access.holders import held_by
from lineofsight.web.access.models import NamedPerson
from lineofsight.web.access.restricting.leaving import left_without, name_in_place
from lineofsight.web.access.restricting.rules import may_lift
from lineofsight.web.accounts.managing.rules import (
    ADMINISTRATOR,
    problem_of_change,
    problem_of_leaving,
    problem_of_membership,
    problem_of_restrictions,
)
from lineofsight.web.accounts.models import Membership, User, kept_whole
from lineofsight.web.accounts.roles import ROLES, Action
from lineofsight.web.served import served_home


class AccountRefused(Exception):
    """It cannot be done; the message says why."""


@action(Action.MANAGE_ACCOUNTS)
def join(
    *, by: Actor, username: str, display_name: str, role: str, worker_id: str, email: str, teams: list[str],
    from_on: date,
) -> tuple[User, str]:  # fmt: skip
    """Give somebody an account: it, and a password to hand over that must be changed. Raises AccountRefused.

    What anybody may sign in as on a demonstration leaves no account behind where real children are: whoever its
    administrator lets in is of the demonstration.
    """
    password = secrets.token_urlsafe(12)
    user = User(username=username, display_name=display_name, role_code=role, worker_id=worker_id, email=email,
                password_is_given=True, is_demonstration=by.user.is_demonstration)  # fmt: skip
    user.set_password(password)
    try:
        with kept_whole():
            user.save()
    except IntegrityError:
        raise AccountRefused("That user name is somebody's already") from None
    Membership.objects.bulk_create(Membership(user=user, team_id=team, from_on=from_on) for team in teams)
    touched(user)
    return user, password


@action(Action.MANAGE_ACCOUNTS)
def change(
    *, by: Actor, user: User, version: int, display_name: str, role: str, worker_id: str, email: str
) -> User:  # fmt: skip
    """Change who somebody is and in which role; in another role they sign in anew. Raises AccountRefused."""
    if problem := problem_of_change(
        is_self=user.pk == by.user.pk, was=user.role_code, will_be=role, other_administrators=_administrators_but(user)
    ):
        raise AccountRefused(problem)
    # In the other role they still work here, and can name somebody first.
    if problem := problem_of_restrictions(len(left_without(user, ROLES[role]).shut), takes_over=False, may_name=False):
        raise AccountRefused(problem)
    values: dict[str, object] = {
        "display_name": display_name, "role_code": role, "worker_id": worker_id, "email": email,
    }  # fmt: skip
    if role != user.role_code:
        values["sessions_from"] = _now()
    changed = User.objects.filter(pk=user.pk, version=version).update(version=version + 1, **values)
    if not changed:
        raise AccountRefused("Somebody else has changed this account meanwhile. Open it again")
    touched(user)
    return User.objects.get(pk=user.pk)


@action(Action.MANAGE_ACCOUNTS)
def belong(*, by: Actor, user: User, team: str, from_on: date, to_on: date | None) -> Membership:
    """Have somebody belong to a team from a day. Raises AccountRefused."""
    if problem := problem_of_membership(from_on, to_on):
        raise AccountRefused(problem)
    made = Membership.objects.create(user=user, team_id=team, from_on=from_on, to_on=to_on)
    touched(made)
    return made


@action(Action.MANAGE_ACCOUNTS)
def end_membership(*, by: Actor, membership: Membership, to_on: date) -> None:
    """Have somebody belong to a team until a day (included). Raises AccountRefused."""
    if problem := problem_of_membership(membership.from_on, to_on):
        raise AccountRefused(problem)
    Membership.objects.filter(pk=membership.pk).update(to_on=to_on)
    touched(membership)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What somebody's leaving left behind: children without a worker, restricted records for which one person is named
    now, and those in which another was named in their place."""

    children: int
    few: int
    taken_over: int


@action(Action.MANAGE_ACCOUNTS)
def leave(*, by: Actor, user: User, left_on: date, in_place: User | None = None) -> Leaving:
    """End somebody's account: signed out everywhere, in no team, named in no restriction.

    Children whom the record still shows with them have no worker from the day after. `in_place` is named where nobody
    else may lift a restriction again. Raises AccountRefused.
    """
    left = left_without(user)
    takes_over = in_place is not None and in_place.pk != user.pk and may_lift([in_place.role])
    if problem := problem_of_leaving(
        is_self=user.pk == by.user.pk, role=user.role_code, other_administrators=_administrators_but(user),
        left_on=left_on, today=max(by.day, _now().date()),
    ) or problem_of_restrictions(len(left.shut), takes_over=takes_over, may_name=True):  # fmt: skip
        raise AccountRefused(problem)
    at = _now()
    if in_place is not None and takes_over:
        name_in_place(left.shut, in_place, at)
    User.objects.filter(pk=user.pk).update(
        is_active=False, left_on=left_on, sessions_from=at, calendar_number=user.calendar_number + 1,
        version=user.version + 1,
    )  # fmt: skip
    user.memberships.filter(to_on=None).update(to_on=left_on)
    user.memberships.filter(to_on__gt=left_on).update(to_on=left_on)
    NamedPerson.objects.filter(user=user, to_at=None).update(to_at=at)
    touched(user)
    children = _without_a_worker(by, user.worker_id, left_on) if user.worker_id else 0
    return Leaving(children, len(left.few), len(left.shut))


@action(Action.MANAGE_ACCOUNTS)
def give_password(*, by: Actor, user: User) -> str:
    """A new password to hand over, which must be changed; signed out everywhere."""
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.password_is_given, user.sessions_from = True, _now()
    user.save(update_fields=["password", "password_is_given", "sessions_from"])
    touched(user)
    return password


@action(Action.MANAGE_ACCOUNTS)
def take_second_factor(*, by: Actor, user: User) -> None:
    """Take away what somebody lost, so that they can set up another. Never one's own. Raises AccountRefused."""
    if user.pk == by.user.pk:
        raise AccountRefused("Your own second factor you change under Account")
    Authenticator.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(sessions_from=_now())
    touched(user)


def _without_a_worker(by: Actor, worker: str, left_on: date) -> int:
    row = rows_of(served_home(), professionals, [worker]).get(worker)
    if row is None or (row["ended_on"] is not None and row["ended_on"] <= left_on):
        return len(held_by(worker))
    values = {column.name: row[column.name] for column in professionals.columns if row[column.name] is not None}
    held = held_by(worker)
    write_record(professionals.name, values | {"ended_on": left_on}, holder=worker, row_id=worker)
    transaction.on_commit(lambda: _again(held, by.day), using=served_home().aliases.service)
    return len(held)


def _again(children: list[str], day: date) -> None:
    for child in children:
        refresh_holder(served_home(), Holder.CHILD, child, day)


def _administrators_but(user: User) -> int:
    return User.objects.filter(role_code=ADMINISTRATOR, is_active=True).exclude(pk=user.pk).count()


def _now() -> datetime:
    return datetime.now(UTC)
