"""Numbers of children by team and by worker, of those a person may see. Each is the length of a list it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import Reason, Stage
from lineofsight.record.service.open_duty import DutiesOnADay

MANY_CHANGES = 3
# Six kinds of bar can be told apart; what comes before a plan is put together.
STAGES: tuple[tuple[str, tuple[Stage, ...]], ...] = (
    ("Contact, referral or early help", (Stage.CONTACT, Stage.REFERRAL, Stage.EARLY_HELP)),
    ("Assessment or enquiry", (Stage.ASSESSMENT, Stage.SECTION_47)), ("Child in need", (Stage.CHILD_IN_NEED,)),
    ("Child protection plan", (Stage.CHILD_PROTECTION,)), ("In care", (Stage.IN_CARE,)),
    ("Care leaver", (Stage.CARE_LEAVER,)),
)  # fmt: skip
STAGE_NAMES = tuple(name for name, _ in STAGES)


@dataclass(frozen=True)
class Held:
    """What a team or a worker holds: children by stage, and of them how many of each kind of concern."""

    stages: Mapping[str, int] = field(default_factory=dict)
    unallocated: int = 0
    overdue: int = 0
    changes: int = 0

    @property
    def children(self) -> int:
        """All of them."""
        return sum(self.stages.values())

    @property
    def parts(self) -> tuple[int, ...]:
        """By stage, put together as `STAGES` does."""
        return tuple(sum(self.stages.get(stage, 0) for stage in stages) for _, stages in STAGES)


NOTHING = Held()


def by_team(children: QuerySet[ChildNow]) -> dict[str, Held]:
    """What each team holds; children of no team under the blank."""
    return _held(children, "team_id")


def by_worker(children: QuerySet[ChildNow], team_id: str) -> dict[str, Held]:
    """What each worker of a team holds in it; children nobody holds under the blank."""
    return _held(children.filter(team_id=team_id), "worker_id")


def held_by_each(children: QuerySet[ChildNow]) -> dict[str, dict[str, int]]:
    """How many children each worker holds, by team."""
    rows = children.filter(is_open=True).exclude(worker_id=None).exclude(team_id=None).order_by()
    found: dict[str, dict[str, int]] = {}
    for team, worker, number in rows.values_list("team_id", "worker_id").annotate(number=Count("pk")):
        found.setdefault(team or "", {})[worker or ""] = number
    return found


def names_of_workers(children: QuerySet[ChildNow], team_id: str) -> dict[str, str]:
    """The names under which a team's children are held."""
    rows = children.filter(is_open=True, team_id=team_id).exclude(worker_id=None).order_by()
    return {key: name or key for key, name in rows.values_list("worker_id", "worker_name").distinct() if key}


def overdue_by_standard(duties: DutiesOnADay, team_id: str, day: date) -> list[tuple[str, int, int, date | None]]:
    """What a team has overdue: standard, how much, to how many children, and the earliest day it fell due."""
    rows = duties.overdue_on(day).filter(team=team_id).order_by().values("standard")
    found = rows.annotate(number=Count("key"), children=Count("reference", distinct=True), oldest=Min("due_on"))
    return [(row["standard"], row["number"], row["children"], row["oldest"]) for row in found]


def many_changes(children: QuerySet[ChildNow], team_id: str) -> list[ChildNow]:
    """The team's open children with many changes of worker in twelve months, the most first."""
    rows = children.filter(is_open=True, team_id=team_id, changes_of_worker__gte=MANY_CHANGES)
    return list(rows.order_by("-changes_of_worker", "surname", "forename", "reference"))


def children_link(team: str, **filters: str) -> str:
    """The list of a team's open children, filtered."""
    return reverse("children:list") + "?" + urlencode({"team": team, **filters})


def worklist_link(team: str, **filters: str) -> str:
    """The team's worklist, filtered."""
    return reverse("worklists:team", args=[team]) + ("?" + urlencode(filters) + "#list" if filters else "")


def _held(children: QuerySet[ChildNow], key: str) -> dict[str, Held]:
    rows = children.filter(is_open=True).order_by().values(key, "stage").annotate(
        number=Count("pk"),
        nobody=Count("pk", filter=Q(reasons__icontains=f'"{Reason.UNALLOCATED.value}"')),
        late=Count("pk", filter=Q(reasons__icontains=f'"{Reason.OVERDUE.value}"')),
        changed=Count("pk", filter=Q(changes_of_worker__gte=MANY_CHANGES)),
    )  # fmt: skip
    grouped: dict[str, list[Mapping[str, int]]] = {}
    for row in rows:
        grouped.setdefault(row[key] or "", []).append(row)
    return {name: _sum(parts) for name, parts in grouped.items()}


def _sum(rows: Iterable[Mapping[str, int]]) -> Held:
    listed = list(rows)
    return Held(
        {str(row["stage"]): row["number"] for row in listed}, sum(row["nobody"] for row in listed),
        sum(row["late"] for row in listed), sum(row["changed"] for row in listed),
    )  # fmt: skip
