"""Making a snapshot: the standing rows of every table, facts apart from identity, and a manifest over all of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
from django.db import connections

import lineofsight
import lineofsight.record.ready
from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES
from lineofsight.core.working_days import calendar_version
from lineofsight.evaluation.coverage import with_columns_held
from lineofsight.evaluation.record import Record
from lineofsight.record.books import LoadPart
from lineofsight.record.covering import as_known_on, columns_held, coverage_by_source, coverage_over_sources
from lineofsight.record.covering import standing_parts as parts_of
from lineofsight.record.home import Home
from lineofsight.record.pseudonyms import Pseudonyms
from lineofsight.record.ranking import SameRows
from lineofsight.record.reading_rows import standing_rows
from lineofsight.record.rows import one_state
from lineofsight.record.snapshots.manifest import (
    FACTS,
    FIGURES,
    HOLDER,
    IDENTITY,
    MANIFEST_FILE,
    POLICY_FILE,
    PSEUDONYMS_FILE,
    SCHEMA_VERSION,
    Manifest,
    SnapshotInfo,
    SnapshotRefused,
    document_sha256,
    file_sha256,
    info_of,
)
from lineofsight.record.snapshots.opening import frames_in

_PRIVATE = 0o700
_READ_ONLY = 0o400
_FIGURES_FILE = "figures.parquet"
# Few enough that one measure's are read without the others'.
_FIGURES_TOGETHER = 4096


def make(
    home: Home,
    *,
    catalogue_document: dict[str, Any],
    policy: str | None = None,
    calendar: str = calendar_version,
    at: datetime | None = None,
    publish: Callable[[Record], pl.DataFrame] | None = None,
) -> SnapshotInfo:
    """Copy the record as it stands into a new folder of the home; nothing ever writes to it again.

    catalogue_document: the resolved catalogue as JSON can hold it. policy: the local policy file's text.
    publish: works out the figures published with it, from the record as it is fixed. Raises SnapshotRefused when
    nothing was loaded.
    """
    moment = at or datetime.now(UTC)
    # Hidden until whole: a snapshot that was being made when the machine stopped is never listed.
    with home.alone(beside_writers=True), one_state(connections[home.aliases.record]):
        parts = parts_of(home)
        known = as_known_on(parts)
        if known is None:
            raise SnapshotRefused("There is nothing to take a snapshot of. Load something first.")
        name = _free_name(home, moment)
        folder = home.snapshots / f".{name}"
        shutil.rmtree(folder, ignore_errors=True)
        try:
            rows = _write_tables(home, folder, parts)
            by_source = coverage_by_source(parts)
            frames = frames_in(folder, rows)
            coverage = with_columns_held(coverage_over_sources(by_source, known), frames)
            if publish is not None:
                (folder / FIGURES).mkdir(mode=_PRIVATE)
                figures = publish(Record(frames, known, coverage))
                figures.write_parquet(
                    folder / FIGURES / _FIGURES_FILE, compression="zstd", row_group_size=_FIGURES_TOGETHER
                )
            if policy is not None:
                (folder / POLICY_FILE).write_text(policy, encoding="utf-8")
            manifest = Manifest(
                schema_version=SCHEMA_VERSION, snapshot=name, made_at=moment, as_known_on=known,
                lineofsight=lineofsight.__version__, catalogue=catalogue_document,
                catalogue_sha256=document_sha256(catalogue_document),
                policy_sha256=None if policy is None else sha256(policy.encode()).hexdigest(), calendar=calendar,
                coverage=coverage, sources=by_source,
                loads=sorted({part.load_id for part in parts if part.load_id is not None}), rows=rows,
                files=_sealed(folder),
            )  # fmt: skip
            _write_manifest(folder / MANIFEST_FILE, manifest)
            folder.rename(home.snapshots / name)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return info_of(home.snapshots / name)


def _free_name(home: Home, moment: datetime) -> str:
    """The moment in UTC, which sorts as time does; numbered where one was made in the same second."""
    stem = moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    taken = {path.name for path in home.snapshots.iterdir()}
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if name not in taken)


def _write_tables(home: Home, folder: Path, parts: list[LoadPart]) -> dict[str, int]:
    """Write facts and identity of every table that has rows, in the same order; gives the rows of each."""
    for name in ("", FACTS, IDENTITY):
        (folder / name).mkdir(mode=_PRIVATE)
    held, pseudonyms = columns_held(parts), Pseudonyms(home.key)
    same = SameRows(connections[home.aliases.record])
    counts: dict[str, int] = {}
    for name, table in TABLES.items():
        rows = standing_rows(home, table, held, same)
        if rows.is_empty():
            continue
        facts = pseudonyms.facts(rows, table)
        identity = _identity(rows, facts, table)
        order = [table.holder_column, *([table.event] if table.event and table.event in facts.columns else []), "id"]
        place = facts.with_row_index("place").sort(list(dict.fromkeys(order)), nulls_last=True)["place"]
        facts[place].write_parquet(folder / FACTS / f"{name}.parquet", compression="zstd")
        identity[place].write_parquet(folder / IDENTITY / f"{name}.parquet", compression="zstd")
        counts[name] = rows.height
    pseudonyms.made.write_parquet(folder / IDENTITY / PSEUDONYMS_FILE, compression="zstd")
    return counts


def _identity(rows: pl.DataFrame, facts: pl.DataFrame, table: Table) -> pl.DataFrame:
    """What was taken out of the facts, row for row: the personal columns, and whose they are."""
    personal = [rows[column.name] for column in table.columns if column.personal]
    return pl.DataFrame([facts[table.holder_column].alias(HOLDER), *personal])


def _sealed(folder: Path) -> dict[str, str]:
    """Every file's digest, by its path in the snapshot; the files can no longer be written to."""
    digests = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digests[path.relative_to(folder).as_posix()] = file_sha256(path)
            path.chmod(_READ_ONLY)
    return digests


def _write_manifest(path: Path, manifest: Manifest) -> None:
    path.write_bytes(msgspec.json.format(msgspec.json.encode(manifest, order="deterministic"), indent=1))
    path.chmod(_READ_ONLY)
