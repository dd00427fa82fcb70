"""Something went wrong; it is learnt from; nobody closes their own; nothing is closed unproved: in a browser."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from playwright.sync_api import Page, expect

from tests.support.chromium import axe_violations


def fits(page: Page) -> None:
    """The page is usable at two widths."""
    assert axe_violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert axe_violations(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})


def dated(page: Page, name: str, day: Any) -> None:
    for part in ("day", "month", "year"):
        page.locator(f"[name={name}-{part}]").fill(str(getattr(day, part)))


def test_an_incident_is_learnt_from_and_not_closed_before_somebody_else_looked_and_something_shows_it(
    service: Any, page_as: Any
) -> None:
    from lineofsight.web.day import today

    day = today()
    # given a head of service who writes down a serious incident
    page = page_as("service-head")
    page.goto(f"{service.address}/learning/")
    fits(page)
    page.get_by_text("Write something down").click()
    page.get_by_role("link", name="Serious incident", exact=True).click()
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    fits(page)
    page.get_by_label("In one line").fill("A child was hurt at home")
    dated(page, "began_on", day - timedelta(days=2))
    page.get_by_label("What was learnt").fill("Nobody asked who else was in the home.")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("It is in the register.")).to_be_visible()
    expect(page.get_by_text(re.compile("due in")).first).to_be_visible()
    fits(page)
    # when the panel is notified, and an action names its proof
    page.get_by_role("button", name="Record what happened").click()
    page.get_by_label("National panel notified").check()
    dated(page, "on", day)
    fits(page)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text(re.compile("^Done ")).first).to_be_visible()
    page.get_by_role("button", name="Add an action").click()
    page.get_by_label("What is to change").fill("Every visit says who lives in the home")
    page.get_by_label("Whose it is").select_option(label="Team manager")
    dated(page, "due_on", day + timedelta(days=30))
    page.get_by_label("A dip sample, repeated").check()
    page.get_by_label("Which question set").select_option(index=1)
    page.get_by_label("What is wanted").fill("99")
    fits(page)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Its proof is named")).to_be_visible()
    entry = page.url
    # then its owner says it is done and cannot close it
    page_as("team-manager")
    page.goto(f"{service.address}/learning/")
    page.get_by_role("link", name="Every visit says who lives in the home").click()
    page.get_by_role("button", name="Say that it is done").click()
    page.get_by_label("What shows it").fill("Read ten visits with the team.")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Somebody else must look and close it")).to_be_visible()
    fits(page)
    # and somebody else closes it, and the entry still not: nothing shows the change
    page_as("service-head")
    page.goto(entry)
    page.get_by_role("link", name="Every visit says who lives in the home").click()
    page.get_by_role("button", name="Close it").click()
    page.get_by_label("What you found").fill("Seven of ten say so.")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.goto(entry)
    expect(page.get_by_text("Nothing shows the change yet")).to_be_visible()
    assert page.get_by_role("button", name="Close the entry").count() == 0
    fits(page)
