"""An inspection as it was read, as rows of the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.inspections import Inspection
from lineofsight.record.library.models import Document, Judgement, Passage, PassageKind, Problem


def document_of(read: Inspection, reading: str, by: str, at: datetime) -> Document:
    """The row of the document itself."""
    places = {
        name: {"page": place.page, "start": place.start, "end": place.end, "printed": words}
        for name, (place, words) in read.places.items()
    }
    return Document(
        sha256=read.sha256 or "", file=read.file, reading=reading, document_type=read.document_type,
        framework=read.framework, la_code=read.la_code or "", la=read.la or "",
        inspection_start=read.inspection_start, inspection_end=read.inspection_end,
        published_printed=read.published_printed,
        on=read.inspection_end or read.inspection_start or read.published_printed,
        lead_inspector=read.lead_inspector or "", places=places, recommendations=len(read.recommendations),
        findings=len(read.findings), claims=len(read.claims), problems=len(read.problems), loaded_at=at, loaded_by=by,
    )  # fmt: skip


def judgements_of(document: Document, read: Inspection) -> Iterator[Judgement]:
    """A row for each grade."""
    for place, each in enumerate(read.judgements):
        yield Judgement(
            document=document, place=place, area_code=each.area_code, area_as_printed=each.area_as_printed,
            grade=each.grade or "", grade_as_printed=each.grade_as_printed or "", page=each.place.page,
            start=each.place.start, end=each.place.end,
        )  # fmt: skip


def passages_of(document: Document, read: Inspection) -> Iterator[Passage]:
    """A row for each recommendation, finding and claim."""
    for place, item in enumerate(read.recommendations):
        yield Passage(
            document=document, kind=PassageKind.RECOMMENDATION, place=place, number=str(item.order),
            heading="; ".join(filter(None, (item.section, item.theme))), body=item.body, text=item.text,
            **_themes(item.theme_words),
            references=[*(f"paragraph {each}" for each in item.paragraph_refs), *item.national_framework_refs],
            page=item.place.page, start=item.place.start, end=item.place.end,
        )  # fmt: skip
    for place, finding in enumerate(read.findings):
        # A paragraph marked as a recommendation stands among them already.
        yield Passage(
            document=document, kind=PassageKind.FINDING, place=place, number=finding.number or "",
            area_code=finding.area_code or "", tone=finding.tone, text=finding.text, **_themes(finding.theme_words),
            body="recommendation" if finding.recommendation else "", page=finding.place.page,
            start=finding.place.start, end=finding.place.end,
        )  # fmt: skip
    for place, claim in enumerate(read.claims):
        yield Passage(
            document=document, kind=PassageKind.CLAIM, place=place, claim_kind=claim.kind, said_date=claim.date or "",
            heading=claim.subject or "", text=claim.text, page=claim.place.page, start=claim.place.start,
            end=claim.place.end,
        )  # fmt: skip


def problems_of(document: Document, read: Inspection) -> Iterator[Problem]:
    """A row for each value that is blank or doubtful."""
    for each in read.problems:
        yield Problem(document=document, field=each.field, reason=each.reason)


def _themes(words: Mapping[str, tuple[str, ...]]) -> dict[str, object]:
    return {
        "themes": f" {' '.join(words)} " if words else "",
        "theme_words": {code: list(found) for code, found in words.items()},
    }
