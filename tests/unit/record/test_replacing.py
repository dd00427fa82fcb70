"""Tables replaced together: all of them or none, and whoever reads meanwhile finds the old rows."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from lineofsight.record.home import Home
from lineofsight.record.service import replacing
from lineofsight.record.service.models import SearchKey, SearchWord
from lineofsight.record.service.replacing import replace

TABLES = (SearchWord._meta.db_table, SearchKey._meta.db_table)


def frames(*words: str) -> dict[str, pl.DataFrame]:
    key = pl.Series("key", range(1, len(words) + 1), dtype=pl.Int64)
    held = pl.DataFrame([key, pl.Series("word", words)]).with_columns(is_name=pl.lit(True), used=pl.lit(1))
    return dict(
        zip(TABLES, (held, held.select(pl.col("word").alias("key"), pl.col("key").alias("word_id"))), strict=True)
    )


def held(connection: BaseDatabaseWrapper) -> list[list[Any]]:
    found = []
    with connection.cursor() as cursor:
        for table, column in zip(TABLES, ("word", "key"), strict=True):
            cursor.execute(f"SELECT {column} FROM {table} ORDER BY 1")
            found.append([row[0] for row in cursor.fetchall()])
    return found


def indexes(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        return {name for table in TABLES for name in connection.introspection.get_constraints(cursor, table)}


class Stopped(Exception):
    """Stands for whatever ends it half way."""


@pytest.mark.parametrize("at", [0, 1])
def test_stopped_at_any_table_all_are_as_they_were(any_home: Home, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    connection = connections[any_home.aliases.service]
    replace(connection, frames("old", "older"))
    indexed = indexes(connection)

    def until(to: BaseDatabaseWrapper, table: str, frame: pl.DataFrame) -> None:
        insert(to, table, frame)
        if table.endswith(TABLES[at]):
            raise Stopped

    insert = replacing.insert
    with monkeypatch.context() as patched:
        patched.setattr(replacing, "insert", until)
        with pytest.raises(Stopped):
            replace(connection, frames("new"))
    assert held(connection) == [["old", "older"]] * 2
    replace(connection, frames("new"))
    assert held(connection) == [["new"]] * 2
    assert indexes(connection) == indexed


def test_the_last_step_undone_undoes_all(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = connections[home.aliases.service]
    replace(connection, frames("old"))
    indexed = indexes(connection)

    def until(to: BaseDatabaseWrapper, table: str, columns: list[str]) -> None:
        copy(to, table, columns)
        if table == TABLES[-1]:
            raise Stopped

    copy = replacing._copy
    with monkeypatch.context() as patched:
        patched.setattr(replacing, "_copy", until)
        with pytest.raises(Stopped):
            replace(connection, frames("new"))
    assert held(connection) == [["old"]] * 2
    assert indexes(connection) == indexed


def test_others_read_the_old_rows_until_all_are_there(any_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = connections[any_home.aliases.service]
    replace(connection, frames("old"))
    other, seen = connection.copy(), []

    def and_look(to: BaseDatabaseWrapper, table: str, frame: pl.DataFrame) -> None:
        insert(to, table, frame)
        seen.append(held(other))

    insert = replacing.insert
    monkeypatch.setattr(replacing, "insert", and_look)
    replace(connection, frames("new"))
    assert seen == [[["old"]] * 2] * 2
    assert held(other) == [["new"]] * 2
    other.close()


def test_no_rows_empty_a_table(any_home: Home) -> None:
    connection = connections[any_home.aliases.service]
    replace(connection, frames("old"))
    replace(connection, {table: frame.clear() for table, frame in frames("old").items()})
    assert held(connection) == [[], []]
