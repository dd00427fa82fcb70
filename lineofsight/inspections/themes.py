"""What a finding or recommendation is about, by a published list of words, and its tone; each match shows its words.

The list is `data/themes.csv`: a theme's words, where `*` stands for the rest of a word. Nothing is learned or weighed:
a theme is there when one of its words is, and the words that matched are given with it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

CONCERN, STRENGTH, MIXED, NEUTRAL = "concern", "strength", "mixed", "neutral"
_WORD = re.compile(r"\w+")
_LETTERS = 2  # the shortest beginning in the lists


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
    for code, pattern in _themes().that_may_match(small):
        words = tuple(dict.fromkeys(text[match.start() : match.end()] for match in pattern.finditer(small)))
        if words:
            found[code] = words
    return found


def tone_of(text: str) -> str:
    """Whether a finding tells strengths, concerns, both or neither, by the words of `data/tones.csv`."""
    small = text.lower()
    told = {code for code, pattern in _tones().that_may_match(small) if pattern.search(small)}
    return MIXED if len(told) == 2 else told.pop() if told else NEUTRAL


@cache
def _themes() -> _Lists:
    return _Lists({theme.code: theme.words for theme in all_themes()})


@cache
def _tones() -> _Lists:
    return _Lists({row["tone"]: tuple(row["words"].split("; ")) for row in _rows("tones.csv")})


class _Lists:
    """Lists of words by code. A pattern is tried only on a text that has what one of its words cannot match without:
    the whole words of it, or where it has none, a word that begins as it does. Most lists have none in most texts.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._patterns = {code: _pattern(words) for code, words in lists.items()}
        self._by_word: dict[str, list[tuple[frozenset[str], str]]] = {}
        self._by_start: dict[str, list[tuple[str, str]]] = {}
        for code, words in lists.items():
            for word in words:
                whole, start = _needed(word)
                if whole:
                    self._by_word.setdefault(whole[0], []).append((frozenset(whole), code))
                else:
                    self._by_start.setdefault(start[:_LETTERS], []).append((start, code))

    def that_may_match(self, small: str) -> Iterator[tuple[str, re.Pattern[str]]]:
        """The codes whose pattern may match a text in small letters, with the pattern, in the order of the lists."""
        words = _words_in(small)
        codes = {code for word in words for needed, code in self._by_word.get(word, ()) if needed <= words}
        codes |= {
            code for word in words for start, code in self._by_start.get(word[:_LETTERS], ()) if word.startswith(start)
        }
        return ((code, pattern) for code, pattern in self._patterns.items() if code in codes)


@lru_cache(maxsize=1)  # one text is asked for its themes and for its tone
def _words_in(small: str) -> frozenset[str]:
    return frozenset(_WORD.findall(small))


def _needed(word: str) -> tuple[tuple[str, ...], str]:
    """The whole words that a text must have for a listed word to match, and how one of its words must begin.

    Of a word with a hyphen, which may be written without, only the beginning is sure, as of one that `*` leaves open.
    """
    small = word.lower()
    parts = small.rstrip("*").split(" ")
    whole = [part for part in parts if _WORD.fullmatch(part)]
    if small.endswith("*") and whole and whole[-1] is parts[-1]:
        whole.pop()
    begins = _WORD.match(small)
    if begins is None or (not whole and len(begins.group()) < _LETTERS):
        raise ValueError(f"{word!r} in the lists of words does not begin with two letters or figures.")
    return tuple(whole), begins.group()


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Any of the words, whole, in any case; a hyphen and a space are the same, and so are both apostrophes."""
    written = []
    for word in sorted(words, key=len, reverse=True):
        text = re.escape(word.rstrip("*").lower()).replace("\\ ", "[ -]").replace("\\-", "[ -]?").replace("'", "['’]")
        written.append(text + (r"\w*" if word.endswith("*") else ""))
    return re.compile(rf"\b(?:{'|'.join(written)})(?!\w)")


def _rows(name: str) -> tuple[dict[str, str], ...]:
    text = resources.files("lineofsight.inspections").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
