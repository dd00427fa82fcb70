"""What brings outside intervention, as data: `data/interventions.csv`, each line with its source and what to check.

The lines say what a judgement, visit or notice may lead to. None of them says that it will: that is decided by people.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from lineofsight.core.periods import whole_months

INADEQUATE, REQUIRES_IMPROVEMENT = "inadequate", "requires_improvement"
MONTHS_OF_FAILURE = 60
"""Five years, as `data/interventions.csv` has them."""


@dataclass(frozen=True, slots=True)
class InterventionRule:
    """One rule: what meets it, what it may mean, where that is from, and what to check (blank: nothing)."""

    code: str
    title: str
    when: str
    meaning: str
    source: str
    check: str


@dataclass(frozen=True, slots=True)
class Judged:
    """An inspection with its overall grade (blank where none was given) and its areas' grades, of a document."""

    document: int
    on: date
    overall: str
    areas: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something else that happened, of a document: `kind` visit, monitoring, priority_action, notice or claim."""

    document: int
    on: date
    kind: str


@dataclass(frozen=True, slots=True)
class Met:
    """A rule that is met, and the documents that meet it, oldest first."""

    rule: InterventionRule
    documents: tuple[int, ...]


@cache
def all_rules() -> tuple[InterventionRule, ...]:
    """Every rule, in the order of the file."""
    text = resources.files("lineofsight.inspections").joinpath("data", "interventions.csv").read_text(encoding="utf-8")
    return tuple(InterventionRule(**row) for row in csv.DictReader(text.splitlines()))


def rules_met(judged: Sequence[Judged], events: Sequence[Event]) -> tuple[Met, ...]:
    """The rules that an authority's documents meet. Both are given oldest first; with neither, none is met.

    An inspection that gave no overall grade (from April 2026 none does) is met by its areas' grades alone.
    """
    found = _by_grades(judged) | _by_events(events, judged[-1].on if judged else date.min)
    return tuple(Met(rule, found[rule.code]) for rule in all_rules() if found.get(rule.code))


def _by_grades(judged: Sequence[Judged]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    if not judged:
        return found
    latest, overall = judged[-1], [each for each in judged if each.overall]
    if latest.overall == INADEQUATE:
        found["inadequate_overall"] = (latest.document,)
    elif any(grade == INADEQUATE for _, grade in latest.areas):
        found["inadequate_area"] = (latest.document,)
    two = overall[-2:]
    if len(two) == 2 and latest.overall:
        for grade, code in ((INADEQUATE, "inadequate_twice"), (REQUIRES_IMPROVEMENT, "requires_improvement_twice")):
            if all(each.overall == grade for each in two):
                found[code] = tuple(each.document for each in two)
    run: list[Judged] = []
    for each in reversed(overall):
        if each.overall != INADEQUATE:
            break
        run.insert(0, each)
    if latest.overall and run and whole_months(run[0].on, latest.on) >= MONTHS_OF_FAILURE:
        found["inadequate_long"] = tuple(each.document for each in run)
    return found


def _by_events(events: Sequence[Event], since: date) -> dict[str, tuple[int, ...]]:
    codes = {"priority_action": "priority_action", "monitoring": "monitored", "notice": "notice_held",
             "claim": "notice_claimed"}  # fmt: skip
    found: dict[str, tuple[int, ...]] = {}
    for each in events:
        code = codes.get(each.kind)
        if code and each.on >= since and each.document not in found.get(code, ()):
            found[code] = (*found.get(code, ()), each.document)
    return found
