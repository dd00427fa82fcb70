"""Teams that do like work, each against what chance alone would give a team of its size.

Rows stand by size, so that the limits widen down the page as a funnel does, and nobody reads a league table. A team
outside its limits is "different from similar teams": never better or worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lineofsight.evaluation.statistics import FunnelPoint
from lineofsight.web.drawings.canvas import (
    BLUE,
    INK,
    PALE,
    RULE,
    SOFT,
    WIDE,
    Element,
    Table,
    circle,
    diamond,
    drawing,
    is_narrow,
    line,
    lines_of_text,
    rect,
    text,
)  # fmt: skip
from lineofsight.web.drawings.lettering import SMALL, fitted, width_of, wrapped
from lineofsight.web.drawings.scales import number_words, scale, ticks


@dataclass(frozen=True, slots=True)
class Team:
    """A team: how many are counted out of how many, its value (None: nothing to compare) and its limits."""

    name: str
    out_of: int
    value: float | None
    lower: float = 0.0
    upper: float = 0.0
    different: bool = False


@dataclass(frozen=True, slots=True)
class Funnel:
    """Like teams. `like`: what they have in common ("assessment teams"); `common`: the value of all together."""

    title: str
    like: str
    teams: tuple[Team, ...]
    common: float | None = None
    unit: str = "%"
    decimals: int = 0
    counted: str = "children"


def funnel_teams(points: Sequence[FunnelPoint], out_of: Sequence[int]) -> tuple[Team, ...]:
    """Teams from `lineofsight.evaluation.statistics`, with their sizes."""
    pairs = zip(points, out_of, strict=True)
    return tuple(
        Team(p.team, n, p.value, 0.0 if p.value is None else p.lower, 0.0 if p.value is None else p.upper, p.different)
        for p, n in pairs
    )


def funnel(chart: Funnel, width: float = WIDE) -> Element:
    """A row for each team, the largest first: its limits a band, its value a dot, or a diamond where it differs."""
    teams = _ordered(chart)
    if not teams:
        words = "There are no teams to compare."
        return drawing("funnel", width, 60, text(8, 34, words), title=chart.title, description=words)
    narrow = is_narrow(width)
    values = [v for team in teams if team.value is not None for v in (team.value, team.lower, team.upper)]
    values += [chart.common] if chart.common is not None else []
    top_value = max(values, default=1.0)
    marks = ticks(0, min(top_value, 100) if chart.unit == "%" else top_value, 3 if narrow else 5)
    left, row, top = (6 if narrow else 212), (62 if narrow else 54), 44
    right = 24 if narrow else 78
    x = scale(marks[0], marks[-1], left + 6, width - right)
    foot = top + row * len(teams)
    made = [line(x(mark), top - 4, x(mark), foot, colour=RULE) for mark in marks]
    made += [
        text(x(mark), foot + 17, number_words(mark, chart.unit), anchor="middle", size=SMALL, fill=SOFT)
        for mark in marks
    ]
    if chart.common is not None:
        words = f"All together {_say(chart, chart.common)}"
        half = width_of(words) / 2
        made.append(line(x(chart.common), top - 14, x(chart.common), foot, thick=1.75, dash="8 5"))
        made.append(text(min(max(x(chart.common), half), width - half), top - 20, words, anchor="middle"))
    for number, team in enumerate(teams):
        y = top + row * number + (row - 22 if narrow else row / 2)
        made += _labels(chart, team, y, left, narrow, width)
        if team.value is None:
            continue
        made.append(rect(x(team.lower), y - 8, x(min(team.upper, marks[-1])) - x(team.lower), 16, fill=PALE, round_=3))
        made.append(_mark(team, x(team.value), y))
        if not narrow:
            made.append(text(width - 4, y + 5, _say(chart, team.value), anchor="end", bold=True))
    key, height = _key(foot + 46, narrow)
    return drawing("funnel", width, height, made, key, title=chart.title, description=funnel_words(chart))


def funnel_words(chart: Funnel) -> str:
    """Which teams differ and how, and that the others do not."""
    different = [team for team in _ordered(chart) if team.different]
    all_told = f" All together: {_say(chart, chart.common)}." if chart.common is not None else ""
    if not different:
        return f"No team is different from similar teams ({chart.like}).{all_told}"
    told = "; ".join(f"{team.name} {_say(chart, team.value)}, {_side(team)}" for team in different)
    return f"Different from similar teams ({chart.like}): {told}.{all_told}"


def funnel_table(chart: Funnel) -> Table:
    """The teams by size, with their limits in words."""
    headings = ("Team", f"Out of ({chart.counted})", "Value", "Chance alone would give", "Compared with similar teams")
    rows = tuple(
        (team.name, f"{team.out_of:,}", _say(chart, team.value), _limits(chart, team), _compared(team))
        for team in _ordered(chart)
    )
    return headings, rows


def _ordered(chart: Funnel) -> tuple[Team, ...]:
    return tuple(sorted(chart.teams, key=lambda team: (-team.out_of, team.name)))


def _say(chart: Funnel, value: float | None) -> str:
    return number_words(value, chart.unit, chart.decimals)


def _limits(chart: Funnel, team: Team) -> str:
    return "" if team.value is None else f"{_say(chart, team.lower)} to {_say(chart, team.upper)}"


def _side(team: Team) -> str:
    return "higher" if (team.value or 0.0) > team.upper else "lower"


def _compared(team: Team) -> str:
    if team.value is None:
        return "Nothing to compare"
    return f"Different: {_side(team)} than chance would give" if team.different else "Within what chance would give"


def _labels(chart: Funnel, team: Team, y: float, left: float, narrow: bool, width: float) -> list[Element]:
    size = f"{team.out_of:,} {chart.counted}"
    note = f"{size}: different, {_side(team)}" if team.different else size
    if team.value is None:
        note = f"{size}: nothing to compare"
    if narrow:
        value = "" if team.value is None else _say(chart, team.value)
        name = fitted(team.name, width - width_of(value, bold=True) - 12, bold=team.different)
        return [
            text(0, y - 30, name, bold=team.different, halo=True),
            text(0, y - 14, note, size=SMALL, fill=SOFT, halo=True),
            text(width, y - 30, value, anchor="end", bold=True, halo=True),
        ]  # fmt: skip
    names = wrapped(team.name, left - 12, bold=team.different, most=2)
    up = 6 + 8 * len(names)
    return [
        *lines_of_text(left - 8, y - up + 12, names, step=16, anchor="end", bold=team.different),
        text(left - 8, y + up, note, anchor="end", size=SMALL, fill=INK if team.different else SOFT),
    ]


def _mark(team: Team, x: float, y: float) -> Element:
    if team.different:
        return diamond(x, y, 10, fill=INK, stroke="#ffffff", thick=2)
    return circle(x, y, 6, fill=BLUE, stroke="#ffffff", thick=1.5)


def _key(y: float, narrow: bool) -> tuple[list[Element], float]:
    places = [(0.0, y), (0.0, y + 24), (0.0, y + 48)] if narrow else [(0.0, y), (292.0, y), (0.0, y + 24)]
    (ax, ay), (bx, by), (cx, cy) = places
    made = [
        circle(ax + 10, ay, 6, fill=BLUE), text(ax + 26, ay + 5, "within what chance would give"),
        diamond(bx + 10, by, 9, fill=INK), text(bx + 26, by + 5, "different from similar teams"),
        rect(cx, cy - 7, 20, 14, fill=PALE, round_=3), text(cx + 26, cy + 5, "what chance would give a team this size"),
    ]  # fmt: skip
    return made, cy + 16
