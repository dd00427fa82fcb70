"""What follows a load: a snapshot with its figures, and the tables pages read, made from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from lineofsight.record.definitions import catalogue_of
from lineofsight.record.home import Home
from lineofsight.record.publishing import published_figures
from lineofsight.record.service.again import refresh_written_since
from lineofsight.record.service.preparing import nothing_told, prepare
from lineofsight.record.service.quality.preparing import prepare_quality
from lineofsight.record.snapshots import SnapshotInfo, make, open_snapshot


def take_snapshot(home: Home) -> SnapshotInfo:
    """Take a snapshot of the record as it stands, with its figures. Raises as `refresh` does."""
    catalogue = catalogue_of(home)
    policy = home.policy.read_text(encoding="utf-8") if home.policy.exists() else None
    return make(
        home, catalogue_document=catalogue.document, policy=policy,
        publish=lambda record: published_figures(catalogue, record),
    )  # fmt: skip


def refresh(home: Home, progress: Callable[[str], None] = nothing_told) -> SnapshotInfo:
    """Take a snapshot of the record as it stands, publish its figures, and prepare what pages read from it.

    Raises SnapshotRefused where nothing was loaded, PolicyProblem where the policy file cannot be used, HomeBusy while
    a load runs.
    """
    progress("the snapshot and its figures")
    began = datetime.now(UTC)
    info = take_snapshot(home)
    snapshot = open_snapshot(home, info.snapshot)
    prepare(home, snapshot, catalogue_of(home), info.as_known_on, progress)
    # Pages were written to meanwhile: of that the snapshot knows nothing.
    refresh_written_since(home, began, info.as_known_on)
    prepare_quality(home, snapshot, info.as_known_on, progress)
    return info
