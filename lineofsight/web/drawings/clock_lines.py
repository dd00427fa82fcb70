"""The line a clock runs along: from its opening to each time it is due, or through the calendar's periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from lineofsight.core.clocks import Due, Grid, GridStep
from lineofsight.core.text_formats import month_name, uk_date
from lineofsight.web.drawings.canvas import (
    BLUE,
    INK,
    PALE,
    PAPER,
    SOFT,
    Element,
    circle,
    diamond,
    is_narrow,
    line,
    lines_of_text,
    path,
    px,
    rect,
    text,
    triangle,
)
from lineofsight.web.drawings.lettering import SMALL, fitted, width_of, wrapped
from lineofsight.web.drawings.scales import spread


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the line: when (None: not known), that in words, what it is, and the length that led to it."""

    at: datetime | None
    words: str
    name: str
    length: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the calendar."""

    name: str
    first: date
    last: date


# Where the first month of each period is, and how many months it has. Terms are those of `core.clocks.Grid`.
_STARTS = {
    GridStep.MONTH: range(1, 13), GridStep.QUARTER: (1, 4, 7, 10), GridStep.TERM: (1, 5, 9), GridStep.YEAR: (1,),
}  # fmt: skip


def periods_of(due: Due, opens: date) -> tuple[Period, ...]:
    """The periods of a grid in the year of the opening, and the next year's first. Nothing for another clock."""
    if not isinstance(due, Grid):
        return ()
    firsts = [date(year, month, 1) for year in (opens.year, opens.year + 1) for month in _STARTS[due.step]]
    firsts.append(date(opens.year + 2, 1, 1))
    shown = len(_STARTS[due.step]) + (1 if due.step is not GridStep.MONTH else 0)
    return tuple(
        Period(_period_name(due.step, first), first, after - timedelta(days=1))
        for first, after in pairwise(firsts[: shown + 1])
    )


def _period_name(step: GridStep, first: date) -> str:
    match step:
        case GridStep.MONTH:
            return f"{month_name(first.month)} {first.year}"
        case GridStep.QUARTER:
            return f"{month_name(first.month)[:3]} to {month_name(first.month + 2)[:3]} {first.year}"
        case GridStep.TERM:
            return f"{ {1: 'Spring', 5: 'Summer', 9: 'Autumn'}[first.month] } term {first.year}"
    return str(first.year)


def line_of_stops(stops: Sequence[Stop], y: float, width: float, *, goes_on: bool) -> tuple[list[Element], float]:
    """Stops along a line as far apart as they are in time; on a narrow drawing, down the page."""
    if is_narrow(width):
        return _down(stops, y, width, goes_on)
    at = [stop.at for stop in stops]
    first, last = 56.0, width - (96 if goes_on else 66)
    known = [moment for moment in at if moment is not None]
    low, high = min(known), max(known)
    reach = (high - low).total_seconds() or 1.0
    wanted = [last if m is None else first + (last - first) * (m - low).total_seconds() / reach for m in at]
    if low == high and len(known) == len(at):
        wanted = [first] * len(at)
    gap = min(128.0, (last - first) / max(len(stops) - 1, 1))
    places = spread(wanted, gap, first, last)
    middle = y + 34
    made: list[Element] = []
    ordered = sorted(range(len(stops)), key=lambda n: places[n])
    dashed = "3 5" if None in at else None
    made.append(line(places[ordered[0]], middle, places[ordered[-1]], middle, thick=3, colour=BLUE, dash=dashed))
    for n in range(1, len(stops)):
        left, right = sorted((places[n - 1], places[n]))
        words = fitted(stops[n].length, right - left - 20, SMALL)
        made.append(text((left + right) / 2, middle - 12, words, anchor="middle", size=SMALL))
    if goes_on:
        made.append(line(places[-1], middle, width - 12, middle, thick=3, colour=BLUE, dash="3 5"))
        made.append(path(f"M{px(width - 16)} {px(middle - 6)}l7 6l-7 6", thick=2.5, colour=BLUE))
        made.append(text(width - 2, middle - 14, "and so on", anchor="end", size=SMALL))
    lowest = 0
    for n, stop in enumerate(stops):
        made.append(_mark(stop, places[n], middle, first=n == 0))
        room = max(gap - 8, 92)
        name, dates = wrapped(_capital(stop.name), room, bold=True), wrapped(stop.words, room, SMALL)
        shift = max(room / 2 - places[n], 0) * (1 if width_of(stop.name) > 2 * places[n] else 0)
        x = places[n] + shift
        made += lines_of_text(x, middle + 28, name, step=16, anchor="middle", bold=True)
        made += lines_of_text(x, middle + 28 + 16 * len(name), dates, step=15, anchor="middle", size=SMALL)
        lowest = max(lowest, 16 * len(name) + 15 * len(dates))
    return made, 34 + 28 + lowest + 8


def _down(stops: Sequence[Stop], y: float, width: float, goes_on: bool) -> tuple[list[Element], float]:
    """The same down the page, in the order of time; what is not known comes last."""
    made: list[Element] = []
    opening = stops[0]
    ordered = sorted(stops, key=lambda stop: (stop.at is None, stop.at or opening.at))
    at, before, marks = y + 14, 0.0, []
    for n, stop in enumerate(ordered):
        if n:
            # Counted back, the length stands with the due day, which comes first.
            length = stop.length or ordered[n - 1].length
            made.append(line(12, before, 12, at, thick=3, colour=BLUE, dash=None if stop.at else "3 5"))
            made.append(text(32, at - 17, length, size=SMALL, fill=SOFT))
        marks.append(_mark(stop, 12, at, first=stop is opening))
        name = wrapped(_capital(stop.name), width - 36, bold=True)
        made += lines_of_text(32, at + 5, name, step=16, bold=True)
        made.append(text(32, at + 6 + 16 * len(name), fitted(stop.words, width - 36, SMALL), size=SMALL))
        before = at
        at += 16 * len(name) + 48
    end = at - 34
    if goes_on:
        made.append(line(12, before, 12, end + 8, thick=3, colour=BLUE, dash="3 5"))
        made.append(text(32, end + 12, "and so on", size=SMALL))
        end += 18
    return [*made, *marks], end - y + 10


def _mark(stop: Stop, x: float, y: float, *, first: bool) -> Element:
    if first:
        return circle(x, y, 8, fill=PAPER, stroke=INK, thick=3)
    return diamond(x, y, 10, fill=INK, thick=2)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def line_of_periods(
    periods: Sequence[Period], opens: date, y: float, width: float
) -> tuple[list[Element], float]:  # fmt: skip
    """The periods in boxes, those that are owed filled and due on their last day."""
    per_row = min(len(periods), 2 if is_narrow(width) else 4)
    made: list[Element] = []
    box = (width - 2) / per_row
    for n, period in enumerate(periods):
        left, top = 1 + box * (n % per_row), y + 4 + 62 * (n // per_row)
        owed = period.last >= opens
        made.append(rect(left, top, box - 5, 54, fill=PALE if owed else PAPER, stroke=BLUE if owed else SOFT,
                         dash=None if owed else "3 3", thick=1.25))  # fmt: skip
        made.append(text(left + 8, top + 20, fitted(period.name, box - 14, bold=True), bold=True,
                         fill=INK if owed else SOFT))  # fmt: skip
        said = f"by {period.last.day} {month_name(period.last.month)}" if owed else "before it opened"
        made.append(text(left + 8, top + 40, fitted(said, box - 36, SMALL), size=SMALL, fill=INK if owed else SOFT))
        if owed:
            made.append(diamond(left + box - 18, top + 27, 7))
        if period.first <= opens <= period.last:
            share = (opens - period.first).days / max((period.last - period.first).days, 1)
            made.append(triangle(left + 8 + share * (box - 21), top + 52, 6, fill=PAPER, stroke=INK, thick=2))
    rows = -(-len(periods) // per_row)
    foot = y + 4 + 62 * rows
    made.append(triangle(9, foot + 9, 6, fill=PAPER, stroke=INK, thick=2))
    made.append(text(24, foot + 14, f"opens {uk_date(opens)}", size=SMALL))
    made.append(diamond(205, foot + 9, 7))
    made.append(text(219, foot + 14, "due", size=SMALL))
    return made, 62 * rows + 28
