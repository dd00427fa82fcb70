"""What was typed into a search, as words that may stand for words of the record, each with how like they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connections
from django.db.models import Q
from rapidfuzz.distance import OSA, JaroWinkler

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.record.rows import POSTGRESQL
from lineofsight.record.service.found import SearchKey, SearchWord
from lineofsight.record.service.words import asked_words, keys_of, sound_of

ALIKE = 0.66
"""Two words less alike than this are different names."""

# Two words taken for one must be nearly that one, or either would bring what it begins like.
_ALIKE_JOINED = 0.85
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
    """For each place of the search, the record's words that may be meant (by key) and how alike each is, 0 to 1.

    `used` is how often each word is used in the record.
    """

    places: tuple[Mapping[int, float], ...]
    used: Mapping[int, int]

    def answered(self) -> list[list[int]]:
        """For each place that any word answers, those words; the place whose words are used least goes first."""
        return self._rarest_first([list(place) for place in self.places if place])

    def likeliest(self) -> list[list[int]]:
        """The same with those words alone that are most alike."""
        held = [(place, max(place.values())) for place in self.places if place]
        return self._rarest_first([[word for word, score in place.items() if score == best] for place, best in held])

    def _rarest_first(self, places: list[list[int]]) -> list[list[int]]:
        return sorted(places, key=lambda words: sum(self.used[word] for word in words))

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
    used = {key: often for key, _, often in candidates}
    for term, places in terms.items():
        least = ALIKE if len(places) == 1 else _ALIKE_JOINED
        scores = {key: score for key, word, _ in candidates if (score := alike(term, word)) >= least}
        best = sorted(scores, key=lambda key: -scores[key])[:_MOST_LIKE]
        for place in places:
            for key in best:
                found[place][key] = max(found[place].get(key, 0.0), scores[key])
    return Like(tuple(found), used)


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


def _candidates(terms: Iterable[str], alias: str) -> set[tuple[int, str, int]]:
    """Words that are one of these, begin with one, or share a key with one: key, word, and how often it is used."""
    terms = list(terms)
    words = SearchWord.objects.using(alias)
    keys = {key for term in terms if not any(sign.isdigit() for sign in term) for key in keys_of(term)}
    found = set(words.filter(word__in=terms).values_list("key", "word", "used"))
    near = SearchKey.objects.using(alias).filter(key__in=keys)
    found |= set(near.values_list("word_id", "word__word", "word__used").distinct())
    for term in terms:
        if len(term) >= _SHORTEST_BEGINNING:
            begun = words.filter(_begins(term, alias)).order_by("word")
            found |= set(begun.values_list("key", "word", "used")[:_BEGIN_WITH])
    return found


def _begins(term: str, alias: str) -> Q:
    """Words that begin so, by the index that each database has for it."""
    if connections[alias].vendor == POSTGRESQL:
        return Q(word__startswith=term)
    return Q(word__gte=term, word__lt=term + _LAST)
