"""What inspectors said of any authority, as it was read; and figures that somebody says are wrong."""

from __future__ import annotations

from typing import Any

from ninja import Field as Named
from ninja import Query, Router, Schema

from lineofsight.core.local_authorities import all_local_authorities
from lineofsight.inspections import all_themes
from lineofsight.record.library.models import (
    ARTICLE,
    NOT_A_REPORT,
    NOTICE,
    REPORTS,
    VISITS,
    Document,
    Judgement,
    Passage,
    PassageKind,
)
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.inspection_shapes import DocumentRow, FigureChallengeRow, JudgementRow, PassageRow
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.problems import wrong_values
from lineofsight.web.api.shapes import Rows
from lineofsight.web.api.stating import reads
from lineofsight.web.challenges.models import FigureChallenge
from lineofsight.web.challenges.readable import challenges_read
from lineofsight.web.served import served_home

router = Router(tags=["Inspections"])
TYPES = (*REPORTS, *VISITS, NOTICE, ARTICLE, NOT_A_REPORT)
STATES = ("waiting", "answered", "settled")
_LARGEST = 2**62


class DocumentFilters(Schema):
    """Which documents."""

    la: str = Named("", description="An authority's code.")
    document_type: str = Named("", description=f"{', '.join(TYPES)}; blank for all.")


class JudgementFilters(Schema):
    """Which judgements."""

    la: str = Named("", description="An authority's code.")
    area: str = Named("", max_length=60, description="An area's code.")


class PassageFilters(Schema):
    """Which passages."""

    la: str = Named("", description="An authority's code.")
    document: int | None = Named(None, ge=1, le=_LARGEST, description="A document's number.")
    kind: str = Named("", description=f"{', '.join(PassageKind.values)}; blank for all.")
    theme: str = Named("", description="A theme's code.")


class ChallengeFilters(Schema):
    """Which challenges of figures."""

    state: str = Named("", description=f"{', '.join(STATES)}; blank for all.")


@reads(router, "/inspections/", Action.SEE_INSPECTIONS, Rows[DocumentRow])
def inspections(request: Request, asked: Query[DocumentFilters], paging: Query[Paging]) -> Any:
    """Documents of inspection as they were read, the oldest first"""
    _known([("la", asked.la, all_local_authorities()), ("document_type", asked.document_type, TYPES)])
    found = Document.objects.using(_database()).order_by("on", "pk")
    if asked.la:
        found = found.filter(la_code=asked.la)
    if asked.document_type:
        found = found.filter(document_type=asked.document_type)
    return page_of(found, paging, _document)


@reads(router, "/judgements/", Action.SEE_INSPECTIONS, Rows[JudgementRow])
def judgements(request: Request, asked: Query[JudgementFilters], paging: Query[Paging]) -> Any:
    """Grades by area, of documents that count

    Of several files of one inspection the one loaded last counts.
    """
    _known([("la", asked.la, all_local_authorities())])
    found = Judgement.objects.using(_database()).filter(document__is_copy=False).select_related("document")
    if asked.la:
        found = found.filter(document__la_code=asked.la)
    if asked.area:
        found = found.filter(area_code=asked.area)
    return page_of(found.order_by("document__on", "document_id", "place", "pk"), paging, _judgement)


@reads(router, "/passages/", Action.SEE_INSPECTIONS, Rows[PassageRow])
def passages(request: Request, asked: Query[PassageFilters], paging: Query[Paging]) -> Any:
    """Recommendations, findings and claims, each with its place in its document"""
    themes = {theme.code for theme in all_themes()}
    _known([("la", asked.la, all_local_authorities()), ("kind", asked.kind, PassageKind.values),
            ("theme", asked.theme, themes)])  # fmt: skip
    found = Passage.objects.using(_database()).filter(document__is_copy=False)
    if asked.la:
        found = found.filter(document__la_code=asked.la)
    if asked.document is not None:
        found = found.filter(document_id=asked.document)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.theme:
        found = found.filter(themes__contains=f" {asked.theme} ")
    return page_of(found.order_by("pk"), paging, _passage)


@reads(router, "/figure-challenges/", Action.CHALLENGE_FIGURE, Rows[FigureChallengeRow])
def figure_challenges(request: Request, asked: Query[ChallengeFilters], paging: Query[Paging]) -> Any:
    """Figures that somebody says are wrong, and the answers

    All of them for those who answer; for others their own.
    """
    _known([("state", asked.state, STATES)])
    found = challenges_read(request)
    if asked.state:
        found = found.filter(answered_on__isnull=asked.state == "waiting")
    if asked.state in ("answered", "settled"):
        found = found.filter(accepted_on__isnull=asked.state == "answered")
    return page_of(found.order_by("raised_at", "pk"), paging, _challenge)


def _known(asked: list[tuple[str, str, Any]]) -> None:
    """Refuse values that there are not, each by its name. Raises Refusal."""
    wrong = [(name, f"There is no {name.replace('_', ' ')} {value[:60]!r}.") for name, value, among in asked
             if value and value not in among]  # fmt: skip
    if wrong:
        raise wrong_values(wrong)


def _database() -> str:
    return served_home().aliases.service


def _document(each: Document) -> dict[str, Any]:
    names = ("file", "sha256", "document_type", "framework", "la", "la_code", "inspection_start", "inspection_end",
             "published_printed", "lead_inspector", "recommendations", "findings", "claims", "problems", "is_copy",
             "loaded_at")  # fmt: skip
    return {"document": each.pk} | {name: getattr(each, name) for name in names}


def _judgement(each: Judgement) -> dict[str, Any]:
    names = ("area_code", "area_as_printed", "grade", "grade_as_printed", "page")
    document = each.document
    return {
        "document": document.pk, "la_code": document.la_code, "framework": document.framework,
        "inspection_end": document.on, "position": [each.start, each.end],
    } | {name: getattr(each, name) for name in names}  # fmt: skip


def _passage(each: Passage) -> dict[str, Any]:
    names = ("kind", "number", "area_code", "heading", "body", "tone", "claim_kind", "said_date", "text", "page")
    return {
        "document": each.document_id, "themes": each.themes.split(), "position": [each.start, each.end],
    } | {name: getattr(each, name) for name in names}  # fmt: skip


def _challenge(each: FigureChallenge) -> dict[str, Any]:
    names = ("indicator", "period", "team", "snapshot", "wrong", "raised_on", "raised_by", "outcome", "answer",
             "answered_on", "answered_by", "accepted_on", "earlier")  # fmt: skip
    return {"challenge": each.pk} | {name: getattr(each, name) for name in names}
