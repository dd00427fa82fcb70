"""Who shares a home in a genogram: a dotted outline where one can be drawn around them alone, and else a letter."""

from __future__ import annotations

from lineofsight.web.drawings.families import Family

Box = tuple[tuple[float, float], ...]
SIDE, ABOVE, BELOW = 57.0, 38.0, 106.0
# How far the outlines of two rows overlap, so that they are seen to be one.
MEETING = 34.0


def homes(
    family: Family, x: dict[str, float], y: dict[str, float]
) -> tuple[tuple[Box, ...], dict[str, str]]:  # fmt: skip
    """The outlines, each as its corners, and the words for people whose home could not be outlined."""
    together: dict[str, list[str]] = {}
    for person in family.people:
        if person.home:
            together.setdefault(person.home, []).append(person.reference)
    boxes: list[Box] = []
    lettered: dict[str, str] = {}
    letters = 0
    for who in (members for members in together.values() if len(members) > 1):
        box = _outline(who, x, y)
        if box is not None and not any(_overlap(box, other) for other in boxes):
            boxes.append(box)
        else:
            lettered |= dict.fromkeys(who, f"home {chr(ord('A') + letters % 26)}")
            letters += 1
    return tuple(boxes), lettered


def _outline(who: list[str], x: dict[str, float], y: dict[str, float]) -> Box | None:
    """Corners around these people's rows; None where somebody else stands among them or a row between has none."""
    levels = sorted({y[each] for each in who})
    every = sorted(set(y.values()))
    first, last = every.index(levels[0]), every.index(levels[-1])
    if levels != every[first : last + 1]:
        return None
    spans: list[tuple[float, float]] = []
    for level in levels:
        at = [x[each] for each in who if y[each] == level]
        low, high = min(at), max(at)
        if any(low <= x[other] <= high for other in x if y[other] == level and other not in who):
            return None
        spans.append((low - SIDE, high + SIDE))
    for place in range(len(spans) - 1):
        if not _met(spans, place, [[x[o] for o in x if y[o] == level and o not in who] for level in levels]):
            return None
    right: list[tuple[float, float]] = []
    left: list[tuple[float, float]] = []
    for place, (level, (low, high)) in enumerate(zip(levels, spans, strict=True)):
        top = level - ABOVE if place == 0 else (levels[place - 1] + level) / 2 + 34
        foot = level + BELOW if place == len(levels) - 1 else (level + levels[place + 1]) / 2 + 34
        right += [(high, top), (high, foot)]
        left += [(low, top), (low, foot)]
    return (*right, *reversed(left))


def _met(spans: list[tuple[float, float]], place: int, others: list[list[float]]) -> bool:
    """Widens one of two neighbouring rows until they meet, where nobody else stands in the way; whether they do."""
    upper, lower = spans[place], spans[place + 1]
    if min(upper[1], lower[1]) - max(upper[0], lower[0]) >= MEETING:
        return True
    for row, other in ((place + 1, upper), (place, lower)):
        low, high = spans[row]
        low, high = (low, other[0] + MEETING) if high < other[0] + MEETING else (other[1] - MEETING, high)
        if not any(low - SIDE / 2 < at < high + SIDE / 2 for at in others[row]):
            spans[row] = (low, high)
            return True
    return False


def _overlap(one: Box, other: Box) -> bool:
    a, b = _reach(one), _reach(other)
    return a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]


def _reach(box: Box) -> tuple[float, float, float, float]:
    across, down = [x for x, _ in box], [y for _, y in box]
    return min(across), max(across), min(down), max(down)
