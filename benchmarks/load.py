"""How long a large authority's files take to load through the command line, and how much memory.

    python benchmarks/load.py [--population 300000] [--years 10] [--databases sqlite,postgresql] [--postgres URL]

Simulates an authority, writes its Standard Safeguarding Dataset as CSV with our own files beside, and runs
`lineofsight load` on it as a council would, each time in a process of its own: first into a new home, then the same
files again, then files in which one row in fifty has another recording date. The limit printed first is merely
reading the same files as text. Without --postgres a server is started for the purpose and stopped afterwards; what
the server itself uses is not in the figures of the command.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from subprocess import DEVNULL, Popen
from time import perf_counter

import polars as pl

sys.path.insert(0, str(Path(__file__).parent.parent))  # for the server that the tests start by hand

from lineofsight.record.configuration import Configuration, write_configuration
from lineofsight.record.databases import CONFIGURATION_FILE
from lineofsight.returns import ssd
from lineofsight.simulation import simulate
from tests.support.postgres import running_postgres

ENDS_ON = date(2026, 9, 30)
TARGETS = "target 90 s, 2,000 MB"
READ_AS_TEXT = """
import sys, polars, pathlib
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.csv")):
    polars.read_csv(path, infer_schema=False)
"""
WRITE = "import sys; sys.path.insert(0, sys.argv[4]); from load import write; write(*sys.argv[1:4])"


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds on the clock and of the processor, and its most memory in MB."""

    wall: float
    processor: float
    memory: float


def cost_of(command: Sequence[str]) -> Cost:
    """Run a command to its end. Raises RuntimeError where it fails."""
    began = perf_counter()
    running = Popen(command, stdout=DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise RuntimeError(f"{' '.join(command[:3])} ended with {running.returncode}.")
    return Cost(perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def write(place: str, population: str, years: str) -> None:
    """Write the files and, in another folder, the same with one row in fifty changed."""
    tables = simulate(int(population), int(years), 1, "improvement", ENDS_ON)
    for name, frames in (("files", tables), ("changed", {name: changed(frame) for name, frame in tables.items()})):
        ssd.write(frames, Path(place) / name, everything=True, as_known_on=ENDS_ON)


def changed(frame: pl.DataFrame) -> pl.DataFrame:
    """One row in fifty with another recording date."""
    day = pl.coalesce("recorded_on", pl.lit(ENDS_ON)) - timedelta(days=1)
    return frame.with_columns(
        pl.when(pl.int_range(pl.len()) % 50 == 0).then(day).otherwise("recorded_on").alias("recorded_on")
    )


@contextmanager
def homes(databases: Sequence[str], url: str | None, folder: Path) -> Iterator[Mapping[str, Path]]:
    """A home to be made for each kind of database."""
    if "postgresql" not in databases:
        yield {"sqlite": folder / "sqlite"}
        return
    path = folder / "postgresql"
    path.mkdir(mode=0o700)
    places = {name: folder / name for name in databases}
    if url:
        write_configuration(path / CONFIGURATION_FILE, Configuration(url))
        yield places
        return
    with running_postgres() as server:
        write_configuration(path / CONFIGURATION_FILE, Configuration(server.url()))
        yield places


def main() -> None:
    """Write the files, then time and print each load."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--population", default="300000")
    arguments.add_argument("--years", default="10")
    arguments.add_argument("--databases", default="sqlite,postgresql")
    arguments.add_argument("--postgres", help="the URL of an empty database")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        # In a process of its own, as are the loads: its memory is none of theirs.
        cost_of([sys.executable, "-c", WRITE, place, asked.population, asked.years, str(Path(__file__).parent)])
        files = sorted((folder / "files").glob("*.csv"))
        rows = sum(pl.scan_csv(path, infer_schema=False).select(pl.len()).collect().item() for path in files)
        size = sum(path.stat().st_size for path in files)
        print(f"{int(asked.population):,} residents, {asked.years} years: {len(files)} files, {rows:,} rows, "
              f"{size / 1e6:,.0f} MB\n")  # fmt: skip
        print(f"{'':<44}{'wall s':>8}{'CPU s':>8}{'MB':>8}")
        show("limit: read the same files as text", cost_of([sys.executable, "-c", READ_AS_TEXT, str(folder / "files")]))
        with homes(asked.databases.split(","), asked.postgres, folder) as places:
            for name, home in places.items():
                command = [str(Path(sys.executable).with_name("lineofsight")), "load", "--home", str(home)]
                show(f"{name}: first load", cost_of([*command, str(folder / "files")]), TARGETS)
                show(f"{name}: the same again", cost_of([*command, str(folder / "files")]))
                show(f"{name}: one row in fifty changed", cost_of([*command, str(folder / "changed")]))


def show(what: str, cost: Cost, target: str = "") -> None:
    """A line of the table."""
    print(f"{what:<44}{cost.wall:>8.1f}{cost.processor:>8.1f}{cost.memory:>8,.0f}  {target}".rstrip(), flush=True)


if __name__ == "__main__":
    main()
