"""The filters of lists of errors, kept in the address. A value that does not exist filters nothing, and is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import QueryDict

from lineofsight.record.service.models import DataError
from lineofsight.record.service.quality.ages import AGE_WORDS, Age, in_band
from lineofsight.web.quality_of_data.words import SHORT_RETURNS, TAGS

LONGEST_VALUE = 100
STATES = {"open": "To be mended", "explained": "Said to be right"}
ORDER = ("severity", "first_seen_on", "key")


@dataclass(frozen=True)
class Filters:
    """What is asked for. `unknown` are the values that do not exist, as given."""

    collection: str = ""
    severity: str = ""
    age: str = ""
    team: str = ""
    worker: str = ""
    state: str = "open"
    unknown: tuple[str, ...] = ()

    @property
    def chosen(self) -> Mapping[str, str]:
        """The filters that are set, by their name in the address."""
        names = ("collection", "severity", "age", "team", "worker")
        found = {name: value for name in names if (value := getattr(self, name))}
        return found | ({"state": self.state} if self.state != "open" else {})


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its name in the address, its label, its options, which is chosen, and whether none may be."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str
    may_be_all: bool = True


def read_filters(query: QueryDict, teams: Mapping[str, str], workers: Mapping[str, str]) -> Filters:
    """The filters an address asks for; what does not exist is left out and listed in `unknown`."""
    allowed: dict[str, Mapping[str, object]] = {
        "collection": SHORT_RETURNS, "severity": {each.value: 1 for each in TAGS}, "age": {age.value: 1 for age in Age},
        "team": teams, "worker": workers, "state": STATES,
    }  # fmt: skip
    taken, unknown = {}, []
    for name, values in allowed.items():
        value = query.get(name, "")[:LONGEST_VALUE]
        if value and value in values:
            taken[name] = value
        elif value:
            unknown.append(f"{name}: {value}")
    return Filters(**taken, unknown=tuple(unknown))


def filtered(errors: QuerySet[DataError], filters: Filters, as_at: date) -> QuerySet[DataError]:
    """The errors a list shows: gravest first, then those known longest."""
    columns = {
        "collection": filters.collection, "severity": filters.severity, "team_id": filters.team,
        "worker_id": filters.worker,
    }  # fmt: skip
    # Named as one of a list, since a database asked for "not accepted" would not look in the index.
    state = (filters.state == "explained",)
    rows = errors.filter(accepted__in=state, **{name: value for name, value in columns.items() if value})
    if filters.age:
        rows = rows.filter(in_band(Age(filters.age), as_at))
    return rows.order_by(*ORDER)


def choices(filters: Filters, teams: Mapping[str, str], workers: Mapping[str, str]) -> list[Choice]:
    """The filters in order; those with nothing to choose are left out."""
    found = [
        Choice("collection", "Return", tuple(SHORT_RETURNS.items()), filters.collection),
        Choice("severity", "How grave", tuple((each.value, words) for each, (words, _) in TAGS.items()),
               filters.severity),
        Choice("age", "Known for", tuple((age.value, AGE_WORDS[age]) for age in Age), filters.age),
        Choice("team", "Team", _by_name(teams), filters.team),
        Choice("worker", "Worker", _by_name(workers), filters.worker),
        Choice("state", "Which", tuple(STATES.items()), filters.state, may_be_all=False),
    ]  # fmt: skip
    return [choice for choice in found if choice.options]


def said(filters: Filters, teams: Mapping[str, str], workers: Mapping[str, str]) -> list[str]:
    """The filters that are set, in words."""
    shown = {choice.name: choice for choice in choices(filters, teams, workers)}
    return [
        f"{shown[name].label}: {dict(shown[name].options)[value]}"
        for name, value in filters.chosen.items()
        if name in shown
    ]


def _by_name(names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(names.items(), key=lambda pair: (pair[1], pair[0])))
