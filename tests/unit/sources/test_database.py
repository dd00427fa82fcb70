"""The dataset's tables read from databases: a real PostgreSQL, and a stand-in that behaves as SQL Server's driver."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from lineofsight.sources import UnusableInput
from lineofsight.sources.database import SERVERS, Server, read_database

TABLES = """
CREATE TABLE ssd_person (pers_person_id varchar(48), pers_dob timestamp, pers_sex varchar(20), pers_forename text);
INSERT INTO ssd_person VALUES ('1001', '2015-03-04 00:00:00', 'F', 'Ada'), ('1002', NULL, 'Q', 'NULL');
CREATE TABLE ssd_contacts (cont_contact_id varchar(48), cont_person_id varchar(48), cont_contact_date timestamp);
INSERT INTO ssd_contacts VALUES ('C2', '1001', '2024-07-02 14:30:00'), ('C1', '1001', '2024-01-08 00:00:00');
CREATE TABLE something_else (id integer);
"""


def test_postgresql(postgres_database: str) -> None:
    with psycopg.connect(postgres_database, autocommit=True) as connection:
        connection.execute(TABLES.encode())
    reading = read_database(postgres_database)
    assert reading.source == "ssd"
    assert reading.tables["people"].select("id", "born_on", "sex", "forename").rows() == [
        ("1001", date(2015, 3, 4), "F", "Ada"), ("1002", None, None, None),
    ]  # fmt: skip
    assert reading.tables["contacts"].select("id", "received_at", "line").rows() == [
        ("C1", None, 1), ("C2", datetime(2024, 7, 2, 13, 30, tzinfo=UTC), 2),
    ]  # fmt: skip
    assert reading.rejects.select("column", "value", "row_taken").rows() == [("pers_sex", "Q", True)]
    assert reading.rejects["file"][0].endswith("#public.ssd_person")
    assert "lineofsight@" not in reading.rejects["file"][0]
    assert reading.as_known_on == date(2024, 7, 2)


def test_several_schemas_must_be_told_apart(postgres_database: str) -> None:
    with psycopg.connect(postgres_database, autocommit=True) as connection:
        connection.execute(TABLES.encode())
        connection.execute(b"CREATE SCHEMA old")
        connection.execute(b"CREATE TABLE old.ssd_person (pers_person_id varchar(48))")
    with pytest.raises(UnusableInput, match="Several schemas hold the dataset's tables: old, public"):
        read_database(postgres_database)
    assert read_database(postgres_database, schema="OLD").tables["people"].is_empty()


def test_a_database_without_the_dataset_and_one_that_is_not_there(postgres_database: str) -> None:
    with pytest.raises(UnusableInput, match="holds no table of the Standard Safeguarding Dataset"):
        read_database(postgres_database)
    with pytest.raises(UnusableInput) as refused:
        read_database("postgresql://someone:secret@127.0.0.1:1/none")
    assert "secret" not in str(refused.value)
    assert "127.0.0.1" in str(refused.value)
    with pytest.raises(UnusableInput, match="URL: It cannot be read") as refused:
        read_database("postgresql://someone:secret@[127.0.0.1/none")
    assert "secret" not in str(refused.value)
    with pytest.raises(UnusableInput, match="no reader for .oracle. databases"):
        read_database("oracle://host/db")


def test_a_date_that_python_has_none_for_is_a_reject_like_any_other(postgres_database: str) -> None:
    with psycopg.connect(postgres_database, autocommit=True) as connection:
        connection.execute(
            b"CREATE TABLE ssd_contacts (line text, cont_contact_id text, cont_person_id text, cont_contact_date date);"
            b"INSERT INTO ssd_contacts VALUES ('a', 'C1', '1', 'infinity'), ('b', 'C2', '1', '0044-03-15 BC'), "
            b"('c', 'C3', '1', '2024-01-08')"
        )
    reading = read_database(postgres_database)
    assert reading.tables["contacts"]["id"].to_list() == ["C3"]
    assert reading.rejects.select("line", "value").rows() == [(1, "infinity"), (2, "0044-03-15 BC")]


def test_all_tables_are_read_as_they_were_at_one_moment(postgres_database: str) -> None:
    with psycopg.connect(postgres_database, autocommit=True) as connection:
        connection.execute(TABLES.encode())

        def filled_meanwhile(name: str) -> str:
            if name == "ssd_person":  # the second table to be read
                connection.execute(b"INSERT INTO ssd_person VALUES ('1003', NULL, 'F', 'Eve')")
            return SERVERS["postgresql"].quote(name)

        meanwhile = replace(SERVERS["postgresql"], quote=filled_meanwhile)
        reading = read_database(postgres_database, servers={"postgresql": meanwhile})
    assert reading.tables["people"]["id"].to_list() == ["1001", "1002"]


class _StandIn:
    """SQL Server as its driver shows it, over SQLite: square brackets, capitals, Decimals and bytes."""

    def __init__(self) -> None:
        self.database = sqlite3.connect(":memory:")
        self.database.execute("ATTACH ':memory:' AS dbo")
        self.database.execute(
            "CREATE TABLE dbo.SSD_S251_FINANCE (s251_table_id, s251_placeholder_1, s251_placeholder_2)"
        )
        self.statements: list[str] = []

    def cursor(self) -> _StandIn:
        return self

    def execute(self, statement: str) -> None:
        self.statements.append(statement)
        self.rows: list[tuple[Any, ...]] = (
            [
                ("dbo", "SSD_S251_FINANCE", name)
                for name in ("s251_table_id", "s251_placeholder_1", "s251_placeholder_2")
            ]
            if "information_schema" in statement
            else [*self.database.execute(statement), (1, Decimal("2.50"), b"\x01"), (2, True, date(2024, 1, 1))]
        )

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self.rows

    def fetchmany(self, size: int) -> list[tuple[Any, ...]]:
        batch, self.rows = self.rows[:size], self.rows[size:]
        return batch

    def close(self) -> None:
        pass


def test_sql_server_as_a_stand_in_shows_it() -> None:
    stand_in = _StandIn()
    real = SERVERS["mssql"]
    servers = {"mssql": Server(real.title, lambda url: stand_in, real.quote, real.read_only, real.streaming)}
    reading = read_database("mssql://someone:secret@example.invalid/hdm", servers=servers)
    assert reading.tables["finance_placeholders"].select("id", "item_1", "item_2").rows() == [
        ("1", "2.50", "01"), ("2", "Y", "2024-01-01"),
    ]  # fmt: skip
    assert stand_in.statements[1] == (
        "SELECT [s251_table_id], [s251_placeholder_1], [s251_placeholder_2] FROM [dbo].[SSD_S251_FINANCE] "
        "ORDER BY [s251_table_id]"
    )
