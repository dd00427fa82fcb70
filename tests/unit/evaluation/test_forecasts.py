"""Where a measure would be if it went on: a line somebody could draw, its interval, and when it is not known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineofsight.evaluation.forecasts import ENOUGH_POINTS, Delivery, Forecast, forecast


def test_points_on_a_line_go_on_along_it_without_doubt() -> None:
    found = forecast([50, 52, 54, 56, 58, 60], 2)
    assert (found.value, found.lower, found.upper) == pytest.approx((64, 64, 64))


@pytest.mark.parametrize(("known", "told"), [(ENOUGH_POINTS - 1, False), (ENOUGH_POINTS, True)])
def test_below_six_points_it_is_not_known(known: int, told: bool) -> None:
    values = [float(n) for n in range(known)] + [None] * (ENOUGH_POINTS - known)
    found = forecast(values, 1)
    assert (found.value is not None) is told
    assert (found.reason == "") is told
    assert found.against(1, higher_is_better=True) is (Delivery.LIKELY if told else Delivery.NOT_KNOWN)


@pytest.mark.parametrize(("ahead", "told"), [(4, True), (5, False)])
def test_no_further_ahead_than_half_of_what_is_known(ahead: int, told: bool) -> None:
    assert (forecast([1.0, 2, 1, 2, 1, 2, 1, 2], ahead).value is not None) is told


def test_a_percentage_stays_one() -> None:
    found = forecast([70, 85, 75, 95, 80, 99], 3, least=0, most=100)
    assert found.upper == 100
    assert found.lower is not None
    assert found.value is not None
    assert found.lower < found.value <= 100


def test_a_place_that_is_not_later_is_refused() -> None:
    with pytest.raises(ValueError, match="later place"):
        forecast([1.0] * 8, 0)


@pytest.mark.parametrize(
    ("lower", "upper", "higher", "said"),
    [
        (90, 95, True, Delivery.LIKELY), (89.9, 95, True, Delivery.UNSURE), (80, 90, True, Delivery.UNSURE),
        (80, 89.9, True, Delivery.UNLIKELY), (85, 90, False, Delivery.LIKELY), (85, 90.1, False, Delivery.UNSURE),
        (90.1, 95, False, Delivery.UNLIKELY),
    ],
)  # fmt: skip
def test_a_target_of_ninety_is_judged_by_the_whole_interval(
    lower: float, upper: float, higher: bool, said: Delivery
) -> None:
    assert Forecast(90, lower, upper, 8).against(90, higher_is_better=higher) is said


@given(st.lists(st.floats(0, 100), min_size=6, max_size=20), st.integers(1, 3))
def test_it_is_the_line_that_least_squares_gives_and_lies_within_its_interval(values: list[float], ahead: int) -> None:
    found = forecast(values, ahead)
    places = np.arange(len(values))
    slope, level = np.polyfit(places, values, 1)
    assert found.value == pytest.approx(level + slope * (len(values) - 1 + ahead), abs=1e-6)
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower <= found.value + 1e-9 <= found.upper + 2e-9
