"""Month-end series of standards by team: what stood at each month's end, and what happened in each month.

Standing counts belong to the team that held the child at the month's end; flows to the team that held the child on
the due day. Counts are made by adding one where a duty begins to stand, taking one away where it ceases, and a
running sum: never by joining duties to months. No text is made before the last frame.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Lock

import numpy as np
import polars as pl

from lineofsight.core.standards import Standard
from lineofsight.core.table import Table
from lineofsight.evaluation.columnar.counting import MEASURES, counts_of, counts_of_plain
from lineofsight.evaluation.columnar.frames import Frames
from lineofsight.evaluation.columnar.kernel import duties_of
from lineofsight.evaluation.columnar.months import Months, Places, Teams, teams_of
from lineofsight.evaluation.columnar.needs import needs_of
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.ticks import tick_day

SCHEMA = pl.Schema(
    {"standard": pl.String(), "month": pl.Date(), "team": pl.String(), "measure": pl.String(), "count": pl.Int64()}
)

Counted = tuple[np.ndarray, ...]
MOST_AT_ONCE = 4
"""Every standard under way holds some hundred megabytes in a large service, and memory has its bounds."""
READ_AHEAD = 16
"""The tables that the first so many standards open are read at once, those of others when they are asked for."""


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
    places = {in_hours: Places.of(asked, in_hours=in_hours) for in_hours in (False, True)}
    readers = Readers(wanted)
    # NumPy lets other threads run while it works, so standards are counted as many at a time as Polars has threads.
    with ThreadPoolExecutor(min(pl.thread_pool_size(), MOST_AT_ONCE)) as threads:
        held = threads.submit(teams_of, frames, asked)
        for source in dict.fromkeys(wanted[place].opens.source for place in readers.order[:READ_AHEAD]):
            if isinstance(source, Table):
                threads.submit(frames.frame, source)  # so that nobody waits for one table while others could be read

        def counted(place: int) -> Counted | None:
            counts = _counts(wanted[place], frames, held.result, places, asked)
            frames.let_go(readers.done(place))
            return None if counts is None else _said(counts)

        found = dict(zip(readers.order, threads.map(counted, readers.order), strict=True))
        return _shown(wanted, [found[place] for place in range(len(wanted))], asked, held.result())


class Readers:
    """Which standards still read each source, by place, and an order in which few sources are needed at once."""

    def __init__(self, standards: Sequence[Standard]) -> None:
        self._reads = [frozenset(needs_of([standard], detail=False).columns) for standard in standards]
        self._left = Counter(name for reads in self._reads for name in reads)
        self._counting = Lock()
        # Last those that read what most read: what the others read is then done with.
        common = [sorted(((self._left[name], name) for name in reads), reverse=True) for reads in self._reads]
        self.order = sorted(range(len(standards)), key=lambda place: common[place])

    def done(self, place: int) -> list[str]:
        """Say that a standard is done; gives the sources that none reads any more."""
        with self._counting:
            self._left.subtract(self._reads[place])
            return [name for name in self._reads[place] if not self._left[name]]


def _counts(
    standard: Standard, frames: Frames, teams: Callable[[], Teams], places: Mapping[bool, Places], months: Months
) -> np.ndarray | None:
    """One standard's counts as `counts_of`; None where a table is not covered."""
    at_once = counts_of_plain(standard, frames, teams, places[standard.in_hours])
    if at_once is not None:
        return at_once
    duties = duties_of(standard, frames, counted_from=months.before + 1)
    return None if duties is None else counts_of(duties, teams(), places[standard.in_hours])


def _said(counts: np.ndarray) -> Counted:
    """The counts above 0 of the months asked for: by measure, team and month, and each count."""
    of_months = counts[:, :, 1:]
    measure, team, month = np.nonzero(of_months)
    return *(part.astype(np.int32) for part in (measure, team, month)), of_months[measure, team, month]


def _shown(wanted: Sequence[Standard], found: Sequence[Counted | None], months: Months, teams: Teams) -> pl.DataFrame:
    some = [(place, said) for place, said in enumerate(found) if said is not None]
    if not some:
        return pl.DataFrame(schema=SCHEMA)
    measure, team, month, count = (np.concatenate([said[part] for _, said in some]) for part in range(4))
    standard = np.repeat([place for place, _ in some], [len(said[-1]) for _, said in some])
    codes = pl.Series([item.code for item in wanted], dtype=pl.String)
    ends = pl.Series([tick_day(int(end)) for end in months.ends], dtype=pl.Date)
    names = pl.Series([name or None for name in teams.names], dtype=pl.String)
    return pl.DataFrame({
        "standard": codes.gather(standard), "month": ends.gather(month),
        "team": names.gather(team), "measure": pl.Series(MEASURES).gather(measure), "count": count,
    }, schema=SCHEMA)  # fmt: skip
