"""A second reading of standards, from the words of the design, that shares no code with the evaluation.

It walks the calendar a day at a time and looks through every row each day: slow, and hard to get wrong in the same way.
Day clocks only, over a record that is complete. Derived tables are given as rows, already worked out: they have their
own tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from typing import Any

from lineofsight.core.clocks import Clock, Grid, GridStep, Schedule, SetBy, Unit, Variant
from lineofsight.core.selections import Condition, Op, Selection
from lineofsight.core.standards import Repeat, Standard, Starts
from lineofsight.core.working_days import BANK_HOLIDAYS

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Owed:
    """What the oracle says is owed: dates only. `known` is False where what is owed cannot be told."""

    holder: str
    subject: str
    opened_on: date
    due_on: date | None = None
    met_on: date | None = None
    closed_on: date | None = None
    known: bool = True

    def status(self, on: date) -> str | None:
        """What it is at the end of a day; None where it had not opened."""
        if on < self.opened_on:
            return None
        if self.due_on is None or not self.known:
            return "not_known"
        met_by_then = self.met_on is not None and self.met_on <= on
        if met_by_then and not (self.closed_on is not None and self.closed_on < self.met_on):  # type: ignore[operator]
            return "late" if self.due_on < self.met_on else "met"  # type: ignore[operator]
        if self.closed_on is not None and not self.closed_on > on:
            return "ended_overdue" if self.due_on < self.closed_on else "ended"
        return "overdue" if on > self.due_on else "due"


def oracle(standard: Standard, rows: Rows, holders: Mapping[str, Row], known_on: date) -> list[Owed]:
    """Everything owed by a standard whose clock counts days.

    `rows`: by the name of the table or derived table. `holders`: the holder's own row, by id.
    """
    assert not standard.in_hours, f"{standard.code} counts hours, which the oracle does not read."
    return [owed for row in rows.get(standard.opens.source.name, ())
            for owed in _Opening(standard, rows, holders, known_on, row).owed()]  # fmt: skip


def add(clock: Clock, day: date) -> date:
    """The day a clock started on `day` is due: day 0 is the day itself."""
    step = DAY if clock.count > 0 else -DAY
    match clock.unit:
        case Unit.DAYS:
            return day + clock.count * DAY
        case Unit.WEEKS:
            return day + 7 * clock.count * DAY
        case Unit.MONTHS:
            return _months_on(day, clock.count)
        case Unit.WORKING_DAYS:
            left = abs(clock.count)
            while left:
                day += step
                left -= day.weekday() < SATURDAY and day not in BANK_HOLIDAYS
            return day
    raise ValueError("The oracle reads no hours.")


def _months_on(day: date, count: int) -> date:
    year, month = day.year, day.month
    for _ in range(abs(count)):
        month += 1 if count > 0 else -1
        if month > 12:
            year, month = year + 1, 1
        if month < 1:
            year, month = year - 1, 12
    for of_month in range(day.day, 0, -1):
        try:
            return date(year, month, of_month)
        except ValueError:
            continue
    raise AssertionError("Every month has a first day.")


def possible(condition: Condition, row: Row, holder: Row, on: date) -> frozenset[bool]:
    """The answers a condition may have: one, or both where a blank leaves it open."""
    if condition.op in (Op.ANY, Op.ALL, Op.NOT):
        parts = [possible(part, row, holder, on) for part in condition.parts]
        joined: Callable[..., bool] = {Op.ANY: any, Op.ALL: all, Op.NOT: lambda answers: not answers[0]}[condition.op]
        return frozenset(joined(answers) for answers in product(*parts))
    if condition.op in (Op.AGE_UNDER, Op.AGE_AT_LEAST):
        born = holder.get("born_on")
        if born is None:
            return frozenset((True, False))
        is_under = on < _months_on(born, 12 * int(condition.values[0]))
        return frozenset((is_under == (condition.op is Op.AGE_UNDER),))
    value = _read(condition.column, row, holder)
    if condition.op is Op.IS_BLANK:
        return frozenset((value is None,))
    if condition.op is Op.IS_PRESENT:
        return frozenset((value is not None,))
    if value is None:
        return frozenset((True,)) if condition.op is Op.IS_NOT else frozenset((True, False))
    wanted = condition.values
    if condition.op in (Op.ON_OR_BEFORE, Op.BEFORE):
        other = _read(str(wanted[0]), row, holder)
        if other is None:
            return frozenset((True, False))
        return frozenset((value < other or (value == other and condition.op is Op.ON_OR_BEFORE),))
    answers: dict[Op, Callable[[], bool]] = {
        Op.ONE_OF: lambda: value in wanted, Op.IS_NOT: lambda: value not in wanted, Op.IS_TRUE: lambda: bool(value),
        Op.IS_FALSE: lambda: not value, Op.AT_LEAST: lambda: value >= wanted[0], Op.AT_MOST: lambda: value <= wanted[0],
    }  # fmt: skip
    return frozenset((bool(answers[condition.op]()),))


def _read(name: str, row: Row, holder: Row) -> Any:
    return holder.get(name.split(".", 1)[1]) if "." in name else row.get(name)


def surely(conditions: Sequence[Condition], row: Row, holder: Row, on: date) -> bool:
    """Whether every condition can only hold."""
    return all(possible(condition, row, holder, on) == {True} for condition in conditions)


class _Opening:
    """One row that may open duties."""

    def __init__(
        self, standard: Standard, rows: Rows, holders: Mapping[str, Row], known_on: date, row: Row
    ) -> None:  # fmt: skip
        self.standard, self.rows, self.holders, self.known_on, self.row = standard, rows, holders, known_on, row
        self.holder_id = row.get(standard.opens.source.holder_column)
        self.holder = holders.get(self.holder_id or "", {})

    def owed(self) -> Iterator[Owed]:
        standard = self.standard
        on = self.row.get(standard.opens.at)
        if on is None or not surely(standard.opens.where, self.row, self.holder, on):
            return
        if any(surely((condition,), self.row, self.holder, on) for condition in standard.exempt):
            return
        born = self.holder.get("born_on")
        opened = on
        if standard.from_age is not None and born is not None:
            opened = max(on, _months_on(born, standard.from_age.count))
        closed = self._closed(opened, born)
        if opened > self.known_on or (closed is not None and closed < opened):
            return
        base = Owed(self.holder_id or "", self.row["id"], opened, closed_on=closed)
        if isinstance(standard.due, Grid):
            found = self._on_calendar(base, standard.due.step)
        elif standard.repeats is Repeat.FROM_LAST_MET:
            found = self._again_and_again(base)
        else:
            found = iter((self._once(base),))
        for owed in found:
            # Nobody can say that an age has come where no birth is recorded.
            ageless = standard.from_age is not None and born is None
            yield replace(owed, due_on=None, known=False) if ageless else owed

    def _closed(self, opened: date, born: date | None) -> date | None:
        standard = self.standard
        days = [self.row[name] for name in standard.closes if self.row.get(name) is not None]
        for selection in (*standard.closed_by, *standard.exempt_by):
            column = selection.source.holder_column
            days += [on for on, row in self._happened(selection) if self._mine(row.get(column)) and on >= opened]
        if standard.until_age is not None and born is not None:
            days.append(_months_on(born, standard.until_age.count))
        return min(days) if days else None

    def _mine(self, holder_id: Any) -> bool:
        return holder_id is not None and holder_id == self.holder_id

    def _happened(self, selection: Selection) -> Iterator[tuple[date, Row]]:
        for row in self.rows.get(selection.source.name, ()):
            on = row.get(selection.at)
            whose = self.holders.get(row.get(selection.source.holder_column) or "", {})
            if on is not None and surely(selection.where, row, whose, on):
                yield on, row

    def _days_met(self) -> set[date]:
        """Every day on which something happened that may meet it. Several on one day are one."""
        met_by, match = self.standard.met_by, self.standard.match
        assert isinstance(met_by, tuple)
        days = set()
        for selection in met_by:
            for on, row in self._happened(selection):
                theirs = row.get(match[1] if match else selection.source.holder_column)
                mine = self.row.get(match[0]) if match else self.holder_id
                if mine is not None and theirs == mine:
                    days.add(on)
        return days

    def _once(self, owed: Owed) -> Owed:
        standard = self.standard
        met: date | None
        if isinstance(standard.met_by, str):
            met = self.row.get(standard.met_by)
        else:
            first = owed.opened_on
            if standard.met_early is not None:
                first = add(Clock(-standard.met_early.count, standard.met_early.unit), first)
            met = min((on for on in self._days_met() if on >= first), default=None)
        if met is not None and owed.closed_on is not None and met > owed.closed_on:
            met = None
        counted = self.row.get(standard.counted_from) if standard.counted_from else owed.opened_on
        due = None
        if counted is not None:
            due = self._due(owed.opened_on, counted, 0)
        owed = replace(owed, due_on=due, known=due is not None, met_on=met)
        if standard.lapses_after is None or due is None:
            return owed
        lapsed = add(standard.lapses_after, due)
        if owed.closed_on is not None and owed.closed_on <= lapsed:
            return owed
        return replace(owed, closed_on=lapsed, met_on=met if met is not None and met <= lapsed else None)

    def _again_and_again(self, owed: Owed) -> Iterator[Owed]:
        """Each clock runs from the last day it was met, up to the close."""
        days = sorted(
            on for on in self._days_met()
            if on >= owed.opened_on and not (owed.closed_on is not None and on > owed.closed_on)
        )  # fmt: skip
        clocks: list[date] = list(days)
        if self.standard.starts is Starts.AT_OPENING:
            clocks = [owed.opened_on, *days]
        else:
            days = days[1:]
        for occurrence, started in enumerate(clocks):
            first = occurrence == 0 and self.standard.starts is Starts.AT_OPENING
            over = owed.closed_on is not None and started >= owed.closed_on
            if not first and (over or started > self.known_on):
                continue
            due = self._due(owed.opened_on, started, occurrence)
            met = days[occurrence] if occurrence < len(days) else None
            yield replace(owed, opened_on=started, due_on=due, known=due is not None, met_on=met)

    def _on_calendar(self, owed: Owed, step: GridStep) -> Iterator[Owed]:
        """A duty for each period of the calendar that has a day of the span."""
        days_met = self._days_met()
        day, seen = owed.opened_on, set[tuple[int, int]]()
        last = self.known_on if owed.closed_on is None else min(self.known_on, owed.closed_on)
        while day <= last:
            if (period := _period(step, day)) not in seen:
                seen.add(period)
                due = _last_of_period(step, day)
                ends = _last_of_period(step, due + DAY)
                if owed.closed_on is not None:
                    ends = min(ends, owed.closed_on)
                met = min((on for on in days_met if day <= on <= min(due, ends)), default=None)
                yield replace(owed, opened_on=day, due_on=due, met_on=met, closed_on=ends)
            day += DAY

    def _due(self, opened: date, started: date, occurrence: int) -> date | None:
        standard, due = self.standard, self.standard.due
        if isinstance(due, SetBy):
            return self.row.get(due.column)
        if standard.or_set_by and self.row.get(standard.or_set_by) is not None:
            set_on: date = self.row[standard.or_set_by]
            return set_on
        assert isinstance(due, Schedule)
        for option in due.variants:
            if self._applies(option, opened, started):
                step = option.steps[occurrence if occurrence < len(option.steps) else -1]
                number = self.row.get(standard.or_sooner) if standard.or_sooner else None
                if number is not None and number < abs(step.count):
                    step = Clock(number if step.count > 0 else -number, step.unit)
                return add(step, started)
        return None

    def _applies(self, option: Variant, opened: date, started: date) -> bool:
        if option.from_on is not None and started < option.from_on:
            return False
        if option.in_first is not None and started >= add(option.in_first, opened):
            return False
        if option.age_under is not None:
            born = self.holder.get("born_on")
            if born is None or started >= _months_on(born, 12 * option.age_under):
                return False
        return surely(option.where, self.row, self.holder, opened)


def _period(step: GridStep, day: date) -> tuple[int, int]:
    """A period's name: the year and its place in it. Terms begin in January, May and September."""
    places = {
        GridStep.MONTH: day.month, GridStep.QUARTER: (day.month + 2) // 3, GridStep.YEAR: 1,
        GridStep.TERM: 1 if day.month < 5 else 2 if day.month < 9 else 3,
    }  # fmt: skip
    return day.year, places[step]


def _last_of_period(step: GridStep, day: date) -> date:
    period = _period(step, day)
    while _period(step, day + DAY) == period:
        day += DAY
    return day
