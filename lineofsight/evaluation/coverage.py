"""What each source can tell of each table: everything, only the latest, or nothing; and between which days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import polars as pl

from lineofsight.core.tables import TABLES


class Extent(StrEnum):
    """How much of a table a source holds."""

    COMPLETE = "complete"
    LATEST_ONLY = "latest_only"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TableCoverage:
    """Extent and the days it holds for, both included. A blank start or end is unbounded.

    `columns`: those the source fills in some row at least, and the kinds of row it holds (`kind=dental_check`); None
    where that was not looked at.
    """

    extent: Extent
    from_on: date | None = None
    to_on: date | None = None
    columns: frozenset[str] | None = None


Coverage = Mapping[str, TableCoverage]

EVERYTHING = TableCoverage(Extent.COMPLETE)
NOTHING = TableCoverage(Extent.NONE)


@dataclass(frozen=True, slots=True)
class Span:
    """What several tables together can tell: the least of their extents, the latest start, the earliest end."""

    extent: Extent
    from_on: date | None
    to_on: date | None


Needs = Iterable[str] | Mapping[str, Collection[str]]


def covered(coverage: Coverage, tables: Needs) -> Span:
    """The coverage that tables share. A table the coverage does not name is not covered.

    `tables` may say which columns are needed of each: one that the source fills in no row is not covered either.
    """
    parts = [coverage.get(name, NOTHING) for name in tables]
    extents = {part.extent for part in parts}
    if missing_tables(coverage, tables):
        extents.add(Extent.NONE)
    extent = next(e for e in (Extent.NONE, Extent.LATEST_ONLY, Extent.COMPLETE) if e in extents or e is Extent.COMPLETE)
    starts = [part.from_on for part in parts if part.from_on]
    ends = [part.to_on for part in parts if part.to_on]
    return Span(extent, max(starts, default=None), min(ends, default=None))


def missing_tables(coverage: Coverage, tables: Needs) -> tuple[str, ...]:
    """The tables, in order of name, of which nothing is known, or a needed column of which is never filled."""
    return tuple(sorted(name for name in tables if _lacks(coverage.get(name, NOTHING), name, tables)))


def missing_words(coverage: Coverage, tables: Needs) -> tuple[str, ...]:
    """The same in words: "visits", or "conferences: minutes sent on"."""
    said = []
    for name in missing_tables(coverage, tables):
        part = coverage.get(name, NOTHING)
        lacking = _lacking(part, name, tables) if part.extent is not Extent.NONE else ()
        words = name.replace("_", " ")
        said.append(f"{words}: {', '.join(c.replace('_', ' ') for c in lacking)}" if lacking else words)
    return tuple(said)


def _lacks(part: TableCoverage, name: str, tables: Needs) -> bool:
    return part.extent is Extent.NONE or bool(_lacking(part, name, tables))


def _lacking(part: TableCoverage, name: str, tables: Needs) -> tuple[str, ...]:
    if part.columns is None or not isinstance(tables, Mapping):
        return ()
    return tuple(sorted(set(tables[name]) - part.columns))


def everything_covered() -> dict[str, TableCoverage]:
    """Every table covered completely and without bounds: an embedded record, or an example."""
    return dict.fromkeys(TABLES, EVERYTHING)


def with_columns_held(coverage: Coverage, frames: Mapping[str, pl.LazyFrame]) -> dict[str, TableCoverage]:
    """The coverage with the columns that each table's rows fill; a table without rows is left as it is."""
    known = {}
    for name, part in coverage.items():
        columns = held_columns(frames[name]) if name in frames and part.extent is not Extent.NONE else None
        known[name] = replace(part, columns=columns) if columns else part
    return known


def held_columns(frame: pl.LazyFrame) -> frozenset[str] | None:
    """The columns with a value in some row, and the kinds of row; None where there are no rows to tell by."""
    counted = frame.select(pl.len().alias("_rows"), pl.all().count()).collect().row(0, named=True)
    if not counted["_rows"]:
        return None
    held = frozenset(name for name, count in counted.items() if count) - {"_rows"}
    if "kind" not in held:
        return held
    kinds = frame.select(pl.col("kind").cast(pl.String).drop_nulls().unique()).collect().to_series()
    return held | {f"kind={kind}" for kind in kinds}
