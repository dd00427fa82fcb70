"""The filters of a worklist, kept in its address. A value that does not exist filters nothing, and is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from lineofsight.core.areas import Area
from lineofsight.core.standards import Standard
from lineofsight.record.service.counting.counted import Counted
from lineofsight.record.service.now import Reason, Stage
from lineofsight.record.service.open_duty import RECORDED_LATE, open_by, past_due

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


def condition_of(filters: Filters) -> Q:
    """What every filter but the state takes of what is owed; whose child it is about is `about_children`'s to say."""
    wanted = {"standard": filters.standard, "area": filters.area, "force": filters.force, "worker": filters.worker}
    return Q(**{name: value for name, value in wanted.items() if value})


def about_children(filters: Filters) -> Q:
    """The children that are listed: open ones, at the stage and with the reason asked for."""
    listed = Q(is_open=True)
    if filters.stage:
        listed &= Q(stage=filters.stage)
    return listed & Q(reasons__icontains=f'"{filters.reason}"') if filters.reason else listed


def narrowed(counted: Counted, filters: Filters) -> Counted:
    """The duties that every filter but the state leaves, and the children that are listed."""
    part = counted.owed(condition_of(filters)).of_children(about_children(filters))
    return part.owed_to_them() if filters.stage or filters.reason else part


def state_of(state: str, day: date) -> Q:
    """What is in one state on a day; where none is named, all that is open and known and not long overdue.

    What has waited for more than a year is listed apart, where it is counted: at the head of every list it would hide
    what can still be done in time.
    """
    return RECORDED_LATE if state == State.RECORDED_LATE else open_by(day) & _standing(day)[state]


def counts(part: Counted, day: date) -> dict[str, int]:
    """How many duties each state has, and (under the blank name) how many the list has where none is chosen."""
    waiting, states = part.owed(open_by(day)), _standing(day)
    return {state: waiting.how_many(condition) for state, condition in states.items()} | {
        State.RECORDED_LATE: part.how_many(RECORDED_LATE)
    }


def counts_by_standard(part: Counted, day: date) -> dict[str, dict[str, Any]]:
    """For each standard with any: how many are overdue, due soon and not known; `oldest`, the first day one was due."""
    waiting, states = part.owed(open_by(day)), _standing(day)
    wanted = {state: waiting.owed(states[state]) for state in (State.OVERDUE, State.SOON, State.NOT_KNOWN)}
    found: dict[str, dict[str, Any]] = {}
    for state, those in wanted.items():
        for standard, number in those.numbers_by("standard").items():
            found.setdefault(standard, dict.fromkeys(wanted, 0) | {"oldest": None})[state] = number
    for standard, oldest in wanted[State.OVERDUE].first_due_by("standard").items():
        found[standard]["oldest"] = oldest
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
