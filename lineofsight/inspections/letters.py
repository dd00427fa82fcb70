"""Letters after focused visits and monitoring visits: what is to improve and what was found, and never a grade.

An earlier grade that a letter quotes is kept as a claim about that earlier inspection; so are the number of a
monitoring visit and the sentence that says what inspectors looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from lineofsight.inspections.authorities import authority_in, authority_most_named
from lineofsight.inspections.claims import claims_of_letter
from lineofsight.inspections.document_types import MONITORING_VISIT, DocumentType
from lineofsight.inspections.findings import read_findings
from lineofsight.inspections.front import names_in, rank_alone
from lineofsight.inspections.headings import heading_key
from lineofsight.inspections.notes import Notes
from lineofsight.inspections.pages import Line, span
from lineofsight.inspections.recommendations import read_recommendations, sections_of
from lineofsight.inspections.shapes import Inspection, Place
from lineofsight.inspections.wording import joined, printed
from lineofsight.sources.printed_dates import MONTHS, read_printed_dates

FINDINGS = {
    "findings": None,
    "mainfindings": None,
    "headlinefindings": None,
    "overview": None,
    "findingsandevaluationofprogress": None,
    "summaryoffindings": None,
    "summaryofmainfindings": None,
}
LINES_OF_AN_OPENING = 16
LINES_ABOVE_A_GREETING = 45
_VISIT = re.compile(r"\b(?:focuss?ed|monitoring)\s+visit", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:on|between|from|of)\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?=\d{1,2}\b)", re.I
)
_INSPECTORS = re.compile(
    r"inspectors?[^.:]{0,60}?\s(?:were|was|are|is)(?:\s+(?:her|his)\s+majesty['’]s\s+inspectors?(?:\s*\(HMIs?\))?,?)?\s+"
    r"(?P<names>.{5,400}?)(?:\.(?:\s|$)|$)",
    re.IGNORECASE,
)
_LOOKS_LIKE_A_DATE = re.compile(rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
_MARKS_OF_A_HEADER = re.compile(r"[A-Z][\w ]{1,30}: .+")


def read_letter(file: str, lines: Sequence[Line], kind: DocumentType) -> Inspection:
    """Read a letter. Its own date is `published_printed`; the visit's days are the inspection's."""
    notes = Notes()
    lines = without_header(lines)
    greeting = next((at for at, line in enumerate(lines[:LINES_ABOVE_A_GREETING]) if _greets(line)), 0)
    opening = lines[greeting : greeting + LINES_OF_AN_OPENING]
    _authority(notes, lines, opening)
    letter_date = _letter_date(notes, lines[: greeting or LINES_OF_AN_OPENING])
    _visit_dates(notes, opening, letter_date)
    _lead(notes, lines, opening)
    sections = sections_of(lines, "ilacs")
    recommendations = read_recommendations(lines, sections)
    if not sections:
        notes.blank("recommendations", "the letter has no section of things to improve")
    for section in sections:
        if not any(each.section == section.heading for each in recommendations):
            notes.blank("recommendations", f"{section.heading!r} holds prose, no list")
    findings = read_findings(lines, greeting, FINDINGS, sections)
    if not findings:
        notes.blank("findings", "no heading of findings was found")
    visit = "monitoring visit" if kind.kind == MONITORING_VISIT else "focused visit"
    notes.blank("judgements", f"a {visit} gives no grades; an earlier grade it quotes is among the claims")
    return notes.inspection(
        file=file, document_type=kind.kind, framework=kind.framework,
        judgements=(), recommendations=recommendations, findings=findings, claims=claims_of_letter(lines[greeting:]),
    )  # fmt: skip


def without_header(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines below a block of "Name: value" closed by a rule, as archives put above a text; else all of them."""
    for at, line in enumerate(lines[:12]):
        if re.fullmatch(r"[-=_*]{3,}", line.text):
            named = sum(bool(_MARKS_OF_A_HEADER.match(each.text)) for each in lines[:at])
            return lines[at + 1 :] if at and named * 2 > at else lines
    return lines


def _greets(line: Line) -> bool:
    return line.text.casefold().startswith("dear ")


def _authority(notes: Notes, lines: Sequence[Line], opening: Sequence[Line]) -> None:
    for at, line in enumerate(opening or lines[:LINES_OF_AN_OPENING]):
        if _VISIT.search(line.text):
            title = (opening or lines)[at : at + 3]
            text = joined(each.text for each in title)
            authority = authority_in(text)
            if authority is not None:
                notes.place("la", span(title), text)
                notes.authority(authority, "")
                return
    authority = authority_most_named("\n".join(line.text for line in lines))
    if authority is not None:
        notes.doubt("la", "the title names no authority known here; this is the one the text names most often")
    notes.authority(authority, "neither the title nor the text names an authority known here")


def _letter_date(notes: Notes, above: Sequence[Line]) -> date | None:
    for line in above:
        found = read_printed_dates(printed(line.text))
        if found and found.first == found.last and len(printed(line.text)) <= found.end + 2 and found.start <= 12:
            notes.set("published_printed", found.first, line.place, line.text)
            return found.first
    misprinted = next((line.text for line in above if _LOOKS_LIKE_A_DATE.match(line.text)), None)
    reason = (
        f"the date printed could not be read: {misprinted[:60]!r}"
        if misprinted
        else "no date stands above the greeting"
    )
    notes.blank("published_printed", reason)
    return None


def _visit_dates(notes: Notes, opening: Sequence[Line], letter_date: date | None) -> None:
    text = joined(line.text for line in opening)
    visit = _VISIT.search(text)
    for when in _WHEN.finditer(text, visit.end() if visit else 0):
        with_year = read_printed_dates(text, when.end())
        found = with_year or (read_printed_dates(text, when.end(), letter_date.year) if letter_date else None)
        if found is None or found.start != when.end():
            continue
        if with_year is None:
            notes.doubt("inspection_start", "the letter prints no year for the visit; taken from the letter's own date")
        if found.last < found.first:
            notes.doubt("inspection_end", "the last day printed is before the first; kept as printed")
        place = _place_of(opening, text[found.start : found.end])
        notes.set("inspection_start", found.first, place, text[found.start : found.end])
        notes.set("inspection_end", found.last, place, text[found.start : found.end])
        if letter_date and found.first.year < letter_date.year - 1:
            notes.doubt("inspection_start", "the year printed is long before the letter's; kept as printed")
        return
    for field in ("inspection_start", "inspection_end"):
        notes.blank(field, "the opening names no days of a visit that could be read")


def _lead(notes: Notes, lines: Sequence[Line], opening: Sequence[Line]) -> None:
    """Who signs: below "Yours sincerely", else the name above the last line that is a rank."""
    signed = next((at for at, line in enumerate(lines) if heading_key(line).startswith("yourssincerely")), None)
    closing = range(signed + 1, min(len(lines), signed + 6)) if signed is not None else ()
    ranks = (at - 1 for at in range(len(lines) - 1, max(0, len(lines) - 25), -1) if rank_alone(lines[at].text))
    for at in (*closing, *ranks):
        names = names_in(lines[at].text)
        if names and len(lines[at].text) < 80:
            notes.set("lead_inspector", names[0], lines[at].place, lines[at].text)
            return
    text = joined(line.text for line in opening)
    found = _INSPECTORS.search(text)
    names = names_in(found["names"]) if found else ()
    if found and names:
        notes.set("lead_inspector", names[0], _place_of(opening, names[0]), found["names"])
        notes.doubt("lead_inspector", "no signature could be read; this is the first inspector named")
    else:
        notes.blank("lead_inspector", "neither a signature nor the inspectors' names could be read")


def _place_of(lines: Sequence[Line], text: str) -> Place:
    """The lines that hold a text of theirs; all of them where it cannot be told."""
    for first in range(len(lines)):
        for end in range(first + 1, min(len(lines), first + 3) + 1):
            if text in joined(line.text for line in lines[first:end]):
                return span(lines[first:end])
    return span(lines)
