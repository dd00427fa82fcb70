"""Events of a family: drawn once for brothers and sisters worked with together, given to each who takes part."""

from __future__ import annotations

import numpy as np

from lineofsight.simulation.cases import Cases
from lineofsight.simulation.draw import ABSENT, Stretch, expand, repeat_events


def units(cases: Cases, rows: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, ...]:
    """Families' spans that cover their children's: rows in order of unit; first row, size, start, end of each."""
    order = rows[np.argsort(cases.unit[rows], kind="stable")]
    unit = cases.unit[order]
    firsts = np.flatnonzero(np.concatenate(([True], unit[1:] != unit[:-1]))) if len(unit) else np.empty(0, np.int64)
    sizes = np.diff(np.concatenate((firsts, [len(unit)])))
    if not len(firsts):
        return order, firsts, sizes, firsts, firsts
    return order, firsts, sizes, np.minimum.reduceat(starts[order], firsts), np.maximum.reduceat(ends[order], firsts)


def together(
    rng: np.random.Generator, cases: Cases, starts: np.ndarray, ends: np.ndarray, every: float, spread: float,
    first_day: int, last_day: int, stretch: Stretch | None = None, first: float | None = None, attends: float = 0.95,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Repeated events between each case's start and end, shared by the children of a unit.

    `stretch(case rows, days)` multiplies gaps. Returns the case row and day of each child's event.
    """
    rows = np.flatnonzero((starts < ABSENT) & (ends > first_day) & (starts <= last_day))
    order, firsts, sizes, begin, end = units(cases, rows, starts, ends)

    def stretched(unit: np.ndarray, days: np.ndarray) -> np.ndarray:
        assert stretch is not None
        return stretch(order[firsts[unit]], days)

    begin, end = np.maximum(begin, first_day), np.minimum(end, last_day + 1)
    which, days = repeat_events(rng, begin, end, every, spread, None if stretch is None else stretched, first)
    weekday = (days + 3) % 7
    days = np.where(weekday >= 5, days - (weekday - 4), days)
    event, place = expand(sizes[which])
    case = order[firsts[which][event] + place]
    day = days[event]
    here = (day >= starts[case]) & (day < ends[case]) & (rng.random(len(case)) < attends)
    return case[here], day[here]
