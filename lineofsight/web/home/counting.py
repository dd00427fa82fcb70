"""Numbers of a home page, each from the person's own caseload, and where each leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import Reason, Stage
from lineofsight.record.service.open_duty import DutiesOnADay
from lineofsight.web.home.parts import Line, Tile
from lineofsight.web.layout.dates import ago, days, from_day
from lineofsight.web.layout.links import link

VISITS = (
    "cp_visit", "cla_visit_first", "cla_visit_recurring", "cla_visit_until_first_review", "cin_visit", "pa_visit_2m",
    "private_fostering_visits",
)  # fmt: skip
STRATEGY = ("strategy_discussion",)
REVIEWS = (
    "cla_review", "cp_review", "iro_between_reviews", "child_seen_before_review", "iro_report_before",
    "review_record_15wd", "review_decisions_5wd", "iro_escalation", "review_minutes", "review_decisions_sent",
)  # fmt: skip
DECISIONS = (
    "contact_decision", "referral_decision", "second_no_access", "cp_plan_long", "cin_plan_long", "repeat_plan_review",
    "entry_to_care_decision", "reunification_plan", "management_decision_recorded", "assessment_45",
    "homeless_16_17_response", "pre_proceedings_16w",
)  # fmt: skip


def reasons(children: QuerySet[ChildNow]) -> dict[Reason, int]:
    """How many open children have each reason to be looked at, in one reading."""
    rows = children.filter(is_open=True).order_by().values("reasons").annotate(number=Count("pk"))
    # A few dozen ways in which reasons come together, whatever the number of children.
    together = [(row["reasons"], row["number"]) for row in rows]
    return {reason: sum(number for reasons, number in together if reason.value in reasons) for reason in Reason}


def overdue_by_standard(duties: DutiesOnADay, codes: Sequence[str], day: date) -> dict[str, tuple[int, int]]:
    """For some standards: how much is overdue, and to how many children."""
    rows = duties.overdue_on(day).filter(standard__in=codes).order_by().values("standard")
    found = rows.annotate(number=Count("key"), children=Count("reference", distinct=True))
    return {row["standard"]: (row["number"], row["children"]) for row in found}


def children_overdue(duties: DutiesOnADay, codes: Sequence[str], day: date) -> int:
    """How many children have any of some standards overdue."""
    rows = duties.overdue_on(day).filter(standard__in=codes, holder_kind="child")
    return int(rows.aggregate(found=Count("reference", distinct=True))["found"])


def list_link(name: str, *arguments: str, **filters: str) -> str:
    """The address of a worklist with filters set."""
    return reverse(f"worklists:{name}", args=arguments) + ("?" + urlencode(filters) + "#list" if filters else "")


def reason_tile(reason: Reason, label: str, counted: Mapping[Reason, int], name: str) -> Tile:
    """A reason as a tile that leads to its children."""
    return Tile(counted[reason], label, list_link(name, by="child", reason=reason.value))


def child_lines(children: Sequence[ChildNow], day: date, *, worker: bool) -> list[Line]:
    """Children as lines: where each stands, what is overdue or next, and when last seen."""
    return [_line(child, day, worker=worker) for child in children]


def _line(child: ChildNow, day: date, *, worker: bool) -> Line:
    said = []
    if child.overdue:
        longest = f", the longest by {days(child.longest_overdue)}" if child.longest_overdue else ""
        said.append(f"{child.overdue} overdue{longest}")
    if child.next_due_on and child.next_due_on >= day:
        said.append(f"next {from_day(child.next_due_on, day)}")
    said.append(f"last seen {ago(child.last_seen_on, day)}" if child.last_seen_on else "not known to have been seen")
    beside = f"{child.child_id} · {Stage(child.stage).label}"
    if worker:
        beside += f" · {child.worker_name or 'no allocated worker'}"
    text = "; ".join(said)
    return Line(child.name, link("children:child", child.reference), beside, text[:1].upper() + text[1:] + ".")
