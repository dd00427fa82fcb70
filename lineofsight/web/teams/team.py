"""A team's page: children by stage and by worker, what is overdue, who changed worker, and who there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lineofsight.core.caseload_policy import CaseloadPolicy
from lineofsight.core.standards import Standard
from lineofsight.core.text_formats import plural
from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import Stage
from lineofsight.record.service.open_duty import DutiesOnADay
from lineofsight.web.drawings.bar_charts import Stack, Stacked, stacked_bars, stacked_table
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.knowledge.staff import Staff, Team
from lineofsight.web.layout.dates import days, in_full
from lineofsight.web.layout.links import link
from lineofsight.web.layout.titles import title_of_standard
from lineofsight.web.teams.counting import (
    NOTHING,
    STAGE_NAMES,
    Held,
    by_team,
    by_worker,
    children_link,
    many_changes,
    names_of_workers,
    overdue_by_standard,
    worklist_link,
)

OVERDUE_HEADINGS = (
    "What is owed",
    "Code",
    "Force",
    "Overdue",
    "Children",
    "Earliest fell due",
    "Longest overdue, days",
)

_FORCES = ("must", "should", "local")


@dataclass(frozen=True, slots=True)
class Tile:
    """A number and what it counts, leading to it. `number` None: not known."""

    number: int | None
    label: str
    link: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """What is overdue under one standard."""

    title: str
    code: str
    force: str
    number: int
    children: int
    oldest: date | None
    longest: int | None
    link: str
    handbook: str

    @property
    def longest_words(self) -> str:
        """How long the longest has waited."""
        return "" if self.longest is None else days(self.longest)

    @property
    def cells(self) -> tuple[object, ...]:
        """The row of a workbook."""
        return (self.title, self.code, self.force, self.number, self.children, self.oldest, self.longest)


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A child with many changes of worker."""

    name: str
    child_id: str
    link: str
    stage: str
    changes: int
    worker: str
    since: str


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Everything on the page but the published measures."""

    team: Team
    tiles: tuple[Tile, ...]
    stages: str
    stage_tiles: tuple[Tile, ...]
    by_worker: str
    nobody_holds: int
    nobody_link: str
    above: tuple[str, ...]
    overdue: tuple[OverdueRow, ...]
    changed: tuple[ChangedRow, ...]
    staffing: tuple[str, ...]


def team_page(
    team: Team, known: Staff, children: QuerySet[ChildNow], duties: DutiesOnADay, standards: Mapping[str, Standard],
    day: date, policy: CaseloadPolicy,
) -> TeamPage:  # fmt: skip
    """The page of one team, from the children a person may see. Raises nothing for a team that holds none."""
    held = by_team(children.filter(team_id=team.id)).get(team.id, NOTHING)
    workers = by_worker(children, team.id)
    names = names_of_workers(children, team.id)
    overdue = tuple(_overdue(row, team.id, standards, day) for row in overdue_by_standard(duties, team.id, day))
    nobody = workers.get("", NOTHING).children
    limits = {key: known.workers[key].limit(policy) for key in names if key in known.workers}
    above = [key for key in names if (limit := limits.get(key)) is not None and workers[key].children > limit]
    return TeamPage(
        team, _tiles(team, held, overdue), _stages(team, held), _stage_tiles(team, held),
        _workers(team, workers, names, limits), nobody,
        worklist_link(team.id, by="child", reason="unallocated") if held.unallocated else "",
        tuple(sorted(names[key] for key in above)), tuple(sorted(overdue, key=_strongest_first)),
        tuple(_changed(child) for child in many_changes(children, team.id)), staffing(team, known),
    )  # fmt: skip


def staffing(team: Team, known: Staff) -> tuple[str, ...]:
    """Who there is to do the work: workers, posts and who is away, as far as the record tells."""
    there = known.of(team.id)
    said = [f"{plural(len(there), 'worker')} in post"]
    agency, new = sum(each.is_agency for each in there), sum(each.is_new for each in there)
    if agency:
        said.append(f"{agency} of them from an agency")
    if new:
        said.append(f"{new} in the first, supported year")
    away = sum(each.away_since is not None for each in there)
    said.append(f"{away} away" if away else "nobody recorded as away")
    sentences = [", ".join(said) + "."]
    posts = known.posts.get(team.id)
    if posts is None:
        sentences.append("Posts and vacancies: not known. The files loaded hold none for this team.")
    else:
        covered = f", {posts.covered:g} of them covered by agency workers" if posts.covered else ""
        sentences.append(f"{posts.vacant:g} of {posts.number:g} full-time posts vacant{covered}.")
    return tuple(sentences)


def _tiles(team: Team, held: Held, overdue: tuple[OverdueRow, ...]) -> tuple[Tile, ...]:
    return (
        Tile(held.children, "open children", children_link(team.id) if held.children else ""),
        Tile(held.unallocated, "with no allocated worker",
             worklist_link(team.id, by="child", reason="unallocated") if held.unallocated else ""),
        Tile(held.overdue, "children with something overdue",
             worklist_link(team.id, by="child", reason="overdue") if held.overdue else ""),
        Tile(sum(row.number for row in overdue), "things overdue",
             worklist_link(team.id, state="overdue") if overdue else ""),
        Tile(held.changes, "with three or more changes of worker in 12 months", "#changes" if held.changes else ""),
    )  # fmt: skip


def _stage_tiles(team: Team, held: Held) -> tuple[Tile, ...]:
    order = [stage for stage in Stage if held.stages.get(stage.value)]
    return tuple(
        Tile(held.stages[stage.value], stage.label.lower(), children_link(team.id, stage=stage.value))
        for stage in order
    )


def _stages(team: Team, held: Held) -> str:
    if not held.children:
        return ""
    chart = Stacked(f"{team.name}: open children by stage", STAGE_NAMES, (Stack(team.name, held.parts),))
    return _figure(chart)


def _workers(
    team: Team, workers: Mapping[str, Held], names: Mapping[str, str], limits: Mapping[str, int | None]
) -> str:  # fmt: skip
    if not names:
        return ""
    rows = tuple(
        Stack(names[key], workers[key].parts, limits.get(key), children_link(team.id, worker=key))
        for key in sorted(names, key=lambda one: (names[one], one))
    )
    return _figure(Stacked(f"{team.name}: children held by each worker, by name", STAGE_NAMES, rows))


def _figure(chart: Stacked) -> str:
    return markup(figure(chart.title, [stacked_bars(chart), stacked_bars(chart, NARROW)], stacked_table(chart),
                         numeric=range(1, len(STAGE_NAMES) + 3)))  # fmt: skip


def _overdue(
    row: tuple[str, int, int, date | None], team: str, standards: Mapping[str, Standard], day: date
) -> OverdueRow:  # fmt: skip
    code, number, children, oldest = row
    force = standards[code].duty_basis.weight if code in standards else ""
    return OverdueRow(
        title_of_standard(code, standards), code, force, number, children, oldest,
        None if oldest is None else (day - oldest).days, worklist_link(team, state="overdue", standard=code),
        link("handbook:standard", code) if code in standards else "",
    )  # fmt: skip


def _strongest_first(row: OverdueRow) -> tuple[int, int, str]:
    return (_FORCES.index(row.force) if row.force in _FORCES else len(_FORCES), -row.number, row.title)


def _changed(child: ChildNow) -> ChangedRow:
    return ChangedRow(
        child.name, child.child_id, link("children:child", child.reference), Stage(child.stage).label,
        child.changes_of_worker, child.worker_name or "No allocated worker",
        f"since {in_full(child.allocated_since)}" if child.allocated_since and child.worker_id else "",
    )  # fmt: skip
