"""The people of the demonstration authority: one for each role, found among the simulated workers.

Refused on a home that holds anything `simulate` did not make. Everybody shares them, so nobody changes them. Whoever
their administrator gives an account is of the demonstration too, and ends with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from lineofsight.record.home import Home
from lineofsight.record.service.models import ChildNow
from lineofsight.web.accounts.models import Membership, User, kept_whole
from lineofsight.web.accounts.roles import ROLES
from lineofsight.web.served import is_demonstration

PASSWORD = "exampleton-demonstration"  # noqa: S105  printed on the sign-in page: it guards made-up children only
FIRST = (
    "social_worker", "team_manager", "reviewing_officer", "service_head", "director", "analyst", "elected_member",
)  # fmt: skip
OTHERS = (
    "principal_social_worker", "conference_chair", "auditor", "personal_adviser", "out_of_hours", "commissioner",
    "designated_officer", "system_administrator",
)  # fmt: skip
"""Shown after the first, more quietly."""
SHARED = frozenset(role.replace("_", "-") for role in (*FIRST, *OTHERS))
"""User names that everybody may sign in by."""
TEAMS_OF_A_SERVICE = 8


class NotADemonstration(Exception):
    """The home holds data that was not simulated; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody one may sign in as."""

    username: str
    role: str
    is_first: bool = True


def is_shared(user: User) -> bool:
    """Whether an account is one of those that everybody shares: nobody changes it."""
    return user.is_demonstration and user.username in SHARED


def people_to_show() -> list[Person]:
    """Whom the sign-in page offers: nobody, unless all data here was simulated."""
    if not is_demonstration():
        return []
    found = User.objects.filter(is_demonstration=True, is_active=True, username__in=SHARED).order_by("pk")
    return [Person(user.username, user.role.title, user.role_code in FIRST) for user in found]


@kept_whole()
def make_people(home: Home, on: date) -> list[Person]:
    """Make the demonstration's people where they are not there yet. Raises NotADemonstration."""
    if not home.only_simulated():
        raise NotADemonstration(f"{home.path} holds data that was not simulated: demonstration people may not sign in.")
    team, worker, officer, adviser = _busiest_team(), "", "", ""
    if team:
        open_here = ChildNow.objects.filter(is_open=True)
        worker = _commonest(open_here.filter(team_id=team), "worker_id")
        officer = _commonest(open_here, "reviewing_officer_id")
        adviser = _commonest(open_here, "personal_adviser_id")
    # Conferences are chaired by those who review: the demonstration's record names no others.
    workers = {
        "social_worker": worker, "reviewing_officer": officer, "conference_chair": officer, "personal_adviser": adviser,
    }  # fmt: skip
    teams = {"social_worker": [team], "team_manager": [team], "service_head": _teams_alike(team)}
    for role in (*FIRST, *OTHERS):
        _person(role, workers.get(role, ""), teams.get(role, []), on)
    return people_to_show()


def _person(role: str, worker: str, teams: list[str], on: date) -> None:
    username = role.replace("_", "-")
    if User.objects.filter(username=username).exists():
        return
    user = User(
        username=username, role_code=role, worker_id=worker, display_name=ROLES[role].title, is_demonstration=True
    )
    user.set_password(PASSWORD)
    user.save()
    Membership.objects.bulk_create(Membership(user=user, team_id=team, from_on=on) for team in teams if team)


def _busiest_team() -> str:
    return _commonest(ChildNow.objects.filter(is_open=True, stage="child_protection"), "team_id")


def _commonest(children: object, column: str) -> str:
    rows = children.exclude(**{column: None}).exclude(**{column: ""})  # type: ignore[attr-defined]
    found = rows.values(column).annotate(children=Count("pk")).order_by("-children", column).first()
    return str(found[column]) if found else ""


def _teams_alike(team: str) -> list[str]:
    """The teams of one service: the chosen one and those that hold the most children like its own."""
    rows = ChildNow.objects.filter(is_open=True, stage__in=("child_protection", "child_in_need"))
    counted = (
        rows.exclude(team_id=None).values("team_id").annotate(children=Count("pk")).order_by("-children", "team_id")
    )
    found = [str(row["team_id"]) for row in counted[:TEAMS_OF_A_SERVICE]]
    return sorted({team, *found} - {""})
