"""Derived tables: what can be said only across rows, in five operators.

Each operator takes sources (tables or other derived tables) and gives rows with declared columns. `evaluation` runs
each in Polars and in plain Python, property-tested equal. Nothing else in a definition looks across rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from lineofsight.core.columns import Column, ColumnType, day, whole
from lineofsight.core.selections import Condition, Op, Selection, check_columns
from lineofsight.core.table import HOLDER_COLUMNS, Holder, Table


@dataclass(frozen=True, kw_only=True)
class Derived:
    """What every derived table shares: a name, the source its rows come from, and which of those rows take part."""

    name: str
    of: Source
    where: tuple[Condition, ...] = ()
    _columns: dict[str, Column] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        for condition in self.where:
            check_columns(self.of, condition)
        object.__setattr__(self, "_columns", {column.name: column for column in self.declared()})

    def declared(self) -> tuple[Column, ...]:
        """The columns of the derived rows."""
        raise TypeError(f"{type(self).__name__} must declare its columns.")

    def sources(self) -> tuple[Source, ...]:
        """The sources read, the first being the one the rows come from."""
        return (self.of,)

    @property
    def holder(self) -> Holder:
        """Whose rows they are."""
        return self.of.holder

    @property
    def holder_column(self) -> str:
        """The column that says whose."""
        return self.of.holder_column

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError with near matches."""
        found = self._columns.get(name)
        if found is None:
            near = get_close_matches(name, self._columns, n=3)
            hint = f" Did you mean {', '.join(near)}?" if near else ""
            raise KeyError(f"{self.name!r} has no column {name!r}.{hint} It has: {', '.join(self._columns)}.")
        return found

    def has(self, name: str) -> bool:
        """Whether there is a column of that name."""
        return name in self._columns

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Every column, in order."""
        return tuple(self._columns.values())


@dataclass(frozen=True, kw_only=True)
class Previous(Derived):
    """Each row with values of the row before it (same holder, or same `by`), ordered by `order_by`, then id.

    `takes` maps a new column to a column of the previous row; `number` is the row's place, from 1.
    Rows without a day in `order_by` are left out.
    """

    order_by: str
    takes: tuple[tuple[str, str], ...] = ()
    by: tuple[str, ...] = ()

    def declared(self) -> tuple[Column, ...]:
        taken = (_renamed(self.of.column(old), new, "of the row before") for new, old in self.takes)
        return (*self.of.all_columns, *taken, whole("number", "Its place among the holder's rows, from 1"))


@dataclass(frozen=True, slots=True)
class Spans:
    """The spans a source's rows make: from one date column to another."""

    source: Source
    start: str = "started_on"
    end: str = "ended_on"
    where: tuple[Condition, ...] = ()

    def __post_init__(self) -> None:
        for condition in self.where:
            check_columns(self.source, condition)


@dataclass(frozen=True, kw_only=True)
class MergeSpans(Derived):
    """Spans of one holder that touch or overlap, as one span each; `within_days` bridges a gap of that many days.

    A span without an end is open; a span without a start is left out. Columns: id (of the first row), the holder,
    started_on, ended_on, and the columns in `keeps` as the first row has them. `also` merges in spans of other sources
    with the same holder; where it is used nothing can be kept.
    """

    start: str = "started_on"
    end: str = "ended_on"
    within_days: int = 1
    keeps: tuple[str, ...] = ()
    also: tuple[Spans, ...] = ()

    @property
    def holder_column(self) -> str:
        return HOLDER_COLUMNS[self.of.holder]

    def sources(self) -> tuple[Source, ...]:
        return (self.of, *(spans.source for spans in self.also))

    def declared(self) -> tuple[Column, ...]:
        kept = tuple(self.of.column(name) for name in self.keeps)
        return (*_span_columns(self.of), *kept)


@dataclass(frozen=True, kw_only=True)
class Gaps(Derived):
    """Where a span of `of` is not covered by any span of `covered_by` (same holder).

    A gap runs from the first uncovered day to the day before the next cover; it is open while nothing covers it and
    the span is open. Both ends of a span are covered days. Columns: id (of the span), the holder, started_on,
    ended_on (the day cover came, or the span's end; blank while open), covered_on (the day cover came).
    """

    covered_by: Source
    cover_where: tuple[Condition, ...] = ()
    start: str = "started_on"
    end: str = "ended_on"
    cover_start: str = "started_on"
    cover_end: str = "ended_on"

    def __post_init__(self) -> None:
        Derived.__post_init__(self)
        for condition in self.cover_where:
            check_columns(self.covered_by, condition)

    @property
    def holder_column(self) -> str:
        return HOLDER_COLUMNS[self.of.holder]

    def sources(self) -> tuple[Source, ...]:
        return (self.of, self.covered_by)

    def declared(self) -> tuple[Column, ...]:
        return (*_span_columns(self.of), day("covered_on", "The day cover came"))


@dataclass(frozen=True, kw_only=True)
class CountWithin(Derived):
    """Each row with `count`: how many days of `counting` the same holder had in the `days` up to and with `at`.

    The window is `days` long and includes the row's own day. With `match` = (column here, column there) only rows
    equal in those count: (id, id) asks whether the row's own event lies in the window.
    """

    at: str
    counting: Selection
    days: int
    match: tuple[str, str] | None = None

    def sources(self) -> tuple[Source, ...]:
        return (self.of, self.counting.source)

    def declared(self) -> tuple[Column, ...]:
        return (*self.of.all_columns, whole("count", f"How many in the {self.days} days to then"))


@dataclass(frozen=True, kw_only=True)
class LatestAsAt(Derived):
    """Each row with values of the latest row of `latest` on or before the row's day `at`.

    Matched on the holder, or on `match` = (column here, column there). With `until`, a row of `latest` whose end is
    before the day does not count. Ties are broken by id. Rows without a match keep blanks.
    """

    at: str
    latest: Source
    on: str
    takes: tuple[tuple[str, str], ...]
    until: str | None = None
    match: tuple[str, str] | None = None
    latest_where: tuple[Condition, ...] = ()

    def __post_init__(self) -> None:
        Derived.__post_init__(self)
        for condition in self.latest_where:
            check_columns(self.latest, condition)

    def sources(self) -> tuple[Source, ...]:
        return (self.of, self.latest)

    def declared(self) -> tuple[Column, ...]:
        taken = (_renamed(self.latest.column(old), new, "as at then") for new, old in self.takes)
        return (*self.of.all_columns, *taken)


Source = Table | Derived


def holder_table(source: Source) -> Table | None:
    """The table with one row for each holder of that kind, or None where the holder is the service itself."""
    return _table_of_holders(source.holder)


@cache
def _table_of_holders(holder: Holder) -> Table | None:
    from lineofsight.core.tables import TABLES  # local: tables are built on the shapes this module serves

    names = {Holder.CHILD: "people", Holder.WORKER: "professionals", Holder.TEAM: "teams"}
    return TABLES[names[holder]] if holder in names else None


def base_tables(source: Source) -> frozenset[str]:
    """The names of the record's tables that a source is made from: what must be covered for it to be known."""
    if isinstance(source, Table):
        return frozenset({source.name})
    return frozenset().union(*(base_tables(part) for part in source.sources()))


def origin(source: Source) -> Table:
    """The table of the record whose ids a source's rows carry."""
    while isinstance(source, Derived):
        source = source.of
    return source


def home_of(source: Source, name: str) -> tuple[str, str] | None:
    """The table and column of the record that a source's column is read from; None where it is worked out."""
    if isinstance(source, Table):
        return source.name, name
    if isinstance(source, Previous | LatestAsAt):
        for new, old in source.takes:
            if new == name:
                return home_of(source.latest if isinstance(source, LatestAsAt) else source.of, old)
    if isinstance(source, MergeSpans | Gaps) and name in ("started_on", "ended_on", "covered_on"):
        return home_of(source.of, source.start) if name == "started_on" else None
    return home_of(source.of, name) if source.of.has(name) else None


# A condition of these kinds can only be met by a value: a column that no row fills makes it unanswerable.
_NEED_A_VALUE = (Op.ONE_OF, Op.IS_TRUE, Op.IS_FALSE, Op.IS_PRESENT, Op.AT_LEAST, Op.AT_MOST, Op.BEFORE, Op.ON_OR_BEFORE)


def columns_relied_on(selection: Selection) -> list[tuple[Source, str]]:
    """The source's columns that must be filled for the selection ever to select a row."""
    relied = [selection.at]
    for condition in selection.where:
        if condition.op in _NEED_A_VALUE:
            relied += [name for name in condition.columns() if "." not in name]
    return [(selection.source, name) for name in relied]


def _renamed(column: Column, name: str, suffix: str) -> Column:
    return Column(name, column.type, f"{column.meaning}, {suffix}", code_set=column.code_set)


def _span_columns(source: Source) -> tuple[Column, ...]:
    holder = Column(HOLDER_COLUMNS[source.holder], ColumnType.TEXT, f"The {source.holder}")
    first = Column("id", ColumnType.TEXT, "The id of the first row")
    return (first, holder, day("started_on", "First day"), day("ended_on", "Last day"))
