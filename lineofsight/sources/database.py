"""Reads Standard Safeguarding Dataset tables straight from the database that holds them.

PostgreSQL by its URL; SQL Server, where most authorities' tables are, with the extra `mssql`. Nothing is written there:
the transaction is read-only where the server knows such a thing. Passwords stay out of messages and of what is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import polars as pl

from lineofsight.core.tables import TABLES
from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.frames import numbered
from lineofsight.sources.reader import Options
from lineofsight.sources.reading import Reading
from lineofsight.sources.ssd.layout import ssd_tables
from lineofsight.sources.ssd.reading import Gathered, assemble, take_rows

_BATCH = 50_000
# All tables as they were at one moment, however long they take to read and whoever fills them meanwhile.
_ONE_STATE_READ_ONLY = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_LISTED = "SELECT table_schema, table_name, column_name FROM information_schema.columns ORDER BY 1, 2, ordinal_position"


@dataclass(frozen=True, slots=True)
class Server:
    """A kind of database: how to connect, how it quotes a name, what makes the session read-only (or blank), and the
    cursor that brings rows a batch at a time."""

    title: str
    connect: Callable[[str], Any]
    quote: Callable[[str], str]
    read_only: str
    streaming: Callable[[Any], Any]


def read_database(url: str, *, schema: str | None = None, as_known_on: date | None = None, today: date | None = None,
                  servers: Mapping[str, Server] | None = None) -> Reading:  # fmt: skip
    """The dataset's tables in a database as one reading; the source is `ssd`.

    `url`: `postgresql://user:password@host/database` or `mssql://user:password@host/database`. Tables are known by
    their names, whatever the capitals; `schema` says which schema where several hold them. Raises UnusableInput naming
    the place without user or password.
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # whose words may hold the password
        raise UnusableInput(
            "The database's URL", "", "It cannot be read.", "Write postgresql://user:password@host/database."
        ) from None
    place = f"{parts.scheme}://{parts.hostname or ''}{parts.path}"
    server = (servers or SERVERS).get(parts.scheme)
    if server is None:
        raise UnusableInput(
            place, "", f"There is no reader for {parts.scheme!r} databases.",
            f"Use one of {', '.join(servers or SERVERS)}.",
        )  # fmt: skip
    gathered = Gathered()
    try:
        with closing(server.connect(url)) as connection:
            if server.read_only:
                connection.cursor().execute(server.read_only)
            for (held_in, table), columns in _dataset_tables(connection, schema, place).items():
                ssd = ssd_tables()[table.lower()]
                rows = _rows(connection, server, held_in, table, columns)
                take_rows(rows, ssd, f"{place}#{held_in}.{table}", gathered, place="")
    except UnusableInput:
        raise
    except Exception as problem:  # each driver has its own errors, and their texts may hold the URL
        raise UnusableInput(
            place, "", f"The {server.title} database could not be read ({type(problem).__name__}).",
            "Check that it runs, that the name, user and password are right, and that the user may read the tables.",
        ) from None  # fmt: skip
    frames = {name: pl.concat(gathered.dataset[name]) for name in TABLES if name in gathered.dataset}
    return assemble(frames, gathered, (Path(place),), Options(as_known_on, today))


def _dataset_tables(connection: Any, schema: str | None, place: str) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    cursor = connection.cursor()
    cursor.execute(_LISTED)
    for held_in, table, column in cursor.fetchall():
        if table.lower() in ssd_tables() and (schema is None or held_in.lower() == schema.lower()):
            found.setdefault((held_in, table), []).append(column)
    schemas = sorted({held_in for held_in, _ in found})
    if not found:
        raise UnusableInput(
            place, f"schema {schema}" if schema else "", "It holds no table of the Standard Safeguarding Dataset.",
            "Name the database and schema the dataset's script was run in.",
        )  # fmt: skip
    if len(schemas) > 1:
        raise UnusableInput(
            place, "", f"Several schemas hold the dataset's tables: {', '.join(schemas)}.", "Say which with `schema`."
        )
    return found


def _rows(connection: Any, server: Server, schema: str, table: str, columns: Sequence[str]) -> pl.DataFrame:
    names = ", ".join(server.quote(column) for column in columns)
    key = next((c for c in columns if c.lower() == ssd_tables()[table.lower()].key_field), columns[0])
    order = server.quote(key)
    # Names come from the server's own catalogue and are quoted; there is no value in the statement.
    statement = f"SELECT {names} FROM {server.quote(schema)}.{server.quote(table)} ORDER BY {order}"  # noqa: S608
    cursor = server.streaming(connection)
    cursor.execute(statement)
    batches = [
        pl.DataFrame(
            [[_text(cell) for cell in cells] for cells in zip(*batch, strict=True)],
            schema=dict.fromkeys(columns, pl.String()),
        )
        for batch in _batches(cursor)
    ]
    cursor.close()
    rows = pl.concat(batches) if batches else pl.DataFrame(schema=dict.fromkeys(columns, pl.String()))
    return numbered(rows)


def _batches(cursor: Any) -> Iterator[list[tuple[Any, ...]]]:
    while batch := cursor.fetchmany(_BATCH):
        yield batch


def _text(cell: Any) -> str | None:
    """A value of a database as a file would hold it."""
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "Y" if cell else "N"
    if isinstance(cell, (datetime, date)):
        return cell.isoformat()
    if isinstance(cell, (bytes, bytearray, memoryview)):
        return bytes(cell).hex()
    return str(cell)


def _connect_postgresql(url: str) -> Any:
    import psycopg  # local: reading files must not load a database driver
    from psycopg.types import datetime as dates

    connection = psycopg.connect(url, connect_timeout=10)
    for name, loader in (
        ("date", dates.DateLoader), ("timestamp", dates.TimestampLoader), ("timestamptz", dates.TimestamptzLoader),
    ):  # fmt: skip
        connection.adapters.register_loader(name, _or_as_written(loader))
    return connection


def _or_as_written(loader: type[Any]) -> type[Any]:
    """A loader of dates that gives what Python has no date for (infinity, a year before 1) as the server writes it.

    That cell is then a reject like any other; the driver's own way is to refuse all that is read with it.
    """
    from psycopg import DataError

    def load(self: Any, data: Any) -> Any:
        try:
            return loader.load(self, data)
        except DataError:
            return bytes(data).decode()

    return type(loader.__name__, (loader,), {"load": load})


def _connect_sql_server(url: str) -> Any:
    parts = urlsplit(url)
    try:
        driver = import_module("pymssql")
    except ImportError:
        raise UnusableInput(
            f"mssql://{parts.hostname or ''}{parts.path}", "", "Reading SQL Server needs a driver.",
            "Install it with: pip install 'lineofsight[mssql]'.",
        ) from None  # fmt: skip
    return driver.connect(
        server=parts.hostname, port=str(parts.port or 1433), user=unquote(parts.username or ""),
        password=unquote(parts.password or ""), database=parts.path.lstrip("/"), login_timeout=10,
    )  # fmt: skip


def _kept_on_the_server(connection: Any) -> Any:
    return connection.cursor(name="lineofsight")  # else the driver would hold the whole table


def _plain_cursor(connection: Any) -> Any:
    return connection.cursor()


def _double_quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _bracketed(name: str) -> str:
    return "[" + name.replace("]", "]]") + "]"


SERVERS: Mapping[str, Server] = {
    "postgresql": Server("PostgreSQL", _connect_postgresql, _double_quoted, _ONE_STATE_READ_ONLY, _kept_on_the_server),
    "postgres": Server("PostgreSQL", _connect_postgresql, _double_quoted, _ONE_STATE_READ_ONLY, _kept_on_the_server),
    "mssql": Server("SQL Server", _connect_sql_server, _bracketed, "", _plain_cursor),
}
