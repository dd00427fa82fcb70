"""A morning of each of seven people: what they came for, reached by keyboard or by clicks, with nothing in the way."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.chromium import axe_violations

# who, the first thing they look for on Home, and the link that leads to it
MORNINGS = (
    ("social-worker", "My children", "The whole of my worklist"),
    ("team-manager", "What needs my decision", "All children of the team"),
    ("reviewing-officer", "Reviews coming up", "All of them, child by child"),
    ("service-head", "Where", "The scorecard"),
    ("director", "What we do not know", "The scorecard"),
    ("analyst", "Newest loads", "Load files"),
    ("elected-member", "How are our children doing?", "How many children are in our care?"),
)


@pytest.mark.parametrize(("who", "heading", "link"), MORNINGS)
def test_each_finds_what_they_came_for_on_home_and_goes_on_from_there(
    service: Any, page_as: Any, who: str, heading: str, link: str
) -> None:
    page = page_as(who)
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    page.get_by_role("link", name=link, exact=True).first.click()
    expect(page.locator("h1")).to_have_count(1)
    assert "not found" not in page.locator("h1").inner_text()
    assert axe_violations(page) == []


@pytest.mark.parametrize("who", ["social-worker", "director"])
def test_a_worklist_is_filtered_by_keyboard_alone(service: Any, page_as: Any, who: str) -> None:
    page = page_as(who)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    for _ in range(60):
        if page.evaluate("document.activeElement.textContent") == "Worklists":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/worklists/**")
    for _ in range(200):
        if page.evaluate("document.activeElement.id") == "filter-state":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("Overdue")
    for _ in range(40):
        if page.evaluate("document.activeElement.textContent") == "Show":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**state=overdue**")


def test_nothing_needs_a_script(service: Any, browser: Any, page_as: Any) -> None:
    cookies = page_as("team-manager").context.cookies()
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(service.address + "/worklists/my-team/")
    page.get_by_label("How it stands").select_option("soon")
    page.get_by_role("button", name="Show").click()
    assert "state=soon" in page.url
    context.close()
