"""Which rows an indicator looks at in each of many periods, in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from lineofsight.core.indicators import Indicator, OneEach, OpenSpans
from lineofsight.core.periods import Period
from lineofsight.core.selections import Condition, Selection
from lineofsight.evaluation.indicators.arrays import BLANK, YES, Flags, Ints, spread
from lineofsight.evaluation.indicators.rows import Rows, Workspace, asks_age, holds
from lineofsight.evaluation.ticks import day_tick


@dataclass(frozen=True)
class Slots:
    """The periods asked for, in order of time, and the pieces of time that rows are counted into.

    `first` and `last` (not included) are each period's pieces: a period's own number where rows are spread over
    periods, or the stretches between all periods' ends where each row is counted once and periods add stretches up.
    """

    starts: Ints
    ends: Ints
    bounds: Ints
    by_row: bool

    @property
    def count(self) -> int:
        """How many pieces."""
        return max(len(self.bounds) - 1, 0) if self.by_row else len(self.starts)

    def totals(self, pieces: np.ndarray) -> np.ndarray:
        """Sums over each period, from sums over each piece, along the last axis."""
        if not self.by_row:
            return pieces
        running = np.concatenate([np.zeros((*pieces.shape[:-1], 1), pieces.dtype), pieces.cumsum(axis=-1)], axis=-1)
        first = np.searchsorted(self.bounds, self.starts)
        last = np.searchsorted(self.bounds, self.ends + 1)
        found: np.ndarray = running[..., last] - running[..., first]
        return found


@dataclass(frozen=True)
class Members:
    """Rows in pieces of time: the place of each row, its piece, and the day it is looked at on."""

    rows: Rows
    slots: Slots
    row: Ints
    slot: Ints
    day: Ints
    of: Members | None = None
    place: Ints | None = None
    groups: dict[Any, Any] = field(default_factory=dict, repr=False)

    def only(self, kept: Flags | Ints) -> Members:
        """Those members alone, which remember whose part they are: groups are worked out once for the whole."""
        place = np.arange(len(self.row))[kept] if self.place is None else self.place[kept]
        part = (self.row[kept], self.slot[kept], self.day[kept])
        return Members(self.rows, self.slots, *part, of=self.of or self, place=place)

    @cached_property
    def holder(self) -> Ints:
        """Each member's holder's place."""
        return self.rows.holder[self.row]


def slots_of(periods: Sequence[Period], last_known: int, *, stock: bool, by_row: bool) -> Slots:
    """Pieces of time for periods of one kind in order. A stock of an unfinished period is as at the last day known."""
    starts = np.array([day_tick(period.start) for period in periods], dtype=np.int64)
    ends = np.array([day_tick(period.end) for period in periods], dtype=np.int64)
    ends = np.minimum(ends, np.maximum(last_known, starts)) if stock else ends
    return Slots(starts, ends, np.unique(np.concatenate([starts, ends + 1])), by_row)


def members_of(indicator: Indicator, workspace: Workspace, slots: Slots) -> Members:
    """The members of an indicator whose population is rows of the record."""
    key = (indicator.population, slots.by_row, slots.starts.tobytes(), slots.ends.tobytes())
    return workspace.recent(key, lambda: _found(indicator, workspace, slots))


def _found(indicator: Indicator, workspace: Workspace, slots: Slots) -> Members:
    population = indicator.population
    last_known = day_tick(workspace.record.as_known_on)
    match population:
        case Selection():
            return _flow(population, workspace, slots, last_known)
        case OneEach():
            return _latest_of_each(_flow(population.selection, workspace, slots, last_known))
        case OpenSpans():
            return _stock(population, workspace, slots)
    raise TypeError(f"{indicator.code} counts duties, which duty_members reads.")


def _flow(selection: Selection, workspace: Workspace, slots: Slots, last_known: int) -> Members:
    rows = workspace.rows(selection.source)
    day = rows.days(selection.at)
    kept = (day != BLANK) & (day <= last_known) & _passing(selection.where, rows, None, day)
    row = rows.chosen(kept)
    return in_slots(rows, row, day[row], slots)


def in_slots(rows: Rows, row: Ints, day: Ints, slots: Slots) -> Members:
    """Rows that each happened on a day, in the pieces that day falls in."""
    if slots.by_row:
        slot = np.searchsorted(slots.bounds, day, "right") - 1
        inside = (slot >= 0) & (slot < slots.count)
        return Members(rows, slots, row[inside], slot[inside], day[inside])
    first, last = np.searchsorted(slots.ends, day, "left"), np.searchsorted(slots.starts, day, "right")
    place, slot = spread(first, last)
    return Members(rows, slots, row[place], slot, day[place])


def standing(rows: Rows, row: Ints, start: Ints, end: Ints, slots: Slots, *, during: bool = False) -> Members:
    """Rows that each stood from a day until (not including) another, at each date, or at some time in each period.

    A blank end has not come.
    """
    first = np.searchsorted(slots.ends, start, "left")
    over = np.searchsorted(slots.starts if during else slots.ends, end, "left")
    last = np.where(end == BLANK, len(slots.ends), over)
    place, slot = spread(first, last)
    return Members(rows, slots, row[place], slot, slots.ends[slot])


def _stock(population: OpenSpans, workspace: Workspace, slots: Slots) -> Members:
    rows = workspace.rows(population.source)
    start = rows.days(population.start)
    always = tuple(condition for condition in population.where if not asks_age(condition))
    row = rows.chosen((start != BLANK) & _passing(always, rows, None, start))
    members = standing(rows, row, start[row], rows.days(population.end)[row], slots, during=population.during)
    aged = tuple(condition for condition in population.where if asks_age(condition))
    return members.only(_passing(aged, rows, members.row, members.day)) if aged else members


def _latest_of_each(members: Members) -> Members:
    order = np.lexsort((members.row, members.day, members.holder, members.slot))
    slot, holder = members.slot[order], members.holder[order]
    last = np.ones(len(order), dtype=bool)
    last[:-1] = (slot[1:] != slot[:-1]) | (holder[1:] != holder[:-1])
    kept = np.zeros(len(order), dtype=bool)
    kept[order[last]] = True
    return members.only(kept)


def _passing(conditions: tuple[Condition, ...], rows: Rows, at: Ints | None, day: Ints) -> Flags:
    passed = np.ones(len(day), dtype=bool)
    for condition in conditions:
        passed &= holds(condition, rows, at, day) == YES
    return passed
