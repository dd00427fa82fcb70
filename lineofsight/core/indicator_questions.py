"""What an indicator may ask of a row beyond its own columns: what else happened, how long it took, who held the child.

A question is answered yes, no or not known for each row of an indicator's population. Plain conditions of
`core.selections` are questions too. Not known is counted apart, never as no.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from lineofsight.core.clocks import Clock, Unit
from lineofsight.core.columns import ColumnType
from lineofsight.core.derived import Source, base_tables
from lineofsight.core.selections import Condition, Selection, check_columns
from lineofsight.core.table import Holder


class Moment(StrEnum):
    """What a day is counted from."""

    COLUMN = "a date of the row"
    PERIOD_START = "the first day of the period"
    AS_AT = "the last day of the period"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day: a date column of the row, or an end of the period, moved by a day clock (back where it is negative)."""

    moment: Moment
    column: str = ""
    clock: Clock | None = None

    def __post_init__(self) -> None:
        if (self.moment is Moment.COLUMN) != bool(self.column):
            raise ValueError("An anchor on a column names it, and no other anchor does. Write on(column), or AS_AT.")
        if self.clock is not None and self.clock.unit is Unit.HOURS:
            raise ValueError("An indicator counts days, not hours. Ask a standard's duties for what is owed in hours.")

    def moved(self, clock: Clock) -> Anchor:
        """The same day, that much later; earlier where the clock is negative."""
        return replace(self, clock=clock)


AS_AT = Anchor(Moment.AS_AT)
PERIOD_START = Anchor(Moment.PERIOD_START)


def on(column: str, clock: Clock | None = None) -> Anchor:
    """The day in a column of the row, moved by a clock."""
    return Anchor(Moment.COLUMN, column, clock)


@dataclass(frozen=True, slots=True)
class Related:
    """Whether at least (and at most) so many rows of another selection lie between two days, both included.

    Rows are those of the same holder, or those where `match` = (column here, column there) is equal. A blank anchor
    leaves it not known; an absent one is unbounded. With `ends`, a row is a span, and lies between the days when any
    part of it does; a span that ends on a day no longer holds on it. `distinct` counts different values of a column.
    Where the last day asked about lies after the last day known, it is not known, also of what has happened by then.
    """

    selection: Selection
    after: Anchor | None = None
    until: Anchor | None = None
    at_least: int = 1
    at_most: int | None = None
    match: tuple[str, str] | None = None
    ends: str | None = None
    distinct: str | None = None

    def __post_init__(self) -> None:
        if self.at_least < 0 or (self.at_least == 0 and self.at_most is None):
            raise ValueError("At least 0 related rows is always so. Ask for 1 or more, or give at_most.")
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError(f"Related asks for {self.at_least} to {self.at_most} rows, which never is.")
        if self.match:
            self.selection.source.column(self.match[1])
        if self.ends:
            _date(self.selection.source, self.ends)
        if self.distinct:
            self.selection.source.column(self.distinct)


@dataclass(frozen=True, slots=True)
class Lasting:
    """Whether the time between two days is at least, or is under, a length. A blank day leaves it not known."""

    start: Anchor
    end: Anchor
    at_least: Clock | None = None
    under: Clock | None = None

    def __post_init__(self) -> None:
        if (self.at_least is None) == (self.under is None):
            raise ValueError("A length is asked with at_least or under: one of them.")


@dataclass(frozen=True, slots=True)
class Within:
    """Whether `end` came within a clock of `start`. A blank start is not known.

    Where `end` is blank it did not come, once the day it was due is past; before that it is not known.
    """

    start: str
    end: str
    clock: Clock


class HeldBy(StrEnum):
    """Who holds a child on a day."""

    WORKER = "a worker in post"
    PLACEHOLDER = "a name that stands for nobody, or for somebody who has left or is away"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Held:
    """Whether the child is held, on the row's day or on the date of a stock, by one of these."""

    by: tuple[HeldBy, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the questions is answered yes."""

    parts: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """Every one of the questions is answered yes."""

    parts: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Unless:
    """The question is answered no. Not known stays not known."""

    part: Question


Question = Condition | Related | Lasting | Within | Held | Either | Both | Unless


def either(*parts: Question) -> Either:
    """At least one is so."""
    return Either(parts)


def both(*parts: Question) -> Both:
    """Every one is so."""
    return Both(parts)


def unless(part: Question) -> Unless:
    """It is not so."""
    return Unless(part)


def lasting(
    start: str | Anchor, end: str | Anchor, *, at_least: Clock | None = None, under: Clock | None = None
) -> Lasting:
    """How long from one day to another: columns by name, or `AS_AT` for what is still open."""
    return Lasting(_anchor(start), _anchor(end), at_least, under)


def within(start: str, end: str, clock: Clock) -> Within:
    """Done within so long."""
    return Within(start, end, clock)


def held_by(*by: HeldBy) -> Held:
    """Held by one of these."""
    return Held(by)


def open_at(source: Source, when: Anchor, *, start: str = "started_on", end: str = "ended_on",
            where: tuple[Condition, ...] | Condition = (), match: tuple[str, str] | None = None,
            at_least: int = 1) -> Related:  # fmt: skip
    """Whether the holder has a span of the source running on a day."""
    conditions = (where,) if isinstance(where, Condition) else where
    return Related(Selection(source, start, conditions), when, when, at_least, ends=end, match=match)


def check_question(question: Question, source: Source) -> None:
    """Refuse a question the population's rows cannot answer. Raises ValueError or KeyError saying which column."""
    match question:
        case Condition():
            check_columns(source, question)
        case Related():
            _check_related(question, source)
        case Lasting():
            check_anchor(question.start, source)
            check_anchor(question.end, source)
        case Within():
            _date(source, question.start)
            _date(source, question.end)
        case Held():
            if source.holder is not Holder.CHILD:
                raise ValueError(f"{source.name} is about a {source.holder}; only a child is held by a worker.")
        case Either() | Both():
            for part in question.parts:
                check_question(part, source)
        case Unless():
            check_question(question.part, source)


def check_anchor(anchor: Anchor, source: Source) -> None:
    """Refuse an anchor on a column that is not a date of the source."""
    if anchor.column:
        _date(source, anchor.column)


def question_tables(question: Question) -> frozenset[str]:
    """The record's tables a question reads beside the population's own."""
    match question:
        case Related():
            return base_tables(question.selection.source)
        case Held():
            return frozenset({"allocations", "professionals"})
        case Either() | Both():
            return frozenset().union(*(question_tables(part) for part in question.parts))
        case Unless():
            return question_tables(question.part)
    return frozenset()


def reads_period(question: Question) -> bool:
    """Whether its answer can differ from one period to another for the same row."""
    match question:
        case Related():
            return _of_period(question.after) or _of_period(question.until)
        case Lasting():
            return _of_period(question.start) or _of_period(question.end)
        case Either() | Both():
            return any(reads_period(part) for part in question.parts)
        case Unless():
            return reads_period(question.part)
    return False


def _of_period(anchor: Anchor | None) -> bool:
    return anchor is not None and anchor.moment is not Moment.COLUMN


def _check_related(question: Related, source: Source) -> None:
    other = question.selection.source
    if question.match:
        source.column(question.match[0])
    elif other.holder is not source.holder:
        raise ValueError(
            f"{other.name} is about a {other.holder} and {source.name} about a {source.holder}. "
            "Say which columns are equal with match=(column here, column there)."
        )
    for anchor in (question.after, question.until):
        if anchor is not None:
            check_anchor(anchor, source)


def _anchor(day: str | Anchor) -> Anchor:
    return on(day) if isinstance(day, str) else day


def _date(source: Source, name: str) -> None:
    if source.column(name).type is not ColumnType.DATE:
        raise ValueError(f"{source.name}.{name} is not a date. Name a date column.")
