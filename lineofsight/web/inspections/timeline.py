"""An authority's history as a picture and in words; and several authorities' beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.core.area_histories import BOARD, STRANDS, Strand, strands_of
from lineofsight.record.library.histories import Graded
from lineofsight.record.library.models import ARTICLE, NOTICE, VISITS, Document, Passage
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.drawings.judgements import (
    JudgementHistory,
    Lane,
    Mark,
    Span,
    history_table,
    judgement_history,
)  # fmt: skip
from lineofsight.web.drawings.strips import Strip
from lineofsight.web.inspections.words import CLAIMS, area_title, authority_name, day_of_claim, named, said_words
from lineofsight.web.layout.dates import short
from lineofsight.web.layout.links import link

# The last day by which safeguarding partners took over: Working Together to Safeguard Children (2018), chapter 3.
BOARDS_ENDED = date(2019, 9, 29)
LONGEST = 400
ACROSS = 860.0
"""The width at which it is drawn for a desk: so wide that a grade of two or three years stands there in words."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line beneath the picture: when it was, what it was, what is said, and the document that says so."""

    when: str
    what: str
    words: str
    document: str
    link: str


def history_of(
    title: str, reports: Sequence[Graded], documents: Iterable[Document], claims: Iterable[Passage], today: date,
    strips: Sequence[Strip] = (),
) -> JudgementHistory:  # fmt: skip
    """The picture of one authority: the areas that were ever judged, then who led (`strips`) and what else happened."""
    lanes = _lanes(list(documents), list(claims))
    used = tuple(
        strand for strand in STRANDS
        if any(strand in strands_of(r.document.framework, code) for r in reports for code in r.grades)
    )  # fmt: skip
    spans = _spans(reports, used)
    days = [each.on for each in reports] + [mark.on for lane in lanes for mark in lane.marks]
    days += [each.since for strip in strips for each in strip.stretches]
    first = date(min(days, default=today).year, 1, 1)
    last = max([today, *days])
    rows = tuple(each.title for each in used)
    return JudgementHistory(title, first, last, rows, tuple(spans), lanes, tuple(strips))


def beside_each_other(title: str, strand: Strand, histories: Sequence[tuple[str, Sequence[Graded]]], today: date
                      ) -> JudgementHistory:  # fmt: skip
    """The picture of one strand for several authorities, a row each."""
    spans: list[Span] = []
    for row, (_, reports) in enumerate(histories):
        given = [(each.on, each.grade_of(strand)) for each in reports if each.grade_of(strand)]
        for n, (on, grade) in enumerate(given):
            spans.append(Span(row, 1, on, given[n + 1][0] if n + 1 < len(given) else None, grade))
    first = date(min((span.since for span in spans), default=today).year, 1, 1)
    names = tuple(authority_name(code) for code, _ in histories)
    return JudgementHistory(title, first, max([today, *(span.since for span in spans)]), names, tuple(spans))


def picture(chart: JudgementHistory, reading: str = "") -> str:
    """The picture on a page, wide and narrow, its table beside it. `reading`: what it says, in a sentence above it."""
    drawn = [judgement_history(chart, ACROSS), judgement_history(chart, NARROW)]
    return markup(figure(chart.title, drawn, history_table(chart), reading=reading))


def events_of(documents: Iterable[Document], claims: Iterable[Passage]) -> list[Event]:
    """Visits, notices and articles, and each dated or undated thing they say, the latest first, undated last."""
    rows: list[tuple[date | None, Event]] = []
    for each in documents:
        if not each.is_graded:
            where = link("inspections:document", each.pk)
            rows.append((each.on, Event(short(each.on) or "Undated", named(each).split(",")[0], "", each.file, where)))
    # A sentence that says several things is told once.
    said: dict[tuple[int, str, str], list[Passage]] = {}
    for claim in claims:
        said.setdefault((claim.document_id, claim.said_date, claim.text), []).append(claim)
    for (document, day, text), kinds in said.items():
        known = day_of_claim(day)
        when = (
            "Undated"
            if known is None
            else said_words(day, known[0])
            if len(day) < len("2026-01-01")
            else short(known[0])
        )
        what = "; ".join(dict.fromkeys(CLAIMS.get(each.claim_kind, each.claim_kind) for each in kinds))
        words = text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"
        event = Event(when, what, words, kinds[0].document.file, link("inspections:document", document))
        rows.append((known[0] if known else None, event))
    return [event for _, event in sorted(rows, key=lambda each: each[0] or date.min, reverse=True)]


def _spans(reports: Sequence[Graded], rows: Sequence[Strand]) -> list[Span]:
    """Each grade until the next of any of its rows: what is judged in parts later ends what was judged in one."""
    found: list[Span] = []
    for n, report in enumerate(reports):
        for code, grade in report.grades.items():
            covered = [each for each in strands_of(report.document.framework, code) if each in rows]
            # A part that is judged apart in the same report is not covered by the whole.
            apart = {
                strand for other in report.grades if other != code
                for strand in strands_of(report.document.framework, other)
                if len(strands_of(report.document.framework, other)) < len(covered)
            }  # fmt: skip
            places = [rows.index(each) for each in covered if each not in apart]
            if not places:
                continue
            until = next((later.on for later in reports[n + 1 :]
                          if any(later.grade_of(rows[place]) for place in places)), None)  # fmt: skip
            if BOARD in covered:
                until = min(until or BOARDS_ENDED, BOARDS_ENDED)
            area = area_title(report.document.framework, code)
            found.append(Span(min(places), max(places) - min(places) + 1, report.on, until, grade, area))
    return found


def _lanes(documents: Sequence[Document], claims: Sequence[Passage]) -> tuple[Lane, ...]:
    visits = [
        Mark(each.on, named(each).split(",")[0]) for each in documents if each.document_type in VISITS and each.on
    ]
    notices = [Mark(each.on, "Notice or direction") for each in documents if each.document_type == NOTICE and each.on]
    articles = [Mark(each.on, each.file) for each in documents if each.document_type == ARTICLE and each.on]
    lanes = (
        Lane("Visits", "triangle", (*visits, *_said(claims, "visit"))),
        Lane("Notices", "diamond", (*notices, *_said(claims, "notice"))),
        Lane("People named", "circle", _said(claims, "leader")),
        Lane("Articles", "square", tuple(articles)),
    )
    return tuple(lane for lane in lanes if lane.marks)


def _said(claims: Sequence[Passage], kind: str) -> tuple[Mark, ...]:
    """What is said of one kind of thing, each thing of a day once."""
    marks: dict[tuple[date, str], Mark] = {}
    for claim in claims:
        known = day_of_claim(claim.said_date) if claim.claim_kind == kind else None
        if known is not None:
            # A person is known by their name; of other things the sentence is told.
            words = claim.heading if kind == "leader" and claim.heading else claim.text
            marks.setdefault((known[0], words), Mark(known[0], words, known[1]))
    return tuple(marks.values())
