"""Whole tables in and out of the record's database: frames to rows and back, as fast as each database allows.

SQLite takes rows by `executemany`, many in a statement, PostgreSQL by COPY. SQLite keeps dates and moments as text, as
Django writes them, so that models and this module read the same.
"""

from __future__ import annotations

import gc
import io
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from lineofsight.core.ahead import made_ahead
from lineofsight.core.columns import Column, ColumnType
from lineofsight.evaluation.schemas import DTYPES
from lineofsight.record.stored import StoredRows, stored_frame, stored_rows

CHUNK = 50_000
TOGETHER = 50  # rows in one statement of SQLite's: each statement has a cost of its own, beside that of its values
POSTGRESQL = "postgresql"
_NULL = "\\N"
# Room and hands for the sorting that makes an index; on PostgreSQL until the transaction ends.
_SORTED_IN = {POSTGRESQL: "SET LOCAL maintenance_work_mem = '256MB'", "sqlite": "PRAGMA threads = 2"}
# Those of all rows, but the key's.
_INDEXES = {
    POSTGRESQL: "SELECT indexname, indexdef FROM pg_indexes AS held WHERE schemaname = current_schema() "
    "AND tablename = %s AND indexdef NOT LIKE '%% WHERE %%' AND NOT EXISTS (SELECT 1 FROM pg_constraint "
    "WHERE conindid = quote_ident(held.indexname)::regclass)",
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE tbl_name = %s AND type = 'index' AND sql IS NOT NULL "
    "AND sql NOT LIKE '%% WHERE %%'",
}
_TEXT = pl.String()
_STORED: dict[ColumnType, pl.DataType] = {
    **DTYPES,
    ColumnType.DATE: _TEXT,
    ColumnType.MOMENT: _TEXT,
    ColumnType.BOOLEAN: pl.Int64(),
}


def quoted(name: str) -> str:
    """A name as an SQL identifier. Names come from declarations, never from data."""
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def one_state(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Read all tables as they were at one moment, whatever is written meanwhile, and hold up nobody who writes."""
    if connection.vendor == POSTGRESQL:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
        return
    with connection.cursor() as cursor:
        # Django's own transactions here are IMMEDIATE, for writers; a reader must not take the writer's place.
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def fetch(
    connection: BaseDatabaseWrapper, table: str, columns: Sequence[Column], where: str = "", parameters: Any = ()
) -> pl.DataFrame:
    """Rows of a table as a frame with the columns' declared types. `where` is SQL with %s for each parameter."""
    condition = f" WHERE {where}" if where else ""
    if connection.vendor == POSTGRESQL:
        return _fetch_by_copy(connection, table, columns, condition, parameters)
    # A plus sign keeps the value and drops its declared type, for which Django would parse each date in Python.
    names = ", ".join(f"+{quoted(column.name)}" for column in columns)
    schema = {column.name: _STORED[column.type] for column in columns}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {quoted(table)}{condition}", parameters)  # noqa: S608
        parts = [
            pl.DataFrame(rows, schema=schema, orient="row") for rows in iter(lambda: cursor.fetchmany(CHUNK), [])
        ]  # fmt: skip
    stored = pl.concat(parts) if parts else pl.DataFrame(schema=schema)
    return stored.select(_declared(column) for column in columns)


def fetch_rows(
    connection: BaseDatabaseWrapper, table: str, columns: Sequence[Column], where: str, parameters: Sequence[str]
) -> list[tuple[Any, ...]]:
    """The same as Python values, in the columns' order: for a few rows, where a frame would cost more than they do."""
    plain = connection.vendor != POSTGRESQL
    names = ", ".join(f"{'+' if plain else ''}{quoted(column.name)}" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {quoted(table)} WHERE {where}", parameters)  # noqa: S608
        rows = cursor.fetchall()
    turned = [(at, _PLAIN[column.type]) for at, column in enumerate(columns) if plain and column.type in _PLAIN]
    return [_turned(row, turned) for row in rows] if turned else rows


def _turned(row: Sequence[Any], turned: Sequence[tuple[int, Callable[[Any], Any]]]) -> tuple[Any, ...]:
    values = list(row)
    for at, to_value in turned:
        if values[at] is not None:
            values[at] = to_value(values[at])
    return tuple(values)


def _moment(stored: str) -> datetime:
    return datetime.fromisoformat(stored[:26]).replace(tzinfo=UTC)


# What SQLite keeps as text or as a number, by the column's type.
_PLAIN: dict[ColumnType, Callable[[Any], Any]] = {
    ColumnType.DATE: date.fromisoformat, ColumnType.MOMENT: _moment, ColumnType.BOOLEAN: bool,
}  # fmt: skip


def _declared(column: Column) -> pl.Expr:
    value = pl.col(column.name)
    if column.type is ColumnType.DATE:
        return value.str.to_date("%Y-%m-%d")
    if column.type is ColumnType.MOMENT:
        return value.str.slice(0, 26).str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us", time_zone="UTC")
    return value.cast(DTYPES[column.type])


def _fetch_by_copy(
    connection: BaseDatabaseWrapper, table: str, columns: Sequence[Column], condition: str, parameters: Any
) -> pl.DataFrame:
    def shown(column: Column) -> str:
        name = quoted(column.name)
        if column.type is ColumnType.MOMENT:
            return f"to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
        return f"{name}::int" if column.type is ColumnType.BOOLEAN else name

    names = ", ".join(shown(column) for column in columns)
    statement = f"COPY (SELECT {names} FROM {quoted(table)}{condition}) TO STDOUT (FORMAT csv, NULL '{_NULL}')"  # noqa: S608
    held = io.BytesIO()
    with connection.cursor() as cursor, cursor.copy(statement, parameters or None) as copy:
        for block in copy:
            held.write(block)
    schema = {column.name: _STORED[column.type] for column in columns}
    if not held.tell():
        return pl.DataFrame(schema=schema).select(_declared(column) for column in columns)
    held.seek(0)
    rows = pl.read_csv(held, has_header=False, schema=schema, null_values=_NULL, empty_string_is_null=False)
    return rows.select(_declared(column) for column in columns)


def is_empty(connection: BaseDatabaseWrapper, table: str) -> bool:
    """Whether a table holds no row."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {quoted(table)} LIMIT 1")  # noqa: S608
        return cursor.fetchone() is None


@contextmanager
def indexes_made_after(connection: BaseDatabaseWrapper, table: str) -> Iterator[None]:
    """Inside, the table has no index of all its rows (on SQLite but its key): many rows are sorted into one far sooner
    than put in one by one. An index of few rows stays, since making it reads every row for nothing.

    Runs inside a transaction, which brings the indexes back where anything fails. For a table nobody reads yet.
    """
    with connection.cursor() as cursor:
        undo = [_drop(cursor, table, *key) for key in _keys_of(cursor, table, connection.vendor)]
        cursor.execute(_INDEXES[connection.vendor], [table])
        undo += [_drop_index(cursor, *index) for index in cursor.fetchall()]
    yield
    with connection.cursor() as cursor:
        cursor.execute(_SORTED_IN[connection.vendor])
        for statement in undo:
            cursor.execute(statement)


def _keys_of(cursor: CursorWrapper, table: str, vendor: str) -> list[tuple[str, str]]:
    """The name and definition of a key on PostgreSQL, where nothing refers to it; SQLite keeps its rows by theirs."""
    if vendor != POSTGRESQL:
        return []
    cursor.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint AS held WHERE contype = 'p' "
        "AND conrelid = %s::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = held.conindid "
        "AND contype = 'f')", [quoted(table)],
    )  # fmt: skip
    return cursor.fetchall()


def _drop(cursor: CursorWrapper, table: str, name: str, definition: str) -> str:
    """Take a constraint away; gives what brings it back."""
    cursor.execute(f"ALTER TABLE {quoted(table)} DROP CONSTRAINT {quoted(name)}")
    return f"ALTER TABLE {quoted(table)} ADD CONSTRAINT {quoted(name)} {definition}"


def _drop_index(cursor: CursorWrapper, name: str, definition: str) -> str:
    """Take an index away; gives what brings it back."""
    cursor.execute(f"DROP INDEX {quoted(name)}")
    return definition


def numbered(connection: BaseDatabaseWrapper, table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows with their keys, the next ones of an empty table's own count: PostgreSQL takes them faster so.

    Elsewhere the frame as it is: the database gives keys as fast.
    """
    if connection.vendor != POSTGRESQL or frame.is_empty():
        return frame
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'key'))", [quoted(table)])
        first = cursor.fetchone()[0]
        last = first + frame.height - 1
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'key'), %s)", [quoted(table), last])
    return frame.with_columns(pl.int_range(first, last + 1, dtype=pl.Int64).alias("key"))


def insert(connection: BaseDatabaseWrapper, table: str, frame: pl.DataFrame) -> None:
    """Add a frame's rows to a table; its columns are the table's names. A column it leaves out is blank."""
    if frame.is_empty():
        return
    # What is blank throughout need not be said for each row.
    frame = frame.select(series.name for series in frame if series.null_count() < frame.height)
    names = ", ".join(quoted(name) for name in frame.columns)
    if connection.vendor == POSTGRESQL:
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {quoted(table)} ({names}) FROM STDIN (FORMAT csv)") as copy,
        ):
            for part in made_ahead(_as_csv, frame.iter_slices(CHUNK)):
                copy.write(part)
        return
    for rows in made_ahead(stored_rows, frame.iter_slices(CHUNK)):
        _insert_stored(connection, f"INSERT INTO {quoted(table)} ({names}) VALUES ", frame.columns, rows)  # noqa: S608


def insert_rows(
    connection: BaseDatabaseWrapper, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:  # fmt: skip
    """Add a few rows of Python values: for what one child has, a frame would cost more than the rows do."""
    listed = ", ".join(map(quoted, names))
    one = f"({', '.join(['%s'] * len(names))})"
    plain = connection.vendor != POSTGRESQL
    for first in range(0, len(rows), TOGETHER):
        some = rows[first : first + TOGETHER]
        values = [_as_kept(value) if plain else value for row in some for value in row]
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {quoted(table)} ({listed}) VALUES {', '.join([one] * len(some))}", values)  # noqa: S608


def _as_kept(value: Any) -> Any:
    """A value as SQLite keeps it, and as `stored.as_stored` writes a column of them."""
    if isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None))
    return value.isoformat() if isinstance(value, date) else value


def _insert_stored(connection: BaseDatabaseWrapper, statement: str, names: Sequence[str], rows: StoredRows) -> None:
    connection.ensure_connection()
    driver = connection.connection
    # One value in every row is written as SQLite writes it: it is not handed over anew.
    same = {name: driver.execute("SELECT quote(?)", [value]).fetchone()[0] for name, value in rows.same.items()}
    marks = "(" + ", ".join(same.get(name, "?") for name in names) + ")"
    together = max(1, min(TOGETHER, driver.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) // len(rows.names)))
    whole = rows.height // together * together
    _executemany(connection, statement + ", ".join([marks] * together), rows.side_by_side(0, whole, together))
    _executemany(connection, statement + marks, rows.side_by_side(whole, rows.height, 1))


def update(connection: BaseDatabaseWrapper, table: str, frame: pl.DataFrame) -> None:
    """Set a table's columns from a frame with `key` and the columns to set, one row a key."""
    if frame.is_empty():
        return
    names = [name for name in frame.columns if name != "key"]
    if connection.vendor == POSTGRESQL:
        _update_from_staging(connection, table, frame, names)
        return
    settings = ", ".join(f"{quoted(name)} = ?" for name in names)
    statement = f"UPDATE {quoted(table)} SET {settings} WHERE key = ?"  # noqa: S608
    rows = stored_rows(frame.select(*names, "key"), one_value_apart=False)
    _executemany(connection, statement, rows.side_by_side(0, rows.height, 1))


def delete(connection: BaseDatabaseWrapper, table: str, where: str, parameters: Any) -> int:
    """Remove rows; gives how many."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {quoted(table)} WHERE {where}", parameters)  # noqa: S608
        return int(cursor.rowcount)


def by_keys(connection: BaseDatabaseWrapper, table: str, columns: Sequence[Column], keys: pl.Series) -> pl.DataFrame:
    """The rows with these keys, in no order."""
    parts = [
        fetch(connection, table, columns, *_with_keys(connection, keys.slice(start, CHUNK)))
        for start in range(0, len(keys), CHUNK)
    ]  # fmt: skip
    return pl.concat(parts) if parts else fetch(connection, table, columns, "1 = 0")


def _with_keys(connection: BaseDatabaseWrapper, keys: pl.Series) -> tuple[str, list[str]]:
    """A condition with one parameter, however many keys."""
    text = "[" + ",".join(map(str, keys.to_list())) + "]"
    if connection.vendor == POSTGRESQL:
        return "key IN (SELECT value::bigint FROM json_array_elements_text(%s::json))", [text]
    return "key IN (SELECT value FROM json_each(%s))", [text]


def _update_from_staging(connection: BaseDatabaseWrapper, table: str, frame: pl.DataFrame, names: list[str]) -> None:
    columns = ", ".join(quoted(name) for name in ("key", *names))
    settings = ", ".join(f"{quoted(name)} = staging.{quoted(name)}" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE staging ON COMMIT DROP AS SELECT {columns} FROM {quoted(table)} LIMIT 0")  # noqa: S608
    insert(connection, "staging", frame.select("key", *names))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE staging")
        cursor.execute(f"UPDATE {quoted(table)} AS held SET {settings} FROM staging WHERE held.key = staging.key")  # noqa: S608
        cursor.execute("DROP TABLE staging")


def _executemany(connection: BaseDatabaseWrapper, statement: str, rows: Iterator[list[Any]]) -> None:
    # The driver's own cursor: Django's adds a cost for each row and nothing we need.
    connection.ensure_connection()
    cursor = connection.connection.cursor()
    try:
        with _nothing_collected():
            cursor.executemany(statement, rows)
    finally:
        cursor.close()


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Rows are plain values: to look among them for circles to collect finds nothing and costs a sixth of the work."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _as_csv(frame: pl.DataFrame) -> bytes:
    moments = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.Datetime)]
    text = io.BytesIO()
    # Days and moments as SQLite keeps them are quickly written, and PostgreSQL reads them too; moments are of UTC.
    stored_frame(frame).with_columns(pl.col(moments) + "+00").write_csv(text, include_header=False)
    return text.getvalue()
