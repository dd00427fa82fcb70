"""A handover of the demonstration authority that waits for its answer, made by the same action as anybody's."""

from __future__ import annotations

from datetime import date

from lineofsight.record.home import Home
from lineofsight.web.access.actions import Actor
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.access.middleware import asker_of
from lineofsight.web.accounts.models import User
from lineofsight.web.allocation import actions
from lineofsight.web.allocation.models import Handover
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.knowledge.staff import staff

STAGES = ("child_in_need", "child_protection", "in_care")
_SUMMARY = "Mum and the children moved last week. School is told; a goodbye visit is agreed, and so is one together."


def make_handover(home: Home, on: date) -> None:
    """Hand one child over to the demonstration's team manager; nothing where one was before."""
    director, manager = _person("director"), _person("team-manager")
    asker = asker_of(director)
    if not home.only_simulated() or Handover.objects.exists() or director is None or manager is None or asker is None:
        return
    teams, mine = staff(known()).teams, manager.team_ids(on)
    if not mine or mine[0] not in teams:
        return
    children = Caseload(asker, lambda _: None).children().filter(is_open=True, stage__in=STAGES)
    held = children.exclude(worker_id=None).exclude(team_id=None).exclude(team_id__in=mine)
    child = held.order_by("child_id").first()
    if child is not None:
        actions.hand_over(
            by=Actor(director, asker, on), child=child, to_team=mine[0], to_team_name=teams[mine[0]].name,
            summary=_SUMMARY,
        )  # fmt: skip


def _person(username: str) -> User | None:
    return User.objects.filter(username=username, is_demonstration=True).first()
