"""What each source can tell of each table: everything, only the latest, or nothing; and between which days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lineofsight.core.tables import TABLES


class Extent(StrEnum):
    """How much of a table a source holds."""

    COMPLETE = "complete"
    LATEST_ONLY = "latest_only"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TableCoverage:
    """Extent and the days it holds for, both included. A blank start or end is unbounded."""

    extent: Extent
    from_on: date | None = None
    to_on: date | None = None


Coverage = Mapping[str, TableCoverage]

EVERYTHING = TableCoverage(Extent.COMPLETE)
NOTHING = TableCoverage(Extent.NONE)


@dataclass(frozen=True, slots=True)
class Span:
    """What several tables together can tell: the least of their extents, the latest start, the earliest end."""

    extent: Extent
    from_on: date | None
    to_on: date | None


def covered(coverage: Coverage, tables: Iterable[str]) -> Span:
    """The coverage that tables share. A table the coverage does not name is not covered."""
    parts = [coverage.get(name, NOTHING) for name in tables]
    extents = {part.extent for part in parts}
    extent = next(e for e in (Extent.NONE, Extent.LATEST_ONLY, Extent.COMPLETE) if e in extents or e is Extent.COMPLETE)
    starts = [part.from_on for part in parts if part.from_on]
    ends = [part.to_on for part in parts if part.to_on]
    return Span(extent, max(starts, default=None), min(ends, default=None))


def missing_tables(coverage: Coverage, tables: Iterable[str]) -> tuple[str, ...]:
    """The tables, in order of name, of which nothing is known."""
    return tuple(sorted(name for name in tables if coverage.get(name, NOTHING).extent is Extent.NONE))


def everything_covered() -> dict[str, TableCoverage]:
    """Every table covered completely and without bounds: an embedded record, or an example."""
    return dict.fromkeys(TABLES, EVERYTHING)
