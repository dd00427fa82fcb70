"""Conditions as Polars expressions, three-valued: blank where a blank leaves it unknown."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import polars as pl

from lineofsight.core.derived import Source, holder_table
from lineofsight.core.selections import Condition, Op


def expression(condition: Condition, source: Source, on: pl.Expr) -> pl.Expr:
    """The condition over a frame of `source` that also has the holder's columns it reads, prefixed.

    `on` gives the day ages are taken on. The result is null where the answer is not known.
    """
    match condition.op:
        case Op.ANY:
            return _joined((expression(part, source, on) for part in condition.parts), all_of=False)
        case Op.ALL:
            return _joined((expression(part, source, on) for part in condition.parts), all_of=True)
        case Op.NOT:
            return expression(condition.parts[0], source, on).not_()
        case Op.AGE_UNDER:
            return _has_reached(condition, source, on).not_()
        case Op.AGE_AT_LEAST:
            return _has_reached(condition, source, on)
    return _column(condition, pl.col(condition.column))


def passes(conditions: Iterable[Condition], source: Source, on: pl.Expr) -> pl.Expr:
    """Whether every condition is known to hold."""
    return _joined((expression(c, source, on).fill_null(False) for c in conditions), all_of=True)


def any_holds(conditions: Iterable[Condition], source: Source, on: pl.Expr) -> pl.Expr:
    """Whether at least one condition is known to hold."""
    return _joined((expression(c, source, on).fill_null(False) for c in conditions), all_of=False)


def columns_of(condition: Condition, source: Source) -> frozenset[str]:
    """Every column a condition reads of a source's rows, the date of birth that an age needs among them."""
    names = condition.columns()
    if condition.op in (Op.AGE_UNDER, Op.AGE_AT_LEAST) and born_column(source):
        names |= {born_column(source)}
    return names.union(*(columns_of(part, source) for part in condition.parts))


def born_column(source: Source) -> str:
    """The holder's date of birth as a prefixed column; empty where that kind of holder has none."""
    table = holder_table(source)
    return f"{source.holder.value}.born_on" if table is not None and table.has("born_on") else ""


def _joined(parts: Iterable[pl.Expr], *, all_of: bool) -> pl.Expr:
    found = list(parts)
    if not found:
        return pl.lit(all_of)
    return reduce(lambda a, b: a & b, found) if all_of else reduce(lambda a, b: a | b, found)


def _has_reached(condition: Condition, source: Source, on: pl.Expr) -> pl.Expr:
    name = born_column(source)
    if not name:
        return pl.lit(None, dtype=pl.Boolean)
    return on >= pl.col(name).dt.offset_by(f"{12 * int(condition.values[0])}mo")


def _column(condition: Condition, column: pl.Expr) -> pl.Expr:
    values = list(condition.values)
    match condition.op:
        case Op.IS_BLANK:
            return column.is_null()
        case Op.IS_PRESENT:
            return column.is_not_null()
        case Op.ONE_OF:
            return _among(column, values)
        case Op.IS_NOT:
            return column.is_null() | _among(column, values).not_()
        case Op.IS_TRUE:
            return column
        case Op.IS_FALSE:
            return column.not_()
        case Op.AT_LEAST:
            return column >= values[0]
        case Op.AT_MOST:
            return column <= values[0]
        case Op.ON_OR_BEFORE:
            return column <= pl.col(str(values[0]))
    return column < pl.col(str(values[0]))


def _among(column: pl.Expr, values: list[str | int | float | bool]) -> pl.Expr:
    return column == values[0] if len(values) == 1 else column.is_in(values)
