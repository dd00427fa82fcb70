"""What every drawing promises: a name and words, lettering that can be read, nothing the security policy forbids."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Page

from lineofsight.web.drawings.canvas import NARROW, is_narrow
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.drawings.lettering import fitted, width_of, wrapped
from tests.support.chromium import axe_violations
from tests.web.drawings.examples import Example, examples

EXAMPLES = examples()
STYLES = Path(__file__).parents[3] / "lineofsight" / "web" / "drawings" / "drawings.css"
PAPERS_AND_INKS = {
    "none", "#0b0c0c", "#505a5f", "#b1b4b6", "#f3f2f1", "#ffffff", "#1d5b8f", "#cfe0ee", "#8a5300", "#4c2c92",
}  # fmt: skip


def drawn(example: Example) -> list[etree._Element]:
    return [example.draw(width) for width in example.widths]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.name)
def test_it_has_a_name_and_is_told_in_words(example: Example) -> None:
    for made in drawn(example):
        assert [child.tag for child in made[:2]] == ["title", "desc"]
        assert made[0].text
        assert made[1].text
        assert made.get("aria-label") == made[0].text
        # What is in an image cannot be reached by keyboard, so a drawing with links is a group.
        assert made.get("role") == ("group" if made.findall(".//a") else "img")
        assert all(each.get("aria-label") for each in made.iter("a"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.name)
def test_it_needs_no_script_style_or_name_of_a_part(example: Example) -> None:
    for made in drawn(example):
        for each in made.iter():
            assert each.tag not in {"script", "style", "foreignObject", "image", "use"}
            assert not {"style", "id"} & set(map(str, each.attrib))
            assert not [name for name in map(str, each.attrib) if name.startswith("on")]
            assert {each.get("fill", "none"), each.get("stroke") or "none"} <= PAPERS_AND_INKS


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.name)
def test_lettering_is_12_px_or_more_on_paper_of_the_width_asked_for(example: Example) -> None:
    for made, width in zip(drawn(example), example.widths, strict=True):
        sizes = [float(each.get("font-size", "14")) for each in made.iter("text")]
        assert min(sizes, default=12) >= 12
        assert made.get("viewBox") == f"0 0 {made.get('width')} {made.get('height')}"
        if len(example.widths) > 1:
            assert float(made.get("width", "0")) == width
            assert ("drawing-narrow" in made.get("class", "")) is is_narrow(width)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.name)
def test_the_table_has_a_cell_for_every_heading(example: Example) -> None:
    headings, rows = example.table
    assert {len(row) for row in rows} <= {len(headings)}
    assert all(isinstance(cell, str) for row in rows for cell in row)


def opened(page: Page, some: list[Example]) -> None:
    figures = [figure(each.name, drawn(each), each.table) for each in some]
    head = "<!DOCTYPE html><html lang=en><title>Drawings</title><style>body{font-family:sans-serif}"
    page.set_content(f"{head}{STYLES.read_text()}</style><main><h1>Drawings</h1>{''.join(map(markup, figures))}</main>")


def test_in_a_browser_no_word_leaves_its_drawing(page: Page) -> None:
    opened(page, EXAMPLES)
    for width in (1100, 320):
        page.set_viewport_size({"width": width, "height": 800})
        outside = page.evaluate(
            """() => [...document.querySelectorAll('svg text')].filter(text => {
                const [words, paper] = [text.getBoundingClientRect(), text.ownerSVGElement.getBoundingClientRect()]
                return paper.width && (words.left < paper.left - 3 || words.right > paper.right + 3
                    || words.bottom > paper.bottom + 3)
            }).map(text => text.ownerSVGElement.getAttribute('aria-label') + ': ' + text.textContent)"""
        )
        assert outside == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        shown = page.evaluate(
            "[...document.querySelectorAll('.drawing-pair')].map(pair => [...pair.children]"
            ".filter(each => each.getBoundingClientRect().width).map(each => each.classList[2]))"
        )
        assert {tuple(each) for each in shown} == {("drawing-wide" if width > NARROW * 2 else "drawing-narrow",)}


@pytest.mark.parametrize("names", [
    ("run chart 0", "funnel", "breakdown", "bars"), ("stacked", "calendar"), ("chronology",),
    ("homes", "clock: Visits"), ("Amira's family",), ("grades", "who led"),
])  # fmt: skip
def test_axe_finds_nothing(page: Page, names: tuple[str, ...]) -> None:
    opened(page, [each for each in EXAMPLES if each.name in names])
    assert page.locator("figure").count() == len(names)
    assert axe_violations(page) == []


def test_a_figure_with_one_drawing_scrolls_and_can_be_reached_by_keyboard() -> None:
    (one,) = (each for each in EXAMPLES if each.name == "calendar")
    made = figure("Due in May", drawn(one), one.table, numeric={1}, reading="Most on the 26th.", shown=True)
    boxes = made.findall(".//div[@role='region']")
    assert [box.get("tabindex") for box in boxes] == ["0", "0"]
    assert made.find("details").get("open") is not None  # type: ignore[union-attr]
    assert [each.text for each in made.iter("td")] == ["2", "120"]
    assert "<svg" in markup(made)


def test_words_are_shortened_and_broken_to_fit() -> None:
    assert fitted("Short", 100) == "Short"
    assert fitted("Much too long for its place", 60).endswith("\u2026")
    assert width_of(fitted("Much too long for its place", 60)) <= 60
    assert wrapped("Darren Woodhouse-Featherstonehaugh", 110) == ("Darren", "Woodhouse-", "Featherstoneh\u2026")
    assert wrapped("one two three four five", 60, most=2)[1].endswith("\u2026")
    assert wrapped("", 60) == ()
    assert width_of("李小龙") > width_of("abc")


def test_nothing_here_brings_in_django() -> None:
    folder = STYLES.parent
    modules = [f"lineofsight.web.drawings.{file.stem}" for file in folder.glob("*.py") if file.stem != "__init__"]
    script = f"import sys, {', '.join(modules)}\nprint('django' in sys.modules, len({modules!r}))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", str(len(modules))]
    assert len(modules) > 10
