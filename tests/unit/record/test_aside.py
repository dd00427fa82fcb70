"""Rows made ready in files aside: in the end the record holds what it would have held, and nothing else is left."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db import connections

from lineofsight.core.columns import ColumnType
from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES
from lineofsight.evaluation.coverage import EVERYTHING
from lineofsight.evaluation.schemas import schema_of
from lineofsight.record import loads
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from lineofsight.record.stored import as_stored, stored_frame
from lineofsight.sources.reading import Reading, rejects_frame
from lineofsight.sources.shelf import Shelf
from tests.support.homes import KNOWN, held, reading

VALUES: dict[ColumnType, list[Any]] = {
    ColumnType.TEXT: ["it's", "", None, "a\0b", 'Łódź "x"', "007"],
    ColumnType.CODE: ["a", None, "1", "", "é", "1.0"],
    ColumnType.DATE: [date(2020, 2, 29), None, date(1799, 12, 31), date(1900, 1, 1), date(2201, 1, 1), None],
    ColumnType.MOMENT: [
        datetime(2020, 2, 29, 23, 59, 59, tzinfo=UTC), None, datetime(2020, 1, 1, 0, 0, 0, 1, tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=UTC), datetime(1969, 12, 31, 1, 2, 3, 400000, tzinfo=UTC), None,
    ],
    ColumnType.INTEGER: [0, None, -1, 2**53 + 1, 1, 7],
    ColumnType.NUMBER: [0.1, None, -0.0, 2.0, 1e300, 3.0],
    ColumnType.BOOLEAN: [True, False, None, True, None, False],
}  # fmt: skip


@pytest.fixture
def every_table_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loads, "MANY_ROWS", 1)


def stored(home: Home) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table with the kind of value SQLite keeps each cell as, and the numbers it counts keys by."""
    found = {}
    with connections[home.aliases.record].cursor() as cursor:
        for name in TABLES:
            columns = [row[1] for row in cursor.execute(f"PRAGMA table_info({name})").fetchall()]
            shown = ", ".join(f'+"{column}", typeof("{column}")' for column in columns)
            if rows := cursor.execute(f"SELECT {shown} FROM {name} ORDER BY key").fetchall():
                found[name] = rows
        found["sqlite_sequence"] = sorted(cursor.execute("SELECT * FROM sqlite_sequence").fetchall())
        assert cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return found


def full(table: Table) -> pl.DataFrame:
    """Rows of a table that hold every kind of value, turned on by one from column to column."""
    columns = {
        column.name: [VALUES[column.type][(row + place) % 6] for row in range(6)]
        for place, column in enumerate(table.all_columns)
    }
    given = {"id": [f"{table.name}-{row}" for row in range(6)], "source": ["ssd"] * 6, "missing_since": [None] * 6}
    return pl.DataFrame({**columns, **given}, schema=schema_of(table))


def read_as(frames: Mapping[str, pl.DataFrame]) -> Reading:
    covered = dict.fromkeys(frames, EVERYTHING)
    return Reading("ssd", (Path("folder"),), Shelf(frames), covered, KNOWN, rejects_frame(()))


def at(*parts: int) -> datetime:
    """A moment of UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def left_over(home: Home) -> list[Path]:
    return list(home.path.glob(".loading-*"))


def test_every_kind_of_value_of_every_table_is_kept_as_without_files_aside(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.close()
    other = Home(shutil.copytree(home.path, tmp_path / "other")).open()
    at, frames = datetime(2026, 10, 1, tzinfo=UTC), {name: full(table) for name, table in TABLES.items()}
    plain = load(home, [read_as(frames)], at=at)
    monkeypatch.setattr(loads, "MANY_ROWS", 1)
    assert load(other, [read_as(frames)], at=at) == plain
    assert stored(other) == stored(home)
    assert {row.taken for row in plain} == {6}
    assert not left_over(other)


@pytest.mark.parametrize(
    "moments",
    [
        [at(2020, 2, 29, 23, 59, 59), None, at(1969, 12, 31, 0, 0, 1), at(1801, 1, 1)],
        [at(2020, 2, 29, 23, 59, 59, 5), at(1969, 12, 31, 23, 59, 59, 999_999), None],
        [at(1066, 10, 14, 9, 0, 0), at(2020, 1, 1)],
        [None, None],
        [],
    ],
)  # fmt: skip
def test_days_and_moments_looked_up_are_written_as_each_written_out(moments: list[datetime | None]) -> None:
    days = [moment and moment.date() for moment in moments]
    frame = pl.DataFrame({"at": moments, "on": days}, schema={"at": pl.Datetime("us", "UTC"), "on": pl.Date()})
    assert stored_frame(frame).equals(frame.select(as_stored(name, dtype) for name, dtype in frame.schema.items()))


@pytest.mark.usefixtures("every_table_aside")
def test_what_a_second_reading_says_of_the_same_table_is_compared_with_the_first(home: Home) -> None:
    first = reading(people="id | born_on\nC1 | 2015-01-01\nC2 | 2016-01-01")
    second = reading("cin", people="id | born_on\nC1 | 2015-01-02\nC3 | 2017-01-01")
    loaded = load(home, [first, second])
    assert [(row.source, row.taken) for row in loaded] == [("ssd", 2), ("cin", 2)]
    assert held(home, "people", "source", "row_id", "superseded_by") == [
        ("cin", "C1", 1), ("cin", "C3", None), ("ssd", "C1", None), ("ssd", "C2", None),
    ]  # fmt: skip


@pytest.mark.usefixtures("every_table_aside")
def test_loaded_again_nothing_changes_and_an_id_that_stands_twice_is_refused_once(home: Home) -> None:
    given = reading(people="id | born_on\nC1 | 2015-01-01\nC1 | 2015-01-02\nC2 | 2016-01-01\nC2 | 2016-01-01")
    (row,) = load(home, [given])
    assert (row.read, row.taken, row.unchanged, row.rejected) == (4, 2, 1, 1)
    (again,) = load(home, [given])
    assert (again.taken, again.changed, again.withdrawn) == (0, 0, 0)
    assert held(home, "people", "row_id", "born_on") == [("C1", date(2015, 1, 2)), ("C2", date(2016, 1, 1))]


@pytest.mark.usefixtures("every_table_aside")
def test_a_load_that_fails_leaves_no_row_and_no_file_and_the_next_one_loads(home: Home) -> None:
    def fail(table: str) -> None:
        if table == "visits":
            assert left_over(home)
            raise KeyboardInterrupt

    given = reading(people="id\nC1", visits="id | child_id\nV1 | C1")
    with pytest.raises(KeyboardInterrupt):
        load(home, [given], progress=fail)
    assert not left_over(home)
    assert set(stored(home)) == {"sqlite_sequence"}
    assert [row.taken for row in load(home, [given])] == [1, 1]


@pytest.mark.usefixtures("every_table_aside")
def test_what_a_killed_load_left_is_removed_by_the_next(home: Home) -> None:
    killed = home.path / ".loading-of-one-that-was-killed"
    killed.mkdir()
    (killed / "0.sqlite3").write_bytes(b"half a file")
    load(home, [reading(people="id\nC1")])
    assert not left_over(home)
