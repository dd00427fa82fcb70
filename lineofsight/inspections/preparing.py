"""What inspectors ask for once they have rung, and when they may be expected: data, over which local policy is laid.

The defaults are `data/timetable.yaml` and `data/cycle.yaml`. An authority's own stand in its policy file under
`inspection:`, each with the day from which it holds; none of the numbers is in law.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from lineofsight.core.periods import add_months
from lineofsight.core.working_days import add_working_days
from lineofsight.evaluation.policy_files import PolicyProblem, document_at

NOTICE, SITE, END, DRAFT, REPORT = "notice", "site", "end", "draft", "report"
LOCAL = "local policy"
LONGEST = 250
"""Working days a request may at most be given."""
_OF = {NOTICE: "the day they rang", SITE: "the first day on site", END: "the last day on site",
       DRAFT: "the draft report", REPORT: "the report"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Requested:
    """Something inspectors ask for: by when (working days from a day of the visit), whose it is, and on what authority.

    `since`: of local policy, the day from which it holds; visits that began before keep what held then.
    """

    code: str
    what: str
    of: str
    working_days: int
    who: str
    source: str
    since: date | None = None

    @property
    def when(self) -> str:
        """By when, in words."""
        if not self.working_days:
            return _OF[self.of]
        return f"{self.working_days} working day{'' if self.working_days == 1 else 's'} after {_OF[self.of]}"

    def due_on(self, days: Mapping[str, date | None]) -> date | None:
        """The day it is due, by the days of a visit (notice, site, end); None while that day is not known."""
        day = days.get(self.of)
        return None if day is None else add_working_days(day, self.working_days) if self.working_days else day


@dataclass(frozen=True, slots=True)
class After:
    """What may be expected after the last inspection or visit, and between which months."""

    last: str
    grades: tuple[str, ...]
    next: str
    from_months: int
    to_months: int
    source: str


@dataclass(frozen=True, slots=True)
class Window:
    """What is expected, between which days, and on what authority."""

    what: str
    first: date
    last: date
    source: str


def default_requests() -> tuple[Requested, ...]:
    """The requests that ship with the program, in their order."""
    return _requests()


def requests_on(begun_on: date, policy: Path | None = None) -> tuple[Requested, ...]:
    """What is asked at a visit that began on a day: the defaults with local policy laid over. Raises PolicyProblem."""
    own = requests_of(_document(policy), policy.name if policy else "policy")
    found = {each.code: each for each in default_requests()}
    for each in sorted(own, key=lambda one: one.since or date.min):
        if each.since is not None and each.since > begun_on:
            continue
        found[each.code] = each
    return tuple(found.values())


def requests_of(document: Mapping[str, Any], file: str = "policy") -> tuple[Requested, ...]:
    """The lines under `inspection: timetable:` of a parsed policy. Raises PolicyProblem naming the place."""
    lines = _part(document, "timetable", file)
    return tuple(_own_request(each, f"{file}: inspection: timetable") for each in lines)


def board_measures(policy: Path | None = None) -> tuple[str, ...]:
    """The measures local policy puts in the board pack; none where it names none. Raises PolicyProblem."""
    listed = _part(_document(policy), "board_measures", policy.name if policy else "policy")
    return tuple(str(each) for each in listed)


def after() -> tuple[After, ...]:
    """What follows what, in the order in which it is looked through."""
    return _after()


def window_after(last: str, on: date, grade: str = "", rules: Iterable[After] | None = None) -> Window | None:
    """When inspectors may be expected after an inspection or a visit that ended on a day; None where no rule fits."""
    for rule in after() if rules is None else rules:
        if rule.last == last and (not rule.grades or grade in rule.grades):
            return Window(rule.next, add_months(on, rule.from_months), add_months(on, rule.to_months), rule.source)
    return None


def _own_request(given: Any, where: str) -> Requested:
    defaults = {each.code: each for each in default_requests()}
    if not isinstance(given, Mapping) or not given.get("code") or not isinstance(given.get("from"), date):
        raise PolicyProblem(f"{where}: give each a `code:` and `from:` (a date, such as 2026-04-01).")
    code = str(given["code"])
    where = f"{where}: {code}"
    if unknown := set(given) - {"code", "what", "of", "working_days", "who", "from"}:
        raise PolicyProblem(f"{where}: unknown {', '.join(map(str, sorted(unknown)))}. It may hold what, of, "
                            "working_days, who and from.")  # fmt: skip
    base = defaults.get(code)
    if base is None and not {"what", "of", "working_days", "who"} <= set(given):
        near = ", ".join(defaults)
        raise PolicyProblem(f"{where}: is none of {near}; a new one needs what, of, working_days and who.")
    base = base or Requested(code, "", NOTICE, 0, "", LOCAL)
    of, number = given.get("of", base.of), given.get("working_days", base.working_days)
    if of not in _OF:
        raise PolicyProblem(f"{where}: of: {of!r} is none of {', '.join(_OF)}.")
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= LONGEST:
        raise PolicyProblem(f"{where}: working_days: {number!r} is not a whole number from 0 to {LONGEST}.")
    what, who = str(given.get("what", base.what)), str(given.get("who", base.who))
    return replace(base, what=what, of=of, working_days=number, who=who, source=LOCAL, since=given["from"])


def _document(policy: Path | None) -> Mapping[str, Any]:
    return {} if policy is None else document_at(policy)


def _part(document: Mapping[str, Any], name: str, file: str) -> Sequence[Any]:
    given = document.get("inspection") or {} if isinstance(document, Mapping) else {}
    if not isinstance(given, Mapping) or set(given) - {"timetable", "board_measures"}:
        raise PolicyProblem(f"{file}: inspection: it may hold timetable and board_measures. See the how-to.")
    found = given.get(name) or []
    if not isinstance(found, list):
        raise PolicyProblem(f"{file}: inspection: {name}: is a list. See the how-to on being ready for inspection.")
    return found


@cache
def _requests() -> tuple[Requested, ...]:
    held = _data("timetable.yaml")
    return tuple(
        Requested(each["code"], each["what"], each["of"], each["working_days"], each["who"], held["source"])
        for each in held["requests"]
    )


@cache
def _after() -> tuple[After, ...]:
    held = _data("cycle.yaml")
    return tuple(
        After(each["last"], tuple(each["grades"]), each["next"], each["from_months"], each["to_months"], held["source"])
        for each in held["after"]
    )


def _data(name: str) -> Mapping[str, Any]:
    text = resources.files("lineofsight.inspections").joinpath("data", name).read_text(encoding="utf-8")
    held: Mapping[str, Any] = yaml.safe_load(text)
    return held
