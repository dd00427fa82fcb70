"""A measure's figure for one period, as a snapshot holds it, and in which unit it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from lineofsight.core.indicator_measures import Mean, Median, Per10k, Percent, PerHolder, Ratio, Share, Sum
from lineofsight.core.indicators import Indicator
from lineofsight.core.periods import Period, PeriodKind, parse_period


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure for one period, of everybody or of one group.

    `above` of `below` count, and `missing` could not be told. `value` is None where `reason` says why, or where there
    was nobody to count. `so_far`: the period had not ended when the snapshot was taken.
    """

    period: Period
    above: float | None
    below: float | None
    missing: int
    value: float | None
    lower: float | None = None
    upper: float | None = None
    reason: str = ""
    so_far: bool = False


def figure_of(row: Mapping[str, Any], known_on: date | None = None) -> Figure:
    """A row of published figures; with the last day its snapshot knows, said whether its period had ended by then."""
    period = _period(row["period"])
    so_far = known_on is not None and period.kind is not PeriodKind.POINT_IN_TIME and period.end > known_on
    return Figure(
        period, row["numerator"], row["denominator"], row["missing"] or 0, row["value"], row["lower"], row["upper"],
        row["reason"] or "", so_far,
    )  # fmt: skip


def unit_of(indicator: Indicator) -> str:
    """The sign of a percentage, else nothing. A ratio that is multiplied by anything is one."""
    is_percent = isinstance(indicator.as_, Percent | Share)
    return "%" if is_percent or (isinstance(indicator.as_, Ratio) and indicator.as_.times != 1) else ""


def decimals_of(indicator: Indicator) -> int:
    """How many decimals a value is given with: one, but none for counts and whole days."""
    is_fraction = isinstance(indicator.as_, Per10k | Mean | Median | PerHolder | Ratio | Sum)
    return 1 if unit_of(indicator) or is_fraction else 0


@lru_cache(maxsize=2048)
def _period(code: str) -> Period:
    return parse_period(code)
