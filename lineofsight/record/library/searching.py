"""Finding passages by their words: each word asked for has to be there, in any of its forms; "quoted words" together.

Where no passage has them all, those that have any of them are given, and it is said.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import connections
from django.db.models import BooleanField, Count, Func, QuerySet, Value

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.record.library.models import Document, Passage
from lineofsight.record.library.shelf import Shelf, shelf

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
    SQLITE: "SELECT rowid, bm25(inspection_passage_words) FROM inspection_passage_words"
            " WHERE inspection_passage_words MATCH %s AND rowid IN (SELECT value FROM json_each(%s))",
    "postgresql": "SELECT id, -ts_rank_cd(words, websearch_to_tsquery('english', %s), 1)"
                  " FROM inspection_passages WHERE id IN"
                  " (SELECT value::bigint FROM json_array_elements_text(%s::json))",
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


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found: how many passages of each document, the latest first; and whether they have every word.

    Only documents that count: copies of an inspection are left out. `shelf`: the library as it was when asked.
    """

    asked: Asked
    wanted: Wanted
    shelf: Shelf
    by_document: Mapping[int, int]
    every_word: bool

    @property
    def total(self) -> int:
        """How many passages were found."""
        return sum(self.by_document.values())

    def of(self, documents: Iterable[int]) -> Hits:
        """What was found in some of the documents."""
        chosen = frozenset(documents)
        kept = {document: number for document, number in self.by_document.items() if document in chosen}
        return replace(self, by_document=kept)


def find(database: str, asked: Asked, wanted: Wanted) -> Hits:
    """What has the words asked for, or where nothing has all, any of them; all that is wanted where none is asked."""
    hits = Hits(asked, wanted, shelf(database), {}, True)
    every = _counted(database, hits)
    if every or len(asked.phrases) < 2:
        return replace(hits, by_document=every)
    some = replace(hits, every_word=False)
    return replace(some, by_document=_counted(database, some))


def found_passages(database: str, hits: Hits, first: int, last: int) -> list[Passage]:
    """The passages found from place `first` up to `last`, counted from 0, each with its document.

    By how much they say of what was asked, the latest document first among equals. Of more than `MOST_RANKED` the
    latest document comes first: what is nearly everywhere tells nothing by its words.
    """
    ranked = bool(hits.asked.phrases) and hits.total <= MOST_RANKED
    keys = (_by_rank if ranked else _by_document)(database, hits, first, last)
    rows = Passage.objects.using(database).in_bulk(keys)
    found = [rows[key] for key in keys if key in rows]
    for each in found:
        each.document = hits.shelf.documents[each.document_id]
    return found


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


def _counted(database: str, hits: Hits) -> dict[int, int]:
    """How many passages of each document that is wanted, the latest document first."""
    counts = dict(_among(database, hits).values_list("document_id").annotate(number=Count("pk")))
    documents = hits.shelf.documents.items()
    return {key: counts[key] for key, each in documents if key in counts and _is_wanted(each, hits.wanted)}


def _is_wanted(document: Document, wanted: Wanted) -> bool:
    if wanted.la_codes and document.la_code not in wanted.la_codes:
        return False
    if not wanted.first_year and not wanted.last_year:
        return True
    return document.on is not None and (wanted.first_year or 0) <= document.on.year <= (wanted.last_year or 9999)


def _among(database: str, hits: Hits) -> QuerySet[Passage]:
    """The passages with the words, kinds, theme, area and tone wanted, of whatever document, in no order."""
    asked, wanted = hits.asked, hits.wanted
    found = Passage.objects.using(database).order_by()
    if wanted.kinds:
        found = found.filter(kind__in=wanted.kinds)
    if wanted.theme:
        found = found.filter(themes__contains=f" {wanted.theme} ")
    for name, value in (("area_code", wanted.area), ("tone", wanted.tone)):
        if value:
            found = found.filter(**{name: value})
    return found.filter(_with(database, asked, all_of_them=hits.every_word)) if asked.phrases else found


def _by_rank(database: str, hits: Hits, first: int, last: int) -> list[int]:
    among = _among(database, hits).filter(document__in=list(hits.by_document))
    documents = dict(among.values_list("pk", "document_id"))
    with connections[database].cursor() as cursor:
        query = _query(database, hits.asked, all_of_them=False)
        cursor.execute(_RANKS[_vendor(database)], [query, json.dumps(list(documents))])
        ranks = dict(cursor.fetchall())

    def place(key: int) -> tuple[float, int, int]:
        on = hits.shelf.documents[documents[key]].on
        return ranks.get(key, 0.0), -on.toordinal() if on else 1, key

    return sorted(documents, key=place)[first:last]


def _by_document(database: str, hits: Hits, first: int, last: int) -> list[int]:
    """Only the documents in which the places fall are looked into."""
    chosen: list[int] = []
    before = skipped = 0
    for document, number in hits.by_document.items():
        if before >= last:
            break
        if before + number > first:
            chosen.append(document)
        else:
            skipped += number
        before += number
    rows = _among(database, hits).filter(document__in=chosen).values_list("document_id", "kind", "place", "pk")
    order = {document: n for n, document in enumerate(chosen)}
    ordered = sorted((order[document], kind, place, key) for document, kind, place, key in rows)
    return [key for *_, key in ordered[first - skipped : last - skipped]]


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
