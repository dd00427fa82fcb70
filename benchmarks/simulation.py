"""How long a synthetic authority takes, how much memory, how many rows, and how its figures compare with England's.

    python benchmarks/simulation.py [--population N] [--years Y] [--seed S] [--story NAME]

Published figures are compared with the story `steady`; other stories move timeliness and staffing on purpose.
"""

from __future__ import annotations

import argparse
import resource
import time
from datetime import date

from rich.console import Console
from rich.table import Table

from lineofsight.simulation import STORIES, simulate
from lineofsight.simulation.calibration import ENGLAND, measured

ENDS_ON = date(2026, 9, 30)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--population", type=int, default=300_000)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--story", choices=list(STORIES), default="steady")
    asked = parser.parse_args()
    began = time.perf_counter()
    frames = simulate(asked.population, asked.years, asked.seed, asked.story, ENDS_ON)
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    values = measured(frames, asked.population, asked.years, ENDS_ON)
    console = Console(width=150)
    beside = Table("figure", "England", "simulated", "ratio", "published for", "source", title=f"Story {asked.story!r}")
    for one in ENGLAND:
        simulated = values[one.code]
        beside.add_row(
            one.title, f"{one.value:.1f}", f"{simulated:.1f}", f"{simulated / one.value:.2f}", one.period, one.source
        )
    console.print(beside)
    rows = Table("table", "rows", title="Rows")
    for name, frame in sorted(frames.items(), key=lambda item: -item[1].height):
        rows.add_row(name, f"{frame.height:,}")
    console.print(rows)
    total = sum(frame.height for frame in frames.values())
    console.print(
        f"{asked.population:,} residents under 18, {asked.years} years: {total:,} rows in {len(frames)} tables, "
        f"{took:.1f} s, peak memory {peak:,.0f} MB"
    )


if __name__ == "__main__":
    main()
