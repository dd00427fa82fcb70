"""The filters of a worklist, kept in its address. A value that does not exist filters nothing, and is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, Min, Q
from django.http import QueryDict

from lineofsight.core.areas import Area
from lineofsight.core.standards import Standard
from lineofsight.record.service.now import Reason, Stage
from lineofsight.record.service.open_duty import RECORDED_LATE, DutiesOnADay, open_by, past_due

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
    return narrowed(in_state(duties, filters.state, day), filters, children)


def narrowed(duties: DutiesOnADay, filters: Filters, children: Q | None = None) -> DutiesOnADay:
    """The rows that every filter but the state leaves."""
    wanted = {"standard": filters.standard, "area": filters.area, "force": filters.force, "worker": filters.worker}
    rows = duties.filter(**{name: value for name, value in wanted.items() if value})
    return rows if children is None else rows.filter(children)


def in_state(duties: DutiesOnADay, state: str, day: date) -> DutiesOnADay:
    """The rows in one state on a day; where none is named, all that are open and known and not long overdue.

    What has waited for more than a year is listed apart, where it is counted: at the head of every list it would hide
    what can still be done in time.
    """
    if state == State.RECORDED_LATE:
        return duties.filter(RECORDED_LATE)
    return duties.filter(open_by(day), _standing(day)[state])


def counts(duties: DutiesOnADay, day: date) -> dict[str, int]:
    """How many rows each state has, and (under the blank name) how many the list has where none is chosen.

    Open rows are read once for all states, not once for each; what still stands open and what ends later apart, since a
    database that is asked for either at once must see that it takes no row twice.
    """
    dated = Q(known=True, due_on__isnull=False)
    wanted = {
        "whole": Q(), "dated": dated, "late": dated & past_due(day), "long": dated & Q(due_on__lt=day - LONG),
        "near": dated & Q(due_on__lte=day + timedelta(days=SOON_DAYS)),
    }  # fmt: skip
    total = dict.fromkeys(wanted, 0)
    for still_open in (Q(ended_on__isnull=True), Q(ended_on__gt=day)):
        counted = duties.filter(still_open, opened_on__lte=day).aggregate(
            **{name: Count("pk", filter=condition) for name, condition in wanted.items()}
        )
        total = {name: number + counted[name] for name, number in total.items()}
    return {
        "": total["dated"] - total["long"],
        State.OVERDUE: total["late"],
        State.LONG_OVERDUE: total["long"],
        State.SOON: total["near"] - total["late"],
        State.LATER: total["dated"] - total["near"],
        State.NOT_KNOWN: total["whole"] - total["dated"],
        State.RECORDED_LATE: duties.filter(RECORDED_LATE).count(),
    }


def counts_by_standard(duties: DutiesOnADay, day: date) -> dict[str, dict[str, Any]]:
    """For each standard with any: how many are overdue, due soon and not known; `oldest`, the first day one was due.

    In two readings, as in `counts`.
    """
    states = _standing(day)
    wanted = {state.value: states[state] for state in (State.OVERDUE, State.SOON, State.NOT_KNOWN)}
    found: dict[str, dict[str, Any]] = {}
    for still_open in (Q(ended_on__isnull=True), Q(ended_on__gt=day)):
        rows: Any = duties.filter(still_open, opened_on__lte=day).order_by().values("standard").annotate(
            **{state: Count("pk", filter=condition) for state, condition in wanted.items()},
            oldest=Min("due_on", filter=states[State.OVERDUE]),
        )  # fmt: skip
        for row in rows:
            if any(row[state] for state in wanted):
                before = found.get(row["standard"], dict.fromkeys(wanted, 0) | {"oldest": None})
                days = [each for each in (before["oldest"], row["oldest"]) if each]
                found[row["standard"]] = {state: before[state] + row[state] for state in wanted} | {
                    "oldest": min(days, default=None)
                }
    return found


def _standing(day: date) -> dict[str, Q]:
    """What tells each state of open rows from the others."""
    soon = day + timedelta(days=SOON_DAYS)
    long_ago = day - LONG
    overdue, ahead = Q(past_due(day), known=True), Q(~past_due(day), known=True)
    return {
        "": Q(known=True, due_on__gte=long_ago),
        State.OVERDUE: overdue,
        State.LONG_OVERDUE: overdue & Q(due_on__lt=long_ago),
        State.SOON: ahead & Q(due_on__lte=soon),
        State.LATER: ahead & Q(due_on__gt=soon),
        State.NOT_KNOWN: Q(known=False) | Q(due_on__isnull=True),
    }
