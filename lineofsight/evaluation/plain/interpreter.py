"""Duties of one standard, read plainly: the reference every faster reading is tested against."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from lineofsight.core.clocks import Grid, Schedule, SetBy
from lineofsight.core.derived import Source, origin
from lineofsight.core.duties import Duty, RowReference
from lineofsight.core.selections import Selection
from lineofsight.core.standards import Repeat, Standard, Starts
from lineofsight.evaluation.coverage import Coverage, Extent, Span, covered
from lineofsight.evaluation.plain.conditions import holds
from lineofsight.evaluation.plain.grids import grid_periods
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.plain.rows import Row
from lineofsight.evaluation.plain.schedules import (
    Opening,
    Start,
    birthday,
    choose,
    day_of,
    due_by_day,
    due_tick,
    earliest,
    length,
)
from lineofsight.evaluation.ticks import add_clock, day_tick, first_minute, last_minute, minute_tick

DATE_ONLY = "date only"
LATEST_ONLY = "only the latest is known"


_FIELDS = tuple(field.name for field in fields(Duty))


def replace(duty: Duty, **changes: Any) -> Duty:
    """The duty with some fields changed: `dataclasses.replace` without its checks, which cost most of the time."""
    return Duty(*[changes[name] if name in changes else getattr(duty, name) for name in _FIELDS])


@dataclass(frozen=True, slots=True)
class Event:
    """Something that may open, meet or close: its tick, whether its time is known, and the row behind it."""

    tick: int
    timed: bool
    row: Row
    source: Source

    @property
    def reference(self) -> RowReference:
        return RowReference(origin(self.source).name, self.row["id"])

    @property
    def recorded(self) -> int | None:
        recorded: date | None = self.row.get("recorded_on")
        return None if recorded is None else day_tick(recorded)


class Events:
    """Events in order of tick."""

    def __init__(self, events: list[Event]) -> None:
        self._events, self._ticks = events, [event.tick for event in events]

    def first(self, from_tick: int, to_tick: int | None) -> Event | None:
        """The first from one tick to another, both included."""
        place = bisect_left(self._ticks, from_tick)
        if place == len(self._ticks) or (to_tick is not None and self._ticks[place] > to_tick):
            return None
        return self._events[place]

    def between(self, from_tick: int, to_tick: int | None) -> list[Event]:
        """Every one from one tick to another, both included."""
        end = len(self._ticks) if to_tick is None else bisect_right(self._ticks, to_tick)
        return self._events[bisect_left(self._ticks, from_tick) : end]


NO_EVENTS = Events([])


class Interpreter:
    """Standards made ready to be read over one coverage, many records: what a write to one child's record runs."""

    def __init__(self, standards: Iterable[Standard], coverage: Coverage) -> None:
        spans = ((standard, covered(coverage, standard.tables())) for standard in standards)
        self._ready = [(standard, span) for standard, span in spans if span.extent is not Extent.NONE]

    def duties(self, record: PlainRecord, as_known_on: date) -> list[Duty]:
        """Every duty of every standard, in the order of the standards."""
        return [duty for standard, span in self._ready for duty in _duties(standard, record, span, as_known_on)]


def duties(standard: Standard, record: PlainRecord, coverage: Coverage, as_known_on: date) -> list[Duty]:
    """Every duty of the standard that opened by `as_known_on`, for all holders in the record.

    Ordered by holder, subject and opening. Duties outside the coverage are there, with `known` False.
    """
    return Interpreter((standard,), coverage).duties(record, as_known_on)


def _duties(standard: Standard, record: PlainRecord, span: Span, as_known_on: date) -> list[Duty]:
    if not record.selected(standard.opens):
        return []
    reader = _Reader(standard, record, span, as_known_on)
    found = [duty for opening in record.selected(standard.opens) for duty in reader.read(*opening)]
    return sorted(found, key=lambda duty: (duty.holder, duty.subject, duty.opened, duty.due or 0))


class _Reader:
    """One standard over one record."""

    def __init__(self, standard: Standard, record: PlainRecord, span: Span, as_known_on: date) -> None:
        self.standard, self.record, self.span = standard, record, span
        self.horizon = day_tick(as_known_on)
        met = standard.met_by if isinstance(standard.met_by, tuple) else ()
        self.meeting = self._events(met, standard.match[1] if standard.match else None)
        self.closing = self._events((*standard.closed_by, *standard.exempt_by), None)

    def _events(self, selections: tuple[Selection, ...], key: str | None) -> dict[str, Events]:
        """Events by holder (or by the matching column), in order of tick."""
        by_key: dict[str, list[Event]] = defaultdict(list)
        for selection in selections:
            for on, row in self.record.selected(selection):
                value = row.get(key or selection.source.holder_column)
                if value is not None:
                    by_key[value].append(self._event(selection.source, selection.at, on, row))
        return {k: Events(sorted(v, key=lambda e: (e.tick, e.row["id"]))) for k, v in by_key.items()}

    def _event(self, source: Source, column: str, on: date, row: Row) -> Event:
        """An event at the end of its day where an hour clock has no time for it."""
        if not self.standard.in_hours:
            return Event(day_tick(on), True, row, source)
        moment = self._moment(source, column, row)
        if moment is None:
            return Event(last_minute(day_tick(on)), False, row, source)
        return Event(minute_tick(moment), True, row, source)

    @staticmethod
    def _moment(source: Source, column: str, row: Row) -> datetime | None:
        companion = source.column(column).moment
        return row.get(companion) if companion else None

    def read(self, on: date, row: Row) -> Iterator[Duty]:
        """The duties one opening row gives."""
        standard, source = self.standard, self.standard.opens.source
        holder = self.record.holder(source, row)
        if any(holds(condition, row, holder, on) is True for condition in standard.exempt):
            return
        start = self._start(standard.opens.at, on, row)
        if standard.from_age is not None:
            reached = birthday(holder, standard.from_age)
            if reached is not None and reached > start.day:
                start = Start(first_minute(reached) if standard.in_hours else reached, reached, not standard.in_hours)
        # Whether the age has come cannot be told, so neither can what is owed: named, never left out.
        ageless = standard.from_age is not None and holder.get("born_on") is None
        closed, closer = self._closed(row, holder, start)
        if start.day > self.horizon or (closed is not None and closed < start.tick):
            return
        sooner = row.get(standard.or_sooner) if standard.or_sooner else None
        opening = Opening(row, holder, start.day, sooner)
        base = Duty(
            standard.code, row.get(source.holder_column) or "", row["id"], "", start.tick, None, None, closed,
            in_hours=standard.in_hours, opened_by=RowReference(origin(source).name, row["id"]),
            closed_by=closer.reference if closer else None,
        )  # fmt: skip
        if isinstance(standard.due, Grid):
            found = self._on_grid(base, row, standard.due)
        elif standard.repeats is Repeat.FROM_LAST_MET:
            found = self._repeating(base, opening, start)
        else:
            found = iter([self._once(base, opening, start)])
        for duty in found:
            yield self._in_coverage(replace(duty, due=None, known=False) if ageless else duty)

    def _start(self, column: str, on: date, row: Row) -> Start:
        """A clock's start, by a date column of the opening row."""
        standard = self.standard
        day = day_tick(on)
        if not standard.in_hours:
            return Start(day, day, True)
        moment = self._moment(standard.opens.source, column, row)
        return Start(first_minute(day), day, False) if moment is None else Start(minute_tick(moment), day, True)

    def _closed(self, row: Row, holder: Row, start: Start) -> tuple[int | None, Event | None]:
        """The first tick that closes the opening, and the row behind it where it is another row."""
        standard, source = self.standard, self.standard.opens.source
        ticks: list[tuple[int, Event | None]] = []
        for column in standard.closes:
            if (on := row.get(column)) is not None:
                ticks.append((self._event(source, column, on, row).tick, None))
        first = self.closing.get(row.get(source.holder_column) or "", NO_EVENTS).first(start.tick, None)
        if first is not None:
            ticks.append((first.tick, first))
        if standard.until_age is not None and (age := birthday(holder, standard.until_age)) is not None:
            ticks.append((last_minute(age) if standard.in_hours else age, None))
        return min(ticks, key=lambda item: item[0], default=(None, None))

    def _once(self, base: Duty, opening: Opening, start: Start) -> Duty:
        standard = self.standard
        met = self._first_met(base, opening.row, start)
        counted, missing = start, False
        if standard.counted_from:
            on = opening.row.get(standard.counted_from)
            missing = on is None
            if on is not None:
                counted = self._start(standard.counted_from, on, opening.row)
        duty = self._timed(base, opening, counted, 0)
        if missing:
            duty = replace(duty, due=None, known=False)
        return self._with_met(*self._lapsed(duty, met))

    def _lapsed(self, duty: Duty, met: Event | None) -> tuple[Duty, Event | None]:
        """The duty closed where it lapsed, and what met it where that came no later."""
        lapses = self.standard.lapses_after
        if lapses is None or duty.due is None:
            return duty, met
        lapsed = add_clock(lapses, duty.due)
        if duty.closed is not None and duty.closed <= lapsed:
            return duty, met
        return replace(duty, closed=lapsed, closed_by=None), met if met and met.tick <= lapsed else None

    def _first_met(self, base: Duty, row: Row, start: Start) -> Event | None:
        """What met it: its own date whenever that was, else the first row from the opening (or early) to the close."""
        standard, source = self.standard, self.standard.opens.source
        if isinstance(standard.met_by, str):
            on = row.get(standard.met_by)
            event = None if on is None else self._event(source, standard.met_by, on, row)
            return event if event and (base.closed is None or event.tick <= base.closed) else None
        first = start.tick
        if standard.met_early is not None:
            first = earliest(standard.met_early, start, in_hours=standard.in_hours)
        return self._meeting_of(row).first(first, base.closed)

    def _meeting_of(self, row: Row) -> Events:
        key = self.standard.match[0] if self.standard.match else self.standard.opens.source.holder_column
        return self.meeting.get(row.get(key) or "", NO_EVENTS)

    def _repeating(self, base: Duty, opening: Opening, start: Start) -> Iterator[Duty]:
        events: dict[int, Event] = {}
        for event in self._meeting_of(opening.row).between(start.tick, base.closed):
            events.setdefault(event.tick, event)
        met = list(events.values())
        starts: list[tuple[Start, Event | None]] = [
            (Start(e.tick, day_of(e.tick, in_hours=self.standard.in_hours), e.timed), e) for e in met
        ]
        if self.standard.starts is Starts.AT_OPENING:
            starts.insert(0, (start, None))
        else:
            met = met[1:]
        latest_only = self.span.extent is Extent.LATEST_ONLY
        for place, (clock_start, opener) in enumerate(starts):
            if opener and (
                (base.closed is not None and clock_start.tick >= base.closed) or clock_start.day > self.horizon
            ):
                continue
            if latest_only and place < len(starts) - 1:
                continue
            duty = replace(base, opened=clock_start.tick, opened_by=opener.reference if opener else base.opened_by)
            occurrence = 99 if latest_only and opener else place
            duty = self._timed(duty, opening, clock_start, occurrence)
            if latest_only and opener:
                duty = replace(duty, basis=LATEST_ONLY)
            yield self._with_met(duty, met[place] if place < len(met) else None)

    def _on_grid(self, base: Duty, row: Row, grid: Grid) -> Iterator[Duty]:
        last = self.horizon if base.closed is None else min(base.closed, self.horizon)
        for period in grid_periods(grid.step, base.opened, last):
            last_day = period.last if base.closed is None else min(base.closed, period.last)
            met = self._meeting_of(row).first(max(base.opened, period.first), last_day)
            closed = period.next_last if base.closed is None else min(base.closed, period.next_last)
            duty = replace(base, opened=max(base.opened, period.first), due=period.last, closed=closed)
            yield self._with_met(duty, met)

    def _timed(self, duty: Duty, opening: Opening, start: Start, occurrence: int) -> Duty:
        """The duty with its variant and due tick; not known where no variant applies or no date was set."""
        due = self.standard.due
        if isinstance(due, SetBy):
            on = opening.row.get(due.column)
            return replace(duty, due=None if on is None else day_tick(on), known=on is not None)
        if not isinstance(due, Schedule):
            raise TypeError(f"{duty.standard}: a calendar grid has no clock to choose.")
        option = choose(due, opening, start)
        set_on = opening.row.get(self.standard.or_set_by) if self.standard.or_set_by else None
        if set_on is not None:
            set_tick = last_minute(day_tick(set_on)) if self.standard.in_hours else day_tick(set_on)
            return replace(duty, variant=option.name if option else "", due=set_tick)
        if option is None:
            return replace(duty, known=False)
        clock = length(option, occurrence, opening.sooner)
        basis = "" if start.timed else DATE_ONLY
        tick = due_tick(clock, start)
        return replace(duty, variant=option.name, due=tick, basis=basis, known=tick is not None)

    def _with_met(self, duty: Duty, event: Event | None) -> Duty:
        if event is None:
            return duty
        due, basis = duty.due, duty.basis
        if duty.in_hours and not event.timed and due is not None:
            due, basis = due_by_day(due), DATE_ONLY
        return replace(
            duty, due=due, basis=basis, met=event.tick, recorded_on=event.recorded, met_by=event.reference
        )  # fmt: skip

    def _in_coverage(self, duty: Duty) -> Duty:
        opened = day_of(duty.opened, in_hours=duty.in_hours)
        before = self.span.from_on is not None and opened < day_tick(self.span.from_on)
        if before and self.span.extent is Extent.COMPLETE:
            return replace(duty, known=False)
        if self.span.to_on is not None and duty.due is not None:
            end = day_tick(self.span.to_on)
            due = day_of(duty.due, in_hours=duty.in_hours)
            beyond = due > end and self.horizon > end
            if beyond and duty.met is None and duty.closed is None:
                return replace(duty, known=False)
        return duty
