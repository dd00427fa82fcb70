"""`lineofsight improvement`: the plan listed with its reasons, given whole, and what cannot be seeded said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

_COMMAND = "import sys; from lineofsight.cli.main import run; sys.exit(run(sys.argv[1:]))"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _COMMAND, "improvement", *arguments], env=os.environ, capture_output=True, text=True
    )


def test_every_line_is_listed_with_why_it_stands_as_it_does(service: Any, plan: Any) -> None:
    ended = run("list", "--home", str(service.home), "--format", "jsonl")
    assert ended.returncode == 0, ended.stderr
    rows = [json.loads(row) for row in ended.stdout.splitlines()]
    assert {row["line"] for row in rows} >= {line.number for line in plan.lines}
    relapsed = next(row for row in rows if row["status"] == "relapsed")
    assert "reopened by what was found since" in relapsed["why"]


def test_what_cannot_be_seeded_is_said_with_what_to_do(service: Any) -> None:
    nowhere = run("seed", "--authority", "Nowhere", "--home", str(service.home))
    assert (nowhere.returncode, nowhere.stdout) == (2, "")
    assert "Give its three-figure code" in nowhere.stderr
    nothing = run("seed", "--authority", "Wigan", "--home", str(service.home), "--by", "director")
    assert nothing.returncode == 2
    assert "has no report in the library" in nothing.stderr
