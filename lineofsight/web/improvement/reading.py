"""The improvement plan for other parts of the service: the one module of this part that they may import.

Nothing here asks who reads: a page that shows it states its own action, and gives those who see no children the
`public` words alone.
"""

from __future__ import annotations

from datetime import date

from lineofsight.web.improvement.building import leaders_on, plan_view
from lineofsight.web.improvement.plan_views import (
    ActionView,
    AuditsView,
    CheckView,
    LeaderView,
    LineView,
    MeasureView,
    MeetingView,
    PastPlanView,
    PlanView,
    PointView,
    QuestionView,
    SaidView,
    SignOffView,
    StatementView,
    StoodView,
)

__all__ = [
    "ActionView", "AuditsView", "CheckView", "LeaderView", "LineView", "MeasureView", "MeetingView", "PastPlanView",
    "PlanView", "PointView", "QuestionView", "SaidView", "SignOffView", "StatementView", "StoodView", "leaders_as_at",
    "plan_as_at", "relapsed_lines",
]  # fmt: skip


def plan_as_at(snapshot_name: str | None = None, on: date | None = None) -> PlanView | None:
    """The plan in force as a snapshot shows it; the latest where none is named. None where there is no plan.

    `on`: up to which day what people wrote counts: today for the latest snapshot, the day it was known on for an
    earlier one, unless said. Raises Http404 for a name that is no snapshot's.
    """
    return plan_view(snapshot_name, on)


def leaders_as_at(day: date) -> tuple[LeaderView, ...]:
    """Everybody who was known by a day to have led, in the order they came."""
    return leaders_on(day)


def relapsed_lines() -> tuple[LineView, ...]:
    """The lines that were put right and fell back, by the latest snapshot; nothing without a plan."""
    plan = plan_as_at()
    return plan.of_status("relapsed") if plan is not None else ()
