"""Grades given in each year, as a picture."""

from __future__ import annotations

from collections.abc import Mapping

from lineofsight.record.library.histories import GRADES
from lineofsight.web.drawings.bar_charts import Stack, Stacked, stacked_bars, stacked_table
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.inspections.words import GRADES as WORDS


def country_picture(area: str, years: Mapping[int, Mapping[str, int]]) -> str:
    """A row for each year: how many reports gave each grade. Years without a report are left out."""
    used = [grade for grade in GRADES if any(grade in given for given in years.values())]
    other = any(grade not in GRADES for given in years.values() for grade in given)
    kinds = (*(WORDS[grade] for grade in used), *(["Not judged or not read"] if other else []))
    rows = []
    for year, given in years.items():
        parts = [given.get(grade, 0) for grade in used]
        if other:
            parts.append(sum(number for grade, number in given.items() if grade not in GRADES))
        rows.append(Stack(str(year), tuple(parts)))
    chart = Stacked(f"{area}: grades by the year of the inspection", kinds, tuple(rows), unit="reports")
    return markup(figure(chart.title, [stacked_bars(chart), stacked_bars(chart, NARROW)], stacked_table(chart)))
