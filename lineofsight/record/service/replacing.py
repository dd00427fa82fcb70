"""Whole tables replaced at once: a reader finds the old rows or the new, never some of each."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from lineofsight.record.rows import POSTGRESQL, delete, indexes_made_after, insert, quoted

_STAGED = "staged_"


def replace(connection: BaseDatabaseWrapper, frames: Mapping[str, pl.DataFrame]) -> None:
    """Replace every row of these tables by a frame's, all in one transaction.

    Where it is stopped half way, the rows are as they were. Others read meanwhile. On PostgreSQL others also write;
    SQLite has one writer at a time, so rows are first brought to the connection's own temporary database, and others
    wait only while they are copied across.
    """
    if connection.vendor == POSTGRESQL:
        with transaction.atomic(using=connection.alias):
            for table, frame in frames.items():
                delete(connection, table, "1 = 1", [])
                insert(connection, table, frame)
        with connection.cursor() as cursor:
            for table in frames:
                # Also takes away the rows replaced, and lets what an index holds be read without its rows.
                cursor.execute(f"VACUUM (ANALYZE) {quoted(table)}")
        return
    try:
        for table, frame in frames.items():
            _stage(connection, table, frame)
        with transaction.atomic(using=connection.alias):
            for table, frame in frames.items():
                with indexes_made_after(connection, table):
                    _copy(connection, table, frame.columns)
            with connection.cursor() as cursor:
                for table in frames:
                    cursor.execute(f"ANALYZE {quoted(table)}")
    finally:
        with connection.cursor() as cursor:
            for table in frames:
                cursor.execute(f"DROP TABLE IF EXISTS temp.{quoted(_STAGED + table)}")


def _stage(connection: BaseDatabaseWrapper, table: str, frame: pl.DataFrame) -> None:
    staged, names = _STAGED + table, ", ".join(quoted(name) for name in frame.columns)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE {quoted(staged)} AS SELECT {names} FROM {quoted(table)} LIMIT 0")  # noqa: S608
        # Not Django's own, which would take the place of whoever writes to the database itself.
        cursor.execute("BEGIN DEFERRED")
        try:
            insert(connection, staged, frame)
        except BaseException:
            cursor.execute("ROLLBACK")
            raise
        cursor.execute("COMMIT")


def _copy(connection: BaseDatabaseWrapper, table: str, columns: list[str]) -> None:
    names = ", ".join(quoted(name) for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {quoted(table)}")  # noqa: S608
        cursor.execute(f"INSERT INTO {quoted(table)} ({names}) SELECT {names} FROM temp.{quoted(_STAGED + table)}")  # noqa: S608
