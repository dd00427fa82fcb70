"""Small ASCII tables, as specs write them, to rows and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from lineofsight.core.columns import Column, ColumnType
from lineofsight.core.table import Table
from lineofsight.core.tables import table_named

LONDON = ZoneInfo("Europe/London")
SHORT_NAMES = {"child": "child_id", "worker": "worker_id", "team": "team_id", "carer": "carer_id", "home": "home_id"}


def parse(text: str) -> list[dict[str, str]]:
    """Rows of a table drawn with `|` and a rule under its heading; blank cells are empty strings."""
    lines = [line for line in (raw.strip() for raw in text.splitlines()) if line and set(line) - set("-+| ")]
    heading = [cell.strip() for cell in lines[0].split("|")]
    rows = []
    for line in lines[1:]:
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != len(heading):
            raise ValueError(f"A row has {len(cells)} cells and its heading {len(heading)}: {line!r}")
        rows.append(dict(zip(heading, cells, strict=True)))
    return rows


def record_rows(name: str, text: str) -> list[dict[str, Any]]:
    """Rows of a declared table, every column present; an id is made (`visits-1`) where none is written."""
    table = table_named(name)
    rows = []
    for place, cells in enumerate(parse(text), start=1):
        named = {_column_name(table, short): value for short, value in cells.items()}
        for column in named:
            table.column(column)
        row = {column.name: _value(column, named.get(column.name, "")) for column in table.all_columns}
        row["id"] = row["id"] or f"{name}-{place}"
        rows.append(row)
    return rows


def _column_name(table: Table, short: str) -> str:
    long = SHORT_NAMES.get(short, short)
    if long == table.holder_column or table.has(long):
        return long
    return "id" if table.holder_is_id and long == f"{table.holder.value}_id" else long


def _value(column: Column, cell: str) -> Any:
    if not cell:
        return None
    match column.type:
        case ColumnType.DATE:
            return date.fromisoformat(cell)
        case ColumnType.MOMENT:
            return datetime.fromisoformat(cell).replace(tzinfo=LONDON).astimezone(UTC)
        case ColumnType.INTEGER:
            return int(cell)
        case ColumnType.NUMBER:
            return float(cell)
        case ColumnType.BOOLEAN:
            return {"yes": True, "no": False}[cell]
    return cell


def cells(rows: Iterable[Mapping[str, Any]], heading: Iterable[str]) -> list[tuple[str, ...]]:
    """Rows as text cells in the order of a heading, sorted."""
    return sorted(tuple("" if row[name] is None else str(row[name]) for name in heading) for row in rows)
