"""How long a large authority's record takes to load, into SQLite or PostgreSQL, and how much memory.

    python benchmarks/load.py [--rows 3000000] [--postgres URL] [--home DIR]

Generates frames in the declared schema, loads them into a new home, loads the same again, then with one row in fifty
changed, and prints a table. Reading files is the source's own cost and is not in it.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import numpy as np
import polars as pl

from lineofsight.core.columns import Column, ColumnType
from lineofsight.core.table import Table
from lineofsight.core.tables import table_named
from lineofsight.evaluation.coverage import EVERYTHING
from lineofsight.evaluation.schemas import conform
from lineofsight.record.configuration import Configuration, write_configuration
from lineofsight.record.databases import CONFIGURATION_FILE
from lineofsight.record.home import Home
from lineofsight.sources.reading import Reading

# The share of each table in a large authority's standard dataset; the columns that its source fills.
SHARES = {
    "people": 0.05, "visits": 0.38, "contacts": 0.12, "referrals": 0.05, "assessments": 0.05, "addresses": 0.10,
    "child_protection_plans": 0.01, "child_in_need_plans": 0.03, "care_episodes": 0.02, "placements": 0.02,
    "allocations": 0.10, "relationships": 0.07,
}  # fmt: skip
START = date(2016, 1, 1)
DAYS = 3900


def made(table: Table, rows: int, seed: int) -> pl.DataFrame:
    """Rows with an id, a child and a value in each column that the standard dataset holds."""
    draw = np.random.default_rng(seed)
    children = max(rows // 20, 1)
    columns: dict[str, pl.Series] = {"id": pl.Series([f"{table.name[:4]}{n:08}" for n in range(rows)])}
    if not table.holder_is_id:
        columns[table.holder_column] = pl.Series("c" + pl.Series(draw.integers(0, children, rows)).cast(pl.String))
    for column in table.columns:
        if column.ssd or column.name == table.event:
            columns[column.name] = _values(column, rows, draw)
    columns["recorded_on"] = _values(Column("recorded_on", ColumnType.DATE, "when"), rows, draw)
    columns["line"] = pl.Series(range(2, rows + 2))
    frame = pl.DataFrame(columns).with_columns(pl.lit(f"ssd_{table.name}.csv").alias("file"))
    return conform(frame, table)


def _values(column: Column, rows: int, draw: np.random.Generator) -> pl.Series:
    numbers = draw.integers(0, DAYS, rows)
    match column.type:
        case ColumnType.DATE:
            return pl.Series(np.datetime64(START) + numbers.astype("timedelta64[D]")).cast(pl.Date)
        case ColumnType.MOMENT:
            return pl.Series(np.datetime64(START) + numbers.astype("timedelta64[h]")).dt.replace_time_zone("UTC")
        case ColumnType.INTEGER:
            return pl.Series(numbers)
        case ColumnType.NUMBER:
            return pl.Series(numbers / 7)
        case ColumnType.BOOLEAN:
            return pl.Series(numbers % 2 == 0)
    return pl.Series("v" + pl.Series(numbers % 500).cast(pl.String))


def _changed(frame: pl.DataFrame) -> pl.DataFrame:
    moved = pl.when(pl.int_range(pl.len()) % 50 == 0)
    return frame.with_columns(
        moved.then(pl.col("recorded_on") + timedelta(days=1)).otherwise("recorded_on").alias("recorded_on")
    )


def main() -> None:
    """Time the three loads and print them."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=3_000_000)
    arguments.add_argument("--postgres", help="the URL of an empty database")
    arguments.add_argument("--home", type=Path)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.home or Path(folder) / "home"
        if chosen.postgres:
            path.mkdir(parents=True)
            write_configuration(path / CONFIGURATION_FILE, Configuration(chosen.postgres))
        home = Home(path).make()
        tables = {
            name: made(table_named(name), int(chosen.rows * share), seed)
            for seed, (name, share) in enumerate(SHARES.items())
        }
        print(f"{'frames alone':32} {'':>8} {_memory():>8} MB")
        _timed("first load", home, tables)
        _timed("same again", home, tables)
        _timed("one row in fifty changed", home, {name: _changed(frame) for name, frame in tables.items()})


def _timed(what: str, home: Home, tables: dict[str, pl.DataFrame]) -> None:
    from lineofsight.record.loads import load  # local: Django starts with the home

    reading = Reading("ssd", (Path("ssd"),), tables, dict.fromkeys(tables, EVERYTHING), date(2026, 9, 30))
    run: Callable[[], object] = lambda: load(home, [reading])  # noqa: E731
    before = perf_counter()
    run()
    print(f"{what:32} {perf_counter() - before:7.1f}s {_memory():>8} MB")


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
