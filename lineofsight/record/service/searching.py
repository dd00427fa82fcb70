"""Finding children by what somebody remembers of them: part of a name, a birthday, a street, a mother's name.

A search runs inside a set of children, and every query about children has that set's conditions: whoever is not in it
is not found, and nothing of them is read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.record.service.asked_dates import AskedDate, asked_date
from lineofsight.record.service.asking import Like, like
from lineofsight.record.service.found import FoundBy, Kind
from lineofsight.record.service.now import ChildNow

LONGEST = 100
"""Signs of a search that are read: no time is spent on more."""

_WEIGHTS: Mapping[str, float] = {
    Kind.FORENAME.value: 1.0, Kind.SURNAME.value: 1.0, Kind.IDENTIFIER.value: 1.0, Kind.ADDRESS.value: 0.9,
    Kind.FAMILY.value: 0.85,
}  # fmt: skip
_OWN = (Kind.FORENAME.value, Kind.SURNAME.value, Kind.IDENTIFIER.value)
_CANDIDATES = 200
# So many children are read and looked at one by one; among more the database looks, from the words' side: a common name
# is that of thousands, and to pick a team's out of them costs more than to read the team's.
FEW = 1500
_NEARLY = 0.5
_LEAST = 0.45
_NAME = "name"
_BORN = "date of birth"


@dataclass(frozen=True)
class Found:
    """A child that a search found, why, and how well: 1 is all that was asked, as it was asked."""

    child: ChildNow
    why: str
    score: float


def find(
    text: str, within: QuerySet[ChildNow], limit: int = 10, unsaid: Collection[int] = frozenset()
) -> list[Found]:  # fmt: skip
    """The children of `within` that fit best, best first; open ones before closed where they fit alike.

    Of a text longer than `LONGEST` the beginning is read. `within` is a query without slices; nothing asked, or
    nothing like it, finds nobody. By what `unsaid` holds (keys of `FoundBy`) nobody is found: see `told_of`.
    """
    day, rest = asked_date(text[:LONGEST])
    meant = like(rest, within.db)
    near = _near(within, meant, unsaid)
    # Whoever is a candidate by what is unsaid alone falls away below: they must not keep others from being looked for.
    references = _candidates(meant, day, within, limit + len(unsaid), near)
    children = {child.reference: child for child in within.filter(reference__in=references)}
    rows = near.words if near is not None else _words_of(list(children), meant, within.db, unsaid)
    found = [
        _found(child, meant, day, _answers(meant, rows.get(reference, ()))) for reference, child in children.items()
    ]
    good = [each for each in found if each.score >= _LEAST]
    return sorted(good, key=_order)[:limit]


def _order(found: Found) -> tuple[float, bool, int, str, str, str]:
    child = found.child
    names = (child.surname or "", child.forename or "")
    # A name that holds no more than was asked goes before one that does.
    return -round(found.score, 3), not child.is_open, sum(map(len, names)), *names, child.reference


_Words = Mapping[str, Sequence[tuple[int, str, str | None]]]


@dataclass(frozen=True)
class _Near:
    """Few children: each with the day of birth, open ones first, and the words meant that find them."""

    born: Mapping[str, date | None]
    words: _Words


def _near(within: QuerySet[ChildNow], meant: Like, unsaid: Collection[int]) -> _Near | None:
    """The children asked among, where they are few."""
    read = within.order_by("-is_open").values_list("reference", "born_on", "expected_on")[: FEW + 1]
    born = {reference: born_on or expected_on for reference, born_on, expected_on in read}
    return None if len(born) > FEW else _Near(born, _words_of(list(born), meant, within.db, unsaid))


def _words_of(references: Sequence[str], meant: Like, alias: str, unsaid: Collection[int]) -> _Words:
    """The words meant that find each of some children, what they are of the child, and what is said of it."""
    words = meant.words()
    if not words or not references:
        return {}
    rows = _by_child().using(alias).filter(child_id__in=references, same__in=words)
    found: dict[str, list[tuple[int, str, str | None]]] = {}
    for key, reference, word, kind, said in rows.values_list("pk", "child_id", "word_id", "kind", "said"):
        if key not in unsaid:
            found.setdefault(reference, []).append((word, kind, said))
    return found


def _candidates(
    meant: Like, day: AskedDate | None, within: QuerySet[ChildNow], limit: int, near: _Near | None
) -> list[str]:  # fmt: skip
    """References of children worth a closer look: those who answer all that was asked, else a part of it.

    Each look costs; the next is taken only where those before it did not find enough.
    """
    likeliest, every = meant.likeliest(), meant.answered()
    looks: list[list[_Look]] = []
    if day is not None:
        looks.append([_Look(day, likeliest, own=True), _Look(day, every)] if every else [_Look(day, [])])
    if every:
        # A child's own names, as like as any word of the record: nobody can answer better.
        looks.append([_Look(None, likeliest, own=True)])
        looks.append([_Look(None, likeliest), _Look(None, every, own=True)])
        looks.append([_Look(None, every)])
        looks += [[_Look(day, [words])] for words in every]
    found: dict[str, None] = {}
    enough = limit
    for number, together in enumerate(looks):
        for each in together:
            found.update(dict.fromkeys(each.references(within) if near is None else each.among(near)))
        if len(found) >= enough:
            break
        # Born on that very day and named so: beside them only the very names are of interest, in case the day is wrong.
        if number == 0 and day is not None and day.is_whole and every and found:
            enough = 1
    return list(found)


@dataclass(frozen=True)
class _Look:
    """Children whom a word of every place finds; `own`: by their own names or ids; `born` then, where that is asked."""

    born: AskedDate | None
    places: Sequence[Sequence[int]]
    own: bool = False

    def references(self, within: QuerySet[ChildNow]) -> QuerySet[ChildNow, str]:
        """Their references, open ones first, no more than are worth ranking."""
        rows = within if self.born is None else within.filter(_born(self.born))
        kinds = {"kind__in": _OWN} if self.own else {}
        if self.places:
            named = {f"found_by__{name}": value for name, value in kinds.items()}
            # Of the child that the first place's words find, before anything else of it is read.
            others = [
                Exists(_by_child().filter(child=OuterRef("found_by__child"), same__in=words, **kinds))
                for words in self.places[1:]
            ]
            rows = rows.filter(*others, found_by__word__in=self.places[0], **named)
        return rows.order_by("-is_open").values_list("reference", flat=True)[:_CANDIDATES]

    def among(self, near: _Near) -> list[str]:
        """The same among few children."""
        found = []
        for reference, born in near.born.items():
            if self.born is not None and (born is None or not self.born.matches(born)):
                continue
            words = {word for word, kind, _ in near.words.get(reference, ()) if not self.own or kind in _OWN}
            if all(not words.isdisjoint(place) for place in self.places):
                found.append(reference)
        return found[:_CANDIDATES]


def _by_child() -> QuerySet[Any]:
    """The words of children, found by the child and not by the word (`same`), which many share.

    Nothing is added to the word, so that its index is not taken.
    """
    return FoundBy.objects.annotate(same=F("word_id") + 0)


def _born(day: AskedDate) -> Q:
    """Born then or, where not yet born, expected then."""
    if (span := day.span) is not None:
        # A range is found by its index; a part of a date is worked out for each row.
        return Q(born_on__range=span) | Q(born_on__isnull=True, expected_on__range=span)
    asked = {"day": day.day, "month": day.month, "year": day.year}
    born = Q(**{f"born_on__{part}": value for part, value in asked.items() if value is not None})
    expected = Q(**{f"expected_on__{part}": value for part, value in asked.items() if value is not None})
    return born | (Q(born_on__isnull=True) & expected)


def _answers(meant: Like, rows: Sequence[tuple[int, str, str | None]]) -> dict[int, tuple[float, str]]:
    """For each place of the search, a child's best answer: how good, and what it is of the child."""
    best: dict[int, tuple[float, str]] = {}
    for word, kind, said in rows:
        for place, scores in enumerate(meant.places):
            score = scores.get(word, 0.0) * _WEIGHTS[kind]
            if score > best.get(place, (0.0, ""))[0]:
                best[place] = (score, _why(kind, said))
    return best


def _why(kind: str, said: str | None) -> str:
    if kind in (Kind.FORENAME.value, Kind.SURNAME.value):
        return _NAME
    return said if said and kind == Kind.FAMILY.value else f"{Kind(kind).label}{f': {said}' if said else ''}"


def _found(child: ChildNow, meant: Like, day: AskedDate | None, answers: Mapping[int, tuple[float, str]]) -> Found:
    scores = [answers.get(place, (0.0, ""))[0] for place in range(len(meant.places))]
    whys = dict.fromkeys(why for _, (_, why) in sorted(answers.items()))
    on = child.born_on or child.expected_on
    if day is not None:
        fits = 0.0 if on is None else 1.0 if day.matches(on) else _NEARLY if day.nearly(on) else 0.0
        # A whole date tells as much as two names.
        scores += [fits, fits] if day.is_whole else [fits]
        if fits:
            whys[_BORN if fits == 1.0 else f"{_BORN} nearly"] = None
    return Found(child, ", ".join(whys), sum(scores) / len(scores) if scores else 0.0)
