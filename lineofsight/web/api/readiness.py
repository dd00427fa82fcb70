"""Readiness for an inspection: how it stands in numbers, the lists of children asked for, the self-evaluation.

Visits, what is asked at them, and the log of queries are in `visits`.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404
from ninja import Field as Named
from ninja import Query, Router, Schema

from lineofsight.inspections.criteria import AREAS
from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.pages import NOT_YOURS
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.problems import wrong_values
from lineofsight.web.api.readiness_shapes import (
    AskedChildRows,
    AskedListRow,
    ClaimRow,
    CriterionRow,
    MakingRow,
    Readiness,
)
from lineofsight.web.api.shapes import Rows
from lineofsight.web.api.stating import reads
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.readiness import evidence, self_evaluation
from lineofsight.web.readiness.asked_lists import BY_CODE
from lineofsight.web.readiness.expected import came, expected
from lineofsight.web.readiness.models import AnnexA, Claim, InspectorQuery, Visit
from lineofsight.web.readiness.views import Listed, child_lines, children_of, list_lines, owed_of

router = Router(tags=["Readiness"])
_CLAIMED = ("area", "criterion", "know", "next", "next_by", "written_on", "written_by", "signed_on", "signed_by",
            "one_kind", "withdrawn_on", "withdrawn_why")  # fmt: skip
_BEARING = ("measures", "audits", "voices", "findings")


class AreaFilters(Schema):
    """Which area."""

    area: str = Named("", description=f"{', '.join(AREAS)}; blank for all.")


@reads(router, "/readiness/", Action.SEE_READINESS, Readiness)
def readiness(request: Request) -> Any:
    """If inspectors rang today: when they may, what is under way, and how what they ask for stands

    In numbers alone: no child is named, and no claim is told.
    """
    day, held = request.actor.day, known()
    when, gaps = expected(came(), day), evidence.gap_counts(day)
    claims = Claim.objects.filter(withdrawn_on=None).prefetch_related("evidence")
    said = self_evaluation.counts(self_evaluation.shown_of(claims, day))
    queries = InspectorQuery.objects.filter(gone_at=None)
    return {
        "expected": when.words, "window": when.window_words, "known_on": held.info.as_known_on if held else None,
        "window_from": when.window.first if when.window else None, "claims": said["claims"],
        "window_to": when.window.last if when.window else None, "claims_signed": said["signed"],
        "claims_flagged": said["flagged"], "queries_open": queries.count(),
        "queries_late": queries.filter(due_on__lt=day).count(),
        "visits": [
            {"title": each.title, "notice_on": each.notice_on, "site_on": each.site_on,
             **dict(zip(("owed", "late"), owed_of(each, day), strict=True))}
            for each in Visit.objects.filter(ended_on=None)
        ],
        "areas": [
            {"area": code, "title": title, **dict(zip(("criteria", "with_a_gap"), gaps[code], strict=True))}
            for code, title in evidence.areas(day)
        ],
    }  # fmt: skip


@reads(router, "/readiness/lists/", Action.SEE_ASKED_LISTS, Rows[AskedListRow])
def readiness_lists(request: Request, paging: Query[Paging]) -> Any:
    """The lists of children inspectors ask for, each with its number among the children you may see

    None is apart from not known.
    """
    same = ("title", "about", "number", "words", "blank")
    return page_of(list_lines(request), paging, lambda line: {
        **{name: getattr(line, name) for name in same}, "list": line.code,
    })  # fmt: skip


@reads(router, "/readiness/lists/{str:code}/", Action.SEE_ASKED_LISTS, AskedChildRows)
def readiness_list(request: Request, code: str, paging: Query[Paging]) -> Any:
    """The children of one list inspectors ask for whom you may see, the longest first"""
    asked = BY_CODE.get(code)
    if asked is None:
        raise Http404(NOT_YOURS)
    listed = children_of(request, asked)
    part = page_of(listed.children, paging)
    rows = _child_rows(listed, part["rows"], request)
    return part | {"rows": rows, "unknown": listed.unknown, "blank": listed.blank}


@reads(router, "/readiness/claims/", Action.PREPARE_INSPECTION, Rows[ClaimRow])
def readiness_claims(request: Request, asked: Query[AreaFilters], paging: Query[Paging]) -> Any:
    """Claims of the self-evaluation by area: what we know, how we know it, what next, and what is wrong with that

    Those withdrawn too: `withdrawn_on` says so.
    """
    found = Claim.objects.prefetch_related("evidence", "versions")
    if _area(asked):
        found = found.filter(area=asked.area)
    return page_of(found, paging, lambda claim: _claim_row(claim, request))


@reads(router, "/readiness/criteria/", Action.PREPARE_INSPECTION, Rows[CriterionRow])
def readiness_criteria(request: Request, asked: Query[AreaFilters], paging: Query[Paging]) -> Any:
    """What inspectors look for, what bears on each here, and what is lacking"""
    claims = list(Claim.objects.filter(withdrawn_on=None))
    areas = [asked.area] if _area(asked) else list(AREAS)
    found = [each for area in areas for each in evidence.shown_of(area, request.actor.day, claims)]
    return page_of(found, paging, lambda each: {
        **{name: getattr(each, name) for name in ("code", "text", "source", "gaps", *_BEARING)},
        "claims": [claim.pk for claim in each.claims],
    })  # fmt: skip


@reads(router, "/readiness/annex-a/", Action.MAKE_ANNEX_A, Rows[MakingRow])
def readiness_annex_a(request: Request, paging: Query[Paging]) -> Any:
    """Makings of Annex A, the latest first, with what their checks found

    The workbook names every child: it is had by its page alone, where taking it is written down.
    """
    same = ("asked_at", "asked_by", "stage", "snapshot", "as_at", "lists", "checks", "sha256", "problem", "ended_at")
    return page_of(AnnexA.objects.all(), paging, lambda each: {
        **{name: getattr(each, name) for name in same}, "making": str(each.key),
    })  # fmt: skip


def _area(asked: AreaFilters) -> bool:
    """Whether one area is asked for. Raises Refusal for one there is not."""
    if asked.area and asked.area not in AREAS:
        raise wrong_values([("area", f"There is no such area. There are {', '.join(AREAS)}.")])
    return bool(asked.area)


def _child_rows(listed: Listed, children: list[ChildNow], request: Request) -> list[dict[str, Any]]:
    return [
        {"child": each.local_id, "reference": each.reference, "stage": each.stage, "since": each.since,
         "team": each.team, "worker": each.worker, "last_seen_on": each.seen}
        for each in child_lines(listed, children, request.actor.day)
    ]  # fmt: skip


def _claim_row(claim: Claim, request: Request) -> dict[str, Any]:
    shown = self_evaluation.claim_shown(claim, request.actor.day)
    pairs = zip(claim.evidence.all(), shown.evidence, strict=True)
    return {name: getattr(claim, name) for name in _CLAIMED} | {
        "claim": claim.pk, "state": shown.state, "flags": shown.flags,
        "evidence": [
            {name: getattr(piece, name) for name in ("kind", "code", "title", "on", "value", "snapshot", "definition")}
            | {"then": each.then, "now": each.now, "is_old": each.is_old}
            for piece, each in pairs
        ],
        "versions": [
            {"number": each.number, "what": each.what, "on": each.on, "by": each.by, "know": each.said["know"]}
            for each in claim.versions.all()
        ],
    }  # fmt: skip
