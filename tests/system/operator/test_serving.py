"""`serve` as its user runs it: what it says, that its pages answer once it says so, and that it ends when told to."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.support.commands import PROGRAM, program

PASSWORD = "exampleton-demonstration"


@pytest.fixture
def port() -> int:
    """A port on this machine that nothing listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(home: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The service of a home, once it says that it is ready: the process, and the lines it wrote by then."""
    command = [str(PROGRAM), "serve", "--home", str(home), "--port", str(port)]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    said: list[str] = []
    try:
        for line in running.stderr:
            said.append(line.rstrip("\n"))
            if re.fullmatch(r"  ready in \d+ s", said[-1]):
                break
        yield running, said
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate()


def test_a_made_up_authority_is_served_until_interrupted(own_home: Path, port: int) -> None:
    with served(own_home, port) as (running, said):
        assert f"Line of Sight: http://127.0.0.1:{port}/" in said
        assert f"All children here are made up. Sign in as, with the password {PASSWORD}:" in said
        assert "  team-manager         Team manager" in said
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
            assert "Sign in" in answer.read().decode()
    assert running.returncode == 0
    with closing(socket.socket()) as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_the_operator_of_real_data_is_told_a_password_once(made_home: Path, tmp_path: Path, port: int) -> None:
    home = Path(shutil.copytree(made_home, tmp_path / "home"))
    file = tmp_path / "ssd_person.csv"
    file.write_text("pers_person_id,pers_dob\n1001,2015-01-01\n")
    assert program("load", file, "--home", home).returncode == 0
    with served(home, port) as (_, first):
        pass
    with served(home, port) as (_, second):
        pass
    told = re.compile(r"Sign in as operator, password \S+ \(shown once\)\.")
    assert [line for line in first if told.match(line)], first
    assert not [line for line in second if told.match(line)]
    assert [line for line in second if "with the password given before" in line]
    assert not [line for line in (*first, *second) if PASSWORD in line]


def test_a_port_in_use_is_named(own_home: Path, port: int) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        ended = program("serve", "--home", own_home, "--port", str(port))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert f"--port {port}: is in use" in ended.stderr
