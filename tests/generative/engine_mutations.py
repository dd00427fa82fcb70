"""Mistakes made on purpose in the text of each engine, one at a time.

A mutation is a piece of a function's text put in place of another. Where a function is written anew and
the piece is no longer in it, the test says so: give the mutation its new place.
"""

from __future__ import annotations

import importlib
import inspect
import sys
import textwrap
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Any

import numpy as np

from lineofsight.core.working_days import BANK_HOLIDAYS
from lineofsight.evaluation.columnar.clock_tables import due_table
from lineofsight.evaluation.ticks import LONDON, add_clock, minute_tick, tick_moment

PLAIN = "lineofsight.evaluation.plain."
COLUMNAR = "lineofsight.evaluation.columnar."
_ALL_DAYS = [date(1990, 1, 1) + timedelta(days=n) for n in range(40_542)]
MONDAY_TO_FRIDAY = [day for day in _ALL_DAYS if day.weekday() < 5]
ALL_BUT_BANK_HOLIDAYS = [day for day in _ALL_DAYS if day not in BANK_HOLIDAYS]


def nth_of(days: list[date], day: date, count: int) -> date:
    """The day that many of `days` on."""
    if count == 0:
        return day
    return days[bisect_right(days, day) + count - 1 if count > 0 else bisect_left(days, day) + count]


def by_the_clock_on_the_wall(minute: int, hours: int) -> int:
    """Hours added as London's clocks show them."""
    local = tick_moment(minute).astimezone(LONDON).replace(tzinfo=None)
    return minute_tick((local + timedelta(hours=hours)).replace(tzinfo=LONDON).astimezone(UTC))


def all_by_the_clock_on_the_wall(minutes: Any, hours: int) -> Any:
    """The same for a column of minutes."""
    return np.array([by_the_clock_on_the_wall(int(minute), hours) for minute in minutes], dtype=np.int32)


_NAMES = {
    "MONDAY_TO_FRIDAY": MONDAY_TO_FRIDAY, "ALL_BUT_BANK_HOLIDAYS": ALL_BUT_BANK_HOLIDAYS, "nth_of": nth_of,
    "by_the_clock_on_the_wall": by_the_clock_on_the_wall, "all_by_the_clock_on_the_wall": all_by_the_clock_on_the_wall,
}  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """In a function, `there` written as `instead`."""

    module: str
    function: str
    there: str
    instead: str


@dataclass(frozen=True)
class EngineMutation:
    """One mistake, as it would be made in the interpreter and in the kernel."""

    name: str
    plain: tuple[Edit, ...]
    columnar: tuple[Edit, ...]


@contextmanager
def mutated(edits: tuple[Edit, ...]) -> Iterator[None]:
    """The edits made, everywhere the functions are used, until the end."""
    undo: list[tuple[Any, str, Any]] = []
    try:
        for module, function in dict.fromkeys((edit.module, edit.function) for edit in edits):
            _write_anew(module, function, [e for e in edits if (e.module, e.function) == (module, function)], undo)
        _forget()
        yield
    finally:
        for owner, name, original in reversed(undo):
            setattr(owner, name, original)
        _forget()


def _write_anew(module_name: str, function: str, edits: list[Edit], undo: list[tuple[Any, str, Any]]) -> None:
    owner: Any = importlib.import_module(module_name)
    names = {**vars(owner), **_NAMES}
    *path, name = function.split(".")
    for part in path:
        owner = getattr(owner, part)
    original = getattr(owner, name)
    text = textwrap.dedent(inspect.getsource(original))
    for edit in edits:
        assert edit.there in text, f"{function} no longer says {edit.there!r}: give the mutation its new place."
        text = text.replace(edit.there, edit.instead)
    made: dict[str, Any] = {}
    code = compile("from __future__ import annotations\n" + text, f"<mutated {function}>", "exec")
    exec(code, names, made)
    places = [owner] if path else [m for key, m in sys.modules.items() if key.startswith(("lineofsight.", "tests."))]
    for place in places:
        if place.__dict__.get(name) is original or place is owner:
            undo.append((place, name, original))
            setattr(place, name, made[name])


def _forget() -> None:
    add_clock.cache_clear()
    due_table.cache_clear()


def _both(name: str, plain: tuple[str, str, str, str], columnar: tuple[str, str, str, str]) -> EngineMutation:
    return EngineMutation(name, (_edit(PLAIN, plain),), (_edit(COLUMNAR, columnar),))


def _edit(package: str, parts: tuple[str, str, str, str]) -> Edit:
    return Edit(parts[0] if "." in parts[0] else package + parts[0], *parts[1:])


_I, _READER = "interpreter", "_Reader."
_TICKS, _CORE = "lineofsight.evaluation.ticks", "lineofsight.core.duties"
_WORKING = "add_working_days(tick_day(tick), clock.count)"
_STATUS = ("duties", "with_status")

ENGINE_MUTATIONS = (
    _both("due a day late", (_I, _READER + "_timed", "due_tick(clock, start)",
          "due_tick(clock, Start(start.tick + 1, start.day + 1, start.timed))"),
          ("schedules", "_length", "due_table(clock).due(starts.days)", "due_table(clock).due(starts.days + 1)")),
    _both("due a day early", (_I, _READER + "_timed", "due_tick(clock, start)",
          "due_tick(clock, Start(start.tick - 1, start.day - 1, start.timed))"),
          ("schedules", "_length", "due_table(clock).due(starts.days)", "due_table(clock).due(starts.days - 1)")),
    _both("bank holidays ignored",
          (_TICKS, "add_clock", _WORKING, "nth_of(MONDAY_TO_FRIDAY, tick_day(tick), clock.count)"),
          ("clock_tables", "_working_days", "in WORKING_DAYS", "in MONDAY_TO_FRIDAY")),
    _both("weekends counted",
          (_TICKS, "add_clock", _WORKING, "nth_of(ALL_BUT_BANK_HOLIDAYS, tick_day(tick), clock.count)"),
          ("clock_tables", "_working_days", "in WORKING_DAYS", "in ALL_BUT_BANK_HOLIDAYS")),
    _both("once: met only after the opening",
          (_I, _READER + "_first_met", "first = start.tick", "first = start.tick + 1"),
          ("kernel", "_once", "_earliest(standard, openings.starts)", "_earliest(standard, openings.starts) + 1")),
    _both("repeating: met only after the opening",
          (_I, _READER + "_repeating", "between(start.tick,", "between(start.tick + 1,"),
          ("kernel", "_repeating", "between(codes, openings.starts.ticks,",
           "between(codes, openings.starts.ticks + 1,")),
    _both("met on the due day is late", (_CORE, "status", "met <= due", "met < due"),
          (*_STATUS, "(met <= due)", "(met < due)")),
    _both("closed on the due day is overdue", (_CORE, "status", "closed <= due", "closed < due"),
          (*_STATUS, "(closed <= due)", "(closed < due)")),
    _both("overdue on the due day", (_CORE, "status", "due < at", "due <= at"), (*_STATUS, "due < at", "due <= at")),
    _both("outside the coverage is told as known", (_CORE, "status", "not known or due is None", "due is None"),
          (*_STATUS, 'pl.col("known").not_() | due.is_null()', "due.is_null()")),
    EngineMutation("met after the closing", (
        _edit(PLAIN, (_I, _READER + "_first_met", ".first(first, base.closed)", ".first(first, None)")),
        _edit(PLAIN, (_I, _READER + "_first_met", "event.tick <= base.closed", "True")),
    ), (
        _edit(COLUMNAR, ("kernel", "_once", "openings.starts), openings.closed,",
                          "openings.starts), np.full(count, NEVER),")),
        _edit(COLUMNAR, ("kernel", "_once", "in_time = met <= closed", "in_time = met < NEVER")),
        _edit(COLUMNAR, ("kernel", "_once", "met <= openings.closed", "met < NEVER")),
    )),
    _both("the last step does not repeat",
          ("schedules", "length", "min(occurrence, len(option.steps) - 1)", "occurrence % len(option.steps)"),
          ("schedules", "due_ticks", "((occurrences >= step) if last else (occurrences == step))",
           "(occurrences % len(option.steps) == step)")),
    _both("the variant chosen at the opening",
          (_I, _READER + "_timed", "choose(due, opening, start)",
           "choose(due, opening, Start(opening.day, opening.day, True))"),
          ("kernel", "_timed", "choose(standard, openings, opening, starts.days)",
           "choose(standard, openings, opening, openings.starts.days[slice(None) if opening is None else opening])")),
    _both("is_not refuses a blank",
          ("conditions", "_column_holds", "value is None or value not in", "value is not None and value not in"),
          ("conditions", "_column", "column.is_null() | _among(column, values).not_()",
           "_among(column, values).not_()")),
    _both("a blank's opposite holds",
          ("conditions", "_not", "None if value is None else not value", "not value"),
          ("conditions", "expression", "expression(condition.parts[0], source, on).not_()",
           "expression(condition.parts[0], source, on).fill_null(False).not_()")),
    _both("the row's own number used where it is bigger",
          ("schedules", "length", "abs(sooner) < abs(clock.count)", "abs(sooner) > abs(clock.count)"),
          ("schedules", "_due", "np.abs(sooner) < abs(clock.count)", "np.abs(sooner) > abs(clock.count)")),
    _both("openings after the last known day",
          (_I, _READER + "read", "start.day > self.horizon or ", ""),
          ("openings", "openings_of", "kept = starts.days <= horizon", "kept = starts.days == starts.days")),
    _both("clocks started after the last known day",
          (_I, _READER + "_repeating", " or clock_start.day > self.horizon", ""),
          ("kernel", "_repeating", " & (starts.days <= horizon)", "")),
    _both("openings already closed",
          (_I, _READER + "read", " or (closed is not None and closed < start.tick)", ""),
          ("openings", "openings_of", "kept &= closed >= starts.ticks", "kept &= True")),
    _both("hours without a time due at the minute",
          ("schedules", "due_tick", "add_hours(clock.count, start.tick) if start.timed else "
           "add_hours_to_day(clock.count, start.day)", "add_hours(clock.count, start.tick)"),
          ("clock_tables", "hours_due", "last_minute(days + np.int32(whole_days))", "ticks + np.int32(60 * hours)")),
    _both("hours met without a time judged to the minute",
          (_I, _READER + "_with_met", "not event.timed and due is not None", "False"),
          ("kernel", "_by_day_where_met_has_no_time", "if not moved.any():", "if True:")),
    _both("hours by the clock on the wall",
          (_TICKS, "add_hours", "minute + 60 * hours", "by_the_clock_on_the_wall(minute, hours)"),
          ("clock_tables", "hours_due", "ticks + np.int32(60 * hours)", "all_by_the_clock_on_the_wall(ticks, hours)")),
    _both("the coverage's beginning ignored",
          (_I, _READER + "_in_coverage", "if before and", "if False and"),
          ("kernel", "_in_coverage", "if span.from_on is not None and", "if False and")),
    _both("the coverage's end ignored",
          (_I, _READER + "_in_coverage", "if self.span.to_on is not None and", "if False and"),
          ("kernel", "_in_coverage", "if span.to_on is not None and", "if False and")),
    _both("a table that is not covered read as empty",
          (_I, "Interpreter.__init__", "if span.extent is not Extent.NONE", "if True"),
          ("kernel", "duties_of", "if span.extent is Extent.NONE:", "if False:")),
    _both("only the latest is known, ignored",
          (_I, _READER + "_repeating", "self.span.extent is Extent.LATEST_ONLY", "False"),
          ("kernel", "duties_of", "span.extent is Extent.LATEST_ONLY", "False")),
    _both("several on one day counted apart",
          (_I, _READER + "_repeating", "list(events.values())",
           "self._meeting_of(opening.row).between(start.tick, base.closed)"),
          ("kernel", "duties_of", "events.first_of_each_tick()", "events")),
    _both("birthdays a day late",
          ("schedules", "birthday", "day_tick(add_months(born, age.count))",
           "day_tick(add_months(born, age.count)) + 1"),
          ("openings", "birthdays", "np.where(known, reached, NEVER)", "np.where(known, reached + 1, NEVER)")),
    _both("a clock that waits for an unknown age is told as known",
          (_I, _READER + "read", "replace(duty, due=None, known=False) if ageless else duty", "duty"),
          ("kernel", "_of_known_age", "if standard.from_age is None:", "if True:")),
)  # fmt: skip
