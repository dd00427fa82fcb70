"""Backups: a home as one file, taken while it is in use, and put back where nothing is.

A backup is a ZIP archive: both databases as SQLite files whatever they were kept in, the key of its pseudonyms, the
policy, the log of commands, the snapshots, board packs, lists made for inspectors, an authority's own tools, and a
manifest with a digest of every file. So a backup of a PostgreSQL home can be restored to an embedded one, and the other
way round. It holds everything the home holds but uploads, which lie there for a day at most: keep it as safe.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

import msgspec
from django.db import connections

import lineofsight
from lineofsight.record.configuration import Configuration, write_configuration
from lineofsight.record.copying import applied_migrations, copy_database, migrate_to, models_at, require_empty
from lineofsight.record.databases import CONFIGURATION_FILE, RECORD_FILE, SERVICE_FILE
from lineofsight.record.home import FORMAT, FORMAT_FILE, KEPT_FOLDERS, KEY_FILE, SNAPSHOTS, Home
from lineofsight.record.rows import POSTGRESQL, one_state
from lineofsight.record.snapshots.manifest import file_sha256

BACKUP_VERSION = 1
MANIFEST_FILE = "backup.json"
# What reading a damaged archive raises: RuntimeError where a flipped bit says it is locked or packed in another way.
_DAMAGED = (BadZipFile, KeyError, zlib.error, EOFError, RuntimeError)
_KEPT_FILES = (FORMAT_FILE, KEY_FILE, "policy.yaml", "providers.csv", "commands.jsonl", "dfe-api.sqlite3")
# What the log of looks was sealed with: taken before the databases, so that it never tells of more than they hold.
_SEALS_FILE = "log-seals.jsonl"


class BackupRefused(Exception):
    """The backup cannot be made or used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """As written to `backup.json`: versions, the moment, and a digest of every file by its path."""

    backup_version: int
    home_format: int
    lineofsight: str
    made_at: datetime
    files: dict[str, str]


def backup(home: Home, target: Path, *, at: datetime | None = None, with_snapshots: bool = True) -> BackupManifest:
    """Write a home to a new file, readable by its owner alone. Pages and loads may go on meanwhile.

    Raises BackupRefused when the file exists.
    """
    if target.exists():
        raise BackupRefused(f"{target} exists already. Name a new file.")
    with tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".backup-") as name:
        work = Path(name)
        sealed = [(_SEALS_FILE, work / _SEALS_FILE)] if (home.path / _SEALS_FILE).exists() else []
        for _, copy in sealed:
            shutil.copyfile(home.path / _SEALS_FILE, copy)
        _write_databases(home, work)
        files = [*sealed, *((path.name, path) for path in sorted(work.glob("*.sqlite3")))]
        files += [(each, home.path / each) for each in _KEPT_FILES if (home.path / each).exists()]
        ranks = Configuration(source_ranks=home.configuration.source_ranks, sign_in=home.configuration.sign_in)
        # Without the database's URL: it may hold a password, and the place restored to has its own.
        write_configuration(work / CONFIGURATION_FILE, ranks)
        files.append((CONFIGURATION_FILE, work / CONFIGURATION_FILE))
        files += _made_files(home, work)
        if with_snapshots:
            files += _snapshot_files(home)
        archive = work / "archive"
        manifest = _write_archive(archive, files, home.format, at or datetime.now(UTC))
        # In one step, so that a backup that was interrupted is never taken for one.
        os.replace(archive, target)
    return manifest


def read_backup(archive: Path) -> BackupManifest:
    """A backup's manifest. Raises BackupRefused when the file is not a backup, or is newer than this version."""
    try:
        with ZipFile(archive) as held:
            manifest = msgspec.json.decode(held.read(MANIFEST_FILE), type=BackupManifest)
    except (*_DAMAGED, msgspec.MsgspecError, OSError):
        raise BackupRefused(
            f"{archive} is not a backup, or not a whole one. Name a file that lineofsight backup wrote."
        ) from None
    if manifest.backup_version > BACKUP_VERSION or manifest.home_format > FORMAT:
        raise BackupRefused(f"{archive} was made by a newer version. Install that version or a later one.")
    return manifest


def restore(archive: Path, path: Path) -> Home:
    """Put a backup back at a path where nothing is; gives the home, which may still need `upgrade`.

    A `config.yaml` that stands there already, and the PostgreSQL database it names, are used. Raises BackupRefused or
    CopyFailed, leaving the path as it was.
    """
    manifest = read_backup(archive)
    present = [item.name for item in path.iterdir()] if path.exists() else []
    if set(present) - {CONFIGURATION_FILE}:
        raise BackupRefused(f"{path} is not empty. Restore to a new or empty folder; nothing is ever overwritten.")
    path.absolute().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=".restore-") as name:
        work = Path(name) / "home"
        _extract(archive, manifest, work)
        if present:
            shutil.copy2(path / CONFIGURATION_FILE, Path(name) / CONFIGURATION_FILE)
            target = Home(path)
            if target.configuration.database:
                _restore_to_postgres(work, target)
            shutil.copy2(Path(name) / CONFIGURATION_FILE, work / CONFIGURATION_FILE)
            shutil.rmtree(path)
        elif path.exists():
            path.rmdir()
        work.rename(path)
    return Home(path)


def _write_databases(home: Home, folder: Path) -> None:
    if connections[home.aliases.record].vendor != POSTGRESQL:
        for name in (RECORD_FILE, SERVICE_FILE):
            # SQLite's own online copy: consistent, and nobody waits.
            with closing(sqlite3.connect(home.path / name)) as source, closing(sqlite3.connect(folder / name)) as copy:
                source.backup(copy)
        return
    embedded = Home(folder)
    try:
        with one_state(connections[home.aliases.record]):
            for alias in embedded.aliases.each():
                migrate_to(alias, applied_migrations(home.aliases.record))
                copy_database(home.aliases.record, alias, models_at(home.aliases.record))
    finally:
        embedded.close()


def _made_files(home: Home, work: Path) -> list[tuple[str, Path]]:
    """Files that pages made, copied after the databases: whatever those say is done is there, and does not change."""
    found = []
    for name, path in (pair for folder in KEPT_FOLDERS for pair in _files_in(home, home.path / folder)):
        copy = work / "made" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        # Of lists for inspectors the oldest are removed when others are made: meanwhile, perhaps.
        with suppress(FileNotFoundError):
            shutil.copyfile(path, copy)
            found.append((name, copy))
    return found


def _snapshot_files(home: Home) -> Iterator[tuple[str, Path]]:
    return _files_in(home, home.snapshots)


def _files_in(home: Home, folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(home.path)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            yield inside.as_posix(), path


def _write_archive(archive: Path, files: list[tuple[str, Path]], home_format: int, at: datetime) -> BackupManifest:
    digests = {name: file_sha256(path) for name, path in files}
    manifest = BackupManifest(BACKUP_VERSION, home_format, lineofsight.__version__, at, digests)
    archive.touch(mode=0o600)
    with ZipFile(archive, "w", allowZip64=True, compresslevel=1) as held:
        held.writestr(MANIFEST_FILE, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
        for name, path in files:
            # Parquet is compressed already.
            held.write(path, name, compress_type=ZIP_STORED if path.suffix == ".parquet" else ZIP_DEFLATED)
    return manifest


def _extract(archive: Path, manifest: BackupManifest, folder: Path) -> None:
    """Write exactly the files the manifest names, each checked. Raises BackupRefused."""
    for name in manifest.files:
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise BackupRefused(f"{archive}: {name!r} would be written outside the home. It is not our backup.")
    (folder / SNAPSHOTS).mkdir(mode=0o700, parents=True)
    folder.chmod(0o700)
    with ZipFile(archive) as held:
        for name, digest in manifest.files.items():
            parts = PurePosixPath(name).parts
            path = folder.joinpath(*parts)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                with held.open(name) as source, path.open("xb") as copy:
                    shutil.copyfileobj(source, copy)
            except _DAMAGED:
                raise BackupRefused(f"{archive}: {name} is missing or damaged. Use another backup.") from None
            path.chmod(0o400 if parts[0] == SNAPSHOTS else 0o600)
            if file_sha256(path) != digest:
                raise BackupRefused(f"{archive}: {name} is not as it was backed up. Use another backup.")


def _restore_to_postgres(work: Path, target: Home) -> None:
    """Copy the extracted databases to the one the target's configuration names, which must be empty."""
    alias = target.aliases.record
    require_empty(alias)
    (work / CONFIGURATION_FILE).unlink()
    embedded = Home(work)
    try:
        embedded.migrate()
        target.migrate()
        for source in embedded.aliases.each():
            copy_database(source, alias, models_at(source))
    finally:
        embedded.close()
    for name in (RECORD_FILE, SERVICE_FILE):
        for path in work.glob(f"{name}*"):
            path.unlink()
    (work / FORMAT_FILE).write_text(f"{FORMAT}\n", encoding="ascii")
