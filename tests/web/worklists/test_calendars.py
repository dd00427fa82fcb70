"""The calendar feed: ids only, its own person's children only, and stopped when asked."""

from __future__ import annotations

import re
from typing import Any

import pytest


def address_of(client: Any) -> str:
    page = client.get("/worklists/calendar/").content.decode()
    found = re.search(r'value="http://[^/]+(/worklists/calendar/[^"]+)"', page)
    assert found
    return found[1]


def test_it_holds_local_ids_and_no_name(service: Any, client_as: Any) -> None:
    from lineofsight.record.service.models import ChildNow
    from lineofsight.web.accounts.models import User

    worker = User.objects.get(username="social-worker").worker_id
    calendar = client_as("").get(address_of(client_as("social-worker"))).content.decode()
    assert calendar.startswith("BEGIN:VCALENDAR\r\n")
    assert "BEGIN:VEVENT" in calendar
    mine = ChildNow.objects.filter(worker_id=worker, is_open=True)
    unfolded = calendar.replace("\r\n ", "")
    assert any(f"SUMMARY:{child.child_id}: " in unfolded for child in mine)
    titles = re.sub(r"SUMMARY:\d+: [^\r]*", "", unfolded)
    assert not any(child.surname and child.surname in titles for child in mine)
    theirs = set(re.findall(r"SUMMARY:([^:]+): ", unfolded))
    assert theirs <= set(ChildNow.objects.filter(worker_id=worker).values_list("child_id", flat=True))


def test_no_line_is_longer_than_a_calendar_allows(service: Any, client_as: Any) -> None:
    calendar = client_as("").get(address_of(client_as("social-worker"))).content
    assert max(len(line) for line in calendar.split(b"\r\n")) <= 75


def test_asking_for_another_address_stops_the_old_one(service: Any, client_as: Any) -> None:
    client, stranger = client_as("social-worker"), client_as("")
    before = address_of(client)
    client.post("/worklists/calendar/")
    assert stranger.get(before).status_code == 404
    assert stranger.get(address_of(client)).status_code == 200


@pytest.mark.parametrize("key", ["x", "a" * 5000, "WzEsMV0:1abc:forged"])
def test_a_forged_key_finds_nothing(service: Any, client_as: Any, key: str) -> None:
    assert client_as("").get(f"/worklists/calendar/{key}.ics").status_code == 404


def test_lines_are_folded_between_characters() -> None:
    from lineofsight.web.worklists.calendars import escaped, folded

    line = "SUMMARY:" + "ش" * 100
    parts = folded(line).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert "".join([parts[0], *(part[1:] for part in parts[1:])]) == line
    assert escaped("a;b,c\\d\ne") == "a\\;b\\,c\\\\d\\ne"
