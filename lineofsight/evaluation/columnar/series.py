"""Month-end series of standards by team: what stood at each month's end, and what happened in each month.

Standing counts belong to the team that held the child at the month's end; flows to the team that held the child on
the due day. Counts are made by adding one where a duty begins to stand, taking one away where it ceases, and a
running sum: never by joining duties to months. No text is made before the last frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import polars as pl

from lineofsight.core.standards import Standard
from lineofsight.core.table import Holder
from lineofsight.evaluation.columnar.clock_tables import NEVER, Ticks, local_day
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
    counter = Counter(duties, teams, places)
    known = duties.known
    everyone = None if known.all() else np.flatnonzero(known)
    opened, ended = counter.month(duties.opened), counter.month(duties.ended)
    # Overdue begins the tick after the due tick, or at the opening where that was later still.
    passed = np.maximum(np.where(duties.due == NEVER, NEVER, duties.due + np.int32(1)), duties.opened)
    overdue, happened = counter.month(passed), np.maximum(opened, ended)
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
        (happened, met & in_time), (happened, met & ~in_time), (overdue, duties.ended >= passed),
        (happened, closed & (duties.closed <= duties.due)), (happened, closed & (duties.closed > duties.due)),
    )  # fmt: skip
    team = counter.team_when_due()
    return np.stack([*standing, *(counter.flow(month, flags & known, team) for month, flags in flows)])


class Counter:
    """Counts one standard's duties into teams and months."""

    def __init__(self, duties: Duties, teams: Teams, places: Places) -> None:
        self.duties, self.teams, self.places = duties, teams, places
        self.months = len(places.edges)
        rows = len(teams.at_end) - 1
        holders: Codes = duties.openings.holders
        outside = (holders < 0) | (holders >= rows)
        if duties.standard.holder is not Holder.CHILD:
            outside = np.ones(len(holders), np.bool_)
        self.rows = np.where(outside, rows, holders)[duties.opening]

    def month(self, ticks: Ticks) -> np.ndarray:
        """The number of the month at whose end a tick has passed."""
        return self.places.of_ticks(ticks)

    def nothing(self) -> np.ndarray:
        """No counts."""
        return np.zeros((len(self.teams.names), self.months), np.int64)

    def standing(self, first: np.ndarray, until: np.ndarray, which: np.ndarray | None) -> np.ndarray:
        """How many stand at each month's end, from month `first` to before `until`, by the team at that end."""
        if which is not None:
            first, until = first[which], until[which]
        some = np.flatnonzero(first < until)
        begins, until = first[some].astype(np.int64), np.minimum(until[some].astype(np.int64), self.months)
        rows = self.rows[some if which is None else which[some]]
        width = self.months + 1
        size = len(self.teams.names) * width
        change = np.zeros(size, np.int64)
        while len(rows):
            team = self.teams.at_end[rows, begins].astype(np.int64) * width
            stops = np.minimum(self.teams.next_change[rows, begins], until)
            change += np.bincount(team + begins, minlength=size)
            change -= np.bincount(team + stops, minlength=size)
            on = np.flatnonzero(stops < until)
            rows, begins, until = rows[on], stops[on].astype(np.int64), until[on]
        return change.reshape(-1, width).cumsum(axis=1)[:, : self.months]

    def team_when_due(self) -> np.ndarray:
        """The team that held the child on each due day; looked up by month, and by day where the team changed."""
        due = self.duties.due
        days = np.where(due == NEVER, NEVER, local_day(due)) if self.duties.standard.in_hours else due
        month = self.month(due).astype(np.int64)
        inside = month < self.months
        team = np.where(inside, self.teams.through[self.rows, np.where(inside, month, 0)], MIXED)
        unsure = np.flatnonzero(team == MIXED)
        if self.duties.standard.holder is Holder.CHILD and len(unsure):
            holders = self.duties.openings.holders[self.duties.opening[unsure]]
            team[unsure] = self.teams.on(holders, days[unsure].astype(np.int32))
        elif len(unsure):
            team[unsure] = 0
        return team

    def flow(self, month: np.ndarray, flags: np.ndarray, team: np.ndarray) -> np.ndarray:
        """How many happened in each month, by team."""
        counted = np.flatnonzero(flags & (month > 0) & (month < self.months))
        cells = team[counted].astype(np.int64) * self.months + month[counted]
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
