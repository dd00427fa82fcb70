"""The pages of the simulated authority as its people come to them: from Home by what links and forms lead to.

Walked once, when the authority is made whole (`tests.support.demonstration`), and kept with its home. What a page asks
of the record is real then, whichever page it is, and a page that nothing leads to is found out.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.support.routes import EVERYBODY, PEOPLE, open_addresses

KEPT = "walked.json"
# The same for everybody: opened by the first alone.
ALIKE = (
    "/handbook/", "/accessibility", "/help", "/performance/compare", "/inspections/authority/", "/inspections/country/",
    "/inspections/beside/", "/inspections/document/",
)  # fmt: skip
# How many addresses of a route somebody tries until one opens.
TRIED = 3
# How many more pages of a route somebody opens where a page behind them was not come to.
DEEPER = 8
# Besides the demonstration's people, whose accounts nobody changes: somebody with an account of their own; a stranger.
OF_THEIR_OWN = ("newly-qualified",)
STRANGER = ""
_ALL = (*EVERYBODY, *OF_THEIR_OWN, STRANGER)
_ENDS_THE_SESSION = ("sign_out", "account_logout")
_LEADS = re.compile(r'<a\b[^>]*?\shref="([^"]+)"|<form\b[^>]*?\saction="([^"]+)"|\shx-get="([^"]+)"', re.S)
_DRAWN = re.compile(r"<([a-z0-9-]+)(?:\s[^>]*?class=\"([^\"]*)\")?", re.S)


@dataclass(frozen=True)
class Shown:
    """A page that draws something which no page of its route before it did, and who is to open it."""

    who: str
    route: str
    address: str
    is_first: bool


@dataclass(frozen=True)
class Walked:
    """What was come to: the pages to look at, everybody's address of each route, and how a route that shows no page
    answered."""

    shown: tuple[Shown, ...]
    opened: dict[str, dict[str, str]]
    answered: dict[str, list[str]]

    @property
    def first(self) -> tuple[Shown, ...]:
        """One page of each route that shows any, with one person who may open it."""
        return tuple(each for each in self.shown if each.is_first)

    def parameters(self) -> dict[str, str]:
        """What fills the parameters of each route, but for the child and team it is about: `route parameter`."""
        from django.urls import resolve

        return {
            f"{name} {parameter}": str(value)
            for addresses in reversed(self.opened.values())
            for name, address in addresses.items()
            for parameter, value in resolve(_path(address)).kwargs.items()
            if parameter not in ("reference", "team_id")
        }


def keep(home: Path) -> None:
    """Walk the pages of the home this process serves, and keep what was come to."""
    walked = _Walk().everybody()
    (home / KEPT).write_text(json.dumps(asdict(walked), indent=1), encoding="utf-8")


def walked(home: Path) -> Walked | None:
    """What was come to in a home; None for one nobody walked."""
    if not (home / KEPT).exists():
        return None
    kept = json.loads((home / KEPT).read_text(encoding="utf-8"))
    return Walked(tuple(Shown(**each) for each in kept["shown"]), kept["opened"], kept["answered"])


class _Walk:
    """Everybody's way through the pages, each route's page once a person."""

    def __init__(self) -> None:
        self._shown: list[Shown] = []
        self._clients = {who: client_of(who) for who in _ALL}
        self._opened: dict[str, dict[str, str]] = {who: {} for who in self._clients}
        self._left: dict[str, list[str]] = {}
        self._tried: Counter[tuple[str, str]] = Counter()
        self._answered: dict[str, set[str]] = {}
        self._drawn: dict[str, set[tuple[str, str]]] = {}
        # Routes that answered somebody as they always do, with what is no page: a file, or that they only act.
        self._settled = set(_ENDS_THE_SESSION)

    def everybody(self) -> Walked:
        """What all people come to, one after another; then again, deeper, where some page was never come to."""
        for who in _ALL:
            self._left[who] = self._go(who, ["/" if who else "/sign-in/"])
            if not who:
                continue
            # What nothing leads to is asked for by its own address: it is a page all the same.
            for route, address in open_addresses(who, Walked((), self._opened, {}).parameters()):
                if route.name not in self._drawn:
                    self._open(who, route.name, address)
        for who, left in self._left.items():
            self._deeper(who, left)
        no_page = {name: sorted(said) for name, said in self._answered.items() if name not in self._drawn}
        return Walked(tuple(self._shown), self._opened, no_page)

    def _go(self, who: str, begun: list[str]) -> list[str]:
        """Where somebody comes to; gives the addresses that are more of what they have opened."""
        ways, seen, more = deque(begun), set(begun), []
        while ways:
            address = ways.popleft()
            name = name_of(address)
            if name in self._opened[who]:
                more.append(address)
                continue
            new = [way for way in _ways(self._open(who, name, address), address) if way not in seen]
            ways.extend(new)
            seen.update(new)
        return more

    def _deeper(self, who: str, left: list[str]) -> None:
        """More of the same pages in the parts where a page was never come to: the next child's may lead there."""
        looked = Counter[str]()
        for address in left:
            name = name_of(address)
            if not name or looked[name] >= DEEPER or not self._lacks(name.partition(":")[0]):
                continue
            looked[name] += 1
            said = _page_of(self._clients[who].get(address))
            self._go(who, [way for way in dict.fromkeys(_ways(said, address)) if name_of(way) not in self._drawn])

    def _lacks(self, part: str) -> bool:
        """Whether a part of the service has a page that nobody came to yet."""
        return any(
            name.partition(":")[0] == part and name not in self._drawn and name not in self._settled
            for name in self._answered
        )

    def _open(self, who: str, name: str, address: str) -> str:
        """The page of a route, opened where the person has not opened it yet; blank for none."""
        mine = self._opened[who]
        known = name in self._drawn and address.startswith(ALIKE)
        if not name or known or name in mine or name in self._settled or self._tried[who, name] >= TRIED:
            return ""
        self._tried[who, name] += 1
        answer = self._clients[who].get(address)
        said = _page_of(answer)
        if not said:
            kind = answer.headers.get("Content-Type", "").partition(";")[0]
            self._answered.setdefault(name, set()).add(f"{answer.status_code} {kind}")
            if answer.status_code in (200, 405):
                self._settled.add(name)
            return ""
        mine[name] = address
        drawn, before = set(_DRAWN.findall(said.partition("<main")[2])), self._drawn.get(name)
        if before is None or (who in PEOPLE and not drawn <= before):
            self._shown.append(Shown(who, name, address, is_first=before is None))
            self._drawn[name] = drawn | (before or set())
        return said


def _page_of(answer: Any) -> str:
    """The page that was answered; blank for anything else."""
    is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    if not is_page or answer.headers.get("Content-Disposition", "").startswith("attachment"):
        return ""
    return str(answer.content.decode())


def _ways(said: str, address: str) -> Iterator[str]:
    """Where a page's links and forms lead, as addresses of this service."""
    for found in _LEADS.finditer(said):
        way = html.unescape(next(each for each in found.groups() if each)).partition("#")[0]
        if way.startswith("?"):
            way = _path(address) + way
        if way.startswith("/") and not way.startswith("//"):
            yield way


def name_of(address: str) -> str:
    """The route of an address; blank for none of this service."""
    from django.urls import Resolver404, resolve

    try:
        return resolve(_path(address)).view_name
    except Resolver404:
        return ""


def _path(address: str) -> str:
    return address.partition("?")[0]


def client_of(who: str) -> Any:
    """A client signed in as somebody; a stranger's for a blank name."""
    from django.test import Client

    from lineofsight.web.accounts.models import User

    client = Client(headers={"host": "127.0.0.1"})
    if who:
        client.handler.load_middleware()
        client.force_login(User.objects.get(username=who))
    return client
