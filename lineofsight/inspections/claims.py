"""What a document claims of an authority, sentence by sentence: grades, notices, visits, leaders. Each is a quote.

A claim's date is the one its sentence names, as precise as it names it; where it names none, the day the document was
published. What the sentence says is not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.inspections.authorities import authority_in
from lineofsight.inspections.grades import grade_of
from lineofsight.inspections.pages import Line, span
from lineofsight.inspections.shapes import Claim, Place
from lineofsight.inspections.wording import joined
from lineofsight.sources.printed_dates import MONTHS, every_printed_date

GRADE, NOTICE, VISIT, LEADER = "grade", "notice", "visit", "leader"
EARLIER_GRADE, VISIT_NUMBER, FOCUS = "earlier_grade", "visit_number", "focus"
_QUOTE = "[‘’'\"“”]?"
_STRONG = r"inadequate|requires?\s+improvement(?:\s+to\s+be\s+good)?"
_WEAK = r"outstanding|good|adequate"
_JUDGED = (
    r"rat(?:ed|ing)s?|judge(?:d|s)?|judge?ments?|grad(?:ed?|es|ing)|branded|awarded|found\s+to\s+be|deemed|score[ds]?"
    r"|ranked|upgraded|downgraded"
)
_GRADES = re.compile(
    rf"\b(?:{_JUDGED})\b[^.;]{{0,70}}?{_QUOTE}\b(?P<after>{_STRONG}|{_WEAK})\b"
    rf"|{_QUOTE}\b(?P<before>{_STRONG}|{_WEAK})\b{_QUOTE}\s+(?:overall\s+)?(?:{_JUDGED})\b"
    rf"|[‘“'\"](?P<quoted>{_STRONG}|{_WEAK})[’”'\"]|\b(?:is|was|were|are|remains?)\s+(?P<plain>inadequate)\b",
    re.IGNORECASE,
)
_ABOUT_INSPECTION = re.compile(rf"\b(?:ofsted|inspect\w+|{_JUDGED}|services?)\b", re.IGNORECASE)
_NOTICES = re.compile(
    r"\b(?:(?:improvement|statutory|intervention)\s+(?:notice|direction)s?|notice\s+to\s+improve|directions?\s+notice"
    r"|statutory\s+direction|commissioners?|take(?:n)?\s+over|takeover|(?:government|secretary\s+of\s+state)\s+intervention"
    r"|intervention\s+by\s+the)\b",
    re.IGNORECASE,
)
_VISITS = re.compile(
    r"\b(?:monitoring|focuss?ed)\s+visits?\b|\binspectors?\s+(?:\w+\s+){0,3}visit\w*|\b(?:their|the|its)\s+last\s+visit\b"
    r"|\bmonitoring\s+(?:inspections?|reports?)\b"
    r"|\b(?:re-?)?inspection\b[^.]{0,60}\b(?:last month|in (?:19|20)\d\d|took place)"
    r"|\b(?:19|20)\d\d\s+inspection\b",
    re.IGNORECASE,
)
_ROLE = (
    r"(?:(?:interim|acting|strategic|executive|deputy|former|corporate|service|assistant|managing|external)\s+)*"
    r"(?:directors?\s+(?:of|for)\s+(?:[\w’']+\s+){0,4}?(?:children|operations|people|services|practice)\b[\w\s,’']{0,30}?"
    r"|director|chief\s+executive|chair(?:man|woman|person)?|commissioner|lead\s+member|cabinet\s+member|leader"
    r"|(?:children\s+and\s+families\s+)?minister|secretary\s+of\s+state|social\s+care\s+lead|councillor)"
)
_PERSON = r"(?:(?:Lord|Lady|Sir|Dame|Dr|Cllr|Councillor|Mr|Mrs|Ms)\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){1,2}"
_LEADERS = re.compile(
    rf"(?P<name>{_PERSON})(?:\s*\([^)]{{1,12}}\))?,?\s+(?:as|who[^,.]{{0,40}}?\bas|,)?\s*(?:[\w’']+\s+){{0,6}}?(?i:{_ROLE})\b"
    rf"|(?i:\b{_ROLE})\b[^.]{{0,60}}?[\s,](?P<named>{_PERSON})",
)
_NOT_PEOPLE = re.compile(
    r"\b(?:Council|Trust|Services?|Children|Department|Ofsted|Board|City|Majesty|Government|Young|Court|Care|Social|Post"
    r"|Chair|Director|Chief|Executive|Cabinet|Leader|Deputy|Member|Minister|Labour|Conservative|Strategic|Commission)\b"
)
_NUMBERED_VISIT = re.compile(
    r"\b(?P<number>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))\s+"
    r"(?:\w+\s+){0,2}?(?:monitoring|focuss?ed)\s+visit",
    re.IGNORECASE,
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_LOOKED_AT = re.compile(
    r"^(?:inspectors|the\s+visit|this\s+visit|areas?\s+covered|during|the\s+inspectors)\b[^.]{0,60}?"
    r"\b(?:looked\s+at|considered|reviewed|evaluated|focus(?:s?ed)?|covered)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(rf"\b(?P<grade>{_STRONG}|{_WEAK})\b", re.IGNORECASE)
_JUDGED_EARLIER = re.compile(
    r"\b(?:judged|judge?ments?|graded?|rated|last\s+(?:full\s+)?(?:inspection|inspected)|previous\s+inspection"
    r"|(?:since|at|in)\s+the\s+(?:\w+\s+)?(?:inspection|ILACS))\b",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"\b({'|'.join(MONTHS)})\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:in|since|by|of|from|the|back\s+in|a)\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_SENTENCE = re.compile(r".+?(?:[.!?][’”'\")\]]*(?=\s+[‘“\"'(A-Z]|$)|$)", re.DOTALL)
_NO_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Cllr|St|No|Rev)\.$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands."""

    text: str
    place: Place


def sentences_of(lines: Sequence[Line]) -> Iterator[Sentence]:
    """The sentences of a text, each within its own paragraph."""
    paragraph: list[Line] = []
    for line in (*lines, None):
        if paragraph and (line is None or line.after_gap):
            yield from _of_paragraph(paragraph)
            paragraph = []
        if line is not None:
            paragraph.append(line)


def claims_of_article(lines: Sequence[Line], published: date | None) -> tuple[Claim, ...]:
    """The claims of a news article, in the order it makes them."""
    found: list[Claim] = []
    for sentence in sentences_of(lines):
        for kind, subject in _kinds(sentence.text):
            found.append(_claim(sentence, kind, subject, published))
    return tuple(found)


def claims_of_letter(lines: Sequence[Line]) -> tuple[Claim, ...]:
    """What a visit's letter says of earlier inspections, which visit it was, and what it looked at."""
    found: list[Claim] = []
    for sentence in sentences_of(lines):
        text = sentence.text
        grade = _EARLIER.search(text)
        if number := _NUMBERED_VISIT.search(text):
            word = number["number"].casefold()
            counted = _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", word))
            found.append(_claim(sentence, VISIT_NUMBER, str(counted), None))
        if grade and _JUDGED_EARLIER.search(text) and (grade_of(grade["grade"]) != "good" or "judged" in text):
            found.append(_claim(sentence, EARLIER_GRADE, grade_of(grade["grade"]), None))
        if _LOOKED_AT.match(text) and not any(claim.kind == FOCUS for claim in found):
            found.append(_claim(sentence, FOCUS, None, None))
    return tuple(found)


def _of_paragraph(lines: Sequence[Line]) -> Iterator[Sentence]:
    text = joined(line.text for line in lines)
    begun = ""
    for found in _SENTENCE.finditer(text):
        begun = f"{begun} {found.group().strip()}".strip()
        if begun and not _NO_END.search(begun):
            yield Sentence(begun, _place(lines, begun))
            begun = ""
    if begun:
        yield Sentence(begun, _place(lines, begun))


def _place(lines: Sequence[Line], text: str) -> Place:
    """The fewest lines that hold the sentence."""
    for size in range(1, len(lines) + 1):
        for first in range(len(lines) - size + 1):
            if text in joined(line.text for line in lines[first : first + size]):
                return span(lines[first : first + size])
    return span(lines)


def _kinds(text: str) -> Iterator[tuple[str, str | None]]:
    authority = authority_in(text)
    about = authority.name if authority else None
    if _GRADES.search(text) and _ABOUT_INSPECTION.search(text):
        yield GRADE, about
    if _NOTICES.search(text):
        yield NOTICE, about
    if _VISITS.search(text):
        yield VISIT, about
    for found in _LEADERS.finditer(text):
        name = found["name"] or found["named"]
        if not _NOT_PEOPLE.search(re.sub(r"^(?:Councillor|Cllr|Lord|Sir|Dame|Lady)\s", "", name)):
            yield LEADER, name


def _claim(sentence: Sentence, kind: str, subject: str | None, published: date | None) -> Claim:
    dated = _date_in(sentence.text) or (published.isoformat() if published else None)
    return Claim(dated, kind, sentence.text, subject, sentence.place)


def _date_in(text: str) -> str | None:
    day = next(every_printed_date(text), None)
    if day is not None:
        return day.first.isoformat()
    if month := _MONTH_YEAR.search(text):
        return f"{month[2]}-{MONTHS.index(month[1].casefold()) + 1:02d}"
    year = _YEAR.search(text)
    return year[1] if year else None
