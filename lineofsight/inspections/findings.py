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
    r"theofficeforstandardsineducation.*|informationabout(?:thisinspection|thislocalauthorityarea|thisarea|thisreview)"
    r"|whattheinspectionjudge?mentsmean.*|recordofmainfindings|yourssincerely|aboutthisinspection|serviceinformation"
    r"|summaryforchildrenandyoungpeople|theinspectionjudge?mentsandwhattheymean|ofstedwilltakethefindings.*|theinspectionteam"
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
    found: list[Finding] = []
    last = 0
    for area, at, end in _stretches(lines, first, names):
        paragraphs, last = _paragraphs(lines, range(at, end), in_lists, last)
        found += [_finding(area, number, part) for number, part in paragraphs]
    return tuple(found)


def numbered_findings(lines: Sequence[Line]) -> tuple[Finding, ...]:
    """Every numbered paragraph of a text without areas."""
    paragraphs, _ = _paragraphs(lines, range(len(lines)), frozenset(), 0)
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


def _paragraphs(
    lines: Sequence[Line], own: Sequence[int], in_lists: frozenset[int], last: int
) -> tuple[list[tuple[str | None, list[Line]]], int]:
    paragraphs: list[tuple[str | None, list[Line]]] = []
    loose: list[Line] = []
    current: list[Line] | None = None
    for at in own:
        line = lines[at]
        number = _number(line, last)
        if number is not None:
            last = number
        if at in in_lists:
            current = None
            continue
        if number is not None:
            current = [line]
            paragraphs.append((str(number), current))
        elif current is not None and not (line.after_gap and _SENTENCE_ENDS.search(current[-1].text)):
            current.append(line)
        else:
            current = None
            loose.append(line)
    if not paragraphs:
        paragraphs = [(None, part) for part in _by_shape(loose)]
    return paragraphs, last


def _number(line: Line, last: int) -> int | None:
    found = DOTTED.match(line.text)
    number = int(found["number"]) if found else None
    return number if number is not None and (last < number <= last + FURTHEST_NUMBER or number == 1) else None


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
