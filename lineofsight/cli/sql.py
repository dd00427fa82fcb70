"""`sql`: a question in SQL over a snapshot's tables, under pseudonyms."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from lineofsight.cli.held import home_for, say
from lineofsight.cli.options import DEFAULT_HOME, FormatOption, HomeOption, SnapshotOption
from lineofsight.cli.output import emit
from lineofsight.cli.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from lineofsight.record.snapshots import Snapshot


def sql(
    query: Annotated[str, typer.Argument(help="A SELECT over the record's tables, by their names.")],
    identified: Annotated[
        bool, typer.Option("--identified", help="With names, dates of birth and local ids. Logged.")
    ] = False,
    snapshot: SnapshotOption = None,
    home: HomeOption = DEFAULT_HOME,
    form: FormatOption = None,
) -> None:
    """Ask in SQL. Tables are the snapshot's; children are pseudonyms unless --identified. Nothing can be changed.

    A table of the record of which nothing was loaded is empty, and said to be.
    """
    with home_for(home, "sql", *(["identified"] if identified else [])) as held:
        import duckdb
        import polars as pl

        from lineofsight.record.snapshots import open_snapshot

        opened = open_snapshot(held, snapshot)
        try:
            with _connection(opened.folder, identified=identified) as connection:
                _only_asks(query, connection)
                _add_empty(query, connection, opened, identified=identified)
                answer = connection.sql(query).to_arrow_table()
        except duckdb.Error as problem:
            first = str(problem).splitlines()[0]
            lists = held.command("sql 'SHOW TABLES'")
            raise Problem("QUERY", first.rstrip(".!"), f"`{lists}` lists the tables") from problem
        if twice := sorted(name for name, times in Counter(answer.column_names).items() if times > 1):
            raise Problem("QUERY", f"gives several columns the name {twice[0]}", "Name each column once, with AS")
        found = pl.DataFrame(answer)
        emit(found, found.columns, form)


def _only_asks(query: str, connection: duckdb.DuckDBPyConnection) -> None:
    """One statement that only asks. Raises Problem for any other: what can write could write over the snapshot."""
    import duckdb

    kinds = [statement.type for statement in connection.extract_statements(query)]
    if kinds != [duckdb.StatementType.SELECT]:
        raise Problem("QUERY", "is not one question", "Write one SELECT, SHOW, DESCRIBE or SUMMARIZE")


def _add_empty(
    query: str, connection: duckdb.DuckDBPyConnection, opened: Snapshot, *, identified: bool
) -> None:  # fmt: skip
    """Tables asked of which the snapshot has no rows, with their columns; says which of them no source tells of."""
    import polars as pl

    from lineofsight.core.tables import TABLES
    from lineofsight.evaluation.coverage import Extent
    from lineofsight.evaluation.schemas import schema_of

    asked = {name.lower() for name in connection.get_table_names(query)}
    for name in sorted(asked & (TABLES.keys() - opened.manifest.rows.keys())):
        table = TABLES[name]
        kept = {column.name for column in table if identified or not column.personal}
        schema = {column: dtype for column, dtype in schema_of(table).items() if column in kept}
        connection.register(name, pl.DataFrame(schema=schema).to_arrow())
        part = opened.manifest.coverage.get(name)
        if part is None or part.extent is Extent.NONE:
            say(f"{name} is empty: no file that was loaded tells of it. That is not known, and not none.")


def _connection(folder: Path, *, identified: bool) -> duckdb.DuckDBPyConnection:
    """A database in memory with a view for each table, shut off from everything but the files behind the views."""
    import duckdb
    import polars as pl

    connection = duckdb.connect()
    opened: list[Path] = []
    for facts in sorted((folder / "facts").glob("*.parquet")):
        rows = _rows(facts)
        identity = folder / "identity" / facts.name
        opened.append(facts)
        if identified and len(pl.read_parquet_schema(identity)) > 1:  # beside `holder`, something personal
            opened.append(identity)
            # Only names of files this program wrote go into the text.
            joined = f"POSITIONAL JOIN (SELECT * EXCLUDE (holder) FROM {_rows(identity)})"  # noqa: S608
            rows = f"(FROM {rows} {joined})"
        connection.execute(f'CREATE VIEW "{facts.stem}" AS FROM {rows}')
    if identified:
        opened.append(folder / "identity" / "pseudonyms.parquet")
        connection.execute(f"CREATE VIEW pseudonyms AS FROM {_rows(opened[-1])}")
    connection.execute(f"SET allowed_paths = [{', '.join(_quoted(file) for file in opened)}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _rows(file: Path) -> str:
    """A file this program wrote, as a table; a quotation mark in its path is the only thing to mind."""
    return f"read_parquet({_quoted(file)})"


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
