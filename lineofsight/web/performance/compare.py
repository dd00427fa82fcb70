"""Two sides by side: two dates, two teams or two snapshots; what differs by more than chance would give is said.

Between two snapshots of the same day nothing is left to chance: the difference is what was recorded, or put right,
between them, and is given as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from lineofsight.core.indicator_measures import Count, Percent, Share
from lineofsight.core.indicators import Indicator
from lineofsight.core.text_formats import uk_date
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.figures import Figure, unit_of
from lineofsight.web.performance import figures as held_figures
from lineofsight.web.performance.asked import Asked
from lineofsight.web.performance.beside import is_main
from lineofsight.web.performance.figures import Series
from lineofsight.web.performance.wording import (
    headline_of,
    missing_words,
    out_of_words,
    period_words,
    title_of,
    value_words,
    whole,
    why_unknown,
)

# As among like teams: two in a thousand would be marked where nothing differs.
BOUND = NormalDist().inv_cdf(0.999)
HEADINGS = ("Measure", "Code", "First", "First: of what", "Second", "Second: of what", "Difference")


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row."""

    value: str
    detail: str
    known: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A measure on both sides, and what is to be said of the difference."""

    code: str
    title: str
    first: Cell
    second: Cell
    difference: str
    matters: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of the Excel list."""
        return (self.title, self.code, self.first.value, self.first.detail, self.second.value, self.second.detail,
                self.difference)  # fmt: skip


def side_words(asked: Asked) -> str:
    """What a side shows: whose figures, as at which day, as known on which."""
    whose = asked.team_name or "The whole service"
    if asked.on == asked.known_on:
        return f"{whose}, as known on {uk_date(asked.known_on)}"
    return f"{whose}, as at {uk_date(asked.on)}, from what is known to {uk_date(asked.known_on)}"


def kind_words(first: Asked, second: Asked) -> str:
    """What differs between the sides, so that one is not taken for the other."""
    snapshots = first.held.info.snapshot != second.held.info.snapshot
    if snapshots and first.on == second.on and first.team == second.team:
        return (
            f"The same day, {uk_date(first.on)}, as it was known at two times. What differs was recorded, or put "
            "right, in between: it is not a change in the work."
        )
    parts = []
    if first.on != second.on:
        parts.append("two days")
    if first.team != second.team:
        parts.append("two teams")
    if snapshots:
        parts.append("two snapshots")
    if not parts:
        return "Both sides ask for the same. Choose another day, team or snapshot for one of them."
    if len(parts) > 1:
        return f"The sides differ in {' and '.join(parts)}: a difference may come from any of these."
    note = " Teams that do other work have other children: compare like with like." if parts == ["two teams"] else ""
    return f"The sides are {parts[0]}. Only what chance would not give is called a difference.{note}"


def compare(first: Asked, second: Asked, area: str, words: str = "") -> list[Compared]:
    """The main measures of an area on both sides; with words, every measure whose title or code has them all."""
    wanted = words.casefold().split()
    same_day = first.on == second.on and first.team == second.team
    found = []
    sides = [_latest(each) for each in (first, second)]
    for item in definitions().indicators.values():
        if isinstance(item.as_, Share) or (area and item.area.inspection_area != area):
            continue
        title = title_of(item, definitions().standards)
        text = f"{title} {item.code}".casefold()
        if all(word in text for word in wanted) if wanted else is_main(item.code):
            found.append(_row(item, title, sides[0].get(item.code), sides[1].get(item.code), (first, second), same_day))
    return found


def exactly(first: Asked, second: Asked, indicator: Indicator) -> Compared:
    """One measure on both sides, worked out for the very days asked where they were not published."""
    sides = []
    for asked in (first, second):
        published = _published(asked).get(indicator.code, ())
        sides.append(
            headline_of(indicator, held_figures.filled(asked.held, indicator, published, asked.on, asked.team))
        )
    title = title_of(indicator, definitions().standards)
    same_day = first.on == second.on and first.team == second.team
    return _row(indicator, title, sides[0], sides[1], (first, second), same_day)


def difference_words(indicator: Indicator, one: Figure, other: Figure, *, same_day: bool) -> tuple[str, bool]:
    """The difference from the first side to the second, and whether it is one; "so far" sides are not compared."""
    if one.value is None or other.value is None:
        return "Cannot be compared", False
    gap = other.value - one.value
    if same_day and one.period.code == other.period.code:
        return (f"{_size(indicator, gap)}, by what was recorded since", True) if gap else ("The same", False)
    if one.period.kind is other.period.kind and one.so_far != other.so_far and isinstance(indicator.as_, Count):
        return "Not compared: one of the periods has not ended", False
    bound = _chance(indicator, one, other)
    if bound is None:
        return "Whether chance would give it cannot be told", False
    if abs(gap) <= bound:
        return "No more than chance would give", False
    return f"{_size(indicator, gap)}: more than chance would give", True


def _chance(indicator: Indicator, one: Figure, other: Figure) -> float | None:
    """How far apart chance would put two figures at most; None where that cannot be told."""
    if isinstance(indicator.as_, Percent) and indicator.as_.weight is None and one.below and other.below:
        common = ((one.above or 0) + (other.above or 0)) / (one.below + other.below)
        if min(one.below, other.below) * min(common, 1 - common) < 5:
            return None
        return 100 * BOUND * sqrt(common * (1 - common) * (1 / one.below + 1 / other.below))
    if isinstance(indicator.as_, Count):
        return BOUND * sqrt(max((one.value or 0) + (other.value or 0), 1))
    return None


def _size(indicator: Indicator, gap: float) -> str:
    way = "Higher" if gap > 0 else "Lower"
    if unit_of(indicator):
        return f"{way} by {abs(gap):.1f} points"
    words = value_words(indicator, abs(gap))
    return f"{way} by {words}"


def _published(asked: Asked) -> Mapping[str, Series]:
    return held_figures.of_team(asked.held, asked.team) if asked.team else held_figures.of_service(asked.held)


def _latest(asked: Asked) -> dict[str, Figure]:
    """The published figure of every measure that stands for the day asked: the last whose period had ended by then."""
    found, indicators = {}, definitions().indicators
    for code, series in _published(asked).items():
        if code not in indicators:
            continue  # of a definition that is not in force any more
        last = headline_of(indicators[code], held_figures.as_at(series, asked.on, asked.known_on))
        if last is not None:
            found[code] = last
    return found


def _row(
    indicator: Indicator, title: str, one: Figure | None, other: Figure | None, sides: Sequence[Asked], same_day: bool
) -> Compared:  # fmt: skip
    said, matters = ("Cannot be compared", False)
    if one is not None and other is not None:
        said, matters = difference_words(indicator, one, other, same_day=same_day)
    return Compared(
        indicator.code, title, _cell(indicator, one, sides[0]), _cell(indicator, other, sides[1]), said, matters
    )


def _cell(indicator: Indicator, figure: Figure | None, asked: Asked) -> Cell:
    if figure is None:
        return Cell("Not published for that day", "Open the measure to have it worked out.", False)
    if figure.value is None:
        value = f"{whole(figure.above)} counted" if figure.above is not None and figure.reason else ""
        return Cell(value or why_unknown(figure), period_words(figure, asked.known_on), bool(value))
    parts = [out_of_words(indicator, figure), missing_words(figure), period_words(figure, asked.known_on)]
    return Cell(value_words(indicator, figure.value), "; ".join(part for part in parts if part), True)


__all__ = ["Cell", "Compared", "compare", "difference_words", "exactly", "kind_words", "side_words"]
