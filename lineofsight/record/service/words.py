"""The words a name, an address or a search is made of, and keys that a misspelt name shares with the right one."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator

# Letters that are a letter with a stroke, not a letter and a mark, to Unicode.
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u02b9\u02bb`\u00b4\u05f3]")
_HYPHENS = re.compile("[-\u2010\u2011\u2012\u2013]")
# Marks above and below letters; vowel signs of Indic scripts are of a lower class, and stay.
_LOWEST_ACCENT = 10
_SHORTEST_PART = 3
_SHORTEST_MISSPELT = 3
_JOINED_PARTS = 3

# As names sound in English, near enough to bring different spellings together; longer ones first.
_SOUNDS = (
    ("sch", "sk"), ("tch", "c"), ("ph", "f"), ("gh", "g"), ("ck", "k"), ("ch", "c"), ("sh", "s"), ("th", "t"),
    ("kh", "k"), ("dh", "d"), ("wh", "w"), ("qu", "kw"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("x", "ks"),
    ("q", "k"), ("c", "k"), ("z", "s"), ("v", "f"), ("j", "g"), ("dg", "g"),
)  # fmt: skip
_SILENT_AT_FIRST = (("kn", "n"), ("wr", "r"), ("gn", "n"), ("ps", "s"))
_VOWELS = re.compile("[aeiouyhw]")
_DOUBLED = re.compile(r"(.)\1+")


def folded(text: str) -> str:
    """Text without case, accents or the difference between scripts' own forms of a letter; signs of words stay."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_STROKES))
    bare = "".join(sign for sign in apart if unicodedata.combining(sign) < _LOWEST_ACCENT)
    return unicodedata.normalize("NFC", bare)


def asked_words(text: str) -> list[str]:
    """The words of a search as they were typed: an apostrophe joins, a hyphen parts."""
    return list(_split(_HYPHENS.sub(" ", _APOSTROPHES.sub("", folded(text)))))


def name_words(name: str) -> list[str]:
    """Every word a name is found by: its parts, and parts written as one (`O'Brien`: obrien, brien)."""
    found: dict[str, None] = {}
    plain = folded(name)
    parts = list(_split(_APOSTROPHES.sub("", _HYPHENS.sub(" ", plain))))
    for word in parts:
        found[word] = None
    for word in _split(_APOSTROPHES.sub(" ", _HYPHENS.sub(" ", plain))):
        if len(word) >= _SHORTEST_PART:
            found[word] = None
    for first in range(len(parts)):
        for last in range(first + 2, min(first + _JOINED_PARTS, len(parts)) + 1):
            found["".join(parts[first:last])] = None
    return list(found)


def as_identifier(text: str) -> str:
    """An id or a postcode without spaces and signs."""
    return "".join(_split(folded(text)))


def address_text(address: str) -> str:
    """An address as one line, also where the source holds it as JSON."""
    if not address.lstrip().startswith("{"):
        return address
    try:
        parts = json.loads(address)
    except ValueError:
        return address
    return " ".join(str(part) for part in parts.values() if part)


def _split(text: str) -> Iterator[str]:
    """Runs of letters, their marks, and figures."""
    kept = (sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in text)
    return iter("".join(kept).split())


def sound_of(word: str) -> str:
    """How a word sounds, roughly: consonants without doubling, and that it begins with a vowel."""
    for old, new in _SILENT_AT_FIRST:
        if word.startswith(old):
            word = new + word[len(old) :]
            break
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    first = "a" if _VOWELS.match(word) and word[:1] not in "hw" else word[:1]
    return _DOUBLED.sub(r"\1", first + _VOWELS.sub("", word[1:]))


def keys_of(word: str) -> set[str]:
    """Keys of a name: it without each letter in turn, and how it sounds, with and without each of those letters.

    Two names that differ by one letter, or by two that changed places, share a key; so do two that sound alike but for
    one consonant.
    """
    if len(word) < _SHORTEST_MISSPELT:
        return {word}
    sound = sound_of(word)
    keys = {word, *(word[:place] + word[place + 1 :] for place in range(len(word))), f"~{sound}"}
    if len(sound) > _SHORTEST_MISSPELT:
        keys |= {f"~{sound[:place]}{sound[place + 1 :]}" for place in range(len(sound))}
    return keys
