"""A first load into SQLite is written in place, unless somebody looks; what fails or is killed leaves nothing."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections

from lineofsight.record.databases import RECORD_FILE
from lineofsight.record.home import Home
from lineofsight.record.in_place import first_written_in_place
from lineofsight.record.loads import load
from lineofsight.record.models import Load
from tests.support.homes import everything, held, reading

ROOT = Path(__file__).parents[3]
FIRST = {"people": "id | born_on\nC1 | 2015-01-01", "visits": "id | child | visited_on\nV1 | C1 | 2026-06-01"}
# A cache of a few pages sends rows to the file long before the end, which then is cut back.
KILLED = """
import os, signal, sys
from django.db import connections
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from tests.support.homes import reading

home = Home(sys.argv[1]).open()
connections[home.aliases.record].cursor().execute("PRAGMA cache_size = 10")

def kill_at_visits(table):
    if table == "visits":
        os.kill(os.getpid(), signal.SIGKILL)

rows = "\\n".join(f"C{n} | 2020-01-01" for n in range(3000))
load(home, [reading(people="id | born_on\\n" + rows, visits=sys.argv[2])], progress=kill_at_visits)
print("was not killed")
"""


def way_kept(home: Home) -> str:
    """How the record is kept, as SQLite says."""
    with connections[home.aliases.record].cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        return str(cursor.fetchone()[0])


def test_only_a_record_never_loaded_is_kept_without_a_log_and_never_for_longer(home: Home) -> None:
    connection = connections[home.aliases.record]
    with first_written_in_place(connection):
        assert way_kept(home) == "delete"
    assert way_kept(home) == "wal"
    during: list[str] = []
    load(home, [reading(**FIRST)], progress=lambda _: during.append(way_kept(home)))
    assert during == ["delete", "delete"]
    load(home, [reading(**FIRST)], progress=lambda _: during.append(way_kept(home)))
    assert during[2:] == ["wal", "wal"]
    assert way_kept(home) == "wal"


def test_where_somebody_has_the_record_open_its_log_stays_and_both_go_on(home: Home) -> None:
    other = sqlite3.connect(home.path / RECORD_FILE)
    try:
        assert other.execute("SELECT count(*) FROM people").fetchone() == (0,)
        during: list[str] = []

        def look(_: str) -> None:
            during.append(way_kept(home))
            assert other.execute("SELECT count(*) FROM people").fetchone() == (0,)

        load(home, [reading(**FIRST)], progress=look)
        assert during == ["wal", "wal"]
        assert other.execute("SELECT count(*) FROM people").fetchone() == (1,)
    finally:
        other.close()


def test_a_first_load_that_fails_leaves_nothing_and_the_log(home: Home) -> None:
    def fail(table: str) -> None:
        if table == "visits":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(home, [reading(**FIRST)], progress=fail)
    assert everything(home) == {}
    assert not Load.objects.using(home.aliases.record).exists()
    assert way_kept(home) == "wal"


def test_a_first_load_killed_with_rows_in_the_file_leaves_an_empty_record(home: Home) -> None:
    file = home.path / RECORD_FILE
    size = file.stat().st_size
    home.close()  # or the log would stay for it
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(home.path), FIRST["visits"]],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert file.stat().st_size > size
    assert everything(home) == {}
    assert not Load.objects.using(home.aliases.record).exists()
    with connections[home.aliases.record].cursor() as cursor:
        assert cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    load(home, [reading(**FIRST)])
    assert held(home, "visits", "row_id") == [("V1",)]
    assert way_kept(home) == "wal"
