"""Annex A made in the background from the latest snapshot: written, read back as a council's would be, compared.

How far it is is written down as it goes. The folder lies in the home, readable by its owner alone; only the latest few
are kept.
"""

from __future__ import annotations

import logging
import shutil
import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl

from lineofsight.record.home import ANNEX_A, Home
from lineofsight.record.return_context import authority_of
from lineofsight.record.snapshots import Snapshot, open_snapshot
from lineofsight.returns.days import WhenAsked
from lineofsight.returns.making import Source
from lineofsight.returns.making import make as write_return
from lineofsight.returns.manifest import ReturnManifest
from lineofsight.returns.writers import Asked
from lineofsight.sources import read
from lineofsight.sources.reading import Reading
from lineofsight.web.access.actions import Actor
from lineofsight.web.access.middleware import asker_of
from lineofsight.web.accounts.models import User
from lineofsight.web.day import now, today
from lineofsight.web.readiness import actions
from lineofsight.web.readiness.models import AnnexA, MakingStage
from lineofsight.web.served import served_home

logger = logging.getLogger("lineofsight.web")
KEPT = 5
_PRIVATE = 0o700
# Which open rows of a list are the same children as a measure of the day counts.
_AGREE = {"cpp_count": ("List 7", "child_protection_plans"), "cla_count": ("List 8", "care_episodes")}


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the lists: what was looked at, what was found, and whether it is as it should be (None: to read)."""

    what: str
    found: str
    is_right: bool | None


def folder_of(home: Home, key: UUID) -> Path:
    """Where one making's files lie."""
    return home.path / ANNEX_A / str(key)


def file_of(home: Home, made: AnnexA) -> Path | None:
    """The workbook of a making; None where it is no longer kept."""
    path = folder_of(home, made.key) / made.file
    return path if made.file and path.is_file() else None


def make(key: UUID) -> None:
    """Make what a row asks for, as whoever asked. What goes wrong is written there in words; nothing is raised."""
    row = AnnexA.objects.filter(pk=key, stage=MakingStage.WAITING).first()
    user = User.objects.filter(pk=row.asked_by_id).first() if row else None
    asker = asker_of(user)
    if row is None or user is None or asker is None:
        return
    by, home = Actor(user, asker, today()), served_home()

    def tell(stage: MakingStage, **values: object) -> None:
        actions.note_annex_a(by=by, key=key, values={"stage": stage, **values})

    try:
        tell(MakingStage.WRITING)
        found = open_snapshot(home, None)
        manifest = _written(home, found, key, str(user))
        tell(MakingStage.CHECKING, snapshot=found.info.snapshot, as_at=manifest.as_at)
        reading = read([folder_of(home, key)], as_known_on=manifest.as_at)[0]
        checks = checks_of(manifest, reading, _counts(found))
    except Exception as fault:
        # Its kind and where, not its words: they may hold what was in a cell.
        where = traceback.extract_tb(fault.__traceback__)[-1]
        logger.error("annex a %s: %s at %s:%s", key, type(fault).__name__, Path(where.filename).name, where.lineno)
        said = f"Something inside failed ({type(fault).__name__}, {Path(where.filename).name})."
        tell(MakingStage.FAILED, problem=said, ended_at=datetime.now(UTC))
        shutil.rmtree(folder_of(home, key), ignore_errors=True)
        return
    workbook = next(each for each in manifest.files if each.file.endswith(".xlsx"))
    tell(
        MakingStage.DONE, lists=lists_of(manifest), checks=[asdict(each) for each in checks], file=workbook.file,
        sha256=workbook.sha256, ended_at=datetime.now(UTC),
    )  # fmt: skip
    _forget_old(home)


def lists_of(manifest: ReturnManifest) -> list[dict[str, Any]]:
    """Each list: its name, its rows, and the columns that no row of it fills."""
    return [
        {"name": name, "rows": rows, "blank": list(manifest.blank.get(name, ()))}
        for name, rows in manifest.tables.items()
    ]


def checks_of(manifest: ReturnManifest, reading: Reading, counts: Mapping[str, int]) -> list[Check]:
    """What was checked of the lists as written. `counts`: measures of the day by code, where they are known."""
    rejected = reading.rejects.height
    found = [
        Check("Every list is there", f"{len(manifest.tables)} of 11", len(manifest.tables) == 11),
        Check("Read back as a file of a council is read",
              "Every cell" if not rejected else f"{rejected:,} cells or rows could not be read", not rejected),
    ]  # fmt: skip
    for code, (name, table) in _AGREE.items():
        told = _open_children(reading, table, manifest.as_at)
        if code not in counts or told is None:
            found.append(Check(f"{name} against its measure", "Not known: the measure has no figure that day", None))
            continue
        same = told == counts[code]
        words = f"{told:,} children on the list now, {counts[code]:,} counted" + ("" if same else ": find out why")
        found.append(Check(f"{name} against its measure", words, same))
    held = {name: set(columns) for name, columns in manifest.not_held.items()}
    blank = [
        f"{name}: {column}" for name, columns in manifest.blank.items() for column in columns
        if column not in held.get(name, set())
    ]  # fmt: skip
    words = "None" if not blank else f"{len(blank)}: nothing loaded fills them, or there were none"
    found.append(Check("Columns that no row fills", words, None if blank else True))
    return found


def _open_children(reading: Reading, table: str, on: date) -> int | None:
    frame = reading.tables.get(table)
    if frame is None:
        return None
    open_now = pl.col("ended_on").is_null() | (pl.col("ended_on") > on)
    return frame.filter(open_now)["child_id"].n_unique()


def _counts(found: Snapshot) -> dict[str, int]:
    """The measures lists are held against, as published for the snapshot's last day."""
    path = found.folder / "figures" / "figures.parquet"
    if not path.exists():
        return {}
    day = found.info.as_known_on.isoformat()
    rows = pl.read_parquet(path).filter(
        pl.col("indicator").is_in(list(_AGREE)), pl.col("breakdown") == "{}", pl.col("period") == day
    )
    return {row["indicator"]: round(row["value"]) for row in rows.iter_rows(named=True) if row["value"] is not None}


def _written(home: Home, found: Snapshot, key: UUID, by: str) -> ReturnManifest:
    folder = folder_of(home, key)
    folder.parent.mkdir(mode=_PRIVATE, exist_ok=True)
    known_on, frames = found.info.as_known_on, found.record.frames
    tables = WhenAsked(frames, lambda name: found.local_ids(frames[name].collect()))
    asked = Asked("annex-a", known_on, None, authority_of(home), now())
    return write_return(tables, folder, asked, Source(known_on, found.info.snapshot, by))


def _forget_old(home: Home) -> None:
    """Remove the files of all but the latest makings: the lists age, and name every child."""
    kept = {str(each) for each in AnnexA.objects.filter(stage=MakingStage.DONE).values_list("key", flat=True)[:KEPT]}
    for path in (home.path / ANNEX_A).iterdir():
        if path.name not in kept and not path.name.startswith("."):
            shutil.rmtree(path, ignore_errors=True)
