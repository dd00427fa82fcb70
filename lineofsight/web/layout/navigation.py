"""The places of the service, for those who may go there: a few areas, each with the places in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from lineofsight.web.access.policy import Asker, may
from lineofsight.web.accounts.roles import Action

# area; then each place in it: its title, first page, and what one must be allowed to do
AREAS = (
    ("Home", (("Home", "home:home", Action.SEE_HOME),)),
    ("Worklists", (("Worklists", "worklists:first", Action.SEE_WORKLIST),)),
    ("Children", (("Children", "children:search", Action.SEE_CHILDREN),)),
    ("Practice", (
        ("Decisions", "decisions:to_decide", Action.SEE_DECISIONS),
        ("Challenges", "challenges:all_open", Action.SEE_CHALLENGES),
        ("Audits", "audits:overview", Action.SEE_AUDITS),
        ("Learning", "learning:register", Action.SEE_LEARNING),
        ("Partners", "partners:overview", Action.SEE_PARTNERS),
    )),
    ("Teams", (
        ("All teams", "teams:teams", Action.SEE_TEAMS),
        ("Allocation", "allocation:waiting", Action.SEE_ALLOCATION),
        ("Supervision", "supervision:schedule", Action.SEE_SUPERVISION),
        ("Workforce", "workforce:overview", Action.SEE_WORKFORCE),
    )),
    ("Performance", (
        ("Performance", "performance:scorecard", Action.SEE_FIGURES),
        ("Contract", "contract:measures", Action.SEE_CONTRACT),
        ("For members", "members:members", Action.SEE_AS_MEMBER),
        ("Public scorecard", "published:scorecards", Action.MAKE_PUBLIC_SCORECARD),
    )),
    ("Inspection", (
        ("Judgements", "inspections:authorities", Action.SEE_INSPECTIONS),
        ("Improvement plan", "improvement:plan", Action.SEE_IMPROVEMENT),
        ("Readiness", "readiness:today", Action.SEE_READINESS),
        ("Board pack", "board_pack:packs", Action.SEE_BOARD_PACK),
        ("Commissioner", "commissioner:view", Action.SEE_OVERSIGHT),
    )),
    ("Data", (
        ("Data quality", "quality_of_data:overview", Action.SEE_DATA_ERRORS),
        ("Loads", "data:loads", Action.SEE_DATA),
    )),
    ("Handbook", (("Handbook", "handbook:contents", Action.SEE_HANDBOOK),)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One item of the navigation. `within`: the places of an area, where there is more than one."""

    title: str
    link: str
    here: bool
    within: tuple[Place, ...] = ()


def places(asker: Asker | None, namespace: str) -> list[Place]:
    """The areas a person may go to, the one they are in marked, as is the place within it.

    An area of which a person may enter one place only goes by that place's name.
    """
    found = []
    for title, entries in AREAS:
        within = tuple(place for entry in entries if (place := _place(asker, namespace, *entry)))
        if len(within) > 1:
            found.append(Place(title, within[0].link, any(each.here for each in within), within))
        else:
            found.extend(within)
    return found


def _place(asker: Asker | None, namespace: str, title: str, name: str, action: Action) -> Place | None:
    if not may(asker, action):
        return None
    try:
        return Place(title, reverse(name), name.split(":")[0] == namespace)
    except NoReverseMatch:
        return None
