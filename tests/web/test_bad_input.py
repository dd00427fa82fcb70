"""What nobody should send: pages that say so, never a fault, and nothing half-written."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.support.routes import absent, open_addresses, routes, there
from tests.support.walked import walked

TEN_MEGABYTES = 10 * 1024 * 1024
# Whatever a page of this service reads from its address.
NAMES = (
    "q", "page", "team", "worker", "standard", "stage", "state", "reason", "force", "area", "by", "format", "show",
    "what", "first", "last", "period", "snapshot", "on", "counted", "measure", "first_period", "second_period",
    "first_snapshot", "second_snapshot", "first_team", "second_team", "first_on", "second_on", "list", "only", "theme",
    "kind", "order", "age_from", "age_to", "locality", "source", "table", "reason", "next",
)  # fmt: skip
VALUES = (
    "nothing-like-it", "", "-1", "0", "99999999999999999999999999", "1e400", "9" * 4500, "2026-13-45", "2026-02-30",
    "0000-00-00", "99999-01-01", "é雨🙂", "'; DROP TABLE people; --", "<script>alert(1)</script>", "%s%n{0}{x}", "\\",
    "../../../etc/passwd", "x" * 300, "[", "(?P<", "*", "\r\nSet-Cookie: a=b", "true", "null", "\u202e", "\ud7ff",
)  # fmt: skip
# Bytes that no text is: written as they stand in an address.
BYTES = ("%ff%fe", "%c3%28", "%ed%a0%80", "%00", "a%00b", "%", "%zz", "%25%30%30", "&&&&", "=", "[]=x", "page[]=1")


# So that several processes ask at once.
PARTS = 3
TIMES = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_values_that_do_not_exist_never_give_a_fault(whole: Path, client_as: Any, part: int) -> None:
    """Each page there is, asked by one of those who may open it; and the API."""
    pages = [(each.who, each.address.partition("?")[0], (200, 302, 404)) for each in walked(whole).first]
    programs = [
        ("analyst", address, (200, 302, 404, 422))  # the API passes over nothing that it does not know
        for route, address in open_addresses("analyst") if route.is_for_programs
    ]  # fmt: skip
    asked = 0
    for place, (who, address, known) in list(enumerate(pages + programs))[part::PARTS]:
        client = client_as(who)
        client.raise_request_exception = False
        # Each name its own value, another on each page and each time: together every name meets every value.
        for time in range(TIMES):
            first = place * TIMES + time
            given = {name: VALUES[(first + number) % len(VALUES)] for number, name in enumerate(NAMES)}
            answer = client.get(address, given)
            assert answer.status_code in known, f"{address} {given}"
            # Of what programs are told a browser runs nothing, so long as it may not guess that it is a page.
            told = answer.headers.get("Content-Type", "").endswith("json") and answer["X-Content-Type-Options"]
            assert told == "nosniff" or b"<script>alert" not in answer.content, f"{address} {given}"
            assert "Set-Cookie" not in str(answer.headers.get("Location", "")), address
            asked += 1
        texts = BYTES[place % len(BYTES) :] + BYTES
        query = "&".join(f"{name}={text}" for name, text in zip(NAMES, texts * 3, strict=False))
        for whole_query in (query, query.replace("%00", "%ff")):
            assert client.get(f"{address}?{whole_query}").status_code in (*known, 400), f"{address} {whole_query}"
    assert asked > 80 * TIMES


def test_each_filter_alone_never_gives_a_fault(whole: Path, client_as: Any) -> None:
    values = ("nothing-like-it", "-1", "9" * 30, "2026-02-30", "é🙂")
    asked = 0
    for place, shown in enumerate(walked(whole).first):
        client = client_as(shown.who)
        client.raise_request_exception = False
        address = shown.address.partition("?")[0]
        said = client.get(address).content.decode()
        # Those the page itself reads; the others it does not look at.
        for number, name in enumerate(NAMES):
            if f'name="{name}"' in said or re.search(rf"[?&;]{name}=", said):
                # Two on each page, others on the next: together every filter meets every value.
                for value in (values[(place + number) % 5], values[(place + number + 2) % 5]):
                    answer = client.get(address, {name: value})
                    assert answer.status_code in (200, 302, 404), f"{address}?{name}={value}"
                    asked += 1
    assert asked > 300


def test_parts_of_an_address_that_are_no_ids_are_not_found(whole: Path, client_as: Any) -> None:
    client = client_as("director")
    client.raise_request_exception = False
    usual = there() | absent()
    for route in routes():
        for parameter in route.parameters:
            for value in ("..", "%00", "%ff", "'", "%F0%9F%99%82", "9" * 300, "-1", "a%2Fb", "%0d%0a", "nothing"):
                given = usual | {parameter: value, f"{route.name} {parameter}": value}
                assert client.get(route.address(given)).status_code in (302, 400, 404, 405), f"{route.name} {value}"


def test_a_character_that_no_database_keeps_is_refused_and_said(service: Any, client_as: Any) -> None:
    client = client_as("director")
    for address in ("/children/?q=a%00b", "/children/?a%00b=1", "/worklists/team/%00/"):
        answer = client.get(address)
        assert answer.status_code == 400, address
        assert b"cannot be read" in answer.content


@pytest.mark.parametrize("who", ["", "director", "analyst"])
def test_ten_megabytes_of_text_are_refused(service: Any, client_as: Any, who: str) -> None:
    client = client_as(who)
    client.raise_request_exception = False
    text = "x" * TEN_MEGABYTES
    for address in ("/children/", "/handbook/find/", "/performance/", "/worklists/service/"):
        assert client.get(address, {"q": text, "team": text}).status_code == 400, address
    for address in ("/sign-in/", "/worklists/calendar/", "/data/upload/"):
        assert client.post(address, {"login": text, "q": text}).status_code in (200, 302, 400, 403, 404, 413), address


def test_a_request_of_ten_megabytes_is_turned_away_at_the_door_and_the_service_goes_on(service: Any) -> None:
    where = urlsplit(service.address)
    for request in (
        b"GET /children/?q=" + b"x" * TEN_MEGABYTES + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid=" + b"x" * TEN_MEGABYTES + b"\r\n\r\n",
        b"GET /\x00\xff HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    ):
        with socket.create_connection((where.hostname or "", where.port or 0), timeout=20) as asking:
            try:
                asking.sendall(request)
                asking.shutdown(socket.SHUT_WR)
                answer = asking.recv(200)
            except OSError:
                answer = b""  # closed while we were still talking
        assert answer == b"" or answer.split(b" ")[1][:1] == b"4", answer
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=20) as asking:
        asking.sendall(b"GET /health/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert asking.recv(200).startswith(b"HTTP/1.1 200")


def test_only_what_changes_nothing_is_taken_without_a_token(whole: Path) -> None:
    from django.test import Client

    from lineofsight.web.accounts.models import User

    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username="analyst"))
    before = User.objects.get(username="analyst").calendar_number
    for _, address in open_addresses("analyst"):
        assert client.post(address).status_code in (403, 404, 405), address
    assert User.objects.get(username="analyst").calendar_number == before
