"""A home: the folder that holds an authority's record, its snapshots, its policy and the log of what was run on it.

Made readable by its owner alone. It carries the version of its format: an older one is refused until `upgrade` has
run, a newer one always.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from time import monotonic, sleep

from lineofsight.record.configuration import Configuration, read_configuration
from lineofsight.record.databases import (
    CONFIGURATION_FILE,
    RECORD_APP,
    RECORD_FILE,
    SERVICE_APP,
    SERVICE_FILE,
    Aliases,
    aliases_of,
)

DEFAULT_HOME = Path("lineofsight-home")
FORMAT = 1
FORMAT_FILE = "format"
SNAPSHOTS = "snapshots"
KEY_FILE = "identity.key"
# Stands in a home from before anything else is made in it until it is whole.
BEING_MADE = "being-made"
# What pages make and an authority writes for them, beside the databases: packs, lists for inspectors, its own tools.
BOARD_PACKS, ANNEX_A, AUDIT_TOOLS, SURVEYS = "board-packs", "annex-a", "audit-tools", "surveys"
KEPT_FOLDERS = (BOARD_PACKS, ANNEX_A, AUDIT_TOOLS, SURVEYS)
_KEY_BYTES = 32
_PRIVATE_FOLDER = 0o700
_PRIVATE_FILE = 0o600
_BEGUN = frozenset({
    KEY_FILE, *(name + end for name in (RECORD_FILE, SERVICE_FILE) for end in ("", "-wal", "-shm", "-journal")),
})  # fmt: skip
_SAVES_WAIT = 3.0  # seconds a page's save waits for a load to end before it says so
_LOADS_WAIT = 60.0  # seconds a load waits for saves, which take milliseconds each
_LOOKS_AGAIN = 0.02
_TABLES_NAMED = 3


class HomeRefused(Exception):
    """The home cannot be used as it is; the message says why and what to do."""


class HomeBusy(HomeRefused):
    """Another load, upgrade or restore is running on the home."""


class Home:
    """The home at a path. Nothing is made or opened until `make` or `open` is called.

    `Home(path).make()` makes what is missing; `Home(path).open()` checks an existing one.
    """

    def __init__(self, path: Path | str = DEFAULT_HOME) -> None:
        self.path = Path(path).absolute()

    def __repr__(self) -> str:
        return f"Home({str(self.path)!r})"

    @property
    def snapshots(self) -> Path:
        """The folder of snapshots."""
        return self.path / SNAPSHOTS

    @property
    def policy(self) -> Path:
        """The local policy file; it need not exist."""
        return self.path / "policy.yaml"

    @property
    def commands_log(self) -> Path:
        """The append-only log of commands run on the home."""
        return self.path / "commands.jsonl"

    @property
    def configuration_file(self) -> Path:
        """Where the database is, and whom to believe; it need not exist."""
        return self.path / CONFIGURATION_FILE

    @cached_property
    def configuration(self) -> Configuration:
        """The configuration, read once. Raises UnusableConfiguration."""
        return read_configuration(self.configuration_file)

    @cached_property
    def key(self) -> bytes:
        """The secret from which this authority's pseudonyms are made."""
        try:
            key = bytes.fromhex((self.path / KEY_FILE).read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            key = b""
        if len(key) != _KEY_BYTES:
            raise HomeRefused(
                f"{self.path / KEY_FILE}, the key of its pseudonyms, is missing or damaged. "
                "Restore the home from a backup."
            )
        return key

    @cached_property
    def aliases(self) -> Aliases:
        """Django's names for the home's databases."""
        return aliases_of(self.path)

    @property
    def exists(self) -> bool:
        """Whether there is a home at the path."""
        return (self.path / FORMAT_FILE).exists()

    @property
    def format(self) -> int:
        """The version of the home's format. Raises HomeRefused where there is none or it cannot be read."""
        try:
            return int((self.path / FORMAT_FILE).read_text(encoding="ascii"))
        except FileNotFoundError:
            raise HomeRefused(f"There is no home at {self.path}. Name another with --home, or load into it.") from None
        except ValueError:
            raise HomeRefused(f"{self.path / FORMAT_FILE} does not hold a number. Restore the home.") from None

    def command(self, name: str) -> str:
        """A command on this home for a person to run: `lineofsight snapshot --home our-home`."""
        here = self.path == DEFAULT_HOME.absolute()
        return f"lineofsight {name}" + ("" if here else f" --home {shlex.quote(str(self.path))}")

    def make(self) -> Home:
        """Make what is missing (folders, databases, key), then open it. One left half made is made anew.

        Raises HomeRefused.
        """
        if not self.exists:
            if self.path.exists() and not self._may_be_made():
                raise HomeRefused(f"{self.path} holds other files and is not a home. Name an empty or new folder.")
            self.path.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
            self.path.chmod(_PRIVATE_FOLDER)
            with self._making():
                if not self.exists:
                    self._remove_begun()
                    self.snapshots.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
                    self._write(KEY_FILE, secrets.token_hex(_KEY_BYTES))
                    self.migrate()
                    # Last, so that a home half made is not taken for a whole one.
                    self.write_format(FORMAT)
        return self.open()

    def _may_be_made(self) -> bool:
        """Whether the folder is empty, or holds a home that was begun and never whole, and nothing else."""
        found = {item.name for item in self.path.iterdir()} - {CONFIGURATION_FILE}
        if BEING_MADE not in found:
            return not found
        begun = found - {BEING_MADE, SNAPSHOTS}
        return begun <= _BEGUN and not (self.snapshots.exists() and any(self.snapshots.iterdir()))

    @contextmanager
    def _making(self) -> Iterator[None]:
        """Mark the home as being made, until it is. Raises HomeBusy while another process makes it."""
        mark = self.path / BEING_MADE
        with mark.open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise HomeBusy(f"Another command is making a home at {self.path}. Wait for it to end.") from None
            yield
            mark.unlink(missing_ok=True)

    def _remove_begun(self) -> None:
        """Remove what an earlier `make` that did not end left: none of it was ever used."""
        left = [self.path / name for name in sorted(_BEGUN) if (self.path / name).exists()]
        if left:
            self.close()
        for file in left:
            file.unlink()

    def open(self) -> Home:
        """Check that the home is of this version. Raises HomeRefused, saying what to do."""
        found = self.format
        self.require_databases()
        if found > FORMAT:
            raise HomeRefused(
                f"{self.path} was made by a newer version (format {found}; this one knows {FORMAT}). "
                "Install that version or a later one."
            )
        if found < FORMAT or self.pending_migrations():
            raise HomeRefused(f"{self.path} was made by an older version: run {self.command('upgrade')}.")
        self._require_columns()
        return self

    def require_databases(self) -> None:
        """Raises HomeRefused where a database's file is gone: SQLite would make an empty one in its place."""
        if self.configuration.database:
            return
        gone = [name for name in (RECORD_FILE, SERVICE_FILE) if not (self.path / name).exists()]
        if gone:
            raise HomeRefused(f"{self.path} has lost {' and '.join(gone)}. Restore the home from a backup.")

    def write_format(self, version: int) -> None:
        """Set the version of the home's format."""
        self._write(FORMAT_FILE, f"{version}\n")

    def migrate(self) -> None:
        """Bring both databases' tables up to date."""
        for alias in self.aliases.each():
            self.migrate_database(alias)
        for path in self.path.glob("*.sqlite3*"):
            path.chmod(_PRIVATE_FILE)

    @staticmethod
    def migrate_database(alias: str) -> None:
        """Bring one database's tables up to date."""
        from lineofsight.record.migrating import bring_up_to_date

        bring_up_to_date(alias)

    def pending_migrations(self) -> bool:
        """Whether either database lacks a migration that this version has, of an application it already holds."""
        return bool(self._missing_migrations(installed=True))

    def lacks_applications(self) -> bool:
        """Whether an application of this process (those of pages, say) has no tables in the home yet."""
        return bool(self._missing_migrations(installed=False))

    def _missing_migrations(self, *, installed: bool) -> set[tuple[str, str]]:
        from django.db.migrations.loader import MigrationLoader

        wanted = set(MigrationLoader(None).disk_migrations or {})
        applied = self._applied_migrations()
        held = {application for application, _ in applied} | {RECORD_APP, SERVICE_APP}
        return {(app, name) for app, name in wanted - applied if (app in held) is installed}

    def _applied_migrations(self) -> set[tuple[str, str]]:
        from django.db import connections
        from django.db.migrations.recorder import MigrationRecorder

        each = (MigrationRecorder(connections[alias]).applied_migrations() for alias in self.aliases.each())
        return {name for applied in each for name in applied}

    def _require_columns(self) -> None:
        """Raises HomeRefused where a table lacks a column that this version reads, whatever its migrations say."""
        from lineofsight.record.lacking import columns_lacking

        held = {application for application, _ in self._applied_migrations()}
        lacking = [
            f"{table} has no {', '.join(columns)}"
            for alias in self.aliases.each()
            for table, columns in columns_lacking(alias, held).items()
        ]
        if lacking:
            shown = "; ".join(lacking[:_TABLES_NAMED]) + ("; and more" if len(lacking) > _TABLES_NAMED else "")
            raise HomeRefused(
                f"{self.path} was made by a version with other tables than this one reads ({shown}). "
                "Load the council's files into a new home, or use the version that made this one."
            )

    @contextmanager
    def alone(self, *, beside_writers: bool = False) -> Iterator[None]:
        """Hold the home for one load, upgrade or restore at a time. Raises HomeBusy when another has it.

        Pages' saves, each some milliseconds, are waited for, and wait in turn; with `beside_writers` neither does,
        for work that only reads the record.
        """
        with (self.path / ".lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise HomeBusy(f"Another load or upgrade is running on {self.path}. Wait for it to end.") from None
            if beside_writers:
                yield
                return
            with self._writing(fcntl.LOCK_EX, _LOADS_WAIT):
                yield

    @contextmanager
    def saving(self) -> Iterator[None]:
        """Hold the home for one save of a page, beside others. Raises HomeBusy where a load does not end soon."""
        with self._writing(fcntl.LOCK_SH, _SAVES_WAIT):
            yield

    @contextmanager
    def _writing(self, kind: int, seconds: float) -> Iterator[None]:
        until = monotonic() + seconds
        with (self.path / ".writing").open("a") as lock:
            while True:
                try:
                    fcntl.flock(lock, kind | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if monotonic() > until:
                        raise HomeBusy(
                            "A load or an upgrade is running, so nothing can be saved just now. Save again in a minute."
                        ) from None
                    sleep(_LOOKS_AGAIN)
            yield

    def close(self) -> None:
        """Close this process's connections to the home's databases."""
        from django.db import connections

        for alias in self.aliases.each():
            connections[alias].close()

    def only_simulated(self) -> bool:
        """Whether no load, undone or not, brought data that `simulate` had not made: then demonstrations may run."""
        from lineofsight.record.books import Load

        return not Load.objects.using(self.aliases.record).filter(made_by_simulation=False).exists()

    def _write(self, name: str, text: str) -> None:
        target = self.path / name
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE_FILE)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
