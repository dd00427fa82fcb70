"""Measures made ready to be shown to those who see no children, and kept as they were then: words, values, chart.

A line is worked out once from a snapshot and kept; what is shown later is what was kept, never worked out again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from lineofsight.catalogue.published import BY_INDICATOR
from lineofsight.core.indicator_words import indicator_words
from lineofsight.core.indicators import Duties, Indicator
from lineofsight.evaluation.statistics import ENOUGH_POINTS, run_chart
from lineofsight.reports.facts.titles import short_title
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.drawings.run_charts import Comparison, Median, Point, RunSeries, runs_of
from lineofsight.web.drawings.run_charts import run_chart as drawn
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.figures import figure_of, unit_of
from lineofsight.web.knowledge.public_figures import PublicCell, cells_of, fixed_periods, is_ever_shown
from lineofsight.web.knowledge.snapshots import Known

POINTS = 8
BLANK = "Not known, or not shown because the numbers are small."
ENOUGH_FOR_A_MIDDLE, FEWEST_DRAWN = 5, 3


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A measure as it is shown: in what words it is asked, what is counted, its periods oldest first, and England.

    `codes` name the periods as `cells` do; `axis` names them on a chart. `measure_version`: the catalogue's.
    """

    code: str
    question: str
    title: str
    why: str
    definition: str
    area: str
    better: str
    unit: str
    is_stock: bool
    codes: tuple[str, ...]
    axis: tuple[str, ...]
    cells: tuple[PublicCell, ...]
    england: str
    england_number: float | None
    england_period: str
    england_source: str
    catalogue: str

    @property
    def latest(self) -> PublicCell:
        """The last period's."""
        return self.cells[-1]

    @property
    def hidden(self) -> tuple[str, ...]:
        """The codes of the periods whose value is not given."""
        return tuple(code for code, cell in zip(self.codes, self.cells, strict=True) if cell.is_hidden)

    def as_row(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def line_from(row: Mapping[str, Any]) -> PublicLine:
    """A line as it was kept."""
    cells = tuple(PublicCell(**cell) for cell in row["cells"])
    return PublicLine(**{**row, "codes": tuple(row["codes"]), "axis": tuple(row["axis"]), "cells": cells})


def lines_of(
    held: Known, wanted: Iterable[tuple[str, str]], hidden: Mapping[str, Collection[str]]
) -> tuple[PublicLine, ...]:  # fmt: skip
    """The measures wanted, each with the words it is asked in, as a snapshot gives them.

    `hidden`: by measure the codes of periods that were not given once. A measure that this version has not, or that is
    never shown to those who see no children, is left out.
    """
    catalogue = definitions()
    chosen = [(catalogue.indicators[code], words) for words, code in wanted if code in catalogue.indicators]
    rows = {(row["indicator"], row["period"]): row for row in held.whole.iter_rows(named=True)}
    return tuple(
        _line(held, item, words, rows, hidden.get(item.code, ())) for item, words in chosen if is_ever_shown(item)
    )


def _line(held: Known, item: Indicator, words: str, rows: Mapping[tuple[str, str], Mapping[str, Any]],
          hidden: Collection[str]) -> PublicLine:  # fmt: skip
    periods = fixed_periods(item, held.info.as_known_on, POINTS)
    figures = {code: figure_of(row) for (indicator, code), row in rows.items() if indicator == item.code}
    found = [(each.title, figures.get(each.code)) for each in periods]
    unit = unit_of(item)
    before = [each.title for each in periods if each.code in hidden]
    england = BY_INDICATOR.get(item.code)
    if england is not None and not england.is_comparable:
        england = None  # how many there are in all England is nothing to compare with
    return PublicLine(
        item.code, words or item.title, item.title, item.why, definition_words(item), item.area.inspection_area,
        item.better.value, unit, item.is_stock, tuple(each.code for each in periods),
        tuple(f"{each.end:%b} {each.end.year}" for each in periods), cells_of(item, found, unit, before),
        "" if england is None else f"{england.value:,.1f}".removesuffix(".0") + unit,
        None if england is None else england.value, england.period if england else "",
        england.source if england else "", definitions().version,
    )  # fmt: skip


def definition_words(item: Indicator) -> str:
    """What is counted, out of what; standards by their titles."""
    words, standards = indicator_words(item), definitions().standards
    for code in item.population.standards if isinstance(item.population, Duties) else item.standards:
        if code in standards:
            words = words.replace(f"“{code}”", f"“{short_title(standards[code])}”")
    return words


def picture_of(line: PublicLine) -> str:
    """The run chart of what is shown, wide and narrow, with its table; the table alone where there is no line to draw.

    Drawn from the values as shown: nothing can be read off it that the table does not give.
    """
    values = [cell.number for cell in line.cells]
    caption = f"{line.title}, over time"
    rows = tuple((cell.period, cell.value, cell.out_of, cell.missing) for cell in reversed(line.cells))
    table = (("For", "Value", "Out of", "Could not be told"), rows)
    if sum(value is not None for value in values) < FEWEST_DRAWN:
        return markup(figure(caption, [], table, reading=reading_of(values), numeric=(1,)))
    points = tuple(Point(words, value) for words, value in zip(line.axis, values, strict=True))
    known = [place for place, value in enumerate(values) if value is not None]
    found = run_chart(values, stock=line.is_stock)
    middle: tuple[Median, ...] = ()
    if len(known) >= ENOUGH_FOR_A_MIDDLE:
        middle = (Median(known[0], known[-1], median(value for value in values if value is not None)),)
    others: tuple[Comparison, ...] = ()
    if line.england_number is not None:
        others = (Comparison("England", tuple(line.england_number for _ in points)),)
    reading = reading_of(values)
    chart = RunSeries(caption, points, line.unit, 0, middle, runs_of(found), others, reading=reading,
                      blank=BLANK)  # fmt: skip
    return markup(figure(caption, [drawn(chart), drawn(chart, NARROW)], table, reading=reading, numeric=(1,)))


def reading_of(values: Sequence[float | None]) -> str:
    """What the points can tell, in a sentence."""
    known = [value for value in values if value is not None]
    if len(known) < FEWEST_DRAWN:
        return "Too little is known or may be shown to say which way it goes."
    if len(known) < ENOUGH_POINTS:
        return "Too few points to tell a change from chance."
    return "What is outlined is more than chance would give."
