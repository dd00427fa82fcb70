"""What is written as the standard dataset and read again is the same, within what the dataset can hold; and all of it
where our own files stand beside it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from lineofsight.core.columns import Column
from lineofsight.core.tables import TABLES
from lineofsight.returns import ssd
from lineofsight.simulation import simulate
from lineofsight.sources import read
from lineofsight.sources.ssd.layout import NOT_CARRIED
from lineofsight.sources.ssd.outcomes import FLAGS
from tests.support.random_rows import random_rows

ROWS = 4
_CODED_OUTCOMES = {(flags.table, flags.code_column) for flags in FLAGS}
_DATASET_KINDS = ["child_in_need", "child_protection", "child_in_care"]


def _tables(random: Random, *, everything: bool) -> dict[str, pl.DataFrame]:
    ids = {name: [f"{name}-{n}" for n in range(ROWS)] for name in TABLES}
    tables = {}
    for name, table in TABLES.items():
        if not (table.ssd or everything):
            continue

        def wanted(column: Column, of: str = name) -> bool:
            in_dataset = bool(column.ssd) or (of == "visits" and column.name == "kind")
            return column.name not in NOT_CARRIED and (everything or in_dataset)

        tables[name] = random_rows(table, random, ROWS, ids, wanted)
    return _consistent(tables, random, everything=everything)


def _consistent(tables: dict[str, pl.DataFrame], random: Random, *, everything: bool) -> dict[str, pl.DataFrame]:
    """What sources give: one row an immunised child, codes that agree with their halves, births before all else."""
    children = tables["people"]["id"]
    tables["people"] = tables["people"].with_columns(born_on=pl.lit("2001-01-01").str.to_date())
    tables["immunisations"] = tables["immunisations"].with_columns(id=children, child_id=children)
    kinds = [random.choice(_DATASET_KINDS) for _ in range(ROWS)]
    if not everything:
        tables["visits"] = tables["visits"].with_columns(
            kind=pl.Series(kinds, dtype=pl.String),
            plan_id=pl.when(pl.Series(kinds) == "child_protection").then("plan_id"),
            care_period_id=pl.when(pl.Series(kinds) == "child_in_care").then("care_period_id"),
            bedroom_seen=pl.when(pl.Series(kinds) != "child_in_care").then("bedroom_seen"),
        )
    tables["care_leavers"] = tables["care_leavers"].with_columns(
        accommodation_suitable=pl.when(pl.col("accommodation").str.len_chars() == 2).then(
            pl.col("accommodation").str.slice(1, 1)
        )
    )
    for name, frame in tables.items():
        if "child_id" in frame.columns and not TABLES[name].holder_ssd and TABLES[name].ssd:
            tables[name] = frame.with_columns(child_id=pl.lit(children[0], dtype=pl.String))
    # A child named only through another row: every row that may lead to it is about the same one.
    for name in ("special_needs", "assessments", "placements"):
        tables[name] = tables[name].with_columns(child_id=pl.lit(children[0], dtype=pl.String))
    return tables


def _comparable(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.drop([name for name in NOT_CARRIED if name in frame.columns]).sort("id")


def _read_back(tables: dict[str, pl.DataFrame], **how: bool) -> dict[str, pl.DataFrame]:
    with tempfile.TemporaryDirectory() as folder:
        ssd.write(tables, Path(folder), **how)
        (reading,) = read([Path(folder)])
    assert reading.rejects.is_empty(), reading.rejects.to_dicts()
    return dict(reading.tables)


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_the_dataset_comes_back(seed: int, parquet: bool) -> None:
    tables = _tables(Random(seed), everything=False)
    back = _read_back(tables, parquet=parquet)
    assert back.keys() == tables.keys()
    for name, frame in tables.items():
        expected, found = _comparable(frame), _comparable(back[name])
        coded = [column for column in found.columns if (name, column) in _CODED_OUTCOMES]
        assert_frame_equal(found.drop(coded), expected.drop(coded))


@settings(max_examples=2, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_everything_comes_back_where_our_files_stand_beside(seed: int, parquet: bool) -> None:
    tables = _tables(Random(seed), everything=True)
    texts = {flags.table: flags.text_column for flags in FLAGS}
    for name, column in texts.items():  # without the source's own text, the code is what is written
        tables[name] = tables[name].with_columns(pl.lit(None, dtype=pl.String).alias(column))
    back = _read_back(tables, parquet=parquet, everything=True)
    assert back.keys() == tables.keys()
    for name, frame in tables.items():
        assert_frame_equal(_comparable(back[name]), _comparable(frame))


def test_a_simulated_authority_comes_back() -> None:
    tables = simulate(population=1000, years=1, seed=7)
    halves = pl.col("accommodation_suitable").replace({"yes": "1", "no": "2"})
    tables["care_leavers"] = tables["care_leavers"].with_columns(halves)
    back = _read_back(tables, everything=True)
    assert back.keys() == tables.keys()
    for name, frame in tables.items():
        assert_frame_equal(_comparable(back[name]), _comparable(frame))
