"""Opening a snapshot: checked against its manifest, then a record that evaluation reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.schemas import schema_of
from lineofsight.record.home import Home
from lineofsight.record.pseudonyms import with_local_ids
from lineofsight.record.snapshots.manifest import (
    FACTS,
    FIGURES,
    HOLDER,
    IDENTITY,
    IDENTITY_CHANGES_FILE,
    MANIFEST_FILE,
    POLICY_FILE,
    PSEUDONYMS_FILE,
    Manifest,
    SnapshotInfo,
    SnapshotRefused,
    file_sha256,
    info_of,
    read_identity_changes,
    read_manifest,
)

# Files found whole in this process, by path, size and time of change: each is read through once.
_FOUND_WHOLE: set[tuple[str, int, int]] = set()


@dataclass(frozen=True, eq=False)
class Snapshot:
    """An opened snapshot. Its rows carry pseudonyms; `local_ids` gives the authority's own ids back."""

    folder: Path
    info: SnapshotInfo
    manifest: Manifest

    @cached_property
    def record(self) -> Record:
        """The record as it was, with what evaluation needs of identity (dates of birth) beside the facts."""
        return Record(frames_in(self.folder, self.manifest.rows), self.manifest.as_known_on, self.manifest.coverage)

    @cached_property
    def ids(self) -> pl.DataFrame:
        """Each person's own id and pseudonym: columns id, pseudonym."""
        return pl.read_parquet(self.folder / IDENTITY / PSEUDONYMS_FILE)

    @property
    def figures(self) -> pl.DataFrame | None:
        """The figures published with the snapshot; None where none were."""
        path = self.folder / FIGURES / "figures.parquet"
        return pl.read_parquet(path) if path.exists() else None

    @property
    def policy(self) -> str | None:
        """The local policy file's text as it was; None where there was none."""
        path = self.folder / POLICY_FILE
        return path.read_text(encoding="utf-8") if path.exists() else None

    def local_ids(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with people's own ids in place of their pseudonyms, in whatever text column they stand."""
        return with_local_ids(frame, self.ids)

    def pseudonym_of(self, person: str) -> str | None:
        """The pseudonym of one person's id; None where the snapshot does not know it."""
        found = self.ids.filter(pl.col("id") == person)["pseudonym"]
        return None if found.is_empty() else str(found[0])


def frames_in(folder: Path, names: Iterable[str]) -> dict[str, pl.LazyFrame]:
    """The tables in a snapshot's folder, as evaluation reads them."""
    return {name: _frame(folder, TABLES[name]) for name in names if name in TABLES}


def _frame(folder: Path, table: Table) -> pl.LazyFrame:
    """Facts and personal columns side by side: both files have the same rows in the same order.

    A column declared since the snapshot was made is blank.
    """
    facts = pl.scan_parquet(folder / FACTS / f"{table.name}.parquet")
    identity = pl.scan_parquet(folder / IDENTITY / f"{table.name}.parquet").drop(HOLDER)
    held_facts, held_identity = facts.collect_schema().names(), identity.collect_schema().names()
    both = pl.concat([facts, identity], how="horizontal") if held_identity else facts
    held = {*held_facts, *held_identity}
    return both.select(
        pl.col(name) if name in held else pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in schema_of(table).items()
    )


def list_snapshots(home: Home) -> list[SnapshotInfo]:
    """Every snapshot of a home, oldest first."""
    return [info_of(home.snapshots / name) for name in _names(home)]


def open_snapshot(home: Home, name: str | None = None) -> Snapshot:
    """The snapshot of that name, or the latest, its files checked against their digests.

    Raises SnapshotRefused when there is none, it is newer than this version, or a file is not as it was written.
    """
    names = _names(home)
    if not names:
        raise SnapshotRefused(f"{home.path} holds no snapshot. Run {home.command('snapshot')} first.")
    if name is not None and name not in names:
        raise SnapshotRefused(f"There is no snapshot {name!r}. There are: {', '.join(names[-5:])}.")
    folder = home.snapshots / (name or names[-1])
    manifest = read_manifest(folder)
    _check(folder, manifest)
    return Snapshot(folder, info_of(folder), manifest)


def _names(home: Home) -> Sequence[str]:
    if not home.snapshots.exists():
        return []
    return sorted((path.name for path in home.snapshots.iterdir() if not path.name.startswith(".")), key=_in_time)


def _in_time(name: str) -> tuple[str, int]:
    stem, _, number = name.partition("-")
    return stem, int(number or 1)


def _check(folder: Path, manifest: Manifest) -> None:
    own = {MANIFEST_FILE, IDENTITY_CHANGES_FILE}
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - own
    for name in sorted(present ^ set(manifest.files)):
        what = "is missing" if name in manifest.files else "was added"
        raise SnapshotRefused(f"{folder / name} {what}. The snapshot is not as it was made: restore it from a backup.")
    digests = {**manifest.files, **read_identity_changes(folder).files}
    for name, digest in digests.items():
        state = (folder / name).stat()
        seen = (str(folder / name), state.st_size, state.st_mtime_ns)
        if seen not in _FOUND_WHOLE:
            if file_sha256(folder / name) != digest:
                raise SnapshotRefused(
                    f"{folder / name} was changed after the snapshot was made. Restore it from a backup."
                )
            _FOUND_WHOLE.add(seen)
