"""Judgements, visits and notices of an authority from the library, and which rules of intervention they meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.core.periods import whole_months
from lineofsight.inspections.interventions import Event, Judged, Met, rules_met
from lineofsight.record.library import histories
from lineofsight.record.library.histories import Graded
from lineofsight.record.library.models import ARTICLE, NOTICE, VISITS, Document, Passage
from lineofsight.web.inspections.words import GRADES, area_title, day_of_claim, named, said_words
from lineofsight.web.layout.dates import ago, in_full
from lineofsight.web.layout.links import link

OVERALL, MONITORING, CLAIMED = "overall", "monitoring_visit", "notice"
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
    """One thing that happened: when, how long ago, what, its grades where it gave any, what was met, its page."""

    when: str
    ago: str
    title: str
    words: str
    met_then: str
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
    events = sorted(events_of(documents, said, told), key=lambda each: each.on)
    met = rules_met(judged_of(reports), events)
    by_key = {each.pk: each for each in documents} | {each.document_id: each.document for each in said}
    dated = _dated(reports, documents, said, events, today)
    return Intervention(tuple(_meets(each, by_key) for each in met), tuple(dated))


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
        if claim.claim_kind == CLAIMED and day is not None:
            found.append(Event(claim.document_id, day[0], "claim"))
    return found


def _priority_actions(database: str, documents: Sequence[Document]) -> frozenset[int]:
    visits = [each.pk for each in documents if each.document_type in VISITS]
    held = Passage.objects.using(database).filter(document__in=visits, heading__icontains=_PRIORITY)
    return frozenset(held.values_list("document_id", flat=True))


def _meets(met: Met, documents: dict[int, Document]) -> Meets:
    shown = tuple((named(documents[key]), link("inspections:document", key)) for key in met.documents)
    return Meets(met.rule.title, met.rule.meaning, met.rule.source, met.rule.check, shown)


def _dated(
    reports: Sequence[Graded], documents: Sequence[Document], said: Sequence[Passage], events: Sequence[Event],
    today: date,
) -> list[Dated]:  # fmt: skip
    """Reports with the rules they met then, visits, notices, and what others say of notices; articles stand in none."""
    grades = {each.document.pk: each for each in reports}
    found: list[tuple[date, Dated]] = []
    for each in documents:
        if each.document_type == ARTICLE or each.on is None:
            continue
        graded = grades.get(each.pk)
        words = then = ""
        if graded is not None:
            words = "; ".join(f"{area_title(each.framework, area)}: {GRADES.get(grade, grade).lower()}"
                              for area, grade in graded.grades.items())  # fmt: skip
            up_to = [one for one in reports if one.on <= graded.on]
            met = rules_met(judged_of(up_to), [one for one in events if one.on <= graded.on])
            then = "; ".join(each.rule.title for each in met)
        found.append((each.on, Dated(in_full(each.on), long_ago(each.on, today), named(each), words, then,
                                     link("inspections:document", each.pk))))  # fmt: skip
    for claim in said:
        day = day_of_claim(claim.said_date)
        if claim.claim_kind == CLAIMED and day is not None:
            when = said_words(claim.said_date, day[0])
            spoken = Dated(when, long_ago(day[0], today), "A notice or intervention spoken of", f"“{claim.text}”", "",
                           link("inspections:document", claim.document_id))  # fmt: skip
            found.append((day[0], spoken))
    return [each for _, each in sorted(found, key=lambda pair: pair[0], reverse=True)]


def long_ago(day: date, today: date) -> str:
    """Days, or from two years on whole years."""
    years = whole_months(day, today) // 12
    return f"{years} years ago" if years >= 2 else ago(day, today)
