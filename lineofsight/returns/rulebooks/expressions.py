"""The words rules are written in. Each gives a Polars expression over the columns of the table a rule looks at.

A column is named plainly (`DEC`), or by the way to it: `next.DECOM` is that of the child's next episode,
`Header.DOB` that of the child's row in the header, `DEC:given` the text as it was given. A comparison with a blank is
neither true nor false, and a breach must be true; `one_of` and its like are false of a blank, also under negation.
What is worked out from other rows is a numbered column, kept here and made once for all rules that name it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

YEAR_START: Final = pl.col("year_start")
YEAR_END: Final = pl.col("year_end")
_GIVEN: Final = ":given"


@dataclass(frozen=True, eq=False)
class Listed:
    """Whether the text given is a code of the set in the year. `more` are codes also taken, by year."""

    column: str
    code_set: str
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class Exists:
    """Whether a row of `table` with the same key is as `where` says; `where` reads that table's columns."""

    table: str
    where: pl.Expr | None
    key: str | None


@dataclass(frozen=True, eq=False)
class Some:
    """Whether a row of `table` with the same key fits this row: `where` reads both, the other's as `Table.COLUMN`."""

    table: str
    where: pl.Expr
    key: str | None


@dataclass(frozen=True, eq=False)
class Summary:
    """`how` (`min`, `max`, `sum`, `count`, `n_unique`) of `value` over the rows of `table` with the same key."""

    table: str
    value: pl.Expr
    how: str
    where: pl.Expr | None
    key: str | None


Worked = Listed | Exists | Some | Summary
_WORKED: Final[list[Worked]] = []


def worked(name: str) -> Worked:
    """What a numbered column is worked out from."""
    return _WORKED[int(name.removeprefix("#"))]


def _column_of(item: Worked) -> pl.Expr:
    _WORKED.append(item)
    return pl.col(f"#{len(_WORKED) - 1}")


def col(name: str) -> pl.Expr:
    """A column's value: a date, a number, a code in capitals, or blank."""
    return pl.col(name)


def text(name: str) -> pl.Expr:
    """A column as it was given."""
    return pl.col(name + _GIVEN)


def given(*columns: str) -> pl.Expr:
    """Any of the columns is completed, if only with what is no value of its kind."""
    return pl.any_horizontal(_is_given(column) for column in columns)


def all_given(*columns: str) -> pl.Expr:
    """Every one of the columns is completed."""
    return pl.all_horizontal(_is_given(column) for column in columns)


def blank(*columns: str) -> pl.Expr:
    """All of the columns are blank."""
    return ~given(*columns)


def any_blank(*columns: str) -> pl.Expr:
    """At least one of the columns is blank."""
    return ~all_given(*columns)


def known(*columns: str) -> pl.Expr:
    """Every column has a value of its kind."""
    return pl.all_horizontal(pl.col(column).is_not_null() for column in columns)


def unknown(column: str) -> pl.Expr:
    """The column has no value of its kind."""
    return pl.col(column).is_null()


def _is_given(column: str) -> pl.Expr:
    return (text(column).str.len_chars() > 0).fill_null(False)


def one_of(column: str, *codes: str) -> pl.Expr:
    """The column is one of the codes; false of a blank."""
    return pl.col(column).is_in(list(codes)).fill_null(False)


def not_one_of(column: str, *codes: str) -> pl.Expr:
    """The column has a value, which is none of the codes."""
    return pl.col(column).is_not_null() & ~one_of(column, *codes)


def listed(column: str, code_set: str, *, more: Iterable[tuple[str, str]] = ()) -> pl.Expr:
    """The text given is a code of the year's list, in capitals as it is published."""
    return _column_of(Listed(column, code_set, tuple(more)))


def bad_code(column: str, code_set: str, *, more: Iterable[tuple[str, str]] = ()) -> pl.Expr:
    """Something is given that is not in the year's list."""
    return text(column).is_not_null() & ~listed(column, code_set, more=more)


def missing_or_bad_code(column: str, code_set: str, *, more: Iterable[tuple[str, str]] = ()) -> pl.Expr:
    """Nothing is given, or something that is not in the year's list."""
    return ~listed(column, code_set, more=more)


def bad_date(column: str) -> pl.Expr:
    """Something is given that is no date."""
    return given(column) & unknown(column)


def differs(column: str, other: str) -> pl.Expr:
    """The two are not the same, a blank being the same as a blank alone."""
    return pl.col(column).ne_missing(pl.col(other))


def same(*pairs: tuple[str, str]) -> pl.Expr:
    """Each pair is the same, blanks too."""
    return pl.all_horizontal(pl.col(one).eq_missing(pl.col(other)) for one, other in pairs)


def birthday(age: int, born: str = "Header.DOB") -> pl.Expr:
    """The day the person becomes that age; who is born on 29 February, on 28 February."""
    return pl.col(born).dt.offset_by(f"{age}y")


def under(age: int, on: pl.Expr | str, born: str = "Header.DOB") -> pl.Expr:
    """The person is younger than that on the day."""
    return _day(on) < birthday(age, born)


def aged(age: int, on: pl.Expr | str, born: str = "Header.DOB") -> pl.Expr:
    """The person is that age or older on the day."""
    return _day(on) >= birthday(age, born)


def in_year(column: str) -> pl.Expr:
    """The date lies in the collection year."""
    return pl.col(column).is_between(YEAR_START, YEAR_END)


def days_between(start: pl.Expr | str, end: pl.Expr | str) -> pl.Expr:
    """Whole days from one date to another."""
    return (_day(end) - _day(start)).dt.total_days()


def or_year_end(column: str) -> pl.Expr:
    """The date, or the year's end where it is open."""
    return pl.coalesce(pl.col(column), YEAR_END)


def _day(day: pl.Expr | str) -> pl.Expr:
    return pl.col(day) if isinstance(day, str) else day


def exists(table: str, where: pl.Expr | None = None, *, key: str | None = None) -> pl.Expr:
    """The child (or what `key` names) has a row in the table, as `where` says."""
    return _column_of(Exists(table, where, key))


def some(table: str, where: pl.Expr, *, key: str | None = None) -> pl.Expr:
    """The child has a row in the table that fits this row; `where` reads the other row as `Table.COLUMN`."""
    return _column_of(Some(table, where, key))


def summary(
    how: str, table: str, value: pl.Expr | str, where: pl.Expr | None = None, *, key: str | None = None
) -> pl.Expr:
    """The least, greatest, sum, count or number of different values over the child's rows in the table."""
    return _column_of(Summary(table, _day(value), how, where, key))


def count(table: str, where: pl.Expr | None = None, *, key: str | None = None) -> pl.Expr:
    """How many rows the child has in the table, as `where` says; 0 where none."""
    return summary("sum", table, pl.lit(1), where, key=key).fill_null(0)


def roots(expression: Any) -> set[str]:
    """The columns an expression reads."""
    return set(expression.meta.root_names())
