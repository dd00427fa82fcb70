"""Judgements, visits and notices of an authority from the library, and which rules of intervention they meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.inspections.interventions import Event, Judged, Met, rules_met
from lineofsight.record.library import histories
from lineofsight.record.library.histories import Graded
from lineofsight.record.library.models import NOTICE, VISITS, Document, Passage
from lineofsight.web.inspections.words import GRADES, area_title, day_of_claim, named
from lineofsight.web.layout.dates import ago, in_full
from lineofsight.web.layout.links import link

OVERALL, MONITORING = "overall", "monitoring_visit"
_PRIORITY = "priority action"


@dataclass(frozen=True, slots=True)
class Meets:
    """A rule that is met: what it may mean, from where, what to check, and the documents that meet it."""

    title: str
    meaning: str
    source: str
    check: str
    documents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """One thing that happened: when, how long ago, what, its grades where it gave any, and its page."""

    when: str
    ago: str
    title: str
    words: str
    link: str


@dataclass(frozen=True, slots=True)
class Intervention:
    """What is known of one authority: the rules met, and everything dated, the latest first."""

    met: tuple[Meets, ...]
    dated: tuple[Dated, ...]


def intervention_of(database: str, la_code: str, today: date) -> Intervention:
    """What the library holds of an authority."""
    reports = histories.graded(database, [la_code])[la_code]
    documents = [each for each in histories.documents(database, la_code) if each.on is not None]
    said = list(histories.claims(database, la_code))
    told = _priority_actions(database, documents)
    met = rules_met(judged_of(reports), sorted(events_of(documents, said, told), key=lambda each: each.on))
    by_key = {each.pk: each for each in documents} | {each.document_id: each.document for each in said}
    return Intervention(tuple(_meets(each, by_key) for each in met), tuple(_dated(reports, documents, today)))


def judged_of(reports: Sequence[Graded]) -> list[Judged]:
    """Reports as the rules read them."""
    return [
        Judged(each.document.pk, each.on, each.grades.get(OVERALL, ""),
               tuple((area, grade) for area, grade in each.grades.items() if area != OVERALL))
        for each in reports
    ]  # fmt: skip


def events_of(documents: Iterable[Document], said: Iterable[Passage], told: frozenset[int]) -> list[Event]:
    """Visits and notices by their documents; claims of notices in articles and letters, on the day they speak of.

    `told`: the visits that name an area for priority action.
    """
    found = []
    for each in documents:
        assert each.on is not None
        if each.document_type == MONITORING:
            found.append(Event(each.pk, each.on, "monitoring"))
        elif each.document_type in VISITS:
            found.append(Event(each.pk, each.on, "priority_action" if each.pk in told else "visit"))
        elif each.document_type == NOTICE:
            found.append(Event(each.pk, each.on, "notice"))
    for claim in said:
        day = day_of_claim(claim.said_date)
        if claim.claim_kind == "notice" and day is not None:
            found.append(Event(claim.document_id, day[0], "claim"))
    return found


def _priority_actions(database: str, documents: Sequence[Document]) -> frozenset[int]:
    visits = [each.pk for each in documents if each.document_type in VISITS]
    held = Passage.objects.using(database).filter(document__in=visits, heading__icontains=_PRIORITY)
    return frozenset(held.values_list("document_id", flat=True))


def _meets(met: Met, documents: dict[int, Document]) -> Meets:
    shown = tuple((named(documents[key]), link("inspections:document", key)) for key in met.documents)
    return Meets(met.rule.title, met.rule.meaning, met.rule.source, met.rule.check, shown)


def _dated(reports: Sequence[Graded], documents: Sequence[Document], today: date) -> Iterable[Dated]:
    grades = {each.document.pk: each for each in reports}
    for each in sorted(documents, key=lambda one: (one.on or date.min, one.pk), reverse=True):
        graded = grades.get(each.pk)
        words = "" if graded is None else "; ".join(
            f"{area_title(each.framework, area)}: {GRADES.get(grade, grade).lower()}"
            for area, grade in graded.grades.items()
        )  # fmt: skip
        yield Dated(in_full(each.on), ago(each.on, today), named(each), words,
                    link("inspections:document", each.pk))  # fmt: skip
