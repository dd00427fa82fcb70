"""Lines taken from a document of the library: each recommendation with its place, its finding, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.indicator_measures import Percent
from lineofsight.core.local_authorities import all_local_authorities
from lineofsight.core.text_formats import uk_date
from lineofsight.evaluation.improvement import Direction
from lineofsight.record.library.models import NOTICE, Document, Passage, PassageKind
from lineofsight.web.improvement import measured
from lineofsight.web.improvement.matching import Matched, matched, theme_titles
from lineofsight.web.inspections.words import day_of_claim, said_words

_KINDS = {
    "inspection": "Inspection report", "inspection_and_lscb_review": "Inspection report", "notice": "Notice",
    "reinspection": "Re-inspection report", "lscb_review": "Report on the safeguarding board",
    "focused_visit": "Letter after a focused visit", "monitoring_visit": "Letter after a monitoring visit",
}  # fmt: skip
_PARAGRAPH = re.compile(r"paragraph (\S+)")
OF_THE_BOARD = "lscb"
MOST_NAMED = 60


@dataclass(frozen=True, slots=True)
class Taken:
    """A recommendation as a line would hold it. `measures`: by code, the theme each comes by."""

    passage: int
    values: Mapping[str, Any]
    matched: Matched


@dataclass(frozen=True, slots=True)
class Named:
    """A leader a document of the library names: when, as precisely as it was said, and in which words."""

    name: str
    when: str
    words: str
    file: str
    document: int


def people_named(documents: Iterable[int], own_code: str) -> list[Named]:
    """Who the library names as leading the authorities these documents are of, and one's own, the latest first."""
    codes = set(Document.objects.filter(pk__in=list(documents)).values_list("la_code", flat=True)) | {own_code}
    claims = Passage.objects.filter(
        kind=PassageKind.CLAIM, claim_kind="leader", document__la_code__in=codes - {""}, document__is_copy=False
    )
    rows = claims.exclude(heading="").select_related("document").order_by("-said_date", "place")[:MOST_NAMED]
    return [Named(each.heading, _when(each.said_date), each.text, each.document.file, each.document_id)
            for each in rows]  # fmt: skip


def _when(said: str) -> str:
    known = day_of_claim(said)
    return said_words(said, known[0]) if known else ""


def titled(document: Document) -> str:
    """A document as a line names its source: Inspection report of Birmingham, 25 November 2016."""
    authorities = all_local_authorities()
    kind = _KINDS.get(document.document_type, "Document")
    where = authorities[document.la_code].name if document.la_code in authorities else document.la
    day = document.published_printed or document.on
    return f"{kind}{f' of {where}' if where else ''}{f', {uk_date(day)}' if day else ''}"


def can_be_taken(document: Document) -> list[Passage]:
    """Its recommendations to the authority, in order; of a notice its terms are recommendations too."""
    found = document.passages.filter(kind=PassageKind.RECOMMENDATION).exclude(body=OF_THE_BOARD)
    return list(found.order_by("place"))


def taken(document: Document, passages: Sequence[Passage]) -> list[Taken]:
    """Recommendations as lines would hold them."""
    findings = list(document.passages.filter(kind=PassageKind.FINDING).order_by("place"))
    return [_taken(document, each, findings) for each in passages]


def _taken(document: Document, passage: Passage, findings: Sequence[Passage]) -> Taken:
    about = matched(passage.text, passage.theme_words)
    finding, place = _finding_of(passage, findings)
    return Taken(
        passage.pk,
        {
            "source_kind": "notice" if document.document_type == NOTICE else "report", "source": titled(document),
            "document": document.pk, "passage": passage.pk, "place": _place("recommendation", passage),
            "term": passage.text, "finding": finding, "finding_place": place, "themes": list(about.themes),
            "theme_words": {code: list(words) for code, words in about.themes.items()},
            "audit_theme": about.audit_theme,
        },
        about,
    )  # fmt: skip


def _finding_of(passage: Passage, findings: Sequence[Passage]) -> tuple[str, str]:
    """What was found: the paragraph the recommendation names; else the concern that shares most of its words."""
    named = {found[1] for each in passage.references if (found := _PARAGRAPH.fullmatch(each))}
    for each in findings:
        if each.number in named:
            return each.text, _place("paragraph", each)
    best: tuple[tuple[int, bool], Passage] | None = None
    for each in findings:
        if each.tone in ("concern", "mixed") and each.body != "recommendation":
            shared = sum(len(set(words) & set(each.theme_words.get(theme, ()))) or (theme in each.theme_words)
                         for theme, words in passage.theme_words.items())  # fmt: skip
            # Of two that share as much, the numbered paragraph: the summary says less.
            if shared and (best is None or (shared, bool(each.number)) > best[0]):
                best = (shared, bool(each.number)), each
    if best is None:
        return "", ""
    themes = [theme_titles()[code] for code in passage.theme_words if code in best[1].theme_words]
    return best[1].text, f"{_place('paragraph', best[1])}; matched by theme: {', '.join(themes).lower()}"


def _place(kind: str, passage: Passage) -> str:
    number = f"{kind} {passage.number}" if passage.number else ""
    page = f"page {passage.page}" if passage.page else ""
    return ", ".join(filter(None, (number, page))) or kind


def proposed_target(code: str, baseline: float) -> tuple[Direction, float] | None:
    """A target that halves the gap from the baseline, to a whole number; None where no side is the good one.

    Of a percentage the gap is what lacks to all of them, or all there are where fewer is better; of anything else it
    is all there is. It is a place to begin: a person says what is right.
    """
    indicator = measured.indicator_of(code)
    direction = None if indicator is None else measured.direction_of(indicator)
    if indicator is None or direction is None:
        return None
    if direction is Direction.AT_MOST:
        return direction, float(int(baseline / 2))
    if not isinstance(indicator.as_, Percent):
        return None
    return direction, float(min(round(baseline + (100 - baseline) / 2 + 0.499), 100))
