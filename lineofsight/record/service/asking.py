"""What was typed into a search, as words that may stand for words of the record, each with how like they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connections
from django.db.models import Q
from rapidfuzz.distance import OSA, JaroWinkler

from lineofsight.record.rows import POSTGRESQL
from lineofsight.record.service.found import SearchKey, SearchWord
from lineofsight.record.service.words import asked_words, keys_of, sound_of

ALIKE = 0.66
"""Two words less alike than this are different names."""

_MOST_PLACES = 6
_MOST_LIKE = 40
_BEGIN_WITH = 200
_SOUNDS_ALIKE = 0.88
_BEGINS = 0.86
_SHORTEST_BEGINNING = 2
_LAST = "\U0010ffff"

Places = tuple[int, ...]


@dataclass(frozen=True)
class Like:
    """For each place of the search, the record's words that may be meant (by key) and how alike each is, 0 to 1."""

    places: tuple[Mapping[int, float], ...]

    @property
    def answered(self) -> list[Mapping[int, float]]:
        """The places for which there is any word, those that fewest words may answer first."""
        return sorted((place for place in self.places if place), key=len)

    def words(self) -> set[int]:
        """Every word that may be meant."""
        return {word for place in self.places for word in place}


def terms_of(text: str) -> dict[str, Places]:
    """The words asked, and neighbours written as one (`O Brien`, `ZZ4 5GE`), each with the places it stands for."""
    words = asked_words(text)[:_MOST_PLACES]
    terms: dict[str, Places] = {}
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            joined = "".join(words[first:last])
            # Long runs are for ids typed in groups; names and postcodes are in two or three.
            if last - first <= 3 or any(sign.isdigit() for sign in joined):
                terms.setdefault(joined, tuple(range(first, last)))
    return terms


def like(text: str, alias: str) -> Like:
    """The record's words like those of a text, from the database of that alias."""
    terms = terms_of(text)
    count = 1 + max((places[-1] for places in terms.values()), default=-1)
    found: list[dict[int, float]] = [{} for _ in range(count)]
    candidates = _candidates(terms, alias)
    for term, places in terms.items():
        scores = {key: score for key, word in candidates.items() if (score := alike(term, word)) >= ALIKE}
        best = sorted(scores, key=lambda key: -scores[key])[:_MOST_LIKE]
        for place in places:
            for key in best:
                found[place][key] = max(found[place].get(key, 0.0), scores[key])
    return Like(tuple(found))


def alike(asked: str, word: str) -> float:
    """How alike a word asked and a word of the record are: 1 where they are the same."""
    if asked == word:
        return 1.0
    if word.startswith(asked):
        return _BEGINS + (1 - _BEGINS) * len(asked) / len(word) - 0.02
    if any(sign.isdigit() for sign in asked):
        return 0.0  # an id or a postcode is the one asked or it is another
    score = max(OSA.normalized_similarity(asked, word), JaroWinkler.similarity(asked, word) - 0.12)
    return max(score, _SOUNDS_ALIKE) if sound_of(asked) == sound_of(word) and asked[:1] and score > 0.4 else score


def _candidates(terms: Iterable[str], alias: str) -> dict[int, str]:
    terms = list(terms)
    words = SearchWord.objects.using(alias)
    keys = {key for term in terms if not any(sign.isdigit() for sign in term) for key in keys_of(term)}
    found = dict(words.filter(word__in=terms).values_list("key", "word"))
    near = SearchKey.objects.using(alias).filter(key__in=keys).values_list("word_id", "word__word")
    found.update(near.distinct())
    for term in terms:
        if len(term) >= _SHORTEST_BEGINNING:
            begun = words.filter(_begins(term, alias)).values_list("key", "word")
            found.update(begun.order_by("word")[:_BEGIN_WITH])
    return found


def _begins(term: str, alias: str) -> Q:
    """Words that begin so, by the index that each database has for it."""
    if connections[alias].vendor == POSTGRESQL:
        return Q(word__startswith=term)
    return Q(word__gte=term, word__lt=term + _LAST)
