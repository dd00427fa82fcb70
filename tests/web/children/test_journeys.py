"""What people do with a child's pages, in a real browser."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.chromium import DESKTOP, PHONE, axe_violations

PLACES = ("Overview", "What is due", "Chronology", "Family", "Plans", "Visits and voice", "Homes", "Decisions",
          "Workers", "Who has looked")  # fmt: skip


class Journey:
    """Given somebody signed in, what they do, and what they then see."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.told: list[str] = []
        page.on("console", lambda message: self.told.append(message.text))
        page.on("pageerror", lambda error: self.told.append(str(error)))

    def given_the_list_of_children(self) -> Journey:
        self.page.get_by_role("link", name="Children", exact=True).click()
        return self

    def when_they_look_for(self, words: str) -> Journey:
        self.page.get_by_label("Find a child").fill(words)
        self.page.get_by_role("button", name="Find").click()
        return self

    def when_they_open(self, name: str) -> Journey:
        self.page.locator("main").get_by_role("link", name=name).first.click()
        return self

    def then_the_child_is(self, name: str) -> Journey:
        assert self.page.get_by_role("heading", level=1).inner_text() == name
        return self

    def then_they_read(self, *words: str) -> Journey:
        text = self.page.locator("main").inner_text()
        for each in words:
            assert each in text, each
        return self

    def then_it_is_no_wider_than_the_window(self) -> Journey:
        # A click's new page may stand there before its style sheet does.
        self.page.wait_for_load_state("load")
        beyond = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond <= 0
        return self

    def then_the_page_is_accessible(self) -> Journey:
        assert axe_violations(self.page) == []
        assert self.told == []
        return self.then_it_is_no_wider_than_the_window()


@pytest.fixture
def child(service: Any) -> Any:
    """A child with much to tell: in care, something overdue, a family."""
    from lineofsight.record.service.models import ChildNow

    rows = ChildNow.objects.filter(is_open=True, stage="in_care", overdue__gt=0, address_protected=False)
    plain = [row for row in rows if row.name.isascii() and row.name.replace(" ", "").isalpha()]
    # Not by reference: each home has a key of its own. The longest with the service has most behind them.
    return min(plain, key=lambda row: (row.opened_on, row.child_id))


def test_a_misspelt_child_is_found_and_the_reason_for_something_due_is_two_clicks_away(
    service: Any, page_as: Any, child: Any
) -> None:
    journey = Journey(page_as("director"), service.address)
    misspelt = f"{child.surname} {child.forename[:1]}{child.forename[2:]}"
    journey.given_the_list_of_children().when_they_look_for(f"{misspelt} {child.born_on:%Y}")
    journey.then_the_page_is_accessible().when_they_open(child.name)
    journey.then_the_child_is(child.name).then_they_read("Dangers tonight", "What is good", "What is due")
    journey.when_they_open("Why")
    journey.then_the_child_is(child.name).then_they_read("The days", "On whose authority", "The entries it comes from")
    journey.then_they_read("Recorded ", "file ssd_" if "ssd_" in journey.page.content() else "file ")
    journey.then_the_page_is_accessible()


@pytest.mark.drawn
def test_every_place_of_a_child_is_accessible(service: Any, page_as: Any, child: Any) -> None:
    page = page_as("director")
    page.goto(f"{service.address}/children/child/{child.reference}/")
    journey = Journey(page, service.address)
    for place in PLACES:
        page.get_by_role("navigation", name=re.compile("^Pages about")).get_by_role(
            "link", name=place, exact=True
        ).click()
        journey.then_the_child_is(child.name)
        for width, height in ((320, 640), PHONE, DESKTOP):
            page.set_viewport_size({"width": width, "height": height})
            journey.then_it_is_no_wider_than_the_window()
        journey.then_the_page_is_accessible()


def test_the_story_is_cut_down_by_what_is_asked_without_any_script(service: Any, page_as: Any, child: Any) -> None:
    page = page_as("director")
    page.goto(f"{service.address}/children/child/{child.reference}/chronology/?what=homes&first=2025")
    shown = page.locator(".child-entry .los-soft").all_inner_texts()
    assert shown
    assert all("Where the child lived" in words for words in shown)
    # The picture's marks lead to the same things in the list.
    target = page.locator(".drawing-wide .drawing-link").first.get_attribute("href")
    assert target.startswith("?")
    page.goto(f"{service.address}/children/child/{child.reference}/chronology/{target}")
    expect(page.locator(":target")).to_have_count(1)


def test_what_ended_long_ago_can_still_be_traced_to_its_rows(service: Any, client_as: Any, child: Any) -> None:
    client = client_as("director")
    base = f"/children/child/{child.reference}/"
    owed = client.get(base + "due/?show=all").context["page"].paginator.object_list
    gone = [each for each in owed if not each.state.waits and (each.day - each.opened_on).days > 200]
    assert gone
    for each in (gone[0], gone[-1]):
        answer = client.get(f"{base}why/{each.standard}/{each.mark}/")
        assert answer.status_code == 200
        assert answer.context["why"].evidence[0].origin.line
        assert str(answer.context["why"].clause) in answer.content.decode().replace("&#x27;", "'").replace("&amp;", "&")
    assert client.get(f"{base}why/{gone[0].standard}/ffffffffff/").status_code == 404
    assert client.get(f"{base}why/no_such_standard/{gone[0].mark}/").status_code == 404


def test_every_open_thing_of_every_kind_can_be_explained(service: Any, client_as: Any) -> None:
    from lineofsight.record.service.models import OpenDuty
    from lineofsight.web.layout.marks import mark_of

    client, seen = client_as("director"), set()
    for duty in OpenDuty.objects.filter(holder_kind="child").exclude(reference=None).iterator():
        if duty.standard in seen:
            continue
        seen.add(duty.standard)
        mark = mark_of(duty.subject, duty.opened_on)
        answer = client.get(f"/children/child/{duty.reference}/why/{duty.standard}/{mark}/")
        assert answer.status_code == 200, duty.standard
        assert answer.context["owed"].due_on == duty.due_on
        assert answer.context["owed"].state.name == _named(duty, answer.context["owed"].day)
    assert len(seen) > 50


def _named(duty: Any, day: Any) -> str:
    from lineofsight.web.children.owed import state_of

    return state_of(duty.status_on(day), duty.due_on, duty.recorded_on).name
