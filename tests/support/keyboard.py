"""Going about a page as people do who use no mouse: Tab until something has the focus, then press a key."""

from __future__ import annotations

from playwright.sync_api import Page

MOST_STEPS = 400
# What has the focus, in the words a screen reader would say, and whether one can see that it has it.
_FOCUSED = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const label = here.labels && here.labels.length ? here.labels[0].textContent : '';
  const words = (here.getAttribute('aria-label') || label || here.textContent || here.value || '');
  const box = here.getBoundingClientRect(), style = getComputedStyle(here);
  const drawn = style.outlineStyle !== 'none' || style.boxShadow !== 'none'
    || style.backgroundColor !== 'rgba(0, 0, 0, 0)';
  return {words: words.replace(/\\s+/g, ' ').trim(), drawn: drawn, size: box.width * box.height};
}"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what says these words has the focus. Raises AssertionError where it is never reached, or where
    on the way something has the focus and does not show it."""
    seen = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        if focused is None:
            continue
        assert focused["drawn"], f"the focus cannot be seen on {focused['words']!r}"
        seen.append(focused["words"])
        if focused["words"] == words:
            assert focused["size"] > 0, f"{words!r} has the focus and cannot be seen"
            return
    raise AssertionError(f"{words!r} is not reached by Tab; reached: {seen[:60]}")


def follow(page: Page, words: str) -> None:
    """Tab to a link or button and press Enter, then wait for the page it leads to."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def reach(page: Page) -> list[str]:
    """Everything that Tab reaches on a page, in order."""
    found: list[str] = []
    page.evaluate("document.activeElement && document.activeElement.blur()")
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        if focused is None:
            return found
        found.append(focused["words"])
    return found
