"""Synthetic authorities made once for all the tests of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest

from lineofsight.simulation import simulate

Frames = Mapping[str, pl.DataFrame]


@pytest.fixture(scope="session")
def authority() -> Frames:
    """A small authority with the default story and all its troubles."""
    return simulate(20_000, 4, 7)


@pytest.fixture(scope="session")
def city() -> Frames:
    """An authority large enough for its troubles to show."""
    return simulate(60_000, 6, 3)


@pytest.fixture(scope="session")
def steady() -> Frames:
    """A middle-sized authority that practises about as England does."""
    return simulate(80_000, 4, 11, "steady", date(2026, 9, 30))
