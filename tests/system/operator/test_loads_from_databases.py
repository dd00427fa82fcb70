"""`load` of a database of the standard dataset, by its URL."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from tests.support.commands import Commands

TABLES = """
CREATE SCHEMA hdm; CREATE SCHEMA old;
CREATE TABLE hdm.ssd_person (pers_person_id varchar(48), pers_dob timestamp, pers_sex varchar(20), pers_forename text);
INSERT INTO hdm.ssd_person VALUES ('1001', '2015-03-04 00:00:00', 'F', 'Ada'), ('1002', NULL, 'Q', 'Grace');
CREATE TABLE hdm.ssd_contacts (cont_contact_id varchar(48), cont_person_id varchar(48), cont_contact_date timestamp);
INSERT INTO hdm.ssd_contacts VALUES ('C1', '1001', '2024-01-08 00:00:00'), ('C2', '1001', '2024-07-02 14:30:00');
"""


@pytest.fixture
def dataset(postgres_database: str) -> str:
    """The URL of a database that holds the dataset in one of its schemas."""
    with psycopg.connect(postgres_database, autocommit=True) as connection:
        connection.execute(TABLES.encode())
    return postgres_database


def test_a_database_loads_as_a_folder_does(command: Commands, dataset: str, tmp_path: Path) -> None:
    ended = command("load", dataset, "--home", tmp_path / "home")
    assert ended.code == 0, ended.err
    counts = {row["table"]: (row["source"], row["taken"], row["rejected"]) for row in ended.rows}
    assert counts["people"] == ("ssd", 2, 0)
    assert counts["contacts"] == ("ssd", 2, 0)
    again = command("load", dataset, "--schema", "hdm", "--home", tmp_path / "home")
    assert {row["table"]: row["unchanged"] for row in again.rows if row["read"]} == {"people": 2, "contacts": 2}
    (reject,) = command("rejects", "--home", tmp_path / "home").rows
    assert (reject["file"].endswith("#hdm.ssd_person"), reject["value"]) == (True, "Q")


def test_several_schemas_are_told_apart_by_the_option(command: Commands, dataset: str, tmp_path: Path) -> None:
    with psycopg.connect(dataset, autocommit=True) as connection:
        connection.execute(b"CREATE TABLE old.ssd_person (pers_person_id varchar(48))")
    ended = command("load", dataset, "--home", tmp_path / "home")
    assert (ended.code, ended.out) == (2, "")
    assert "hdm, old" in ended.err
    assert command("load", dataset, "--schema", "hdm", "--home", tmp_path / "home").code == 0


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://someone:secret@127.0.0.1:1/none", "could not be read"),
        ("oracle://someone:secret@host/db", "oracle"),
    ],
)
def test_a_database_that_is_not_there_is_told_without_its_password(
    url: str, words: str, command: Commands, tmp_path: Path
) -> None:
    ended = command("load", url, "--home", tmp_path / "home")
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err
    assert "secret" not in ended.err
    assert len(ended.err.strip().splitlines()) == 1
    assert not (tmp_path / "home").exists()
