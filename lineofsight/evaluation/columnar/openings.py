"""What opens duties: one opening a row, with when it starts, when it closes, and what its schedule needs to know."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from lineofsight.core.clocks import Clock, Grid
from lineofsight.core.selections import Selection
from lineofsight.core.standards import Repeat, Standard
from lineofsight.evaluation.columnar.clock_tables import (
    NEVER,
    Flags,
    Ticks,
    add_months,
    first_minute,
    last_minute,
)
from lineofsight.evaluation.columnar.conditions import any_holds, born_column
from lineofsight.evaluation.columnar.events import (
    Events,
    day_ticks,
    events_of,
    latest_before,
    minute_ticks,
    ticks_and_timed,
)
from lineofsight.evaluation.columnar.frames import HOLDER, Frames
from lineofsight.evaluation.columnar.keys import Codes, Places, codes_of, pack, ticks_of
from lineofsight.evaluation.columnar.needs import read_of_opening
from lineofsight.evaluation.ticks import FIRST_CLOCK_DAY

WORTH_LEAVING_OUT = 0.67
"""Where fewer than this share of rows count, copying them costs less than to carry the others along."""


@dataclass(frozen=True)
class Starts:
    """When clocks start: ticks, the days they fall on, and where the time is known (None: everywhere)."""

    ticks: Ticks
    days: Ticks
    timed: Flags | None = None

    def take(self, places: Places) -> Starts:
        """The starts at those places."""
        timed = None if self.timed is None else self.timed[places]
        return Starts(self.ticks[places], self.days[places], timed)


@dataclass(frozen=True)
class Openings:
    """Openings in the order of their rows.

    `closed` is NEVER where nothing closes it; `closer` is the place of the closing event, -1 where a column of the row
    or an age closed it. `closing` are the events `closer` points into.
    """

    rows: pl.DataFrame
    holders: Codes
    starts: Starts
    closed: Ticks
    closer: Places
    closing: Events

    def __len__(self) -> int:
        return len(self.holders)

    def take(self, places: Places) -> Openings:
        """The openings at those places."""
        return Openings(
            self.rows[places], self.holders[places], self.starts.take(places), self.closed[places],
            self.closer[places], self.closing,
        )  # fmt: skip


def openings_of(standard: Standard, frames: Frames, horizon: int) -> Openings:
    """The openings of a standard that started by the day tick `horizon` and had not closed before they did."""
    rows = _owed(standard, frames)
    starts = starts_of(standard, rows, standard.opens.at)
    if standard.from_age is not None:
        rows, starts = _from_age(standard, rows, starts, standard.from_age)
    holders = rows[HOLDER].to_numpy()
    closing = events_of(frames, _closing(standard), in_hours=standard.in_hours)
    closed, closer = _closed(standard, rows, starts, closing)
    kept = starts.days <= horizon
    if len(closing.keys) or standard.closes or standard.until_age is not None:
        kept &= closed >= starts.ticks
    openings = Openings(rows, holders, starts, closed, closer, closing)
    return openings if kept.all() else openings.take(np.flatnonzero(kept))


def not_over_before(tick: int, standard: Standard, openings: Openings, events: Events, frames: Frames) -> Openings:
    """Without the openings that were closed, or whose one duty was met, before a tick: no more is counted of them.

    All of them where those are too few for their leaving to be worth the copying of the others.
    """
    kept = openings.closed >= tick
    once = standard.repeats is Repeat.NEVER and not isinstance(standard.due, Grid)
    if once and isinstance(standard.met_by, tuple) and standard.match is None:
        # One event from its start on, and before the tick, is enough: the first that meets it is no later.
        latest = latest_before(frames, tick, events)
        kept &= np.take(latest, np.minimum(openings.holders, len(latest) - 1)) < openings.starts.ticks
    if np.count_nonzero(kept) > WORTH_LEAVING_OUT * len(kept):
        return openings
    return openings.take(np.flatnonzero(kept))


def starts_of(standard: Standard, rows: pl.DataFrame, column: str) -> Starts:
    """Clocks' starts by a date column of opening rows: from the day's first minute where an hour clock has no time."""
    days = day_ticks(rows, column)
    if not standard.in_hours:
        return Starts(days, days)
    minutes, timed = minute_ticks(rows, standard.opens.source, column)
    return Starts(np.where(timed, minutes, first_minute(days)).astype(np.int32), days, timed)


def birthdays(standard: Standard, rows: pl.DataFrame, age: Clock) -> Ticks:
    """The day ticks of that age; NEVER where the date of birth is not recorded."""
    name = born_column(standard.opens.source)
    if not name:
        return np.full(len(rows), NEVER, np.int32)
    born = day_ticks(rows, name)
    known = born != NEVER
    reached = add_months(np.where(known, born, FIRST_CLOCK_DAY).astype(np.int64), age.count)
    return np.where(known, reached, NEVER).astype(np.int32)


def _owed(standard: Standard, frames: Frames) -> pl.DataFrame:
    rows = frames.selected(standard.opens, None if frames.detail else read_of_opening(standard))
    if not standard.exempt:
        return rows
    return rows.filter(any_holds(standard.exempt, standard.opens.source, pl.col(standard.opens.at)).not_())


def _from_age(
    standard: Standard, rows: pl.DataFrame, starts: Starts, age: Clock
) -> tuple[pl.DataFrame, Starts]:  # fmt: skip
    reached = birthdays(standard, rows, age)
    later = (reached != NEVER) & (reached > starts.days)
    days = np.where(later, reached, starts.days)
    if not standard.in_hours:
        return rows, Starts(days, days)
    ticks = np.where(later, first_minute(np.where(later, reached, starts.days)), starts.ticks)
    assert starts.timed is not None
    return rows, Starts(ticks, days, starts.timed & ~later)


def _closing(standard: Standard) -> tuple[Selection, ...]:
    return (*standard.closed_by, *standard.exempt_by)


def _closed(
    standard: Standard, rows: pl.DataFrame, starts: Starts, closing: Events
) -> tuple[Ticks, Places]:  # fmt: skip
    """The first tick that closes each opening, and the event behind it where another row did."""
    closed = np.full(len(rows), NEVER, np.int32)
    closer: Places = np.broadcast_to(np.int64(-1), len(rows))  # takes no room where nothing closes one
    for column in standard.closes:
        ticks, _ = ticks_and_timed(rows, standard.opens.source, column, in_hours=standard.in_hours)
        closed = np.minimum(closed, ticks)
    if len(closing.keys):
        holders = rows[HOLDER].to_numpy()
        place = np.searchsorted(closing.keys, pack(holders, starts.ticks), "left")
        found = closing.keys[np.minimum(place, len(closing.keys) - 1)]
        sooner = (place < len(closing.keys)) & (codes_of(found) == holders) & (ticks_of(found) < closed)
        closer = np.where(sooner, place, closer)
        closed = np.where(sooner, ticks_of(found), closed)
    if standard.until_age is not None:
        age = birthdays(standard, rows, standard.until_age)
        ends = np.where(age == NEVER, NEVER, last_minute(age)).astype(np.int32) if standard.in_hours else age
        closer = np.where(ends < closed, -1, closer)
        closed = np.minimum(closed, ends)
    return closed, closer
