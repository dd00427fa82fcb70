"""How long every indicator takes over 60 months, whole and by every breakdown, for a large authority.

Usage: python benchmarks/indicators.py [--children 300000] [--years 10] [--seed 1] [--from-standards]
"""

from __future__ import annotations

import argparse
from datetime import date
from time import perf_counter, process_time

from lineofsight.catalogue.indicators import DEFINED, INDICATORS
from lineofsight.core.indicators import Breakdown, Duties
from lineofsight.core.periods import latest_periods
from lineofsight.evaluation.figures import figures
from lineofsight.evaluation.indicators.counted import open_workspace
from lineofsight.evaluation.record import Record
from lineofsight.simulation import simulate

KNOWN = date(2026, 9, 30)
MONTHS = 60


def main() -> None:
    """Simulate, take the figures, and print a table of what each part took."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--children", type=int, default=300_000)
    asked.add_argument("--years", type=int, default=10)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--from-standards", action="store_true", help="the four figures of every standard too")
    chosen = asked.parse_args()
    started = now()
    record = Record.of(simulate(chosen.children, chosen.years, chosen.seed, ends_on=KNOWN), KNOWN)
    line("simulated, not counted", 0, 0, started)
    months = latest_periods("month", KNOWN, MONTHS)
    of_rows = [item for item in DEFINED.values() if not isinstance(item.population, Duties)]
    of_duties = [item for item in DEFINED.values() if isinstance(item.population, Duties) and item.population.standards]
    made = [item for item in INDICATORS.values() if item.code not in DEFINED]
    parts = [("of rows", of_rows), ("of rows, again", of_rows), ("of duties", of_duties)]
    workspace = open_workspace(record)
    for name, part in [*parts, *([("of every standard", made)] if chosen.from_standards else [])]:
        started = now()
        found = figures(part, record, months, list(Breakdown), workspace=workspace)
        line(name, len(part), len(found), started)
    started = now()
    pairs = [("team", other.value) for other in Breakdown if other is not Breakdown.TEAM]
    line("of rows, team and one other", len(of_rows), len(figures(of_rows, record, months, pairs, workspace=workspace)),
         started)  # fmt: skip


def now() -> tuple[float, float]:
    """Seconds by the clock, and seconds of processors used: on a busy machine they differ."""
    return perf_counter(), process_time()


def line(name: str, indicators: int, rows: int, started: tuple[float, float]) -> None:
    """One line of the table."""
    clock, processors = (end - begin for begin, end in zip(started, now(), strict=True))
    print(f"{name:30} {indicators:5} indicators {rows:9,} figures {clock:8.1f} s {processors:8.1f} s of processors")


if __name__ == "__main__":
    main()
