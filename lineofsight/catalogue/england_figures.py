"""What was last published for England of an indicator, with its period and source, for a reader to compare with.

Figures of the Department for Education, Open Government Licence v3.0, carried in `data/england_figures.csv`. An
indicator that is not there has none: it is never nought, and never an approximation. Loaded comparators go before it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class EnglandFigure:
    """value: as published. unit: count, pct, rate10k, days, avg or fte. note: where it was worked out from others."""

    code: str
    value: float
    unit: str
    period: str
    source: str
    note: str

    @property
    def words(self) -> str:
        """The value with its unit."""
        value = f"{self.value:,.1f}".removesuffix(".0")
        after = {"pct": "%", "rate10k": " for each 10,000 children", "days": " days", "fte": " full-time equivalent"}
        return value + after.get(self.unit, "")


@cache
def england_figures() -> Mapping[str, EnglandFigure]:
    """England's figures by the indicator's code."""
    text = resources.files("lineofsight.catalogue").joinpath("data", "england_figures.csv").read_text(encoding="utf-8")
    return MappingProxyType({
        row["code"]: EnglandFigure(
            row["code"], float(row["value"]), row["unit"], row["period"], row["source"], row["note"]
        )
        for row in csv.DictReader(text.splitlines())
    })  # fmt: skip
