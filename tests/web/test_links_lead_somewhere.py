"""Every link that a page shows leads somewhere: for each role, from the pages that navigation reaches, and on."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.urls import Resolver404, resolve

from tests.support.access import person_of

LINK = re.compile(r"""<a\b[^>]*?\shref="([^"]+)"|<form\b[^>]*?\saction="([^"]+)""", re.S)
OUT = ("http:", "https:", "mailto:", "webcal:")
# One of each kind is opened; of every link it is asked whether the role may do what its page is for.
NOT_OPENED = ("sign_out", "account_logout", "board_pack:pdf", "readiness:document")
MOST = 130


def links_of(page: str, here: str) -> Iterator[tuple[str, bool]]:
    """The addresses within the service that a page shows, and whether each is where a form is sent."""
    for found in LINK.finditer(page):
        to = unescape(found[1] or found[2]).split("#")[0]
        if not to or to.startswith(OUT):
            continue
        yield (here.split("?")[0] + to if to.startswith("?") else to), bool(found[2])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test for each role, but for those that reach and do what another does and begin at the same page."""
    from lineofsight.web.accounts.roles import ROLES

    if "role" in metafunc.fixturenames:
        apart = {(role.reach, role.actions, role.home): role.code for role in ROLES.values()}
        metafunc.parametrize("role", sorted(apart.values()))


def test_no_link_a_role_is_shown_is_refused_to_it(service: Any, client_as: Any, role: str) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.roles import ROLES, Action

    held = ChildNow.objects.filter(stage="in_care", is_open=True).exclude(worker_id=None).exclude(team_id=None)
    child = held.exclude(reviewing_officer_id=None).order_by("-owed", "reference").first()
    assert child is not None
    client = client_as(person_of(role, child).username)
    waiting, asked, opened, refused = deque([("/", "")]), {"/"}, set[str](), []
    while waiting and len(opened) < MOST:
        address, shown_by = waiting.popleft()
        try:
            found = resolve(address.split("?")[0])
        except Resolver404:
            refused.append((address, shown_by, "no such address"))
            continue
        if found.view_name in opened or found.view_name in NOT_OPENED:
            continue
        opened.add(found.view_name)
        answer = client.get(address)
        if answer.status_code not in (200, 302, 303):
            refused.append((address, shown_by, answer.status_code))
        shown: list[tuple[str, bool]] = []
        if answer.status_code in (302, 303):
            shown = [(answer.headers["Location"], False)]
        elif answer.headers["Content-Type"].startswith("text/html") and "Content-Disposition" not in answer.headers:
            shown = list(links_of(answer.content.decode(), address))
        answer.close()  # a file that is given piece by piece is open until then
        for to, is_sent in shown:
            if to in asked:
                continue
            asked.add(to)
            policy = _policy(to)
            if isinstance(policy, Action) and policy not in ROLES[role].actions:
                refused.append((to, address, policy.name))
            elif not is_sent and "format=" not in to:
                waiting.append((to, address))
    assert refused == []
    assert len(opened) > 5


def _policy(address: str) -> Any:
    """What one must be allowed to do to open an address; nothing where there is no such address, or anybody may."""
    try:
        return getattr(resolve(address.split("?")[0]).func, "policy", None)
    except Resolver404:
        return None
