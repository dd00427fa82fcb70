"""The lists of what is to improve, by framework: where each begins and ends, whose it is, and what each point cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lineofsight.inspections.headings import (
    SIF_BODY,
    area_heading,
    body_names,
    grade_in_heading,
    heading_key,
    is_contents,
    letters_of,
)
from lineofsight.inspections.items import LONGEST_HEADING, Item, marker, read_items
from lineofsight.inspections.pages import Line
from lineofsight.inspections.shapes import Recommendation
from lineofsight.inspections.themes import themes_of
from lineofsight.inspections.wording import joined, printed

LA, LSCB = "la", "lscb"
# Headings that open a list, as keys.
ILACS_OPENS = re.compile(r"whatneedstoimprove(?:inth.{0,60})?|areasforimprovement|areas?forpriorityaction")
SIF_OPENS = re.compile(
    r"recommendations?|priority(?:andimmediate)?actions?|immediateandpriorityactions?|areasforimprovement"
    r"|areasforpriority(?:andimmediate)?action|areasfordevelopment|whatdoes.{3,60}needs?toimprove"
)
LAC_2013_OPENS = re.compile(r"areasforimprovement")
# And those that end one.
CLOSES = re.compile(
    r"summaryforchildrenandyoungpeople|informationabout(?:thisinspection|thislocalauthorityarea|thisarea|thisreview)"
    r"|inspectionjudgements?.*|whattheinspectionjudgementsmean.*|inspectionfindings.*|inspectionoutcomes?.*"
    r"|.{0,45}strengths(?:andweaknesses.*)?|progresssince.{0,12}(?:last|previous)inspections?|section\d.*"
    r"|executivesummary|summaryofkeyfindings|summary|overview|headlinefindings|(?:main)?findings"
    r"|findingsandevaluationofprogress|areascoveredbythevisit|theofficeforstandardsineducation.*|recordofmainfindings"
    r"|outcomesforlookedafterchildrenandyoungpeople|yourssincerely|ofstedwilltakethefindings.*"
)
_OF_THE_BOARD = re.compile(r"lscb|safeguarding(?:children)?board|theboard")
_LSCB_BEGINS = re.compile(
    r"(?:section(?:2|two))?(?:the)?(?:effectiveness(?:ofthe)?)?(?:the)?localsafeguardingchildrenboard(?:lscb)?(?:is.*|requires.*)?"
)
_DEADLINE = re.compile(
    r"(?:immediately|with immediate effect|within (?:the next )?\w+ (?:days|weeks|months?)[^.;]{0,40}):?", re.IGNORECASE
)
_CITES = re.compile(r"\(([^()]*\bparagraphs?\b[^()]*)\)", re.IGNORECASE)
_AFTER_PARAGRAPH = re.compile(r"\bparagraphs?\b(.*?)(?=\bpages?\b|$)", re.IGNORECASE)
_FOOTNOTE_MARKS = tuple("123456789")
_NUMBER = re.compile(r"\d{1,3}")
_NATIONAL = re.compile(
    r"\b(?:outcome|enabler|principle)s?\s+(?:\d+|one|two|three|four|five|six|seven|eight)\b"
    r"(?:\s*(?:,|and|&)\s*(?:\d+|one|two|three|four|five|six|seven|eight)\b)*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Section:
    """A list found: its heading as printed, whose it is, and its lines, the heading not among them."""

    heading: str
    body: str
    first: int
    end: int


def sections_of(lines: Sequence[Line], framework: str, whole_is_lscb: bool = False) -> tuple[Section, ...]:
    """The lists of a report or letter, in order. `whole_is_lscb`: the document is about the board alone."""
    opens = {"sif": SIF_OPENS, "lac_2013": LAC_2013_OPENS}.get(framework, ILACS_OPENS)
    names = body_names(framework)
    body = LSCB if whole_is_lscb else LA
    found: list[Section] = []
    opened: tuple[str, int, str] | None = None
    for at, line in enumerate(lines):
        text = "" if is_contents(line) or marker(line) or line.text.endswith((".", ",", ";")) else heading_key(line)
        taken = _opens(lines, at, opens) if text else 0
        of_the_board = framework == "sif" and (line.sheet > 0 or found) and bool(text) and _board_begins(lines, at)
        closes = taken or of_the_board or CLOSES.fullmatch(text) or _closed_by_area(lines, at, names)
        if opened and at >= opened[1] and closes:
            found.append(Section(opened[0], opened[2], opened[1], at))
            opened = None
        if of_the_board or (taken and framework == "sif" and _OF_THE_BOARD.search(text)):
            body = LSCB
        if taken:
            end, shown = _heading_end(lines, at, taken)
            opened = (shown, end, body)
    if opened:
        found.append(Section(opened[0], opened[2], opened[1], len(lines)))
    return tuple(section for section in found if section.end > section.first)


def _closed_by_area(lines: Sequence[Line], at: int, names: Mapping[str, str | None]) -> bool:
    """Whether an area's heading ends the list; where the list goes on below it, it is a sub-heading of the list."""
    heading = area_heading(lines, at, names)
    if heading is None:
        return False
    grade = grade_in_heading(lines[heading.first : heading.end])
    return grade is not None or heading.end >= len(lines) or marker(lines[heading.end]) is None or names is not SIF_BODY


def _board_begins(lines: Sequence[Line], at: int) -> bool:
    """Whether the board's own part of the report begins here: its heading, on a line or two."""
    two = heading_key(lines[at]) + (letters_of(lines[at + 1]) if at + 1 < len(lines) else "")
    short = len(lines[at].text) < LONGEST_HEADING and lines[at].text[:1].isupper()
    return short and bool(_LSCB_BEGINS.fullmatch(heading_key(lines[at])) or _LSCB_BEGINS.fullmatch(two))


def _opens(lines: Sequence[Line], at: int, opens: re.Pattern[str]) -> int:
    """How many lines a list's heading takes up here: none, one or two."""
    text = heading_key(lines[at])
    if opens.fullmatch(text):
        return 1
    two = text + letters_of(lines[at + 1]) if at + 1 < len(lines) and text else ""
    return 2 if two and len(lines[at].text) < LONGEST_HEADING and opens.fullmatch(two) else 0


def _heading_end(lines: Sequence[Line], at: int, taken: int) -> tuple[int, str]:
    """Where the list begins, and the heading as printed, with the marker of a footnote that slipped below it."""
    end = at + taken
    shown = joined(line.text for line in lines[at:end]).rstrip(":").strip()
    if end < len(lines) and lines[end].text in _FOOTNOTE_MARKS and lines[end].text != str(lines[end].page):
        return end + 1, shown + lines[end].text
    return end, shown


def read_recommendations(lines: Sequence[Line], sections: Sequence[Section]) -> tuple[Recommendation, ...]:
    """Every point of the lists, counted through the document."""
    read = [(section, item) for section in sections for item in _items(lines[section.first : section.end])]
    return tuple(_recommendation(order, section, item) for order, (section, item) in enumerate(read, 1))


def _items(lines: Sequence[Line]) -> Iterator[Item]:
    """The points of a list; those of a list by deadline stand under it, and not under the sentence above them."""
    deadlines = [at for at, line in enumerate(lines) if _DEADLINE.fullmatch(printed(line.text))]
    if not deadlines:
        yield from read_items(lines)
        return
    for at, end in zip(deadlines, [*deadlines[1:], len(lines)], strict=True):
        theme = printed(lines[at].text).rstrip(":")
        yield from (replace(item, theme=theme) for item in read_items(lines[at + 1 : end]))


def _recommendation(order: int, section: Section, item: Item) -> Recommendation:
    return Recommendation(
        order=order, section=section.heading, body=section.body, theme=item.theme, text=item.text,
        paragraph_refs=paragraph_refs(item.text), national_framework_refs=national_framework_refs(item.text),
        theme_words=themes_of(item.text), place=item.place,
    )  # fmt: skip


def paragraph_refs(text: str) -> tuple[int, ...]:
    """The paragraphs a recommendation cites in brackets, in the order printed; pages are not among them."""
    cited = (found for bracket in _CITES.findall(text) for found in _AFTER_PARAGRAPH.findall(bracket))
    return tuple(dict.fromkeys(int(number) for part in cited for number in _NUMBER.findall(part)))


def national_framework_refs(text: str) -> tuple[str, ...]:
    """The outcomes, enablers and principles of the national framework cited in brackets, each by its own name."""
    found: list[str] = []
    for bracket in _BRACKETED.findall(text):
        for each in _NATIONAL.findall(bracket):
            name, *numbers = re.split(r"\s*(?:,|\band\b|&)\s*|\s+", each)
            found += [f"{name.removesuffix('s')} {number}" for number in numbers if number]
    return tuple(dict.fromkeys(found))
