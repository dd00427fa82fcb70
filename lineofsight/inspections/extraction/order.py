"""A page's last line of text, where the page shows it further up: Word writes some headings after all else.

Text is otherwise taken as the file gives it. Only the last line is looked at, because a table's cells rightly come in
another order than their height.
"""

from __future__ import annotations

import re
from typing import Any

_LINES = re.compile(r"[^\r\n]+")
LEAST_RISE = 30.0  # points: more than two lines of text


def last_line_misplaced(textpage: Any, text: str) -> tuple[tuple[int, int], ...]:
    """Where the last line begins and where the line begins that it stands above; nothing where it stands last.

    `textpage` is the PDF reader's page, whose characters are those of `text`.
    """
    starts = [found.start() for found in _LINES.finditer(text) if found.group().strip()]
    if len(starts) < 3 or textpage.count_chars() != len(text):
        return ()
    *others, last = starts
    top = _top(textpage, text, last)
    if top - _top(textpage, text, others[-1]) < LEAST_RISE:
        return ()
    below = next((start for start in others if _top(textpage, text, start) < top), None)
    return ((last, below),) if below is not None else ()


def _top(textpage: Any, text: str, start: int) -> float:
    """How high the line's first visible character reaches."""
    while start + 1 < len(text) and text[start].isspace():
        start += 1
    return float(textpage.get_charbox(start)[3])
