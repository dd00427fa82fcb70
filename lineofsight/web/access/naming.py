"""Whether words that somebody typed name a child: by the authority's own id, or by both names one after the other.

Logs of what was asked and answered hold words about children. Where such words name one whose record is restricted to
others, they are not there for whoever may not see the child. Words that are read by people who see no children (the
plan, the board's pack, a public scorecard) may name none: whoever types a name they may see is refused, and what gets
by, because its writer may not know that it is a child's, is kept back where it would be given out.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.policy import Asker, children_seen

LONGEST_NAME = 4
"""Words of a first name, or of a family name."""
AT_ONCE = 10_000
"""Letters looked through at once: every few words of them are asked of the database together."""
FEWEST_FIGURES = 5
"""Of an id that is a number: fewer are a year or a count more often than a child."""
_AROUND = string.punctuation + "“”‘’…–"
_PIECES = re.compile(r"\w+")
_BETWEEN = re.compile(r"[\s/–—]+")
_WHOSE = re.compile(r"['’]s$", re.IGNORECASE)


def may_not_name(asker: Asker, *texts: str) -> str:
    """Why words that people read who see no children may not be kept: they name a child. Blank where they may.

    Only a child whom whoever types may see is told: else a name could be tried to learn whether it is a child's.
    """
    found = named_in(texts, ChildNow.objects.filter(children_seen(asker)))
    if not found:
        return ""
    return f"“{found}” is the name or the local id of a child. People read this who see no children: say it without."


def named_among(texts: Sequence[str]) -> list[str]:
    """Which of some texts name any child there is, whoever may see it: to be kept back, never to be told of."""
    every = ChildNow.objects.all()
    found: list[str] = []
    for few in _together(texts):
        if _named(few, every):
            found += [text for text in few if _named([text], every)]
    return found


def named_in(texts: Iterable[str], within: QuerySet[ChildNow]) -> str:
    """The words by which some texts name one of some children; blank where they name none.

    The children are looked for by the words, so that very many cost little more than few.
    """
    return next((found for few in _together(texts) if (found := _named(few, within))), "")


def _together(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts in lots of about as many letters as the longest has: each lot is looked for at once."""
    few: list[str] = []
    for text in filter(None, texts):
        if few and sum(map(len, few)) + len(text) > AT_ONCE:
            yield few
            few = []
        few.append(text)
    if few:
        yield few


def _named(texts: Iterable[str], within: QuerySet[ChildNow]) -> str:
    said = [" ".join(text.split()) for text in texts]
    ids = {word for text in said for word in _may_be_ids(text)}
    by_id = within.filter(Q(child_id__in=ids) | Q(reference__in=ids)).first() if ids else None
    if by_id is not None:
        return by_id.child_id if by_id.child_id in ids else by_id.reference
    names = {name for text in said for name in _may_be_names(text)}
    if not names:
        return ""
    alike = within.annotate(first=Lower("forename"), family=Lower("surname"))
    asked = _any_of([way for child in alike.filter(first__in=names, family__in=names) for way in _names(child)])
    found = next((match for text in said if asked and (match := asked.search(text))), None)
    return found[0] if found else ""


def names_any(texts: Iterable[str], children: Iterable[ChildNow]) -> bool:
    """Whether any of some texts names any of some children; great and small letters are the same."""
    said = [" ".join(text.split()) for text in texts if text]
    if not said:
        return False
    asked = _any_of([way for child in children for way in _ways(child)])
    return asked is not None and any(asked.search(text) for text in said)


def _any_of(ways: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(rf"(?<!\w){re.escape(way)}(?!\w)" for way in ways), re.IGNORECASE) if ways else None


def _ways(child: ChildNow) -> list[str]:
    return [each for each in (child.child_id, child.reference, *_names(child)) if each]


def _names(child: ChildNow) -> list[str]:
    if not (child.forename and child.surname):
        return []
    first, family = child.forename, child.surname
    return [f"{first} {family}", f"{family} {first}", f"{family}, {first}"]


def _may_be_ids(text: str) -> Iterator[str]:
    for word in text.split():
        for piece in (word.strip(_AROUND), *_PIECES.findall(word)):
            if piece and not (piece.isdigit() and len(piece) < FEWEST_FIGURES):
                yield piece


def _may_be_names(text: str) -> Iterator[str]:
    """Every few words in a row, in small letters; as a database that knows only A to Z makes them small, too."""
    words = [_WHOSE.sub("", word.strip(_AROUND)) for word in _BETWEEN.split(text)]
    for at in range(len(words)):
        for end in range(at + 1, min(at + LONGEST_NAME, len(words)) + 1):
            run = " ".join(words[at:end])
            yield run.lower()
            if not run.isascii():
                yield "".join(each.lower() if each.isascii() else each for each in run)
