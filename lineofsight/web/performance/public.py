"""Figures for those who see no children, elected members among them: in plain words, and made fit to publish.

Counts of 1 to 5 show `c`, others are rounded to the nearest 5; percentages come from rounded counts and are not given
of fewer than 20. A measure's table has a fixed shape, the last quarters that have ended, and is suppressed as a whole.
Such a person chooses neither day nor team nor snapshot: always the latest snapshot, always quarter ends, so that no
two tables can be subtracted from each other. So are measures of allegations told to whoever may not see those.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lineofsight.core.indicators import Indicator
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.figures import unit_of
from lineofsight.web.knowledge.public_figures import NOT_KNOWN, PublicCell, cells_of, fixed_periods, is_ever_shown
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.performance import figures as held_figures
from lineofsight.web.performance.beside import is_main
from lineofsight.web.performance.compared import england_published
from lineofsight.web.performance.scorecard import theme_words
from lineofsight.web.performance.wording import LONGEST, title_of


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
    if indicator.code.endswith(LONGEST) or not is_ever_shown(indicator):
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
    found = [(each.title, series.get(each.code)) for each in periods]
    england = england_published(indicator)
    return PublicRow(
        indicator.code, title_of(indicator, definitions().standards), indicator.why, theme_words(indicator.theme),
        cells_of(indicator, found, unit_of(indicator)), england.words if england else "",
        england.period if england else "",
    )  # fmt: skip
