"""Selections: data about one row and the person it is about.

A selection compiles to a Polars expression, to a plain-Python test (both in `evaluation`) and to words (here).
A blank matches nothing but `is_blank`, also under negation. The one exception is `is_not`, which a blank passes: a
source that does not record how a visit was made must not unmake every visit.

A column written `child.sex` or `worker.is_agency` is read from the row of the holder, not from the row itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lineofsight.core.columns import ColumnType

if TYPE_CHECKING:
    from lineofsight.core.derived import Source


class Op(StrEnum):
    """What a condition asks."""

    ONE_OF = "one of"
    IS_NOT = "is not"
    IS_TRUE = "is yes"
    IS_FALSE = "is no"
    IS_BLANK = "is blank"
    IS_PRESENT = "is recorded"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    AGE_UNDER = "age under"
    AGE_AT_LEAST = "age at least"
    ON_OR_BEFORE = "on or before"
    BEFORE = "before"
    NOT = "not"
    ANY = "any of"
    ALL = "all of"


Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Condition:
    """One question about a row. Built by the functions below, never by hand."""

    op: Op
    column: str = ""
    values: tuple[Value, ...] = ()
    parts: tuple[Condition, ...] = ()

    def columns(self) -> frozenset[str]:
        """Every column the condition reads, holder columns with their prefix."""
        mine = {self.column} if self.column else set()
        if self.op in (Op.ON_OR_BEFORE, Op.BEFORE):
            mine.add(str(self.values[0]))
        return frozenset(mine).union(*(part.columns() for part in self.parts))


def one_of(column: str, *codes: str) -> Condition:
    """The column holds one of the codes."""
    if not codes:
        raise ValueError(f"one_of({column!r}) names no codes, so it could never match.")
    return Condition(Op.ONE_OF, column, codes)


def is_not(column: str, *codes: str) -> Condition:
    """The column holds none of the codes. A blank passes: see the module's docstring."""
    if not codes:
        raise ValueError(f"is_not({column!r}) names no codes, so it would always match.")
    return Condition(Op.IS_NOT, column, codes)


def is_true(column: str) -> Condition:
    """The flag is yes."""
    return Condition(Op.IS_TRUE, column)


def is_false(column: str) -> Condition:
    """The flag is no (a blank is not no)."""
    return Condition(Op.IS_FALSE, column)


def is_blank(column: str) -> Condition:
    """Nothing is recorded."""
    return Condition(Op.IS_BLANK, column)


def is_present(column: str) -> Condition:
    """Something is recorded."""
    return Condition(Op.IS_PRESENT, column)


def at_least(column: str, number: float) -> Condition:
    """The number is at least that."""
    return Condition(Op.AT_LEAST, column, (number,))


def at_most(column: str, number: float) -> Condition:
    """The number is at most that."""
    return Condition(Op.AT_MOST, column, (number,))


def age_under(years: int) -> Condition:
    """The child has not had that birthday on the day of the selection."""
    return Condition(Op.AGE_UNDER, values=(years,))


def age_at_least(years: int) -> Condition:
    """The child has had that birthday on the day of the selection."""
    return Condition(Op.AGE_AT_LEAST, values=(years,))


def on_or_before(earlier: str, later: str) -> Condition:
    """The date in `earlier` is not after the date in `later`."""
    return Condition(Op.ON_OR_BEFORE, earlier, (later,))


def before(earlier: str, later: str) -> Condition:
    """The date in `earlier` is before the date in `later`."""
    return Condition(Op.BEFORE, earlier, (later,))


def not_(condition: Condition) -> Condition:
    """The condition does not hold. Where a blank makes it unknown, this is unknown too, and matches nothing."""
    return Condition(Op.NOT, parts=(condition,))


def any_of(*conditions: Condition) -> Condition:
    """At least one holds."""
    return Condition(Op.ANY, parts=conditions)


def all_of(*conditions: Condition) -> Condition:
    """Every one holds."""
    return Condition(Op.ALL, parts=conditions)


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of one source that meet every condition, each at the day in column `at`. A blank day selects nothing."""

    source: Source
    at: str
    where: tuple[Condition, ...] = ()

    def __post_init__(self) -> None:
        if self.source.column(self.at).type is not ColumnType.DATE:
            raise ValueError(f"{self.source.name}.{self.at} is not a date. Name the date column the rows happen on.")
        for condition in self.where:
            check_columns(self.source, condition)


def each(source: Source, *, at: str, where: tuple[Condition, ...] | Condition = ()) -> Selection:
    """Each row of `source`, on the day in column `at`, that meets every condition of `where`.

    Raises ValueError or KeyError at import where a column does not exist or `at` is not a date.
    """
    return Selection(source, at, (where,) if isinstance(where, Condition) else where)


def check_columns(source: Source, condition: Condition) -> None:
    """Refuse a condition about a column the source, or its holder's table, does not have."""
    from lineofsight.core.derived import holder_table  # local: derived tables are themselves built from selections

    for name in condition.columns():
        prefix, dot, rest = name.partition(".")
        if not dot:
            source.column(name)
        elif prefix == source.holder.value and (table := holder_table(source)) is not None:
            table.column(rest)
        else:
            raise ValueError(
                f"{source.name} is about a {source.holder}; a condition on {name!r} cannot be read. "
                f"Write {source.holder}.<column>, or a column of {source.name}."
            )
