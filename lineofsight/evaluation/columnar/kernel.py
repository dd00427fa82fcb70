"""The duties of one standard as columns of ticks: equal, duty for duty, to the plain reading."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from lineofsight.core.clocks import Clock, Grid, Schedule, SetBy, Unit
from lineofsight.core.standards import Repeat, Standard
from lineofsight.core.standards import Starts as StartsWhen
from lineofsight.evaluation.columnar.clock_tables import (
    NEVER,
    Flags,
    Ticks,
    due_table,
    first_minute,
    last_minute,
    local_day,
    never_unless,
)
from lineofsight.evaluation.columnar.events import Events, day_ticks, events_of, ticks_and_timed
from lineofsight.evaluation.columnar.fast import between, first_between
from lineofsight.evaluation.columnar.frames import Frames
from lineofsight.evaluation.columnar.grids import on_grid
from lineofsight.evaluation.columnar.keys import Codes, Places, expand, ticks_of
from lineofsight.evaluation.columnar.openings import (
    Openings,
    Starts,
    birthdays,
    not_over_before,
    openings_of,
    starts_of,
)
from lineofsight.evaluation.columnar.schedules import LAST_OCCURRENCE, choose, due_ticks
from lineofsight.evaluation.coverage import Extent, Span, covered
from lineofsight.evaluation.ticks import FIRST_CLOCK_DAY, LAST_CLOCK_DAY, day_tick

PLAIN, DATE_ONLY, LATEST_ONLY = np.int8(0), np.int8(1), np.int8(2)
NO_EVENT = -1


@dataclass(frozen=True)
class Duties:
    """The duties of one standard, a column a field, all of one length.

    Ticks are NEVER where blank. `opening` points into `openings`; `opener` and `meeting` point into `events`, NO_EVENT
    where the opening row itself opened or met it, or nothing did.
    """

    standard: Standard
    openings: Openings
    events: Events
    opening: Places
    opened: Ticks
    due: Ticks
    met: Ticks
    closed: Ticks
    known: Flags
    variant: np.ndarray
    basis: np.ndarray
    opener: Places
    meeting: Places

    def __len__(self) -> int:
        return len(self.opened)

    @property
    def holders(self) -> Codes:
        """Each duty's holder."""
        return self.openings.holders[self.opening]

    @property
    def ended(self) -> Ticks:
        """When each was met or closed, whichever came first."""
        return np.minimum(self.met, self.closed)


def duties_of(standard: Standard, frames: Frames, *, counted_from: int | None = None) -> Duties | None:
    """Every duty of the standard that opened by the record's last known day; None where a table is not covered.

    With `counted_from`, a day tick, duties that ended before that day may be left out: enough for counting those after.
    """
    record = frames.record
    span = covered(record.coverage, standard.tables())
    if span.extent is Extent.NONE:
        return None
    horizon = day_tick(record.as_known_on)
    openings = openings_of(standard, frames, horizon)
    met_by = standard.met_by if isinstance(standard.met_by, tuple) else ()
    match = standard.match[1] if standard.match else None
    events = events_of(frames, met_by, in_hours=standard.in_hours, match=match)
    if counted_from is not None:
        tick = int(first_minute(np.array([counted_from]))[0]) if standard.in_hours else counted_from
        openings = not_over_before(tick, standard, openings, events, frames)
    if isinstance(standard.due, Grid):
        found = _grid(standard, openings, events, frames, horizon)
    elif standard.repeats is Repeat.FROM_LAST_MET:
        latest_only = span.extent is Extent.LATEST_ONLY
        found = _repeating(standard, openings, events.first_of_each_tick(), frames, horizon, latest_only=latest_only)
    else:
        found = _once(standard, openings, events, frames)
    return _in_coverage(_of_known_age(found), span, horizon)


def _of_known_age(duties: Duties) -> Duties:
    """Not known, and due on no day, where a clock waits for an age and the date of birth is not recorded."""
    standard = duties.standard
    if standard.from_age is None:
        return duties
    ageless = birthdays(standard, duties.openings.rows, standard.from_age)[duties.opening] == NEVER
    due = np.where(ageless, NEVER, duties.due).astype(np.int32)
    return replace(duties, due=due, known=duties.known & ~ageless)


def matching(standard: Standard, openings: Openings, frames: Frames) -> Codes:
    """What each opening's events are found by: its holder, or the value in the matching column."""
    if standard.match is None:
        return openings.holders
    return frames.codes(openings.rows[standard.match[0]], holders=False)


def _once(standard: Standard, openings: Openings, events: Events, frames: Frames) -> Duties:
    count = len(openings)
    starts, missing = openings.starts, None
    if standard.counted_from:
        counted = starts_of(standard, openings.rows, standard.counted_from)
        missing = counted.days == NEVER
        starts = _where(missing, openings.starts, counted)
    meeting = np.full(count, NO_EVENT, np.int64)
    timed: Flags | None
    if isinstance(standard.met_by, str):
        met, timed = ticks_and_timed(openings.rows, standard.opens.source, standard.met_by, in_hours=standard.in_hours)
        met = never_unless(met <= openings.closed, met)
    else:
        codes = matching(standard, openings, frames)
        meeting = first_between(codes, _earliest(standard, openings.starts), openings.closed, events.keys)
        met, timed = _met_at(events, meeting)
    due, known, variant, basis = _timed(standard, openings, None, np.zeros(count, np.int64), starts)
    if missing is not None and missing.any():
        due = np.where(missing, NEVER, due)
        known = known & ~missing
    closed = _lapsed(standard, due, openings.closed)
    in_time = met <= closed
    if not in_time.all():
        met, meeting = never_unless(in_time, met), np.where(in_time, meeting, NO_EVENT)
    duties = Duties(
        standard, openings, events, np.arange(count), openings.starts.ticks, due, met, closed,
        known, variant, basis, np.broadcast_to(np.int64(NO_EVENT), count), meeting,
    )  # fmt: skip
    return _by_day_where_met_has_no_time(duties, timed)


def _lapsed(standard: Standard, due: Ticks, closed: Ticks) -> Ticks:
    """When each closed, no later than it lapsed."""
    if standard.lapses_after is None:
        return closed
    lapsed = due_table(standard.lapses_after).due(np.where(due == NEVER, LAST_CLOCK_DAY, due))
    return np.where(due == NEVER, closed, np.minimum(closed, lapsed)).astype(np.int32)


def _repeating(
    standard: Standard, openings: Openings, events: Events, frames: Frames, horizon: int, *, latest_only: bool
) -> Duties:
    codes = matching(standard, openings, frames)
    low, high = between(codes, openings.starts.ticks, openings.closed, events.keys)
    at_opening = standard.starts is StartsWhen.AT_OPENING
    counts = high - low + (1 if at_opening else 0)
    opening, place = expand(np.zeros(len(counts), np.int64), counts)
    opener = low[opening] + place - (1 if at_opening else 0)
    by_event = place > 0 if at_opening else np.ones(len(place), np.bool_)
    following = opener + 1
    meeting = np.where(following < high[opening], following, NO_EVENT)
    starts = _starts(standard, openings, events, opening, np.where(by_event, opener, NO_EVENT), by_event)
    closed = openings.closed[opening]
    kept = ~by_event | ((starts.ticks < closed) & (starts.days <= horizon))
    if latest_only:
        kept &= place == counts[opening] - 1
    if not kept.all():
        keep = np.flatnonzero(kept)
        opening, place, opener, by_event = opening[keep], place[keep], opener[keep], by_event[keep]
        meeting, closed, starts = meeting[keep], closed[keep], starts.take(keep)
    occurrence = np.where(by_event, LAST_OCCURRENCE, place) if latest_only else place
    due, known, variant, basis = _timed(standard, openings, opening, occurrence, starts)
    if latest_only:
        basis = np.where(by_event, LATEST_ONLY, basis)
    met, timed = _met_at(events, meeting)
    duties = Duties(
        standard, openings, events, opening, starts.ticks, due, met, closed, known, variant, basis,
        np.where(by_event, opener, NO_EVENT), meeting,
    )  # fmt: skip
    return _by_day_where_met_has_no_time(duties, timed)


def _starts(
    standard: Standard, openings: Openings, events: Events, opening: Places, opener: Places, by_event: Flags
) -> Starts:
    """Each clock's start: the opening's own, or the event's."""
    own = openings.starts.ticks[opening]
    ticks = np.where(by_event, ticks_of(_at(events.keys, opener)), own).astype(np.int32) if len(events.keys) else own
    if not standard.in_hours:
        return Starts(ticks, np.where(by_event, ticks, openings.starts.days[opening]))
    assert openings.starts.timed is not None
    timed, days = openings.starts.timed[opening], openings.starts.days[opening]
    if len(events.keys) and events.timed is not None:
        timed = np.where(by_event, _at(events.timed, opener), timed)
        days = np.where(by_event, local_day(ticks), days)
    return Starts(ticks, days, timed)


def _grid(standard: Standard, openings: Openings, events: Events, frames: Frames, horizon: int) -> Duties:
    assert isinstance(standard.due, Grid)
    last = np.minimum(openings.closed, np.int32(horizon))
    opening, first, due, next_last = on_grid(standard.due.step, openings.starts.ticks, last)
    opened = np.maximum(openings.starts.ticks[opening], first)
    closed = openings.closed[opening]
    codes = matching(standard, openings, frames)[opening]
    meeting = first_between(codes, opened, np.minimum(closed, due), events.keys)
    met, _ = _met_at(events, meeting)
    count = len(opening)
    return Duties(
        standard, openings, events, opening, opened, due, met, np.minimum(closed, next_last),
        np.ones(count, np.bool_), np.full(count, -1, np.int8), np.full(count, PLAIN),
        np.full(count, NO_EVENT, np.int64), meeting,
    )  # fmt: skip


def _timed(
    standard: Standard, openings: Openings, opening: Places | None, occurrence: Places, starts: Starts
) -> tuple[Ticks, Flags, np.ndarray, np.ndarray]:
    """Due ticks, whether known, the variant and the basis of each clock."""
    count = len(starts.ticks)
    if isinstance(standard.due, SetBy):
        due = day_ticks(openings.rows, standard.due.column)
        return due, due != NEVER, np.full(count, -1, np.int8), np.full(count, PLAIN)
    assert isinstance(standard.due, Schedule)
    variant = choose(standard, openings, opening, starts.days)
    sooner = None
    if standard.or_sooner:
        numbers = openings.rows[standard.or_sooner].cast(float).fill_null(float("nan")).to_numpy()
        sooner = numbers if opening is None else numbers[opening]
    due = due_ticks(standard, variant, occurrence, starts, sooner)
    basis = np.broadcast_to(PLAIN, count)
    if starts.timed is not None:
        basis = np.where(starts.timed | (variant < 0), PLAIN, DATE_ONLY)
    if standard.or_set_by:
        set_on = day_ticks(openings.rows, standard.or_set_by)
        is_set = set_on != NEVER
        due = np.where(is_set, last_minute(set_on) if standard.in_hours else set_on, due).astype(np.int32)
        basis = np.where(is_set, PLAIN, basis)
    return due, due != NEVER, variant, basis


def _met_at(events: Events, meeting: Places) -> tuple[Ticks, Flags | None]:
    """The ticks of the events that met, NEVER where none did, and where their time is known."""
    if not len(events.keys):
        return np.full(len(meeting), NEVER, np.int32), None
    met = never_unless(meeting >= 0, ticks_of(_at(events.keys, meeting)))
    return met, None if events.timed is None else _at(events.timed, meeting)


def _by_day_where_met_has_no_time(duties: Duties, timed: Flags | None) -> Duties:
    """An hour clock is due at the end of the local day where what met it has no time."""
    if not duties.standard.in_hours or timed is None:
        return duties
    moved = ~timed & (duties.met != NEVER) & (duties.due != NEVER)
    if not moved.any():
        return duties
    due = duties.due.copy()
    due[moved] = last_minute(local_day(due[moved]))
    return replace(duties, due=due, basis=np.where(moved, DATE_ONLY, duties.basis))


def _in_coverage(duties: Duties, span: Span, horizon: int) -> Duties:
    """Not known: opened before a complete source begins, or due beyond where the record ends and not yet ended."""
    known, in_hours = duties.known, duties.standard.in_hours
    if span.from_on is not None and span.extent is Extent.COMPLETE:
        opened = local_day(duties.opened) if in_hours else duties.opened
        known = known & (opened >= day_tick(span.from_on))
    if span.to_on is not None and horizon > day_tick(span.to_on):
        due = np.where(duties.due == NEVER, NEVER, local_day(duties.due)) if in_hours else duties.due
        beyond = (duties.due != NEVER) & (due > day_tick(span.to_on))
        known = known & ~(beyond & (duties.met == NEVER) & (duties.closed == NEVER))
    return duties if known is duties.known else replace(duties, known=known)


def _earliest(standard: Standard, starts: Starts) -> Ticks:
    """The first tick at which something may already have met a clock."""
    early = standard.met_early
    if early is None:
        return starts.ticks
    if early.unit is Unit.HOURS:
        return starts.ticks - np.int32(60 * early.count)
    table = due_table(Clock(-early.count, early.unit))
    days = table.due(starts.days)
    inside = (starts.days >= FIRST_CLOCK_DAY) & (starts.days <= LAST_CLOCK_DAY) & (days != NEVER)
    ticks = first_minute(days) if standard.in_hours else days
    return np.where(inside, ticks, starts.ticks).astype(np.int32)


def _where(flags: Flags, a: Starts, b: Starts) -> Starts:
    timed = None if a.timed is None or b.timed is None else np.where(flags, a.timed, b.timed)
    return Starts(np.where(flags, a.ticks, b.ticks), np.where(flags, a.days, b.days), timed)


def _at(values: np.ndarray, places: Places) -> np.ndarray:
    """The values at places; NO_EVENT reads the first, which the caller does not use."""
    return np.take(values, np.maximum(places, 0))
