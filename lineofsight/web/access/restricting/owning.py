"""Who may be given something to do about a child: nobody to whom the child's record is shut.

Asked by pages and actions that have opened the child for whoever chooses: what they are told of the person chosen, they
may know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lineofsight.web.access.restricting.models import NamedPerson, Restriction
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import Action

CANNOT = "{} may not open this child’s record. Choose somebody else."
STUCK = "{} may not open this child’s record any more. Hand this to somebody who may."


@dataclass(frozen=True)
class Offered:
    """Who may be chosen, by how the record names them; and why those who else would be may not."""

    choices: list[tuple[str, str]]
    refused: Mapping[str, str] = field(default_factory=dict)


def record_name(user: User) -> str:
    """How the record names somebody who signs in: by their id among workers, else by what they sign in with."""
    return user.worker_id or user.username


def open_to(references: Iterable[str]) -> dict[str, list[User]]:
    """To whom each of some records is open that are restricted now; the others are left out."""
    wanted = set(references)
    rows = Restriction.objects.filter(lifted_at=None).values_list("pk", "reference")
    held = {key: reference for key, reference in rows if reference in wanted}
    found: dict[str, list[User]] = {reference: [] for reference in held.values()}
    named = NamedPerson.objects.filter(restriction_id__in=list(held), to_at=None, user__is_active=True)
    for row in named.select_related("user") if held else ():
        found[held[row.restriction_id]].append(row.user)
    return found


def offered(reference: str, people: Sequence[tuple[str, str]], does: Action) -> Offered:
    """Of some people, those who may be given something to do about a child.

    Of a restricted record, also those for whom it is open whose role does such things: else there may be nobody.
    """
    named = open_to([reference]).get(reference)
    if named is None:
        return Offered(list(people))
    names = {record_name(user) for user in named}
    besides = [(record_name(user), str(user)) for user in named if does in user.role.actions]
    choices = dict([*(each for each in people if each[0] in names), *besides])
    return Offered(list(choices.items()), {key: CANNOT.format(name) for key, name in people if key not in names})


def may_not_be_given(reference: str, person: str, name: str = "Whoever you chose") -> str:
    """Why somebody, as the record names them, may not be given something to do about a child; blank where they may."""
    return CANNOT.format(name) if is_shut_out(open_to([reference]).get(reference), person) else ""


def is_shut_out(named: Sequence[User] | None, person: str | None) -> bool:
    """Whether a record is shut to somebody. `named`: for whom it is open; None where it is open as ever."""
    return named is not None and bool(person) and person not in {record_name(user) for user in named}
