"""Sources and how fresh each is: what it covers, when it was last loaded, how far behind it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Count, Max

from lineofsight.core.tables import TABLES
from lineofsight.core.tables.reference_data import populations, published_figures
from lineofsight.evaluation.coverage import Extent, TableCoverage
from lineofsight.record.books import Load, LoadPart
from lineofsight.record.covering import coverage_by_source
from lineofsight.web.layout.dates import days, in_full
from lineofsight.web.layout.links import link
from lineofsight.web.served import served_home

PUBLISHED = frozenset({populations.name, published_figures.name})
TITLES = {
    "ssd": "Standard Safeguarding Dataset", "annex_a": "Annex A", "cin": "Children in need census",
    "ssda903": "Looked-after children return (SSDA903)", "comparators": "Published figures of others",
    "populations": "Populations",
}  # fmt: skip
EXTENTS = {
    Extent.COMPLETE: "Everything",
    Extent.LATEST_ONLY: "The latest only",
    Extent.NONE: "Nothing",
}
HELD = {Extent.COMPLETE: "whole", Extent.LATEST_ONLY: "with the latest only", Extent.NONE: "not held"}
# What each means for whoever reads a figure.
EXTENTS_MEAN = {
    Extent.COMPLETE: "what happened in these days is here",
    Extent.LATEST_ONLY: "earlier ones were written over, so past days cannot be told",
    Extent.NONE: "the source has no such table, so nothing of it is known",
}


@dataclass(frozen=True, slots=True)
class Covered:
    """What a source says of one table."""

    title: str
    link: str
    extent: str
    tone: str
    span: str


@dataclass(frozen=True, slots=True)
class Source:
    """One source. `behind`: blank for published figures, which say nothing of any day."""

    code: str
    title: str
    told: str
    loaded_at: datetime
    load: int
    known_on: date
    behind: str
    tone: str
    tables: Sequence[Covered]


def title_of(source: str) -> str:
    """A source in words; its own name where this version has none for it."""
    return TITLES.get(source, source)


def sources(day: date) -> list[Source]:
    """Every source with a load that stands, the freshest first."""
    standing = LoadPart.objects.filter(load__undone_at=None)
    covered = _covered()
    newest = standing.values("source").annotate(known=Max("as_known_on"), load=Max("load_id")).order_by("source")
    at = dict(Load.objects.filter(pk__in=[row["load"] for row in newest]).values_list("pk", "at"))
    found = [
        _source(row["source"], covered.get(row["source"], {}), row["known"], row["load"], at[row["load"]], day)
        for row in newest
    ]
    return sorted(found, key=lambda each: (each.known_on, each.code), reverse=True)


def _source(
    code: str, tables: dict[str, TableCoverage], known: date, load: int, at: datetime, day: date
) -> Source:  # fmt: skip
    published = set(tables) <= PUBLISHED
    behind = (day - known).days
    told = [_counted(extent, tables) for extent in Extent]
    return Source(
        code, title_of(code), "; ".join(filter(None, told)), at, load, known,
        "" if published else "up to date" if behind <= 0 else f"{days(behind)} behind",
        "plain" if published or behind <= 1 else "soon" if behind <= 7 else "overdue",
        [covered_of(name, each) for name, each in sorted(tables.items(), key=lambda item: _title(item[0]))],
    )  # fmt: skip


def _counted(extent: Extent, tables: dict[str, TableCoverage]) -> str:
    number = sum(each.extent is extent for each in tables.values())
    return f"{number} table{'' if number == 1 else 's'} {HELD[extent]}" if number else ""


def covered_of(name: str, coverage: TableCoverage) -> Covered:
    """What is covered of one table, in words."""
    extent = coverage.extent
    span = ""
    if extent is not Extent.NONE:
        start = f"from {in_full(coverage.from_on)}" if coverage.from_on else "from the beginning"
        span = f"{start} to {in_full(coverage.to_on)}" if coverage.to_on else f"{start} to the last day known"
    return Covered(
        _title(name), link("handbook:table", name) if name in TABLES else "", EXTENTS[extent],
        "unknown" if extent is Extent.NONE else "plain", span,
    )  # fmt: skip


def _title(name: str) -> str:
    return TABLES[name].title if name in TABLES else name


def _covered() -> dict[str, dict[str, TableCoverage]]:
    """Worked out once for each state of the books: a load that ended, or one taken back, is another state."""
    state = Load.objects.aggregate(newest=Max("number"), undone=Count("undone_at"))
    return _covered_at(str(served_home().path), state["newest"], state["undone"])


@lru_cache(maxsize=2)
def _covered_at(home: str, newest: int | None, undone: int) -> dict[str, dict[str, TableCoverage]]:
    parts = LoadPart.objects.filter(load__undone_at=None).defer("columns_held").order_by("load_id", "place")
    return coverage_by_source(parts.iterator(chunk_size=5000))
