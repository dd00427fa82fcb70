"""Random rows of declared tables, every column the caller names filled or blank, references pointing at real rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from lineofsight.core.code_sets import code_set
from lineofsight.core.columns import Column, ColumnType
from lineofsight.core.table import Table
from lineofsight.evaluation.schemas import schema_of

LONDON = ZoneInfo("Europe/London")
FIRST_DAY = date(2021, 1, 1)
_LETTERS = "abcXYZ äéß,;'\"|-=+@éŁ漢字0123 \n"


def random_rows(
    table: Table, random: Random, count: int, ids: Mapping[str, list[str]], wanted: Callable[[Column], bool]
) -> pl.DataFrame:
    """`count` rows; columns that are not `wanted` are blank. `ids` names the rows of each table."""
    rows = [_row(table, random, number, ids, wanted) for number in range(count)]
    return pl.DataFrame(rows, schema=schema_of(table), orient="row")


def _row(
    table: Table, random: Random, number: int, ids: Mapping[str, list[str]], wanted: Callable[[Column], bool]
) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(schema_of(table))
    for column in table.all_columns:
        if column.name == "id":
            row["id"] = ids[table.name][number]
        elif wanted(column):
            leads_to_child = bool(column.refers_to and table.ssd and not table.holder_ssd)
            needed = column.name in (*table.natural_key, table.event, table.holder_column) or leads_to_child
            if needed or random.random() < 0.7:
                row[column.name] = _value(column, random, ids)
    for column in table.columns:
        if column.moment:
            moment = _moment(random) if row[column.name] is not None and random.random() < 0.5 else None
            row[column.moment] = moment
            if moment is not None:
                row[column.name] = moment.astimezone(LONDON).date()
    return row


def _value(column: Column, random: Random, ids: Mapping[str, list[str]]) -> Any:
    if column.refers_to:
        return random.choice(ids[column.refers_to])
    match column.type:
        case ColumnType.CODE:
            if column.code_set is None:
                return f"code {random.randint(1, 9)}"
            return random.choice(
                [code.code for code in code_set(column.code_set) if "nn" not in code.code and not code.last_year]
            )
        case ColumnType.DATE:
            return FIRST_DAY + timedelta(days=random.randint(0, 2000))
        case ColumnType.MOMENT:
            return _moment(random)
        case ColumnType.INTEGER:
            return random.randint(0, 40)
        case ColumnType.NUMBER:
            return random.choice([0.0, 0.5, 1.0, 12.25, 999.9])
        case ColumnType.BOOLEAN:
            return random.random() < 0.5
    return "x" + "".join(random.choice(_LETTERS) for _ in range(random.randint(0, 12))).rstrip() + "x"


def _moment(random: Random) -> datetime:
    near_a_clock_change = datetime(2024, 10, 27, random.randint(0, 3), random.choice([0, 30]), tzinfo=UTC)
    anywhere = datetime(2021, 1, 1, tzinfo=UTC) + timedelta(seconds=random.randint(0, 170_000_000))
    return random.choice([anywhere, near_a_clock_change])
