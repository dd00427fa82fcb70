"""Whose worklist: mine, my team's, one team's, or the service's; each cut from what the person may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404
from django.urls import reverse

from lineofsight.record.service.counting.counted import Counted
from lineofsight.web.access.pages import NOT_YOURS
from lineofsight.web.access.policy import may
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action, Reach


@dataclass(frozen=True)
class Scope:
    """A worklist's title and address, and what is owed in it to which children, as a part of what one may see."""

    title: str
    link: str
    part: Counted
    shows_worker: bool
    name: str


def mine(request: Request) -> Scope:
    """What is owed to the children the person holds, reviews or advises, and to the person."""
    asker, caseload = request.asker, request.caseload
    own = Q(worker_id=asker.worker_id) | Q(personal_adviser_id=asker.worker_id)
    if asker.role.reach is Reach.REVIEWED:
        own = Q(reviewing_officer_id=asker.worker_id)
    everything = caseload.counted
    part = everything.of_children(own if asker.worker_id else Q(pk__in=()))
    owed = [part.owed_to_them()]
    if may(asker, Action.SEE_WORKERS):
        owed.append(everything.owed(Q(holder_kind="worker", holder=asker.worker_id)))
    return Scope("My worklist", reverse("worklists:mine"), part.either(*owed), False, "mine")


def my_teams(request: Request) -> Scope:
    """What the person's own teams owe."""
    return _of_teams(request, list(request.asker.teams), "My team's worklist", reverse("worklists:my_team"), "my-team")


def team(request: Request, team_id: str) -> Scope:
    """What one team owes. Raises Http404 where the person may not see the team, as where there is none."""
    if not request.caseload.sees_team(team_id):
        raise Http404(NOT_YOURS)
    found = request.caseload.children().filter(team_id=team_id).values_list("team_name", flat=True).first()
    if found is None and not request.caseload.duties().filter(team=team_id).exists():
        raise Http404(NOT_YOURS)
    link = reverse("worklists:team", args=[team_id])
    return _of_teams(request, [team_id], f"{found or team_id}: worklist", link, "team")


def service(request: Request) -> Scope:
    """What is owed to every child the person may see, and, where they see them, by teams and workers."""
    caseload = request.caseload
    title = "The service's worklist" if caseload.sees_everyone else "My service's worklist"
    return Scope(title, reverse("worklists:service"), caseload.counted, True, "service")


def _of_teams(request: Request, teams: list[str], title: str, link: str, name: str) -> Scope:
    theirs = request.caseload.counted.owed(Q(team__in=teams)).of_children(Q(team_id__in=teams))
    return Scope(title, link, theirs, True, name)
