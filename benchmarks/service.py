"""How long the service's pages take over HTTP, what they cost the processor, and how much memory a worker keeps.

    python benchmarks/service.py [--folder FOLDER] [--population 300000] [--years 10] [--databases sqlite,postgresql]
                                 [--times 40] [--users 50] [--think 5] [--seconds 90] [--postgres URL] [--home HOME]

Simulates an authority, loads it and takes a snapshot with its figures (kept in --folder for the next time, where it is
named), then serves it as `lineofsight serve` does, on loopback, and asks for pages as people of different roles:
first one person, one page at a time, each page --times times over one kept connection, and what people write (a child
allocated, an audit, a decision, a challenge, drafts); then so many people at once, who read and write, each thinking a
few seconds between two pages. Processor milliseconds a page are those of the processes that answer,
and with PostgreSQL, in a column of their own, those of its server. What asks shares the machine with what answers.
--home measures a home that is already there: a copy is served, the home itself is not touched.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, perf_counter, sleep

sys.path.insert(0, str(Path(__file__).parent.parent))  # for the server that the tests start by hand

from asking.browser import Browser
from asking.pages import Page, pages_of
from asking.processes import database_server, memory_mb, processor_ms, taken_by_host, tree
from asking.writing import Deed, deeds_of

from tests.support.postgres import running_postgres

PROGRAM = Path(sys.executable).with_name("lineofsight")
LIMIT, SEARCH_LIMIT, TOGETHER_LIMIT, MEMORY_LIMIT, START_LIMIT = 150, 100, 300, 1000, 2.0
# Those the limits were set for; the others are printed beside them.
LIMITED = ("Home", "worklist", "scorecard", "measure", "child")
# Of fifty people who look at once: who they are.
MIX = ("social-worker",) * 28 + ("team-manager",) * 10 + ("reviewing-officer",) * 4 + ("service-head",) * 3 + (
    "auditor", "auditor", "director", "analyst", "elected-member",
)  # fmt: skip
# What must be quick for fifty at once; the others are printed beside.
TOGETHER = ("worklist", "child", "allocation", "audit", "decision", "challenge", "any form")
DEEDS_IN_TEN = {"team-manager": 3, "reviewing-officer": 2, "auditor": 6}


def made_home(folder: Path, population: str, years: str) -> Path:
    """The authority's home, made where it is not there yet."""
    home, mark = folder / "home", folder / "whole"
    if not mark.exists():
        files = folder / "files"
        for command in (
            ["simulate", str(files), "--population", population, "--years", years, "--formats", "ssd"],
            ["load", str(files / "ssd"), "--home", str(home)],
            ["snapshot", "--home", str(home)],
        ):
            began = perf_counter()
            subprocess.run([PROGRAM, *command], check=True, stdout=subprocess.DEVNULL)
            print(f"{command[0]}: {perf_counter() - began:,.0f} s", flush=True)
        mark.touch()
    return home


# --- what one database's process does -------------------------------------------------------------------------------


def well(port: int) -> bool:
    """Whether the service answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=60) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@contextmanager
def served(port: int, processes: int) -> Iterator[int]:
    """The pages' processes; prints how long the first page took. Gives the id of the first of them."""
    from lineofsight.web import serving

    began = perf_counter()
    running = subprocess.Popen(serving.pages_command(port, processes=processes))
    try:
        while not well(port):
            sleep(0.05)
        started = perf_counter() - began
        browser = Browser(port, "director")
        signed_in = perf_counter()
        status, _ = browser.get("/")
        first = perf_counter() - signed_in
        print(
            f"first page of a new worker (the director's Home): {first:.2f} s (limit {START_LIMIT} s; "
            f"{verdict(first, START_LIMIT)}); status {status}; the service was well {started:.1f} s after its start"
        )
        yield running.pid
    finally:
        running.terminate()
        running.wait(30)


def verdict(value: float, limit: float) -> str:
    """Whether a limit is kept."""
    return "kept" if value <= limit else "NOT KEPT"


def percentile(values: Sequence[float], part: float) -> float:
    """The value that so large a part of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(round(part * (len(ordered) - 1) + 0.4999), len(ordered) - 1)]


def heading(first: str) -> None:
    """The head of a table."""
    times = "".join(f"{name:>8}" for name in ("p50 ms", "p95 ms", "max ms", "CPU ms"))
    print(f"\n{first:<42}{'pages':>6}{times}{'db ms':>7}{'KB':>6}  limit, p95")


def line(what: str, spent: Sequence[float], processor: float, database: float, size: int, limit: int | None) -> None:
    """One line of a table; processor and database in ms a page."""
    high = percentile(spent, 0.95)
    told = f"  {limit} ms: {verdict(high, limit)}" if limit else ""
    print(f"{what:<42}{len(spent):>6}{percentile(spent, 0.5):>8.0f}{high:>8.0f}{max(spent):>8.0f}{processor:>8.0f}"
          f"{database:>7.0f}{size / 1024:>6.0f}{told}", flush=True)  # fmt: skip


def limit_of(page: Page) -> int | None:
    """The limit for one user, in ms."""
    if page.name == "search":
        return SEARCH_LIMIT
    return LIMIT if page.name in LIMITED or page.name.startswith(("measure ", "data quality")) else None


def one_user(port: int, master: int, pages: Sequence[Page], times: int, databases: int | None) -> None:
    """Each page over one connection, one after another."""
    heading("one user")
    browsers: dict[str, Browser] = {}
    for page in pages:
        if page.who not in browsers:
            # Once: whoever signs in again and again is kept out.
            browsers[page.who] = Browser(port, page.who)
        browser = browsers[page.who]
        status, _ = browser.get(page.addresses[0])
        if status != 200:
            print(f"{page.name}, {page.who}: status {status} for {page.addresses[0]}")
            continue
        before, before_database = processor_ms(master), processor_ms(databases)
        spent, size = [], 0
        for number in range(times):
            began = perf_counter()
            status, text = browser.get(page.addresses[number % len(page.addresses)])
            spent.append((perf_counter() - began) * 1000)
            size = max(size, len(text))
            if status != 200:
                print(f"{page.name}, {page.who}: status {status}")
        used, used_database = processor_ms(master) - before, processor_ms(databases) - before_database
        line(f"{page.name}, {page.who}", spent, used / times, used_database / times, size, limit_of(page))


def one_writer(port: int, master: int, deeds: Sequence[Deed], times: int, databases: int | None) -> None:
    """What each person writes, one step after another, over one connection."""
    heading("one user, writing")
    for deed in deeds:
        browser, chance = Browser(port, deed.who, session_of(deed.who)), random.Random(3)
        spent: dict[str, list[float]] = {}
        used: dict[str, float] = {}
        asked: dict[str, float] = {}
        answered: dict[str, set[int]] = {}
        for _ in range(times):
            before = processor_ms(master), processor_ms(databases)
            for name, took, status in deed.done(browser, chance):
                after = processor_ms(master), processor_ms(databases)
                spent.setdefault(name, []).append(took)
                used[name] = used.get(name, 0) + after[0] - before[0]
                asked[name] = asked.get(name, 0) + after[1] - before[1]
                answered.setdefault(name, set()).add(status)
                before = after
        for name, values in spent.items():
            line(f"{name} ({'/'.join(map(str, sorted(answered[name])))})", values, used[name] / len(values),
                 asked[name] / len(values), 0, None)  # fmt: skip


def session_of(who: str) -> str:
    """A session of somebody who has signed in."""
    from django.test import Client

    from lineofsight.web.accounts.models import User

    client = Client()
    client.handler.load_middleware()  # which writes into a session when it began
    client.force_login(User.objects.get(username=who))
    return str(client.cookies["sessionid"].value)


def together(
    port: int, master: int, pages: Sequence[Page], deeds: Sequence[Deed], users: int, think: float, seconds: float,
    databases: int | None,
) -> None:  # fmt: skip
    """So many people at once, each thinking between two pages."""
    spent: dict[str, list[float]] = {}
    wrong: list[str] = []
    lock = threading.Lock()
    heavy = {"Home": 3, "worklist": 4, "child": 6, "search": 3}

    def person(number: int) -> None:
        chance, who = random.Random(number), MIX[number % len(MIX)]
        mine, writes = [page for page in pages if page.who == who], [deed for deed in deeds if deed.who == who]
        if not mine and not writes:
            return  # of what was asked for, nothing is this person's
        browser = Browser(port, who, sessions[number])
        sleep(chance.random() * think)
        while monotonic() < until:
            if writes and (not mine or chance.random() * 10 < DEEDS_IN_TEN.get(who, 0)):
                deed = chance.choice(writes)
                for name, took, status in deed.done(browser, chance):
                    with lock:
                        spent.setdefault(name, []).append(took)
                        if status not in (200, 303):
                            wrong.append(f"{status} {name} {who}")
                    sleep(chance.uniform(0.5, 1.5) * think)
                continue
            page = chance.choices(mine, [heavy.get(page.name, 1) for page in mine])[0]
            address = chance.choice(page.addresses)
            began = perf_counter()
            status, _ = browser.get(address)
            took = (perf_counter() - began) * 1000
            with lock:
                spent.setdefault(page.name.split(" ")[0].rstrip(":"), []).append(took)
                if status != 200:
                    wrong.append(f"{status} {page.name} {who}")
            sleep(chance.uniform(0.5, 1.5) * think)

    sessions = [session_of(MIX[number % len(MIX)]) for number in range(users)]
    before, before_database, began = processor_ms(master), processor_ms(databases), perf_counter()
    taken = taken_by_host()
    until = monotonic() + seconds + think
    threads = [threading.Thread(target=person, args=(number,), daemon=True) for number in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    passed = perf_counter() - began
    number = sum(map(len, spent.values()))
    processor, database = processor_ms(master) - before, processor_ms(databases) - before_database
    heading(f"{users} users, {think:g} s between pages")
    for name, values in sorted(spent.items()):
        line(name, values, 0, 0, 0, TOGETHER_LIMIT if name.split(":")[0] in TOGETHER else None)
    line("all", [each for values in spent.values() for each in values], processor / number, database / number, 0,
         TOGETHER_LIMIT)  # fmt: skip
    print(f"{number / passed:.1f} pages a second; processor {processor / passed / 10:.0f}% of one core for pages"
          f"{f', {database / passed / 10:.0f}% for the database' if databases else ''}; load average "
          f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, of whose {passed * (os.cpu_count() or 1):.0f} seconds "
          f"the machine's host withheld {taken_by_host() - taken:.0f}")  # fmt: skip
    for each in sorted(set(wrong)):
        print(f"not answered: {each}, {wrong.count(each)} times")


def measure(home: Path, given: argparse.Namespace) -> None:
    """Serve one home and print its tables; in a process of its own, as Django is started for one home."""
    from lineofsight.cli.serve import start_pages_settings

    start_pages_settings(home)
    import django

    django.setup()
    from django.db import connections

    from lineofsight.record.service.models import ChildNow
    from lineofsight.web import serving
    from lineofsight.web.accounts import demonstration
    from lineofsight.web.day import today
    from lineofsight.web.served import served_home

    serving.make_ready(served_home())
    demonstration.make_people(served_home(), today())
    pages = [page for page in pages_of(given.times) if not given.only or re.search(given.only, page.name)]
    deeds = [deed for deed in deeds_of(given.times) if not given.only or re.search(given.only, deed.name)]
    held = ChildNow.objects.filter(is_open=True)
    print(f"\n== {connections['default'].vendor}: {held.count():,} open children, "
          f"{held.values('team_id').distinct().count()} teams, load average {os.getloadavg()[0]:.1f}")  # fmt: skip
    os.environ["PYTHONHASHSEED"] = "0"
    for users, processes in ((1, 1), (given.users, serving.PAGES_PROCESSES)):
        if users == 0:
            continue
        with served(given.port, processes) as master:
            if users == 1:
                one_user(given.port, master, pages, given.times, database_server())
                one_writer(given.port, master, deeds, max(given.times // 4, 3), database_server())
            else:
                together(given.port, master, pages, deeds, users, given.think, given.seconds, database_server())
            for pid in tree(master)[1:]:
                held_mb, share = memory_mb(pid)
                print(f"memory of a worker: {held_mb:,.0f} MB, its share {share:,.0f} MB (limit {MEMORY_LIMIT:,} MB; "
                      f"{verdict(held_mb, MEMORY_LIMIT)})")  # fmt: skip


MOVE = """
import sys
from pathlib import Path
from lineofsight.cli.serve import start_pages_settings
start_pages_settings(Path(sys.argv[1]))
import django
django.setup()
from lineofsight.record.home import Home
from lineofsight.record.moving import move_to_postgres
home = Home(Path(sys.argv[1])).open()
if home.lacks_applications():
    home.migrate()
move_to_postgres(home, sys.argv[2])
"""


@contextmanager
def copy_of(home: Path, folder: Path | None) -> Iterator[Path]:
    """A copy to serve, removed afterwards: the home itself is not touched."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        yield Path(shutil.copytree(home, Path(place) / "home"))


def main() -> None:
    """Make the home, then measure each database in a process of its own."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--folder", type=Path, help="where the authority is made, and kept for the next time")
    asked.add_argument("--home", type=Path, help="a simulated home that is there already")
    asked.add_argument("--population", default="300000")
    asked.add_argument("--years", default="10")
    asked.add_argument("--databases", default="sqlite,postgresql")
    asked.add_argument("--postgres", help="the URL of an empty database")
    asked.add_argument("--times", type=int, default=40, help="how often each page is asked for")
    asked.add_argument("--users", type=int, default=50, help="people at once; 0 for none")
    asked.add_argument("--think", type=float, default=5.0, help="seconds between two pages")
    asked.add_argument("--seconds", type=float, default=90.0, help="how long they go on")
    asked.add_argument("--only", default="", help="pages whose name matches")
    asked.add_argument("--port", type=int, default=8790)
    asked.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.measure:
        measure(given.measure, given)
        return
    again = [sys.executable, __file__, *sys.argv[1:], "--measure"]
    with tempfile.TemporaryDirectory(dir=given.folder) as place:
        home = given.home or made_home(given.folder or Path(place), given.population, given.years)
        for database in given.databases.split(","):
            with copy_of(home, given.folder) as copied, running(database, given.postgres, copied):
                subprocess.run([*again, str(copied)], check=True)


@contextmanager
def running(database: str, url: str | None, home: Path) -> Iterator[None]:
    """The home's database where it is to be kept; PostgreSQL is started where no server is named."""
    if database != "postgresql":
        yield
        return

    def move(to: str) -> None:
        began = perf_counter()
        subprocess.run([sys.executable, "-c", MOVE, str(home), to], check=True)
        print(f"\nmoved to PostgreSQL: {perf_counter() - began:,.0f} s", flush=True)

    if url:
        move(url)
        yield
        return
    with running_postgres() as server:
        move(server.url())
        yield


if __name__ == "__main__":
    main()
