"""How commands end where the machine, a database or the program itself is at fault: told in a line, with what to do."""

from __future__ import annotations

import errno
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

from lineofsight.cli import duties as duties_command
from lineofsight.cli.main import SHOW_TRACEBACK
from tests.support.commands import Authority, Commands

HEADING = "cont_contact_id,cont_person_id,cont_contact_date\n"


def test_an_internal_fault_is_told_without_what_it_was_about(
    command: Commands, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*arguments: object) -> None:
        raise LookupError("Ada Lovelace, born 2015-03-04")

    monkeypatch.setattr(duties_command, "known", fault)
    ended = command("duties", "--home", authority.home)
    assert ended.code == 3
    assert "LookupError" in ended.err
    assert "Ada" not in ended.err
    monkeypatch.setenv(SHOW_TRACEBACK, "1")
    assert "Traceback" in command("duties", "--home", authority.home).err


def _no_room() -> sqlite3.Error:
    """What SQLite says when it may not grow."""
    with closing(sqlite3.connect(":memory:")) as full:
        full.execute("PRAGMA max_page_count = 2")
        try:
            full.execute("CREATE TABLE t AS SELECT randomblob(100000)")
        except sqlite3.Error as problem:
            return problem
    raise AssertionError("SQLite had room.")


@pytest.mark.parametrize("problem", [OSError(errno.ENOSPC, "No space left on device"), _no_room()])
def test_a_full_disk_is_no_fault_of_the_program(
    problem: Exception, command: Commands, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise RuntimeError("what a layer between says") from problem

    monkeypatch.setattr(duties_command, "known", full)
    ended = command("duties", "--home", authority.home)
    assert ended.code == 2
    assert ended.err.startswith("No space is left on the disk.")
    assert json.loads((authority.home / "commands.jsonl").read_text().splitlines()[-1])["exit_code"] == 2


def test_a_damaged_database_is_told_with_what_to_do(command: Commands, own_home: Path) -> None:
    (own_home / "record.sqlite3").write_bytes(b"nothing of a database" * 1000)
    ended = command("duties", "--home", own_home)
    assert (ended.code, ended.out) == (2, "")
    assert "database is damaged. Restore the home from a backup" in ended.err


def test_a_database_that_does_not_answer_is_told_without_its_password(command: Commands, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o700)
    (tmp_path / "home" / "config.yaml").write_text("database: postgresql://someone:secret@127.0.0.1:1/none\n")
    (tmp_path / "ssd_contacts.csv").write_text(HEADING + "C1,1001,2024-01-01\n")
    ended = command("load", tmp_path / "ssd_contacts.csv", "--home", tmp_path / "home")
    assert (ended.code, ended.out) == (2, "")
    assert "does not answer or does not let you in" in ended.err
    assert "secret" not in ended.err


def test_a_fault_in_a_librarys_depths_is_told_like_any_other(
    command: Commands, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panics(*arguments: object) -> None:
        raise pl.exceptions.PanicException("Ada Lovelace")

    monkeypatch.setattr(duties_command, "known", panics)
    ended = command("duties", "--home", authority.home)
    assert ended.code == 3
    assert "PanicException" in ended.err
    assert "Ada" not in ended.err
