"""England's working days for whole columns of day numbers."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import numpy as np

from lineofsight.core.working_days import is_working_day
from lineofsight.simulation.draw import ABSENT, day_number, present


@cache
def _working_day_tables() -> tuple[int, np.ndarray, np.ndarray]:
    first = date(1999, 1, 1)
    flags = np.array([is_working_day(first + timedelta(days=step)) for step in range(45 * 366)])
    return day_number(first), np.cumsum(flags), np.flatnonzero(flags)


def after_working_days(days: np.ndarray, count: np.ndarray | int) -> np.ndarray:
    """The working day `count` working days after each day (day 0 is the day of the event); absent stays absent."""
    first, passed, working = _working_day_tables()
    real = present(days)
    within = np.where(real, days - first, 0).clip(0, len(passed) - 1)
    places = (passed[within] + count - 1).clip(0, len(working) - 1)
    return np.where(real, working[places] + first, ABSENT)


def working_days_between(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Working days after each start up to and including each end; 0 where either is absent."""
    first, passed, _ = _working_day_tables()
    real = present(starts) & present(ends)
    low = np.where(real, starts - first, 0).clip(0, len(passed) - 1)
    high = np.where(real, ends - first, 0).clip(0, len(passed) - 1)
    return np.where(real, passed[high] - passed[low], 0)
