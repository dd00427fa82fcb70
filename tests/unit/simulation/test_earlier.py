"""What an earlier export would have held: rows written by then, and nothing of what came after."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from lineofsight.core.columns import ColumnType
from lineofsight.core.tables import TABLES
from lineofsight.simulation import simulate
from lineofsight.simulation.earlier import SET_BEFOREHAND, as_exported_on

THEN = date(2026, 3, 31)


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    return simulate(1500, 2, 7)


def test_nothing_written_or_happening_later_is_in_it(tables: dict[str, pl.DataFrame]) -> None:
    for name, frame in as_exported_on(tables, THEN).items():
        for column in TABLES[name].columns:
            if column.type is ColumnType.DATE and column.name in frame.columns and column.name not in SET_BEFOREHAND:
                latest = frame[column.name].max()
                assert latest is None or latest <= THEN, f"{name}.{column.name}"
        written = frame["recorded_on"].max()
        assert written is None or written <= THEN, name


def test_what_was_written_by_then_and_is_over_is_all_there(tables: dict[str, pl.DataFrame]) -> None:
    whole, then = tables["visits"], as_exported_on(tables, THEN)["visits"]
    expected = whole.filter((pl.col("recorded_on") <= THEN) & (pl.col("visited_on") <= THEN))
    assert set(expected["id"]) == set(then["id"])
    assert 0 < then.height < whole.height


def test_an_end_that_had_not_come_is_blank_with_what_is_said_of_it(tables: dict[str, pl.DataFrame]) -> None:
    after = tables["assessments"].filter((pl.col("started_on") <= THEN) & (pl.col("authorised_on") > THEN))
    then = as_exported_on(tables, THEN)["assessments"].join(after.select("id"), on="id")
    assert then.height
    assert then["authorised_on"].null_count() == then.height
    assert then["outcome"].null_count() == then.height


def test_the_tables_given_are_not_changed(tables: dict[str, pl.DataFrame]) -> None:
    before = {name: frame.clone() for name, frame in tables.items()}
    as_exported_on(tables, THEN)
    assert all(frame.equals(before[name]) for name, frame in tables.items())
