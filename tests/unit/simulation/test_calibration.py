"""A steady authority looks like England, within the bounds stated beside each published figure."""

from __future__ import annotations

from datetime import date

import pytest

from lineofsight.simulation.calibration import ENGLAND, Published, measured
from tests.unit.simulation.conftest import Frames


@pytest.fixture(scope="session")
def values(steady: Frames) -> dict[str, float]:
    return measured(steady, 80_000, 4, date(2026, 9, 30))


@pytest.mark.parametrize("published", ENGLAND, ids=lambda published: published.code)
def test_a_steady_authority_lies_within_the_stated_bounds(values: dict[str, float], published: Published) -> None:
    assert values[published.code] == pytest.approx(published.value, rel=published.within)


def test_every_measured_figure_is_published_and_every_published_one_measured(values: dict[str, float]) -> None:
    assert set(values) == {one.code for one in ENGLAND}
    assert all(one.source and one.period for one in ENGLAND)
