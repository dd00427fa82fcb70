"""A focused or monitoring visit: what has changed in its theme since inspectors last came."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.inspections.criteria import Criterion, criterion
from lineofsight.web.knowledge.audit_words import theme_words
from lineofsight.web.layout.links import link
from lineofsight.web.readiness import known_by
from lineofsight.web.readiness.expected import Came
from lineofsight.web.readiness.models import Visit

NOT_THEN = "Not published for then"


@dataclass(frozen=True, slots=True)
class Change:
    """A measure at two days: what it was, what it is, the difference, and what the run chart says of it."""

    title: str
    link: str
    then: str
    now: str
    difference: str
    moved: str


def criteria_looked_at(visit: Visit) -> list[Criterion]:
    """What the visit looks at."""
    return [found for code in visit.criteria if (found := criterion(code))]


def last_before(visit: Visit, others: Iterable[Visit], known: Sequence[Came]) -> Came | None:
    """The last time inspectors looked at any of the same, by what is written here; else the last time they came."""
    alike = [
        each for each in others
        if each.ended_on and each.pk != visit.pk and each.ended_on <= visit.notice_on
        and set(each.criteria) & set(visit.criteria)
    ]  # fmt: skip
    if alike:
        last = max(alike, key=lambda each: each.ended_on or date.min)
        assert last.ended_on is not None  # as chosen
        return Came(last.kind, last.ended_on, last.grade, "written down here", link("readiness:visit", last.pk))
    return next((each for each in known if each.on < visit.notice_on), None)


def changes(criteria: Sequence[Criterion], then: date, now: date) -> list[Change]:
    """Each measure of the criteria at the two days, in their order, each once."""
    codes = dict.fromkeys(code for each in criteria for code in each.measures)
    return [_change(code, then, now) for code in codes]


def audits_of(criteria: Collection[Criterion], on: date) -> list[tuple[str, str]]:
    """Audits of the criteria's themes in the year before a day, in words."""
    themes = dict.fromkeys(theme for each in criteria for theme in each.audits)
    found = []
    for theme in themes:
        counted = known_by.audited((theme,), on)
        words = f"{counted.words} good or better in the last year" if counted.number else "None in the last year"
        found.append((theme_words(theme), words))
    return found


def _change(code: str, then: date, now: date) -> Change:
    before, after = known_by.figure_on(code, then), known_by.figure_on(code, now)
    latest = known_by.measure(code)
    then_words = f"{before.words} ({before.title})" if before and before.value is not None else NOT_THEN
    now_words = f"{after.words} ({after.title})" if after and after.value is not None else "Not known"
    difference = ""
    if before and after and before.value is not None and after.value is not None:
        if after.ends_on - before.ends_on < timedelta(days=1):
            difference = "The same period: nothing to compare yet"
        else:
            step = after.value - before.value
            difference = "No difference" if not step else f"{'+' if step > 0 else '−'}{abs(step):,.1f}"
    return Change(known_by.measure_title(code), link("performance:indicator", code), then_words, now_words, difference,
                  latest.moved if latest and latest.moved else "No more than chance")  # fmt: skip
