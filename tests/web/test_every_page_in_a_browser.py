"""Every page in a real browser: nothing on the console, nothing asked of the outside (the `page` fixture sees to both),
nothing wider than a phone or a page zoomed twice, nothing inaccessible; and a day's work by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.chromium import DESKTOP, axe_violations
from tests.support.keyboard import follow, reach, tab_to
from tests.support.walked import walked
from tests.support.web import become

# As wide as the narrowest phone, which is also 1280 pixels zoomed four times; and 1280 pixels zoomed twice.
NARROW, ZOOMED = (320, 800), (640, 512)
_TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('body *')]
    .filter((each) => each.getBoundingClientRect().right > width + 1)
    .map((each) => each.tagName + '.' + each.className).slice(0, 5).concat(['the page']);
}"""
# So that several processes open pages at once.
PARTS = 8


@pytest.mark.drawn
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_fits_a_phone_is_accessible_and_says_nothing_on_the_console(
    whole_service: Any, page: Any, part: int
) -> None:
    """Axe once for each page there is; the widths for whoever is shown something on it that nobody before was."""
    found = walked(whole_service.home)
    wrong: dict[str, Any] = {}
    who = None
    mine = sorted(found.shown[part::PARTS], key=lambda each: each.who)
    for shown in mine:
        if shown.who != who:
            who = shown.who
            page.goto("about:blank")  # a page that asks how far something is asks as whoever opened it
            page.context.clear_cookies()
            if who:
                become(page, whole_service, who)
        page.set_viewport_size(dict(zip(("width", "height"), DESKTOP, strict=True)))
        opened = page.goto(whole_service.address + shown.address, wait_until="load")
        if opened.status != 200:
            wrong[f"{shown.address}, {who}"] = opened.status
        violations = axe_violations(page) if shown.is_first else []
        if violations:
            wrong[f"{shown.route}, {who}"] = [(each.rule, each.places[:3]) for each in violations]
        for width, height in (ZOOMED, NARROW):
            page.set_viewport_size({"width": width, "height": height})
            beyond = page.evaluate(_TOO_WIDE)
            if beyond:
                wrong[f"{shown.address} at {width}, {who}"] = beyond
    assert len(mine) > 20
    assert wrong == {}


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
