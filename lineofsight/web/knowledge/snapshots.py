"""Snapshots as pages use them: listed, opened once a process, their figures read one measure at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import polars as pl
from django.http import Http404

from lineofsight.record.snapshots import Snapshot, SnapshotInfo, SnapshotRefused, open_snapshot
from lineofsight.record.snapshots.manifest import info_of
from lineofsight.web.served import served_home

KEPT_OPEN = 4
WHOLE = "{}"


def snapshots() -> list[SnapshotInfo]:
    """Every snapshot of the home served, oldest first."""
    folder = served_home().snapshots
    names = [path.name for path in folder.iterdir() if not path.name.startswith(".")] if folder.exists() else []
    found = [info for name in names if (info := _info_or_none(folder / name)) is not None]
    return sorted(found, key=lambda info: (info.made_at, info.snapshot))


def _info_or_none(folder: Path) -> SnapshotInfo | None:
    """None for one that was removed since the folder was listed, or cannot be read: the others are still shown."""
    try:
        return _info(folder)
    except (SnapshotRefused, OSError):
        return None


@lru_cache(maxsize=512)
def _info(folder: Path) -> SnapshotInfo:
    return info_of(folder)


class Known:
    """One snapshot, opened: its published figures, and its record for those who may see the children."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.info = snapshot.info

    @cached_property
    def whole(self) -> pl.DataFrame:
        """Every measure's published figures for the service as a whole."""
        return self._scan().filter(pl.col("breakdown") == WHOLE).collect()

    def figures_of(self, codes: Sequence[str]) -> pl.DataFrame:
        """The published figures of some measures, with every breakdown published."""
        return self._scan().filter(pl.col("indicator").is_in(list(codes))).collect()

    def of_group(self, breakdown: str) -> pl.DataFrame:
        """Every measure's published figures for one group, written as it is in them: `{"team": "T1"}`."""
        return self._scan().filter(pl.col("breakdown") == breakdown).collect()

    def _scan(self) -> pl.LazyFrame:
        path = self.snapshot.folder / "figures" / "figures.parquet"
        if not path.exists():
            raise Http404("No figures were published with this snapshot. Take another: they are published with it.")
        return pl.scan_parquet(path)


def known(name: str | None = None) -> Known | None:
    """The snapshot of that name, or the latest; None where the home has none yet.

    Raises Http404 for a name that is no snapshot's (one may have been removed while it was being read).
    """
    listed = snapshots()
    if name is None and not listed:
        return None
    wanted = name or listed[-1].snapshot
    if wanted not in {info.snapshot for info in listed}:
        raise Http404("There is no such snapshot. It may have been removed: choose another.")
    try:
        return _opened(wanted)
    except SnapshotRefused as problem:
        raise Http404(str(problem)) from problem


@lru_cache(maxsize=KEPT_OPEN)
def _opened(name: str) -> Known:
    return Known(open_snapshot(served_home(), name))
