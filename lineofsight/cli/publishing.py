"""The figures that are published with a snapshot: every indicator's latest periods, whole and by team."""

from __future__ import annotations

import polars as pl

from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.evaluation.record import Record


def published_figures(catalogue: ResolvedCatalogue, record: Record) -> pl.DataFrame:
    """Figures of every indicator for its own latest thirteen periods."""
    from lineofsight.evaluation.figures import figures

    return figures(catalogue.indicators.values(), record, by=("team",), standards=catalogue.standards)
