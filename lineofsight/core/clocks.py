"""Clocks: how long is allowed, and how the length is chosen.

A length is counted from the day (or minute) of the event, which is day 0. A day clock is due at the end of the local
day. A negative length counts back from an expected day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lineofsight.core.selections import Condition


class Unit(StrEnum):
    """What a clock counts in. Working days are England's."""

    HOURS = "hour"
    WORKING_DAYS = "working day"
    DAYS = "day"
    WEEKS = "week"
    MONTHS = "month"


@dataclass(frozen=True, slots=True)
class Clock:
    """A length of time: `count` of `unit`."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        size = abs(self.count)
        words = f"{size} {self.unit}" + ("" if size == 1 else "s")
        if self.count == 0:
            return "the same day"
        return f"{words} before" if self.count < 0 else words


def Hours(count: int) -> Clock:  # noqa: N802 - reads as the shape it makes
    """That many hours."""
    return Clock(count, Unit.HOURS)


def WorkingDays(count: int) -> Clock:  # noqa: N802
    """That many working days of England."""
    return Clock(count, Unit.WORKING_DAYS)


def Days(count: int) -> Clock:  # noqa: N802
    """That many calendar days."""
    return Clock(count, Unit.DAYS)


def Weeks(count: int) -> Clock:  # noqa: N802
    """That many weeks."""
    return Clock(count, Unit.WEEKS)


def Months(count: int) -> Clock:  # noqa: N802
    """That many calendar months; a month's last day stands in where the day does not exist."""
    return Clock(count, Unit.MONTHS)


def Years(count: int) -> Clock:  # noqa: N802
    """That many years, as months."""
    return Clock(count * 12, Unit.MONTHS)


@dataclass(frozen=True, slots=True)
class Variant:
    """One way a standard's clock may run; the first that applies on the day the clock starts is used.

    `where`: conditions on the opening row. `age_under`: the child has not had that birthday when the clock starts.
    `in_first`: the clock starts within that long of the opening. `from_on`: local policy, for clocks that start on or
    after that day. `steps`: the lengths by occurrence; the last repeats.
    """

    name: str
    steps: tuple[Clock, ...]
    where: tuple[Condition, ...] = ()
    age_under: int | None = None
    in_first: Clock | None = None
    from_on: date | None = None

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError(f"Variant {self.name!r} has no length. Give at least one clock.")
        hours = {step.unit is Unit.HOURS for step in self.steps}
        if len(hours) > 1:
            raise ValueError(f"Variant {self.name!r} mixes hours with days. Use one kind.")


@dataclass(frozen=True, slots=True)
class Schedule:
    """Variants in order. Where none applies, the length is not known, and so is the duty."""

    variants: tuple[Variant, ...]

    def __post_init__(self) -> None:
        kinds = {variant.steps[0].unit is Unit.HOURS for variant in self.variants}
        if len(kinds) != 1:
            raise ValueError("A schedule counts either hours or days, in every variant. Split the standard.")

    @property
    def in_hours(self) -> bool:
        """Whether it counts hours, and so in minutes rather than days."""
        return self.variants[0].steps[0].unit is Unit.HOURS

    def in_force(self, on: date | None) -> Schedule:
        """One length for each way it may run: that of clocks which start on a day; without a day, the national ones."""
        running = [v for v in self.variants if v.from_on is None or (on is not None and v.from_on <= on)]
        found: dict[object, Variant] = {}
        for option in running:
            found.setdefault(_way(option), option)
        order = dict.fromkeys([*(_way(v) for v in running if v.from_on is None), *found])
        return Schedule(tuple(found[way] for way in order)) if order else self


def _way(option: Variant) -> object:
    """What makes a variant another way to run, and not another length of the same."""
    return option.name, option.where, option.age_under, option.in_first


@dataclass(frozen=True, slots=True)
class SetBy:
    """The due day is set by a column of the opening row (a court's date). Blank: not known."""

    column: str


class GridStep(StrEnum):
    """A true grid: fixed periods of the calendar, each with its own duty, due on the period's last day."""

    MONTH = "calendar month"
    QUARTER = "quarter"
    TERM = "school term"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Grid:
    """One duty for each period of the calendar that the span reaches into. Terms are January, May and September."""

    step: GridStep


Due = Schedule | SetBy | Grid


def steps(*clocks: Clock) -> Schedule:
    """Lengths by occurrence: the first, the second, ...; the last repeats."""
    return Schedule((Variant("", clocks),))


def variant(
    name: str,
    *clocks: Clock,
    where: tuple[Condition, ...] | Condition = (),
    age_under: int | None = None,
    in_first: Clock | None = None,
) -> Variant:
    """A named variant, for `variants`."""
    return Variant(name, clocks, (where,) if isinstance(where, Condition) else where, age_under, in_first)


def variants(
    *options: Variant, otherwise: Clock | tuple[Clock, ...] | None = None, otherwise_name: str = "otherwise"
) -> Schedule:
    """The first variant that applies when the clock starts; `otherwise` where none does. Without it: not known."""
    last: tuple[Variant, ...] = ()
    if otherwise is not None:
        last = (Variant(otherwise_name, otherwise if isinstance(otherwise, tuple) else (otherwise,)),)
    return Schedule((*options, *last))
