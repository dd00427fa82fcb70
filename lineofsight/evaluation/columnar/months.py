"""Who held each child at every month-end, so that a series looks a team up instead of searching for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import polars as pl

from lineofsight.evaluation.columnar.clock_tables import NEVER, Ticks, last_minute
from lineofsight.evaluation.columnar.frames import Frames
from lineofsight.evaluation.columnar.keys import Codes, Keys, pack
from lineofsight.evaluation.columnar.responsibilities import responsibilities
from lineofsight.evaluation.ticks import add_months, day_tick

NO_TEAM = 0
MIXED = -1


@dataclass(frozen=True)
class Months:
    """Consecutive months by the day tick of their last day, and the last day of the month before the first."""

    ends: Ticks
    before: int

    @classmethod
    def of(cls, months: Sequence[date]) -> Months:
        """From any day of each month. Raises ValueError where they do not follow on."""
        firsts = [month.replace(day=1) for month in months]
        if not firsts or any(add_months(a, 1) != b for a, b in pairwise(firsts)):
            raise ValueError("A series is of months that follow on, at least one. Give each month once, in order.")
        ends = np.array([day_tick(add_months(first, 1)) - 1 for first in firsts], dtype=np.int32)
        return cls(ends, day_tick(firsts[0]) - 1)

    def __len__(self) -> int:
        return len(self.ends)

    def edges(self, *, in_hours: bool) -> Ticks:
        """The last tick before the first month and of each month."""
        days = np.concatenate([np.array([self.before], np.int32), self.ends])
        return last_minute(days) if in_hours else days


@dataclass(frozen=True)
class Places:
    """Month numbers by tick: 0 up to the day before the first month, then 1 to the number of months, then one more."""

    edges: Ticks
    table: np.ndarray

    @classmethod
    def of(cls, months: Months, *, in_hours: bool) -> Places:
        """For day ticks, or for minutes."""
        edges = months.edges(in_hours=in_hours)
        if in_hours:
            return cls(edges, np.zeros(0, np.uint8))
        span = np.arange(int(edges[0]), int(edges[-1]) + 2)
        return cls(edges, np.searchsorted(edges, span, "left").astype(np.uint8 if len(edges) < 250 else np.int32))

    def of_ticks(self, ticks: Ticks) -> np.ndarray:
        """Each tick's month number."""
        if not len(self.table):
            return np.searchsorted(self.edges, ticks, "left")
        places = np.clip(ticks, self.edges[0], self.edges[-1] + np.int32(1)) - self.edges[0]
        found: np.ndarray = np.take(self.table, places)
        return found


@dataclass(frozen=True)
class Teams:
    """Each child's team on any day. `names` by number; NO_TEAM is a child whom no team held.

    `at_end[child, month]`: the team on the last day of each month number; `through[child, month]`: the team all
    through it, or MIXED; `next_change[child, month]`: the month number at whose end another team holds.
    """

    names: tuple[str, ...]
    keys: Keys
    last: Ticks
    team: np.ndarray
    at_end: np.ndarray
    through: np.ndarray
    next_change: np.ndarray

    def on(self, holders: Codes, days: Ticks) -> np.ndarray:
        """The team of each child on each day."""
        if not len(self.keys):
            return np.zeros(len(holders), np.int16)
        place = np.searchsorted(self.keys, pack(holders, days), "right") - 1
        at = np.maximum(place, 0)
        held = (place >= 0) & (self.keys[at] >= pack(holders, np.full(len(days), -NEVER, np.int32)))
        return np.where(held & (self.last[at] >= days), self.team[at], NO_TEAM)


def teams_of(frames: Frames, months: Months) -> Teams:
    """Teams from the record's responsibilities. Children without any have NO_TEAM throughout."""
    held = responsibilities(frames.record)
    names = sorted(held["team"].drop_nulls().unique().to_list())
    number = {name: place for place, name in enumerate(names, start=1)}
    codes = frames.codes(held["child"])
    first = held["from_on"].to_physical().to_numpy() if len(held) else np.zeros(0, np.int32)
    last = held["to_on"].to_physical().fill_null(int(NEVER)).to_numpy()
    team = held["team"].replace_strict(number, default=NO_TEAM, return_dtype=pl.Int16).fill_null(NO_TEAM).to_numpy()
    keys = pack(codes, first)
    order = np.argsort(keys)
    keys, codes, first, last, team = keys[order], codes[order], first[order], last[order], team[order]
    rows = int(codes.max()) + 1 if len(codes) else 0
    at_end, through = _by_month(rows, months, codes, first, last, team)
    return Teams(("", *names), keys, last, team, at_end, through, _next_change(at_end))


def _by_month(
    rows: int, months: Months, codes: Codes, first: Ticks, last: Ticks, team: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The team at each month's end and all through it; row `rows` is everyone without a responsibility."""
    count = len(months)
    ends = np.concatenate([np.array([months.before], np.int32), months.ends])
    # Written month by month, so that each month's teams stand together; read child by child, so turned at the end.
    at_end = np.zeros((count + 1, rows + 1), np.int16)
    through = np.full((count + 1, rows + 1), NO_TEAM, np.int16)
    for month in range(count + 1):
        end = ends[month]
        running = (first <= end) & (last >= end)
        at_end[month, codes[running]] = team[running]
        if month:
            begin = ends[month - 1] + 1
            whole = (first <= begin) & (last >= end)
            part = (first <= end) & (last >= begin) & ~whole
            through[month, codes[whole]] = team[whole]
            through[month, codes[part]] = MIXED
    through[0] = MIXED
    return np.ascontiguousarray(at_end.T), np.ascontiguousarray(through.T)


def _next_change(at_end: np.ndarray) -> np.ndarray:
    """For each child and month number, the first later month number with another team; one past the last if none."""
    by_month = np.ascontiguousarray(at_end.T)
    count = len(by_month)
    after = np.full(by_month.shape, count, np.uint8 if count < 250 else np.int32)
    for month in range(count - 2, -1, -1):
        same = by_month[month] == by_month[month + 1]
        after[month] = np.where(same, after[month + 1], month + 1)
    return np.ascontiguousarray(after.T)
