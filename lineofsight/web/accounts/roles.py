"""Roles, as code: how far each reaches, and what each may do. Nothing else in the program asks for a role by name.

What people need is from the work itself: see `docs/how-to`. Relation to a child widens what a role may see, restriction
narrows it; both are decided in `access.policy` and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reach(StrEnum):
    """Which children a role may see at all."""

    NONE = "none"
    OWN = "own children"
    TEAM = "the children of own teams, and own children"
    REVIEWED = "children reviewed independently"
    SERVICE = "the service's children"


class Action(StrEnum):
    """What a page or a command does. Every route states one."""

    SEE_HOME = "see home"
    SEE_CHILDREN = "see children"
    SEE_CHILD = "see a child"
    SEE_PROTECTED_ADDRESS = "see where a child lives whose address must not be told"
    SEE_WORKLIST = "see a worklist"
    SEE_TEAM_WORKLIST = "see a team's worklist"
    SEE_SERVICE_WORKLIST = "see the service's worklist"
    SEE_TEAMS = "see teams"
    SEE_WORKERS = "see lists by worker"
    SEE_FIGURES = "see figures"
    SEE_COHORT = "see the children behind a figure"
    SEE_DATA = "see sources and loads"
    LOAD_DATA = "load data"
    SEE_HANDBOOK = "see the handbook"


_EVERYONE = frozenset({Action.SEE_HOME, Action.SEE_FIGURES, Action.SEE_HANDBOOK})
_PRACTITIONER = _EVERYONE | {
    Action.SEE_CHILDREN, Action.SEE_CHILD, Action.SEE_WORKLIST, Action.SEE_TEAM_WORKLIST, Action.SEE_COHORT,
    Action.SEE_TEAMS,
}  # fmt: skip
# Those who visit a child, or stand in for whoever does, have to know where; nobody else needs to.
_VISITING = frozenset({Action.SEE_PROTECTED_ADDRESS})
_MANAGER = _PRACTITIONER | {Action.SEE_WORKERS}
_LEADER = _MANAGER | {Action.SEE_SERVICE_WORKLIST, Action.SEE_DATA}


@dataclass(frozen=True, slots=True)
class Role:
    """One role: its code and title, which home page it has, how far it reaches, and what it may do."""

    code: str
    title: str
    home: str
    reach: Reach
    actions: frozenset[Action]

    @property
    def sees_children(self) -> bool:
        """Whether the role sees any child; to others figures are suppressed."""
        return self.reach is not Reach.NONE


ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role("social_worker", "Social worker", "social_worker", Reach.TEAM, _PRACTITIONER | _VISITING),
        Role("team_manager", "Team manager", "team_manager", Reach.TEAM, _MANAGER | _VISITING),
        Role("reviewing_officer", "Independent reviewing officer", "reviewing_officer", Reach.REVIEWED, _PRACTITIONER),
        Role("service_head", "Head of service", "service_head", Reach.TEAM, _LEADER),
        Role("director", "Director of children's services", "director", Reach.SERVICE, _LEADER),
        Role("analyst", "Performance analyst", "analyst", Reach.SERVICE, _LEADER | {Action.LOAD_DATA}),
        Role("elected_member", "Elected member", "elected_member", Reach.NONE, _EVERYONE),
        Role("operator", "Operator", "analyst", Reach.SERVICE, _LEADER | {Action.LOAD_DATA}),
    )
}
