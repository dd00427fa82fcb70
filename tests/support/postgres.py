"""A real PostgreSQL, started by hand for the tests that need one and stopped after them.

Each test process starts its own, on its own port and folder; nothing that was already running is touched.
"""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import sleep

import psycopg
import pytest

USER = "lineofsight"
_NUMBERS = count(1)
_START_TRIES = 5
_POLLS = 600
_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server. Connections from this machine are trusted: it holds nothing but what a test puts there."""

    host: str
    port: int
    user: str
    socket_directory: Path

    def url(self, database: str = "postgres") -> str:
        """Where `database` is, as a URL over loopback."""
        return f"postgresql://{self.user}@{self.host}:{self.port}/{database}"

    def execute(self, statement: str) -> None:
        """Run one statement outside any transaction, as CREATE DATABASE needs."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement.encode())


def postgres_program(name: str) -> Path:
    """The newest installed PostgreSQL's program of that name.

    Raises FileNotFoundError, saying what to install: a missing server fails the test, it never skips it.
    """
    installed = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda program: float(program.parts[-3]), reverse=True
    )
    found = installed[0] if installed else shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"PostgreSQL's {name} is not installed. Run make setup-test as root, or install it.")
    return Path(found)


def _server_user() -> str:
    """PostgreSQL refuses to run as root; the Debian package brings a user for it."""
    if os.geteuid() != 0:
        return getpass.getuser()
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise LookupError("Root cannot run PostgreSQL and there is no user postgres. Run make setup-test.") from None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(command: list[str], user: str, folder: Path) -> subprocess.Popen[bytes]:
    group = pwd.getpwnam(user).pw_gid
    with (folder / "log").open("ab") as log:
        if os.geteuid() == 0:
            return subprocess.Popen(
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, user=user, group=group,
                extra_groups=[],
            )  # fmt: skip
        return subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def _answers(server: Postgres, process: subprocess.Popen[bytes]) -> bool:
    """Wait until the server answers (True) or has given up, as when another took its port first (False)."""
    for _ in range(_POLLS):
        if process.poll() is not None:
            return False
        try:
            psycopg.connect(server.url(), connect_timeout=5).close()
        except psycopg.OperationalError:
            sleep(_POLL_SECONDS)
        else:
            return True
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown: ends connections, then itself
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """A new, empty server on a free port of loopback, in a temporary folder; stopped and removed afterwards."""
    initdb, program, user = postgres_program("initdb"), postgres_program("postgres"), _server_user()
    # Under the system's folder, as the path of a Unix socket may hold about a hundred characters and no more.
    folder = Path(tempfile.mkdtemp(prefix="lineofsight-postgres-"))
    process: subprocess.Popen[bytes] | None = None
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, user, pwd.getpwnam(user).pw_gid)
        data = folder / "data"
        making = [str(initdb), f"--pgdata={data}", f"--username={USER}", "--auth=trust", "--encoding=UTF8"]
        if _start([*making, "--locale=C.UTF-8", "--no-sync"], user, folder).wait() != 0:
            raise RuntimeError(f"PostgreSQL could not make its folder: {(folder / 'log').read_text()}")
        for _ in range(_START_TRIES):
            server = Postgres("127.0.0.1", _free_port(), USER, folder)
            options = {"listen_addresses": server.host, "unix_socket_directories": folder, "fsync": "off"}
            settings = [f"--{name}={value}" for name, value in options.items()]
            process = _start([str(program), "-D", str(data), "-p", str(server.port), *settings], user, folder)
            if _answers(server, process):
                break
            _stop(process)
        else:
            raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()}")
        yield server
    finally:
        if process is not None:
            _stop(process)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One server for all tests of this process."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def postgres_database(postgres: Postgres) -> Iterator[str]:
    """The URL of a new, empty database, dropped after the test."""
    name = f"test_{next(_NUMBERS)}"
    postgres.execute(f"CREATE DATABASE {name}")
    try:
        yield postgres.url(name)
    finally:
        postgres.execute(f"DROP DATABASE {name} WITH (FORCE)")
