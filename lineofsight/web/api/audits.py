"""Dip samples, and audits by several agencies, as on their pages: the children one may see, and how many others."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from ninja import Query, Router

from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.pages import NOT_YOURS
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.oversight_shapes import DipChildRows, DipSampleRow, JointAuditRows
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.shapes import Rows
from lineofsight.web.api.stating import reads
from lineofsight.web.audits import joint_rules
from lineofsight.web.audits.dip_models import DipSample
from lineofsight.web.audits.dip_rules import Share, by_team, share
from lineofsight.web.audits.dip_samples.fit import fit_of
from lineofsight.web.audits.dip_samples.presenters import answered
from lineofsight.web.audits.joint_models import JointAudit
from lineofsight.web.audits.tools import dip_from

router = Router(tags=["Audits"])
_LARGEST, _AT_ONCE = 2**62, 500
_DRAWN = ("title", "why", "drawn_on", "seed", "wanted", "frame_size", "frame_digest", "completed_on")
_OWED = ("agency", "what", "owner", "due_on", "said_done_on", "done_on")


@reads(router, "/audits/dip-samples/", Action.SEE_AUDITS, Rows[DipSampleRow])
def dip_samples(request: Request, paging: Query[Paging]) -> Any:
    """Dip samples, the latest first, with what was found

    A small sample: the intervals say how little it can tell. It is no ranking.
    """
    found = DipSample.objects.prefetch_related("records")
    return page_of(found, paging, lambda sample: _sample_row(request, sample))


@reads(router, "/audits/dip-samples/{int:number}/children/", Action.SEE_AUDITS, DipChildRows)
def dip_sample_children(request: Request, number: int, paging: Query[Paging]) -> Any:
    """The children of one dip sample: those you may see, in the order they were drawn"""
    sample = DipSample.objects.filter(pk=number).first() if number < _LARGEST else None
    if sample is None:
        raise Http404(NOT_YOURS)
    records = list(sample.records.all())
    children = _children(request, [each.reference for each in records])
    seen = [each for each in records if each.reference in children]
    part = page_of(seen, paging, lambda each: {
        "child": children[each.reference].child_id, "reference": each.reference, "team": each.team_id,
        "team_name": each.team_name, "answered_on": each.answered_on, "answers": each.answers,
    })  # fmt: skip
    return part | {"others": len(records) - len(seen)}


@reads(router, "/audits/joint/", Action.SEE_AUDITS, JointAuditRows)
def joint_audits(request: Request, paging: Query[Paging]) -> Any:
    """Audits by several agencies of children you may see, the latest first

    Each agency's grade is told when every part is in.
    """
    papers = list(JointAudit.objects.prefetch_related("parts", "actions"))
    children = _children(request, [each.reference for each in papers])
    seen = [each for each in papers if each.reference in children]
    part = page_of(seen, paging, lambda each: _joint_row(each, children[each.reference]))
    return part | {"others": len(papers) - len(seen)}


def _children(request: Request, references: list[str]) -> dict[str, ChildNow]:
    """Those of some children whom one may see, by reference."""
    wanted = sorted(set(references))
    found: dict[str, ChildNow] = {}
    for first in range(0, len(wanted), _AT_ONCE):
        found |= {each.reference: each for each in request.caseload.children_of(wanted[first : first + _AT_ONCE])}
    return found


def _sample_row(request: Request, sample: DipSample) -> dict[str, Any]:
    tool, records = dip_from(sample.tool), list(sample.records.all())
    given, children = answered(records), _children(request, [each.reference for each in records])
    seen = {each.team_id for each in records if each.team_id and request.caseload.sees_team(each.team_id)}
    fit = fit_of(sample, records, children, seen)
    asked = tool.questions if given and fit.whole else ()
    questions = [share(question.text, given, question.code) for question in asked]
    return {name: getattr(sample, name) for name in _DRAWN} | {
        "sample": sample.pk, "tool": sample.tool_code, "drawn_from": sample.source_words, "repeats": sample.repeats_id,
        "children": len(records), "looked_at": len(given), "questions": [_share_row(each) for each in questions],
        "teams": [_share_row(each) for each in by_team(given, fit.teams)],
    }  # fmt: skip


def _share_row(found: Share) -> dict[str, Any]:
    told = (None, None, None) if found.is_few else (found.percent, found.lower, found.upper)
    counts = {name: getattr(found, name) for name in ("name", "yes", "partly", "no")}
    return counts | dict(zip(("percent", "lower", "upper"), told, strict=True))


def _joint_row(paper: JointAudit, child: ChildNow) -> dict[str, Any]:
    parts = list(paper.parts.all())
    is_in = not joint_rules.may_not_view([joint_rules.as_part(each) for each in parts])
    return {
        "audit": paper.pk, "child": child.child_id, "reference": child.reference, "title": paper.title,
        "begun_on": paper.begun_on, "completed_on": paper.completed_on, "theme": paper.theme,
        "grade": paper.grade if paper.completed_on else None,
        "parts": [
            {"agency": each.agency, "received_on": each.received_on, "missing_why": each.missing_why,
             "grade": each.grade if is_in and each.received_on else None}
            for each in parts
        ],
        "owed": [{name: getattr(each, name) for name in _OWED} for each in paper.actions.all()],
    }  # fmt: skip
