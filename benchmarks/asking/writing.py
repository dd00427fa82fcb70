"""What people of the service write: forms opened, filled in and sent, step by step, each step timed by who asks."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from time import perf_counter

from asking.browser import Browser

WORDS = "He was seen at home and said what he wants. His aunt and his school agree on what is next."
_CHOSEN = 2
_DAY = ("-day", "-month", "-year")
# A step: what the table calls it, and the page's answer; `done` where what was sent was taken.
Step = tuple[str, Callable[[], tuple[int, str]]]


@dataclass(frozen=True)
class Deed:
    """Something that somebody does in several steps; a generator is sent each step's text, and gives the next."""

    name: str
    who: str
    steps: Callable[[Browser, random.Random], Generator[Step, str, None]]

    def done(self, browser: Browser, chance: random.Random) -> Iterator[tuple[str, float, int]]:
        """Do it; gives each step's name, how many ms it took and the status."""
        steps, text = self.steps(browser, chance), None
        while True:
            try:
                name, ask = next(steps) if text is None else steps.send(text)
            except StopIteration:
                return
            began = perf_counter()
            status, text = ask()
            yield name, (perf_counter() - began) * 1000, status


class Form(HTMLParser):
    """The fields of a page's longest form that is sent, with what stands in them or could be chosen."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._forms: list[dict[str, str]] = []
        self._open, self._select = False, ""
        self._choices: dict[str, int] = {}
        self.feed(text)
        self.fields = max(self._forms, key=len, default={})

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note a field; of several to choose from, the second, or the first that is not blank."""
        given = {name: value or "" for name, value in attributes}
        name = given.get("name", "")
        if tag == "form":
            self._open = given.get("method", "").lower() == "post"
            self._forms += [{}] if self._open else []
        if not self._open:
            return
        if tag == "option" and self._select and not self._forms[-1].get(self._select):
            self._forms[-1][self._select] = given.get("value", "")
        if tag == "select":
            self._select = name
            self._forms[-1][name] = ""
        if tag == "textarea":
            self._forms[-1][name] = WORDS
        if tag == "input" and name:
            kind = given.get("type", "text")
            if kind in ("radio", "checkbox"):
                self._choices[name] = self._choices.get(name, 0) + 1
                if self._choices[name] <= _CHOSEN:
                    self._forms[-1][name] = given.get("value", "on")
            else:
                is_words = kind == "text" and not name.endswith(_DAY)
                self._forms[-1][name] = given.get("value", "") or (WORDS[:40] if is_words else "")

    def handle_endtag(self, tag: str) -> None:
        """A field or form ends."""
        if tag == "select":
            self._select = ""
        if tag == "form":
            self._open = False


def deeds_of(times: int) -> list[Deed]:
    """What people of the home that Django was started for write, with their own children."""
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.access.middleware import asker_of
    from lineofsight.web.access.policy import children_seen
    from lineofsight.web.accounts.models import User

    def references(who: str) -> Sequence[str]:
        seen = ChildNow.objects.filter(children_seen(asker_of(User.objects.get(username=who))), is_open=True)
        held = seen.exclude(worker_id=None).exclude(surname=None).order_by("reference")
        return list(held.values_list("reference", flat=True)[: max(10 * times, 100)])

    by_manager, by_auditor = references("team-manager"), references("auditor")
    by_officer = references("reviewing-officer")
    return [
        Deed("decision", "team-manager", lambda browser, chance: _decide(browser, chance.choice(by_manager))),
        Deed("allocation", "team-manager", lambda browser, chance: _allocate(browser, chance, by_manager)),
        Deed("audit", "auditor", lambda browser, chance: _audit(browser, chance.choice(by_auditor))),
        Deed("challenge", "reviewing-officer", lambda browser, chance: _challenge(browser, chance.choice(by_officer))),
    ]


def _written(browser: Browser, name: str, address: str, **chosen: str) -> Generator[Step, str, None]:
    """A form opened, kept as a draft, and sent."""
    text = yield f"{name}: form", lambda: browser.get(address)
    fields = Form(text).fields | chosen
    if "draft_form" in fields:
        yield "any form: draft kept", lambda: browser.post("/drafts/keep/", fields)
    yield f"{name}: save", lambda: browser.post(address, fields)


def _decide(browser: Browser, reference: str) -> Generator[Step, str, None]:
    yield from _written(browser, "decision", f"/decisions/child/{reference}/new/", gateway="closure")


def _challenge(browser: Browser, reference: str) -> Generator[Step, str, None]:
    yield from _written(browser, "challenge", f"/challenges/child/{reference}/new/")


def _allocate(browser: Browser, chance: random.Random, references: Sequence[str]) -> Generator[Step, str, None]:
    """The queue, who could take the child, what it would do, and doing it."""
    reference = chance.choice(references)
    yield "allocation: queue", lambda: browser.get("/allocation/")
    text = yield "allocation: who could", lambda: browser.get(f"/allocation/child/{reference}/")
    found = re.findall(r'href="(/allocation/child/[^"]+/to/[^"]+/)"', text)
    if not found:
        return
    address = chance.choice(found[:3])
    text = yield "allocation: what if", lambda: browser.get(address)
    fields = Form(text).fields | {"why": WORDS}
    yield "allocation: confirm", lambda: browser.post(address, fields)


def _audit(browser: Browser, reference: str) -> Generator[Step, str, None]:
    """An audit begun, its form kept, a row quoted, and the audit complete."""
    text = yield "audit: child's audits", lambda: browser.get(f"/audits/child/{reference}/begin/")
    begun = Form(text).fields
    location = yield "audit: begin", lambda: browser.post(f"/audits/child/{reference}/begin/", begun)
    if not location.startswith("/audits/"):
        return
    text = yield "audit: form", lambda: browser.get(location)
    fields, row = Form(text).fields, re.search(r'name="use" value="([^"]+)"', text)
    kept = {**fields, "grade": "good", "draft_form": fields.get("draft_form", "")}
    yield "any form: draft kept", lambda: browser.post("/drafts/keep/", kept)
    if row:
        used = row[1]
        quoting = yield "audit: form kept", lambda: browser.post(location, {**kept, "use": used})
        text = yield "audit: quote", lambda: browser.get(quoting)
        quoted = Form(text).fields | {"quote": "Seen."}
        yield "audit: quote kept", lambda: browser.post(quoting, quoted)
    yield "audit: save", lambda: browser.post(location, kept)
