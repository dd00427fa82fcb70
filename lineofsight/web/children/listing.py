"""Children in a list: ordered, and each told in one row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import Reason, Stage
from lineofsight.web.children.filters import NO_TEAM, ORDERS, REASONS, STAGES, Filters, Options
from lineofsight.web.children.identity import born_words
from lineofsight.web.layout import dates

SHEET = (
    "Local id", "Age", "Stage", "Since", "Team", "Worker", "Locality", "Overdue", "Longest overdue (days)", "Next due",
    "Last seen", "Why to look",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One child in a list. `why`: by what a search found them."""

    reference: str
    name: str
    local_id: str
    born: str
    age: str
    stage: str
    team: str
    worker: str
    overdue: int
    longest: str
    next_due: str
    last_seen: str
    reasons: tuple[str, ...]
    protected: bool
    why: str = ""


def ordered(children: QuerySet[ChildNow], order: str) -> QuerySet[ChildNow]:
    """Children in one of `ORDERS`; those without the day go where the question puts them."""
    names = (F("surname").asc(nulls_last=True), F("forename").asc(nulls_last=True), F("reference").asc())
    first = {
        "overdue": (F("longest_overdue").desc(nulls_last=True),),
        "next": (F("next_due_on").asc(nulls_last=True),),
        # Never seen goes before long ago.
        "seen": (F("last_seen_on").asc(nulls_first=True),),
    }.get(order, ())
    return children.order_by(*first, *names)


def row_of(child: ChildNow, day: date, why: str = "") -> Row:
    """One child told."""
    seen = dates.short(child.last_seen_on) or "Not recorded"
    return Row(
        child.reference, child.name, child.child_id, born_words(child), dates.age(child.born_on, day),
        stage_words(child), child.team_name or "", _worker(child), child.overdue,
        dates.days(child.longest_overdue) if child.longest_overdue else "", dates.short(child.next_due_on),
        seen, reasons_of(child), child.address_protected, why,
    )  # fmt: skip


def stage_words(child: ChildNow) -> str:
    """Where the child is with the service."""
    return Stage(child.stage).label if child.stage in Stage.values else ""


def reasons_of(child: ChildNow) -> tuple[str, ...]:
    """Why to look at the child before others, in words; that something is overdue has a column of its own."""
    return tuple(REASONS[code] for code in child.reasons if code in REASONS and code != Reason.OVERDUE.value)


def sheet_row(child: ChildNow, day: date) -> list[Any]:
    """One child for a workbook: by local id, without a name."""
    return [
        child.child_id, dates.age(child.born_on, day), stage_words(child), child.stage_since, child.team_name,
        _worker(child), child.locality, child.overdue, child.longest_overdue, child.next_due_on, child.last_seen_on,
        "; ".join(reasons_of(child)),
    ]  # fmt: skip


def chosen_words(filters: Filters, options: Options) -> list[tuple[str, str, tuple[str, ...]]]:
    """What a list is cut down to: what it is, in words, and the names in the query that would undo it."""
    low, high = filters.age_from, filters.age_to
    ages = f"{'any age' if low is None else low} to {'any age' if high is None else high}"
    told: Iterable[tuple[str, str, tuple[str, ...]]] = (
        ("Words", filters.text, ("q",)), ("Stage", STAGES.get(filters.stage, ""), ("stage",)),
        ("Team", "No team" if filters.team == NO_TEAM else dict(options.teams).get(filters.team, ""),
         ("team", "worker")),
        ("Worker", dict(options.workers).get(filters.worker, ""), ("worker",)),
        ("Reason", REASONS.get(filters.reason, ""), ("reason",)), ("Area", filters.locality, ("locality",)),
        ("Age", "" if low is None and high is None else ages, ("age_from", "age_to")),
        ("Closed", "Closed children too" if filters.closed else "", ("closed",)),
        ("Order", ORDERS[filters.order] if filters.order != "name" else "", ("order",)),
    )  # fmt: skip
    return [each for each in told if each[1]]


def _worker(child: ChildNow) -> str:
    if child.worker_id:
        return child.worker_name or "Name not recorded"
    return "Nobody" if child.is_open else ""
