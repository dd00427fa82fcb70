"""The figures that are published with a snapshot: every measure's latest periods, whole and by each breakdown."""

from __future__ import annotations

import polars as pl

from lineofsight.core.indicators import Breakdown
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.evaluation.figures import figures
from lineofsight.evaluation.record import Record

PERIODS = 24
"""Enough points for a run chart to tell a shift from chance, and a year beside the year before."""

_WHOLE = "{}"


def published_figures(catalogue: ResolvedCatalogue, record: Record) -> pl.DataFrame:
    """Figures of every measure for its own latest periods, whole and by everything it is broken down by.

    In the order pages ask: the whole service first, then measure by measure, so that a page reads a part of the file.
    """
    found = figures(
        catalogue.indicators.values(), record, by=tuple(Breakdown), standards=catalogue.standards, latest=PERIODS
    )
    return found.sort(pl.col("breakdown") != _WHOLE, "indicator", maintain_order=True)
