"""A sparkline: a measure's line in the height of a row of the scorecard, its last point a dot."""

from __future__ import annotations

from collections.abc import Sequence

from lineofsight.web.drawings.canvas import (
    BLUE,
    INK,
    RULE,
    SOFT,
    Element,
    circle,
    drawing,
    line,
    path,
    through,
)  # fmt: skip
from lineofsight.web.drawings.run_charts import Point
from lineofsight.web.drawings.scales import number_words, scale

WIDTH, HEIGHT, EDGE = 120, 28, 5


def sparkline(points: Sequence[Point], *, title: str, median: float | None = None, unit: str = "") -> Element:
    """The line, its gaps kept and its median faint. The value stands in the row beside it, so no number is drawn."""
    known = [(n, point.value) for n, point in enumerate(points) if point.value is not None]
    said = f"{points[known[-1][0]].period}: {number_words(known[-1][1], unit)}" if known else "nothing is known"
    about = f"{len(known)} of {len(points)} months known. Last, {said}."
    if not known:
        rule = line(EDGE, HEIGHT / 2, WIDTH - EDGE, HEIGHT / 2, colour=SOFT, dash="1 5")
        return drawing("sparkline", WIDTH, HEIGHT, rule, title=title, description=about)
    values = [value for _, value in known] + ([median] if median is not None else [])
    low, high = min(values), max(values)
    y = scale(low, high, HEIGHT - EDGE, EDGE) if high > low else scale(0, 1, HEIGHT / 2, HEIGHT / 2)
    x = scale(0, max(len(points) - 1, 1), EDGE, WIDTH - EDGE - 2)
    made = [line(EDGE, y(median), WIDTH - EDGE, y(median), colour=RULE, dash="4 3")] if median is not None else []
    before = -2
    steps: list[list[tuple[float, float]]] = []
    for place, value in known:
        if place == before + 1:
            steps[-1].append((x(place), y(value)))
        else:
            steps.append([(x(place), y(value))])
        before = place
    made += [path(through(each), colour=BLUE, thick=1.75) for each in steps if len(each) > 1]
    made += [circle(*each[0], 1.8) for each in steps if len(each) == 1]
    last, value = known[-1]
    made.append(circle(x(last), y(value), 4, fill=BLUE, stroke=INK))
    return drawing("sparkline", WIDTH, HEIGHT, made, title=title, description=about)
