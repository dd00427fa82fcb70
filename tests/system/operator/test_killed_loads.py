"""A load killed half way, by a real signal 9, leaves the record as it was; and the next load works."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from django.db import connections

from lineofsight.record.home import Home
from lineofsight.record.loads import load
from lineofsight.record.models import Load
from tests.support.homes import everything, held, reading

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
