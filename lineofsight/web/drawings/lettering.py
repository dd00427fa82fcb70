"""How wide words are drawn, and how they are broken or shortened to fit.

Nothing here measures a font: a server has none of the reader's. Widths are those of a plain sans serif, taken a little
generously, so that words run short of their room and not over it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

SIZE = 14
"""The size of lettering, in px; `SMALL` is the smallest."""
SMALL = 13

_NARROW, _THIN, _BROAD = frozenset('fjrt()[]-/"*'), frozenset("il.,:;'|! \u2019\u2009"), frozenset("mwMW%@\u2014")


def width_of(words: str, size: float = SIZE, *, bold: bool = False) -> float:
    """About how wide the words are drawn, in px."""
    return sum(_share(letter) for letter in words) * size * (1.08 if bold else 1.0)


def _share(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter in _THIN:
        return 0.29
    if letter in _NARROW:
        return 0.38
    if letter in _BROAD:
        return 0.92
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.02
    return 0.70 if letter.isupper() else 0.57


def fitted(words: str, room: float, size: float = SIZE, *, bold: bool = False) -> str:
    """The words, or as many of their letters as fit and an ellipsis. No room at all gives the ellipsis."""
    if width_of(words, size, bold=bold) <= room:
        return words
    kept = words
    while kept and width_of(kept + "\u2026", size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,(-\u2013") + "\u2026"


def wrapped(words: str, room: float, size: float = SIZE, *, bold: bool = False, most: int = 99) -> tuple[str, ...]:
    """The words in lines that fit; a word too long for a line, or what is over `most` lines, is shortened."""
    lines: list[str] = []
    joint = ""
    for word in words.split():
        # A double-barrelled name may be broken at its hyphen where it would not fit.
        long = width_of(word, size, bold=bold) > room
        for piece in re.findall(r"[^-]*-+|[^-]+$", word) if long else [word]:
            longer = f"{lines[-1]}{joint}{piece}" if lines else piece
            if lines and width_of(longer, size, bold=bold) <= room:
                lines[-1] = longer
            else:
                lines.append(piece)
            joint = ""
        joint = " "
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(fitted(line, room, size, bold=bold) for line in lines)


def widest(words: Iterable[str], size: float = SIZE, *, bold: bool = False) -> float:
    """The width of the widest; 0 where there are none."""
    return max((width_of(each, size, bold=bold) for each in words), default=0.0)
