"""What the record covers of each table: the readings' own declarations, put together over loads and over sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Count, Max

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.tables.reference_data import populations, published_figures
from lineofsight.evaluation.coverage import NOTHING, Coverage, Extent, TableCoverage
from lineofsight.record.books import Load, LoadPart, WrittenTable
from lineofsight.record.configuration import APPLICATION
from lineofsight.record.home import Home

_Now = tuple[Mapping[tuple[str, str], frozenset[str]], Mapping[str, Mapping[str, TableCoverage]]]
_PUBLISHED = frozenset({populations.name, published_figures.name})
_BEST_FIRST = (Extent.COMPLETE, Extent.LATEST_ONLY, Extent.NONE)


def standing_parts(home: Home) -> list[LoadPart]:
    """The parts of every load that was not undone, in order; after them, as parts of no load, what is written here."""
    alias = home.aliases.record
    parts = LoadPart.objects.using(alias).filter(load__undone_at__isnull=True)
    written = WrittenTable.objects.using(alias).order_by("table")
    return [*parts.order_by("load_id", "place"), *map(_written_here, written)]


def _written_here(table: WrittenTable) -> LoadPart:
    return LoadPart(
        source=APPLICATION, table=table.table, extent=Extent.COMPLETE.value, from_on=table.from_on,
        as_known_on=table.to_on, columns_held=table.columns_held,
    )  # fmt: skip


def as_known_on(parts: Iterable[LoadPart]) -> date | None:
    """The last day any source knows of children or the service; None where nothing was loaded.

    Published figures and populations say nothing of what was done for whom: loading them moves no day. Nor does what
    is written here beside a source: of what else was done that day the source has yet to tell.
    """
    told = [part for part in parts if part.table not in _PUBLISHED]
    loaded = [part.as_known_on for part in told if part.source != APPLICATION]
    return max(loaded or [part.as_known_on for part in told], default=None)


def coverage_by_source(parts: Iterable[LoadPart]) -> dict[str, dict[str, TableCoverage]]:
    """For each source, what its loads together cover of each table.

    A later declaration that meets or overlaps an earlier one joins it; one that does not replaces it, since what lies
    between was never seen. A later load that no longer has the table leaves what was covered, up to the day it was.
    """
    found: dict[str, dict[str, TableCoverage]] = {}
    for part in parts:
        tables = found.setdefault(part.source, {})
        stated = TableCoverage(Extent(part.extent), part.from_on, _least(part.to_on, part.as_known_on))
        before = tables.get(part.table)
        if before is None or before.extent is Extent.NONE:
            tables[part.table] = stated
        elif stated.extent is not Extent.NONE:
            tables[part.table] = joined(before, stated)
    return found


def coverage_over_sources(by_source: Mapping[str, Mapping[str, TableCoverage]], known: date) -> Coverage:
    """What all sources together cover: of each table the fullest extent; spans of equal extent joined where they meet.

    An end on or after the day the record is known on is no bound. What is written here tells of a table only where no
    source does: beside one it adds rows, and says nothing of the rest.
    """
    merged: dict[str, TableCoverage] = {}
    for source, tables in by_source.items():
        for name, stated in tables.items() if source != APPLICATION else ():
            before = merged.get(name)
            if before is None or _better(stated, before):
                merged[name] = stated
            elif stated.extent is before.extent:
                merged[name] = joined(*sorted((before, stated), key=lambda each: each.to_on or date.max))
    for name, stated in by_source.get(APPLICATION, {}).items():
        if merged.get(name, NOTHING).extent is Extent.NONE:
            # Written as it happens: the day nobody wrote anything is a day on which nothing was.
            merged[name] = replace(stated, to_on=None)
    return {name: _open_ended(stated, known) for name, stated in merged.items()}


def columns_held(parts: Iterable[LoadPart]) -> dict[tuple[str, str], frozenset[str]]:
    """For each source and table, the columns in which any of its loads had a value."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for part in parts:
        place = part.source, part.table
        found[place] = found.get(place, frozenset()) | frozenset(part.columns_held)
    return found


def columns_held_now(home: Home) -> Mapping[tuple[str, str], frozenset[str]]:
    """The same for the record as it stands, worked out again only when a load or a write changed it."""
    return _now(home)[0]


def coverage_by_source_now(home: Home) -> Mapping[str, Mapping[str, TableCoverage]]:
    """What each source covers of the record as it stands, worked out again only when a load or a write changed it."""
    return _now(home)[1]


def _now(home: Home) -> _Now:
    alias = home.aliases.record
    loads = Load.objects.using(alias).aggregate(Max("number"), Count("undone_at"), Count("number"))
    written = WrittenTable.objects.using(alias).order_by("table")
    here = written.values_list("table", "from_on", "to_on", "columns_held")
    return _kept(home, tuple(loads.values()), tuple((*row, tuple(held)) for *row, held in here))


@lru_cache(maxsize=8)
def _kept(home: Home, *_: object) -> _Now:
    parts = standing_parts(home)
    return columns_held(parts), coverage_by_source(parts)


def joined(before: TableCoverage, after: TableCoverage) -> TableCoverage:
    """Two spans as one where they meet or overlap; else the later."""
    if _better(before, after):
        return before
    if _better(after, before):
        return after
    first, last = sorted((before, after), key=lambda each: each.from_on or date.min)
    if first.to_on is not None and last.from_on is not None and last.from_on > first.to_on + timedelta(days=1):
        return after
    ends = None if first.to_on is None or last.to_on is None else max(first.to_on, last.to_on)
    return TableCoverage(first.extent, first.from_on, ends)


def _better(one: TableCoverage, other: TableCoverage) -> bool:
    return _BEST_FIRST.index(one.extent) < _BEST_FIRST.index(other.extent)


def _least(stated: date | None, known: date) -> date:
    return known if stated is None else min(stated, known)


def _open_ended(stated: TableCoverage, known: date) -> TableCoverage:
    return replace(stated, to_on=None) if stated.to_on is not None and stated.to_on >= known else stated
