"""Errors over the year and by how long they have been known, drawn."""

from __future__ import annotations

from collections.abc import Sequence

from lineofsight.web.access.data_errors import Month
from lineofsight.web.drawings.bar_charts import Bar, Bars, bars, bars_table
from lineofsight.web.drawings.canvas import NARROW, WIDE
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.drawings.run_charts import Point, RunSeries, run_chart, run_chart_table
from lineofsight.web.layout.dates import in_full, short
from lineofsight.web.quality_of_data.summaries import Tile

_FEW = 2


def trend(title: str, months: Sequence[Month]) -> str:
    """The errors to be mended at each month's end as a line with its table; blank where there are too few to draw."""
    if len(months) < _FEW:
        return ""
    series = RunSeries(title, tuple(Point(short(month.on), month.open) for month in months), unit="")
    drawings = [run_chart(series, WIDE), run_chart(series, NARROW)]
    return markup(figure(title, drawings, run_chart_table(series), reading=reading(months), numeric=(1,)))


def reading(months: Sequence[Month]) -> str:
    """What the line shows, and what it does not."""
    worked = [month for month in months if month.worked_out]
    words = (
        "A year's return grows as the year goes on, so its errors do too: a rise by itself says nothing of how well "
        "data is kept. What matters is whether the same errors stay."
    )
    if worked:
        counted = next((month.on for month in months if not month.worked_out), None)
        since = f" Counted as they were found since {in_full(counted)}." if counted else ""
        words += f" Up to {in_full(worked[-1].on)} worked out afterwards, from the record as it was known then.{since}"
    return words


def ages(title: str, tiles: Sequence[Tile]) -> str:
    """How long errors have been known, as bars that lead to their lists."""
    if not any(tile.number for tile in tiles):
        return ""
    held = tuple(Bar(tile.label, tile.number, f"{tile.number:,}", tile.link) for tile in tiles)
    chart = Bars(title, held, unit="errors")
    return markup(figure(title, [bars(chart, WIDE), bars(chart, NARROW)], bars_table(chart), numeric=(1,)))
