"""Commands run as their users run them: in this process for speed, or as a process of their own."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from lineofsight.cli.main import run
from lineofsight.record.databases import start_django
from tests.support.homes import unblocked

PROGRAM = Path(sys.executable).with_name("lineofsight")
FORMATS = "ssd,annex-a,cin,ssda903"
POPULATION, YEARS, SEED = "1500", "2", "7"


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code and what it wrote to each stream."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What it wrote, read as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def table(self) -> list[list[str]]:
        """What it wrote, read as CSV, its heading first."""
        return list(csv.reader(io.StringIO(self.out)))


class Commands:
    """Runs commands in this process. Output is taken from the file descriptors' Python side, as a pipe would get it."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *arguments: str | Path) -> Ended:
        self._capture.readouterr()
        code = run([str(each) for each in arguments])
        out, err = self._capture.readouterr()
        return Ended(code, out, err)


@dataclass(frozen=True)
class Authority:
    """A simulated authority: its files by format, and a home that holds them with one snapshot."""

    files: Path
    home: Path


def program(*arguments: str | Path, cwd: Path | None = None, **settings: Any) -> subprocess.CompletedProcess[str]:
    """Run the installed program to its end."""
    return subprocess.run(
        [str(PROGRAM), *map(str, arguments)], capture_output=True, text=True, check=False, cwd=cwd,
        env={**os.environ, **settings.pop("env", {})}, **settings,
    )  # fmt: skip


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Iterator[Commands]:
    """Runs a command: `command("duties", "--home", home)`."""
    start_django()  # as each command that opens a home does
    with unblocked(request):
        yield Commands(capsys)
        connections.close_all()


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Authority:
    """A small authority, made, loaded and fixed once. Nothing may be changed in it."""
    folder = tmp_path_factory.mktemp("authority")
    files, home = folder / "files", folder / "home"
    making = ("simulate", files, "--population", POPULATION, "--years", YEARS, "--seed", SEED, "--formats", FORMATS)
    with unblocked(request), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
        for arguments in (making, ("load", files / "ssd", "--home", home), ("snapshot", "--home", home)):
            assert run([str(each) for each in arguments]) == 0, said.getvalue()
        connections.close_all()
    return Authority(files, home)


@pytest.fixture
def own_home(authority: Authority, tmp_path: Path) -> Path:
    """A copy of the authority's home, which a test may change."""
    return Path(shutil.copytree(authority.home, tmp_path / "home"))
