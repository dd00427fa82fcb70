"""A record of random rows in every declared table: nonsense as practice, but sound in shape, and messy.

Made from the declarations, so that a new table or column takes part at once.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from lineofsight.core.code_sets import code_set
from lineofsight.core.columns import Column, ColumnType
from lineofsight.core.table import Holder, Table
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.schemas import DTYPES
from lineofsight.evaluation.ticks import day_tick

FIRST, LAST = day_tick(date(2021, 1, 1)), day_tick(date(2024, 12, 31))
KNOWN = date(2024, 12, 31)
_OWN = {Holder.CHILD: "people", Holder.WORKER: "professionals", Holder.TEAM: "teams", Holder.CARER: "carers"}
_BLANK_SHARE = 0.2


def random_tables(seed: int, *, children: int = 40, rows: int = 60) -> dict[str, pl.DataFrame]:
    """Every declared table: `children` people, a few workers and teams, and `rows` rows of everything else."""
    random = np.random.default_rng(seed)
    sizes = dict.fromkeys(TABLES, rows) | {"people": children, "professionals": 12, "teams": 4, "populations": 0}
    return {name: _rows(table, sizes, random) for name, table in TABLES.items()}


def _rows(table: Table, sizes: dict[str, int], random: np.random.Generator) -> pl.DataFrame:
    size = sizes[table.name]
    event = random.integers(FIRST, LAST + 1, size)
    columns = {column.name: _values(column, table, size, event, sizes, random) for column in table.all_columns}
    columns["id"] = pl.Series([f"{table.name}-{place}" for place in range(size)], dtype=pl.String)
    if not table.holder_is_id:
        owner = _OWN.get(table.holder)
        whose = random.integers(0, sizes[owner], size) if owner else np.zeros(size, dtype=int)
        columns[table.holder_column] = pl.Series([f"{owner or 'service'}-{n}" for n in whose], dtype=pl.String)
    return pl.DataFrame(columns)


def _values(
    column: Column, table: Table, size: int, event: np.ndarray, sizes: dict[str, int], random: np.random.Generator
) -> pl.Series:
    blank = random.random(size) < _BLANK_SHARE
    kind = DTYPES[column.type]
    match column.type:
        case ColumnType.DATE:
            return _days(column.name, table, event, blank, random)
        case ColumnType.CODE if column.code_set:
            codes = [code.code for code in code_set(column.code_set)]
            values = [codes[n] for n in random.integers(0, len(codes), size)]
        case ColumnType.BOOLEAN:
            values = random.integers(0, 2, size).astype(bool).tolist()
        case ColumnType.INTEGER | ColumnType.NUMBER:
            values = random.integers(0, 40, size).tolist()
        case ColumnType.MOMENT:
            values = [None] * size
        case _ if column.refers_to:
            values = [f"{column.refers_to}-{n}" for n in random.integers(0, max(sizes[column.refers_to], 1), size)]
        case _:
            values = [f"{column.name} {n}" for n in random.integers(0, 3, size)]
    return pl.Series([None if none else value for none, value in zip(blank, values, strict=True)], dtype=kind)


def _days(name: str, table: Table, event: np.ndarray, blank: np.ndarray, random: np.random.Generator) -> pl.Series:
    size = len(event)
    if name == "born_on":
        days = random.integers(day_tick(date(2002, 1, 1)), LAST, size)
    elif name == table.event:
        days, blank = event, random.random(size) < 0.03
    else:
        days = event + random.integers(-20, 500, size)
        days = np.where(random.random(size) < 0.1, event, days)
    return pl.Series(np.where(blank, 0, days), dtype=pl.Int32).set(pl.Series(blank), None).cast(pl.Date)
