"""A chronology: lanes of what happened and what lasted, along the years, with today marked.

Points too near to be pressed apart are gathered into one with their number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lineofsight.core.text_formats import plural, uk_date
from lineofsight.reports.elements import element
from lineofsight.web.drawings.canvas import (
    BLUE,
    INK,
    PALE,
    PAPER,
    RULE,
    SOFT,
    WIDE,
    Element,
    Table,
    circle,
    diamond,
    drawing,
    is_narrow,
    line,
    lines_of_text,
    link,
    path,
    px,
    rect,
    text,
    triangle,
)  # fmt: skip
from lineofsight.web.drawings.lettering import SMALL, fitted, width_of, wrapped
from lineofsight.web.drawings.scales import Days

TARGET = 24.0
"""How wide and high what can be pressed is, in px (WCAG 2.2, 2.5.8)."""
_BAR, _NAME, _BESIDE = 26.0, 20.0, 130.0


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day, in words; `href` leads to it."""

    on: date
    words: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasted. `started` None: not known when it began; `ended` None: it goes on."""

    started: date | None
    ended: date | None
    words: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane ("Plans", "Visits") and what is in it. `href` leads to all of it, for points that are gathered."""

    name: str
    spans: tuple[Span, ...] = ()
    events: tuple[Event, ...] = ()
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Chronology:
    """Lanes from the top down. `first`: where the axis begins; how much lies before it is said, and is in the table."""

    title: str
    lanes: tuple[Lane, ...]
    today: date
    first: date | None = None


def chronology(chart: Chronology, width: float = WIDE) -> Element:
    """The picture. Its links can be reached by keyboard, in the order of lanes and then of dates."""
    dates = _dates(chart)
    if not dates:
        words = "Nothing is recorded for these years."
        return drawing("chronology", width, 60, text(8, 34, words), title=chart.title, description=words)
    first = chart.first or min(dates) - timedelta(days=max((max(dates) - min(dates)).days // 40, 7))
    last = max(*dates, chart.today, first)
    last += timedelta(days=max((last - first).days // 30, 7))
    lanes, before = _from(chart, first)
    narrow = is_narrow(width)
    left = 14.0 if narrow else max(width_of(lane.name, bold=True) for lane in lanes) + 22
    left = min(left, 190.0)
    days = Days(first, last, left, width - 8)
    made: list[Element] = []
    y = top = 44.0
    rules = [line(0, top, width, top, colour=RULE)]
    for place, lane in enumerate(lanes):
        marks, height = _lane(lane, days, y, left, narrow, width, place, chart.today)
        made += marks
        y += height
        rules.append(line(0, y, width, y, colour=RULE))
    axis = [line(days.place(day), top, days.place(day), y, colour=RULE) for day, _ in days.marks()]
    axis += [text(days.place(day) + 3, y + 16, words, size=SMALL, fill=SOFT) for day, words in days.marks()
             if days.place(day) + width_of(words, SMALL) < width]  # fmt: skip
    now = days.place(chart.today)
    half = width_of("Today", bold=True) / 2
    today = [
        line(now, top - 10, now, y, thick=2, dash="5 3"),
        text(min(max(now, half), width - half), top - 15, "Today", anchor="middle", bold=True),
    ]
    if before:
        words = f"{plural(before, 'entry', 'entries')} before {uk_date(first)}, in the table."
        said = wrapped(words, width, SMALL)
        made += lines_of_text(0, y + 40, said, size=SMALL)
        y += 17 * len(said) + 4
    return drawing(
        "chronology", width, y + 26, rules, axis, today, made, title=chart.title,
        description=chronology_words(chart), has_links=_has_links(chart),
    )  # fmt: skip


def chronology_words(chart: Chronology) -> str:
    """How much is in each lane, and from when to when."""
    dates = _dates(chart)
    if not dates:
        return "Nothing is recorded for these years."
    told = [f"{lane.name}: {plural(len(lane.spans) + len(lane.events), 'entry', 'entries')}" for lane in chart.lanes]
    return f"From {uk_date(min(dates))} to {uk_date(max(dates))}. {'; '.join(told)}."


def chronology_table(chart: Chronology) -> Table:
    """Everything, newest first."""
    rows: list[tuple[date, tuple[str, ...]]] = []
    for lane in chart.lanes:
        rows += [(each.on, (uk_date(each.on), "", lane.name, each.words)) for each in lane.events]
        for span in lane.spans:
            begin = uk_date(span.started) if span.started else "Not known"
            until = uk_date(span.ended) if span.ended else "Still going on"
            rows.append((span.started or span.ended or chart.today, (begin, until, lane.name, span.words)))
    rows.sort(key=lambda row: row[0], reverse=True)
    return ("From or on", "Until", "Of what", "What happened"), tuple(row for _, row in rows)


def _dates(chart: Chronology) -> list[date]:
    spans = [day for lane in chart.lanes for s in lane.spans for day in (s.started, s.ended) if day is not None]
    return spans + [event.on for lane in chart.lanes for event in lane.events]


def _from(chart: Chronology, first: date) -> tuple[tuple[Lane, ...], int]:
    """The lanes with what reaches `first` or lies after it, and how many entries do not."""
    lanes, before = [], 0
    for lane in chart.lanes:
        spans = tuple(span for span in lane.spans if span.ended is None or span.ended >= first)
        events = tuple(event for event in lane.events if event.on >= first)
        before += len(lane.spans) - len(spans) + len(lane.events) - len(events)
        lanes.append(Lane(lane.name, spans, events, lane.href))
    return tuple(lanes), before


def _has_links(chart: Chronology) -> bool:
    lanes = chart.lanes
    return any(lane.href or any(s.href for s in lane.spans) or any(e.href for e in lane.events) for lane in lanes)


def _lane(
    lane: Lane, days: Days, y: float, left: float, narrow: bool, width: float, place: int, today: date
) -> tuple[list[Element], float]:
    """A lane's marks and its height: its name, its spans in as many rows as they need, its points in one."""
    made: list[Element] = []
    start = y + 5
    if narrow:
        made.append(text(4, y + 16, fitted(lane.name, width - 8, bold=True), bold=True))
        start = y + _NAME + 3
    else:
        names = wrapped(lane.name, left - 16, bold=True, most=2)
        made += [text(8, y + 22 + 16 * n, words, bold=True) for n, words in enumerate(names)]
    if not lane.spans and not lane.events:
        made.append(text(left, start + 17, "nothing recorded", size=SMALL, fill=SOFT))
    rows = _stacked(lane.spans, days)
    for row, spans in enumerate(rows):
        edges = [*(_reach(span, days)[0] for span in spans[1:]), width]
        made += [_span(span, days, start + row * _BAR, row, edge) for span, edge in zip(spans, edges, strict=True)]
    at = start + len(rows) * _BAR
    if lane.events:
        for gathered in _gathered(lane.events, days):
            made.append(_mark(lane, gathered, days, at + TARGET / 2, place, today))
        at += TARGET
    if not lane.spans and not lane.events:
        at += TARGET
    return made, max(at + 5 - y, 34 if narrow else 18 + 16 * len(names))


def _stacked(spans: Sequence[Span], days: Days) -> list[list[Span]]:
    """Spans in as few rows as keep them apart."""
    rows: list[list[Span]] = []
    ends: list[float] = []
    for span in sorted(spans, key=lambda span: (span.started or date.min, span.words)):
        begin, end = _reach(span, days)
        row = next((n for n, edge in enumerate(ends) if edge <= begin), len(rows))
        if row == len(rows):
            rows.append([])
            ends.append(0.0)
        rows[row].append(span)
        words = width_of(span.words, SMALL) + 10
        # Words that do not go into their bar stand beside it, and need room there.
        beside = min(words, _BESIDE) if words > end - begin and end + words < days.right else 0.0
        ends[row] = max(end, begin + TARGET) + beside + 1
    return rows


def _reach(span: Span, days: Days) -> tuple[float, float]:
    begin = days.left if span.started is None else days.place(span.started)
    end = days.right if span.ended is None else days.end(span.ended)
    return min(begin, days.right - TARGET), max(end, begin + 3)


def _span(span: Span, days: Days, y: float, row: int, edge: float) -> Element:
    begin, end = _reach(span, days)
    if span.started is None and span.ended is None:
        said = f"{span.words}: dates not known"
    else:
        since = uk_date(span.started) if span.started else "a day not known"
        said = f"{span.words}: {since} to {uk_date(span.ended) if span.ended else 'now'}"
    length = end - begin
    made = [rect(begin, y, max(length, TARGET), TARGET)]
    made[0].set("pointer-events", "all")
    box = rect(begin, y + 2, length, 20, fill=PALE if row % 2 == 0 else PAPER, stroke=BLUE, thick=1.25, round_=2)
    box.set("class", "drawing-target")
    made.append(box)
    if span.ended is None:  # goes on: an arrow and not an end
        made.append(path(f"M{px(end - 9)} {px(y + 6)}l6 6l-6 6", colour=BLUE, thick=2))
    if span.started is None:
        made.append(path(f"M{px(begin + 9)} {px(y + 6)}l-6 6l6 6", colour=BLUE, thick=2))
    room = length - 10 - (10 if span.ended is None else 0)
    inset = 5 + (10 if span.started is None else 0)
    beside = edge - end - 10
    if width_of(span.words, SMALL) > room - inset + 5 and beside > max(room, 40):
        made.append(text(end + 5, y + 16.5, fitted(span.words, beside, SMALL), size=SMALL, halo=True))
    elif room > 34:
        made.append(text(begin + inset, y + 16.5, fitted(span.words, room - inset + 5, SMALL), size=SMALL))
    return link(span.href, said, made)


def _gathered(events: Sequence[Event], days: Days) -> list[list[Event]]:
    """Points in order, those nearer than a target to the first of their group together."""
    groups: list[list[Event]] = []
    for event in sorted(events, key=lambda event: event.on):
        if groups and days.place(event.on) - days.place(groups[-1][0].on) < TARGET:
            groups[-1].append(event)
        else:
            groups.append([event])
    return groups


def _mark(lane: Lane, events: list[Event], days: Days, y: float, place: int, today: date) -> Element:
    x = min(max(days.place(events[0].on), days.left + 4), days.right - TARGET / 2)
    ground = rect(x - TARGET / 2, y - TARGET / 2, TARGET, TARGET, fill="none")
    ground.set("pointer-events", "all")
    planned = events[0].on > today
    if len(events) > 1:
        said = f"{len(events)} between {uk_date(events[0].on)} and {uk_date(events[-1].on)}"
        if events[0].on == events[-1].on:
            said = f"{len(events)} on {uk_date(events[0].on)}"
        few = "; ".join(event.words for event in events[:4])
        more = f"; and {len(events) - 4} more" if len(events) > 4 else ""
        shape = circle(x, y, 11, fill=PAPER, stroke=INK, thick=1.75)
        count = text(x, y + 4.5, str(len(events)), anchor="middle", size=12 if len(events) > 99 else SMALL, bold=True)
        shape.set("class", "drawing-target")
        return link(lane.href, f"{lane.name}: {said}: {few}{more}", ground, shape, count)
    (event,) = events
    shapes = (circle, diamond, triangle)
    fill = PAPER if planned else INK
    shape = shapes[place % len(shapes)](x, y, 7, fill=fill, stroke=INK if planned else PAPER, thick=1.75)
    shape.set("class", "drawing-target")
    when = "planned for" if planned else "on"
    return link(event.href, f"{event.words}, {when} {uk_date(event.on)}", element("g", ground, shape))
