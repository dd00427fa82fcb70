"""What may be written into a column: of its type, a code of its list, a date that can be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from math import isfinite
from typing import Any

from lineofsight.core.code_sets import code_set
from lineofsight.core.columns import Column, ColumnType
from lineofsight.core.table import Table
from lineofsight.record.written.refusals import WriteRefused

EARLIEST = date(1900, 1, 1)
LATEST = date(2200, 1, 1)


def checked(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are kept: text trimmed and blank as None, moments in UTC. Raises WriteRefused."""
    own = {column.name: column for column in table.columns}
    unknown = sorted(set(values) - set(own))
    if unknown:
        raise WriteRefused(f"{table.title} has no column {', '.join(unknown)} to write. It has: {', '.join(own)}.")
    return {name: _value(own[name], value) for name, value in values.items()}


def require_order(table: Table, row: Mapping[str, Any]) -> None:
    """Raises WriteRefused for a span that ends before it begins."""
    if not (table.event and table.ends):
        return
    begins, ends = row.get(table.event), row.get(table.ends)
    if begins is not None and ends is not None and ends < begins:
        raise WriteRefused(f"{_words(table.ends)}: {ends} is before {_words(table.event)}, {begins}. Check both dates.")


def as_kept(value: Any) -> Any:
    """A value as JSON keeps it in the version before."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def from_kept(column: Column, value: Any) -> Any:
    """A value of a version before, as the row had it."""
    if value is None or not isinstance(value, str):
        return value
    if column.type is ColumnType.DATE:
        return date.fromisoformat(value[:10])
    if column.type is ColumnType.MOMENT:
        return datetime.fromisoformat(value).astimezone(UTC)
    return value


def _value(column: Column, value: Any) -> Any:
    if value is None:
        return None
    match column.type:
        case ColumnType.TEXT | ColumnType.CODE:
            return _text(column, value)
        case ColumnType.DATE:
            if isinstance(value, datetime) or not isinstance(value, date):
                raise _not_a("date", column)
            if not EARLIEST <= value < LATEST:
                raise WriteRefused(f"{_words(column.name)}: {value} cannot be. Check the year.")
            return value
        case ColumnType.MOMENT:
            if not isinstance(value, datetime) or value.tzinfo is None:
                raise _not_a("moment with an offset", column)
            return value.astimezone(UTC)
        case ColumnType.INTEGER:
            if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**63:
                raise _not_a("whole number", column)
            return value
        case ColumnType.NUMBER:
            if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
                raise _not_a("number", column)
            return float(value)
        case ColumnType.BOOLEAN:
            if not isinstance(value, bool):
                raise _not_a("yes or no", column)
            return value
    raise _not_a(column.type.value, column)


def _text(column: Column, value: Any) -> str | None:
    if not isinstance(value, str):
        raise _not_a("text", column)
    text = value.strip()
    if "\0" in text:
        raise WriteRefused(f"{_words(column.name)}: it holds a character that no database keeps. Type it again.")
    if text and column.code_set and not code_set(column.code_set).contains(text):
        raise WriteRefused(f"{_words(column.name)}: {text!r} is not in the list {column.code_set}. Choose one that is.")
    return text or None


def _not_a(kind: str, column: Column) -> WriteRefused:
    return WriteRefused(f"{_words(column.name)}: a {kind} is wanted.")


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()
