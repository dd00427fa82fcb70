"""Every page is right as HTML: a strict reader finds nothing, ids stand once, what is filled in has a label."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.html import problems
from tests.support.routes import PEOPLE, open_addresses, without_keys

SOME = (
    "<!DOCTYPE html><html lang='en-GB'><head><title>A page</title></head><body><main><h1>A</h1>{}</main></body></html>"
)
# Lists put together another way, and what a page says of what is not there.
STATES = (
    "?by=child", "?by=standard", "?by=stage", "?state=recorded_late", "?q=smith", "?q=zzzzzzzz", "?team=nothing",
    "?show=all", "?page=2", "?by=team", "?counted=missing", "?area=nothing",
)  # fmt: skip


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("<p>whole</p>", False),
        ("<p>unclosed <b>tag</p>", True),
        ("<p id='a'></p><p id='a'></p>", True),
        ("<h2>B</h2><h4>D</h4>", True),
        ("<h1>B</h1>", True),
        ("<input name='q'>", True),
        ("<label for='q'>Words</label><input id='q' name='q'>", False),
        ("<a href='#nowhere'>go</a>", True),
        ("<div><li>item</li></div>", True),
        ("<a href='/'><button>go</button></a>", True),
        ("<table><caption>T</caption><tr><th>H</th></tr></table>", False),
        ("<table><tr><td>1</td></tr></table>", True),
        ("<p><div>block</div></p>", True),
    ],
)
def test_the_checker_finds_what_is_wrong_and_nothing_else(part: str, wrong: bool) -> None:
    assert bool(problems(SOME.format(part))) is wrong


@pytest.mark.drawn
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_is_right(service: Any, client_as: Any, who: str) -> None:
    client = client_as(who)
    found: dict[str, list[str]] = {}
    checked = 0
    for _, address in open_addresses(who):
        # A page that takes no notice of a state is the same page, and was read.
        read = set()
        for query in ("", *(STATES if who in ("director", "team-manager") else ())):
            answer = client.get(address + query)
            if not answer.headers["Content-Type"].startswith("text/html"):
                break
            text = answer.content.decode()
            same = without_keys(text)
            if text and same not in read:
                checked += 1
                read.add(same)
                for each in problems(text):
                    found.setdefault(each, []).append(address + query)
    assert checked > 5
    assert found == {}


def test_the_pages_of_what_went_wrong_are_right(service: Any, client_as: Any) -> None:
    from django.test import RequestFactory

    from lineofsight.web.layout.views import fault

    assert problems(fault(RequestFactory().get("/")).content.decode()) == []
    for client, address in ((client_as(""), "/sign-in/"), (client_as("director"), "/no/such/page/")):
        assert problems(client.get(address).content.decode()) == []
    stranger = client_as("")
    failed = stranger.post("/sign-in/", {"login": "director", "password": "wrong"})
    assert problems(failed.content.decode()) == []
