"""Charts drawn as SVG on our side: no script, and each with its table beside it (see `html`).

Colours hold 3:1 against the paper and are never the only thing that tells two marks apart.
"""

from __future__ import annotations

from lxml import etree

from lineofsight.reports.document import Bars, Pyramid, RunChart
from lineofsight.reports.elements import element, svg

INK, SOFT, BLUE, AMBER, PAPER = "#0b0c0c", "#505a5f", "#1d5b8f", "#8a5300", "#ffffff"
ROW, LINE, LABEL, WIDTH = 26, 16, 300, 760
MOST_LINES = 3


def bars(chart: Bars) -> etree._Element:
    """Horizontal bars, longest label on the left, the number at the bar's end."""
    top = max((bar.value for bar in chart.bars), default=0) or 1
    room = WIDTH - LABEL - 120
    marks: list[etree._Element] = []
    y = 4
    for bar in chart.bars:
        lines = _lines(bar.label)
        length = max(room * bar.value / top, 1.5 if bar.value else 0)
        marks += [_text(LABEL - 8, y + 13 + n * LINE, line, anchor="end") for n, line in enumerate(lines)]
        marks.append(_rect(LABEL, y, length, ROW - 9, BLUE))
        marks.append(_text(LABEL + length + 6, y + 13, bar.text))
        y += ROW + (len(lines) - 1) * LINE
    return svg(WIDTH, y + 4, marks, label=chart.caption)


def pyramid(chart: Pyramid) -> etree._Element:
    """Two groups back to back, the ages down the middle."""
    top = max((max(left, right) for _, left, right in chart.rows), default=0) or 1
    middle, gutter = WIDTH / 2, 46
    room = middle - gutter - 60
    marks = [
        _text(middle - gutter, 14, chart.left, anchor="end", bold=True),
        _text(middle + gutter, 14, chart.right, bold=True),
    ]
    for place, (band, left, right) in enumerate(chart.rows):
        y = place * ROW + 24
        left_length, right_length = room * left / top, room * right / top
        marks += [
            _text(middle, y + 13, band, anchor="middle"),
            _rect(middle - gutter - left_length, y, left_length, ROW - 9, BLUE),
            _rect(middle + gutter, y, right_length, ROW - 9, AMBER),
            _text(middle - gutter - left_length - 6, y + 13, f"{left:,}", anchor="end"),
            _text(middle + gutter + right_length + 6, y + 13, f"{right:,}"),
        ]
    return svg(WIDTH, len(chart.rows) * ROW + 30, marks, label=chart.caption)


def run_chart(chart: RunChart) -> etree._Element:
    """Points joined by a line, the median dashed, England dotted; gaps stay gaps."""
    height, left, right, top, bottom = 240, 46, 90, 14, 34
    values = [value for _, value in chart.points if value is not None]
    values += [v for v in (chart.median, chart.england) if v is not None]
    high, low = (max(values), min(values)) if values else (1.0, 0.0)
    low = 0.0 if low < 0.4 * high or low == high else low - 0.1 * (high - low)
    span = (high - low) * 1.08 or 1.0

    def x(place: int) -> float:
        return left + (WIDTH - left - right) * place / max(len(chart.points) - 1, 1)

    def y(value: float) -> float:
        return top + (height - top - bottom) * (1 - (value - low) / span)

    marks = [_line(left, y(v), WIDTH - right, y(v), "#d5d8da", 1) for v in (low, (low + high) / 2, high)]
    marks += [
        _text(left - 6, y(v) + 4, _short(v) + chart.unit, anchor="end", size=12) for v in (low, (low + high) / 2, high)
    ]
    if low > 0:
        marks.append(_text(left, height - bottom + 6, "The scale does not begin at nought.", size=11))
    if chart.median is not None:
        marks.append(_line(left, y(chart.median), WIDTH - right, y(chart.median), SOFT, 1.5, "7 5"))
        marks.append(_text(WIDTH - right + 6, y(chart.median) + 4, "median", size=12))
    if chart.england is not None:
        marks.append(_line(left, y(chart.england), WIDTH - right, y(chart.england), AMBER, 2, "2 4"))
        marks.append(_text(WIDTH - right + 6, y(chart.england) + 4, "England", size=12))
    marks += [_line(x(n), y(a), x(n + 1), y(b), BLUE, 2.5) for n, a, b in _joined(chart)]
    for place, (_, value) in enumerate(chart.points):
        if value is not None:
            marks.append(element("circle", cx=f"{x(place):.1f}", cy=f"{y(value):.1f}", r="4", fill=BLUE, stroke=PAPER))
    every = max(1, len(chart.points) // 6)
    for place in range(0, len(chart.points), every):
        marks.append(_text(x(place), height - 10, chart.points[place][0], anchor="middle", size=12))
    return svg(WIDTH, height, marks, label=f"{chart.caption}. {chart.reading}")


def _lines(label: str) -> list[str]:
    """A label in as few lines as fit beside its bar; of one too long for them, the middle goes and both ends stay.

    What tells two codes apart often stands at their end: "considered suitable", "considered unsuitable".
    """
    words = label.split()
    lines = _wrapped(words)
    kept = len(words)
    while len(lines) > MOST_LINES and kept > 2:
        kept -= 1
        lines = _wrapped([*words[: kept - kept // 2], "\u2026", *words[len(words) - kept // 2 :]])
    return lines


def _wrapped(words: list[str]) -> list[str]:
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(longer) > LABEL - 16:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _width(label: str) -> float:
    """How wide a label is drawn at most, in the units of the chart: fonts differ, and none may run off its edge."""
    return sum(11.0 if letter.isupper() or letter in "mwMW" else 8.3 for letter in label)


def _joined(chart: RunChart) -> list[tuple[int, float, float]]:
    pairs = zip(chart.points, chart.points[1:], strict=False)
    return [(n, a, b) for n, ((_, a), (_, b)) in enumerate(pairs) if a is not None and b is not None]


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10 or value == 0 else f"{value:.1f}"


def _rect(x: float, y: float, width: float, height: float, colour: str) -> etree._Element:
    return element(
        "rect", x=f"{x:.1f}", y=f"{y:.1f}", width=f"{max(width, 0):.1f}", height=f"{height:.1f}", fill=colour
    )


def _line(
    x1: float, y1: float, x2: float, y2: float, colour: str, width: float, dash: str | None = None
) -> etree._Element:
    return element(
        "line", x1=f"{x1:.1f}", y1=f"{y1:.1f}", x2=f"{x2:.1f}", y2=f"{y2:.1f}", stroke=colour,
        stroke_width=f"{width:g}", stroke_dasharray=dash,
    )  # fmt: skip


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", size: int = 14, bold: bool = False
) -> etree._Element:
    return element(
        "text", words, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, font_size=str(size), fill=INK,
        font_weight="700" if bold else None,
    )  # fmt: skip
