"""Plans and who led, drawn beneath the grades of the authority they are of: what changed, and under whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from lineofsight.record.library.histories import Graded, graded
from lineofsight.record.library.models import Document
from lineofsight.web.drawings.strips import Stretch, Strip
from lineofsight.web.improvement.plan_views import LeaderView, PastPlanView, PlanView
from lineofsight.web.inspections import tenure, timeline
from lineofsight.web.inspections.words import authority_name
from lineofsight.web.served import served_home


def picture_of(
    plan: PlanView | None, past: Sequence[PastPlanView], leaders: Sequence[LeaderView], own_code: str, day: date
) -> str:
    """The figure, its table beside it; blank where neither a plan nor anybody who led is known."""
    strips = [*tenure.posts(leaders), *_plans(plan, past)]
    if not strips:
        return ""
    name, reports = _reports(plan, own_code)
    title = f"{name}: grades, who led, and plans" if reports else "Who led, and plans"
    chart = timeline.history_of(title, reports, (), (), day, strips)
    return timeline.picture(chart, tenure.in_post(leaders, reports))


def _plans(plan: PlanView | None, past: Sequence[PastPlanView]) -> list[Strip]:
    ran = [Stretch(each.title, each.began_on, each.ended_on) for each in past]
    if plan is not None:
        ran.append(Stretch(plan.title, plan.began_on, None))
    return [Strip("Improvement plans", tuple(ran))] if ran else []


def _reports(plan: PlanView | None, own_code: str) -> tuple[str, Sequence[Graded]]:
    """The authority's reports: one's own, else those of the authority most of the plan's lines were taken from."""
    database = served_home().aliases.service
    taken = [line.document for line in plan.lines if line.document] if plan else []
    codes = dict(Document.objects.using(database).filter(pk__in=taken).values_list("pk", "la_code"))
    counted = Counter(codes[each] for each in taken if codes.get(each)).most_common()
    wanted = list(dict.fromkeys(filter(None, (own_code, *(code for code, _ in counted)))))
    held = graded(database, wanted)
    found = next((code for code in wanted if held[code]), "")
    return (authority_name(found), held[found]) if found else ("", ())
