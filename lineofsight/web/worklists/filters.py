"""The filters of a worklist, kept in its address. A value that does not exist filters nothing, and is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import F, Q
from django.http import QueryDict

from lineofsight.core.areas import Area
from lineofsight.core.standards import Standard
from lineofsight.record.service.now import Reason, Stage
from lineofsight.record.service.open_duty import DutiesOnADay

SOON_DAYS = 7
LONG = timedelta(days=365)
LONGEST_VALUE = 100


class State(StrEnum):
    """What a listed thing is, in the words of the page."""

    OVERDUE = "overdue"
    LONG_OVERDUE = "long_overdue"
    SOON = "soon"
    LATER = "later"
    RECORDED_LATE = "recorded_late"
    NOT_KNOWN = "not_known"


STATES = {
    State.OVERDUE: "Overdue",
    State.LONG_OVERDUE: "Overdue for more than a year",
    State.SOON: f"Due in the next {SOON_DAYS} days",
    State.LATER: "Due later",
    State.RECORDED_LATE: "Met in time, recorded late",
    State.NOT_KNOWN: "Not known",
}
FORCES = {"must": "Must (the law)", "should": "Should (statutory guidance)", "local": "Local policy"}
BY = {"date": "By due date", "child": "By child", "standard": "By what is owed", "stage": "By stage"}
OPEN = "open"


@dataclass(frozen=True)
class Filters:
    """What is asked for. `unknown` are the values that do not exist, as given."""

    by: str = "date"
    state: str = ""
    standard: str = ""
    area: str = ""
    stage: str = ""
    force: str = ""
    worker: str = ""
    reason: str = ""
    unknown: tuple[str, ...] = field(default=())

    @property
    def chosen(self) -> Mapping[str, str]:
        """The filters that are set, by their name in the address."""
        names = ("state", "standard", "area", "stage", "force", "worker", "reason")
        return {name: value for name in names if (value := getattr(self, name))}


def read_filters(query: QueryDict, standards: Mapping[str, Standard], workers: Mapping[str, str]) -> Filters:
    """The filters an address asks for; what does not exist is left out and listed in `unknown`."""
    allowed: dict[str, Callable[[str], bool]] = {
        "by": BY.__contains__,
        "state": lambda value: value in list(State),
        "standard": standards.__contains__,
        "area": lambda value: value in list(Area),
        "stage": lambda value: value in Stage.values,
        "force": FORCES.__contains__,
        "worker": workers.__contains__,
        "reason": lambda value: value in Reason.values,
    }
    taken: dict[str, str] = {}
    unknown = []
    for name, exists in allowed.items():
        value = query.get(name, "")[:LONGEST_VALUE]
        if value and exists(value):
            taken[name] = value
        elif value:
            unknown.append(f"{name}: {value}")
    return Filters(**taken, unknown=tuple(unknown))


def filtered(duties: DutiesOnADay, filters: Filters, day: date, children: Q | None = None) -> DutiesOnADay:
    """The rows a worklist lists."""
    rows = in_state(duties, filters.state, day)
    if filters.standard:
        rows = rows.filter(standard=filters.standard)
    if filters.area:
        rows = rows.filter(area=filters.area)
    if filters.force:
        rows = rows.filter(force=filters.force)
    if filters.worker:
        rows = rows.filter(worker=filters.worker)
    return rows if children is None else rows.filter(children)


def in_state(duties: DutiesOnADay, state: str, day: date) -> DutiesOnADay:
    """The rows in one state on a day; where none is named, all that are open and known and not long overdue.

    What has waited for more than a year is listed apart, where it is counted: at the head of every list it would hide
    what can still be done in time.
    """
    match state:
        case State.OVERDUE:
            return duties.overdue_on(day)
        case State.LONG_OVERDUE:
            return duties.overdue_on(day).filter(due_on__lt=day - LONG)
        case State.SOON:
            return duties.due_within(day, SOON_DAYS)
        case State.LATER:
            return duties.due_on_or_after(day).exclude(pk__in=duties.due_within(day, SOON_DAYS).values("pk"))
        case State.RECORDED_LATE:
            return duties.filter(met_on__lte=F("due_on"), recorded_on__gt=F("due_on"), known=True)
        case State.NOT_KNOWN:
            return duties.not_known_on(day)
    return duties.open_on(day).filter(known=True, due_on__gte=day - LONG)
