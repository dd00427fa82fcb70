"""The one function that decides who may do what: every view, count, search, export and task asks it.

A role reaches children (`accounts.roles.Reach`); a relation to the child widens; restriction narrows. `children_seen`
is the same decision put to the database, for lists: the two are tested against each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from lineofsight.record.service.models import ChildNow
from lineofsight.web.accounts.roles import Action, Reach, Role

NOBODY = Q(pk__in=())
# What may be done to one child; everything else is about no child in particular.
ABOUT_A_CHILD = frozenset({Action.SEE_CHILD, Action.SEE_PROTECTED_ADDRESS})


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, on a day: the role, who they are in the record, and the teams they belong to then."""

    role: Role
    worker_id: str
    teams: tuple[str, ...]


def may(asker: Asker | None, action: Action, child: ChildNow | None = None) -> bool:
    """Whether the person may do it, to this child where it is about one. A stranger (None) may do nothing."""
    if asker is None or action not in asker.role.actions:
        return False
    if child is None:
        return action not in ABOUT_A_CHILD
    return _reaches(asker, child.worker_id, child.team_id, child.reviewing_officer_id, child.personal_adviser_id)


def children_seen(asker: Asker | None) -> Q:
    """The children a person may see, as a condition on `ChildNow`."""
    if asker is None or Action.SEE_CHILD not in asker.role.actions:
        return NOBODY
    match asker.role.reach:
        case Reach.SERVICE:
            return Q()
        case Reach.TEAM:
            return _own(asker) | Q(team_id__in=asker.teams)
        case Reach.OWN:
            return _own(asker)
        case Reach.REVIEWED:
            return Q(reviewing_officer_id=asker.worker_id) if asker.worker_id else NOBODY
    return NOBODY


def team_seen(asker: Asker | None, team_id: str) -> bool:
    """Whether the person may see a team's own page and figures by child."""
    if asker is None or Action.SEE_TEAMS not in asker.role.actions:
        return False
    return asker.role.reach is Reach.SERVICE or team_id in asker.teams


def _own(asker: Asker) -> Q:
    if not asker.worker_id:
        return NOBODY
    return Q(worker_id=asker.worker_id) | Q(personal_adviser_id=asker.worker_id)


def _reaches(
    asker: Asker, worker: str | None, team: str | None, officer: str | None, adviser: str | None
) -> bool:  # fmt: skip
    own = bool(asker.worker_id) and asker.worker_id in (worker, adviser)
    match asker.role.reach:
        case Reach.SERVICE:
            return True
        case Reach.TEAM:
            return own or (team is not None and team in asker.teams)
        case Reach.OWN:
            return own
        case Reach.REVIEWED:
            return bool(asker.worker_id) and asker.worker_id == officer
    return False
