"""Month-end series of standards by team: what stood at each month's end, and what happened in each month.

Standing counts belong to the team that held the child at the month's end; flows to the team that held the child on
the due day. Counts are made by adding one where a duty begins to stand, taking one away where it ceases, and a
running sum: never by joining duties to months. No text is made before the last frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
import polars as pl

from lineofsight.core.standards import Standard
from lineofsight.core.table import Table
from lineofsight.evaluation.columnar.counting import MEASURES, counts_of, counts_of_plain
from lineofsight.evaluation.columnar.frames import Frames
from lineofsight.evaluation.columnar.kernel import duties_of
from lineofsight.evaluation.columnar.months import Months, Places, Teams, teams_of
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.ticks import tick_day

SCHEMA = pl.Schema(
    {"standard": pl.String(), "month": pl.Date(), "team": pl.String(), "measure": pl.String(), "count": pl.Int64()}
)

Counted = tuple[np.ndarray, ...]
MOST_AT_ONCE = 4
"""Every standard under way holds some hundred megabytes in a large service, and memory has its bounds."""


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
    # NumPy lets other threads run while it works, so standards are counted as many at a time as Polars has threads.
    with ThreadPoolExecutor(min(pl.thread_pool_size(), MOST_AT_ONCE)) as threads:
        held = threads.submit(teams_of, frames, asked)
        for source in dict.fromkeys(item.opens.source for item in wanted):
            if isinstance(source, Table):
                threads.submit(frames.frame, source)  # so that nobody waits for one table while others could be read

        def counted(standard: Standard) -> Counted | None:
            at_once = counts_of_plain(standard, frames, held.result, places[standard.in_hours])
            if at_once is not None:
                return _said(at_once)
            duties = duties_of(standard, frames, counted_from=asked.before + 1)
            if duties is None:
                return None
            return _said(counts_of(duties, held.result(), places[standard.in_hours]))

        found = list(threads.map(counted, wanted))
        return _shown([standard.code for standard in wanted], found, asked, held.result())


def _said(counts: np.ndarray) -> Counted:
    """The counts above 0 of the months asked for: by measure, team and month, and each count."""
    of_months = counts[:, :, 1:]
    measure, team, month = np.nonzero(of_months)
    return *(part.astype(np.int32) for part in (measure, team, month)), of_months[measure, team, month]


def _shown(codes: Sequence[str], found: Sequence[Counted | None], months: Months, teams: Teams) -> pl.DataFrame:
    some = [(place, said) for place, said in enumerate(found) if said is not None]
    if not some:
        return pl.DataFrame(schema=SCHEMA)
    measure, team, month, count = (np.concatenate([said[part] for _, said in some]) for part in range(4))
    standard = np.repeat([place for place, _ in some], [len(said[-1]) for _, said in some])
    ends = pl.Series([tick_day(int(end)) for end in months.ends], dtype=pl.Date)
    names = pl.Series([name or None for name in teams.names], dtype=pl.String)
    return pl.DataFrame({
        "standard": pl.Series(codes, dtype=pl.String).gather(standard), "month": ends.gather(month),
        "team": names.gather(team), "measure": pl.Series(MEASURES).gather(measure), "count": count,
    }, schema=SCHEMA)  # fmt: skip
