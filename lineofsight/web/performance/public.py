"""Figures for those who see no children, elected members among them: in plain words, and made fit to publish.

Counts of 1 to 5 show `c`, others are rounded to the nearest 5; percentages come from rounded counts and are not given
of fewer than 20. A measure's table has a fixed shape, the last quarters that have ended, and is suppressed as a whole.
Such a person chooses neither day nor team nor snapshot: always the latest snapshot, always quarter ends, so that no
two tables can be subtracted from each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lineofsight.core.indicator_measures import Count, Longest, Mean, Median, Per10k, Percent, PerHolder, Ratio, Share
from lineofsight.core.indicators import Indicator
from lineofsight.core.periods import PeriodKind, latest_periods
from lineofsight.evaluation.disclosure import (
    SMALLEST_DENOMINATOR,
    SUPPRESSED,
    Shown,
    public_table,
    shown_count,
    shown_percentage,
)
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.performance import figures as held_figures
from lineofsight.web.performance.beside import is_main
from lineofsight.web.performance.compared import england_published
from lineofsight.web.performance.figures import Figure
from lineofsight.web.performance.scorecard import theme_words
from lineofsight.web.performance.wording import LONGEST, title_of, unit_of

QUARTERS = 5
NOT_SHOWN, NOT_KNOWN = "Not shown: too few", "Not known"
_COUNTED, _NOT_COUNTED = "counted", "not counted"
_OF_A_YEAR = (PeriodKind.FINANCIAL_YEAR, PeriodKind.CENSUS_YEAR, PeriodKind.ACADEMIC_YEAR)


@dataclass(frozen=True, slots=True)
class PublicCell:
    """A measure for one period as shown: the value, how many of how many, and for when."""

    period: str
    value: str
    out_of: str
    missing: str


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A measure in plain words, its periods oldest first."""

    code: str
    title: str
    why: str
    theme: str
    cells: tuple[PublicCell, ...]
    england: str
    england_period: str

    @property
    def latest(self) -> PublicCell | None:
        """The last period's."""
        return self.cells[-1] if self.cells else None

    @property
    def words(self) -> str:
        """What is looked through for a word."""
        return f"{self.title} {self.why} {self.code}".casefold()


HEADINGS = ("Theme", "Measure", "Period", "Value", "Out of", "Could not be told", "England")


def public_rows(held: Known, area: str, words: str = "") -> list[PublicRow]:
    """The main measures of an area of which something may be shown."""
    wanted = words.casefold().split()
    return [row for row in _rows(held.info.snapshot, area, held_figures.in_force())
            if all(word in row.words for word in wanted)]  # fmt: skip


def public_row(held: Known, indicator: Indicator) -> PublicRow | None:
    """One measure; None for one that is never shown to those who see no children."""
    if indicator.code.endswith(LONGEST) or isinstance(indicator.as_, Longest | Share):
        return None
    return _row(held, indicator)


@lru_cache(maxsize=16)
def _rows(name: str, area: str, in_force: str) -> tuple[PublicRow, ...]:
    held = known(name)
    assert held is not None  # a name was given
    found = []
    for item in definitions().indicators.values():
        if is_main(item.code) and (not area or item.area.inspection_area == area):
            row = public_row(held, item)
            if row is not None and any(cell.value != NOT_KNOWN for cell in row.cells):
                found.append(row)
    return tuple(sorted(found, key=lambda row: row.theme))


def _row(held: Known, indicator: Indicator) -> PublicRow:
    series = {each.period.code: each for each in held_figures.of_service(held).get(indicator.code, ())}
    periods = fixed_periods(indicator, held.info.as_known_on)
    found = [(title, series.get(code)) for code, title in periods]
    england = england_published(indicator)
    return PublicRow(
        indicator.code, title_of(indicator, definitions().standards), indicator.why, theme_words(indicator.theme),
        _cells(indicator, found), england.words if england else "",
        england.period if england else "",
    )  # fmt: skip


def fixed_periods(indicator: Indicator, known_on: date) -> list[tuple[str, str]]:
    """The periods shown, code and words, oldest first: the last that ended with a quarter, or the last years."""
    if indicator.period in _OF_A_YEAR:
        return [(each.code, each.title) for each in latest_periods(indicator.period, known_on, QUARTERS)]
    ends = [each.end for each in latest_periods(PeriodKind.QUARTER, known_on, QUARTERS)]
    found = [latest_periods(indicator.period, end, 1)[0] for end in ends]
    return [(each.code, each.title) for each in found]


def _cells(indicator: Indicator, found: list[tuple[str, Figure | None]]) -> tuple[PublicCell, ...]:
    known_ones = {str(place): each for place, (_, each) in enumerate(found)
                  if each is not None and each.above is not None and each.below is not None}  # fmt: skip
    shown = _suppressed(indicator, known_ones)
    cells = []
    for place, (title, figure) in enumerate(found):
        key = str(place)
        if figure is None or key not in known_ones or figure.value is None:
            cells.append(PublicCell(title, NOT_KNOWN, "", ""))
            continue
        missing = shown_count(figure.missing)
        cells.append(PublicCell(title, *shown[key], "" if not missing else f"{missing}"))
    return tuple(cells)


def _suppressed(indicator: Indicator, figures: dict[str, Figure]) -> dict[str, tuple[str, str]]:
    """Value and "of how many" of each period, the periods suppressed together."""
    is_share = isinstance(indicator.as_, Percent) and indicator.as_.weight is None
    is_count = isinstance(indicator.as_, Count | Per10k)
    if not is_share and not is_count:
        return {key: (_average(indicator, each), "") for key, each in figures.items()}
    counts = {(_COUNTED, key): _count(each.above) for key, each in figures.items()}
    lines = [_COUNTED]
    if is_share:
        lines.append(_NOT_COUNTED)
        counts |= {(_NOT_COUNTED, key): _count(each.below) - _count(each.above) for key, each in figures.items()}
    table = public_table(counts, lines, list(figures))
    return {key: _shown(indicator, each, table.cells, key) for key, each in figures.items()}


def _shown(
    indicator: Indicator, figure: Figure, cells: object, key: str
) -> tuple[str, str]:  # fmt: skip
    held: dict[tuple[str, str], Shown] = dict(cells)  # type: ignore[call-overload]
    if any(held.get((line, key)) == SUPPRESSED for line in (_COUNTED, _NOT_COUNTED)):
        return SUPPRESSED, ""
    counted = held[(_COUNTED, key)]
    if isinstance(indicator.as_, Percent):
        percentage = shown_percentage(_count(figure.above), _count(figure.below))
        if percentage is None or isinstance(percentage, str):
            return NOT_SHOWN, ""
        return f"{percentage:.0f}%", f"about {counted:,} of {shown_count(_count(figure.below)):,}"
    if isinstance(indicator.as_, Per10k):
        if not figure.below:
            return NOT_KNOWN, ""
        return f"{10_000 * int(counted) / figure.below:.0f}", f"about {counted:,}"
    return f"{counted:,}", ""


def _average(indicator: Indicator, figure: Figure) -> str:
    """An average, to a whole number (a rate for each child to a tenth), of no fewer than twenty."""
    if figure.value is None:
        return NOT_KNOWN
    if (figure.below or 0) < SMALLEST_DENOMINATOR:
        return NOT_SHOWN
    if isinstance(indicator.as_, PerHolder):
        return f"{figure.value:.1f}"
    if isinstance(indicator.as_, Mean | Median | Ratio | Percent):
        return f"{figure.value:.0f}{unit_of(indicator)}"
    return f"{5 * round(figure.value / 5):,}"


def _count(number: float | None) -> int:
    return round(number or 0)
