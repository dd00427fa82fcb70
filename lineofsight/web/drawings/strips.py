"""Named stretches of time in a row: who held a post from when until when, or which plan was in force.

A name stands in its stretch where there is room; else a number does, and the key beneath the drawing has the name.
Stretches of one row that overlap lie beneath each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lineofsight.core.text_formats import month_name, uk_date
from lineofsight.web.drawings.canvas import INK, PAPER, Element, line, lines_of_text, rect, text
from lineofsight.web.drawings.lettering import SMALL, fitted, width_of, wrapped
from lineofsight.web.drawings.scales import Days, spread

_TRACK, _BAR, _LINE = 30.0, 24.0, 16.0
_AROUND = 10.0
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """A name from a day until another; `until` None: still. `for_a_time`: interim, drawn with a broken edge."""

    name: str
    since: date
    until: date | None
    for_a_time: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of stretches: a post and who held it."""

    title: str
    stretches: tuple[Stretch, ...]


def tracks(strip: Strip) -> list[list[Stretch]]:
    """The stretches in their order, those that overlap one before in a track of their own."""
    found: list[list[Stretch]] = []
    for each in sorted(strip.stretches, key=lambda stretch: stretch.since):
        free = (track for track in found if track[-1].until is not None and track[-1].until <= each.since)
        track = next(free, None)
        if track is None:
            found.append([each])
        else:
            track.append(each)
    return found


def numbered(strips: Sequence[Strip], days: Days) -> dict[Stretch, int]:
    """The stretches too short for their name, numbered through all rows."""
    without = [each for strip in strips for each in _in_order(strip) if not _fits(each, days)]
    return {each: n for n, each in enumerate(dict.fromkeys(without), start=1)}


def height_of(strip: Strip, label: float) -> float:
    """How high a row is. `label`: the width that its title may take up beside it; 0 where it stands above."""
    lines = len(wrapped(strip.title, label, SMALL, most=_MOST_LINES)) if label else 0
    return max(_TRACK * max(len(tracks(strip)), 1), _LINE * lines + 4)


def label_of(strip: Strip, y: float, label: float, width: float) -> list[Element]:
    """A row's title: beside it, or above where `label` is 0."""
    if not label:
        return [text(0, y + 13, fitted(strip.title, width - 2, SMALL, bold=True), size=SMALL, bold=True, halo=True)]
    lines = wrapped(strip.title, label, SMALL, most=_MOST_LINES)
    first = y + height_of(strip, label) / 2 + 5 - _LINE / 2 * (len(lines) - 1)
    return lines_of_text(0, first, lines, step=_LINE, size=SMALL)


def strip_drawn(
    strip: Strip, numbers: Mapping[Stretch, int], days: Days, y: float, ticks: Sequence[date] = ()
) -> list[Element]:
    """The row from `y` down. `ticks`: days marked at the foot of each stretch they fall in."""
    made: list[Element] = []
    for n, track in enumerate(tracks(strip)):
        top = y + _TRACK * n + (_TRACK - _BAR) / 2
        for each in track:
            made += _bar(each, days, top)
        made += [
            line(days.place(day), top + _BAR - 6, days.place(day), top + _BAR + 4, thick=3)
            for day in ticks if any(_holds(each, day) for each in track)
        ]  # fmt: skip
        made += _names(track, numbers, days, top + _BAR / 2 + 5)
    return made


def key_of(numbers: Mapping[Stretch, int]) -> str:
    """Which name each number stands for, and from when until when."""
    told = (f"{number}, {each.name}, {_months(each)}" for each, number in numbers.items())
    return f"A number in a bar is a name: {'; '.join(told)}." if numbers else ""


def words_of(strip: Strip) -> str:
    """The row in words."""
    told = (f"{each.name} {_months(each)}" for each in _in_order(strip))
    return f"{strip.title}: {'; '.join(told)}."


def rows_of(strip: Strip) -> Iterator[tuple[date, tuple[str, str, str]]]:
    """A row of the table for each stretch, with the day it is sorted by."""
    for each in _in_order(strip):
        until = f"until {uk_date(each.until)}" if each.until else "still"
        yield each.since, (uk_date(each.since), strip.title, f"{each.name}, {until}")


def _bar(stretch: Stretch, days: Days, top: float) -> list[Element]:
    x, end = days.place(stretch.since), days.place(stretch.until or days.last)
    dash = "3 3" if stretch.for_a_time else None
    made = [rect(x, top, max(end - x - 1, 3), _BAR, fill=PAPER, stroke=INK, thick=1.5, dash=dash, round_=3)]
    if stretch.until is None and end - x > 8:  # still: open to the right
        made.append(line(end - 1, top + 1, end - 1, top + _BAR - 1, colour=PAPER, thick=4))
    return made


def _names(track: Sequence[Stretch], numbers: Mapping[Stretch, int], days: Days, y: float) -> list[Element]:
    made = [
        text(days.place(each.since) + 6, y, each.name, size=SMALL, halo=True)
        for each in track if each not in numbers
    ]  # fmt: skip
    short = [each for each in track if each in numbers]
    wide = max((width_of(str(numbers[each]), SMALL, bold=True) for each in short), default=0.0)
    middles = [(days.place(each.since) + days.place(each.until or days.last)) / 2 for each in short]
    places = spread(middles, wide + 4, days.left + wide / 2, days.right - wide / 2)
    return made + [
        text(x, y, str(numbers[each]), anchor="middle", size=SMALL, bold=True, halo=True)
        for each, x in zip(short, places, strict=True)
    ]  # fmt: skip


def _fits(stretch: Stretch, days: Days) -> bool:
    room = days.place(stretch.until or days.last) - days.place(stretch.since)
    return width_of(stretch.name, SMALL) + _AROUND <= room


def _holds(stretch: Stretch, day: date) -> bool:
    return stretch.since <= day and (stretch.until is None or day <= stretch.until)


def _in_order(strip: Strip) -> list[Stretch]:
    return sorted(strip.stretches, key=lambda stretch: stretch.since)


def _months(stretch: Stretch) -> str:
    since = f"{month_name(stretch.since.month)} {stretch.since.year}"
    return f"{since} to {month_name(stretch.until.month)} {stretch.until.year}" if stretch.until else f"since {since}"
