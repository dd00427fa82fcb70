"""A load killed half way, by a real signal 9, leaves the record as it was; and the next load works."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections

from lineofsight.record.configuration import Configuration, write_configuration
from lineofsight.record.databases import CONFIGURATION_FILE
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from lineofsight.record.models import Load
from tests.support.commands import Commands
from tests.support.homes import everything, held, reading
from tests.support.postgres import Postgres

ROOT = Path(__file__).parents[3]
FIRST = {"people": "id | born_on\nC1 | 2015-01-01", "visits": "id | child | visited_on\nV1 | C1 | 2026-06-01"}
SECOND = {
    "people": "id | born_on\nC1 | 2015-01-02\nC2 | 2016-01-01",
    "visits": "id | child | visited_on\nV2 | C2 | 2026-06-02",
}
# Tables are loaded in order of name: when `visits` begins, `people` is written and nothing is committed.
KILLED = """
import os, signal, sys
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from tests.support.homes import reading

def kill_at_visits(table):
    if table == "visits":
        os.kill(os.getpid(), signal.SIGKILL)

load(Home(sys.argv[1]).open(), [reading(people=sys.argv[2], visits=sys.argv[3])], progress=kill_at_visits)
print("was not killed")
"""


def test_a_load_killed_half_way_leaves_the_record_as_it_was(any_home: Home) -> None:
    load(any_home, [reading(**FIRST)])
    before = everything(any_home)
    command = [sys.executable, "-c", KILLED, str(any_home.path), SECOND["people"], SECOND["visits"]]
    killed = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert everything(any_home) == before
    assert Load.objects.using(any_home.aliases.record).count() == 1
    load(any_home, [reading(**SECOND)])
    assert [row for (row,) in held(any_home, "people", "row_id")] == ["C1", "C2"]


# Where many rows go into an empty table, its indexes are made after them: killed between the two.
KILLED_AMID_ROWS = """
import os, signal, sys
from lineofsight.record import changing
from lineofsight.record.home import Home
from lineofsight.record.loads import load
from tests.support.homes import reading

def and_be_killed(put_in):
    def put_in_and_be_killed(connection, *given):
        put_in(connection, *given)
        if "visits" in [each for each in given if isinstance(each, str)]:
            os.kill(os.getpid(), signal.SIGKILL)
    return put_in_and_be_killed

changing.insert = and_be_killed(changing.insert)
changing.take_over = and_be_killed(changing.take_over)
rows = "\\n".join(f"V{n} | C1 | 2020-01-01" for n in range(changing.MANY_ROWS))
load(Home(sys.argv[1]).open(), [reading(people=sys.argv[2], visits="id | child_id | visited_on\\n" + rows)])
print("was not killed")
"""


def _indexes(home: Home) -> set[str]:
    connection = connections[home.aliases.record]
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, "visits"))


def test_a_first_load_of_many_rows_killed_before_its_indexes_leaves_an_empty_record(any_home: Home) -> None:
    before = _indexes(any_home)
    command = [sys.executable, "-c", KILLED_AMID_ROWS, str(any_home.path), SECOND["people"]]
    killed = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert everything(any_home) == {}
    assert not Load.objects.using(any_home.aliases.record).exists()
    assert _indexes(any_home) == before
    load(any_home, [reading(**SECOND)])
    assert [row for (row,) in held(any_home, "visits", "row_id")] == ["V2"]


# A first load makes the home first. It is killed when it calls a function, once it has called it so many times.
KILLED_MAKING = """
import os, signal, sys
from lineofsight.cli.main import run
from lineofsight.record.databases import start_django

start_django()
from django.db.migrations.recorder import MigrationRecorder
from lineofsight.record import migrating
from lineofsight.record.home import Home

name, times = sys.argv[1], [int(sys.argv[2])]
holder = next(each for each in (Home, MigrationRecorder, migrating) if hasattr(each, name))
really = getattr(holder, name)

def kill_or_do(*given):
    times[0] -= 1
    if times[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return really(*given)

setattr(holder, name, kill_or_do)
run(["load", *sys.argv[3:]])
print("was not killed")
"""
WHILE_MAKING = [
    ("sqlite", "_write", 0), ("sqlite", "bring_up_to_date", 0), ("sqlite", "record_applied", 0),
    ("sqlite", "bring_up_to_date", 1), ("sqlite", "write_format", 0),
    ("postgresql", "record_applied", 0), ("postgresql", "write_format", 0),
]  # fmt: skip


@pytest.mark.parametrize(("database", "name", "times"), WHILE_MAKING)
def test_a_first_load_killed_while_its_home_was_made_can_be_run_again(
    database: str, name: str, times: int, command: Commands, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home, file = tmp_path / "home", tmp_path / "ssd_person.csv"
    file.write_text("pers_person_id,pers_dob\nC1,2015-01-01\n")
    if database == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        server.execute(f"CREATE DATABASE begun_{name}")
        home.mkdir()
        write_configuration(home / CONFIGURATION_FILE, Configuration(server.url(f"begun_{name}")))
    asked = [sys.executable, "-c", KILLED_MAKING, name, str(times), str(file), "--home", str(home)]
    killed = subprocess.run(
        asked, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert not (home / "format").exists()
    again = command("load", file, "--home", home)
    assert (again.code, [row["taken"] for row in again.rows]) == (0, [1]), again.err
    assert not (home / "being-made").exists()
