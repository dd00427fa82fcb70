"""Loads: what sources read becomes the record, whole or not at all.

Everything a load does is one transaction: killed half way, it leaves the record as it was. The same file twice
changes nothing. A row that a later load of its source no longer holds is marked, never removed. A large drop stops the
load, since a broken extract looks exactly like one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.ahead import made_ahead
from lineofsight.core.table import Table
from lineofsight.core.tables import table_named
from lineofsight.evaluation.coverage import Extent, TableCoverage
from lineofsight.evaluation.schemas import conform
from lineofsight.evaluation.ticks import LONDON
from lineofsight.record.aside import FILES, MANY_ROWS, Aside, aside
from lineofsight.record.books import Load, LoadPart
from lineofsight.record.books import Reject as KeptReject
from lineofsight.record.changing import Stamp, write
from lineofsight.record.command_log import system_user
from lineofsight.record.comparing import WHOLE_ABOUT, Compared, Incoming, compare, incoming
from lineofsight.record.configuration import APPLICATION
from lineofsight.record.covering import columns_held, coverage_by_source, standing_parts
from lineofsight.record.home import Home
from lineofsight.record.in_place import first_written_in_place
from lineofsight.record.models import KEY, ROW_HASH
from lineofsight.record.ranking import in_order, rank
from lineofsight.record.retention.barring import without_barred
from lineofsight.record.rows import fetch, insert
from lineofsight.sources.reading import Reading, Reject, rejects_frame
from lineofsight.sources.shelf import Shelf

LARGE_DROP_SHARE = 0.20
LARGE_DROP_ROWS = 50
NOTHING_TOLD = TableCoverage(Extent.NONE)
_Asked = tuple[Reading, Table, Path | None]  # and the file aside to which the table's rows go, if they do


class LargeDrop(Exception):
    """A load would mark so many rows missing that its file is more likely broken than right."""


class NothingToLoad(Exception):
    """The readings hold nothing the record has a table for."""


@dataclass(frozen=True, slots=True)
class LoadedTable:
    """What a load did with one table of one reading; read = taken + unchanged + changed + rejected.

    `taken`: rows new to the record. `withdrawn`: rows the record keeps and shows as not in the latest file.
    """

    file: str
    source: str
    table: str
    read: int
    taken: int
    unchanged: int
    changed: int
    withdrawn: int
    rejected: int


@dataclass(frozen=True, eq=False)
class Part:
    """One table of one reading, ready to be compared with what is held; `incoming` is None where it only has coverage.

    `file`: the files its rows stand in. `columns`: those that hold a value. `aside`: the file in which its rows are
    ready to be taken over; `incoming` then has their ids alone.
    """

    reading: Reading
    table: Table
    rejects: pl.DataFrame
    file: str
    columns: Sequence[str]
    incoming: Incoming | None
    aside: Path | None = None


class Loaded(list[LoadedTable]):
    """The rows of a load, its number, and how many cells it left blank because they could not be read.

    `fails`: it was strict and rejected something, a row or a cell of one, so its command ends with 1.
    """

    def __init__(self, number: int, rows: Sequence[LoadedTable], *, cells: int, strict: bool) -> None:
        super().__init__(rows)
        self.number, self.cells = number, cells
        self.fails = strict and bool(cells or any(row.rejected for row in rows))


def load(
    home: Home,
    readings: Sequence[Reading],
    *,
    accept_drop: bool = False,
    strict: bool = False,
    made_by_simulation: bool = False,
    by: str | None = None,
    at: datetime | None = None,
    progress: Callable[[str], None] = lambda table: None,
) -> Loaded:
    """Bring readings into the record of an opened home; gives a row for each table of each reading.

    What is rejected is kept and the rest loads; `strict` only makes the result say so in `fails`. `progress` is called
    with a table's name before it is written. Raises LargeDrop, NothingToLoad, HomeBusy.
    """
    if not any(reading.tables or reading.coverage for reading in readings):
        raise NothingToLoad("There is nothing to load: no file held a table the record knows.")
    for reading in readings:
        if reading.source == APPLICATION:
            raise ValueError("Rows of this application are written by its own actions, not loaded.")
    moment = at or datetime.now(UTC)
    writer = by or system_user()
    alias = home.aliases.record
    connection = connections[alias]
    names = sorted({name for reading in readings for name in reading.tables})
    with (
        home.alone(), first_written_in_place(connection), aside(connection, home.path, names) as place,
        transaction.atomic(using=alias),
    ):  # fmt: skip
        number = Load.objects.using(alias).create(at=moment, by=writer, made_by_simulation=made_by_simulation).number
        rows: list[LoadedTable] = []
        touched: set[str] = set()
        readings = [without_barred(home, reading) for reading in readings]
        each = [
            (reading, table_named(name))
            for reading in readings
            for name in sorted({*reading.tables, *reading.coverage})
        ]
        key = home.key
        for some in made_ahead(lambda some: _parts(some, str(number), key, place), _together(each, place)):
            for part in some:
                progress(part.table.name)
                known = part.reading.as_known_on or moment.astimezone(LONDON).date()
                row = _load_part(connection, part, Stamp(number, writer, moment, known), len(rows), accept_drop)
                rows.append(row)
                if row.taken or row.changed or row.withdrawn:
                    touched.add(part.table.name)
            del part, some  # before those after the next are begun
        parts = standing_parts(home)
        columns, covered = columns_held(parts), coverage_by_source(parts)
        for table in in_order(touched):
            rank(connection, table, columns, home.configuration, covered)
        cells = KeptReject.objects.using(alias).filter(load=number, row_taken=True).count()
    return Loaded(number, rows, cells=cells, strict=strict)


def _together(each: Sequence[tuple[Reading, Table]], aside: Aside | None) -> Iterator[list[_Asked]]:
    """Tables to be made ready in one go: each by itself or, where many rows go aside, as many as fill a file."""
    if aside is None:
        for reading, table in each:
            yield [(reading, table, None)]
        return
    rows = {}
    for reading, table in each:
        # What a second reading says of a table is compared with what the first said.
        if table.name in aside.declared and table.name not in rows:
            rows[table.name] = (reading, _rows_of(reading, table.name))
    many = {name: count for name, (_, count) in rows.items() if count >= MANY_ROWS}
    enough, file, held = sum(many.values()) / FILES, 0, 0
    some: list[_Asked] = []
    for reading, table in each:
        goes = table.name in many and rows[table.name][0] is reading
        some.append((reading, table, aside.file(file) if goes else None))
        held += many[table.name] if goes else 0
        if held >= enough:
            yield some
            some, file, held = [], file + 1, 0
    if some:
        yield some


def _rows_of(reading: Reading, name: str) -> int:
    tables = reading.tables
    if name not in tables:
        return 0
    return tables.rows(name) if isinstance(tables, Shelf) else tables[name].height


def _parts(some: Sequence[_Asked], load: str, key: bytes, aside: Aside | None) -> list[Part]:
    """Tables made ready. Needs no database of Django's, so it is done while those before are written."""
    parts = []
    for reading, table, path in some:
        part = _part(reading, table, load, key)
        if aside is not None and path is not None and part.incoming is not None:
            aside.write(path, table.name, part.incoming.last)
            part = replace(part, incoming=part.incoming.ids_alone(), aside=path)
        parts.append(part)
    return parts


def _part(reading: Reading, table: Table, load: str, key: bytes) -> Part:
    """One table of one reading made ready."""
    given = reading.tables.get(table.name)
    frame = None if given is None else conform(given, table)
    del given
    rejects = reading.rejects.filter(pl.col("table") == table.name)
    file, columns = _file(reading, frame, rejects), _columns_held(table, frame)
    ready = None if frame is None else incoming(frame, table, source=reading.source, load=load, key=key)
    return Part(reading, table, rejects, file, columns, ready)


def _load_part(connection: BaseDatabaseWrapper, part: Part, stamp: Stamp, place: int, accept: bool) -> LoadedTable:
    """Load one table of one reading, and enter it in the books."""
    table, source, rejects = part.table, part.reading.source, part.rejects
    coverage = part.reading.coverage.get(table.name, NOTHING_TOLD)
    row = LoadedTable(part.file, source, table.name, 0, 0, 0, 0, 0, _rows_rejected(rejects))
    if part.incoming is not None:
        compared = compare(part.incoming, _held(connection, table, source), table, coverage)
        if not accept:
            _refuse_large_drop(row, compared)
        written = write(connection, table, compared, stamp, part.aside)
        rejects = pl.concat([rejects, _twice(table, compared.twice)])
        row = replace(
            row, taken=written.added, unchanged=written.unchanged, changed=written.changed,
            withdrawn=len(compared.gone), rejected=_rows_rejected(rejects),
        )  # fmt: skip
    row = replace(row, read=row.taken + row.unchanged + row.changed + row.rejected)
    insert(connection, "rejects", rejects.with_columns(pl.lit(stamp.load).alias("load_id")))
    _enter(connection, row, coverage, stamp, place, part.columns)
    return row


def _held(connection: BaseDatabaseWrapper, table: Table, source: str) -> pl.DataFrame:
    """What is needed of the rows held from a source to compare others with them."""
    needed = dict.fromkeys((*([table.event] if table.event else ()), *WHOLE_ABOUT.get(table.name, ())))
    columns = (KEY, table.column("id"), ROW_HASH, table.column("missing_since"), *map(table.column, needed))
    return fetch(connection, table.name, columns, "source = %s", [source])


def _refuse_large_drop(row: LoadedTable, compared: Compared) -> None:
    gone = len(compared.gone)
    if gone >= LARGE_DROP_ROWS and gone > LARGE_DROP_SHARE * compared.held_before:
        raise LargeDrop(
            f"{row.file}: {row.table} holds {gone} fewer of the {compared.held_before} rows that {row.source} held "
            "before. Nothing was loaded. If that is right, load again with --accept-drop; if not, look at the extract."
        )


def _twice(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows left out because the same reading says something else later under the same id."""
    return rejects_frame(
        Reject(
            table.name, file or "", line, "id", row_id, "The id stands again further on, with other values.",
            "Give each row an id of its own. The last row of an id was taken.",
        )
        for file, line, row_id in rows.select("file", "line", "id").iter_rows()
    )  # fmt: skip


def _rows_rejected(rejects: pl.DataFrame) -> int:
    """Rows left out altogether, each counted once however many of its cells were wrong."""
    return rejects.filter(pl.col("row_taken").not_()).select("file", "line").unique().height


def _file(reading: Reading, frame: pl.DataFrame | None, rejects: pl.DataFrame) -> str:
    """The files the table's rows stand in; where it has none, the paths that were read."""
    parts = [part["file"].drop_nulls().unique() for part in (frame, rejects) if part is not None and part.height]
    named = sorted({name for part in parts for name in part.to_list()})
    return ", ".join(named or [str(Path(path)) for path in reading.paths])


def _columns_held(table: Table, frame: pl.DataFrame | None) -> list[str]:
    if frame is None or frame.is_empty():
        return []
    return [column.name for column in table.columns if frame[column.name].null_count() < frame.height]


def _enter(
    connection: BaseDatabaseWrapper, row: LoadedTable, coverage: TableCoverage, stamp: Stamp, place: int,
    columns: Sequence[str],
) -> None:  # fmt: skip
    LoadPart.objects.using(connection.alias).create(
        load_id=stamp.load, place=place, file=row.file, source=row.source, table=row.table, read=row.read,
        taken=row.taken, unchanged=row.unchanged, changed=row.changed, withdrawn=row.withdrawn, rejected=row.rejected,
        extent=coverage.extent.value, from_on=coverage.from_on, to_on=coverage.to_on, as_known_on=stamp.as_known_on,
        columns_held=list(columns),
    )  # fmt: skip
