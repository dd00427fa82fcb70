"""The places of the service, for those who may go there."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from lineofsight.web.access.policy import Asker, may
from lineofsight.web.accounts.roles import Action

# place, its first page, and what one must be allowed to do
PLACES = (
    ("Home", "home:home", Action.SEE_HOME),
    ("Worklists", "worklists:first", Action.SEE_WORKLIST),
    ("Children", "children:search", Action.SEE_CHILDREN),
    ("Decisions", "decisions:to_decide", Action.SEE_DECISIONS),
    ("Challenges", "challenges:all_open", Action.SEE_CHALLENGES),
    ("Quality", "audits:overview", Action.SEE_AUDITS),
    ("Teams", "teams:teams", Action.SEE_TEAMS),
    ("Allocation", "allocation:waiting", Action.SEE_ALLOCATION),
    ("Supervision", "supervision:schedule", Action.SEE_SUPERVISION),
    ("Performance", "performance:scorecard", Action.SEE_FIGURES),
    ("Inspection", "inspections:authorities", Action.SEE_INSPECTIONS),
    ("Data quality", "quality_of_data:overview", Action.SEE_DATA_ERRORS),
    ("Data", "data:loads", Action.SEE_DATA),
    ("Handbook", "handbook:contents", Action.SEE_HANDBOOK),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One item of the navigation."""

    title: str
    link: str
    here: bool


def places(asker: Asker | None, namespace: str) -> list[Place]:
    """The places a person may go, the one they are in marked."""
    found = []
    for title, name, action in PLACES:
        if may(asker, action):
            try:
                found.append(Place(title, reverse(name), name.split(":")[0] == namespace))
            except NoReverseMatch:
                continue
    return found
