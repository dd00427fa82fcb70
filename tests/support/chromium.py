"""A real browser: the machine's own Chromium, headless, with a new profile, closed off from everything but loopback."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

EXECUTABLE = Path(os.environ.get("LINEOFSIGHT_CHROMIUM", "/usr/bin/chromium"))
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
)

# WCAG 2.2 at levels A and AA, which takes in the two versions before it.
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

DESKTOP = (1280, 900)
PHONE = (390, 844)


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule of axe-core that a page does not keep, and where."""

    rule: str
    impact: str
    help: str
    places: tuple[str, ...]


@cache
def _axe() -> str:
    if not AXE.exists():
        raise FileNotFoundError("axe-core is not installed. Run make setup-test.")
    return AXE.read_text(encoding="utf-8")


def axe_violations(page: Page, *, include: str | None = None) -> list[Violation]:
    """What axe-core finds against WCAG 2.2 AA on the page as it now stands, or in `include` (a CSS selector) only.

    The script is evaluated by the browser's debugger, so that a page's content security policy need not allow it.
    """
    # A click's new page may stand there before its style sheet does.
    page.wait_for_load_state("load")
    page.evaluate(_axe())
    found = page.evaluate(
        "([include, tags]) => axe.run(include || document, {runOnly: {type: 'tag', values: tags}})",
        [include, list(WCAG)],
    )
    return [
        Violation(
            each["id"],
            each["impact"] or "",
            each["help"],
            tuple(" ".join(str(part) for part in node["target"]) for node in each["nodes"]),
        )
        for each in found["violations"]
    ]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this process, on a profile of its own."""
    if not EXECUTABLE.exists():
        raise FileNotFoundError(
            f"There is no browser at {EXECUTABLE}. Run make setup-test, or set LINEOFSIGHT_CHROMIUM."
        )
    # The browser's client keeps an event loop in this thread, which makes Django refuse the ORM unless told otherwise.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=FLAGS)
            yield browser
            browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def complaints() -> list[str]:
    """What the page said on its console or asked of the outside. A test that expects some clears the list itself."""
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A page with no cookies, at desktop width. The test fails if anything is on its console or asked from outside."""
    width, height = DESKTOP
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="en-GB", timezone_id="Europe/London"
    )

    def only_this_machine(route: Route) -> None:
        if urlsplit(route.request.url).hostname in {"localhost", "127.0.0.1", None}:
            route.continue_()
        else:
            complaints.append(f"asked for {route.request.url}")
            route.abort()

    context.route("**/*", only_this_machine)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    yield page
    context.close()
    assert complaints == []
