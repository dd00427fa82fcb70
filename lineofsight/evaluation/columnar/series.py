"""Month-end series of standards by team: what stood at each month's end, and what happened in each month.

Standing counts belong to the team that held the child at the month's end; flows to the team that held the child on
the due day. Counts are made by adding one where a duty begins to stand, taking one away where it ceases, and a
running sum: never by joining duties to months. No text is made before the last frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl

from lineofsight.core.standards import Standard
from lineofsight.core.table import Holder
from lineofsight.evaluation.columnar.clock_tables import NEVER, Ticks, local_day
from lineofsight.evaluation.columnar.fast import compiled
from lineofsight.evaluation.columnar.frames import Frames
from lineofsight.evaluation.columnar.kernel import Duties, duties_of
from lineofsight.evaluation.columnar.keys import Codes
from lineofsight.evaluation.columnar.months import MIXED, Months, Places, Teams, teams_of
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.ticks import tick_day

STANDING = ("open", "overdue", "not_known")
FLOWS = ("met", "late", "newly_overdue", "ended", "ended_overdue")
MEASURES = (*STANDING, *FLOWS)
SCHEMA = pl.Schema(
    {"standard": pl.String(), "month": pl.Date(), "team": pl.String(), "measure": pl.String(), "count": pl.Int64()}
)


def series(standards: Iterable[Standard], record: Record, months: Sequence[date]) -> pl.DataFrame:
    """Standing counts and flows of every standard, for each month and team, as `standard, month, team, measure, count`.

    `months`: a day of each month, in order and following on; `month` in the result is its last day. Only counts above
    0 are there. `team` is blank where no team held the child, and for what is not owed to a child. Measures: at the
    month's end `open` (known, neither met nor closed), `overdue` (of those, due before), `not_known` (neither met nor
    closed); in the month `met` (by the due day), `late`, `newly_overdue` (the day after the due day was in the month),
    `ended` and `ended_overdue` (closed without being met). A standard with a table that is not covered has no rows.
    """
    wanted = list(standards)
    frames, asked = Frames(record, wanted), Months.of(months)
    teams = teams_of(frames, asked)
    places = {in_hours: Places.of(asked, in_hours=in_hours) for in_hours in (False, True)}
    parts = [pl.DataFrame(schema=SCHEMA)]
    for standard in wanted:
        duties = duties_of(standard, frames)
        if duties is not None:
            parts.append(_shown(standard.code, counts_of(duties, teams, places[standard.in_hours]), asked, teams))
    return pl.concat(parts)


def counts_of(duties: Duties, teams: Teams, places: Places) -> np.ndarray:
    """Counts by measure, team and month number (0 is before the first month), in the order of MEASURES."""
    loops = compiled()
    if loops is not None:
        counts: np.ndarray = loops.counts(Counter(duties, teams, places), due_days(duties))
        return counts
    counter, known, ended_at = Counter(duties, teams, places), duties.known, duties.ended
    everyone = None if known.all() else np.flatnonzero(known)
    opened, ended = places.of_ticks(duties.opened), places.of_ticks(ended_at)
    # Overdue begins the tick after the due tick, or at the opening where that was later still.
    passed = np.maximum(np.where(duties.due == NEVER, NEVER, duties.due + np.int32(1)), duties.opened)
    overdue, happened = places.of_ticks(passed), np.maximum(opened, ended)
    met = duties.met <= duties.closed
    met &= duties.met != NEVER
    in_time = duties.met <= duties.due
    closed = ~met & (duties.closed != NEVER)
    standing = [
        counter.standing(opened, ended, everyone),
        counter.standing(overdue, ended, everyone),
        counter.standing(opened, ended, np.flatnonzero(~known)) if everyone is not None else counter.nothing(),
    ]
    flows = (
        (happened, met & in_time), (happened, met & ~in_time), (overdue, ended_at >= passed),
        (happened, closed & (duties.closed <= duties.due)), (happened, closed & (duties.closed > duties.due)),
    )  # fmt: skip
    counted = [(month, flags & known & (month > 0) & (month < counter.months)) for month, flags in flows]
    team = counter.team_when_due(np.flatnonzero(np.logical_or.reduce([flags for _, flags in counted])))
    return np.stack([*standing, *(counter.flow(month, flags, team) for month, flags in counted)])


def due_days(duties: Duties) -> Ticks:
    """The day each is due; NEVER where none."""
    if not duties.standard.in_hours:
        return duties.due
    return np.where(duties.due == NEVER, NEVER, local_day(duties.due)).astype(np.int32)


class Counter:
    """Counts one standard's duties into teams and months.

    `rows` is each opening's row in the teams by month; `of_children` whether teams are looked up at all.
    """

    def __init__(self, duties: Duties, teams: Teams, places: Places) -> None:
        self.duties, self.teams, self.places = duties, teams, places
        self.months = len(places.edges)
        rows = len(teams.at_end) - 1
        holders: Codes = duties.openings.holders
        self.of_children = duties.standard.holder is Holder.CHILD
        outside = (holders < 0) | (holders >= rows)
        self.rows = np.where(outside | (not self.of_children), rows, holders)

    def nothing(self) -> np.ndarray:
        """No counts."""
        return np.zeros((len(self.teams.names), self.months), np.int64)

    def standing(self, first: np.ndarray, until: np.ndarray, which: np.ndarray | None) -> np.ndarray:
        """How many stand at each month's end, from month `first` to before `until`, by the team at that end."""
        if which is not None:
            first, until = first[which], until[which]
        some = np.flatnonzero(first < until)
        begins, until = first[some].astype(np.int64), np.minimum(until[some].astype(np.int64), self.months)
        rows = self.first_cells[some if which is None else which[some]]
        width = self.months + 1
        size = len(self.teams.names) * width
        change = np.zeros(size, np.int64)
        at_end, next_change = self.teams.at_end.ravel(), self.teams.next_change.ravel()
        while len(rows):
            cells = rows + begins
            team = at_end[cells].astype(np.int64) * width
            stops = np.minimum(next_change[cells], until)
            change += np.bincount(team + begins, minlength=size)
            change -= np.bincount(team + stops, minlength=size)
            on = np.flatnonzero(stops < until)
            rows, begins, until = rows[on], stops[on], until[on]
        return change.reshape(-1, width).cumsum(axis=1)[:, : self.months]

    @cached_property
    def first_cells(self) -> np.ndarray:
        """For each duty, the place of its holder's first month among all teams by month read row after row."""
        cells: np.ndarray = np.take(self.rows.astype(np.int64) * self.months, self.duties.opening)
        return cells

    def team_when_due(self, which: np.ndarray) -> np.ndarray:
        """The team that held the child on the due day of those duties; 0 for the others.

        Looked up by month, and by day where the team changed.
        """
        month = self.places.of_ticks(self.duties.due[which])
        inside, through = month < self.months, self.teams.through.ravel()
        team = np.where(inside, through[self.first_cells[which] + np.where(inside, month, 0)], MIXED)
        unsure = np.flatnonzero(team == MIXED)
        if self.of_children and len(unsure):
            holders = self.duties.openings.holders[self.duties.opening[which[unsure]]]
            team[unsure] = self.teams.on(holders, due_days(self.duties)[which[unsure]])
        elif len(unsure):
            team[unsure] = 0
        found = np.zeros(len(self.duties), np.int16)
        found[which] = team
        return found

    def flow(self, month: np.ndarray, counted: np.ndarray, team: np.ndarray) -> np.ndarray:
        """How many happened in each month, by team."""
        some = np.flatnonzero(counted)
        cells = team[some].astype(np.int64) * self.months + month[some]
        return np.bincount(cells, minlength=len(self.teams.names) * self.months).reshape(-1, self.months)


def _shown(code: str, counts: np.ndarray, months: Months, teams: Teams) -> pl.DataFrame:
    measure, team, month = np.nonzero(counts[:, :, 1:])
    ends = pl.Series([tick_day(int(end)) for end in months.ends], dtype=pl.Date)
    names = pl.Series([name or None for name in teams.names], dtype=pl.String)
    return pl.DataFrame({
        "standard": pl.repeat(code, len(month), dtype=pl.String, eager=True), "month": ends.gather(month),
        "team": names.gather(team), "measure": pl.Series(MEASURES).gather(measure),
        "count": counts[:, :, 1:][measure, team, month],
    }, schema=SCHEMA)  # fmt: skip
