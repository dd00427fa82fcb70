"""Which database a run of the service's tests asks: the embedded files, or a PostgreSQL of each test process's own.

`LINEOFSIGHT_TESTS_DATABASE=postgresql` runs them all on PostgreSQL, but for those that ask no database, or choose
their own, or only look at how pages are drawn.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import count
from pathlib import Path

import pytest

from lineofsight.record.configuration import Configuration, write_configuration
from lineofsight.record.databases import CONFIGURATION_FILE, RECORD_FILE, SERVICE_FILE
from tests.support.postgres import Postgres, running_postgres

ASKED = "LINEOFSIGHT_TESTS_DATABASE"
POSTGRESQL = "postgresql"
# Marks of tests that a second database has nothing to say to; each is told in pyproject.toml.
NOT_ASKED_AGAIN = ("drawn", "own_database")
# What a test asks for when it asks the service anything.
SERVICE = "service"
_SERVED = "served"
_MOVE = """
import sys
from pathlib import Path
from lineofsight.cli.serve import start_pages_settings
start_pages_settings(Path(sys.argv[1]))
import django
django.setup()
from lineofsight.record.home import Home
from lineofsight.record.moving import move_to_postgres
move_to_postgres(Home(Path(sys.argv[1])).open(), sys.argv[2])
"""
# The state that a test's own copy begins with on PostgreSQL: nobody may be connected to what is copied there.
_PRISTINE = "pristine"
_started, _servers = ExitStack(), list[Postgres]()
_numbers = count(1)


def on_postgresql() -> bool:
    """Whether this run is on PostgreSQL."""
    return os.environ.get(ASKED) == POSTGRESQL


def configure(home: Path) -> None:
    """Have the home that is to be served kept where this run asks; called before anything starts Django."""
    if not on_postgresql():
        return
    server = _started.enter_context(running_postgres())
    home.mkdir(parents=True)
    write_configuration(home / CONFIGURATION_FILE, Configuration(server.url(_SERVED)))
    _servers.append(server)


def stop() -> None:
    """End what `configure` started."""
    _started.close()


def put(made: Path, home: Path) -> None:
    """A copy of a home where the settings that were read before look for it."""
    if not on_postgresql():
        shutil.copytree(made, home)
        return
    (server,) = _servers
    copy = home.with_name("moving")
    shutil.copytree(made, copy)
    server.execute(f"CREATE DATABASE {_SERVED}")
    move_to_postgresql(copy, server.url(_SERVED))
    server.execute(f"CREATE DATABASE {_PRISTINE} TEMPLATE {_SERVED}")
    shutil.rmtree(home)
    copy.rename(home)


def put_beside(made: Path, home: Path) -> dict[str, str]:
    """A copy of a home beside the one that is served; by Django's name for each database, where it is."""
    shutil.copytree(made, home)
    if not on_postgresql():
        return {"default": str(home / RECORD_FILE), "service": str(home / SERVICE_FILE)}
    (server,) = _servers
    name = home.name
    server.execute(f"CREATE DATABASE {name}")
    move_to_postgresql(home, server.url(name))
    return {"default": name, "service": name}


@contextmanager
def own_databases(served: Path, copy: Path) -> Iterator[dict[str, str]]:
    """Copies of a served home's databases for a copy of its folder, until the end of the block: by Django's name for
    each, where it now is. On PostgreSQL as they were before any test."""
    if not on_postgresql():
        for file in (RECORD_FILE, SERVICE_FILE):
            # The pages are being served from them: a copy of one state, whatever they write meanwhile.
            with closing(sqlite3.connect(served / file)) as held, closing(sqlite3.connect(copy / file)) as own:
                held.backup(own)
        yield {"default": str(copy / RECORD_FILE), "service": str(copy / SERVICE_FILE)}
        return
    (server,) = _servers
    name = f"copy_{next(_numbers)}"
    server.execute(f"CREATE DATABASE {name} TEMPLATE {_PRISTINE}")
    write_configuration(copy / CONFIGURATION_FILE, Configuration(server.url(name)))
    try:
        yield {"default": name, "service": name}
    finally:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def move_to_postgresql(home: Path, url: str) -> None:
    """Move a home to an empty database, in a process of its own. Raises AssertionError with what it said."""
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    moved = subprocess.run(
        [sys.executable, "-c", _MOVE, str(home), url], env=environment, capture_output=True, text=True
    )
    assert moved.returncode == 0, moved.stderr


def not_asked_again(item: pytest.Item) -> bool:
    """Whether a test has nothing to ask of a second database."""
    asks = SERVICE in getattr(item, "fixturenames", ())
    return not asks or any(item.get_closest_marker(each) for each in NOT_ASKED_AGAIN)
