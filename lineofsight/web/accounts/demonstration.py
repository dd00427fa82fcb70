"""The people of the demonstration authority: one for each role, found among the simulated workers.

Refused on a home that holds anything `simulate` did not make.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count

from lineofsight.record.home import Home
from lineofsight.record.service.models import ChildNow
from lineofsight.web.accounts.models import Membership, User
from lineofsight.web.accounts.roles import ROLES
from lineofsight.web.served import is_demonstration

PASSWORD = "exampleton-demonstration"  # noqa: S105  printed on the sign-in page: it guards made-up children only
LEADERS = ("service_head", "director", "principal_social_worker", "auditor", "analyst", "elected_member")
TEAMS_OF_A_SERVICE = 8


class NotADemonstration(Exception):
    """The home holds data that was not simulated; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody one may sign in as."""

    username: str
    role: str


def people_to_show() -> list[Person]:
    """Whom the sign-in page offers: nobody, unless all data here was simulated."""
    if not is_demonstration():
        return []
    found = User.objects.filter(is_demonstration=True).order_by("pk")
    return [Person(user.username, user.role.title) for user in found]


@transaction.atomic(using="service")
def make_people(home: Home, on: date) -> list[Person]:
    """Make the demonstration's people where they are not there yet. Raises NotADemonstration."""
    if not home.only_simulated():
        raise NotADemonstration(f"{home.path} holds data that was not simulated: demonstration people may not sign in.")
    team, worker, officer = _busiest_team(), "", ""
    if team:
        open_here = ChildNow.objects.filter(is_open=True)
        worker = _commonest(open_here.filter(team_id=team), "worker_id")
        officer = _commonest(open_here, "reviewing_officer_id")
    _person("social_worker", worker, [team], on)
    _person("team_manager", "", [team], on)
    _person("reviewing_officer", officer, [], on)
    for role in LEADERS:
        _person(role, "", _teams_alike(team) if role == "service_head" else [], on)
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
