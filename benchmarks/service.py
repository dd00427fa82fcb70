"""How long the service's pages take over HTTP, what they cost the processor, and how much memory a worker keeps.

    python benchmarks/service.py [--folder FOLDER] [--population 300000] [--years 10] [--databases sqlite,postgresql]
                                 [--times 40] [--users 50] [--think 5] [--seconds 90] [--postgres URL] [--home HOME]

Simulates an authority, loads it and takes a snapshot with its figures (kept in --folder for the next time, where it is
named), then serves it as `lineofsight serve` does, on loopback, and asks for pages as people of different roles:
first one person, one page at a time, each page --times times over one kept connection; then so many people at once,
each thinking a few seconds between two pages. Processor milliseconds a page are those of the processes that answer,
and with PostgreSQL, in a column of their own, those of its server. What asks shares the machine with what answers.
--home measures a home that is already there: a copy is served, the home itself is not touched.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, perf_counter, sleep
from urllib.parse import quote, urlencode

sys.path.insert(0, str(Path(__file__).parent.parent))  # for the server that the tests start by hand

from tests.support.postgres import running_postgres

PROGRAM = Path(sys.executable).with_name("lineofsight")
PASSWORD = "exampleton-demonstration"
LIMIT, SEARCH_LIMIT, TOGETHER_LIMIT, MEMORY_LIMIT, START_LIMIT = 150, 100, 300, 1000, 2.0
# Those the limits were set for; the others are printed beside them.
LIMITED = ("Home", "worklist", "scorecard", "measure", "child")
# Of fifty people who look at once: who they are.
MIX = ("social-worker",) * 30 + ("team-manager",) * 10 + ("reviewing-officer",) * 4 + ("service-head",) * 3 + (
    "director", "analyst", "elected-member",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """A page as the table names it, who asks for it, and the addresses asked for in turn."""

    name: str
    who: str
    addresses: tuple[str, ...]


class Browser:
    """One signed-in person with one kept connection."""

    def __init__(self, port: int, who: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._cookies: dict[str, str] = {}
        _, text = self.get("/sign-in/")
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
        assert found is not None, "the sign-in page has no form"
        given = urlencode({"login": who, "password": PASSWORD, "csrfmiddlewaretoken": found[1]})
        status, _ = self._ask("POST", "/sign-in/", given)
        assert status == 302, f"{who} could not sign in"

    def get(self, address: str) -> tuple[int, str]:
        """The status and text of a page."""
        return self._ask("GET", address, None)

    def _ask(self, method: str, address: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request(method, address, body, headers)
            answer = self._connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # A kept connection may be closed by the server while it is idle: browsers ask once more.
            self._connection.close()
            self._connection.request(method, address, body, headers)
            answer = self._connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, content = value.split(";")[0].partition("=")
                self._cookies[cookie] = content
        return answer.status, answer.read().decode()


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


def pages_of(times: int) -> list[Page]:
    """The pages to ask for, with children, teams and names of the home that Django was started for."""
    from django.urls import NoReverseMatch, reverse

    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.middleware import asker_of
    from lineofsight.web.access.policy import children_seen
    from lineofsight.web.accounts.models import User

    chance = random.Random(7)
    found: list[Page] = []

    def add(name: str, who: str, route: str, *arguments: object, query: str | Sequence[str] = "") -> None:
        try:
            address = reverse(route, args=arguments)
        except NoReverseMatch:
            return
        queries = [query] if isinstance(query, str) else query
        found.append(Page(name, who, tuple(address + each for each in queries)))

    def children_of(who: str) -> list[ChildNow]:
        seen = ChildNow.objects.filter(children_seen(asker_of(User.objects.get(username=who))))
        listed = list(
            seen.filter(is_open=True).exclude(surname=None).exclude(forename=None).order_by("reference")[:3000]
        )
        return chance.sample(listed, min(times, len(listed)))

    def about_children(name: str, who: str, route: str) -> None:
        each = children_of(who)
        if each:
            found.append(Page(name, who, tuple(reverse(route, args=[child.reference]) for child in each)))

    everyone = ("director", "service-head", "team-manager", "reviewing-officer", "social-worker")
    for who in (*everyone, "analyst", "elected-member"):
        add("Home", who, "home:home")
    for who in ("director", "service-head"):
        add("worklist", who, "worklists:service")
        add("worklist by child", who, "worklists:service", query="?by=child")
        add("worklist by standard", who, "worklists:service", query="?by=standard")
        add("worklist by stage", who, "worklists:service", query="?by=stage")
        add("worklist filtered", who, "worklists:service", query=("?state=overdue&stage=child_protection",
            "?reason=overdue", "?state=later&page=40", "?standard=cp_visit&force=should"))  # fmt: skip
    for who in ("service-head", "team-manager"):
        add("worklist", who, "worklists:my_team")
    for who in ("social-worker", "reviewing-officer"):
        add("worklist", who, "worklists:mine")
    add("scorecard", "director", "performance:scorecard")
    add("scorecard", "elected-member", "performance:scorecard")
    for code in ("cp_visit.in_time", "cpp_count", "assessment_45.in_time", "referrals", "cla_count"):
        add(f"measure {code}", "director", "performance:indicator", code)
    add("children of measure", "director", "performance:children", "cpp_count")
    add("compare", "director", "performance:compare")
    for who in everyone:
        about_children("child", who, "children:child")
    for route in ("due", "chronology", "family", "visits", "placements", "plans", "decisions", "workers", "looks"):
        about_children(f"child: {route}", "director", f"children:{route}")
    for who in ("director", "team-manager"):
        names = [misspelt(f"{child.forename} {child.surname}", chance) for child in children_of("director")]
        add("search", who, "children:search", query=["?q=" + quote(name) for name in names])
    add("children list", "director", "children:list", query=("?stage=in_care", "?reason=overdue&page=9", ""))
    add("teams", "director", "teams:teams")
    team = ChildNow.objects.filter(is_open=True).exclude(team_id=None).values_list("team_id", flat=True)[0]
    add("team", "director", "teams:team", team)
    add("team by worker", "director", "teams:workers", team)
    add("loads", "analyst", "data:loads")
    add("snapshots", "analyst", "data:snapshots")
    add("handbook", "director", "handbook:contents")
    add("handbook standard", "director", "handbook:standard", "cp_visit")
    add("handbook find", "director", "handbook:find", query=("?q=visit", "?q=child+protection", "?q=placement"))
    return found


def misspelt(name: str, chance: random.Random) -> str:
    """A name with two letters swapped, half the time."""
    place = chance.randrange(1, max(len(name) - 2, 2))
    if chance.random() < 0.5 or name[place + 1 : place + 2].isspace() or name[place].isspace():
        return name
    return name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :]


def tree(pid: int) -> list[int]:
    """A process and all that descend from it."""
    found = [pid]
    for each in found:
        for task in Path(f"/proc/{each}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    return found


def processor_ms(pids: Sequence[int]) -> float:
    """Milliseconds of the processor some processes and their threads have used."""
    total = 0.0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")
    return total


def memory_mb(pid: int) -> tuple[float, float]:
    """What a process holds in memory, and what of it is its own share, in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return tuple(int(re.search(rf"^{name}:\s+(\d+)", text, re.M)[1]) / 1024 for name in ("Rss", "Pss"))  # type: ignore[index, return-value]


def database_pids() -> list[int]:
    """PostgreSQL's processes, where that is what keeps the home; none for the embedded database."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        own = int(cursor.fetchone()[0])
    return tree(int(Path(f"/proc/{own}/stat").read_text().rpartition(")")[2].split()[1]))


@contextmanager
def served(port: int, processes: int) -> Iterator[int]:
    """The pages' processes; prints how long the first page took. Gives the id of the first of them."""
    from lineofsight.web import serving

    began = perf_counter()
    running = subprocess.Popen(serving.pages_command(port, processes=processes))
    try:
        while serving.is_free(port):
            sleep(0.02)
        listening = perf_counter() - began
        browser = Browser(port, "director")
        signed_in = perf_counter()
        status, _ = browser.get("/")
        first = perf_counter() - signed_in
        print(f"first page of a new worker (the director's Home): {first:.2f} s (limit {START_LIMIT} s; "
              f"{verdict(first, START_LIMIT)}); status {status}; listening {listening:.1f} s after the start, "
              f"signed in after {signed_in - began:.1f} s")  # fmt: skip
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
    print(
        f"\n{first:<42}{'pages':>6}{'p50 ms':>8}{'p95 ms':>8}{'max ms':>8}{'CPU ms':>8}{'db ms':>7}{'KB':>6}  limit, p95"
    )


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
    return LIMIT if page.name in LIMITED or page.name.startswith("measure ") else None


def one_user(port: int, master: int, pages: Sequence[Page], times: int, databases: Sequence[int]) -> None:
    """Each page over one connection, one after another."""
    heading("one user")
    browsers: dict[str, Browser] = {}
    for page in pages:
        browser = browsers.setdefault(page.who, Browser(port, page.who))
        status, _ = browser.get(page.addresses[0])
        if status != 200:
            print(f"{page.name}, {page.who}: status {status} for {page.addresses[0]}")
            continue
        pids = tree(master)
        before, before_database = processor_ms(pids), processor_ms(databases)
        spent, size = [], 0
        for number in range(times):
            began = perf_counter()
            status, text = browser.get(page.addresses[number % len(page.addresses)])
            spent.append((perf_counter() - began) * 1000)
            size = max(size, len(text))
            if status != 200:
                print(f"{page.name}, {page.who}: status {status}")
        used, used_database = processor_ms(pids) - before, processor_ms(databases) - before_database
        line(f"{page.name}, {page.who}", spent, used / times, used_database / times, size, limit_of(page))


def together(
    port: int, master: int, pages: Sequence[Page], users: int, think: float, seconds: float, databases: Sequence[int]
) -> None:
    """So many people at once, each thinking between two pages."""
    spent: dict[str, list[float]] = {}
    wrong: list[str] = []
    lock = threading.Lock()
    heavy = {"Home": 3, "worklist": 4, "child": 6, "search": 3}
    until = monotonic() + seconds + think

    def person(number: int) -> None:
        chance, who = random.Random(number), MIX[number % len(MIX)]
        mine = [page for page in pages if page.who == who]
        browser = Browser(port, who)
        sleep(chance.random() * think)
        while monotonic() < until:
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

    pids = tree(master)
    before, before_database, began = processor_ms(pids), processor_ms(databases), perf_counter()
    threads = [threading.Thread(target=person, args=(number,), daemon=True) for number in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    passed = perf_counter() - began
    number = sum(map(len, spent.values()))
    # Signing in is in the processor time too: a password costs a tenth of a second by design.
    processor, database = processor_ms(pids) - before, processor_ms(databases) - before_database
    heading(f"{users} users, {think:g} s between pages")
    for name, values in sorted(spent.items()):
        line(name, values, 0, 0, 0, None)
    line("all", [each for values in spent.values() for each in values], processor / number, database / number, 0,
         TOGETHER_LIMIT)  # fmt: skip
    print(f"{number / passed:.1f} pages a second; processor {processor / passed / 10:.0f}% of one core for pages"
          f"{f', {database / passed / 10:.0f}% for the database' if databases else ''}; load average "
          f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")  # fmt: skip
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
    held = ChildNow.objects.filter(is_open=True)
    print(f"\n== {connections['default'].vendor}: {held.count():,} open children, "
          f"{held.values('team_id').distinct().count()} teams, load average {os.getloadavg()[0]:.1f}")  # fmt: skip
    os.environ["PYTHONHASHSEED"] = "0"
    for users, processes in ((1, 1), (given.users, serving.PAGES_PROCESSES)):
        if users == 0:
            continue
        with served(given.port, processes) as master:
            if users == 1:
                one_user(given.port, master, pages, given.times, database_pids())
            else:
                together(given.port, master, pages, users, given.think, given.seconds, database_pids())
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
