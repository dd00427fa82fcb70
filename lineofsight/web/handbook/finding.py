"""Finding in the handbook: each word asked for, by its beginning, and by what is nearest to it where nothing has it."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lineofsight.web.handbook.index import COMMON, Document, Index, stem, words_of

LONGEST_QUERY = 200
MOST_WORDS = 10
MOST_FOUND = 40
_SHORTEST_BEGINNING = 3
_NEAREST = 4
_EXACT, _BEGINS, _MISSPELT = 1.0, 0.6, 0.35
_IN_TITLE = 6.0
_SNIPPET = 220
_PIECES = re.compile(r"([^\W_]+)")

Marked = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is what was looked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its title with what was looked for marked, and the sentence that says most of it."""

    document: Document
    title: Marked
    snippet: Marked


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, best first. `instead`: words nothing has, with those looked for in their place."""

    asked: str
    hits: tuple[Hit, ...]
    total: int
    counts: Mapping[str, int]
    instead: tuple[tuple[str, tuple[str, ...]], ...] = ()
    some_words_only: bool = False


def asked_of(text: str) -> str:
    """A query as it is looked for: cut before it is looked at, blanks made one."""
    return " ".join(text[:LONGEST_QUERY].replace("\x00", " ").split())


def find(index: Index, text: str, kind: str = "") -> Findings:
    """What an index holds of a text; nothing for a blank one."""
    asked = asked_of(text)
    words = [word for word in dict.fromkeys(words_of(asked.replace("_", " "))) if word not in COMMON][:MOST_WORDS]
    if not words:
        return Findings(asked, (), 0, {})
    matches: list[dict[str, float]] = []
    instead: list[tuple[str, tuple[str, ...]]] = []
    for word in words:
        stems = _like(index, word)
        if not stems:
            stems = _near(index, word)
            if stems:
                instead.append((word, tuple(index.words[each] for each in stems)))
        matches.append(stems)
    scores, all_words = _scored(index, matches)
    exact = index.by_code.get(asked.casefold())
    if exact is not None:
        scores[exact] = scores.get(exact, 0.0) + 1000.0
    for place in scores:
        if asked.casefold() in index.documents[place].title.casefold():
            scores[place] += _IN_TITLE * len(words)
    ordered = sorted(scores, key=lambda place: (-scores[place], index.documents[place].title, place))
    counts: dict[str, int] = {}
    for place in ordered:
        counts[index.documents[place].kind] = counts.get(index.documents[place].kind, 0) + 1
    chosen = [place for place in ordered if not kind or index.documents[place].kind == kind]
    looked_for = frozenset(each for stems in matches for each in stems)
    hits = tuple(_hit(index.documents[place], looked_for) for place in chosen[:MOST_FOUND])
    return Findings(asked, hits, len(chosen), counts, tuple(instead), bool(scores) and not all_words)


def _like(index: Index, word: str) -> dict[str, float]:
    """The stems a word is, or begins."""
    stemmed = stem(word)
    found = {stemmed: _EXACT} if stemmed in index.postings else {}
    if len(stemmed) >= _SHORTEST_BEGINNING:
        for place in range(bisect_left(index.stems, stemmed), len(index.stems)):
            if not index.stems[place].startswith(stemmed):
                break
            found.setdefault(index.stems[place], _BEGINS)
    return found


def _near(index: Index, word: str) -> dict[str, float]:
    """The stems nearest to a word that is misspelt."""
    if len(word) < _SHORTEST_BEGINNING + 1:
        return {}
    from rapidfuzz import process  # local: only what is misspelt needs it
    from rapidfuzz.distance import DamerauLevenshtein

    most = 1 if len(word) < 6 else 2 if len(word) < 10 else 3
    nearest = process.extract(
        stem(word), index.stems, scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=_NEAREST
    )
    best = min((distance for _, distance, _ in nearest), default=0)
    return {name: _MISSPELT for name, distance, _ in nearest if distance == best}


def _scored(index: Index, matches: list[dict[str, float]]) -> tuple[dict[int, float], bool]:
    """Each document's score; of those with every word where there are any, else of those with the most."""
    size = len(index.documents)
    totals: dict[int, float] = {}
    held: dict[int, int] = {}
    for stems in matches:
        best: dict[int, float] = {}
        for name, quality in stems.items():
            postings = index.postings[name]
            rarity = math.log(1 + size / len(postings))
            for place, weight in postings.items():
                best[place] = max(best.get(place, 0.0), weight * quality * rarity)
        for place, score in best.items():
            totals[place] = totals.get(place, 0.0) + score
            held[place] = held.get(place, 0) + 1
    most = max(held.values(), default=0)
    return {place: score for place, score in totals.items() if held[place] == most}, most == len(matches)


def _hit(document: Document, looked_for: frozenset[str]) -> Hit:
    sentences = [text for text in (document.about, *document.body) if text]
    best = max(sentences, key=lambda text: len(looked_for & _stems(text)), default="")
    return Hit(document, marked(document.title, looked_for), marked(_cut(best, looked_for), looked_for))


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    """The stems of a sentence of a document: there are only so many of those."""
    return frozenset(stem(word) for word in words_of(text))


def _cut(text: str, looked_for: frozenset[str]) -> str:
    """A long text around the first word looked for."""
    if len(text) <= _SNIPPET:
        return text
    pieces = text.split(" ")
    first = next((n for n, word in enumerate(pieces) if _is_one(word, looked_for)), 0)
    start = max(first - 8, 0)
    said = ""
    for word in pieces[start:]:
        if len(said) + len(word) > _SNIPPET:
            said += " …"
            break
        said += f" {word}"
    return ("… " if start else "") + said.strip()


def marked(text: str, looked_for: Iterable[str]) -> Marked:
    """A text in pieces, those that are looked for apart."""
    wanted = frozenset(looked_for)
    pieces: list[tuple[str, bool]] = []
    for piece in _PIECES.split(text):
        is_one = _is_one(piece, wanted)
        if pieces and not is_one and not pieces[-1][1]:
            pieces[-1] = (pieces[-1][0] + piece, False)
        elif piece:
            pieces.append((piece, is_one))
    return tuple(pieces)


def _is_one(word: str, wanted: frozenset[str]) -> bool:
    return any(stem(part) in wanted for part in words_of(word) if part not in COMMON)
