"""Every page is right as HTML: a strict reader finds nothing, ids stand once, what is filled in has a label."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.html import problems, unkept
from tests.support.routes import without_keys
from tests.support.walked import walked

SOME = (
    "<!DOCTYPE html><html lang='en-GB'><head><title>A page</title></head><body><main><h1>A</h1>{}</main></body></html>"
)
# Lists put together another way, and what a page says of what is not there.
STATES = (
    "?by=child", "?by=standard", "?by=stage", "?state=recorded_late", "?q=smith", "?q=zzzzzzzz", "?team=nothing",
    "?show=all", "?page=2", "?by=team", "?counted=missing", "?area=nothing",
)  # fmt: skip


# Forms that keep nothing while one types, and why: `tests/repository/test_drafts.py`.
NO_DRAFT = ("/looks/reason/", "/counts/")


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


def test_a_form_that_loses_words_is_found() -> None:
    bare = "<form><label for='w'>Words</label><textarea id='w' name='words'></textarea>{}</form>"
    assert unkept(SOME.format(bare.format(""))) == ["a form keeps no draft of: words"]
    assert unkept(SOME.format(bare.format("<input type='hidden' name='draft_form' value='x'>"))) == []


# So that several processes read pages at once.
PARTS = 4


@pytest.mark.drawn
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_right(whole: Path, client_as: Any, part: int) -> None:
    """Each page there is, for one of those who may open it, in every state it knows of; and for whoever is shown
    something on it that nobody before was."""
    found: dict[str, list[str]] = {}
    checked = states = 0
    for shown in walked(whole).shown[part::PARTS]:
        client, read = client_as(shown.who), set()
        text = client.get(shown.address).content.decode()
        # A page that does not speak of a state takes no notice of it.
        known = [query for query in STATES if shown.is_first and query[1:].partition("=")[0] + "=" in asked_by(text)]
        for query in ("", *known):
            if query:
                text = client.get(shown.address + query.replace("?", "&" if "?" in shown.address else "?"))
                text = text.content.decode()
            same = without_keys(text)
            if same in read:
                continue
            read.add(same)
            checked, states = checked + 1, states + bool(query)
            lost = [] if shown.address.partition("?")[0].endswith(NO_DRAFT) else unkept(text)
            for each in (*problems(text), *lost):
                found.setdefault(each, []).append(shown.address + query)
    assert checked > 50
    assert states > 5
    assert found == {}


def asked_by(text: str) -> str:
    """What a page's own links and boxes put into an address: `team=` and the like."""
    return text + "".join(f"{name}=" for name in re.findall(r'<(?:input|select)\b[^>]*?\sname="([^"]+)"', text))


def test_the_pages_of_what_went_wrong_are_right(service: Any, client_as: Any) -> None:
    from django.test import RequestFactory

    from lineofsight.web.layout.views import fault

    assert problems(fault(RequestFactory().get("/")).content.decode()) == []
    for client, address in ((client_as(""), "/sign-in/"), (client_as("director"), "/no/such/page/")):
        assert problems(client.get(address).content.decode()) == []
    stranger = client_as("")
    failed = stranger.post("/sign-in/", {"login": "director", "password": "wrong"})
    assert problems(failed.content.decode()) == []
