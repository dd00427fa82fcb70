"""England's published figures of the measures defined here, each with its period and where it was read.

For calibration, and for England beside a figure of the report, always with its own period. They are those of
`england_figures`, so that there is one list to keep. The region, the neighbours and anything newer come from loaded
files. Contains public sector information licensed under the Open Government Licence v3.0.
"""

from __future__ import annotations

from dataclasses import dataclass

from lineofsight.catalogue.england_figures import england_figures
from lineofsight.catalogue.indicators import DEFINED

UNITS = {
    "count": "count", "pct": "percent", "rate10k": "per 10,000 children", "days": "working days", "avg": "average",
    "fte": "full-time equivalent",
}  # fmt: skip
OF_ALL_ENGLAND = ("count", "full-time equivalent")


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure for England. `unit` is what the value counts: it may be a count where our indicator is a rate."""

    indicator: str
    value: float
    unit: str
    period: str
    source: str
    note: str = ""

    @property
    def is_comparable(self) -> bool:
        """Whether one authority's figure can stand beside it. How many there are in all England is no comparison."""
        return self.unit not in OF_ALL_ENGLAND


ENGLAND: tuple[PublishedFigure, ...] = tuple(
    PublishedFigure(each.code, each.value, UNITS[each.unit], each.period, each.source, each.note)
    for each in england_figures().values()
    if each.code in DEFINED
)

BY_INDICATOR: dict[str, PublishedFigure] = {figure.indicator: figure for figure in ENGLAND}
