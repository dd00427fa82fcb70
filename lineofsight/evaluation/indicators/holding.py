"""Who held a child on a day: the allocated worker and team, and whether the name stands for somebody in post.

A case in the name of a leaver, an absent worker, a holding list or a duty desk is held by nobody, whatever the
allocation says; its team is still the team that must act.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from lineofsight.core.indicator_questions import HeldBy
from lineofsight.core.tables.workforce import absences, allocations, professionals
from lineofsight.evaluation.indicators.arrays import BLANK, FIRST_DAY, LAST_DAY, Flags, Ints, days_of, packed
from lineofsight.evaluation.indicators.rows import Workspace

# Leave and training are planned and covered; these are not.
AWAY = ("sickness", "parental_leave", "suspended", "other")
ALLOCATED = "allocated_worker"


@dataclass(frozen=True)
class Holding:
    """Allocations of children in order of child and first day, with what is needed to ask about a day."""

    starts: Ints
    ends: Ints
    child: Ints
    worker: Ints
    team: Ints
    worker_ids: pl.Series
    team_ids: pl.Series
    stands_for_nobody: Flags
    left_on: Ints
    away_starts: Ints
    away_ends: Ints

    def allocation(self, child: Ints, day: Ints) -> Ints:
        """The place of the allocation that held each child on that day, the latest begun; -1 where none did."""
        found = np.full(len(child), -1, dtype=np.int64)
        at = np.searchsorted(self.starts, packed(child, day), side="right") - 1
        waiting = np.flatnonzero((child >= 0) & (day != BLANK) & (at >= 0))
        while len(waiting):
            place = at[waiting]
            same = self.child[place] == child[waiting]
            running = same & ((self.ends[place] == BLANK) | (self.ends[place] > day[waiting]))
            found[waiting[running]] = place[running]
            at[waiting] -= 1
            waiting = waiting[same & ~running & (place > 0)]
        return found

    def state(self, allocation: Ints, day: Ints) -> list[Flags]:
        """For each of `HeldBy` in order, whether the child is held so."""
        worker = np.where(allocation < 0, -1, self.worker[allocation] if len(self.worker) else -1)
        left = self.left_on[worker]
        away = (
            np.searchsorted(self.away_starts, packed(worker, day), "right")
            - np.searchsorted(self.away_starts, packed(worker, np.full_like(day, FIRST_DAY)), "left")
            - np.searchsorted(self.away_ends, packed(worker, day - 1), "right")
            + np.searchsorted(self.away_ends, packed(worker, np.full_like(day, FIRST_DAY)), "left")
        ) > 0
        nobody = allocation < 0
        hollow = ~nobody & (self.stands_for_nobody[worker] | ((left != BLANK) & (left < day)) | ((worker >= 0) & away))
        return [~nobody & ~hollow, hollow, nobody]

    def held(self, allocation: Ints, day: Ints, by: tuple[HeldBy, ...]) -> Flags:
        """Whether each is held by one of these."""
        states = dict(zip(HeldBy, self.state(allocation, day), strict=True))
        found: Flags = np.logical_or.reduce([states[one] for one in by])
        return found


def holding(workspace: Workspace) -> Holding:
    """The record's allocations, read once."""
    return workspace.kept("holding", lambda: _read(workspace))


def _read(workspace: Workspace) -> Holding:
    rows = workspace.rows(allocations)
    frame = rows.frame.with_columns(pl.Series("_child", rows.holder), pl.Series("_place", np.arange(len(rows.frame))))
    sound = pl.col("ended_on").is_null() | (pl.col("ended_on") >= pl.col("started_on"))
    kept = frame.filter(
        pl.col("role").is_null() | (pl.col("role") == ALLOCATED), pl.col("started_on").is_not_null() & sound,
        pl.col("_child") >= 0,
    ).sort("_child", "started_on", "id")  # fmt: skip
    workers = workspace.holders(professionals.holder)
    teams = kept["team_id"].unique().drop_nulls().sort()
    child, starts = kept["_child"].to_numpy().astype(np.int64), days_of(kept["started_on"])
    team = kept["team_id"].replace_strict(teams, pl.Series(range(len(teams)), dtype=pl.Int64), default=-1)
    away = workspace.rows(absences)
    absent = away.frame["kind"].is_in(AWAY).fill_null(True).to_numpy() & (away.days("started_on") != BLANK)
    away_ends = np.where(away.days("ended_on") == BLANK, LAST_DAY, away.days("ended_on"))
    absent &= away_ends >= away.days("started_on")
    return Holding(
        starts=packed(child, starts), ends=days_of(kept["ended_on"]), child=child,
        worker=workers.places(kept["worker_id"]), team=team.cast(pl.Int64).to_numpy(),
        worker_ids=workers.ids, team_ids=teams,
        stands_for_nobody=workers.own["placeholder"].is_not_null().to_numpy(), left_on=days_of(workers.own["ended_on"]),
        away_starts=np.sort(packed(away.holder[absent], away.days("started_on")[absent])),
        away_ends=np.sort(packed(away.holder[absent], away_ends[absent])),
    )  # fmt: skip
