"""A document's pages as lines, each with its place, without page numbers, running titles and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lineofsight.inspections.shapes import Place
from lineofsight.inspections.wording import key, printed

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+|\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\s*[-–]?", re.IGNORECASE)
# A note begins with its number and a capital; a date that begins a line ("1 April 2013") is none.
_FOOTNOTE = re.compile(
    r"(\d{1,2})(?:\s+(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"[‘“(]?[A-Z]|$)"
)
_DIGITS = re.compile(r"\d+")
EDGE = 3
FURTHEST_FOOTNOTE = 14
PAGES_OF_A_SHORT_ONE = 6
SHORTEST_TITLE = 3


@dataclass(frozen=True, slots=True)
class Page:
    """A page's text exactly as extracted. `number` is None outside PDF.

    `misplaced` are lines that the text gives last and the page shows further up: where each begins in the text, and
    where the line begins before which it stands.
    """

    number: int | None
    text: str
    misplaced: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the spaces around it: `text` is the page's characters from `start` to `end`, as extracted.

    `after_gap` is whether an empty line or a new page stands before it; `sheet` counts pages, whatever is printed.
    """

    sheet: int
    page: int | None
    start: int
    end: int
    text: str
    after_gap: bool = False

    @property
    def place(self) -> Place:
        return Place(self.page, self.start, self.end)


def lines_of(pages: Sequence[Page]) -> tuple[Line, ...]:
    """Every line that is the document's own words: page numbers, running titles and footnotes left out."""
    by_page = [_as_shown(tuple(_lines(sheet, page)), page.misplaced) for sheet, page in enumerate(pages)]
    running = _running(by_page)
    kept: list[Line] = []
    expected = 1
    before: Sequence[Line] = ()
    for lines in by_page:
        above = _without_furniture(lines, running)
        own, expected = _without_footnotes(above, (*before, *above), expected)
        kept.extend(own)
        before = above
    return tuple(kept)


def span(lines: Sequence[Line]) -> Place:
    """The place of several lines: as far as the last of them on the page where they begin."""
    first = lines[0]
    last = [line for line in lines if line.sheet == first.sheet][-1]
    return Place(first.page, first.start, last.end)


def _lines(sheet: int, page: Page) -> Iterator[Line]:
    empty, breaks = False, 0
    for found in _LINE.finditer(page.text):
        text = found.group()
        if not text.strip():
            breaks = breaks + 1 if text[0] in "\r\n\x0b\x0c\x85\u2028\u2029" else breaks
            empty = empty or breaks > 1
            continue
        start = found.start() + len(text) - len(text.lstrip())
        yield Line(sheet, page.number, start, start + len(text.strip()), text.strip(), empty)
        empty, breaks = False, 0


def _as_shown(lines: tuple[Line, ...], misplaced: Sequence[tuple[int, int]]) -> tuple[Line, ...]:
    """The lines in the order the page shows them; their places stay those of the text."""
    for start, before in misplaced:
        moved = [line for line in lines if line.start == start]
        others = [line for line in lines if line.start != start]
        at = next((at for at, line in enumerate(others) if line.start == before), len(others))
        lines = (*others[:at], *moved, *others[at:])
    return lines


def _same_on_other_pages(line: Line) -> str:
    return _DIGITS.sub("", key(line.text))


def _running(by_page: Sequence[Sequence[Line]]) -> frozenset[str]:
    """What stands at the top or foot of enough pages to be a running title."""
    seen: Counter[str] = Counter()
    short = len(by_page) < PAGES_OF_A_SHORT_ONE
    for lines in by_page if short else by_page[1:]:
        edge = {_same_on_other_pages(line) for line in (*lines[:EDGE], *lines[-EDGE:])}
        seen.update(text for text in edge if len(text) >= SHORTEST_TITLE)
    often = max(2, len(by_page) - 1) if short else max(3, len(by_page) // 3)
    return frozenset(text for text, count in seen.items() if count >= often)


def _without_furniture(lines: Sequence[Line], running: frozenset[str]) -> tuple[Line, ...]:
    first, last = 0, len(lines)
    while first < last and first < EDGE + 1 and _is_furniture(lines[first], running):
        first += 1
    while last > first and len(lines) - last < EDGE + 1 and _is_furniture(lines[last - 1], running):
        last -= 1
    return tuple(lines[first:last])


def _is_furniture(line: Line, running: frozenset[str]) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(printed(line.text))) or _same_on_other_pages(line) in running


def _is_marked(lines: Sequence[Line], number: int) -> bool:
    """Whether some word bears the footnote's number: "Board1", "improve?1", or the number slipped to a line alone."""
    mark = re.compile(rf"[^\W\d]{number}(?!\w)|[.,;:?!)’”]{number}(?![\w.%])|^{number}$")
    return any(mark.search(line.text) for line in lines)


def _without_footnotes(lines: Sequence[Line], marked: Sequence[Line], expected: int) -> tuple[tuple[Line, ...], int]:
    """The lines above a page's footnotes, which count on through the document and run to the page's foot."""
    for at in range(max(1, len(lines) - FURTHEST_FOOTNOTE), len(lines)):
        found = _FOOTNOTE.match(lines[at].text)
        alone = found is not None and found.group() == found.group(1)
        if alone and (at + 1 == len(lines) or not lines[at + 1].text[0].isupper()):
            continue  # a marker that slipped below its heading, not the note itself
        if (
            found
            and int(found.group(1)) == expected
            and _is_marked([*marked[: len(marked) - len(lines) + at]], expected)
        ):
            numbers = [int(each.group(1)) for line in lines[at:] if (each := _FOOTNOTE.match(line.text))]
            while expected in numbers:
                expected += 1
            return tuple(lines[:at]), expected
    return tuple(lines), expected
