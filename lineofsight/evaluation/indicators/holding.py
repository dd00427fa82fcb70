"""Who held a child on a day: the worker and team, from the stretches that `responsibilities` works out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from lineofsight.core.indicator_questions import HeldBy
from lineofsight.core.table import Holder
from lineofsight.evaluation.columnar.responsibilities import responsibilities
from lineofsight.evaluation.indicators.arrays import BLANK, Flags, Ints, days_of, packed, unpacked_key
from lineofsight.evaluation.indicators.rows import Workspace


@dataclass(frozen=True)
class Holding:
    """Stretches in order of child and first day. A blank worker: the name stands for nobody in post."""

    starts: Ints
    ends: Ints
    workers: pl.Series
    team: Ints
    team_ids: pl.Series

    def stretch(self, child: Ints, day: Ints) -> Ints:
        """The place of the stretch that each child was in on that day; -1 where there was none."""
        if not len(self.starts):
            return np.full(len(child), -1, dtype=np.int64)
        at = np.maximum(np.searchsorted(self.starts, packed(child, day), side="right") - 1, 0)
        same = (unpacked_key(self.starts[at]) == child) & (self.starts[at] <= packed(child, day))
        running = (self.ends[at] == BLANK) | (self.ends[at] >= day)
        return np.where(same & running & (child >= 0) & (day != BLANK), at, -1)

    def held(self, stretch: Ints, by: tuple[HeldBy, ...]) -> Flags:
        """Whether each child is held by one of these in its stretch."""
        nobody = stretch < 0
        named = self.workers.is_not_null().to_numpy()
        worker = ~nobody & named[stretch] if len(named) else ~nobody
        states = {HeldBy.WORKER: worker, HeldBy.PLACEHOLDER: ~nobody & ~worker, HeldBy.NOBODY: nobody}
        found: Flags = np.logical_or.reduce([states[one] for one in by])
        return found

    def worker(self, stretch: Ints) -> pl.Series:
        """The worker's id in each stretch; blank where there is none."""
        ids = pl.concat([self.workers, pl.Series([None], dtype=pl.String)])
        return ids.gather(np.where(stretch < 0, len(self.workers), stretch))


def holding(workspace: Workspace) -> Holding:
    """The record's stretches, worked out once."""
    return workspace.kept("holding", lambda: _read(workspace))


def _read(workspace: Workspace) -> Holding:
    stretches = responsibilities(workspace.record)
    child = workspace.numbered(Holder.CHILD, stretches["child"])
    starts = packed(child, days_of(stretches["from_on"]))
    order = np.argsort(starts, kind="stable")
    kept = stretches[order]
    teams = kept["team"].unique().drop_nulls().sort()
    place = kept["team"].replace_strict(teams, pl.Series(range(len(teams)), dtype=pl.Int64), default=-1)
    return Holding(
        starts[order], days_of(kept["to_on"]), kept["worker"], place.cast(pl.Int64).to_numpy(), teams
    )  # fmt: skip
