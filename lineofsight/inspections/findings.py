"""Findings: numbered paragraphs, or paragraphs under an area's heading where none is numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lineofsight.inspections.headings import area_heading, heading_key, is_contents
from lineofsight.inspections.items import DOTTED, marker
from lineofsight.inspections.pages import Line, span
from lineofsight.inspections.recommendations import Section
from lineofsight.inspections.shapes import Finding
from lineofsight.inspections.themes import themes_of, tone_of
from lineofsight.inspections.wording import joined, printed

# From here on no finding follows: what Ofsted says of itself, of the inspection, of its grades.
ENDS = re.compile(
    r"theofficeforstandardsineducation.*|(?:section1)?thelocalauthority|informationabout(?:thisinspection|thislocalauthorityarea|thisarea|thisreview)"
    r"|whattheinspectionjudgementsmean.*|recordofmainfindings|yourssincerely|aboutthisinspection|serviceinformation"
    r"|summaryforchildrenandyoungpeople|theinspectionjudgementsandwhattheymean|ofstedwilltakethefindings.*|theinspectionteam"
)
_MARKED = re.compile(r"\(recommendations?\b[^)]*\)", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.!?][’”'\")]?\d?$")
SHORTEST_PARAGRAPH = 40
SHORT_LINE = 0.8  # of the longest: a paragraph's last line seldom reaches the margin
FURTHEST_NUMBER = 3


def read_findings(
    lines: Sequence[Line], first: int, names: Mapping[str, str | None], lists: Sequence[Section]
) -> tuple[Finding, ...]:
    """The findings from a line on, outside the lists of recommendations.

    `names` are the headings that open an area, as keys. Paragraph numbers run on through the lists, so these are
    counted too.
    """
    in_lists = frozenset(at for section in lists for at in range(section.first - 1, section.end))
    numbers = _numbers(lines)
    found: list[Finding] = []
    for area, at, end in _stretches(lines, first, names):
        own = [each for each in range(at, end) if each not in in_lists]
        found += [_finding(area, number, part) for number, part in _paragraphs(lines, own, numbers)]
    return tuple(found)


def numbered_findings(lines: Sequence[Line]) -> tuple[Finding, ...]:
    """Every numbered paragraph of a text without areas."""
    paragraphs = _paragraphs(lines, range(len(lines)), _numbers(lines))
    return tuple(_finding(None, number, part) for number, part in paragraphs if number is not None)


def _stretches(
    lines: Sequence[Line], first: int, names: Mapping[str, str | None]
) -> Iterator[tuple[str | None, int, int]]:
    """The lines between one area's heading and the next, or what ends them, each with its area."""
    area: str | None = None
    begun, at = None, first
    while at < len(lines):
        heading = area_heading(lines, at, names)
        text = heading_key(lines[at]) if heading is None and not marker(lines[at]) else ""
        if heading is not None or (text and ENDS.fullmatch(text) and not is_contents(lines[at])):
            if begun is not None:
                yield area, begun, at
            area = heading.area_code if heading else None
            at = begun = heading.end if heading else at + 1
            begun = begun if heading else None
        else:
            at += 1
    if begun is not None:
        yield area, begun, len(lines)


def _numbers(lines: Sequence[Line]) -> Mapping[int, int]:
    """Which lines begin a numbered paragraph, and its number: numbers rise through a document, or begin again at 1."""
    last, found = 0, {}
    for at, line in enumerate(lines):
        dotted = DOTTED.match(line.text)
        number = int(dotted["number"]) if dotted else 0
        if number and (last < number <= last + FURTHEST_NUMBER or (number == 1 and last != 1)):
            found[at] = last = number
    return found


def _paragraphs(
    lines: Sequence[Line], own: Sequence[int], numbers: Mapping[int, int]
) -> list[tuple[str | None, list[Line]]]:
    paragraphs: list[tuple[str | None, list[Line]]] = []
    unnumbered: list[Line] = []
    current: list[Line] | None = None
    before = -1
    for at in own:
        line = lines[at]
        if at != before + 1:
            current = None  # a list stood between
        before = at
        if at in numbers:
            current = [line]
            paragraphs.append((str(numbers[at]), current))
        elif current is not None and not (line.after_gap and _SENTENCE_ENDS.search(current[-1].text)):
            current.append(line)
        else:
            current = None
            unnumbered.append(line)
    return paragraphs or [(None, part) for part in _by_shape(unnumbered)]


def _by_shape(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Paragraphs without numbers: one ends at a gap, or where a sentence ends on a line short of the margin."""
    margin = max((len(line.text) for line in lines), default=0) * SHORT_LINE
    current: list[Line] = []
    for line in lines:
        if current and (line.after_gap or _ended(current[-1], margin) or marker(line)):
            yield from _long_enough(current)
            current = []
        current.append(line)
    yield from _long_enough(current)


def _ended(line: Line, margin: float) -> bool:
    return bool(_SENTENCE_ENDS.search(line.text)) and len(line.text) < margin


def _long_enough(lines: list[Line]) -> Iterator[list[Line]]:
    if len(joined(line.text for line in lines)) >= SHORTEST_PARAGRAPH:
        yield lines


def _finding(area: str | None, number: str | None, lines: Sequence[Line]) -> Finding:
    text = joined(line.text for line in lines)
    if number is not None:
        text = DOTTED.sub("", text, count=1)
    marked = bool(_MARKED.search(text))
    return Finding(area, number, printed(text), tone_of(text), themes_of(text), marked, span(lines))
