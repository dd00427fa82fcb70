"""Who held each child: a child's place in a team's post, cut where the post changed hands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lineofsight.simulation.draw import chance, expand
from lineofsight.simulation.places import Stages
from lineofsight.simulation.workforce import Workforce
from lineofsight.simulation.world import World


@dataclass(frozen=True)
class Allocations:
    """Times a worker (-1 only where nobody is named, which makes no row) held a child, in order of child and start."""

    child: np.ndarray
    case: np.ndarray
    worker: np.ndarray
    team: np.ndarray
    start: np.ndarray
    end: np.ndarray
    stage_start: np.ndarray

    def at(self, child: np.ndarray, days: np.ndarray) -> np.ndarray:
        """The allocation of each child on each day, the latest begun; -1 for a child never held."""
        key = self.child * 100_000 + self.start
        found = np.searchsorted(key, child * 100_000 + days, side="right") - 1
        first = np.searchsorted(self.child, child)
        known = first < np.searchsorted(self.child, child, side="right")
        return np.where(known, np.maximum(found, first), -1)

    def worker_at(self, child: np.ndarray, days: np.ndarray) -> np.ndarray:
        """Who holds, or last held, each child on each day."""
        found = self.at(child, days)
        return np.where(found >= 0, self.worker[found], -1)

    def team_at(self, child: np.ndarray, days: np.ndarray) -> np.ndarray:
        """Which team holds, or last held, each child on each day."""
        found = self.at(child, days)
        return np.where(found >= 0, self.team[found], -1)


def make_allocations(
    world: World, stages: Stages, child_of_case: np.ndarray, family: np.ndarray, workforce: Workforce
) -> Allocations:
    """Allocations of every stage; brothers and sisters share a worker."""
    rng = world.rng("allocations")
    seats = np.maximum(workforce.posts_in_team[stages.team] - 1, 1)
    spread = (family[stages.case] * 2_654_435_761 + stages.team * 40_503) % 1_000_003
    post = workforce.first_post[stages.team] + 1 + spread % seats
    for attempt in range(1, 4):  # a manager gives new work to somebody, not to an empty chair
        vacant = workforce.worker_at(post, stages.start) < 0
        other = workforce.first_post[stages.team] + 1 + (spread * 31 + attempt * 7919) % seats
        post = np.where(vacant, other, post)
    first = workforce.turn_at(post, stages.start)
    last = workforce.turn_at(post, np.minimum(stages.end, world.last_day + 1) - 1)
    stage, place = expand(np.maximum(last - first + 1, 1))
    turn = first[stage] + place
    start = np.maximum(workforce.turn_from[turn], stages.start[stage])
    end = np.minimum(workforce.turn_to[turn], stages.end[stage])
    worker = workforce.turn_worker[turn]
    empty = worker < 0
    # While a post is empty: mostly a colleague steps in, else the leaver's name stays, a desk is named, or nobody is.
    # What a manager does with an empty chair holds for all its children.
    luck = ((turn * 7_368_787) % 10_007) / 10_007
    keeps = world.practice("leaver_keeps", start)
    nobody = keeps + world.practice("nobody_named", start)
    desk = nobody + world.practice("placeholder_named", start)
    before = np.concatenate(([-1], worker[:-1]))
    same_stage = np.concatenate(([False], stage[1:] == stage[:-1]))
    leaver = empty & (luck < keeps) & same_stage
    team = stages.team[stage]
    desks = np.full(len(workforce.posts_in_team), -1)
    named = np.flatnonzero(workforce.placeholder > 0)
    desks[workforce.team[named][::-1]] = named[::-1]
    lists = np.full(len(workforce.posts_in_team), -1)
    lists[workforce.team[named]] = named
    neighbour = workforce.first_post[team] + 1 + (spread[stage] * 17 + 5) % seats[stage]
    colleague = workforce.worker_at(neighbour, start)
    colleague = np.where(colleague < 0, workforce.manager_at(team, start), colleague)
    stand_in = np.where(luck < desk, np.where(turn % 3 == 0, lists[team], desks[team]), colleague)
    covered = np.where(leaver, before, np.where(luck < nobody, -1, stand_in))
    # Where work is well recorded, whoever steps in is named, from the day they do.
    named_at_once = world.story.well_recorded
    worker = np.where(empty, colleague if named_at_once else covered, worker)
    # A child waits to be allocated at first when practice is weak.
    waits = (place == 0) & chance(rng, world.practice("unallocated_at_first", start), len(start))
    start = np.where(waits & (not named_at_once), start + rng.integers(3, 60, len(start)), start)
    keep = (worker >= 0) & (end > start) & (start <= world.last_day)
    child = child_of_case[stages.case[stage]]
    order = np.flatnonzero(keep)[np.lexsort((start[keep], child[keep]))]
    return Allocations(child[order], stages.case[stage][order], worker[order], team[order], start[order], end[order],
                       stages.start[stage][order])  # fmt: skip
