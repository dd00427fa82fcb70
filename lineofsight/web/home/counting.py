"""Numbers of a home page, each from the person's own caseload, and where each leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from lineofsight.record.service.counting.counted import Counted
from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import DRIFT, Reason, Stage
from lineofsight.record.service.open_duty import overdue_on
from lineofsight.web.home.parts import Line, Section, Tile
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


def reasons(part: Counted) -> dict[Reason, int]:
    """How many open children have each reason to be looked at."""
    # A few dozen ways in which reasons come together, whatever the number of children.
    together = part.of_children(Q(is_open=True)).children_by("reasons")
    return {
        reason: sum(number for (held,), number in together.items() if f'"{reason.value}"' in (held or ""))
        for reason in Reason
    }


def overdue_by_standard(part: Counted, codes: Sequence[str], day: date) -> dict[str, tuple[int, int]]:
    """For some standards: how much is overdue, and to how many children."""
    overdue = part.owed(Q(standard__in=codes) & overdue_on(day))
    children = overdue.children_owed_by("standard")
    return {code: (number, children.get(code, 0)) for code, number in overdue.numbers_by("standard").items()}


def children_overdue(part: Counted, codes: Sequence[str], day: date) -> int:
    """How many children have any of some standards overdue."""
    return part.owed(Q(standard__in=codes, holder_kind="child") & overdue_on(day)).children_owed


def list_link(name: str, *arguments: str, **filters: str) -> str:
    """The address of a worklist with filters set."""
    return reverse(f"worklists:{name}", args=arguments) + ("?" + urlencode(filters) + "#list" if filters else "")


def reason_tile(reason: Reason, label: str, counted: Mapping[Reason, int], name: str) -> Tile:
    """A reason as a tile that leads to its children."""
    return Tile(counted[reason], label, list_link(name, by="child", reason=reason.value))


def drift(counted: Mapping[Reason, int], name: str) -> Section:
    """Where work may go on without getting anywhere: each sign with how many show it, leading to them."""
    return Section(
        "Where work may drift",
        "Signs that a child has waited long for change: reasons to look, never a judgement of anybody's work.",
        tiles=tuple(reason_tile(sign, _within(sign.label), counted, name) for sign in DRIFT),
    )


def _within(label: str) -> str:
    return label[:1].lower() + label[1:]


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
