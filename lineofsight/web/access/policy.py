"""The one function that decides who may do what: every view, count, search, export and task asks it.

A role reaches children (`accounts.roles.Reach`); a relation to the child widens; restriction narrows, and goes before
everything else. `children_seen` is the same decision put to the database, for lists: the two are tested against each
other.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import Stage
from lineofsight.web.accounts.roles import Action, Reach, Role

NOBODY = Q(pk__in=())
# What may be done to one child; everything else is about no child in particular.
ABOUT_A_CHILD = frozenset({Action.SEE_CHILD, Action.SEE_PROTECTED_ADDRESS, Action.RESTRICT})
# All that a reason to look gives: reading, and not where a child lives whose address must not be told.
BY_A_REASON = frozenset({Action.SEE_CHILD})
CARE_STAGES = (Stage.IN_CARE.value, Stage.CARE_LEAVER.value)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, on a day: the role, who they are in the record, and the teams they belong to then.

    By reference: `shut` are children restricted to people who are not this one; `named`, children restricted to people
    of whom this is one; `with_reason`, children this person gave a reason to look at that still holds.
    """

    role: Role
    worker_id: str
    teams: tuple[str, ...]
    shut: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    with_reason: frozenset[str] = frozenset()


def may(asker: Asker | None, action: Action, child: ChildNow | None = None) -> bool:
    """Whether the person may do it, to this child where it is about one. A stranger (None) may do nothing."""
    if asker is None or action not in asker.role.actions:
        return False
    if child is None:
        return action not in ABOUT_A_CHILD
    if child.reference in asker.shut:
        return False
    if child.reference in asker.named or (action in BY_A_REASON and child.reference in asker.with_reason):
        return True
    return _reaches(asker, child)


def may_of_some_child(asker: Asker | None, action: Action) -> bool:
    """Whether the person's role does it to children at all: whether it may be done to one is `may`'s to say."""
    return asker is not None and action in asker.role.actions


def children_seen(asker: Asker | None) -> Q:
    """The children a person may see, as a condition on `ChildNow`."""
    if asker is None or Action.SEE_CHILD not in asker.role.actions:
        return NOBODY
    reached = _reached(asker)
    # A condition that everything meets is still worked out for every row: none where there is nothing to say.
    if asker.role.reach is not Reach.SERVICE and (given := asker.named | asker.with_reason):
        reached |= Q(reference__in=sorted(given))
    return reached & ~Q(reference__in=sorted(asker.shut)) if asker.shut else reached


def team_seen(asker: Asker | None, team_id: str) -> bool:
    """Whether the person may see a team's own page and figures by child."""
    if asker is None or Action.SEE_TEAMS not in asker.role.actions:
        return False
    return asker.role.reach is Reach.SERVICE or team_id in asker.teams


def supervision_seen(asker: Asker | None, worker_id: str, team_id: str) -> bool:
    """Whether the person may see a worker's supervision: their own, or as one who supervises in the worker's team."""
    if asker is None:
        return False
    if worker_id and worker_id == asker.worker_id and Action.SEE_SUPERVISION in asker.role.actions:
        return True
    return Action.SUPERVISE in asker.role.actions and team_seen(asker, team_id)


def _reached(asker: Asker) -> Q:
    match asker.role.reach:
        case Reach.SERVICE:
            return Q()
        case Reach.TEAM:
            return _own(asker) | Q(team_id__in=asker.teams)
        case Reach.OWN:
            return _own(asker)
        case Reach.REVIEWED:
            return Q(reviewing_officer_id=asker.worker_id) if asker.worker_id else NOBODY
        case Reach.CARE:
            return Q(stage__in=CARE_STAGES)
    return NOBODY


def _own(asker: Asker) -> Q:
    if not asker.worker_id:
        return NOBODY
    return Q(worker_id=asker.worker_id) | Q(personal_adviser_id=asker.worker_id)


def _reaches(asker: Asker, child: ChildNow) -> bool:
    own = bool(asker.worker_id) and asker.worker_id in (child.worker_id, child.personal_adviser_id)
    match asker.role.reach:
        case Reach.SERVICE:
            return True
        case Reach.TEAM:
            return own or (child.team_id is not None and child.team_id in asker.teams)
        case Reach.OWN:
            return own
        case Reach.REVIEWED:
            return bool(asker.worker_id) and asker.worker_id == child.reviewing_officer_id
        case Reach.CARE:
            return child.stage in CARE_STAGES
    return False
