"""Whether a condition holds for a row: yes, no, or not known (None), which matches nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from lineofsight.core.periods import add_months
from lineofsight.core.selections import Condition, Op
from lineofsight.evaluation.plain.rows import Row


def holds(condition: Condition, row: Row, holder: Row, on: date | None) -> bool | None:
    """Three-valued: None where a blank leaves it unknown. `on` is the day ages are taken on."""
    match condition.op:
        case Op.ANY:
            return _any(holds(part, row, holder, on) for part in condition.parts)
        case Op.ALL:
            inverse = _any(_not(holds(part, row, holder, on)) for part in condition.parts)
            return _not(inverse)
        case Op.NOT:
            return _not(holds(condition.parts[0], row, holder, on))
        case Op.AGE_UNDER:
            return _not(_has_reached(condition.values[0], holder, on))
        case Op.AGE_AT_LEAST:
            return _has_reached(condition.values[0], holder, on)
    return _column_holds(condition, _value(condition.column, row, holder), row, holder)


def _column_holds(condition: Condition, value: Any, row: Row, holder: Row) -> bool | None:
    if condition.op is Op.IS_BLANK:
        return value is None
    if condition.op is Op.IS_PRESENT:
        return value is not None
    if condition.op is Op.IS_NOT:
        return value is None or value not in condition.values
    if value is None:
        return None
    match condition.op:
        case Op.ONE_OF:
            return value in condition.values
        case Op.IS_TRUE:
            return value is True
        case Op.IS_FALSE:
            return value is False
        case Op.AT_LEAST:
            return bool(value >= condition.values[0])
        case Op.AT_MOST:
            return bool(value <= condition.values[0])
    other = _value(str(condition.values[0]), row, holder)
    if other is None:
        return None
    return bool(value <= other) if condition.op is Op.ON_OR_BEFORE else bool(value < other)


def passes(conditions: Iterable[Condition], row: Row, holder: Row, on: date | None) -> bool:
    """Whether every condition is known to hold."""
    return all(holds(condition, row, holder, on) is True for condition in conditions)


def _value(name: str, row: Row, holder: Row) -> Any:
    prefix, dot, rest = name.partition(".")
    return holder.get(rest) if dot else row.get(prefix)


def _has_reached(years: Any, holder: Row, on: date | None) -> bool | None:
    born = holder.get("born_on")
    if born is None or on is None:
        return None
    return on >= add_months(born, 12 * int(years))


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _any(values: Iterable[bool | None]) -> bool | None:
    unknown = False
    for value in values:
        if value:
            return True
        unknown = unknown or value is None
    return None if unknown else False
