"""Where a measure would be if it went on as it has: a straight line through its points, with its interval.

Simple on purpose: whoever is told it can draw it with a ruler. It says what would come if nothing changed, never what
will. With too few points, or asked too far ahead, it is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Final

ENOUGH_POINTS: Final = 6
"""Below this many points a line through them says next to nothing."""
# Student's t for 95% (two-sided), by degrees of freedom from 1; beyond the last the normal value is near enough.
_T: Final = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
    2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
_NORMAL: Final = 1.96


class Delivery(StrEnum):
    """What the line says of a target."""

    LIKELY = "on course"
    UNSURE = "may or may not be reached"
    UNLIKELY = "not on course"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Forecast:
    """The value at a later place with its 95% interval, from `points` points; None with the reason why not."""

    value: float | None
    lower: float | None
    upper: float | None
    points: int
    reason: str = ""

    def against(self, target: float, *, higher_is_better: bool) -> Delivery:
        """Whether the whole interval, none of it or part of it is at the target or on its better side."""
        if self.lower is None or self.upper is None:
            return Delivery.NOT_KNOWN
        worst, best = (self.lower, self.upper) if higher_is_better else (-self.upper, -self.lower)
        wanted = target if higher_is_better else -target
        if worst >= wanted:
            return Delivery.LIKELY
        return Delivery.UNSURE if best >= wanted else Delivery.UNLIKELY


def forecast(
    values: Sequence[float | None], ahead: int, *, least: float | None = None, most: float | None = None
) -> Forecast:  # fmt: skip
    """The value `ahead` places after the last of equally spaced values, blanks among them left out.

    `least` and `most` bound what the measure can be: 0 and 100 for a percentage. Raises ValueError for `ahead` < 1.
    """
    if ahead < 1:
        raise ValueError(f"A forecast is of a later place, not of {ahead} places ahead.")
    points = [(place, value) for place, value in enumerate(values) if value is not None]
    number = len(points)
    if number < ENOUGH_POINTS:
        return Forecast(None, None, None, number, f"fewer than {ENOUGH_POINTS} points are known")
    if ahead > len(values) / 2:
        return Forecast(None, None, None, number, "it is further ahead than half of what is known lies back")
    middle = sum(place for place, _ in points) / number
    level = sum(value for _, value in points) / number
    spread = sum((place - middle) ** 2 for place, _ in points)
    slope = sum((place - middle) * (value - level) for place, value in points) / spread
    off = sum((value - level - slope * (place - middle)) ** 2 for place, value in points) / (number - 2)
    at = len(values) - 1 + ahead
    value = level + slope * (at - middle)
    freedom = number - 2
    t = _T[freedom - 1] if freedom <= len(_T) else _NORMAL
    half = t * sqrt(off * (1 + 1 / number + (at - middle) ** 2 / spread))
    likely, lower, upper = (_within(each, least, most) for each in (value, value - half, value + half))
    return Forecast(likely, lower, upper, number)


def _within(value: float, least: float | None, most: float | None) -> float:
    value = value if least is None else max(value, least)
    return value if most is None else min(value, most)
