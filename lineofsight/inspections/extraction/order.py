"""Lines that a page's text gives too late: where the page shows them.

Text is otherwise taken as the file gives it, because a table's cells rightly come in another order than their height.
Two kinds of line are put back: bullets and numbers that some programs write after all the words they stand beside, and
a last line that the page shows further up, as Word writes some headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lineofsight.inspections.items import ALONE

_LINES = re.compile(r"[^\r\n]+")
LEAST_RISE = 30.0  # points: more than two lines of text
BESIDE = 3.0  # points: how far a bullet's middle may lie outside the letter beside it


def misplaced_lines(textpage: Any, text: str) -> tuple[tuple[int, int], ...]:
    """Where each such line begins, and where the line begins before which it stands.

    `textpage` is the PDF reader's page, whose characters are those of `text`.
    """
    lines = [(found.start(), found.group().strip()) for found in _LINES.finditer(text) if found.group().strip()]
    if len(lines) < 3 or textpage.count_chars() != len(text):
        return ()
    return (*_marks(textpage, text, lines), *_last(textpage, text, lines))


def _marks(textpage: Any, text: str, lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    alone = [at for at, (_, words) in enumerate(lines) if ALONE.fullmatch(words)]
    if not alone:
        return
    boxes = {at: _box(textpage, text, start) for at, (start, _) in enumerate(lines)}
    for at in alone:
        left, bottom, _, top = boxes[at]
        middle = (bottom + top) / 2
        beside = [
            other for other, box in boxes.items()
            if other not in alone and box[0] > left and box[1] - BESIDE <= middle <= box[3] + BESIDE
        ]  # fmt: skip
        if beside and beside[0] != at + 1:
            yield lines[at][0], lines[beside[0]][0]


def _last(textpage: Any, text: str, lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    (last, words), (above, _) = lines[-1], lines[-2]
    top = _box(textpage, text, last)[3]
    if ALONE.fullmatch(words) or top - _box(textpage, text, above)[3] < LEAST_RISE:
        return
    below = next((start for start, _ in lines[:-1] if _box(textpage, text, start)[3] < top), None)
    if below is not None:
        yield last, below


def _box(textpage: Any, text: str, start: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the line's first visible character."""
    while start + 1 < len(text) and text[start].isspace():
        start += 1
    left, bottom, right, top = textpage.get_charbox(start)
    return left, bottom, right, top
