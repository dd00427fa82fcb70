"""The pages of data: who has them, what they say, and what they say of what is not there."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.support.chromium import DESKTOP, PHONE, axe_violations

OUTSIDERS = ("social-worker", "team-manager", "reviewing-officer", "elected-member")
SEEN = ("/data/", "/data/loads/1/", "/data/loads/1/rejects/", "/data/snapshots/")
FORMS = ("", "?format=xlsx", "?format=csv", "?page=2", "?state=standing")
KEY = "00000000-0000-4000-8000-000000000000"
LOADING = ("/data/upload/", "/data/loads/1/undo/", f"/data/work/{KEY}/")
ODD = "?state=nonsense&source=%01&table=x&file=" + "y" * 3000 + "&column='&done=maybe&page=-7&format=pdf"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_outsider_finds_no_page_of_data_and_cannot_tell_what_is_there(
    service: Any, client_as: Any, who: str
) -> None:  # fmt: skip
    client = client_as(who)
    absent = client.get("/data/loads/987654/").content
    for where in (*SEEN, *LOADING):
        for form in FORMS:
            answer = client.get(where + form)
            assert answer.status_code == 404, where + form
            assert answer.content == absent
    for where in ("/data/snapshots/take/", f"/data/work/{KEY}/again/", "/data/upload/", "/data/loads/1/undo/"):
        assert client.post(where).status_code == 404
    assert "/data/" not in client.get("/").content.decode().split("<main")[0]


def test_who_sees_data_and_does_not_load_it_finds_no_way_to_change_it(service: Any, client_as: Any) -> None:
    client = client_as("director")
    for where in SEEN:
        assert client.get(where).status_code == 200
    for where in LOADING:
        assert client.get(where).status_code == 404
    for where in ("/data/snapshots/take/", f"/data/work/{KEY}/cancel/", "/data/loads/1/undo/"):
        assert client.post(where).status_code == 404
    assert "/data/upload/" not in client.get("/data/").content.decode()


def test_what_does_not_exist_is_a_page_that_says_so(service: Any, client_as: Any) -> None:
    client = client_as("analyst")
    for where in (
        "/data/loads/99/", "/data/loads/99999999999999999999999/", "/data/loads/99/rejects/?format=csv",
        "/data/loads/99/undo/", f"/data/work/{KEY}/", "/data/snapshots/20010101T000000Z/",
        "/data/snapshots/..%2F..%2Fetc/", f"/data/work/{KEY}/dance/",
    ):  # fmt: skip
        assert client.get(where).status_code in (404, 405), where
    assert client.post(f"/data/work/{KEY}/again/").status_code == 404
    gone = client.get("/data/snapshots/20010101T000000Z/").content.decode()
    assert "There is no such snapshot" in gone


@pytest.mark.parametrize("where", SEEN)
def test_a_filter_that_does_not_exist_filters_nothing(service: Any, client_as: Any, where: str) -> None:
    answer = client_as("analyst").get(where + ODD)
    assert answer.status_code == 200
    assert len(answer.content) < 300_000


def test_the_list_of_loads_says_so_where_a_filter_is_unknown(service: Any, client_as: Any) -> None:
    text = client_as("analyst").get("/data/?state=nonsense").content.decode()
    assert "filters nothing: state: nonsense" in text
    none = client_as("analyst").get("/data/?state=undone").content.decode()
    assert "No load is like that" in none


def test_every_source_says_what_it_covers_and_how_fresh_it_is(service: Any, client_as: Any) -> None:
    (source,) = client_as("analyst").get("/data/").context["sources"]
    assert source.title == "Standard Safeguarding Dataset"
    assert source.known_on.isoformat() == "2026-09-30"
    assert source.behind == "up to date"
    assert source.load == newest()
    assert "whole" in source.told
    assert {table.extent for table in source.tables} <= {"Everything", "The latest only", "Nothing"}


def test_the_workbook_of_a_load_adds_up_to_its_page(service: Any, client_as: Any) -> None:
    client = client_as("analyst")
    totals = client.get("/data/loads/1/").context["totals"]
    book = load_workbook(BytesIO(client.get("/data/loads/1/?format=xlsx").content))
    rows = list(book["List"].iter_rows(min_row=2, values_only=True))
    assert sum(row[3] for row in rows) == totals["read"] > 0
    assert not any("/" in row[0] for row in rows)  # names of files, never where they lay


def test_values_that_could_not_be_read_are_for_those_who_load_data(own_home: Path, client_as: Any) -> None:
    from lineofsight.record.books import Reject

    Reject.objects.create(
        load_id=1, table="people", file="/x/ssd_person.csv", line=7, column="dob", value="O'Hara 3/13/20",
        reason="\"O'Hara 3/13/20\" is not a date.", remedy="=cmd()", row_taken=True,
    )  # fmt: skip
    for form in ("", "?format=csv", "?table=people&done=cell&file=ssd_person.csv"):
        seen = _text(client_as("analyst").get(f"/data/loads/1/rejects/{form}"))
        hidden = _text(client_as("director").get(f"/data/loads/1/rejects/{form}"))
        assert "O'Hara" in seen.replace("&#x27;", "'")
        assert "Hara" not in hidden
        assert "is not a date" in hidden
        assert "ssd_person.csv" in hidden
        assert "/x/" not in seen + hidden
        assert "does not exist" not in seen
    assert "'=cmd()" in _text(client_as("analyst").get("/data/loads/1/rejects/?format=csv"))
    book = load_workbook(BytesIO(client_as("director").get("/data/loads/1/rejects/?format=xlsx").content))
    assert [row[3] for row in book["List"].iter_rows(min_row=2, values_only=True)] == ["(not shown)"]


def test_a_snapshot_that_was_removed_or_damaged_is_said_and_the_others_stay(own_home: Path, client_as: Any) -> None:
    client = client_as("analyst")
    *others, name = sorted(path.name for path in (own_home / "snapshots").iterdir())
    assert client.get(f"/data/snapshots/{name}/").status_code == 200
    damaged = own_home / "snapshots" / "20300101T000000Z"
    damaged.mkdir()
    (damaged / "manifest.json").write_text("{")
    assert [row.name for row in client.get("/data/snapshots/").context["page"]] == [name, *others[::-1]]
    for each in (*others, name):
        shutil.rmtree(own_home / "snapshots" / each)
    gone = client.get(f"/data/snapshots/{name}/")
    assert gone.status_code == 404
    assert "may have been removed" in gone.content.decode()
    assert "No snapshot has been taken" in client.get("/data/snapshots/").content.decode()


@pytest.mark.drawn
def test_every_page_meets_the_accessibility_baseline_at_every_width(service: Any, page_as: Any) -> None:
    page = page_as("analyst")
    name = max(path.name for path in (service.home / "snapshots").iterdir() if not path.name.startswith("."))
    for where in (*SEEN, "/data/upload/", f"/data/loads/{newest()}/undo/", f"/data/snapshots/{name}/"):
        page.goto(service.address + where)
        for width, height in (DESKTOP, PHONE, (320, 800)):
            page.set_viewport_size({"width": width, "height": height})
            assert width == PHONE[0] or axe_violations(page) == [], where
            beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert beyond <= 0, where


def _text(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode()


def newest() -> int:
    from lineofsight.web.data.loads import newest_standing

    found = newest_standing()
    assert found is not None
    return found
