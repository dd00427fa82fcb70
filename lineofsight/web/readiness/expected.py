"""When inspectors were last here, and when they may be expected: from the library, from what was typed, from events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from lineofsight.core.area_histories import OVERALL, STRANDS
from lineofsight.core.code_sets import code_set
from lineofsight.core.local_authorities import all_local_authorities
from lineofsight.core.tables.oversight import service_events
from lineofsight.inspections.preparing import Window, window_after
from lineofsight.record.library import histories
from lineofsight.record.library.models import VISITS
from lineofsight.web.day import today
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import known
from lineofsight.web.layout.dates import days, in_full
from lineofsight.web.layout.links import link
from lineofsight.web.readiness.models import Visit, VisitKind
from lineofsight.web.served import served_home

GRADES = {code.code: code.meaning for code in code_set("lineofsight:grade")} | {"adequate": "Adequate"}
_WORST_FIRST = ("inadequate", "requires_improvement", "adequate", "good", "outstanding")
_KINDS = {each.value: str(each.label) for each in VisitKind}


@dataclass(frozen=True, slots=True)
class Came:
    """Inspectors were here: what for, the last day, what they graded (overall, else the lowest area), and who says."""

    kind: str
    on: date
    grade: str
    source: str
    link: str = ""

    @property
    def title(self) -> str:
        """What it was, in words."""
        return _KINDS.get(self.kind, "Inspection")


@dataclass(frozen=True, slots=True)
class Expected:
    """When they were last here and when they may come. `since`: days since the last inspection; None for not known."""

    inspection: Came | None
    latest: Came | None
    window: Window | None
    since: int | None
    words: str
    window_words: str


def came() -> list[Came]:
    """Every inspection and visit that is known, the latest first; one told of by two is told once."""
    found = [*_typed(), *_read(), *_events()]
    kept: list[Came] = []
    for each in found:
        if not any(each.kind == one.kind and abs((each.on - one.on).days) <= NEAR for one in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.on, reverse=True)


NEAR = 31
"""Days within which two that tell of an inspection of one kind tell of the same one."""


def expected(found: Sequence[Came], on: date) -> Expected:
    """What follows from what is known, on a day."""
    past = [each for each in found if each.on <= on]
    last = next((each for each in past if each.kind == VisitKind.INSPECTION), None)
    latest = past[0] if past else None
    window = window_after(latest.kind, latest.on, latest.grade) if latest else None
    if last is None:
        words = "Not known: no inspection is in the library, and none was typed."
    else:
        grade = GRADES.get(last.grade, "")
        words = f"{days((on - last.on).days)} since the last inspection, which ended on {in_full(last.on)}"
        words += f" ({grade.lower()})." if grade else "."
    return Expected(last, latest, window, (on - last.on).days if last else None, words, window_words(window, on))


def window_words(window: Window | None, on: date) -> str:
    """When they may be expected, in a sentence."""
    if window is None:
        return "When they may be expected is not known."
    between = f"between {in_full(window.first)} and {in_full(window.last)}"
    if on > window.last:
        return f"{window.what} could have been expected {between}. They may ring any day."
    if on >= window.first:
        return f"{window.what} may be expected {between}. They may ring any day."
    return f"{window.what} may be expected {between}."


def own_code() -> str:
    """The code of the authority this service is of; blank where the policy does not say."""
    code = str(definitions().policy.get("la_code") or "")
    return code if code in all_local_authorities() else ""


def _typed() -> list[Came]:
    ended = Visit.objects.filter(ended_on__isnull=False)
    return [
        Came(each.kind, each.ended_on, each.grade, "written down here", link("readiness:visit", each.pk))
        for each in ended if each.ended_on
    ]  # fmt: skip


def _read() -> list[Came]:
    """What the library of reports and letters holds of this authority."""
    code, database = own_code(), served_home().aliases.record
    if not code:
        return []
    found = [
        Came(VisitKind.INSPECTION, each.on, _grade(each.grade_of(OVERALL), each), "its report, in the library",
             link("inspections:document", each.document.pk))
        for each in histories.graded(database, [code])[code]
    ]  # fmt: skip
    letters = histories.documents(database, code).filter(document_type__in=VISITS, on__isnull=False)
    return found + [
        Came(each.document_type, each.on, "", "its letter, in the library", link("inspections:document", each.pk))
        for each in letters if each.on
    ]  # fmt: skip


def _events() -> list[Came]:
    """Events of the service that files told of; none about a child."""
    held = known()
    if held is None:
        return []
    rows = held.snapshot.record.lazy(service_events).filter(pl.col("kind").is_in(list(_KINDS))).collect()
    return [
        Came(row["kind"], row["occurred_on"], "", "the events that were loaded")
        for row in rows.iter_rows(named=True) if row["occurred_on"] and row["occurred_on"] <= today()
    ]  # fmt: skip


def _grade(overall: str, report: histories.Graded) -> str:
    """The overall grade; where none is given any more, the lowest of the areas: that is what decides what follows."""
    if overall:
        return overall
    given: Iterable[str] = [report.grade_of(strand) for strand in STRANDS]
    return next((grade for grade in _WORST_FIRST if grade in given), "")
