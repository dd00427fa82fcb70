"""Grades over the years: a row for each area (or authority), and beneath them who led, and what happened.

A grade reaches from the inspection that gave it to the next. An area judged in one piece covers the rows of what was
judged apart before or after, so that mergers and divisions are seen as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.core.text_formats import uk_date
from lineofsight.web.drawings.canvas import (
    BLUE,
    INK,
    PALE,
    PAPER,
    RULE,
    SOFT,
    WASH,
    WIDE,
    Element,
    Table,
    circle,
    diamond,
    drawing,
    is_narrow,
    line,
    lines_of_text,
    rect,
    text,
    triangle,
)  # fmt: skip
from lineofsight.web.drawings.lettering import SMALL, fitted, width_of, wrapped
from lineofsight.web.drawings.scales import Days
from lineofsight.web.drawings.strips import (
    Strip,
    height_of,
    key_of,
    label_of,
    numbered,
    rows_of,
    strip_drawn,
    words_of,
)  # fmt: skip

_ROW, _LANE, _LABEL, _ABOVE = 38.0, 30.0, 132.0, 18.0
_NEAR = 15.0
# What a grade is called, the letters for it where there is no room, its fill, its ink.
GRADES: dict[str, tuple[str, str, str, str]] = {
    "outstanding": ("Outstanding", "O", BLUE, PAPER),
    "good": ("Good", "G", PALE, INK),
    "requires_improvement": ("Requires improvement", "RI", WASH, INK),
    "adequate": ("Adequate", "A", WASH, INK),
    "inadequate": ("Inadequate", "I", INK, PAPER),
    "not_judged": ("Not judged", "–", PAPER, INK),
    "": ("Grade not read", "?", PAPER, INK),
}
_SHAPES = {"triangle": triangle, "diamond": diamond, "circle": circle}


@dataclass(frozen=True, slots=True)
class Span:
    """A grade from one inspection to the next, over the rows from `row` on. `until` None: it still stands.

    `area`: the name of what was judged, where it covers several rows.
    """

    row: int
    rows: int
    since: date
    until: date | None
    grade: str
    area: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a day; `whole_year` where only its year is known."""

    on: date
    words: str
    whole_year: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """Things of one kind: `shape` is triangle, diamond, circle or square."""

    title: str
    shape: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class JudgementHistory:
    """The picture: its rows by name, the grades in them, and beneath strips (who led) and lanes, between two days."""

    title: str
    first: date
    last: date
    rows: tuple[str, ...]
    spans: tuple[Span, ...]
    lanes: tuple[Lane, ...] = ()
    strips: tuple[Strip, ...] = ()


def judgement_history(chart: JudgementHistory, width: float = WIDE) -> Element:
    """The rows with their grades by fill and word, strips and lanes, and what shapes, letters and numbers stand for."""
    graded = chart.rows and (chart.spans or any(lane.marks for lane in chart.lanes))
    if not graded and not any(strip.stretches for strip in chart.strips):
        words = "Nothing dated is known."
        return drawing("judgements", width, 60, text(8, 34, words), title=chart.title, description=words)
    narrow = is_narrow(width)
    left, above = (0.0, _ABOVE) if narrow else (_LABEL, 0.0)
    days = Days(chart.first, chart.last, left + 2, width - 6)
    step = _ROW + above
    top = 22.0
    beside = 0.0 if narrow else _LABEL - 10
    strips = [(strip, height_of(strip, beside) + above) for strip in chart.strips if strip.stretches]
    led = sum(height + 4 for _, height in strips)
    bottom = top + step * len(chart.rows) + led + sum((_LANE + above) for _ in chart.lanes) + 6
    made: list[Element] = []
    for day, name in days.marks(58 if narrow else 62):
        x = days.place(day)
        made.append(line(x, top - 4, x, bottom, colour=RULE))
        if x + 3 + width_of(name, SMALL) <= width:  # the last year may begin at the edge
            made.append(text(x + 3, 13, name, size=SMALL, fill=SOFT))
    for n, title in enumerate(chart.rows):
        made += _label(title, top + step * n, narrow, _ROW)
    # What covers several rows lies beneath what is judged apart.
    for span in sorted(chart.spans, key=lambda each: (-each.rows, each.since)):
        made += _span(span, days, top, step, above)
    y = top + step * len(chart.rows) + 6
    numbers = numbered([strip for strip, _ in strips], days)
    inspections = sorted({span.since for span in chart.spans})
    for strip, height in strips:
        made += [*label_of(strip, y, beside, width), *strip_drawn(strip, numbers, days, y + above, inspections)]
        y += height + 4
    for lane in chart.lanes:
        made += [*_label(lane.title, y, narrow, _LANE), *_lane(lane, days, y + above + _LANE / 2)]
        y += _LANE + above
    key = wrapped(" ".join(filter(None, (_key(chart), key_of(numbers)))), width, SMALL)
    made += lines_of_text(0, bottom + 18, key, step=16, size=SMALL, fill=SOFT)
    height = bottom + 24 + 16 * (len(key) - 1)
    return drawing("judgements", width, height, made, title=chart.title, description=history_words(chart))


def history_words(chart: JudgementHistory) -> str:
    """Each row's grades in their order, then who led, then how many marks each lane has."""
    told = []
    for n, title in enumerate(chart.rows):
        spans = sorted((each for each in chart.spans if each.row <= n < each.row + each.rows), key=lambda e: e.since)
        if spans:
            told.append(f"{title}: " + ", ".join(f"{GRADES[s.grade][0].lower()} {s.since.year}" for s in spans) + ".")
    told += [words_of(strip) for strip in chart.strips if strip.stretches]
    told += [f"{lane.title}: {len(lane.marks)}." for lane in chart.lanes if lane.marks]
    return " ".join(told)


def history_table(chart: JudgementHistory) -> Table:
    """Grades, who led, and marks together, oldest first: when, what, and the grade, the name or the words."""
    rows: list[tuple[date, tuple[str, str, str]]] = [
        (span.since, (uk_date(span.since), span.area or chart.rows[span.row], GRADES[span.grade][0]))
        for span in chart.spans
    ]
    rows += [
        (mark.on, (str(mark.on.year) if mark.whole_year else uk_date(mark.on), lane.title, mark.words))
        for lane in chart.lanes for mark in lane.marks
    ]  # fmt: skip
    rows += [row for strip in chart.strips for row in rows_of(strip)]
    last = "Grade, who, or what is said" if chart.strips else "Grade, or what is said"
    return ("When", "What", last), tuple(row for _, row in sorted(rows, key=lambda each: each[0]))


def _label(title: str, y: float, narrow: bool, height: float) -> list[Element]:
    if narrow:
        return [text(0, y + 13, fitted(title, 286, SMALL, bold=True), size=SMALL, bold=True, halo=True)]
    lines = wrapped(title, _LABEL - 10, SMALL, most=2)
    first = y + height / 2 + 5 - 8 * (len(lines) - 1)
    return lines_of_text(0, first, lines, step=16, size=SMALL)


def _span(span: Span, days: Days, top: float, step: float, above: float) -> list[Element]:
    name, letters, fill, ink = GRADES[span.grade]
    x, end = days.place(span.since), days.place(span.until or days.last)
    y = top + step * span.row + above + 2
    height = step * (span.rows - 1) + _ROW - 4
    room = end - x - 3
    made = [
        rect(
            x,
            y,
            room,
            height,
            fill=fill,
            stroke=INK,
            thick=1,
            dash="4 3" if span.grade == "requires_improvement" else None,
        )
    ]
    if span.until is None and room > 8:  # it still stands: open to the right
        made.append(line(end - 3, y, end - 3, y + height, colour=fill, thick=3))
    made.append(line(x + 1.5, y, x + 1.5, y + height, colour=INK, thick=3))
    words = _words(name, letters, span.area if span.rows > 1 else "", room - 10, int(height // 16))
    first = y + height / 2 + 5 - 8 * (len(words) - 1)
    return [*made, *lines_of_text(x + 7, first, words, step=16, size=SMALL, fill=ink, bold=True)]


def _words(name: str, letters: str, area: str, room: float, most: int) -> tuple[str, ...]:
    """The grade in as many words as there is room for; over several rows what was judged too."""
    whole = all(width_of(word, SMALL, bold=True) <= room for word in name.split())
    said = wrapped(name, room, SMALL, bold=True, most=most) if whole else (letters,)
    if whole and len(said) > most:
        said = (letters,)
    if area and all(width_of(word, SMALL, bold=True) <= room for word in area.split()):
        lines = wrapped(area, room, SMALL, bold=True)
        if len(lines) + len(said) <= most:
            return (*lines, *said)
    return said if width_of(max(said, key=len), SMALL, bold=True) <= room + 4 else ()


def _lane(lane: Lane, days: Days, y: float) -> list[Element]:
    """Marks; those that would lie upon each other are one with their number in it. Hollow: only the year is known."""
    made: list[Element] = [line(days.left, y, days.right, y, colour=RULE)]
    for group in _grouped(lane.marks, days):
        x = min(max(sum(days.place(each.on) for each in group) / len(group), days.left + 8), days.right - 8)
        hollow = all(each.whole_year for each in group)
        fill, ink = (PAPER, INK) if hollow else (INK, PAPER)
        radius = 10 if len(group) > 1 else 7
        if lane.shape == "square":
            made.append(rect(x - radius + 1, y - radius + 1, 2 * radius - 2, 2 * radius - 2, fill=fill, stroke=INK))
        else:
            made.append(_SHAPES[lane.shape](x, y, radius, fill=fill, stroke=INK))
        if len(group) > 1:
            drop = 6.5 if lane.shape == "triangle" else 4.5
            made.append(text(x, y + drop, str(len(group)), anchor="middle", size=SMALL, bold=True, fill=ink))
    return made


def _grouped(marks: Sequence[Mark], days: Days) -> list[list[Mark]]:
    groups: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda each: each.on):
        if groups and days.place(mark.on) - days.place(groups[-1][0].on) < _NEAR:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def _key(chart: JudgementHistory) -> str:
    used = [grade for grade in GRADES if any(span.grade == grade for span in chart.spans)]
    told = ["A thick edge is an inspection; its grade reaches to the next."] if used else []
    told += [f"{GRADES[grade][1]}: {GRADES[grade][0].lower()}." for grade in used]
    if any(strip.stretches for strip in chart.strips):
        told += ["A tick at the foot of a bar is an inspection."] if used else []
        for_a_time = any(each.for_a_time for strip in chart.strips for each in strip.stretches)
        told += ["A broken edge: interim."] if for_a_time else []
    if any(lane.marks for lane in chart.lanes):
        told.append("A number in a shape: so many near each other. Hollow: only the year is known.")
    return " ".join(told)
