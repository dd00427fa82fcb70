"""How long the report of a large Annex A workbook takes, as a page and as a workbook of the full lists.

    python benchmarks/report.py [--rows 60000]

Simulates an authority whose eleven lists have about so many rows, writes the workbook, and runs `lineofsight report`
on it as a council would, each kind in a process of its own. The limit printed first is merely reading the cells of the
same workbook; the one after it, reading them into the record.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from subprocess import DEVNULL, Popen
from time import perf_counter

from lineofsight.returns import annex_a
from lineofsight.simulation import simulate

ENDS_ON = date(2026, 9, 30)
PROGRAM = Path(sys.executable).with_name("lineofsight")
TARGET = "target 20 s for both"
ROWS_FOR_EACH_RESIDENT = 0.2435
CELLS = """
import sys, pathlib
from lineofsight.sources.workbooks import sheets
sheets(pathlib.Path(sys.argv[1]))
"""
RECORD = """
import sys, pathlib
from lineofsight.sources import read
read([pathlib.Path(sys.argv[1])])
"""


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds on the clock, and its most memory in MB."""

    wall: float
    memory: float


def cost_of(command: Sequence[str]) -> Cost:
    """Run a command to its end. Raises RuntimeError where it fails."""
    began = perf_counter()
    running = Popen(command, stdout=DEVNULL, stderr=DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise RuntimeError(f"{' '.join(command[:3])} ended with {running.returncode}.")
    return Cost(perf_counter() - began, used.ru_maxrss / 1024)


def main() -> None:
    """Print the costs."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, default=60_000)
    rows = asked.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "annex-a.xlsx"
        tables = simulate(int(rows / ROWS_FOR_EACH_RESIDENT), 4, 1, "improvement", ENDS_ON)
        written = annex_a.write(tables, path, ENDS_ON)
        print(f"A workbook of {sum(written.values()):,} rows, {path.stat().st_size / 1e6:.1f} MB.")
        _print("reading its cells", cost_of([sys.executable, "-c", CELLS, str(path)]))
        _print("reading it into the record", cost_of([sys.executable, "-c", RECORD, str(path)]))
        total = 0.0
        for suffix in ("html", "xlsx"):
            output = Path(folder) / f"report.{suffix}"
            command = [str(PROGRAM), "report", str(path), "--output", str(output)]
            cost = cost_of(command)
            total += cost.wall
            _print(f"the report as {suffix}, {output.stat().st_size / 1e6:.1f} MB", cost)
        print(f"Both: {total:.1f} s ({TARGET}).")


def _print(what: str, cost: Cost) -> None:
    print(f"{what:45} {cost.wall:6.1f} s {cost.memory:8,.0f} MB")


if __name__ == "__main__":
    main()
