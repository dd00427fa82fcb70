"""Measures over one time axis, one under another; and teams along a line, apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.web.drawings.axes import period_names, value_lines
from lineofsight.web.drawings.canvas import (
    BLUE,
    INK,
    PAPER,
    RULE,
    SOFT,
    WASH,
    WIDE,
    Element,
    Table,
    circle,
    drawing,
    is_narrow,
    line,
    lines_of_text,
    path,
    rect,
    text,
    through,
)
from lineofsight.web.drawings.lettering import SMALL, wrapped
from lineofsight.web.drawings.scales import number_words, scale, ticks

PANEL, GAP, MEDIAN_DASH = 118.0, 46.0, "8 5"


@dataclass(frozen=True, slots=True)
class Strand:
    """One measure over the months: its title, a value for each month (None: not known), its unit and its middle."""

    title: str
    values: tuple[float | None, ...]
    unit: str = ""
    decimals: int = 0
    middle: float | None = None


@dataclass(frozen=True, slots=True)
class Strands:
    """Measures over the same months. No line is drawn from one to another: nothing is said of cause."""

    title: str
    months: tuple[str, ...]
    strands: tuple[Strand, ...]


def strands(chart: Strands, width: float = WIDE) -> Element:
    """The measures one under another, month under month, each with its own scale and the months named once."""
    left, right = 58.0, 12.0 if is_narrow(width) else 96.0
    x = scale(0, max(len(chart.months) - 1, 1), left + 8, width - right - 8)
    made: list[Element] = []
    top = 8.0
    for each in chart.strands:
        title = wrapped(each.title, width - 4)
        made += lines_of_text(0, top + 12, title, bold=True)
        top += 17 * len(title) + 10
        made += _panel(each, [x(n) for n in range(len(chart.months))], top, left, width - right, is_narrow(width))
        top += PANEL + GAP - 17
    foot = top - GAP + 17
    made += period_names(chart.months, [x(n) for n in range(len(chart.months))], foot, width)
    return drawing("strands", width, foot + 44, made, title=chart.title, description=strands_words(chart))


def _panel(each: Strand, places: Sequence[float], top: float, left: float, right: float, narrow: bool) -> list[Element]:
    known = [value for value in each.values if value is not None]
    made = [line(left, top + PANEL, right, top + PANEL, colour=SOFT)]
    if not known:
        return [*made, text(left + 8, top + PANEL / 2, "There is nothing to show for these months.", fill=SOFT)]
    high = min(max(max(known), 10.0), 100.0) if each.unit == "%" else max(known)
    marks = ticks(0, max(high, 4.0), 3)
    y = scale(marks[0], marks[-1], top + PANEL, top)
    made += value_lines(marks, y, left, right, each.unit, 0)
    # The same months stand under one another: a light line leads the eye down.
    made += [line(place, top, place, top + PANEL, colour=WASH) for place in places]
    if each.middle is not None:
        made.append(line(left, y(each.middle), right, y(each.middle), thick=1.5, dash=MEDIAN_DASH))
    run: list[tuple[float, float]] = []
    for place, value in [*zip(places, each.values, strict=True), (0.0, None)]:
        if value is not None:
            run.append((place, y(value)))
        elif run:
            made += [path(through(run), colour=BLUE, thick=2.5)] if len(run) > 1 else []
            made += [circle(*at, 3.2) for at in run]
            run = []
    for place, value in zip(places, each.values, strict=True):
        if value is None:
            made.append(text(place, top + PANEL - 6, "?", anchor="middle", bold=True, fill=SOFT))
    last = each.values[-1]
    if not narrow and last is not None:
        made.append(text(right + 6, y(last) + 5, number_words(last, each.unit, each.decimals), bold=True))
    return made


def strands_words(chart: Strands) -> str:
    """The measures in words: where each began and where it is."""
    said = []
    for each in chart.strands:
        known = [(month, value) for month, value in zip(chart.months, each.values, strict=True) if value is not None]
        if not known:
            said.append(f"{each.title}: not known.")
            continue
        (first, start), (last, end) = known[0], known[-1]
        said.append(
            f"{each.title}: {number_words(start, each.unit, each.decimals)} in {first}, "
            f"{number_words(end, each.unit, each.decimals)} in {last}."
        )
    return " ".join(said)


def strands_table(chart: Strands) -> Table:
    """The months, newest first, with every measure's value."""
    rows = [
        (month, *(number_words(each.values[place], each.unit, each.decimals) for each in chart.strands))
        for place, month in enumerate(chart.months)
    ]
    return ("Month", *(each.title for each in chart.strands)), tuple(reversed(rows))


@dataclass(frozen=True, slots=True)
class Apart:
    """Teams along one line: each team's name and value, and the middle of them."""

    title: str
    teams: tuple[tuple[str, float], ...]
    unit: str = ""
    decimals: int = 0


def apart(chart: Apart, width: float = WIDE) -> Element:
    """A mark for each team where its value lies; those at one place stand on one another."""
    values = [value for _, value in chart.teams]
    if len(values) < 2:
        words = "There are too few teams to show."
        return drawing("apart", width, 60, text(8, 34, words), title=chart.title, description=words)
    marks = ticks(0, max(max(values), 4 * 10.0**-chart.decimals), 4)
    x = scale(marks[0], marks[-1], 24, width - 30)
    stacked: dict[int, int] = {}
    dots: list[tuple[float, int]] = []
    for value in sorted(values):
        slot = round(x(value) / 12)
        stacked[slot] = stacked.get(slot, 0) + 1
        dots.append((slot * 12, stacked[slot]))
    ground = 18.0 + 13 * max(stacked.values()) + 6
    made: list[Element] = [rect(0, 0, width, ground + 30, fill=PAPER)]
    for mark in marks:
        made.append(line(x(mark), 12, x(mark), ground, colour=RULE))
        made.append(text(x(mark), ground + 19, number_words(mark, chart.unit), anchor="middle", size=SMALL, fill=SOFT))
    made.append(line(x(marks[0]), ground, x(marks[-1]), ground, colour=INK))
    made += [circle(place, ground - 13 * height + 4, 5.2) for place, height in dots]
    said = "; ".join(f"{name} {number_words(value, chart.unit, chart.decimals)}" for name, value in chart.teams)
    return drawing("apart", width, ground + 30, made, title=chart.title, description=f"{said}.")


def apart_table(chart: Apart) -> Table:
    """The teams by name."""
    rows = tuple((name, number_words(value, chart.unit, chart.decimals)) for name, value in chart.teams)
    return ("Team", "Value"), rows
