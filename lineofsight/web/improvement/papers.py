"""The plan's papers as views ask for them: what is there, or a page that says it is not."""

from __future__ import annotations

from django.http import Http404

from lineofsight.web.access.pages import NOT_YOURS
from lineofsight.web.access.request import Request
from lineofsight.web.improvement.building import line_view, plan_in_force, plan_view
from lineofsight.web.improvement.evidence import papers_of
from lineofsight.web.improvement.models import Line, Plan
from lineofsight.web.improvement.plan_views import LineView, PlanView
from lineofsight.web.improvement.public import for_asker, for_public
from lineofsight.web.knowledge.snapshots import snapshots

PLAN = "plan"
"""What a draft is about that is about no line, action or question yet."""


def is_public(request: Request) -> bool:
    """Whether whoever asks sees no children, and so no exact figure."""
    return not request.asker.role.sees_children


def shown_plan(request: Request) -> PlanView | None:
    """The plan as whoever asks may see it."""
    view = plan_view()
    if view is None:
        return None
    return for_public(view) if is_public(request) else for_asker(view, request.asker)


def plan_now(request: Request) -> Plan:
    """The plan in force. Raises Http404 where there is none."""
    found = plan_in_force(request.actor.day)
    if found is None:
        raise Http404(NOT_YOURS)
    return found


def line_now(request: Request, number: int) -> Line:
    """A line of the plan in force by its number. Raises Http404."""
    found = Line.objects.filter(plan=plan_now(request), number=number).first()
    if found is None:
        raise Http404(NOT_YOURS)
    return found


def exact(line: Line, request: Request) -> LineView:
    """A line with its exact figures, for rules and for those who see children."""
    return line_view(papers_of([line], request.actor.day, snapshots()[-1].snapshot)[0])
