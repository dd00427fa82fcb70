"""A measure by group, each with how sure we can be of it, and the differences that matter said in words."""

from __future__ import annotations

from dataclasses import dataclass

from lineofsight.web.drawings.canvas import (
    BLUE,
    INK,
    PAPER,
    RULE,
    SOFT,
    WIDE,
    Element,
    Table,
    diamond,
    drawing,
    hatched,
    is_narrow,
    line,
    lines_of_text,
    path,
    rect,
    text,
)  # fmt: skip
from lineofsight.web.drawings.lettering import SMALL, fitted, width_of, wrapped
from lineofsight.web.drawings.scales import Place, number_words, scale, ticks


@dataclass(frozen=True, slots=True)
class Group:
    """A group: its value with its 95% interval, and out of how many.

    `value` None: not shown, and `note` says why ("too few to show"). `difference`: what matters about it, in words.
    """

    name: str
    out_of: int
    value: float | None
    lower: float | None = None
    upper: float | None = None
    difference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A measure by groups, in the order given. `overall`: everybody's value."""

    title: str
    groups: tuple[Group, ...]
    overall: float | None = None
    unit: str = "%"
    decimals: int = 0
    counted: str = "children"


def breakdown_bars(chart: Breakdown, width: float = WIDE) -> Element:
    """A bar for each group, its interval across its end; where a difference matters, hatching, a mark and words."""
    if not chart.groups:
        words = "There are no groups to show."
        return drawing("breakdown", width, 60, text(8, 34, words), title=chart.title, description=words)
    narrow = is_narrow(width)
    known = [v for g in chart.groups for v in (g.value, g.upper) if v is not None]
    top_value = max([*known, *([chart.overall] if chart.overall is not None else [])], default=1.0)
    marks = ticks(0, min(top_value, 100) if chart.unit == "%" else top_value, 3 if narrow else 5)
    left, right = (0 if narrow else 212), (18 if narrow else 66)
    x = scale(0, marks[-1], left + 4, width - right)
    made: list[Element] = []
    y = 44.0 if chart.overall is not None else 12.0
    first = y
    for group in chart.groups:
        marks_of_group, y = _row(chart, group, x, y, left, narrow, width)
        made += marks_of_group
    grid = [line(x(mark), first - 6, x(mark), y, colour=RULE) for mark in marks]
    made += [
        text(min(x(m), width - 14), y + 17, number_words(m, chart.unit), anchor="middle", size=SMALL, fill=SOFT)
        for m in marks[1 if narrow else 0 :]
    ]
    if chart.overall is not None:
        words = f"Everybody {number_words(chart.overall, chart.unit, chart.decimals)}"
        half = width_of(words) / 2
        grid.append(line(x(chart.overall), first - 14, x(chart.overall), y, thick=1.75, dash="8 5"))
        made.append(text(min(max(x(chart.overall), half), width - half), first - 22, words, anchor="middle"))
    key = wrapped("The line across a bar's end: 95 times in 100, such a line holds the true value.", width, SMALL)
    made += [text(0, y + 44 + 16 * n, words, size=SMALL, fill=SOFT) for n, words in enumerate(key)]
    height = y + 50 + 16 * (len(key) - 1)
    return drawing("breakdown", width, height, grid, made, title=chart.title, description=breakdown_words(chart))


def breakdown_words(chart: Breakdown) -> str:
    """The differences that matter, then every group's value."""
    matters = [f"{group.name}: {group.difference}." for group in chart.groups if group.difference]
    told = "; ".join(f"{g.name} {_value(chart, g)} of {g.out_of:,}" for g in chart.groups)
    return " ".join([*(matters or ["No difference between groups stands out from chance."]), f"{told}."])


def breakdown_table(chart: Breakdown) -> Table:
    """The groups with their intervals."""
    headings = ("Group", "Value", "95% interval", f"Out of ({chart.counted})", "What matters")
    rows = tuple((g.name, _value(chart, g), _interval(chart, g), f"{g.out_of:,}", g.difference) for g in chart.groups)
    return headings, rows


def _value(chart: Breakdown, group: Group) -> str:
    if group.value is None:
        return group.note or "not known"
    return number_words(group.value, chart.unit, chart.decimals)


def _interval(chart: Breakdown, group: Group) -> str:
    if group.value is None or group.lower is None or group.upper is None:
        return ""
    low, high = (number_words(v, chart.unit, chart.decimals) for v in (group.lower, group.upper))
    return f"{low} to {high}"


def _row(
    chart: Breakdown, group: Group, x: Place, y: float, left: float, narrow: bool, width: float
) -> tuple[list[Element], float]:
    """One group's marks, and where the next begins."""
    matters, value, size = bool(group.difference), _value(chart, group), f"of {group.out_of:,}"
    name_room = width - width_of(value, bold=True) - 12 if narrow else left - 10
    lines = wrapped(group.name, name_room, bold=matters, most=2)
    made: list[Element] = []
    if narrow:
        made += lines_of_text(0, y + 12, lines, step=16, bold=matters, halo=True)
        made.append(text(width, y + 12, value, anchor="end", bold=group.value is not None, halo=True))
        y += 16 * len(lines) + 4
        made.append(text(0, y + 11, fitted(f"{size} {chart.counted}", width, SMALL), size=SMALL, fill=SOFT, halo=True))
        bar = y + 17
    else:
        made += [text(left - 8, y + 13 + 16 * n, w, anchor="end", bold=matters) for n, w in enumerate(lines)]
        below = y + 13 + 16 * len(lines)
        made.append(text(left - 8, below, f"{size} {chart.counted}", anchor="end", size=SMALL, fill=SOFT))
        bar = y + 4
    if group.value is not None:
        length = x(group.value) - x(0)
        made.append((hatched if matters else _filled)(x(0), bar, length, 18))
        if group.lower is not None and group.upper is not None:
            made += _whisker(x(group.lower), x(group.upper), bar + 9)
    if not narrow:
        made.append(text(width, bar + 14, value, anchor="end", bold=group.value is not None,
                         fill=INK if group.value is not None else SOFT))  # fmt: skip
    end = bar + (24 if narrow else 22)
    if matters:
        said = wrapped(group.difference, width - x(0) - 24 - (0 if narrow else 60), SMALL)
        made.append(diamond(x(0) + 8, end + 8, 7))
        made += [text(x(0) + 22, end + 13 + 16 * n, w, size=SMALL, halo=True) for n, w in enumerate(said)]
        end += 16 * len(said) + 6
    return made, max(end + 8, y + (0 if narrow else 16 * len(lines) + 28))


def _filled(x: float, y: float, width: float, height: float) -> Element:
    return rect(x, y, width, height, fill=BLUE)


def _whisker(low: float, high: float, y: float) -> list[Element]:
    """A line with ends, pale around it so that it shows upon the bar as beside it."""
    steps = f"M{low:.1f} {y - 6:.1f}v12M{low:.1f} {y:.1f}H{high:.1f}M{high:.1f} {y - 6:.1f}v12"
    return [path(steps, colour=PAPER, thick=5), path(steps, colour=INK, thick=2)]
