"""How fast a whole service's standards are worked out: a dense generated authority, read from Parquet.

Run `python benchmarks/engine.py [CHILDREN]` (300,000 children unless said: some 5 million events over ten years).
Prints a table: duties, seconds and processor seconds, the ratio of processor seconds to merely reading the same columns
from Parquet, and the target; each series by NumPy, then by the compiled loops, whose first run compiles and is apart.
Then the most memory that each takes in a process of its own (Linux).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from lineofsight.catalogue import STANDARDS
from lineofsight.catalogue.child_protection.standards import cp_visit
from lineofsight.core.areas import Area
from lineofsight.core.authority import Basis, local
from lineofsight.core.clocks import Clock, Days, Months, WorkingDays, steps
from lineofsight.core.selections import each
from lineofsight.core.standards import Standard
from lineofsight.core.tables import TABLES, table_named
from lineofsight.evaluation.columnar.fast import ASKED
from lineofsight.evaluation.columnar.frames import Frames
from lineofsight.evaluation.columnar.kernel import duties_of
from lineofsight.evaluation.columnar.series import series
from lineofsight.evaluation.coverage import everything_covered
from lineofsight.evaluation.plain.interpreter import Interpreter
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.schemas import schema_of
from lineofsight.evaluation.ticks import add_months, day_tick

FIRST, YEARS, TEAMS = date(2016, 1, 1), 10, 40
KNOWN = date(2025, 12, 31)
MONTHS = [add_months(date(2021, 1, 1), n) for n in range(60)]
# Rows for each child at the size of the prototype: 5.2 million events over 300,000 children.
SIZES = {"contacts": 3.33, "assessments": 2.0, "referrals": 2.0, "care_episodes": 1.0, "child_protection_plans": 0.33,
         "visits": 8.0, "child_protection_reviews": 0.67}  # fmt: skip
DAY = {"contacts": "received_on", "assessments": "started_on", "referrals": "received_on",
       "care_episodes": "started_on", "child_protection_plans": "started_on", "visits": "visited_on",
       "child_protection_reviews": "held_on"}  # fmt: skip


def generate(folder: Path, children: int) -> int:
    """One Parquet file a table, sorted by child and day; returns how many events."""
    rng = np.random.default_rng(20260930)
    names = pl.Series([f"c{n:06d}" for n in range(children)])
    first, span = day_tick(FIRST), 365 * YEARS
    born = pl.Series(first - rng.integers(0, 17 * 365, children)).cast(pl.Int32).cast(pl.Date)
    write(folder, "people", {"id": names, "born_on": born})
    total = 0
    for name, each_child in SIZES.items():
        count = int(children * each_child)
        child = np.sort(rng.integers(0, children, count))
        days = first + rng.integers(0, span, count)
        order = np.lexsort((days, child))
        dates = pl.Series(days[order]).cast(pl.Int32).cast(pl.Date)
        ids = pl.int_range(count, eager=True).cast(pl.String)
        columns = {"id": ids, "child_id": names.gather(child), DAY[name]: dates}
        columns |= more(name, rng, dates, count)
        write(folder, name, columns)
        total += count
    begun = pl.Series(first + rng.integers(0, span, children)).cast(pl.Int32).cast(pl.Date)
    team = pl.Series([f"t{n:02d}" for n in range(TEAMS)]).gather(rng.integers(0, TEAMS, children))
    moved = pl.Series([f"t{n:02d}" for n in range(TEAMS)]).gather(rng.integers(0, TEAMS, children))
    start = pl.Series([FIRST]).gather(np.zeros(children, np.int64))
    allocations = pl.concat([
        pl.DataFrame({"child_id": names, "team_id": team, "started_on": start}),
        pl.DataFrame({"child_id": names, "team_id": moved, "started_on": begun}),
    ]).with_row_index("id").with_columns(pl.col("id").cast(pl.String)).sort("child_id", "started_on")  # fmt: skip
    write(folder, "allocations", {name: allocations[name] for name in allocations.columns})
    return total


def more(name: str, rng: np.random.Generator, dates: pl.Series, count: int) -> dict[str, pl.Series]:
    """Ends of spans, and what visits say."""
    if name == "visits":
        kinds = pl.Series(["child_protection", "child_in_need", "in_care"])
        return {"kind": kinds.gather(rng.integers(0, 3, count)), "child_seen": pl.Series(rng.random(count) < 0.95)}
    if name in ("contacts", "assessments", "referrals", "care_episodes", "child_protection_plans"):
        ends = {"contacts": "decided_on", "assessments": "completed_on", "referrals": "closed_on"}.get(name, "ended_on")
        later = (dates.to_physical() + rng.integers(1, 400, count).astype(np.int32)).cast(pl.Date)
        blank = pl.Series(rng.random(count) < 0.1)
        return {ends: pl.select(pl.when(~blank).then(later)).to_series()}
    return {}


def write(folder: Path, name: str, columns: dict[str, pl.Series]) -> None:
    """The columns given, every other declared one blank."""
    schema = schema_of(table_named(name))
    frame = pl.DataFrame(columns)
    frame.select(
        pl.col(column).cast(dtype) if column in columns else pl.lit(None, dtype).alias(column)
        for column, dtype in schema.items()
    ).write_parquet(folder / f"{name}.parquet", compression="zstd")  # fmt: skip


def pairs() -> list[Standard]:
    """Sixty standards of the plainest shape: each table opens, another meets, on six different clocks."""
    clocks = (WorkingDays(10), WorkingDays(45), Days(28), Months(3), WorkingDays(1), Months(6))
    names = list(DAY)
    found = []
    for place in range(60):
        opener, meeter = names[place % 7], names[(place + 1 + place // 7 % 6) % 7]
        found.append(_pair(f"pair_{place}", opener, meeter, clocks[place % len(clocks)]))
    return found


def _pair(code: str, opener: str, meeter: str, clock: Clock) -> Standard:
    return Standard(
        code=code, title="A pair, within {due}", area=Area.HELP_AND_PROTECTION, stage="benchmark", why="To be timed.",
        authority=local(), duty_basis=Basis.LOCAL_POLICY, number_basis=Basis.LOCAL_POLICY,
        opens=each(TABLES[opener], at=DAY[opener]), due=steps(clock),
        met_by=(each(TABLES[meeter], at=DAY[meeter]),),
    )  # fmt: skip


def lazily(folder: Path) -> Record:
    """The Parquet folder as a record; nothing is read yet."""
    return Record({path.stem: pl.scan_parquet(path) for path in sorted(folder.glob("*.parquet"))}, KNOWN)


def read_limit(record: Record, standards: list[Standard]) -> None:
    """Only read the columns the standards need: nothing can be faster."""
    needs = Frames(record, standards).needs
    for name, frame in record.frames.items():
        wanted = [column for column in needs.columns.get(name, ()) if "." not in column]
        if wanted:
            frame.select(wanted).collect()


def best(work: Callable[[], Any], times: int = 2) -> tuple[float, float, Any]:
    """The fewest seconds and processor seconds of a few runs, and what the last gave."""
    took, worked, given = [], [], None
    for _ in range(times):
        began, processor = time.perf_counter(), time.process_time()
        given = work()
        took.append(time.perf_counter() - began)
        worked.append(time.process_time() - processor)
    return min(took), min(worked), given


def count_duties(record: Record, standards: list[Standard]) -> int:
    frames = Frames(record, standards)
    return sum(len(found) for item in standards if (found := duties_of(item, frames)) is not None)


def one_child(record: Record) -> PlainRecord:
    """The fullest child's rows, as a page holds them after a write."""
    visits = record.frames["visits"].group_by("child_id").len().sort("len", "child_id").collect()
    child = visits["child_id"][-1]
    rows = {}
    for name, frame in record.frames.items():
        column = table_named(name).holder_column
        rows[name] = frame.filter(pl.col(column) == child).collect().to_dicts()
    return PlainRecord(rows)


def line(what: str, duties: int | str, seconds: float, processor: float, ratio: str = "", target: str = "") -> None:
    """One row of the table."""
    shown = f"{duties:,}" if isinstance(duties, int) else duties
    print(f"{what:<44}{shown:>12}{seconds:>9.3f}{processor:>10.3f}{ratio:>9}  {target}", flush=True)


def compare(name: str, record: Record, standards: list[Standard], targets: tuple[str, str]) -> None:
    """The limit, then NumPy and the compiled loops beside it; raises SystemExit where the two do not agree."""
    seconds, limit, _ = best(lambda: read_limit(record, standards))
    duties = count_duties(record, standards)
    line(f"{name}: limit, read the same columns", "", seconds, limit)
    given = []
    for asked, form, target in (("0", "NumPy", targets[0]), ("1", "Numba", targets[1])):
        os.environ[ASKED] = asked
        if asked == "1":
            series(standards, record, MONTHS)
        seconds, processor, found = best(lambda: series(standards, record, MONTHS))
        line(f"{name}: series, {form}", duties, seconds, processor, f"{processor / limit:.1f}", target)
        given.append(found)
    if not given[0].equals(given[1]):
        raise SystemExit(f"{name}: NumPy and Numba differ.")


SETS: dict[str, Callable[[], list[Standard]]] = {
    "60 pairs": pairs, "catalogue": lambda: list(STANDARDS.values()),
}  # fmt: skip


def peak_of(folder: Path, name: str, asked: str) -> int:
    """The most memory in MB of a process that works out one series of a folder's tables and nothing else."""
    begun = subprocess.run(
        [sys.executable, __file__, "--peak", str(folder), name], check=True, capture_output=True, text=True,
        env={**os.environ, ASKED: asked},
    )  # fmt: skip
    return int(begun.stdout)


def tell_peak(folder: Path, name: str) -> None:
    """Work out one series in this process, and print its peak."""
    series(SETS[name](), lazily(folder), MONTHS)
    # Not `getrusage`, whose peak is that of the process it was started from, where that was greater.
    said = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(said.partition("VmHWM:")[2].split()[0]) // 1024)


def main() -> None:
    if sys.argv[1:2] == ["--peak"]:
        tell_peak(Path(sys.argv[2]), sys.argv[3])
        return
    children = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        events = generate(folder, children)
        record = lazily(folder)
        print(f"{children:,} children, {events:,} events, {len(MONTHS)} months, {TEAMS} teams\n")
        print(f"{'what':<44}{'duties':>12}{'seconds':>9}{'processor':>10}{'to limit':>9}  target")
        compare("cp_visit", record, [cp_visit], ("", ""))
        compare("60 pairs", record, pairs(), ("6 s for 50 million", "1.5 s for 50 million"))
        compare(f"catalogue ({len(STANDARDS)})", record, list(STANDARDS.values()), ("", ""))
        plain = one_child(record)
        interpreter = Interpreter(STANDARDS.values(), everything_covered())
        seconds, processor, found = best(lambda: interpreter.duties(PlainRecord(plain.tables), KNOWN))
        line("one child, every standard (interpreter)", len(found), seconds, processor, "", "0.005 s")
        print(f"\n{'peak memory of a process of its own, MB':<44}{'NumPy':>12}{'Numba':>9}{'':>19}  target")
        for name in SETS:
            peaks = [peak_of(folder, name, asked) for asked in ("0", "1")]
            print(f"{name:<44}{peaks[0]:>12,}{peaks[1]:>9,}{'':>19}  1,500", flush=True)


if __name__ == "__main__":
    main()
