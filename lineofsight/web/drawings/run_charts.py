"""A run chart: a measure month by month, its middle, what is signal and not chance, and who else has what.

Signals are found by `lineofsight.evaluation.statistics.run_chart`; here they are outlined and said in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.evaluation import statistics
from lineofsight.reports.elements import element
from lineofsight.web.drawings.axes import period_names, value_lines
from lineofsight.web.drawings.canvas import (
    AMBER,
    BLUE,
    INK,
    PAPER,
    PURPLE,
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
    path,
    rect,
    text,
    through,
)  # fmt: skip
from lineofsight.web.drawings.lettering import SMALL, width_of, wrapped
from lineofsight.web.drawings.scales import Place, number_words, scale, spread, ticks

MEDIAN_DASH, COMPARISONS = "8 5", ((AMBER, "2 4"), (PURPLE, "10 3 2 3"), (SOFT, "1 6"))
SHIFT_DASH, TREND_DASH = "5 3", "1.5 3"


@dataclass(frozen=True, slots=True)
class Point:
    """A period in words ("Apr 2025") and its value; None is not known, and stays a gap."""

    period: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Median:
    """The middle of the points from place `first` to place `last`."""

    first: int
    last: int
    value: float


@dataclass(frozen=True, slots=True)
class Run:
    """A signal: the places of its first and last point, and what it is in words."""

    first: int
    last: int
    words: str
    is_trend: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Another's value beside each point (England, statistical neighbours); None where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """The definition changed: the place of the first point of the new one, and what changed in words."""

    place: int
    words: str


@dataclass(frozen=True, slots=True)
class RunSeries:
    """A measure over time. `unit`: "%" or a word; `reading`: what it shows; `blank`: what a gap in it means."""

    title: str
    points: tuple[Point, ...]
    unit: str = ""
    decimals: int = 0
    medians: tuple[Median, ...] = ()
    runs: tuple[Run, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    breaks: tuple[Break, ...] = ()
    reading: str = ""
    blank: str = "Not known."


def runs_of(found: statistics.RunChart, first: int = 0) -> tuple[Run, ...]:
    """The signals of a series that begins at place `first`, as a run chart draws them."""
    signals = zip(found.signals, found.words(), strict=True)
    return tuple(
        Run(first + start, first + end, words, kind is statistics.Signal.TREND)
        for (kind, start, end, _), words in signals
    )


def run_chart(series: RunSeries, width: float = WIDE) -> Element:
    """The chart. Where there is nothing to draw it says so."""
    known = [point.value for point in series.points if point.value is not None]
    if not known:
        words = "Nothing is known for these months." if series.points else "There are no months to show yet."
        return drawing("run", width, 60, text(8, 34, words), title=series.title, description=words)
    narrow = is_narrow(width)
    others = [v for each in series.comparisons for v in each.values if v is not None]
    marks = _axis([*known, *others, *(each.value for each in series.medians)], series)
    left = max(width_of(number_words(mark, series.unit, series.decimals), SMALL) for mark in marks) + 10
    right = 14 if narrow else max([width_of(words) for words, *_ in _ends(series)] + [60]) + 22
    top, foot = 24 + 18 * _break_rows(series), 190 if narrow else 220
    x = scale(0, max(len(series.points) - 1, 1), left + 8, width - right - 8)
    if len(series.points) == 1:
        x = scale(0, 1, (left + width - right) / 2, width)
    y = scale(marks[0], marks[-1], foot, top)
    made = value_lines(marks, y, left, width - right, series.unit, series.decimals)
    made += _gaps(series, x, top, foot)
    made += _breaks(series, x, top, foot, width - right)
    made += _boxes(series, x, y)
    made += _levels(series, x, y)
    made += _points(series, x, y)
    made += period_names([point.period for point in series.points], [x(n) for n in range(len(series.points))], foot,
                         width)  # fmt: skip
    if not narrow:
        made += _named_ends(series, y, width - right, top, foot)
    said, height = _key(series, width, foot + 60, marks[0], narrow)
    return drawing("run", width, height, made, said, title=series.title, description=run_chart_words(series))


def run_chart_words(series: RunSeries) -> str:
    """The chart in words: its reading, its last value, its signals, its breaks and its gaps."""
    known = [point for point in series.points if point.value is not None]
    words = [series.reading] if series.reading else []
    if known:
        words.append(f"{known[-1].period}: {_say(series, known[-1].value)}.")
    words += [f"{run.words} {_when(series, run)}." for run in series.runs]
    words += [f"{each.words} From {series.points[each.place].period}." for each in series.breaks]
    if missing := len(series.points) - len(known):
        words.append(f"Not known for {missing} of {len(series.points)} periods.")
    return " ".join(words)


def run_chart_table(series: RunSeries) -> Table:
    """The periods, newest first, with every line's value and what is marked there."""
    headings = ("Period", "Value", *(each.name for each in series.comparisons), "Marked")
    rows = []
    for place, point in reversed(list(enumerate(series.points))):
        marked = [run.words for run in series.runs if run.first <= place <= run.last]
        marked += [each.words for each in series.breaks if each.place == place]
        beside = [_say(series, each.values[place]) for each in series.comparisons]
        rows.append((point.period, _say(series, point.value), *beside, " ".join(marked)))
    return headings, tuple(rows)


def _say(series: RunSeries, value: float | None) -> str:
    return number_words(value, series.unit, series.decimals)


def _when(series: RunSeries, run: Run) -> str:
    return f"{series.points[run.first].period} to {series.points[run.last].period}"


def _axis(values: Sequence[float], series: RunSeries) -> tuple[float, ...]:
    low, high = min(values), max(values)
    low = 0.0 if 0 <= low < 0.6 * high or low == high >= 0 else low
    if series.unit == "%":
        high = min(max(high, low + 10), 100.0) if high <= 100 else high
    else:
        # Nearer together, the values named on the axis would be the same once rounded.
        high = max(high, low + 4 * 10.0**-series.decimals)
    return ticks(low, high)


def _levels(series: RunSeries, x: Place, y: Place) -> list[Element]:
    made = [
        line(x(each.first) - 6, y(each.value), x(each.last) + 6, y(each.value), colour=INK, thick=1.5, dash=MEDIAN_DASH)
        for each in series.medians
    ]
    for each, (colour, dash) in zip(series.comparisons, _styles(series), strict=True):
        for places in _stretches(each.values):
            steps = [(x(n), y(each.values[n] or 0.0)) for n in places]
            steps = [(steps[0][0] - 6, steps[0][1]), *steps, (steps[-1][0] + 6, steps[-1][1])]
            made.append(path(through(steps), colour=colour, thick=2.5, dash=dash))
    return made


def _styles(series: RunSeries) -> list[tuple[str, str]]:
    return [COMPARISONS[n % len(COMPARISONS)] for n in range(len(series.comparisons))]


def _stretches(values: Sequence[float | None], cuts: frozenset[int] = frozenset()) -> list[list[int]]:
    """Places of neighbouring known values; a cut before a place parts it from the one before."""
    stretches: list[list[int]] = []
    for place, value in enumerate(values):
        if value is None:
            continue
        if stretches and stretches[-1][-1] == place - 1 and place not in cuts:
            stretches[-1].append(place)
        else:
            stretches.append([place])
    return stretches


def _points(series: RunSeries, x: Place, y: Place) -> list[Element]:
    values = [point.value for point in series.points]
    made, radius = [], 4.0 if len(values) <= 30 else 2.8
    for places in _stretches(values, frozenset(each.place for each in series.breaks)):
        if len(places) > 1:
            made.append(path(through([(x(n), y(values[n] or 0.0)) for n in places]), colour=BLUE, thick=2.5))
    known = [(n, value) for n, value in enumerate(values) if value is not None]
    made += [circle(x(n), y(value), radius) for n, value in known[:-1]]
    last, value = known[-1]
    return [*made, circle(x(last), y(value), 6, fill=BLUE, stroke=INK, thick=1.5)]


def _gaps(series: RunSeries, x: Place, top: float, foot: float) -> list[Element]:
    half = (x(1) - x(0)) / 2
    made = []
    for place, point in enumerate(series.points):
        if point.value is None:
            made.append(rect(x(place) - min(half, 14), top, 2 * min(half, 14), foot - top, fill=WASH))
            made.append(text(x(place), foot - 6, "?", anchor="middle", bold=True, fill=SOFT))
    return made


def _break_rows(series: RunSeries) -> int:
    return 1 if series.breaks else 0


def _breaks(series: RunSeries, x: Place, top: float, foot: float, edge: float) -> list[Element]:
    made = []
    for number, each in enumerate(series.breaks, start=1):
        place = (x(each.place) + x(each.place - 1)) / 2 if each.place else x(0) - 8
        name = "Definition changed" if len(series.breaks) == 1 else f"Changed ({number})"
        at_end = place + width_of(name, SMALL) + 6 > edge
        made.append(line(place, top - 16, place, foot, colour=INK, thick=1.5, dash="3 2"))
        made.append(text(place + (-5 if at_end else 5), top - 8, name, size=SMALL, anchor="end" if at_end else "start"))
    return made


def _boxes(series: RunSeries, x: Place, y: Place) -> list[Element]:
    made = []
    for number, run in enumerate(series.runs):
        heights = [y(p.value) for p in series.points[run.first : run.last + 1] if p.value is not None]
        pad = 8 if run.is_trend else 11
        left, top = x(run.first) - pad, min(heights) - pad
        box = rect(
            left, top, x(run.last) + pad - left, max(heights) + pad - top, stroke=INK, thick=1.75, round_=8,
            dash=TREND_DASH if run.is_trend else SHIFT_DASH,
        )  # fmt: skip
        letter_x = (x(run.first) + x(run.last)) / 2 if run.is_trend else left + 12
        made += [box, circle(letter_x, top, 9, fill=PAPER, stroke=INK)]
        made.append(text(letter_x, top + 4.5, _letter(number), anchor="middle", size=SMALL, bold=True))
    return made


def _letter(number: int) -> str:
    return chr(ord("A") + number % 26)


def _ends(series: RunSeries) -> list[tuple[str, float, bool]]:
    """The words at the right edge, and at which value each stands; the measure's own first, in bold."""
    last = next(point.value for point in reversed(series.points) if point.value is not None)
    ends = [(_say(series, last), last, True)]
    if series.medians:
        ends.append((f"Middle {_say(series, series.medians[-1].value)}", series.medians[-1].value, False))
    for each in series.comparisons:
        value = next((v for v in reversed(each.values) if v is not None), None)
        if value is not None:
            ends.append((f"{each.name} {_say(series, value)}", value, False))
    return ends


def _named_ends(series: RunSeries, y: Place, left: float, top: float, foot: float) -> list[Element]:
    ends = _ends(series)
    places = spread([y(value) for _, value, _ in ends], 17, top, foot)
    return [
        mark
        for (words, value, bold), place in zip(ends, places, strict=True)
        for mark in (
            line(left + 1, y(value), left + 12, place, colour=SOFT),
            text(left + 15, place + 5, words, bold=bold),
        )
    ]


def _key(
    series: RunSeries, width: float, y: float, axis_from: float, narrow: bool
) -> tuple[list[Element], float]:  # fmt: skip
    """What the marks mean, under the chart, in words; and the height of the whole."""
    entries: list[tuple[Element, str]] = []
    if narrow:  # beside the line there is no room for it
        last = next(point for point in reversed(series.points) if point.value is not None)
        dot = circle(18, 0, 6, fill=BLUE, stroke=INK, thick=1.5)
        entries.append((dot, f"{last.period}: {_say(series, last.value)}"))
    if narrow and series.medians:
        sample = line(2, 0, 34, 0, thick=1.5, dash=MEDIAN_DASH)
        entries.append((sample, f"Middle of the series: {_say(series, series.medians[-1].value)}"))
    for each, (colour, dash) in zip(series.comparisons, _styles(series), strict=True) if narrow else ():
        value = next((v for v in reversed(each.values) if v is not None), None)
        entries.append((line(2, 0, 34, 0, colour=colour, thick=2.5, dash=dash), f"{each.name}: {_say(series, value)}"))
    for number, run in enumerate(series.runs):
        mark = element("g", circle(18, 0, 9, fill=PAPER, stroke=INK),
                       text(18, 4.5, _letter(number), anchor="middle", size=SMALL, bold=True))  # fmt: skip
        entries.append((mark, f"{run.words} {_when(series, run)}."))
    for number, change in enumerate(series.breaks, start=1):
        many = f" ({number})" if len(series.breaks) > 1 else ""
        words = f"{change.words.rstrip('.')}{many}, from {series.points[change.place].period}."
        entries.append((line(18, -9, 18, 9, thick=1.5, dash="3 2"), words))
    if any(point.value is None for point in series.points):
        entries.append((text(18, 5, "?", anchor="middle", bold=True, fill=SOFT), series.blank))
    if axis_from != 0:
        entries.append((diamond(18, 0, 4, fill=SOFT), f"The scale begins at {_say(series, axis_from)}, not at nought."))
    made: list[Element] = []
    for mark, words in entries:
        lines = wrapped(words, width - 46)
        made.append(element("g", mark, transform=f"translate(0 {y:g})"))
        made += lines_of_text(44, y + 5, lines, bold=narrow and not made[1:])
        y += 17 * len(lines) + 6
    return made, y - (8 if entries else 16)
