"""Loads in words: the list of them, and what one did with each table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.http import QueryDict

from lineofsight.core.tables import TABLES
from lineofsight.evaluation.coverage import Extent, TableCoverage
from lineofsight.record.books import Load, LoadPart, Reject
from lineofsight.web.data.models import Kind, Run
from lineofsight.web.data.sources import covered_of, title_of
from lineofsight.web.layout.dates import with_time
from lineofsight.web.layout.links import link

LONGEST_VALUE = 100
STATES = {"standing": "In the record", "undone": "Taken back"}
COUNTS = ("read", "taken", "unchanged", "changed", "withdrawn", "rejected")
HEADINGS = (
    "Load", "When", "By", "Sources", "Read", "Taken", "Unchanged", "Changed", "Not in the latest file",
    "Could not be read", "State",
)  # fmt: skip
TABLE_HEADINGS = (
    "File", "Source", "Table", "Read", "Taken", "Unchanged", "Changed", "Not in the latest file", "Could not be read",
    "Covers", "Days",
)  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """The filters of the list of loads; `unknown` are values that do not exist, as given."""

    state: str = ""
    source: str = ""
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One load of the list."""

    number: int
    at: datetime
    by: str
    sources: str
    counts: Mapping[str, int]
    state: str
    undone: bool
    rejects_link: str

    @property
    def cells(self) -> tuple[object, ...]:
        """The row as a workbook has it."""
        return (self.number, with_time(self.at), self.by, self.sources,
                *(self.counts[name] for name in COUNTS), self.state)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartRow:
    """What one load did with one table."""

    file: str
    source: str
    title: str
    link: str
    counts: Mapping[str, int]
    covers: str
    tone: str
    span: str
    rejects_link: str

    @property
    def cells(self) -> tuple[object, ...]:
        """The row as a workbook has it."""
        return (self.file, self.source, self.title, *(self.counts[name] for name in COUNTS), self.covers, self.span)


def read_filters(query: QueryDict, sources: Sequence[str]) -> Chosen:
    """The filters an address asks for."""
    state, source = query.get("state", "")[:LONGEST_VALUE], query.get("source", "")[:LONGEST_VALUE]
    unknown = [
        f"{name}: {value}"
        for name, value, known in (("state", state, STATES), ("source", source, sources))
        if value and value not in known
    ]
    return Chosen(state if state in STATES else "", source if source in sources else "", tuple(unknown))


def known_sources() -> list[str]:
    """Every source that was ever loaded."""
    return sorted(LoadPart.objects.order_by().values_list("source", flat=True).distinct())


def listed(chosen: Chosen) -> QuerySet[Load]:
    """The loads of the list, newest first, each with its counts."""
    rows = Load.objects.order_by("-number").annotate(
        **{name: Sum(f"parts__{name}", default=0) for name in COUNTS},
        any_rejects=Exists(Reject.objects.filter(load=OuterRef("pk"))),
    )
    if chosen.state:
        rows = rows.filter(undone_at__isnull=chosen.state == "standing")
    if chosen.source:
        # By number, so that the counts stay those of the whole load.
        rows = rows.filter(pk__in=LoadPart.objects.filter(source=chosen.source).values("load_id"))
    return rows


def rows_of(loads: Sequence[Load]) -> list[LoadRow]:
    """Loads as the list shows them."""
    pairs = LoadPart.objects.filter(load__in=[load.pk for load in loads]).order_by("source")
    named: dict[int, list[str]] = {}
    for number, source in pairs.values_list("load_id", "source").distinct():
        named.setdefault(number, []).append(title_of(source))
    return [
        LoadRow(
            load.number, load.at, load.by, ", ".join(named.get(load.number, ())),
            {name: getattr(load, name) for name in COUNTS}, state_of(load), load.undone_at is not None,
            link("data:rejects", load.number) if load.any_rejects else "",  # type: ignore[attr-defined]
        )
        for load in loads
    ]  # fmt: skip


def state_of(load: Load) -> str:
    """Whether a load stands."""
    if load.undone_at is None:
        return STATES["standing"]
    return f"Taken back on {with_time(load.undone_at)} by {load.undone_by or 'nobody named'}"


def newest_standing() -> int | None:
    """The only load that can be taken back."""
    found: int | None = Load.objects.filter(undone_at=None).order_by("-number").values_list("pk", flat=True).first()
    return found


def parts_of(load: Load) -> list[PartRow]:
    """What a load did, table by table, in the order it was done."""
    rejected = set(Reject.objects.filter(load=load).order_by().values_list("table", flat=True).distinct())
    found = []
    for part in load.parts.defer("columns_held").order_by("place"):
        covered = covered_of(part.table, TableCoverage(Extent(part.extent), part.from_on, part.to_on))
        found.append(
            PartRow(
                names_of(part.file), title_of(part.source), covered.title, covered.link,
                {name: getattr(part, name) for name in COUNTS}, covered.extent, covered.tone, covered.span,
                f"{link('data:rejects', load.number)}?table={part.table}" if part.table in rejected else "",
            )
        )  # fmt: skip
    return found


def names_of(files: str) -> str:
    """The names of files without the folders they were read from."""
    return ", ".join(Path(each).name for each in files.split(", ")) if files else ""


def totals(rows: Sequence[PartRow | LoadRow]) -> dict[str, int]:
    """Each count over some rows."""
    return {name: sum(row.counts[name] for row in rows) for name in COUNTS}


def run_of(load: Load) -> Run | None:
    """The upload that made a load; None where it was made on the command line."""
    return Run.objects.filter(kind=Kind.LOAD, load_number=load.number).first()


def last_known(load: Load) -> date | None:
    """The last day its files know of."""
    return max((part.as_known_on for part in load.parts.defer("columns_held")), default=None)


def title_of_table(name: str | None) -> str:
    """A table in words."""
    return TABLES[name].title if name in TABLES else (name or "")
