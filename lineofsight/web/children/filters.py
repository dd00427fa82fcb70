"""What a list of children is cut down to: read from the query, and put to the children a person may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import QueryDict

from lineofsight.core.periods import add_months
from lineofsight.record.service.counting.counted import Counted
from lineofsight.record.service.models import ChildNow
from lineofsight.record.service.now import Reason, Stage
from lineofsight.web.children.asked import number_of, text_of

OLDEST = 25
NO_TEAM = "none"
"""In place of a team: children who have none."""
_FEW_TEAMS = 2
ORDERS = {
    "name": "By name", "overdue": "Longest overdue first", "next": "Next due first", "seen": "Longest since seen first",
}  # fmt: skip
STAGES = {value: label for value, label in Stage.choices if value != Stage.CLOSED.value}
REASONS = dict(Reason.choices)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for. Blank is not asked. `notices`: what of it does not exist, and was left out."""

    text: str = ""
    stage: str = ""
    team: str = ""
    worker: str = ""
    reason: str = ""
    locality: str = ""
    age_from: int | None = None
    age_to: int | None = None
    closed: bool = False
    order: str = "name"
    notices: tuple[str, ...] = ()

    @property
    def are_any(self) -> bool:
        """Whether anything but words is asked for."""
        return any((self.stage, self.team, self.worker, self.reason, self.locality, self.closed)) or (
            self.age_from is not None or self.age_to is not None
        )


@dataclass(frozen=True, slots=True)
class Options:
    """What there is to choose among the children a person may see: value and words, in order of words."""

    teams: tuple[tuple[str, str], ...]
    workers: tuple[tuple[str, str], ...]
    localities: tuple[str, ...]


def read(query: QueryDict, options: Options) -> Filters:
    """The filters of a query; those that do not exist are left out, each with a notice."""
    notices: list[str] = []

    def one_of(name: str, words: str, among: object) -> str:
        asked = query.get(name, "")
        if asked and asked not in among:  # type: ignore[operator]
            notices.append(f"There is no such {words} among the children you may see: that filter was left out.")
            return ""
        return asked

    def age(name: str, words: str) -> int | None:
        asked = query.get(name, "").strip()
        found = number_of(asked, 0, OLDEST)
        if asked and found is None:
            notices.append(f"The {words} was not an age from 0 to {OLDEST}: that filter was left out.")
        return found

    if len(query.get("q", "")) > len(text_of(query, "q")) and query.get("q", "").strip() and not text_of(query, "q"):
        notices.append("What you looked for was too long, or had signs that no name has. Try a part of the name.")
    order = query.get("order", "") or "name"
    return Filters(
        text_of(query, "q"), one_of("stage", "stage", STAGES),
        one_of("team", "team", {**dict(options.teams), NO_TEAM: ""}),
        one_of("worker", "worker", dict(options.workers)), one_of("reason", "reason", REASONS),
        one_of("locality", "place", options.localities), age("age_from", "youngest age"), age("age_to", "oldest age"),
        query.get("closed", "") == "yes", order if order in ORDERS else "name", tuple(notices),
    )  # fmt: skip


def options_of(part: Counted, team: str = "") -> Options:
    """What there is to choose. Workers: those of the team chosen, or of all where there are no more than two teams."""
    every = part.of_children(Q(is_open=True))
    named = _by_name(every, "team_id", "team_name")
    few = named if len(named) <= _FEW_TEAMS else tuple(pair for pair in named if pair[0] == team)
    workers = _by_name(every.of_children(Q(team_id__in=[key for key, _ in few])), "worker_id", "worker_name")
    return Options(named, workers, tuple(sorted(place for (place,) in every.children_by("locality") if place)))


def _by_name(part: Counted, key: str, name: str) -> tuple[tuple[str, str], ...]:
    pairs = ((value, words or value) for value, words in part.children_by(key, name) if value)
    return tuple(sorted(pairs, key=lambda pair: pair[1]))


def put_to(children: QuerySet[ChildNow], filters: Filters, day: date) -> QuerySet[ChildNow]:
    """The children that have all that is asked for, the words aside. Closed ones only where asked, or looked for."""
    asked = Q()
    if filters.stage:
        asked &= Q(stage=filters.stage, is_open=True)
    elif not filters.closed and not filters.text:
        asked &= Q(is_open=True)
    if filters.team:
        asked &= Q(team_id=None if filters.team == NO_TEAM else filters.team)
    if filters.worker:
        asked &= Q(worker_id=filters.worker)
    if filters.locality:
        asked &= Q(locality=filters.locality)
    if filters.age_from is not None:
        asked &= Q(born_on__lte=add_months(day, -12 * filters.age_from))
    if filters.age_to is not None:
        asked &= Q(born_on__gt=add_months(day, -12 * (filters.age_to + 1)))
    found = children.filter(asked)
    if filters.reason:
        # As text, for SQLite has no search inside JSON; the codes are ours, and quoted.
        found = found.annotate(reason_words=Cast("reasons", TextField())).filter(
            reason_words__contains=f'"{filters.reason}"'
        )
    return found
