"""Finding passages by their words: each word asked for has to be there, in any of its forms; "quoted words" together.

Where no passage has them all, those that have any of them are given, and it is said.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connections
from django.db.models import BooleanField, F, FloatField, Func, QuerySet, Value

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.record.library.models import Passage

LONGEST, MOST_WORDS, MOST_RANKED = 200, 12, 300
OPENS, CLOSES = "\x02", "\x03"
"""What stands before and after each word that was found, in `marked`."""
_PARTS = re.compile(r'"([^"]*)"|(\S+)')
_WORDS = re.compile(r"\w+")
# Words of nearly every passage, which PostgreSQL does not index either.
_COMMON = frozenset([
    "a", "about", "all", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "had", "has", "have", "in",
    "into", "is", "it", "its", "of", "on", "or", "so", "that", "the", "their", "they", "this", "to", "was", "were",
    "what", "when", "where", "which", "who", "with",
])  # fmt: skip

SQLITE = "sqlite"
# The words of each database for the three questions; only the query, the marks and the keys are put in, as values.
_FINDS = {
    SQLITE: "inspection_passages.id IN (SELECT rowid FROM inspection_passage_words"
            " WHERE inspection_passage_words MATCH %(expressions)s)",
    "postgresql": "inspection_passages.words @@ websearch_to_tsquery('english', %(expressions)s)",
}  # fmt: skip
_RANKS = {
    SQLITE: "(SELECT bm25(inspection_passage_words) FROM inspection_passage_words"
            " WHERE inspection_passage_words MATCH %(expressions)s AND rowid = inspection_passages.id)",
    "postgresql": "-ts_rank_cd(inspection_passages.words, websearch_to_tsquery('english', %(expressions)s), 1)",
}  # fmt: skip
_MARKS = {
    SQLITE: "SELECT rowid, highlight(inspection_passage_words, 0, %s, %s) FROM inspection_passage_words"
            " WHERE inspection_passage_words MATCH %s AND rowid IN (SELECT value FROM json_each(%s))",
    "postgresql": "SELECT id, ts_headline('english', \"text\", websearch_to_tsquery('english', %s), %s)"
                  " FROM inspection_passages WHERE id IN"
                  " (SELECT value::bigint FROM json_array_elements_text(%s::json))",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it is looked for: each phrase is one word, or several that stand together."""

    text: str
    phrases: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which passages: kinds, a theme's and an area's code, tone, authorities, years; blank asks nothing."""

    kinds: Sequence[str] = ()
    theme: str = ""
    area: str = ""
    tone: str = ""
    la_codes: Sequence[str] = field(default_factory=tuple)
    first_year: int | None = None
    last_year: int | None = None


def asked_of(text: str) -> Asked:
    """A text as it is looked for: cut before it is looked at, common words left out unless quoted."""
    given = unicodedata.normalize("NFC", text[:LONGEST].replace("\x00", " "))
    phrases: list[tuple[str, ...]] = []
    for quoted, word in _PARTS.findall(given):
        words = tuple(_WORDS.findall((quoted or word).casefold()))
        if not quoted:
            words = tuple(each for each in words if each not in _COMMON)
        if words and words not in phrases:
            phrases.append(words)
    return Asked(" ".join(given.split()), tuple(phrases[:MOST_WORDS]))


def passages(database: str, wanted: Wanted) -> QuerySet[Passage]:
    """The passages wanted, of documents that count: copies of an inspection are left out."""
    found = Passage.objects.using(database).filter(document__is_copy=False)
    if wanted.kinds:
        found = found.filter(kind__in=wanted.kinds)
    if wanted.theme:
        found = found.filter(themes__contains=f" {wanted.theme} ")
    for name, value in (("area_code", wanted.area), ("tone", wanted.tone)):
        if value:
            found = found.filter(**{name: value})
    if wanted.la_codes:
        found = found.filter(document__la_code__in=wanted.la_codes)
    if wanted.first_year:
        found = found.filter(document__on__year__gte=wanted.first_year)
    if wanted.last_year:
        found = found.filter(document__on__year__lte=wanted.last_year)
    return found


def find(database: str, asked: Asked, wanted: Wanted) -> tuple[QuerySet[Passage], bool]:
    """What has the words asked for, and whether it has all of them. Everything wanted where no word is asked for."""
    among = passages(database, wanted)
    if not asked.phrases:
        return among, True
    every = among.filter(_with(database, asked, all_of_them=True))
    if len(asked.phrases) == 1 or every.exists():
        return every, True
    return among.filter(_with(database, asked, all_of_them=False)), False


def best_first(database: str, found: QuerySet[Passage], asked: Asked) -> QuerySet[Passage]:
    """Passages by how much they say of what was asked, the latest document first among equals.

    Of more than `MOST_RANKED` the latest document comes first: what is nearly everywhere tells nothing by its words.
    """
    if not asked.phrases or found[MOST_RANKED : MOST_RANKED + 1].exists():
        return found.order_by(F("document__on").desc(nulls_last=True), "-document_id", "kind", "place")
    rank = Func(
        Value(_query(database, asked, all_of_them=False)), output_field=FloatField(), template=_RANKS[_vendor(database)]
    )
    return found.annotate(rank=rank).order_by("rank", F("document__on").desc(nulls_last=True), "pk")


def marked(database: str, keys: Sequence[int], asked: Asked) -> dict[int, str]:
    """The text of passages, the words found in it between `OPENS` and `CLOSES`."""
    if not keys or not asked.phrases:
        return {}
    query = _query(database, asked, all_of_them=False)
    how = [query, f"HighlightAll=true, StartSel={OPENS}, StopSel={CLOSES}"]
    if _vendor(database) == SQLITE:
        how = [OPENS, CLOSES, query]
    with connections[database].cursor() as cursor:
        cursor.execute(_MARKS[_vendor(database)], [*how, json.dumps(list(keys))])
        return dict(cursor.fetchall())


def _with(database: str, asked: Asked, *, all_of_them: bool) -> Func:
    return Func(
        Value(_query(database, asked, all_of_them=all_of_them)),
        template=_FINDS[_vendor(database)],
        output_field=BooleanField(),
    )


def _query(database: str, asked: Asked, *, all_of_them: bool) -> str:
    """The query in the database's own words: only letters and figures come into it, each in quotation marks."""
    if _vendor(database) == SQLITE:
        return (" AND " if all_of_them else " OR ").join(f'"{" ".join(phrase)}"' for phrase in asked.phrases)
    # Each phrase quoted, which leaves nothing in it that the query's language could take for an operator.
    return (" " if all_of_them else " or ").join(f'"{" ".join(phrase)}"' for phrase in asked.phrases)


def _vendor(database: str) -> str:
    return connections[database].vendor
