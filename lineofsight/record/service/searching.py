"""Finding children by what somebody remembers of them: part of a name, a birthday, a street, a mother's name.

A search runs inside a set of children, and every query about children has that set's conditions: whoever is not in it
is not found, and nothing of them is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

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


def find(text: str, within: QuerySet[ChildNow], limit: int = 10) -> list[Found]:
    """The children of `within` that fit best, best first; open ones before closed where they fit alike.

    Of a text longer than `LONGEST` the beginning is read. `within` is a query without slices; nothing asked, or
    nothing like it, finds nobody.
    """
    day, rest = asked_date(text[:LONGEST])
    meant = like(rest, within.db)
    references = _candidates(meant, day, within, limit)
    children = {child.reference: child for child in within.filter(reference__in=references)}
    answers = _answers(meant, within, references)
    found = [_found(child, meant, day, answers.get(reference, {})) for reference, child in children.items()]
    good = [each for each in found if each.score >= _LEAST]
    return sorted(good, key=_order)[:limit]


def _order(found: Found) -> tuple[float, bool, int, str, str, str]:
    child = found.child
    names = (child.surname or "", child.forename or "")
    # A name that holds no more than was asked goes before one that does.
    return -round(found.score, 3), not child.is_open, sum(map(len, names)), *names, child.reference


def _candidates(meant: Like, day: AskedDate | None, within: QuerySet[ChildNow], limit: int) -> list[str]:
    """References of children worth a closer look: those who answer all that was asked, else a part of it.

    Each look costs; the next is taken only where those before it did not find enough.
    """
    likeliest, every = meant.likeliest(), meant.answered()
    born = within if day is None else within.filter(_born(day))
    looks: list[list[_Look]] = []
    if day is not None:
        looks.append([_Look(born, likeliest, own=True), _Look(born, every)] if every else [_Look(born, [])])
    if every:
        # A child's own names, as like as any word of the record: nobody can answer better.
        looks.append([_Look(within, likeliest, own=True)])
        looks.append([_Look(within, likeliest), _Look(within, every, own=True)])
        looks.append([_Look(within, every)])
        looks += [[_Look(born, [words])] for words in every]
    found: dict[str, None] = {}
    enough = limit
    for number, together in enumerate(looks):
        for each in together:
            found.update(dict.fromkeys(each.references()))
        if len(found) >= enough:
            break
        # Born on that very day and named so: beside them only the very names are of interest, in case the day is wrong.
        if number == 0 and day is not None and day.is_whole and every and found:
            enough = 1
    return list(found)


@dataclass(frozen=True)
class _Look:
    """Children whom a word of every place finds; with `own`, by their own names or ids alone."""

    rows: QuerySet[ChildNow]
    places: Sequence[Sequence[int]]
    own: bool = False

    def references(self) -> QuerySet[ChildNow, str]:
        """Their references, open ones first, no more than are worth ranking."""
        rows, kinds = self.rows, {"kind__in": _OWN} if self.own else {}
        for words in self.places[1:]:
            rows = rows.filter(Exists(FoundBy.objects.filter(child=OuterRef("reference"), word__in=words, **kinds)))
        if self.places:
            named = {f"found_by__{name}": value for name, value in kinds.items()}
            rows = rows.filter(found_by__word__in=self.places[0], **named)
        return rows.order_by("-is_open").values_list("reference", flat=True)[:_CANDIDATES]


def _born(day: AskedDate) -> Q:
    """Born then or, where not yet born, expected then."""
    if (span := day.span) is not None:
        # A range is found by its index; a part of a date is worked out for each row.
        return Q(born_on__range=span) | Q(born_on__isnull=True, expected_on__range=span)
    asked = {"day": day.day, "month": day.month, "year": day.year}
    born = Q(**{f"born_on__{part}": value for part, value in asked.items() if value is not None})
    expected = Q(**{f"expected_on__{part}": value for part, value in asked.items() if value is not None})
    return born | (Q(born_on__isnull=True) & expected)


def _answers(
    meant: Like, within: QuerySet[ChildNow], references: Sequence[str]
) -> dict[str, dict[int, tuple[float, str]]]:
    """For each child and place of the search, the best answer: how good, and what it is of the child."""
    words = meant.words()
    if not words or not references:
        return {}
    rows = within.filter(reference__in=references, found_by__word__in=words).values_list(
        "reference", "found_by__word_id", "found_by__kind", "found_by__said"
    )
    best: dict[str, dict[int, tuple[float, str]]] = {}
    for reference, word, kind, said in rows:
        mine = best.setdefault(reference, {})
        for place, scores in enumerate(meant.places):
            score = scores.get(word, 0.0) * _WEIGHTS[kind]
            if score > mine.get(place, (0.0, ""))[0]:
                mine[place] = (score, _why(kind, said))
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
