"""The two axes of a chart over time: the values up its side, and the periods named below it."""

from __future__ import annotations

from collections.abc import Sequence

from lineofsight.web.drawings.canvas import RULE, SOFT, Element, line, text
from lineofsight.web.drawings.lettering import SMALL, width_of
from lineofsight.web.drawings.scales import Place, number_words


def value_lines(
    marks: Sequence[float], y: Place, left: float, right: float, unit: str, decimals: int
) -> list[Element]:  # fmt: skip
    """A line from side to side at each mark, the lowest darker, with its value at the left."""
    made: list[Element] = []
    for mark in marks:
        made.append(line(left, y(mark), right, y(mark), colour=RULE if mark != marks[0] else SOFT))
        words = number_words(mark, unit, decimals)
        made.append(text(left - 6, y(mark) + 4.5, words, anchor="end", size=SMALL, fill=SOFT))
    return made


def period_names(names: Sequence[str], places: Sequence[float], foot: float, width: float) -> list[Element]:
    """The names of periods ("Apr 2025") in two rows under their places, as many as there is room for.

    The last period is the one asked about: it is always named, and the others are counted back from it.
    """
    if not names:
        return []
    parts = [name.rpartition(" ") for name in names]
    room = max(max(width_of(part, SMALL) for part in (first, last)) for first, _, last in parts) + 12
    gap = places[1] - places[0] if len(places) > 1 else room
    every = max(1, -(-int(room) // max(int(gap), 1)))
    shown = list(range(len(names) - 1, -1, -every))
    made = [line(places[n], foot, places[n], foot + 5, colour=SOFT) for n in shown]
    for n in shown:
        half = max(width_of(part, SMALL) for part in parts[n]) / 2
        middle = min(max(places[n], half), width - half)
        for row, part in enumerate(part for part in (parts[n][0], parts[n][2]) if part):
            made.append(text(middle, foot + 19 + 15 * row, part, anchor="middle", size=SMALL))
    return made
