"""Teams, and which team a child's work belongs to at each stage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lineofsight.simulation.cases import SHORT_HELP, Cases
from lineofsight.simulation.draw import ABSENT, later
from lineofsight.simulation.families import ALONE, Children, Families
from lineofsight.simulation.world import World

# Teams of each kind in an authority of 300,000 children, and the smallest number anywhere.
_TEAMS = {
    "front_door": 2, "out_of_hours": 1, "early_help": 3, "assessment": 7, "safeguarding": 9, "court": 2,
    "disabled_children": 2, "children_in_care": 5, "unaccompanied": 1, "leaving_care": 3, "exploitation": 1,
    "fostering": 2, "adoption": 1, "connected_carers": 1, "reviewing": 1, "quality_assurance": 1, "placements": 1,
    "virtual_school": 1,
}  # fmt: skip
_TITLES = {"front_door": "Front Door", "out_of_hours": "Emergency Duty"}
CASE_HOLDING = ("assessment", "safeguarding", "disabled_children", "children_in_care", "unaccompanied", "leaving_care")
SERVICES = (
    "Front Door and Early Help",
    "Help and Protection",
    "Children in Care and Leaving Care",
    "Quality Assurance",
)
_SERVICE_OF = {
    "front_door": 0, "out_of_hours": 0, "early_help": 0, "assessment": 1, "safeguarding": 1, "court": 1,
    "disabled_children": 1, "exploitation": 1, "reviewing": 3, "quality_assurance": 3,
}  # fmt: skip


@dataclass(frozen=True)
class Teams:
    """Every team, services first. `kind` is the code, `parent` a position or -1."""

    name: tuple[str, ...]
    kind: tuple[str, ...]
    parent: tuple[int, ...]

    def of_kind(self, kind: str) -> np.ndarray:
        """Positions of the teams of a kind."""
        return np.flatnonzero(np.array(self.kind) == kind)

    def one_for(self, kind: str, world: World, families: Families, family: np.ndarray) -> np.ndarray:
        """The team of a kind for each family: each locality has its own, larger kinds have several in one."""
        found = self.of_kind(kind)
        share = (families.locality[family] + families.spot[family]) / len(world.localities)
        return found[np.minimum((share * len(found)).astype(np.int64), len(found) - 1)]


@dataclass(frozen=True)
class Stages:
    """The times a team held a child: case row, team position, from and to (absent while open)."""

    case: np.ndarray
    team: np.ndarray
    start: np.ndarray
    end: np.ndarray


def make_teams(world: World) -> Teams:
    """Services, then teams in number by the authority's size."""
    names, kinds, parents = list(SERVICES), ["service"] * len(SERVICES), [-1] * len(SERVICES)
    for kind, in_large in _TEAMS.items():
        number = max(1, round(in_large * world.population / 300_000))
        if kind in ("assessment", "safeguarding"):
            number = max(2 if kind == "assessment" else 3, number)
        for place in range(number):
            names.append(_TITLES.get(kind, kind.replace("_", " ").title()) + (f" {place + 1}" if number > 1 else ""))
            kinds.append(kind)
            parents.append(_SERVICE_OF.get(kind, 2))
    return Teams(tuple(names), tuple(kinds), tuple(parents))


def make_stages(world: World, families: Families, children: Children, cases: Cases, teams: Teams) -> Stages:
    """Each case's way through the teams, in order of start."""
    rows = np.arange(len(cases))
    adult = children.adult_on[cases.child]
    disabled = children.disabled[cases.child]
    alone = families.kind[cases.family] == ALONE

    def team(kind: str) -> np.ndarray:
        return teams.one_for(kind, world, families, cases.family)

    leaves_home = np.where(cases.care_from < ABSENT, np.minimum(later(cases.care_from, 45), cases.care_to), ABSENT)
    settled = np.minimum(cases.closed, leaves_home)
    worked = (cases.pathway >= SHORT_HELP) & (cases.assessed_to < settled - 3)
    first_end = np.where(worked, cases.assessed_to, settled)
    in_care = leaves_home < cases.care_to
    young_adult = (cases.care_to >= adult - 700) & (cases.care_to < ABSENT)
    young_adult &= (cases.care_to - np.minimum(cases.care_from, cases.care_to)) > 90
    leaver_from = np.maximum(cases.care_to, adult)
    leaver_until = np.minimum(adult + 1096 + (cases.child % 5 == 0) * 1200, adult + 2556)
    parts = [
        (rows, team("assessment"), cases.received, first_end),
        (rows[worked], np.where(disabled, team("disabled_children"), team("safeguarding"))[worked],
         cases.assessed_to[worked], settled[worked]),
        (rows[in_care], np.where(alone, team("unaccompanied"), team("children_in_care"))[in_care],
         leaves_home[in_care], cases.care_to[in_care]),
        (rows[young_adult], team("leaving_care")[young_adult], leaver_from[young_adult], leaver_until[young_adult]),
    ]  # fmt: skip
    case, where, start, end = (np.concatenate(column) for column in zip(*parts, strict=True))
    kept = (end > start) & (start <= world.last_day)
    order = np.flatnonzero(kept)[np.lexsort((start[kept], case[kept]))]
    return Stages(case[order], where[order], start[order], end[order])
