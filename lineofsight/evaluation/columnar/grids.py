"""The periods of a true grid, for many spans at once."""

from __future__ import annotations

import numpy as np

from lineofsight.core.clocks import GridStep
from lineofsight.evaluation.columnar.clock_tables import Ticks
from lineofsight.evaluation.columnar.keys import Places, expand
from lineofsight.evaluation.plain.grids import MONTHS_IN


def on_grid(step: GridStep, first: Ticks, last: Ticks) -> tuple[Places, Ticks, Ticks, Ticks]:
    """For each period that a span reaches into: the span's place, the period's first and last day, the next one's last.

    Both ends of a span are in it. January 1970 is month 0, and every kind of period starts in a January.
    """
    months = MONTHS_IN[step]
    begins = _month_of(first) // months
    counts = np.maximum(_month_of(last) // months - begins + 1, 0)
    spans, period = expand(begins, np.where(last >= first, counts, 0))
    first_days = _first_day(period * months)
    next_first, after_next = _first_day((period + 1) * months), _first_day((period + 2) * months)
    return spans, first_days, next_first - np.int32(1), after_next - np.int32(1)


def _month_of(days: Ticks) -> np.ndarray:
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _first_day(months: np.ndarray) -> Ticks:
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64).astype(np.int32)
