"""The periods of a true grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lineofsight.core.clocks import GridStep
from lineofsight.core.periods import add_months
from lineofsight.evaluation.ticks import day_tick, tick_day

# School terms as calendar thirds: the census treats January, May and September as their starts.
MONTHS_IN = {GridStep.MONTH: 1, GridStep.QUARTER: 3, GridStep.TERM: 4, GridStep.YEAR: 12}


@dataclass(frozen=True, slots=True)
class GridPeriod:
    """One period by its first and last day ticks, and the last day of the period after it."""

    first: int
    last: int
    next_last: int


def grid_periods(step: GridStep, first: int, last: int) -> Iterator[GridPeriod]:
    """The periods that a span of day ticks reaches into, both ends included. Years and quarters are calendar ones."""
    months = MONTHS_IN[step]
    day = tick_day(first)
    begin = date(day.year, (day.month - 1) // months * months + 1, 1)
    while day_tick(begin) <= last:
        after = add_months(begin, months)
        yield GridPeriod(day_tick(begin), day_tick(after) - 1, day_tick(add_months(after, months)) - 1)
        begin = after
