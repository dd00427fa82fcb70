"""The teams a person may see: those of one kind of work together, by name, and never in order of a figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from lineofsight.core.caseload_policy import CaseloadPolicy
from lineofsight.record.service.models import ChildNow
from lineofsight.web.drawings.bar_charts import Stack, Stacked, stacked_bars, stacked_table
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.knowledge.snapshots import Known
from lineofsight.web.knowledge.staff import Staff, Team, staff
from lineofsight.web.layout.links import link
from lineofsight.web.teams.counting import (
    NOTHING,
    STAGE_NAMES,
    Held,
    by_team,
    children_link,
    held_by_each,
    worklist_link,
)
from lineofsight.web.teams.series import Line, lines

HEADINGS = (
    "Kind of work", "Team", "Service", "Open children", *STAGE_NAMES, "Workers in post", "Workers holding children",
    "Children to each of them", "Workers above their limit", "No allocated worker", "With something overdue",
    "Three or more changes of worker in 12 months",
)  # fmt: skip

ALONE, YOURS = "Teams with no other of their kind", "By name"


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team in the list. Links are blank where there is nothing to lead to."""

    id: str
    name: str
    kind: str
    service: str
    link: str
    held: Held
    workers: int
    holding: int
    to_each: str
    above: int
    children_link: str
    unallocated_link: str
    overdue_link: str
    changes_link: str
    lines: tuple[Line, ...]

    @property
    def cells(self) -> tuple[object, ...]:
        """The row of a workbook."""
        return (
            self.kind, self.name, self.service, self.held.children, *self.held.parts, self.workers, self.holding,
            self.to_each, self.above, self.held.unallocated, self.held.overdue, self.held.changes,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LikeTeams:
    """Teams that do one kind of work, and their children by stage as a picture; blank where they hold none."""

    kind: str
    rows: tuple[TeamRow, ...]
    picture: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Every group, and how many open children have no team recorded."""

    groups: tuple[LikeTeams, ...]
    no_team: int
    no_team_unallocated: int

    @property
    def teams(self) -> int:
        """How many teams there are."""
        return sum(len(group.rows) for group in self.groups)


def overview(
    held: Known | None, children: QuerySet[ChildNow], may_see: Callable[[str], bool], policy: CaseloadPolicy
) -> Overview:  # fmt: skip
    """The teams a person may see, from the children they may see."""
    known, counted, each = staff(held), by_team(children), held_by_each(children)
    names = _names(children, known, counted)
    teams = [team for team in (*known.teams.values(), *names) if may_see(team.id)]
    groups: dict[str, list[Team]] = {}
    for team in sorted(teams, key=lambda one: one.name):
        groups.setdefault(team.kind_words, []).append(team)

    def rows_of(some: list[Team]) -> tuple[TeamRow, ...]:
        return tuple(
            _row(team, known, counted.get(team.id, NOTHING), each.get(team.id, {}), held, policy) for team in some
        )

    alike = [(kind, rows_of(groups[kind])) for kind in sorted(groups) if len(groups[kind]) > 1]
    made = [LikeTeams(kind, rows, _picture(kind, rows)) for kind, rows in alike]
    alone = sorted((some[0] for some in groups.values() if len(some) == 1), key=lambda one: one.name)
    if alone:
        made.append(LikeTeams(ALONE if made else YOURS, rows_of(alone), ""))
    nowhere = counted.get("", NOTHING)
    return Overview(tuple(made), nowhere.children, nowhere.unallocated)


def _names(children: QuerySet[ChildNow], known: Staff, counted: Mapping[str, Held]) -> list[Team]:
    """Teams that hold children and that the snapshot does not know, or knows as ended."""
    lacking = [team for team in counted if team and team not in known.teams]
    if not lacking:
        return []
    named = children.filter(team_id__in=lacking).order_by().values_list("team_id", "team_name").distinct()
    return [Team(key, name or key, "", "Kind of work not recorded", "") for key, name in named if key]


def _row(
    team: Team, known: Staff, counted: Held, each: Mapping[str, int], held: Known | None, policy: CaseloadPolicy
) -> TeamRow:  # fmt: skip
    allocated = sum(each.values())
    limits = {key: known.workers[key].limit(policy) for key in each if key in known.workers}
    above = sum(1 for key, number in each.items() if (limit := limits.get(key)) is not None and number > limit)
    has_any = bool(counted.children)
    return TeamRow(
        team.id, team.name, team.kind_words, team.service, link("teams:team", team.id), counted,
        len(known.of(team.id)), len(each),
        f"{allocated / len(each):.1f}" if each else "", above, children_link(team.id) if has_any else "",
        worklist_link(team.id, by="child", reason="unallocated") if counted.unallocated else "",
        worklist_link(team.id, by="child", reason="overdue") if counted.overdue else "",
        link("teams:team", team.id) + "#changes" if counted.changes else "", lines(held, team.id, team.kind),
    )  # fmt: skip


def _picture(kind: str, rows: tuple[TeamRow, ...]) -> str:
    shown = tuple(Stack(row.name, row.held.parts, href=row.link) for row in rows if row.held.children)
    if len(shown) < 2:
        return ""
    chart = Stacked(f"{kind}: open children by stage", STAGE_NAMES, shown)
    return markup(figure(chart.title, [stacked_bars(chart), stacked_bars(chart, NARROW)], stacked_table(chart),
                         numeric=range(1, len(STAGE_NAMES) + 3)))  # fmt: skip
