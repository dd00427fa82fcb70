"""One standard's duties counted into teams and months: what stood at each month's end, and what happened in each.

Counts are made by adding one where a duty begins to stand, taking one away where it ceases, and a running sum.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lineofsight.core.standards import Standard
from lineofsight.core.table import Holder
from lineofsight.evaluation.columnar.clock_tables import Ticks, local_day
from lineofsight.evaluation.columnar.fast import compiled
from lineofsight.evaluation.columnar.frames import Frames
from lineofsight.evaluation.columnar.kernel import Duties
from lineofsight.evaluation.columnar.keys import NOBODY, Codes
from lineofsight.evaluation.columnar.months import Places, Teams
from lineofsight.evaluation.columnar.openings import WORTH_LEAVING_OUT
from lineofsight.evaluation.columnar.plain_duties import plain_duties

STANDING = ("open", "overdue", "not_known")
FLOWS = ("met", "late", "newly_overdue", "ended", "ended_overdue")
MEASURES = (*STANDING, *FLOWS)

LOOPS = "numba_counting"

BLOCK = 1 << 16
"""Duties are counted so many at a time, that everything in between stays in the processor's cache."""


def counts_of(duties: Duties, teams: Teams, places: Places) -> np.ndarray:
    """Counts by measure, team and month number (0 is before the first month), in the order of MEASURES."""
    loops = compiled(LOOPS)
    if loops is not None:
        counts: np.ndarray = loops.counts(duties, teams, places)
        return counts
    holders: Codes = duties.openings.holders
    of_children = duties.standard.holder is Holder.CHILD
    runs = teams.runs_of(holders if of_children else np.full(len(holders), NOBODY))
    counter = Counter(teams, places)
    found = np.zeros((len(MEASURES), len(teams.names), counter.months), np.int64)
    for begin in range(0, len(duties), BLOCK):
        counter.count(_columns(duties, runs, slice(begin, begin + BLOCK), places), found)
    return found


def counts_of_plain(
    standard: Standard, frames: Frames, teams: Callable[[], Teams], places: Places
) -> np.ndarray | None:
    """As `counts_of`, where compiled loops are asked for and find a standard's duties while they count; else None.

    `teams` is asked once the duties' rows are there.
    """
    loops = compiled(LOOPS)
    plain = None if loops is None else plain_duties(standard, frames)
    if loops is None or plain is None:
        return None
    counts: np.ndarray = loops.counts_of_plain(plain, teams(), places)
    return counts


@dataclass(frozen=True)
class Columns:
    """Some duties: their ticks, whether known (None: all are), and each child's run on the day before the months."""

    opened: Ticks
    due: Ticks
    met: Ticks
    closed: Ticks
    ended: Ticks
    runs: Codes
    known: np.ndarray | None


def _columns(duties: Duties, runs: Codes, block: slice, places: Places) -> Columns:
    """A block; without those over before the first month, or opened after the last, where they are many.

    They count nowhere, so that leaving them out only saves work.
    """
    parts = duties.opened[block], duties.due[block], duties.met[block], duties.closed[block]
    known, opening = duties.known[block], duties.opening[block]
    opened, _, met, closed = parts
    # What met one early may have come before it opened: it is over only when it has opened too.
    over = np.maximum(np.minimum(met, closed), opened) <= places.edges[0]
    here = ~over & (opened <= places.edges[-1])
    if np.count_nonzero(here) < WORTH_LEAVING_OUT * len(here):
        which = np.flatnonzero(here)
        opened, due, met, closed = (np.take(part, which) for part in parts)
        known, opening = known[which], np.take(opening, which)
    else:
        due = parts[1]
    return Columns(
        opened, due, met, closed, np.minimum(met, closed), np.take(runs, opening), None if known.all() else known
    )


@dataclass(frozen=True)
class Counter:
    """Counts duties into teams and months."""

    teams: Teams
    places: Places

    @property
    def months(self) -> int:
        """How many month numbers, with the one before the first month."""
        return len(self.places.edges)

    def count(self, duties: Columns, found: np.ndarray) -> None:
        """Adds the duties to the counts found so far."""
        known, of_ticks = duties.known, self.places.of_ticks
        # Overdue begins the tick after the due tick, or at the opening where that was later still.
        passed = np.maximum(duties.due + np.int32(1), duties.opened)
        first, until, overdue = of_ticks(duties.opened), of_ticks(duties.ended), of_ticks(passed)
        found[0] += self._standing(duties.runs, first, until, known)
        found[1] += self._standing(duties.runs, overdue, until, known)
        if known is not None:
            found[2] += self._standing(duties.runs, first, until, ~known)
        happened, never = np.maximum(first, until), first.dtype.type(self.months)
        newly = np.maximum(overdue, (duties.ended < passed) * never)
        counted = ((happened > 0) & (happened < never)) | ((newly > 0) & (newly < never))
        some = np.flatnonzero(counted if known is None else counted & known)
        due = np.take(duties.due, some)
        runs = self.teams.on(np.take(duties.runs, some), local_day(due) if self.places.in_hours else due)
        # Of the four ways to end: met in time or late, closed in time or overdue.
        way = 2 * (duties.met > duties.closed).astype(np.int32) + (duties.ended > duties.due)
        found[[3, 4, 6, 7]] += self._flows(runs, happened[some], way[some], 4)
        found[5] += self._flows(runs, newly[some], np.int32(0), 1)[0]

    def _standing(self, runs: Codes, first: np.ndarray, until: np.ndarray, counted: np.ndarray | None) -> np.ndarray:
        """How many of those counted stand at each month's end, from `first` to before `until`, by the team then."""
        teams = self.teams
        if counted is not None:
            some = np.flatnonzero(counted)
            runs, first, until = np.take(runs, some), np.take(first, some), np.take(until, some)
        # One that never stands adds one and takes it away in the same place.
        until = np.maximum(first, until)
        runs = teams.at_end_of(runs, first)
        change = self._bins(runs, first)
        # Taken from one team and given to the next where another comes to hold the child.
        moved = np.flatnonzero(np.take(teams.until_month, runs) < until)
        while len(moved):
            at = teams.until_month[runs[moved]]
            change -= self._bins(runs[moved], at)
            runs[moved] += 1
            change += self._bins(runs[moved], at)
            moved = moved[teams.until_month[runs[moved]] < until[moved]]
        change -= self._bins(runs, until)
        return change.reshape(-1, teams.width).cumsum(axis=1)[:, : self.months]

    def _flows(self, runs: Codes, month: np.ndarray, way: np.ndarray | np.int32, ways: int) -> np.ndarray:
        """How many happened in each month, by way and team; a month beyond the last counts nowhere."""
        size = np.int32(len(self.teams.names) * self.teams.width)
        cells = np.take(self.teams.column, runs) + month + way * size
        found = np.bincount(cells, minlength=ways * int(size))
        return found.reshape(ways, -1, self.teams.width)[:, :, : self.months]

    def _bins(self, runs: Codes, month: np.ndarray) -> np.ndarray:
        cells = np.take(self.teams.column, runs) + month
        return np.bincount(cells, minlength=len(self.teams.names) * self.teams.width)
