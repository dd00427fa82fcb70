"""What a finding or recommendation is about, by a published list of words, and its tone; each match shows its words.

The list is `data/themes.csv`: a theme's words, where `*` stands for the rest of a word. Nothing is learned or weighed:
a theme is there when one of its words is, and the words that matched are given with it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

CONCERN, STRENGTH, MIXED, NEUTRAL = "concern", "strength", "mixed", "neutral"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: its code, its name on a page, the area it belongs to most, and the words that tell it."""

    code: str
    title: str
    area_code: str
    words: tuple[str, ...]


@cache
def all_themes() -> tuple[Theme, ...]:
    """The published list, in its order."""
    return tuple(
        Theme(row["code"], row["title"], row["area_code"], tuple(row["words"].split("; ")))
        for row in _rows("themes.csv")
    )


def themes_of(text: str) -> Mapping[str, tuple[str, ...]]:
    """The themes a text has, each with the words of it that matched, as they stand there and in that order."""
    small, found = text.lower(), {}
    for code, pattern in _patterns().items():
        words = tuple(dict.fromkeys(text[match.start() : match.end()] for match in pattern.finditer(small)))
        if words:
            found[code] = words
    return found


def tone_of(text: str) -> str:
    """Whether a finding tells strengths, concerns, both or neither, by the words of `data/tones.csv`."""
    concern, strength = (bool(_tones()[tone].search(text.lower())) for tone in (CONCERN, STRENGTH))
    return MIXED if concern and strength else CONCERN if concern else STRENGTH if strength else NEUTRAL


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {theme.code: _pattern(theme.words) for theme in all_themes()}


@cache
def _tones() -> Mapping[str, re.Pattern[str]]:
    return {row["tone"]: _pattern(row["words"].split("; ")) for row in _rows("tones.csv")}


def _pattern(words: tuple[str, ...] | list[str]) -> re.Pattern[str]:
    """Any of the words, whole, in any case; a hyphen and a space are the same, and so are both apostrophes."""
    written = []
    for word in sorted(words, key=len, reverse=True):
        text = re.escape(word.rstrip("*").lower()).replace("\\ ", "[ -]").replace("\\-", "[ -]?").replace("'", "['’]")
        written.append(text + (r"\w*" if word.endswith("*") else ""))
    return re.compile(rf"\b(?:{'|'.join(written)})(?!\w)")


def _rows(name: str) -> tuple[dict[str, str], ...]:
    text = resources.files("lineofsight.inspections").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
