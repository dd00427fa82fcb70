"""Each measure's published series for the service as a whole, its latest figure, and whether it moved more than chance.

Made once for each snapshot a process opens: a snapshot never changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from lineofsight.core.indicator_measures import Percent
from lineofsight.core.indicators import Indicator
from lineofsight.core.periods import Period, parse_period
from lineofsight.evaluation.statistics import run_chart
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import KEPT_OPEN, known


@dataclass(frozen=True, slots=True)
class Latest:
    """A measure's latest published figure of a whole period.

    `reason`: why there is none. `moved`: a signal at its end, in words.
    """

    code: str
    period: Period
    numerator: float | None
    denominator: float | None
    missing: int
    value: float | None
    reason: str | None
    moved: str

    @property
    def above(self) -> float | None:
        """How many count, as those figures are read that may be shown to those who see no children."""
        return self.numerator

    @property
    def below(self) -> float | None:
        """Of how many."""
        return self.denominator


def latest(snapshot: str | None = None) -> Mapping[str, Latest]:
    """Every measure's, by code; nothing where the home has no snapshot. Raises Http404 as `known` does."""
    found = known(snapshot)
    return {} if found is None else _latest(found.info.snapshot)


@lru_cache(maxsize=KEPT_OPEN)
def _latest(snapshot: str) -> Mapping[str, Latest]:
    opened = known(snapshot)
    assert opened is not None
    indicators = definitions().indicators
    parts = opened.whole.partition_by("indicator", as_dict=True, maintain_order=True)
    to = opened.info.as_known_on
    return {
        str(code): _of(indicators[str(code)], rows, to) for (code,), rows in parts.items() if code in indicators
    }  # fmt: skip


def _of(indicator: Indicator, rows: pl.DataFrame, to: date) -> Latest:
    points = sorted(((parse_period(row["period"]), row) for row in rows.iter_rows(named=True)), key=lambda p: p[0].end)
    # A year that has only begun is no point among whole ones, unless nothing else is there.
    points = [point for point in points if point[0].end <= to] or points
    period, row = points[-1]
    return Latest(
        indicator.code, period, row["numerator"], row["denominator"], row["missing"] or 0, row["value"], row["reason"],
        _moved(indicator, [point["value"] for _, point in points]),
    )  # fmt: skip


def _moved(indicator: Indicator, values: list[float | None]) -> str:
    """The signal that is still running at the last point, in words; blank where there is none."""
    chart = run_chart(values, stock=indicator.is_stock)
    last = len(values) - 1
    for (_, _, end, _), words in zip(chart.signals, chart.words(), strict=True):
        if end == last:
            return words
    return ""


def shown(indicator: Indicator, value: float | None) -> str:
    """A value as text reads it; blank where there is none."""
    if value is None:
        return ""
    if isinstance(indicator.as_, Percent):
        return f"{value:.1f}%"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
