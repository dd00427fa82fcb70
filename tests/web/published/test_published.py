"""A scorecard from making to withdrawal: nobody outside sees it until a second person publishes it, then as made."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.chromium import axe_violations

MANAGE = "/published/manage/"


@pytest.fixture
def scorecards(service: Any) -> Iterator[Any]:
    from lineofsight.web.published.models import Scorecard

    yield Scorecard
    Scorecard.objects.all().delete()


def make(client: Any, title: str = "How we are doing") -> str:
    """Made by the form; its number."""
    answer = client.post(f"{MANAGE}new/", {"title": title, "intro": "What we <b>work</b> on.",
                                           "measures": ["cpp_count", "cp_visits_timely", "cla_count"]})  # fmt: skip
    assert answer.status_code == 303, answer.content
    return str(answer.headers["Location"].rstrip("/").rpartition("/")[2])


def do(client: Any, number: str, what: str, version: int = 1, **more: str) -> Any:
    return client.post(f"{MANAGE}{number}/", {"do": what, "version": version, **more})


def test_nobody_outside_sees_what_is_not_published(scorecards: Any, client_as: Any) -> None:
    number, stranger = make(client_as("analyst")), client_as("")
    absent = stranger.get("/published/999999/")
    for address in (f"/published/{number}/", f"/published/{number}/scorecard.csv"):
        answer = stranger.get(address)
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert "How we are doing" not in stranger.get("/published/").content.decode().replace("How children", "")
    sent_back = do(client_as("director"), number, "send_back", why="The first figure is old.")
    assert sent_back.status_code == 303
    assert stranger.get(f"/published/{number}/").status_code == 404
    assert b"It was sent back. Make another." in do(client_as("director"), number, "publish", 2).content
    assert scorecards.objects.get(pk=number).published_on is None


def test_one_who_made_it_does_not_publish_it_and_a_second_does(scorecards: Any, client_as: Any) -> None:
    director, stranger = client_as("director"), client_as("")
    number = make(director)
    assert b"A second person must publish it" in do(director, number, "publish").content
    assert stranger.get(f"/published/{number}/").status_code == 404
    # An analyst makes scorecards and publishes none.
    assert do(client_as("analyst"), number, "publish").status_code == 404
    assert do(client_as("principal-social-worker"), number, "publish").status_code == 303
    shown = stranger.get(f"/published/{number}/")
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "What we &lt;b&gt;work&lt;/b&gt; on." in page
    kept = scorecards.objects.get(pk=number)
    assert kept.digest in page
    assert kept.body in page
    rows = list(csv.DictReader(io.StringIO(stranger.get(f"/published/{number}/scorecard.csv").content.decode())))
    assert {row["code"] for row in rows} == {"cpp_count", "cp_visits_timely", "cla_count"}
    assert len(rows) == 3 * 8
    for row in rows:
        if row["code"] == "cpp_count" and row["value"].isdigit():
            assert int(row["value"]) % 5 == 0


def test_who_may_not_publish_or_make_is_told_there_is_no_such_page(scorecards: Any, client_as: Any) -> None:
    number = make(client_as("analyst"))
    for who in ("social-worker", "team-manager", "service-head", "elected-member", "commissioner"):
        client = client_as(who)
        for address in (MANAGE, f"{MANAGE}new/", f"{MANAGE}{number}/"):
            assert client.get(address).status_code == 404, f"{who} {address}"
    assert client_as("").get(MANAGE).status_code == 302


def test_a_file_that_was_changed_is_not_shown(scorecards: Any, client_as: Any) -> None:
    number = make(client_as("analyst"))
    changed = scorecards.objects.get(pk=number)
    assert do(client_as("director"), number, "publish").status_code == 303
    scorecards.objects.filter(pk=number).update(csv=changed.csv + "1,2\r\n")
    assert client_as("").get(f"/published/{number}/").status_code == 404
    assert client_as("").get(f"/published/{number}/scorecard.csv").status_code == 404


def test_withdrawn_it_says_why_and_what_is_right_and_shows_no_figure(scorecards: Any, client_as: Any) -> None:
    director, stranger, number = client_as("director"), client_as(""), make(client_as("analyst"))
    do(director, number, "publish")
    assert b"Enter why it is withdrawn" in do(director, number, "withdraw", 2, correction="Later").content
    conflict = do(director, number, "withdraw", 1, why="Wrong", correction="Later").content
    assert b"Somebody else wrote to this while you were" in conflict
    done = do(director, number, "withdraw", 2, why="Visits of June were counted twice.", correction="It is 60%.")
    assert done.status_code == 303
    gone = stranger.get(f"/published/{number}/")
    said = gone.content.decode()
    assert gone.status_code == stranger.get(f"/published/{number}/scorecard.csv").status_code == 410
    assert "Visits of June were counted twice." in said
    assert "It is 60%." in said
    assert "child protection plan" not in said
    assert "Withdrawn on" in stranger.get("/published/").content.decode()


def test_a_period_once_hidden_stays_hidden(scorecards: Any, client_as: Any) -> None:
    from lineofsight.web.knowledge.public_lines import line_from
    from lineofsight.web.published.given import not_given_before

    number = make(client_as("analyst"))
    found = scorecards.objects.get(pk=number)
    line, place = next(
        (row, place) for row in found.lines for place, cell in enumerate(row["cells"]) if cell["number"] is not None
    )
    line["cells"][place] |= {"value": "c", "number": None}
    found.save()
    assert line_from(line).codes[place] not in not_given_before().get(line["code"], ())
    do(client_as("director"), number, "publish")
    assert line_from(line).codes[place] in not_given_before()[line["code"]]
    again = scorecards.objects.get(pk=make(client_as("analyst"), "The next"))
    after = next(line_from(row) for row in again.lines if row["code"] == line["code"])
    assert after.cells[place].is_hidden


def test_made_read_and_published_in_a_browser(service: Any, scorecards: Any, page_as: Any, client_as: Any) -> None:
    page: Page = page_as("analyst")
    page.goto(f"{service.address}{MANAGE}new/")
    assert axe_violations(page) == []
    page.get_by_label("What it is called").fill("Autumn")
    page.get_by_role("button", name="Make the scorecard").click()
    expect(page.get_by_role("heading", name="Autumn")).to_be_visible()
    expect(page.get_by_text("It waits for somebody who may publish.")).to_be_visible()
    number = page.url.rstrip("/").rpartition("/")[2]
    do(client_as("director"), number, "publish")
    page.context.clear_cookies()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{service.address}/published/{number}/")
        expect(page.get_by_role("heading", name="How many children are in our care?")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert axe_violations(page) == []
