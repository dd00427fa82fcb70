"""How long it takes to check the statutory returns of a large authority, files in to report out.

    python benchmarks/returns.py [--children 20000] [--population 20000] [--seed 1] [--growth]

Simulates an authority, writes its looked-after return of two years and its census, and repeats their children under new
ids until there are as many as asked. Each check is the command itself in a process of its own, its report written to a
file. Beside it stands merely reading the same files as text (CSV by Polars, XML by lxml). Events are episodes, reviews
and every other row of the files. With the extra `postcodes` installed, the looked-after return is also checked with
postcodes, drawn from the directory: four fifths of one letter's, as most of a council's are.

With `--growth` the checks are made of the children asked for, thrice and ten times as many: what each takes, and
what share that is of as many times the first: 1 where it grows as the children do, less where it grows less.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from subprocess import DEVNULL, Popen
from time import perf_counter

import polars as pl

from lineofsight.returns import cin, ssda903
from lineofsight.returns.checking.postcodes import PostcodeDirectory
from lineofsight.simulation import simulate

ENDS_ON = date(2026, 9, 30)
YEAR, BEFORE = "2025-26", "2024-25"
AUTHORITY = "330"
SIZES = (1, 3, 10)
USUAL_LETTER, OTHER_LETTERS = "B", "WDCSLM"
READ_CSV = """
import sys, polars, pathlib
rows = sum(polars.read_csv(p, infer_schema=False).height for f in sys.argv[1:] for p in pathlib.Path(f).glob("*.csv"))
"""
READ_XML = """
import sys
from lxml import etree
for _, element in etree.iterparse(sys.argv[1], tag="{*}Child"):
    element.clear()
"""


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds on the clock and of the processor, and its most memory in MB."""

    wall: float
    processor: float
    memory: float


def cost_of(command: Sequence[str], out: Path) -> Cost:
    """Run a command to its end, its output to a file. Raises RuntimeError where it fails.

    A check that finds something has not failed.
    """
    began = perf_counter()
    with out.open("wb") as file:
        running = Popen(command, stdout=file, stderr=DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode not in (0, 1):
        raise RuntimeError(f"{command[0]} ended with {running.returncode}.")
    return Cost(perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def write_looked_after(tables: dict[str, pl.DataFrame], children: int, folder: Path, posts: list[str]) -> int:
    """This year's and last year's files; gives their rows. `posts` are postcodes to put in, none where empty."""
    rows = 0
    small = folder.with_name("small")
    for year in (YEAR, BEFORE):
        counts = ssda903.write(tables, small / year, year)
        times = -(-children // max(counts["Header"], 1))
        (folder / year).mkdir(parents=True)
        for path in (small / year).glob("*.csv"):
            one = pl.read_csv(path, infer_schema=False)
            name = pl.col("CHILD")
            many = pl.concat([one.with_columns(pl.concat_str(name, pl.lit(f"x{n}"))) for n in range(times)])
            if posts and path.stem == "Episodes":
                drawn = random.Random(1)
                many = many.with_columns(
                    pl.Series(column, drawn.choices(posts, k=many.height)) for column in ("HOME_POST", "PL_POST")
                )
            many.write_csv(folder / year / path.name)
            rows += many.height
    return rows


def write_census(tables: dict[str, pl.DataFrame], children: int, path: Path) -> int:
    """The census; gives how many elements with a date or code its children have."""
    one = path.with_name("one.xml")
    times = -(-children // max(cin.write(tables, one, YEAR, AUTHORITY), 1))
    text = one.read_text(encoding="utf-8")
    start, end = text.index("<Children>") + len("<Children>"), text.index("</Children>")
    body = text[start:end]
    with path.open("w", encoding="utf-8") as file:
        file.write(text[:start])
        for n in range(times):
            file.write(body.replace("<LAchildID>", f"<LAchildID>{n}x"))
        file.write(text[end:])
    return times * len(re.findall(r"<(?:CINdetails|Assessments|CINPlanDates|Section47|ChildProtectionPlans)>", body))


def postcodes() -> list[str]:
    """Some thousand postcodes of the installed directory, most of one letter; none where it is not installed."""
    directory = PostcodeDirectory.installed()
    if directory is None:
        return []
    drawn = random.Random(1)
    usual = drawn.sample(directory.postcodes_of(USUAL_LETTER), 4000)
    return usual + [post for letter in OTHER_LETTERS for post in drawn.sample(directory.postcodes_of(letter), 160)]


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--children", type=int, default=20_000)
    options.add_argument("--population", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--growth", action="store_true")
    asked = options.parse_args()
    tables = simulate(asked.population, 3, asked.seed, "improvement", ENDS_ON)
    if asked.growth:
        print(f"{'what':44} {'processor':>10} {'MB':>6} {'processor, of as many':>22} {'MB, of as many':>15}")
        with tempfile.TemporaryDirectory() as place:
            for line in growth(tables, asked.children, Path(place)):
                print(line)
        return
    print(f"{'what':44} {'seconds':>8} {'processor':>10} {'MB':>6} {'events/s':>9} {'x reading':>10}  target")
    with tempfile.TemporaryDirectory() as place:
        for line in lines(tables, asked.children, Path(place)):
            print(line)


def lines(tables: dict[str, pl.DataFrame], children: int, place: Path) -> Iterator[str]:
    """A line for each check and for merely reading its files."""
    command = [str(Path(sys.executable).with_name("lineofsight")), "check"]
    asked, out = ["--year", YEAR], place / "found.jsonl"
    posts = postcodes()
    for title, used, target in (("ssda903", [], "3 s, 600 MB"), ("ssda903, with postcodes", posts, "5 s, 600 MB")):
        if title.endswith("postcodes") and not posts:
            yield f"{title:44} not measured: the extra postcodes is not installed"
            continue
        folder = place / str(len(used)) / "files"
        events = write_looked_after(tables, children, folder, used)
        reading = cost_of([sys.executable, "-c", READ_CSV, str(folder / YEAR), str(folder / BEFORE)], out)
        last = ["--last-year", str(folder / BEFORE), "--la", AUTHORITY]
        checking = cost_of([*command, "ssda903", str(folder / YEAR), *last, *asked], out)
        yield _line(f"reading the CSV, {children:,} children", reading, events, reading, "")
        yield _line(f"check {title}", checking, events, reading, target)
    census = place / "cin.xml"
    events = write_census(tables, children, census)
    reading = cost_of([sys.executable, "-c", READ_XML, str(census)], out)
    checking = cost_of([*command, "cin", str(census), *asked], out)
    yield _line(f"reading the XML, {census.stat().st_size / 1e6:.0f} MB", reading, events, reading, "")
    yield _line("check cin", checking, events, reading, "4 s, 600 MB")


def growth(tables: dict[str, pl.DataFrame], children: int, place: Path) -> Iterator[str]:
    """A line for each check at each size, in processor seconds, which other work on the machine moves least."""
    command = [str(Path(sys.executable).with_name("lineofsight")), "check"]
    first: dict[str, Cost] = {}
    for times in SIZES:
        folder, census = place / str(times) / "files", place / f"cin-{times}.xml"
        folder.parent.mkdir()
        write_looked_after(tables, children * times, folder, [])
        write_census(tables, children * times, census)
        files = {
            "ssda903": [str(folder / YEAR), "--last-year", str(folder / BEFORE), "--la", AUTHORITY],
            "cin": [str(census)],
        }
        for name, arguments in files.items():
            cost = cost_of([*command, name, *arguments, "--year", YEAR], place / "found.jsonl")
            one = first.setdefault(name, cost)
            shares = cost.processor / (one.processor * times), cost.memory / (one.memory * times)
            what = f"check {name}, {children * times:,} children"
            yield f"{what:44} {cost.processor:10.1f} {cost.memory:6,.0f} {shares[0]:22.2f} {shares[1]:15.2f}"


def _line(what: str, cost: Cost, events: int, reading: Cost, target: str) -> str:
    each = f"{events / cost.wall:9,.0f} {cost.processor / reading.processor:10.1f}"
    return f"{what:44} {cost.wall:8.1f} {cost.processor:10.1f} {cost.memory:6,.0f} {each}  {target}"


if __name__ == "__main__":
    main()
