"""The index of the handbook: every standard, measure, rule, table and list of codes by the words it holds.

Made once for each catalogue a process knows. Words are cut back to a stem, so that "visits" finds "visited".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lineofsight.core.code_sets import CodeSet, all_code_sets
from lineofsight.core.table import PROVENANCE, Table
from lineofsight.core.tables import TABLES
from lineofsight.core.text_formats import plural
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.returns.rulebooks.wording import RETURNS, SEVERITIES, RuleWords, every_rule
from lineofsight.web.handbook.kept import kept
from lineofsight.web.handbook.measures import MeasureWords, listed_measures, measure_in_words
from lineofsight.web.handbook.standards import StandardWords, standard_in_words
from lineofsight.web.handbook.words import code_set_title, return_of
from lineofsight.web.layout.links import link

KINDS = {
    "standard": "Standards", "measure": "Measures", "rule": "Rules of returns", "table": "Tables",
    "codes": "Lists of codes",
}  # fmt: skip
TITLE, CODE, ABOUT, BODY = 8.0, 6.0, 3.0, 1.0
MOST_OF_A_WORD = 3.0
_WORD = re.compile(r"[a-z0-9]+")
# Words in nearly every document, and that nobody looks for.
COMMON = frozenset([
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "each", "entry", "for", "from", "had", "has", "have", "in",
    "is", "it", "its", "no", "not", "of", "on", "or", "that", "the", "then", "there", "this", "to", "was", "were",
    "what", "when", "where", "which", "with",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be found: its kind, title, code, address, where it belongs, and its text in sentences."""

    kind: str
    title: str
    code: str
    link: str
    beside: str
    about: str
    body: tuple[str, ...]


@dataclass(frozen=True)
class Index:
    """`postings`: by stem, each document's place and the weight of the word in it. `stems` is sorted."""

    documents: tuple[Document, ...]
    postings: Mapping[str, Mapping[int, float]]
    stems: tuple[str, ...]
    words: Mapping[str, str]
    """A whole word for each stem, to name it by."""
    by_code: Mapping[str, int]


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return _WORD.findall(plain)


def stem(word: str) -> str:
    """A word without the endings that tell one form of it from another; short words as they are."""
    for ending, instead in (("ations", "at"), ("ation", "at"), ("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""),
                            ("s", ""), ("e", "")):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            cut = word[: len(word) - len(ending)] + instead
            # "planned" and "plan" are one word.
            return cut[:-1] if len(cut) > 3 and ending in ("ing", "ed") and cut[-1] == cut[-2] else cut
    return word


@kept
def index(catalogue: ResolvedCatalogue) -> Index:
    """The index of a catalogue."""
    return index_of(documents(catalogue))


def index_of(found: Sequence[Document]) -> Index:
    """The index of some documents."""
    postings: dict[str, dict[int, float]] = {}
    words: dict[str, str] = {}
    for place, document in enumerate(found):
        code = document.code.replace("_", " ")
        parts = ((document.title, TITLE), (code, CODE), (document.about, ABOUT), (" ".join(document.body), BODY))
        for text, weight in parts:
            counted: dict[str, float] = {}
            for word in words_of(text):
                if word not in COMMON:
                    stemmed = stem(word)
                    words.setdefault(stemmed, word)
                    counted[stemmed] = min(counted.get(stemmed, 0.0) + 1.0, MOST_OF_A_WORD)
            for stemmed, times in counted.items():
                held = postings.setdefault(stemmed, {})
                held[place] = held.get(place, 0.0) + weight * times**0.5
    by_code = {document.code.casefold(): place for place, document in enumerate(found)}
    return Index(tuple(found), postings, tuple(sorted(postings)), words, by_code)


def documents(catalogue: ResolvedCatalogue) -> list[Document]:
    """Everything that can be found."""
    found = [_standard(standard_in_words(item, catalogue)) for item in catalogue.standards.values()]
    found += [_measure(measure_in_words(item, catalogue)) for item in listed_measures(catalogue)]
    found += rule_documents()
    found += [_table(table) for table in TABLES.values()]
    return found + [_codes(codes) for codes in all_code_sets().values()]


def rule_documents() -> list[Document]:
    """Every rule of every return."""
    return [_rule(words) for collection in RETURNS for words in every_rule(collection)]


def _standard(words: StandardWords) -> Document:
    lines = [f"{heading}: {said}" for heading, said in words.lines]
    body = (*lines, f"{words.document}, {words.place}", words.force_words)
    return Document("standard", words.title, words.code, words.link, f"{words.area_heading}: {words.stage.lower()}",
                    words.why, tuple(body))  # fmt: skip


def _measure(words: MeasureWords) -> Document:
    lines = [f"{heading}: {said}" for heading, said in words.lines[:3]]
    return Document("measure", words.title, words.code, words.link, f"{words.area_heading}: {words.theme.lower()}",
                    words.why, (*lines, words.notes, f"{words.document}, {words.place}"))  # fmt: skip


def _rule(words: RuleWords) -> Document:
    fields = [f"{field}: {meaning}." if meaning else f"{field}." for field, meaning in words.fields]
    severity = f", {SEVERITIES[words.severity].lower()}" if words.severity else ""
    return Document("rule", words.title, words.code, link("handbook:rule", words.code),
                    f"{words.return_title}: {words.subject.lower()}{severity}", "", tuple(_every(fields)))  # fmt: skip


def _table(table: Table) -> Document:
    held = [f"{column.meaning}." for column in table.all_columns if column not in PROVENANCE]
    return Document("table", table.title, table.name, link("handbook:table", table.name), "A table of the record",
                    table.meaning, tuple(_every(held)))  # fmt: skip


def _codes(codes: CodeSet) -> Document:
    listed = [f"{code.meaning} ({code.code})." for code in codes]
    return Document("codes", code_set_title(codes.name), codes.name, link("handbook:code_set", codes.name),
                    f"{return_of(codes.name)}, {plural(len(codes), 'code')}", "", tuple(_every(listed)))  # fmt: skip


def _every(sentences: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(sentences))
