"""Many rows for SQLite, made ready in files beside the record by a thread of its own, then taken over whole.

To hand rows to SQLite one value after another is most of what a large load costs, and Python's part of it lets no other
thread work. Here a driver that reads Polars' own memory writes them into a file aside, while the record's connection is
busy with tables before. Taking them over is one statement inside the load's transaction: SQLite copies rows of a
table that is declared alike without looking into them. So a load that fails or is killed leaves nothing, as ever.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from lineofsight.record.rows import CHUNK, is_empty, quoted
from lineofsight.record.stored import stored_frame

MANY_ROWS = 10_000  # with fewer, a file aside costs more than it saves
FILES = 8  # SQLite reads ten files beside its own at most
_PREFIX = ".loading-"
# What is lost when the machine stops is lost with the load.
_UNSAFE = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE")


@dataclass(frozen=True)
class Aside:
    """A folder for files aside, and how the tables that may stand in them are declared in the record.

    `declared`: by table, the statements that make it and what indexes the record keeps on it while it is filled.
    """

    folder: Path
    declared: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def file(self, number: int) -> Path:
        """The place of one file."""
        return self.folder / f"{number}.sqlite3"

    def write(self, path: Path, name: str, frame: pl.DataFrame) -> None:
        """Write a frame as a table of a file. Needs no database of Django's, so any thread may."""
        import adbc_driver_sqlite.dbapi as driver  # local: only a large load needs it

        given = frame.select(series.name for series in frame if series.null_count() < frame.height)
        with closing(driver.connect(str(path), autocommit=True)) as connection, closing(connection.cursor()) as cursor:
            for way in _UNSAFE:
                cursor.execute(f"PRAGMA {way}").fetchall()
            for statement in ("BEGIN", *self.declared[name]):
                cursor.execute(statement)
            for part in given.iter_slices(CHUNK):
                cursor.adbc_ingest(name, stored_frame(part), mode="append")
            cursor.execute("COMMIT")


@contextmanager
def aside(connection: BaseDatabaseWrapper, home: Path, names: Sequence[str]) -> Iterator[Aside | None]:
    """A place for files aside, of the tables among `names` that are empty; None where there is none, or no SQLite.

    Begin it alone in the home and before the transaction. What a load that was killed left there is removed.
    """
    for left in home.glob(f"{_PREFIX}*"):
        shutil.rmtree(left)
    declared = _declared(connection, names) if connection.vendor == "sqlite" else {}
    if not declared:
        yield None
        return
    folder = Path(mkdtemp(prefix=_PREFIX, dir=home))  # as private as the home
    try:
        yield Aside(folder, declared)
    finally:
        _detach(connection)
        shutil.rmtree(folder)


def _declared(connection: BaseDatabaseWrapper, names: Sequence[str]) -> dict[str, list[str]]:
    found = {}
    with connection.cursor() as cursor:
        for name in names:
            if is_empty(connection, name):
                cursor.execute(
                    "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND (type = 'table' OR sql LIKE '%% WHERE %%') "
                    "ORDER BY type DESC", [name],
                )  # fmt: skip
                found[name] = [sql for (sql,) in cursor.fetchall()]
    return found


def take_over(connection: BaseDatabaseWrapper, path: Path, name: str) -> None:
    """Copy a table's rows from a file aside into the record's, which is empty."""
    schema = f"aside_{path.stem}"
    with connection.cursor() as cursor:
        if schema not in _attached(connection):
            cursor.execute(f"ATTACH DATABASE %s AS {quoted(schema)}", [str(path)])
        cursor.execute(f"INSERT INTO main.{quoted(name)} SELECT * FROM {quoted(schema)}.{quoted(name)}")  # noqa: S608


def _attached(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pragma_database_list WHERE name LIKE 'aside%%'")
        return [name for (name,) in cursor.fetchall()]


def _detach(connection: BaseDatabaseWrapper) -> None:
    # A transaction that has read a file keeps it attached: only now can it be let go.
    with connection.cursor() as cursor:
        for schema in _attached(connection):
            cursor.execute(f"DETACH DATABASE {quoted(schema)}")
