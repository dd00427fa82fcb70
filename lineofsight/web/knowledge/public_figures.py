"""A measure's figures as those may see them who see no children: rounded, suppressed, in a table of fixed shape.

Counts of 1 to 5 show `c`, others are rounded to the nearest 5; percentages come from rounded counts and are not given
of fewer than 20. A measure's periods are suppressed together. What an earlier table hid, a later one hides too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from lineofsight.core.indicator_measures import Count, Longest, Mean, Median, Per10k, Percent, PerHolder, Ratio, Share
from lineofsight.core.indicators import Indicator
from lineofsight.core.periods import Period, PeriodKind, latest_periods
from lineofsight.evaluation.disclosure import (
    SMALLEST_DENOMINATOR,
    SUPPRESSED,
    Shown,
    public_table,
    shown_count,
    shown_percentage,
)
from lineofsight.web.knowledge.figures import unit_of

QUARTERS = 5
NOT_SHOWN, NOT_KNOWN = "Not shown: too few", "Not known"
_COUNTED, _NOT_COUNTED = "counted", "not counted"
_OF_A_YEAR = (PeriodKind.FINANCIAL_YEAR, PeriodKind.CENSUS_YEAR, PeriodKind.ACADEMIC_YEAR)


class Counted(Protocol):
    """One period's figure as it is known: `above` of `below` count, and `missing` could not be told."""

    @property
    def above(self) -> float | None:
        """How many count."""

    @property
    def below(self) -> float | None:
        """Of how many."""

    @property
    def missing(self) -> int:
        """How many could not be told."""

    @property
    def value(self) -> float | None:
        """The figure."""


@dataclass(frozen=True, slots=True)
class PublicCell:
    """A measure for one period as shown: the value, how many of how many, and how many could not be told.

    `number`: the value as shown, for a chart; None where none is shown.
    """

    period: str
    value: str
    out_of: str
    missing: str
    number: float | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether there is a value, and it is not given."""
        return self.value in (SUPPRESSED, NOT_SHOWN)

    @property
    def said(self) -> str:
        """The value where it stands alone, with no table to say what `c` is."""
        return "Not shown: small numbers" if self.value == SUPPRESSED else self.value


def is_ever_shown(indicator: Indicator) -> bool:
    """Whether anything of a measure is shown to those who see no children: not one child's wait, nor shares."""
    return not isinstance(indicator.as_, Longest | Share)


def fixed_periods(indicator: Indicator, known_on: date, number: int = QUARTERS) -> list[Period]:
    """The periods shown, oldest first: the last that ended with a quarter, or the last years."""
    if indicator.period in _OF_A_YEAR:
        return list(latest_periods(indicator.period, known_on, number))
    ends = [each.end for each in latest_periods(PeriodKind.QUARTER, known_on, number)]
    return [latest_periods(indicator.period, end, 1)[0] for end in ends]


def cells_of(
    indicator: Indicator, found: Sequence[tuple[str, Counted | None]], unit: str = "", hidden: Collection[str] = ()
) -> tuple[PublicCell, ...]:  # fmt: skip
    """The cells of a measure, from each period's title and figure. `hidden`: titles of periods hidden once before."""
    known = {str(place): each for place, (_, each) in enumerate(found) if each is not None and None not in
             (each.above, each.below, each.value)}  # fmt: skip
    before = {str(place) for place, (title, _) in enumerate(found) if title in hidden}
    shown = _suppressed(indicator, known, unit, before)
    cells = []
    for place, (title, figure) in enumerate(found):
        key = str(place)
        if figure is None or key not in known:
            cells.append(PublicCell(title, NOT_KNOWN, "", ""))
            continue
        value, out_of, number = shown[key]
        missing = shown_count(figure.missing)
        cells.append(PublicCell(title, value, out_of, "" if not missing else f"{missing}", number))
    return tuple(cells)


def shown_alone(indicator: Indicator, title: str, figure: Counted | None) -> PublicCell:
    """One period's figure where no other of the measure stands with it. Where others do, they go through `cells_of`."""
    return cells_of(indicator, [(title, figure)], unit_of(indicator))[0]


def shown_share(above: float | None, below: float | None) -> float | None:
    """A percentage of rounded counts, whole; None where it is not known or may not be shown."""
    if above is None or below is None:
        return None
    percentage = shown_percentage(round(above), round(below))
    return percentage if isinstance(percentage, float) else None


_Cell = tuple[str, str, float | None]


def _suppressed(
    indicator: Indicator, figures: Mapping[str, Counted], unit: str, before: Collection[str]
) -> dict[str, _Cell]:  # fmt: skip
    """Value, "of how many" and number of each period, the periods suppressed together."""
    is_share = isinstance(indicator.as_, Percent) and indicator.as_.weight is None
    is_count = isinstance(indicator.as_, Count | Per10k)
    if not is_share and not is_count:
        return {key: (NOT_SHOWN, "", None) if key in before else _average(indicator, each, unit)
                for key, each in figures.items()}  # fmt: skip
    # What was hidden once counts as small, so that a second is hidden with it: two tables are never subtracted.
    counts = {(_COUNTED, key): 1 if key in before else _count(each.above) for key, each in figures.items()}
    lines = [_COUNTED]
    if is_share:
        lines.append(_NOT_COUNTED)
        counts |= {(_NOT_COUNTED, key): _count(each.below) - _count(each.above) for key, each in figures.items()}
    table = public_table(counts, lines, list(figures))
    return {key: _shown(indicator, each, table.cells, key) for key, each in figures.items()}


def _shown(indicator: Indicator, figure: Counted, cells: Mapping[tuple[str, str], Shown], key: str) -> _Cell:
    if any(cells.get((line, key)) == SUPPRESSED for line in (_COUNTED, _NOT_COUNTED)):
        return SUPPRESSED, "", None
    counted = int(cells[(_COUNTED, key)])
    if isinstance(indicator.as_, Percent):
        percentage = shown_share(figure.above, figure.below)
        if percentage is None:
            return NOT_SHOWN, "", None
        return f"{percentage:.0f}%", f"about {counted:,} of {shown_count(_count(figure.below)):,}", percentage
    if isinstance(indicator.as_, Per10k):
        if not figure.below:
            return NOT_KNOWN, "", None
        rate = round(10_000 * counted / figure.below)
        return f"{rate}", f"about {counted:,}", float(rate)
    return f"{counted:,}", "", float(counted)


def _average(indicator: Indicator, figure: Counted, unit: str) -> _Cell:
    """An average, to a whole number (a rate for each child to a tenth), of no fewer than twenty."""
    assert figure.value is not None
    if (figure.below or 0) < SMALLEST_DENOMINATOR:
        return NOT_SHOWN, "", None
    if isinstance(indicator.as_, PerHolder):
        return f"{figure.value:.1f}", "", round(figure.value, 1)
    if isinstance(indicator.as_, Mean | Median | Ratio | Percent):
        return f"{figure.value:.0f}{unit}", "", float(round(figure.value))
    number = 5 * round(figure.value / 5)
    return f"{number:,}", "", float(number)


def _count(number: float | None) -> int:
    return round(number or 0)
