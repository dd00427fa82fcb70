"""Snapshots in words: as known on which day, made when and by what, and what each holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlencode

from lineofsight.record.snapshots import SnapshotInfo, SnapshotRefused
from lineofsight.record.snapshots.manifest import Manifest, read_manifest
from lineofsight.web.data.loads import title_of_table
from lineofsight.web.data.sources import Covered, covered_of, title_of
from lineofsight.web.knowledge.snapshots import snapshots
from lineofsight.web.layout.dates import in_full, with_time
from lineofsight.web.layout.links import link
from lineofsight.web.served import served_home

HEADINGS = ("As known on", "Made at", "Name", "Rows", "Definitions", "Local policy")
_SHOWN_OF_A_DIGEST = 12


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """One snapshot of the list. `changed`: its definitions or policy are not those of the one before."""

    name: str
    known_on: date
    made_at: datetime
    rows: int
    definitions: str
    policy: str
    changed: str
    scorecard: str

    @property
    def cells(self) -> tuple[object, ...]:
        """The row as a workbook has it."""
        return (in_full(self.known_on), with_time(self.made_at), self.name, self.rows, self.definitions, self.policy)


@dataclass(frozen=True, slots=True)
class Held:
    """What one snapshot holds."""

    row: SnapshotRow
    version: str
    definitions: str
    policy: str
    calendar: str
    digest: str
    loads: Sequence[tuple[int, str]]
    tables: Sequence[tuple[str, str, int]]
    sources: Sequence[tuple[str, Sequence[Covered]]]


def rows() -> list[SnapshotRow]:
    """Every snapshot, newest first."""
    found = snapshots()
    return [_row(info, found[place - 1] if place else None) for place, info in enumerate(found)][::-1]


def held(name: str) -> Held | None:
    """What a snapshot holds; None where there is none of that name, or it has been removed."""
    everything = {row.name: row for row in rows()}
    if name not in everything:
        return None
    try:
        manifest = _manifest(name)
        digest = next(info.sha256 for info in snapshots() if info.snapshot == name)
    except (SnapshotRefused, OSError, StopIteration):
        return None
    tables = sorted((title_of_table(table), link("handbook:table", table), number)
                    for table, number in manifest.rows.items())  # fmt: skip
    sources = [
        (title_of(source), [covered_of(table, each) for table, each in sorted(covered.items())])
        for source, covered in sorted(manifest.sources.items())
    ]
    return Held(
        everything[name], manifest.lineofsight, manifest.catalogue_sha256, manifest.policy_sha256 or "",
        manifest.calendar, digest, [(number, link("data:load", number)) for number in manifest.loads], tables, sources,
    )  # fmt: skip


def _row(info: SnapshotInfo, before: SnapshotInfo | None) -> SnapshotRow:
    changed = []
    if before is not None and before.catalogue != info.catalogue:
        changed.append("Definitions changed since the one before")
    if before is not None and before.policy != info.policy:
        changed.append("Local policy changed since the one before")
    scorecard = link("performance:scorecard")
    return SnapshotRow(
        info.snapshot, info.as_known_on, info.made_at, info.rows, info.catalogue[:_SHOWN_OF_A_DIGEST],
        info.policy[:_SHOWN_OF_A_DIGEST] if info.policy else "none", ". ".join(changed),
        f"{scorecard}?{urlencode({'snapshot': info.snapshot})}" if scorecard else "",
    )  # fmt: skip


@lru_cache(maxsize=2)
def _manifest(name: str) -> Manifest:
    """A snapshot never changes. Called for a name that is in the list only."""
    return read_manifest(served_home().snapshots / name)
