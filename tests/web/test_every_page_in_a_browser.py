"""Every page of every role in a real browser: nothing on the console, nothing asked of the outside (the `page` fixture
sees to both), nothing wider than a phone or a page zoomed twice; and a day's work by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.chromium import axe_violations
from tests.support.keyboard import follow, reach, tab_to
from tests.support.routes import PEOPLE, open_addresses

# As wide as the narrowest phone, which is also 1280 pixels zoomed four times; and 1280 pixels zoomed twice.
NARROW, ZOOMED = (320, 800), (640, 512)
_TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('body *')]
    .filter((each) => each.getBoundingClientRect().right > width + 1)
    .map((each) => each.tagName + '.' + each.className).slice(0, 5).concat(['the page']);
}"""
# Pages that only act, or are no page: nothing of them is shown.
NOT_SHOWN = ("sign_out", "account_logout", "health")


def shown(client: Any, who: str) -> list[str]:
    """The addresses of pages the person may open, each once."""
    found = []
    for route, address in open_addresses(who):
        if route.name not in NOT_SHOWN and address not in found:
            answer = client.get(address)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                found.append(address)
    return found


@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_is_wider_than_a_phone_or_says_anything_on_the_console(
    service: Any, client_as: Any, page_as: Any, who: str
) -> None:
    page, wide = page_as(who), {}
    addresses = shown(client_as(who), who)
    # What everybody is shown alike is opened once, by a director; what is cut to whoever asks by each.
    if who != "director":
        alike = ("/handbook/", "/accessibility", "/help", "/performance/compare")
        addresses = [each for each in addresses if not each.startswith(alike)]
    if who == "analyst":
        addresses = [each for each in addresses if not each.startswith(("/children/child/", "/teams/", "/worklists/"))]
    for width, height in (NARROW, ZOOMED):
        page.set_viewport_size({"width": width, "height": height})
        for address in addresses:
            page.goto(service.address + address, wait_until="load")
            beyond = page.evaluate(_TOO_WIDE)
            if beyond:
                wide[f"{address} at {width}"] = beyond
    assert len(addresses) > 2
    assert wide == {}


def test_every_page_meets_the_accessibility_baseline(service: Any, client_as: Any, page_as: Any) -> None:
    page, found = page_as("analyst"), {}
    for address in shown(client_as("analyst"), "analyst"):
        page.goto(service.address + address)
        violations = axe_violations(page)
        if violations:
            found[address] = [(each.rule, each.places[:3]) for each in violations]
    assert found == {}


class TestASocialWorkerWithoutAMouse:
    def test_signs_in_finds_what_is_overdue_reads_why_and_signs_out(self, service: Any, page: Any) -> None:
        self.given_the_sign_in_page(service, page)
        self.when_i_sign_in_by_keyboard()
        self.then_the_first_thing_reached_skips_to_the_content()
        self.when_i_go_to_my_worklist_and_open_the_first_child()
        self.then_i_can_go_through_the_whole_page_and_come_back_out()
        self.when_i_search_for_the_child()
        self.then_i_can_sign_out()

    def given_the_sign_in_page(self, service: Any, page: Any) -> None:
        self.page = page
        page.goto(service.address + "/sign-in/")

    def when_i_sign_in_by_keyboard(self) -> None:
        for label, text in (("User name", "social-worker"), ("Password", "exampleton-demonstration")):
            tab_to(self.page, label)
            self.page.keyboard.type(text)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        assert "/sign-in/" not in self.page.url

    def then_the_first_thing_reached_skips_to_the_content(self) -> None:
        tab_to(self.page, "Skip to main content")
        self.page.keyboard.press("Enter")
        assert self.page.evaluate("location.hash") == "#main-content"

    def when_i_go_to_my_worklist_and_open_the_first_child(self) -> None:
        follow(self.page, "Worklists")
        self.name = self.page.locator(".los-first__name").first.inner_text()
        follow(self.page, self.name)
        assert self.name in self.page.locator("h1").inner_text()

    def then_i_can_go_through_the_whole_page_and_come_back_out(self) -> None:
        reached = reach(self.page)
        assert "Skip to main content" in reached
        assert "Accessibility" in reached
        assert reached.index("Home") < reached.index("Accessibility")

    def when_i_search_for_the_child(self) -> None:
        follow(self.page, "Children")
        box = self.page.locator("main input[name=q]")
        for _ in range(60):
            if box.evaluate("each => each === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.type(self.name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        assert self.name in self.page.locator("main").inner_text()

    def then_i_can_sign_out(self) -> None:
        follow(self.page, "Sign out")
        tab_to(self.page, "Sign out")
        tab_to(self.page, "Sign out")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        assert "/sign-in/" in self.page.url
