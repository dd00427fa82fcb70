"""Who held each child at every month-end, so that a series looks a team up instead of searching for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np
import polars as pl

from lineofsight.core.periods import add_months
from lineofsight.evaluation.columnar.clock_tables import NEVER, Ticks, last_minute, local_day
from lineofsight.evaluation.columnar.frames import Frames
from lineofsight.evaluation.columnar.keys import Codes, Keys, codes_of, pack, ticks_of
from lineofsight.evaluation.columnar.responsibilities import allocations_that_hold
from lineofsight.evaluation.columnar.stretches import days_of_change, latest_running
from lineofsight.evaluation.ticks import day_tick

NO_TEAM = 0


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
    """Month numbers by tick: 0 up to the day before the first month, then 1 to the number of months, then one more.

    `edges`: the last tick before the first month and of each month. `table`: the month number of each day from
    `first_day`, the day before the first month, to the day after the last.
    """

    edges: Ticks
    first_day: np.int32
    table: np.ndarray
    in_hours: bool

    @classmethod
    def of(cls, months: Months, *, in_hours: bool) -> Places:
        """For day ticks, or for minutes."""
        edges = months.edges(in_hours=False)
        span = np.arange(int(edges[0]), int(edges[-1]) + 2)
        table = np.searchsorted(edges, span, "left").astype(np.uint8 if len(edges) < 250 else np.int32)
        return cls(months.edges(in_hours=in_hours), edges[0], table, in_hours)

    def of_ticks(self, ticks: Ticks) -> np.ndarray:
        """Each tick's month number."""
        days = local_day(ticks) if self.in_hours else ticks
        # Clipped to the table's ends: before the first month, and after the last.
        found: np.ndarray = np.take(self.table, days - self.first_day, mode="clip")
        return found


@dataclass(frozen=True)
class Teams:
    """Each child's team on any day, in runs: from a day until the day another team holds.

    The runs of a child stand together, in order, and leave no day out; the last run is everyone else's, whom no team
    ever holds. `names` are the teams' by number. `at_start` is each child's run on the day before the first month, at
    one more than the child's number, with the last run before and after them all. Of each run: `from_day`; `until_day`,
    not included; `until_month`, the first month number at whose end it no longer runs; and `column`, its team's number
    times `width`, to which month numbers below `width` are added in counts.

    Runs are found by stepping from `at_start`: they are few to a child, and then close together in memory, where a
    table of teams by child and month would not fit the processor's cache.
    """

    names: tuple[str, ...]
    width: int
    at_start: Codes
    from_day: Ticks
    until_day: Ticks
    until_month: np.ndarray
    column: np.ndarray

    @cached_property
    def at_ends(self) -> np.ndarray:
        """The run at the end of each month number of each child, in rows as `at_start`, counted from the run there."""
        first = self.from_day == -NEVER
        lasts = self.until_month - np.where(first, 0, np.roll(self.until_month, 1))  # months: a child's make the width
        row = np.cumsum(first) - 1
        within = np.arange(len(first)) - self.at_start[1:][row]
        kind = np.uint8 if len(within) and int(within.max()) < 256 else np.int32
        at_ends = np.repeat(within.astype(kind), lasts).reshape(-1, self.width)
        return np.concatenate([at_ends[-1:], at_ends])

    def runs_of(self, holders: Codes) -> Codes:
        """The run of each child on the day before the first month."""
        found: Codes = np.take(self.at_start, holders + np.int32(1), mode="clip")
        return found

    def at_end_of(self, runs: Codes, months: np.ndarray) -> Codes:
        """The run at the end of each month, no earlier than the run given."""
        found = runs.copy()
        on = np.flatnonzero(np.take(self.until_month, runs) <= months)
        while len(on):
            found[on] += 1
            on = on[self.until_month[found[on]] <= months[on]]
        return found

    def on(self, runs: Codes, days: Ticks) -> Codes:
        """The run on each day, from any run of the same child."""
        found = runs.copy()
        on = np.flatnonzero(np.take(self.until_day, runs) <= days)
        while len(on):
            found[on] += 1
            on = on[self.until_day[found[on]] <= days[on]]
        back = np.flatnonzero(np.take(self.from_day, found) > days)
        while len(back):
            found[back] -= 1
            back = back[self.from_day[found[back]] > days[back]]
        return found


def teams_of(frames: Frames, months: Months) -> Teams:
    """Teams from the record's allocations: as `responsibilities` tells it, without its workers."""
    held = allocations_that_hold(frames.record).select("child", "id", "team", "first", "last").collect()
    codes = frames.codes(held["child"])
    keys = pack(codes, held["first"].to_numpy())
    if not (keys[1:] > keys[:-1]).all():
        order = held.select(pl.Series("key", keys), "id").select(pl.arg_sort_by("key", "id")).to_series().to_numpy()
        held, codes, keys = held[order], codes[order], keys[order]
    names = held["team"].drop_nulls().unique().sort()
    numbers = pl.Series(range(1, len(names) + 1), dtype=pl.Int32)
    number = held["team"].replace_strict(names, numbers, default=NO_TEAM, return_dtype=pl.Int32).to_numpy()
    last = held["last"].to_numpy()
    changes = days_of_change(((codes, ticks_of(keys)), (codes, last + np.int32(1))))
    place = latest_running(changes, keys, codes, last)
    team = np.where(place < 0, NO_TEAM, number[place]) if len(number) else np.zeros(0, np.int32)
    return _in_runs(("", *names), int(codes.max()) + 1 if len(codes) else 0, months, changes, team)


def _in_runs(names: tuple[str, ...], rows: int, months: Months, changes: Keys, team: np.ndarray) -> Teams:
    """Teams from the days on which they change."""
    # No team holds anyone before their first change, nor anyone who has none.
    before = pack(np.arange(rows + 1, dtype=np.int32), np.full(rows + 1, -NEVER, np.int32))
    place = np.searchsorted(changes, before)
    changes, team = np.insert(changes, place, before), np.insert(team, place, NO_TEAM)
    row = codes_of(changes)
    different = np.append(True, (team[1:] != team[:-1]) | (row[1:] != row[:-1]))
    changes, team, row = changes[different], team[different], row[different]
    from_day = ticks_of(changes)
    until_day = np.where(np.append(row[1:] == row[:-1], False), np.append(from_day[1:], NEVER), NEVER)
    ends = months.edges(in_hours=False)
    width = len(ends) + 1
    until_month = np.searchsorted(ends, until_day)
    until_month[until_day == NEVER] = width
    at_start = np.searchsorted(changes, pack(np.arange(rows + 1, dtype=np.int32), ends[:1]), "right") - 1
    return Teams(
        names, width, np.append(at_start[-1], at_start).astype(np.int32), from_day, until_day,
        until_month.astype(np.uint8 if width < 250 else np.int32), (team * width).astype(np.int32),
    )  # fmt: skip
