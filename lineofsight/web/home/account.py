"""One paragraph a director could say to an inspector, and what they are unsure of: every number from the page's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from lineofsight.record.service.now import Reason, Stage
from lineofsight.web.access.request import Request
from lineofsight.web.day import known_to
from lineofsight.web.home import counting
from lineofsight.web.home.parts import Section
from lineofsight.web.home.unknown import standards_untold
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.latest import latest, shown
from lineofsight.web.layout.dates import in_full

# Timeliness beside what it does not say: seen alone, advocacy, an audit's grade.
BESIDE = (("cp_visits_timely", "cp_seen_alone"), ("cla_reviews_timely", "cla_review_participation"))


def account(request: Request, day: date, counted: Mapping[Reason, int]) -> Section:
    """What I would tell an inspector, and what I am unsure of; `counted` is how many children have each reason."""
    children = request.caseload.counted.of_children(Q(is_open=True))
    plans = children.how_many_children(Q(stage=Stage.CHILD_PROTECTION))
    care = children.how_many_children(Q(stage=Stage.IN_CARE))
    visits = counting.children_overdue(request.caseload.counted_of_children, ("cp_visit",), day)
    told = (
        f"On {in_full(day)} we know of {children.number_of_children:,} children open to us: {plans:,} on a child "
        f"protection plan and {care:,} in care. Of those on a plan, {visits:,} have a visit overdue. "
        f"{counted[Reason.UNALLOCATED]:,} children owed a worker have none, {counted[Reason.MISSING]:,} are missing, "
        f"and {counted[Reason.OWED_NOTHING]:,} are open with nothing owed to them or nobody named, which we do not "
        "take for safe. " + _beside()
    )
    return Section("What I would tell an inspector, and what I am unsure of", paragraphs=(told, _unsure(counted)))


def _beside() -> str:
    found, indicators = latest(), definitions().indicators
    said = []
    for first, second in BESIDE:
        one, two = found.get(first), found.get(second)
        if one and two and one.value is not None and two.value is not None:
            beside = indicators[second].title
            said.append(
                f"{indicators[first].title}: {shown(indicators[first], one.value)}, and beside it "
                f"{beside[:1].lower()}{beside[1:]}: {shown(indicators[second], two.value)}."
            )
    return " ".join(said)


def _unsure(counted: Mapping[Reason, int]) -> str:
    silent = standards_untold()
    unfigured = sum(bool(each.reason) for each in latest().values())
    parts = [f"I am unsure of anything after {in_full(known_to())}, the last day our files know"]
    if counted[Reason.NEVER_SEEN]:
        parts.append(f"of {counted[Reason.NEVER_SEEN]:,} children whose record shows no sight of them by anyone")
    if silent:
        parts.append(f"of {silent:,} standards that no file we load can tell about")
    if unfigured:
        parts.append(f"of {unfigured:,} measures that cannot be worked out")
    late = latest().get("recorded_late")
    text = "; ".join(parts) + "."
    if late is not None and late.value is not None:
        indicator = definitions().indicators["recorded_late"]
        text += f" {indicator.title}: {shown(indicator, late.value)}, so some of what looks late was only written late."
    return text
