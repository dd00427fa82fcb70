"""Printed text made comparable: NFC, single spaces, line-end hyphens kept, quotation marks as printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

# What the PDF reader gives for a hyphen at a line's end; its other face when text is taken by area.
LINE_END_HYPHENS = ("\ufffe", "\x02")
# Ligatures are letters' shapes, not letters; NFC leaves them, and a search would never find the word.
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_LETTERS = {ord(mark): letters for mark, letters in LIGATURES.items()}
_HYPHEN = re.compile("[" + "".join(LINE_END_HYPHENS) + r"]\s*")
# "16- and 17-year-olds": a hyphen that leaves its word hanging is followed by a space.
_HANGING = re.compile(r"(?:and|or|to)\b")
_NOT_LETTERS = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def printed(text: str) -> str:
    """The text as it is compared and shown: NFC, single spaces, no ligatures, hyphens at line ends kept."""
    if text.isascii() and "\x02" not in text:
        return " ".join(text.split())
    out = unicodedata.normalize("NFC", text.translate(_LETTERS).translate(INVISIBLE))
    out = _HYPHEN.sub(lambda found: "- " if _HANGING.match(out, found.end()) else "-", out)
    return _SPACES.sub(" ", out).strip()


def joined(lines: Iterable[str]) -> str:
    """Lines of one paragraph as one text: a word broken at its hyphen is joined, all else takes a space."""
    text = ""
    for line in (printed(each) for each in lines):
        if not line:
            continue
        broken = len(text) > 1 and text[-1] == "-" and text[-2].isalnum() and not _HANGING.match(line)
        text = f"{text}{line}" if broken or not text else f"{text} {line}"
    return text


@cache
def loose(phrase: str) -> re.Pattern[str]:
    """A pattern for a phrase however it is spaced, broken, capitalised or its apostrophes drawn."""
    letters = []
    for letter in phrase:
        if letter.isspace():
            continue
        letters.append(
            "[-\u2010\u2011\ufffe\x02]?" if letter == "-" else "['’‘]?" if letter == "'" else re.escape(letter)
        )
    return re.compile(r"\s*".join(letters), re.IGNORECASE)


def key(text: str) -> str:
    """Letters and figures only, small: what is left of a heading whatever its spacing and points."""
    return _NOT_LETTERS.sub("", printed(text).casefold())
