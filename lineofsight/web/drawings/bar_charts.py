"""Bars, and stacked bars against a limit (a worker's children by kind of plan, beside how many are safe to hold)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lineofsight.core.text_formats import join_words, plural
from lineofsight.reports.elements import element
from lineofsight.web.drawings.canvas import (
    BLUE,
    INK,
    PALE,
    PAPER,
    PURPLE,
    RULE,
    SOFT,
    WIDE,
    Element,
    Table,
    drawing,
    hatched,
    is_narrow,
    line,
    link,
    path,
    rect,
    target,
    text,
    triangle,
)
from lineofsight.web.drawings.lettering import SMALL, fitted, widest, width_of, wrapped
from lineofsight.web.drawings.scales import Place, scale, ticks


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, its length (None: not known), what to say at its end, and where it leads."""

    label: str
    value: float | None
    words: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from nought, in the order given. `limit`: a line across them, and what it is."""

    title: str
    bars: tuple[Bar, ...]
    unit: str = "children"
    limit: float | None = None
    limit_words: str = "limit"


@dataclass(frozen=True, slots=True)
class Stack:
    """A row of parts, as many as the chart has kinds; `limit` is its own, where it has one."""

    label: str
    parts: tuple[int, ...]
    limit: float | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Stacked:
    """Rows of parts of the same kinds. Raises ValueError for a row with another number of parts."""

    title: str
    kinds: tuple[str, ...]
    rows: tuple[Stack, ...]
    unit: str = "children"

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.parts) != len(self.kinds):
                raise ValueError(f"A row has {len(row.parts)} parts and the chart {len(self.kinds)} kinds.")


def bars(chart: Bars, width: float = WIDE) -> Element:
    """The bars, each with its value at its end."""
    if not chart.bars:
        words = "There is nothing to show."
        return drawing("bars", width, 60, text(8, 34, words), title=chart.title, description=words)
    narrow = is_narrow(width)
    left = 0.0 if narrow else min(max(widest(bar.label for bar in chart.bars) + 12, 80), 230)
    right = widest((_bar_words(bar) for bar in chart.bars), bold=True) + 14
    top_value = max([bar.value or 0 for bar in chart.bars] + [chart.limit or 0]) or 1
    x = scale(0, top_value, left + 2, width - right)
    y = first = 40.0 if chart.limit is not None else 6.0
    made: list[Element] = []
    for bar in chart.bars:
        label, height = _label(bar.label, y, left, narrow, width, leads=bar.href is not None)
        at = y + height
        length = 0 if bar.value is None else max(x(bar.value) - x(0), 2 if bar.value else 0)
        shape = rect(x(0), at, length, 20, fill=BLUE)
        end = text(x(0) + length + 7, at + 15, _bar_words(bar), bold=bar.value is not None, halo=True)
        whole = target(0, y - 4, width, height + 28) if bar.href else None
        made.append(link(bar.href, f"{bar.label}: {_bar_words(bar)}", whole, label, shape, end))
        y = at + 32
    ground = [line(x(0), first - 4, x(0), y - 8, colour=SOFT)]
    if chart.limit is not None:
        words = f"{chart.limit_words} {chart.limit:g}"
        half = width_of(words) / 2
        ground.append(line(x(chart.limit), first - 12, x(chart.limit), y - 8, thick=2, dash="8 4"))
        ground.append(text(min(x(chart.limit), width - half - 2), first - 18, words, anchor="middle"))
    told = "; ".join(f"{bar.label} {_bar_words(bar)}" for bar in chart.bars)
    return drawing("bars", width, y, ground, made, title=chart.title, description=f"{told}.",
                   has_links=any(bar.href for bar in chart.bars))  # fmt: skip


def bars_table(chart: Bars) -> Table:
    """The bars as rows."""
    return ("", chart.unit.capitalize()), tuple((bar.label, _bar_words(bar)) for bar in chart.bars)


def stacked_bars(chart: Stacked, width: float = WIDE) -> Element:
    """A row for each, its parts told apart by fill and number, its limit a line across it; over it is said in words."""
    if not chart.rows:
        words = "There is nobody to show."
        return drawing("stacked", width, 60, text(8, 34, words), title=chart.title, description=words)
    narrow = is_narrow(width)
    left = 0.0 if narrow else min(max(widest(row.label for row in chart.rows) + 12, 80), 200)
    right = 12 if narrow else widest((_over(row) for row in chart.rows), bold=True) + 16
    top_value = max(max(sum(row.parts), row.limit or 0) for row in chart.rows) or 1
    marks = ticks(0, top_value, 3 if narrow else 5)
    x = scale(0, marks[-1], left + 2, width - right)
    made, y = _key(chart, width)
    first = y
    for row in chart.rows:
        label, height = _label(row.label, y, left, narrow, width, beside=_over(row) if narrow else "",
                               leads=row.href is not None)  # fmt: skip
        at = y + height
        shapes = [target(0, y - 4, width, height + 34)] if row.href else []
        shapes += [label, *_parts(row, x, at)]
        if not narrow:
            shapes.append(text(width, at + 15, _over(row), anchor="end", bold=True))
        if row.limit is not None:
            shapes.append(line(x(row.limit), at - 5, x(row.limit), at + 27, thick=3))
            if sum(row.parts) > row.limit:
                shapes.append(triangle(x(row.limit), at - 8, 6))
        made.append(link(row.href, _row_words(chart, row), shapes))
        y = at + 38
    ground = [line(x(mark), first - 6, x(mark), y - 8, colour=RULE) for mark in marks]
    ground += [text(x(mark), y + 8, f"{mark:g}", anchor="middle", size=SMALL, fill=SOFT) for mark in marks[1:]]
    return drawing("stacked", width, y + 16, ground, made, title=chart.title, description=stacked_words(chart),
                   has_links=any(row.href for row in chart.rows))  # fmt: skip


def stacked_words(chart: Stacked) -> str:
    """Who is over their limit, then every row."""
    over = [row.label for row in chart.rows if row.limit is not None and sum(row.parts) > row.limit]
    head = f"Over the limit: {join_words(over)}. " if over else ""
    return head + " ".join(f"{_row_words(chart, row)}." for row in chart.rows)


def stacked_table(chart: Stacked) -> Table:
    """The rows, a column for each kind."""
    rows = tuple(
        (row.label, *(f"{part:,}" for part in row.parts), f"{sum(row.parts):,}",
         "" if row.limit is None else f"{row.limit:g}", _compared(row))
        for row in chart.rows
    )  # fmt: skip
    return ("", *chart.kinds, "Together", "Limit", "Compared with the limit"), rows


def _bar_words(bar: Bar) -> str:
    return bar.words or ("not known" if bar.value is None else f"{bar.value:,.10g}")


def _label(
    words: str, y: float, left: float, narrow: bool, width: float, beside: str = "", leads: bool = False
) -> tuple[Element, float]:  # fmt: skip
    """A row's label, and how far below it the bar begins."""
    if not narrow:
        said = fitted(words, left - 12)
        return text(left - 8, y + 15, said, anchor="end", **_leading(leads)), 0
    room = width - width_of(beside, bold=True) - (12 if beside else 0)
    end = text(width, y + 12, beside, anchor="end", bold=True, halo=True) if beside else None
    return element("g", text(0, y + 12, fitted(words, room), halo=True, **_leading(leads)), end), 26 if beside else 18


def _leading(leads: bool) -> dict[str, Any]:
    return {"fill": BLUE, "underlined": True} if leads else {}


def _over(row: Stack) -> str:
    total = sum(row.parts)
    if row.limit is None:
        return f"{total:,}"
    if total > row.limit:
        return f"{total:,}, {total - row.limit:g} over {row.limit:g}"
    return f"{total:,}, at the limit" if total == row.limit else f"{total:,} of {row.limit:g}"


def _compared(row: Stack) -> str:
    if row.limit is None:
        return ""
    more = sum(row.parts) - row.limit
    return f"{more:g} over" if more > 0 else "At the limit" if more == 0 else f"{-more:g} under"


def _row_words(chart: Stacked, row: Stack) -> str:
    parts = [f"{part:,} {kind}" for kind, part in zip(chart.kinds, row.parts, strict=True) if part]
    of = f": {join_words(parts)}" if parts else ""
    limit = "" if row.limit is None else f" (limit {row.limit:g})"
    noun = plural(sum(row.parts), chart.unit, chart.unit) if sum(row.parts) != 1 else f"1 {_one(chart.unit)}"
    return f"{row.label}, {noun}{limit}{of}"


def _one(unit: str) -> str:
    return "child" if unit == "children" else unit.removesuffix("s")


def _fill(kind: int, x: float, y: float, width: float, height: float) -> tuple[Element, str]:
    """A part's shape and the colour its number is written in; six kinds, told apart without colour."""
    fill, ink = ((BLUE, PAPER), (PALE, INK), (PAPER, INK), (INK, PAPER), (PURPLE, PAPER), (PAPER, INK))[kind % 6]
    if kind % 6 in (2, 5):
        return hatched(x, y, width, height, colour=BLUE if kind % 6 == 2 else INK, gap=6 if kind % 6 == 2 else 11), ink
    return rect(x, y, width, height, fill=fill, stroke=INK, thick=1), ink


def _parts(row: Stack, x: Place, y: float) -> list[Element]:
    made: list[Element] = []
    before = 0
    for kind, part in enumerate(row.parts):
        if not part:
            continue
        begin, end = x(before), x(before + part)
        shape, ink = _fill(kind, begin, y, end - begin, 22)
        made.append(shape)
        if end - begin > width_of(str(part), SMALL) + 6:
            hatching = kind % 6 in (2, 5)
            made.append(text((begin + end) / 2, y + 16, str(part), anchor="middle", size=SMALL, fill=ink,
                             bold=hatching, halo=hatching))  # fmt: skip
        before += part
    return made


def _key(chart: Stacked, width: float) -> tuple[list[Element], float]:
    made: list[Element] = []
    left, y = 0.0, 4.0
    entries: Sequence[tuple[Element, str]] = [
        (_fill(kind, 0, 0, 22, 14)[0], words) for kind, words in enumerate(chart.kinds)
    ]
    if any(row.limit is not None for row in chart.rows):
        entries = [*entries, (path("M11 -2V17", thick=3), "the limit")]
    for mark, words in entries:
        (said, *_) = wrapped(words, width - 34, SMALL, most=1) or ("",)
        needs = 30 + width_of(said, SMALL) + 16
        if left and left + needs > width:
            left, y = 0.0, y + 24
        made.append(element("g", mark, transform=f"translate({left:g} {y:g})"))
        made.append(text(left + 29, y + 12, said, size=SMALL))
        left += needs
    return made, y + 40
