"""The report in a real browser: for everyone, on any width, with nothing fetched and nothing said on the console."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.chromium import PHONE, axe_violations
from tests.support.commands import Authority, Commands

NARROWEST = 320


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the report is kept between the tests of this module."""
    return tmp_path_factory.mktemp("page") / "report.html"


@pytest.fixture
def opened(page: Page, kept: Path, command: Commands, authority: Authority) -> Page:
    """The report of the authority's Annex A workbook, opened as a file from a disk. The fixture `page` fails the test
    for whatever is said on the console or asked of the outside."""
    if not kept.exists():
        assert command("report", authority.files / "annex-a", "--output", kept).code == 0
    page.goto(kept.as_uri())
    return page


def test_it_keeps_the_accessibility_guidelines_folded_and_open(opened: Page) -> None:
    assert axe_violations(opened) == []
    opened.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert axe_violations(opened) == []


@pytest.mark.parametrize("width", [NARROWEST, PHONE[0]])
def test_the_page_never_scrolls_sideways(opened: Page, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 640})
    opened.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    if width == NARROWEST:  # where tables and charts scroll inside the page, which then must be within reach
        assert axe_violations(opened) == []


def test_every_list_opens_from_the_keyboard(opened: Page) -> None:
    folded = opened.evaluate("document.querySelectorAll('details').length")
    assert folded > 5
    opened_by_key = set()
    for _ in range(opened.evaluate("document.querySelectorAll('a, summary, figure, [tabindex]').length")):
        opened.keyboard.press("Tab")
        place = opened.evaluate("[...document.querySelectorAll('summary')].indexOf(document.activeElement)")
        if place >= 0 and place not in opened_by_key:
            opened.keyboard.press("Enter")
            if opened.evaluate("document.activeElement.parentElement.open"):
                opened_by_key.add(place)
            opened.keyboard.press("Enter")
    assert len(opened_by_key) == folded


def test_the_first_stop_skips_to_the_pages(opened: Page) -> None:
    opened.keyboard.press("Tab")
    assert "Skip" in opened.evaluate("document.activeElement.textContent")
    assert opened.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.getElementById(location.hash.slice(1)) !== null")
