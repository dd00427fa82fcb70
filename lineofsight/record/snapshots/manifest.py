"""A snapshot's manifest: what is in it, what it was made by, and a digest of every file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from lineofsight.evaluation.coverage import TableCoverage

SCHEMA_VERSION = 1
MANIFEST_FILE = "manifest.json"
FACTS = "facts"
IDENTITY = "identity"
FIGURES = "figures"
POLICY_FILE = "policy.yaml"
# In identity/: every id and its pseudonym. No table has this name.
PSEUDONYMS_FILE = "pseudonyms.parquet"
HOLDER = "holder"
# Beside the manifest, which is never written to again: the digests of files whose identity was changed since.
IDENTITY_CHANGES_FILE = "identity-changes.json"


class SnapshotRefused(Exception):
    """The snapshot cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """As written to `manifest.json`. A later version may add keys; it never removes or renames one.

    catalogue: the resolved catalogue, whole; catalogue_sha256 its digest. calendar: the working-day calendar's name.
    coverage: by table, over all sources; sources: by source and table. rows: by table. files: path to sha256.
    """

    schema_version: int
    snapshot: str
    made_at: datetime
    as_known_on: date
    lineofsight: str
    catalogue: dict[str, Any]
    catalogue_sha256: str
    policy_sha256: str | None
    calendar: str
    coverage: dict[str, TableCoverage]
    sources: dict[str, dict[str, TableCoverage]]
    loads: list[int]
    rows: dict[str, int]
    files: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IdentityChanges:
    """As written to `identity-changes.json`: the digests files have now, by path, and what was done, oldest first."""

    files: dict[str, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """A snapshot as it is listed. `sha256` is the manifest's, which holds every file's; `policy` blank where none."""

    snapshot: str
    made_at: datetime
    as_known_on: date
    rows: int
    sha256: str
    catalogue: str
    policy: str | None


def document_sha256(document: dict[str, Any]) -> str:
    """The digest of a document, whatever order its keys stand in."""
    return sha256(msgspec.json.encode(document, order="deterministic")).hexdigest()


def file_sha256(path: Path) -> str:
    """The digest of a file, read a piece at a time."""
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot's folder. Raises SnapshotRefused when it is not one, or is newer than this version."""
    path = folder / MANIFEST_FILE
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        raise SnapshotRefused(f"{folder} is not a snapshot: it has no {MANIFEST_FILE}.") from None
    try:
        version = msgspec.json.decode(text, type=dict[str, Any]).get("schema_version")
        if not isinstance(version, int) or version > SCHEMA_VERSION:
            raise SnapshotRefused(
                f"{folder} was made by a newer version (schema {version}; this one knows {SCHEMA_VERSION}). "
                "Install that version or a later one."
            )
        return msgspec.json.decode(text, type=Manifest)
    except msgspec.MsgspecError as error:
        raise SnapshotRefused(f"{path} cannot be read ({error}). Restore the snapshot from a backup.") from None


def info_of(folder: Path) -> SnapshotInfo:
    """A snapshot's entry in the list. Raises SnapshotRefused."""
    manifest = read_manifest(folder)
    return SnapshotInfo(
        manifest.snapshot, manifest.made_at, manifest.as_known_on, sum(manifest.rows.values()),
        file_sha256(folder / MANIFEST_FILE), manifest.catalogue_sha256, manifest.policy_sha256,
    )  # fmt: skip


def read_identity_changes(folder: Path) -> IdentityChanges:
    """What was changed of identity in a snapshot since it was made. Raises SnapshotRefused."""
    try:
        return msgspec.json.decode((folder / IDENTITY_CHANGES_FILE).read_bytes(), type=IdentityChanges)
    except FileNotFoundError:
        return IdentityChanges()
    except msgspec.MsgspecError as error:
        place = folder / IDENTITY_CHANGES_FILE
        raise SnapshotRefused(f"{place} cannot be read ({error}). Restore the snapshot from a backup.") from None


def write_identity_changes(folder: Path, changes: IdentityChanges) -> None:
    """Write them in one step."""
    path = folder / IDENTITY_CHANGES_FILE
    fresh = path.with_name(f".{path.name}")
    fresh.write_bytes(msgspec.json.format(msgspec.json.encode(changes), indent=1))
    fresh.chmod(0o400)
    fresh.replace(path)
