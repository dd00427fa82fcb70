"""Lists of inspection as they are shown: authorities, reports, and one document's values, each with its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lineofsight.core.area_histories import OVERALL, STRANDS
from lineofsight.core.text_formats import join_words
from lineofsight.record.library.histories import Graded
from lineofsight.record.library.models import Document, Passage, PassageKind
from lineofsight.web.inspections.found import themes_said
from lineofsight.web.inspections.words import (
    CLAIMS,
    FIELDS,
    FRAMEWORKS,
    GRADES,
    TONES,
    area_title,
    authority_name,
    grade_title,
    named,
)  # fmt: skip
from lineofsight.web.layout.dates import in_full, short
from lineofsight.web.layout.links import link

MOST_BEFORE = 3


@dataclass(frozen=True, slots=True)
class AuthorityLine:
    """An authority: how many documents there are of it, and its latest report with the overall grade."""

    name: str
    link: str
    documents: int
    latest: str
    grade: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report: when, its grades in order, how much it asks to improve."""

    title: str
    link: str
    grades: tuple[tuple[str, str], ...]
    recommendations: int


@dataclass(frozen=True, slots=True)
class Value:
    """A value read from a document: what it is, what was read, the words it was read from, and where they stand."""

    name: str
    value: str
    printed: str
    place: str


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A passage of a document: what stands beside it, its text, its themes, and where it stands."""

    number: str
    beside: str
    text: str
    themes: str
    place: str


def authority_lines(held: Mapping[str, int], reports: Mapping[str, Sequence[Graded]]) -> list[AuthorityLine]:
    """Every authority by name."""
    found = []
    for code, number in held.items():
        latest = reports[code][-1] if reports[code] else None
        found.append(AuthorityLine(
            authority_name(code), link("inspections:authority", code), number,
            named(latest.document) if latest else "No report", _overall(latest),
        ))  # fmt: skip
    return sorted(found, key=lambda each: each.name)


def report_lines(reports: Sequence[Graded]) -> list[ReportLine]:
    """Reports, the latest first."""
    return [
        ReportLine(
            named(each.document), link("inspections:document", each.document.pk),
            tuple((area_title(each.document.framework, code), GRADES.get(grade, grade))
                  for code, grade in each.grades.items()),
            each.document.recommendations,
        )
        for each in reversed(reports)
    ]  # fmt: skip


def stands(reports: Sequence[Graded]) -> str:
    """How an authority was judged last, and how before, in words; blank where no report has grades."""
    if not reports:
        return ""
    latest, earlier = reports[-1], reports[-1 - MOST_BEFORE : -1]
    overall = latest.grades.get("overall")
    if overall:
        said = f"{GRADES[overall]} overall, {latest.on:%B %Y}."
    else:
        areas = [f"{area_title(latest.document.framework, code).lower()} {GRADES.get(grade, grade).lower()}"
                 for code, grade in latest.grades.items()]  # fmt: skip
        said = f"Judged by area, {latest.on:%B %Y}: {join_words(areas)}."
    before = [f"{GRADES[grade].lower()}, {each.on:%B %Y}" for each in reversed(earlier)
              if (grade := each.grades.get("overall"))]  # fmt: skip
    return f"{said} Before that: {'; '.join(before)}." if before else said


def latest_lines(rows: Sequence[tuple[str, Sequence[Graded]]]) -> list[tuple[str, str, str, list[str]]]:
    """Each authority's latest grade of every strand that any of them has, with its report."""
    found = []
    for code, reports in rows:
        latest = reports[-1] if reports else None
        grades = [GRADES[latest.grade_of(strand)] if latest and latest.grade_of(strand) else "–" for strand in STRANDS]
        report = named(latest.document) if latest else "None loaded"
        found.append((authority_name(code), link("inspections:authority", code), report, grades))
    return found


def values_of(document: Document) -> list[Value]:
    """The single values of a document, each with its place and the words it was read from."""
    given = {
        "la": authority_name(document.la_code) if document.la_code else "",
        "inspection_start": in_full(document.inspection_start), "inspection_end": in_full(document.inspection_end),
        "published_printed": in_full(document.published_printed), "lead_inspector": document.lead_inspector,
    }  # fmt: skip
    values = [Value("Framework", FRAMEWORKS.get(document.framework, document.framework), "", "")]
    for name, value in given.items():
        place = document.places.get(name) or {}
        values.append(
            Value(FIELDS[name], value or "Not read", str(place.get("printed", "")), _place(place.get("page")))
        )
    return [each for each in values if each.value]


def grades_of(document: Document) -> list[Value]:
    """The grades of a document as printed."""
    return [
        Value(area_title(document.framework, each.area_code, each.area_as_printed), grade_title(each),
              f"{each.area_as_printed}: {each.grade_as_printed}", _place(each.page))
        for each in document.judgements.all()
    ]  # fmt: skip


def passages_of(document: Document, kind: PassageKind) -> list[PassageLine]:
    """The passages of one kind, as printed."""
    rows = Passage.objects.using(document._state.db).filter(document=document, kind=kind)
    return [passage_line(each, document) for each in rows]


def passage_line(passage: Passage, document: Document) -> PassageLine:
    """One passage."""
    parts = {
        PassageKind.RECOMMENDATION.value: [passage.heading, *map(str, passage.references),
                                           "for the safeguarding board" if passage.body == "lscb" else ""],
        PassageKind.FINDING.value: [
            area_title(document.framework, passage.area_code) if passage.area_code else "", TONES.get(passage.tone, ""),
        ],
        PassageKind.CLAIM.value: [CLAIMS.get(passage.claim_kind, ""), passage.heading, passage.said_date],
    }[passage.kind]  # fmt: skip
    return PassageLine(
        passage.number, "; ".join(filter(None, parts)), passage.text, themes_said(passage), _place(passage.page)
    )


def problems_of(document: Document) -> list[tuple[str, str]]:
    """Every problem: of what, and why."""
    return [(FIELDS.get(each.field, each.field), each.reason) for each in document.said_problems.all()]


def unread(document: Document) -> tuple[str, str, str, str]:
    """A file that gave no report: its name, why, the day it was loaded, and its page."""
    reason = document.said_problems.order_by("pk").first()
    why = reason.reason if reason else ""
    return document.file, why, short(document.loaded_at.date()), link("inspections:document", document.pk)


def _overall(report: Graded | None) -> str:
    grade = report.grade_of(OVERALL) if report else ""
    return GRADES[grade] if grade else "–"


def _place(page: int | None) -> str:
    return f"page {page}" if page else ""
