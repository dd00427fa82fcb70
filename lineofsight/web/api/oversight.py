"""What a commissioner, the department and elected members read: dated views, questions, intervention, promises."""

from __future__ import annotations

from typing import Any

from ninja import Field as Named
from ninja import Query, Router, Schema

from lineofsight.core.local_authorities import all_local_authorities
from lineofsight.record.library import histories
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.figures import NOTHING_YET, TAKE_ONE
from lineofsight.web.api.outside_shapes import (
    AheadRow,
    DatedRows,
    KeptLineRow,
    MemberMeasureRow,
    OversightQuestionRow,
    PledgeRow,
    PublicMeasureRow,
    ViewRow,
)
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.problems import Refusal, wrong_values
from lineofsight.web.api.public_rows import public_measure_row
from lineofsight.web.api.shapes import Rows
from lineofsight.web.api.stating import reads
from lineofsight.web.commissioner.ahead import aheads
from lineofsight.web.commissioner.chosen import CORPORATE_PARENTING, MEMBERS
from lineofsight.web.commissioner.intervention import intervention_of
from lineofsight.web.commissioner.member_views import lines_shown
from lineofsight.web.commissioner.models import COMMISSIONER, MEMBER, DatedView, OversightQuestion, Pledge
from lineofsight.web.day import today
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.public_lines import line_from
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.served import served_home

router = Router(tags=["Oversight from outside"])
_VIEW = ("snapshot", "known_on", "note", "digest", "shown_on", "shown_by")
_ASKED = ("snapshot", "known_on", "about", "asked_on", "asked_by", "answer", "answered_on", "answered_by",
          "answer_snapshot", "answer_known_on")  # fmt: skip
_PROMISED = ("words", "made_on", "made_by", "ended_on", "why_ended")


class AuthorityFilters(Schema):
    """Which authority."""

    la: str = Named("", description="An authority's code; blank for this one, or the first of whom anything is read.")


@reads(router, "/oversight/views/", Action.SEE_OVERSIGHT, Rows[ViewRow])
def oversight_views(request: Request, paging: Query[Paging]) -> Any:
    """Dated views set before a commissioner, the latest first: each can be cited, and never changes"""
    return page_of(DatedView.objects.all(), paging, lambda view: {
        **{name: getattr(view, name) for name in _VIEW}, "view": view.pk,
    })  # fmt: skip


@reads(router, "/oversight/views/{int:number}/measures/", Action.SEE_OVERSIGHT, Rows[PublicMeasureRow])
def oversight_view_measures(request: Request, number: int, paging: Query[Paging]) -> Any:
    """The measures of one dated view, as they were kept

    Small numbers are not shown; what an earlier view did not give, a later one does not.
    """
    return page_of(_view(number).lines, paging, lambda row: public_measure_row(line_from(row)))


@reads(router, "/oversight/views/{int:number}/plan/", Action.SEE_OVERSIGHT, Rows[KeptLineRow])
def oversight_view_plan(request: Request, number: int, paging: Query[Paging]) -> Any:
    """The lines of the improvement plan as one dated view keeps them"""
    return page_of(_view(number).plan.get("lines", []), paging)


@reads(router, "/oversight/views/{int:number}/targets/", Action.SEE_OVERSIGHT, Rows[AheadRow])
def oversight_view_targets(request: Request, number: int, paging: Query[Paging]) -> Any:
    """The targets of the plan in one dated view against where each measure would be, if it went on as it has"""
    view = _view(number)
    return page_of(aheads([line_from(row) for row in view.lines], view.plan), paging)


@reads(router, "/oversight/questions/", Action.SEE_OVERSIGHT, Rows[OversightQuestionRow])
def oversight_questions(request: Request, paging: Query[Paging]) -> Any:
    """Questions of the commissioner and the department, those without an answer first"""
    return _questions(COMMISSIONER, paging)


@reads(router, "/oversight/intervention/", Action.SEE_OVERSIGHT, DatedRows)
def oversight_intervention(request: Request, asked: Query[AuthorityFilters], paging: Query[Paging]) -> Any:
    """Judgements, visits and notices of an authority, the latest first, and the rules of intervention they meet"""
    database = served_home().aliases.service
    held = histories.authorities_held(database)
    own = str(definitions().policy.get("la_code") or "")
    if asked.la and asked.la not in held:
        raise wrong_values([("la", "Nothing that was read is about such an authority.")])
    code = asked.la or (own if own in all_local_authorities() else next(iter(held), ""))
    found = intervention_of(database, code, today()) if code else None
    return page_of(found.dated if found else (), paging) | {
        "la": code,
        "met": [
            {name: getattr(each, name) for name in ("title", "meaning", "source", "check")}
            | {"documents": [title for title, _ in each.documents]}
            for each in (found.met if found else ())
        ],
    }  # fmt: skip


@reads(router, "/members/measures/", Action.SEE_AS_MEMBER, Rows[MemberMeasureRow])
def members_measures(request: Request, paging: Query[Paging]) -> Any:
    """What elected members read: a few figures of the service, and how it does as corporate parent

    Small numbers are not shown.
    """
    held = known()
    if held is None:
        raise Refusal(404, NOTHING_YET, TAKE_ONE)
    parts = (("service", MEMBERS), ("parenting", CORPORATE_PARENTING))
    rows = [(part, line) for part, wanted in parts for line in lines_shown(held.info.snapshot, wanted)]
    return page_of(rows, paging, lambda pair: public_measure_row(pair[1]) | {"part": pair[0]})


@reads(router, "/members/pledges/", Action.SEE_AS_MEMBER, Rows[PledgeRow])
def members_pledges(request: Request, paging: Query[Paging]) -> Any:
    """What was promised to children in care and care leavers, and which measure tells whether it is kept"""
    return page_of(Pledge.objects.all(), paging, lambda each: {
        **{name: getattr(each, name) for name in _PROMISED}, "pledge": each.pk, "indicator": each.measure,
    })  # fmt: skip


@reads(router, "/members/questions/", Action.SEE_AS_MEMBER, Rows[OversightQuestionRow])
def members_questions(request: Request, paging: Query[Paging]) -> Any:
    """Questions of elected members, those without an answer first"""
    return _questions(MEMBER, paging)


def _questions(audience: str, paging: Paging) -> dict[str, Any]:
    return page_of(OversightQuestion.objects.filter(audience=audience), paging, lambda each: {
        **{name: getattr(each, name) for name in _ASKED}, "question": each.pk, "view": each.view_id,
        "asked": each.question,
    })  # fmt: skip


def _view(number: int) -> DatedView:
    return paper_or_404(DatedView.objects, number)
