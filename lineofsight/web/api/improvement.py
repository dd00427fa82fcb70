"""The improvement plan: its lines and what shows each, the board's meetings, questions, plans before, and who led.

As on its pages: to those who see no children every figure is fit to publish.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404
from ninja import Field as Named
from ninja import Query, Router, Schema

from lineofsight.evaluation.improvement import Status
from lineofsight.web.access.pages import NOT_YOURS
from lineofsight.web.access.request import Request
from lineofsight.web.accounts.roles import Action
from lineofsight.web.api.paging import Paging, page_of
from lineofsight.web.api.plan_shapes import (
    LeaderRow,
    MeetingRow,
    PastPlanRow,
    Plan,
    PlanLine,
    PlanLineRow,
    PlanQuestionRow,
    SpreadRow,
)
from lineofsight.web.api.problems import Refusal, wrong_values
from lineofsight.web.api.shapes import Rows
from lineofsight.web.api.stating import reads
from lineofsight.web.improvement import presenters
from lineofsight.web.improvement.building import leaders_on, past_plans, plan_view
from lineofsight.web.improvement.papers import is_public, shown_plan
from lineofsight.web.improvement.plan_views import PlanView
from lineofsight.web.improvement.words import SOURCES

router = Router(tags=["Improvement plan"])


class LineFilters(Schema):
    """Which lines."""

    status: str = Named("", description=", ".join(each.value for each in Status) + ".")
    theme: str = Named("", description="A theme's code, as in `themes` of a row.")
    owner: str = Named("", description="As in `owner` of a row.")
    kind: str = Named("", description=", ".join(SOURCES) + ".")


@reads(router, "/improvement/", Action.SEE_IMPROVEMENT, Plan)
def improvement_plan(request: Request) -> Any:
    """The improvement plan in force, and how many of its lines stand where"""
    shown = _shown(request)
    same = ("title", "aim", "began_on", "snapshot", "known_on")
    return {name: getattr(shown, name) for name in same} | {
        "plan": shown.number, "counts": presenters.counts(shown.lines),
    }  # fmt: skip


@reads(router, "/improvement/lines/", Action.SEE_IMPROVEMENT, Rows[PlanLineRow])
def improvement_lines(request: Request, asked: Query[LineFilters], paging: Query[Paging]) -> Any:
    """The lines of the plan, those that need somebody first"""
    lines = _shown(request).lines
    held = {
        "status": {each.value for each in Status}, "theme": {theme for line in lines for theme in line.themes},
        "owner": {line.owner for line in lines}, "kind": set(SOURCES),
    }  # fmt: skip
    given = asked.dict()
    wrong = [name for name in held if given[name] and given[name] not in held[name]]
    if wrong:
        raise wrong_values([(name, f"There is no line of that {name}.") for name in wrong])
    return page_of(presenters.chosen(lines, **given), paging)


@reads(router, "/improvement/lines/{int:number}/", Action.SEE_IMPROVEMENT, PlanLine)
def improvement_line(request: Request, number: int) -> Any:
    """One line: what was said, what is done, what shows it, where it stands and every reason why"""
    found = next((line for line in _shown(request).lines if line.number == number), None)
    if found is None:
        raise Http404(NOT_YOURS)
    return found


@reads(router, "/improvement/spread/", Action.SEE_IMPROVEMENT, Rows[SpreadRow])
def improvement_spread(request: Request, paging: Query[Paging]) -> Any:
    """How the measures of the plan stand from team to team, where enough teams have enough to count

    Teams off target are told by name where you may see them: somewhere to go and ask, not an order of merit.
    """
    shown, exact = _shown(request), plan_view()
    themes = presenters.themes_of(shown, exact or shown, request.caseload.sees_team, public=is_public(request))
    rows = [
        {"line": of.line.number, "code": each.measure.code, "words": each.spread.words, "off": each.spread.off,
         "hidden": each.spread.hidden}
        for theme in themes for of in theme.lines for each in of.measures if each.spread is not None
    ]  # fmt: skip
    return page_of(rows, paging)


@reads(router, "/improvement/meetings/", Action.SEE_IMPROVEMENT, Rows[MeetingRow])
def improvement_meetings(request: Request, paging: Query[Paging]) -> Any:
    """What the board was told at each meeting, as it stood then beside what the data says now, the latest first"""
    return page_of(_shown(request).meetings, paging)


@reads(router, "/improvement/questions/", Action.SEE_IMPROVEMENT, Rows[PlanQuestionRow])
def improvement_questions(request: Request, paging: Query[Paging]) -> Any:
    """Questions about the plan and their answers, those without one first"""
    return page_of(_shown(request).questions, paging)


@reads(router, "/improvement/past/", Action.SEE_IMPROVEMENT, Rows[PastPlanRow])
def improvement_past(request: Request, paging: Query[Paging]) -> Any:
    """Plans that ended, the latest first: what they promised, how and why they ended, who led"""
    day = request.actor.day
    return page_of(past_plans(day, leaders_on(day)), paging)


@reads(router, "/improvement/leaders/", Action.SEE_IMPROVEMENT, Rows[LeaderRow])
def improvement_leaders(request: Request, paging: Query[Paging]) -> Any:
    """Everybody who is known to have led, in the order they came"""
    return page_of(leaders_on(request.actor.day), paging)


def _shown(request: Request) -> PlanView:
    """The plan as whoever asks may see it. Raises Refusal where there is none."""
    found = shown_plan(request)
    if found is None:
        raise Refusal(404, "There is no improvement plan in force, or no snapshot yet.", "Begin one on its page.")
    return found
