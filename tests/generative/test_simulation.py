"""Whatever the size, seed and story, a synthetic authority is whole."""

from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.core.tables import TABLES, reference_data
from lineofsight.evaluation.schemas import schema_of
from lineofsight.simulation import STORIES, simulate

NOT_PRACTICE = {table.name for table in reference_data.TABLES} - {"populations"}


@settings(max_examples=6, deadline=None, derandomize=True)
@given(
    population=st.integers(2_000, 6_000),
    years=st.integers(1, 3),
    seed=st.integers(0, 2**32),
    story=st.sampled_from(sorted(STORIES)),
    ends_on=st.dates(date(2019, 1, 1), date(2028, 12, 31)),
)
def test_any_authority_is_whole(population: int, years: int, seed: int, story: str, ends_on: date) -> None:
    frames = simulate(population, years, seed, story, ends_on)
    assert set(frames) == set(TABLES) - NOT_PRACTICE
    for name, frame in frames.items():
        table = TABLES[name]
        assert frame.schema == schema_of(table)
        assert frame["id"].n_unique() == frame.height, name
        assert frame.filter(pl.col("recorded_on") > ends_on).height == 0, name
        if table.event is not None:
            assert frame.filter(pl.col(table.event) > ends_on).height == 0, name
            if table.ends is not None:
                assert frame.filter(pl.col(table.ends) < pl.col(table.event)).height == 0, name
