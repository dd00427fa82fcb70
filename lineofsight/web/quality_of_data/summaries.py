"""Counts put together by rule, age and team. Teams are in order of their names: no figure orders them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.http import urlencode

from lineofsight.record.service.data_error import Severity
from lineofsight.record.service.quality.ages import AGE_WORDS, Age
from lineofsight.web.access.data_errors import Counted
from lineofsight.web.layout.links import link
from lineofsight.web.quality_of_data.words import SHORT_RETURNS, TAGS, rule_words

RULE_HEADINGS = (
    "Return", "Rule", "What is wrong", "How grave", "To be mended", "Known over 90 days", "Said to be right",
)  # fmt: skip
NO_TEAM = "Held by no team"
_GRAVEST = list(TAGS)


@dataclass(frozen=True, slots=True)
class Tile:
    """A number, what it counts, the list it leads to; `is_unknown` where it is of what could not be checked."""

    label: str
    number: int
    link: str
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule and how many errors of it there are."""

    code: str
    short_return: str
    wording: str
    severity: str
    tone: str
    link: str
    open: int
    long: int
    accepted: int

    @property
    def cells(self) -> tuple[object, ...]:
        """The row as a workbook has it."""
        return (
            self.short_return, self.code, self.wording, self.severity, self.open, self.long, self.accepted,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team and how many errors its children have, by how grave they are."""

    name: str
    link: str
    stopping: int
    not_graded: int
    queries: int
    long: int

    @property
    def open(self) -> int:
        """All to be mended."""
        return self.stopping + self.not_graded + self.queries


def tiles(counted: Iterable[Counted], not_checked: int, query: Mapping[str, str]) -> list[Tile]:
    """How many of each kind there are; each leads to its list, other filters kept."""
    held = list(counted)
    found = [
        Tile(words, _open_of(held, severity=each), _list(query, severity=each.value))
        for each, (words, _) in TAGS.items()
    ]
    found.append(Tile("Said to be right", sum(row.accepted for row in held), _list(query, state="explained")))
    found.append(Tile("Rules not checked, or in part", not_checked, link("quality_of_data:unchecked"), is_unknown=True))
    return found


def by_rule(counted: Iterable[Counted], years: Mapping[str, str]) -> list[RuleRow]:
    """The rules with errors: those that stop the return first, then those with most."""
    groups: dict[tuple[str, str, str], list[Counted]] = {}
    for row in counted:
        groups.setdefault((row.collection, row.rule, row.severity), []).append(row)
    rows = []
    for (collection, rule, severity), held in groups.items():
        words = rule_words(collection, rule, years.get(collection, ""))
        tag, tone = TAGS[Severity(severity)]
        rows.append((_GRAVEST.index(Severity(severity)), RuleRow(
            rule, SHORT_RETURNS[collection], words.wording if words else "", tag, tone,
            link("quality_of_data:rule", collection, rule), _open_of(held),
            _open_of(held, age=Age.LONGER), sum(row.accepted for row in held),
        )))  # fmt: skip
    return [row for _, row in sorted(rows, key=lambda pair: (pair[0], -pair[1].open, pair[1].code))]


def by_age(counted: Iterable[Counted], query: Mapping[str, str]) -> list[Tile]:
    """How many have been known for how long, newest first."""
    held = list(counted)
    return [Tile(AGE_WORDS[age], _open_of(held, age=age), _list(query, age=age.value)) for age in Age]


def by_team(counted: Iterable[Counted], names: Mapping[str, str], sees: Callable[[str], bool]) -> list[TeamRow]:
    """Each team by name; a link only for those one may open. Children of no team come last."""
    groups: dict[str, list[Counted]] = {}
    for row in counted:
        groups.setdefault(row.team_id, []).append(row)
    ordered = sorted(groups, key=lambda team: (team == "", names.get(team, team), team))
    return [
        TeamRow(
            name=names.get(team, team) or NO_TEAM,
            link=link("quality_of_data:team", team) if team and sees(team) else "",
            stopping=_open_of(groups[team], severity=Severity.ERROR),
            not_graded=_open_of(groups[team], severity=Severity.NOT_GRADED),
            queries=_open_of(groups[team], severity=Severity.QUERY),
            long=_open_of(groups[team], age=Age.LONGER),
        )
        for team in ordered
    ]


def of_severity(counted: Iterable[Counted], collection: str, severity: str) -> list[Counted]:
    """Those of a return and a gravity, where either is asked for."""
    return [
        row for row in counted
        if (not collection or row.collection == collection) and (not severity or row.severity == severity)
    ]  # fmt: skip


def _open_of(counted: Iterable[Counted], *, severity: str = "", age: str = "") -> int:
    return sum(
        row.open for row in counted
        if (not severity or row.severity == severity) and (not age or row.age == age)
    )  # fmt: skip


def _list(query: Mapping[str, str], **more: str) -> str:
    return f"{link('quality_of_data:list')}?{urlencode({**query, **more})}"
