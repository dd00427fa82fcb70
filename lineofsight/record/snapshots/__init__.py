"""Snapshots: immutable copies of the record at a moment, as Parquet, with what they were made by."""

from lineofsight.record.snapshots.making import make
from lineofsight.record.snapshots.manifest import SnapshotInfo, SnapshotRefused
from lineofsight.record.snapshots.opening import Snapshot, list_snapshots, open_snapshot

__all__ = ["Snapshot", "SnapshotInfo", "SnapshotRefused", "list_snapshots", "make", "open_snapshot"]
