"""A month, with how much is due on each day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from lineofsight.core.text_formats import month_name, plural, uk_date
from lineofsight.core.working_days import BANK_HOLIDAY_NAMES, is_working_day
from lineofsight.reports.elements import element
from lineofsight.web.drawings.canvas import (
    BLUE,
    INK,
    PALE,
    PAPER,
    RULE,
    SOFT,
    WASH,
    Element,
    Table,
    drawing,
    link,
    rect,
    text,
)
from lineofsight.web.drawings.lettering import SMALL

WIDTH, BOX, TOP = 288.0, 41.0, 22.0
_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Month:
    """A month (any day of it), how many are due on which days, today, and where each day leads."""

    title: str
    month: date
    due: Mapping[date, int]
    today: date
    links: Mapping[date, str] = field(default_factory=dict)


def calendar(chart: Month) -> Element:
    """Weeks from Monday: a day with something due is filled and has its number, today a thick border."""
    first, last = _ends(chart)
    made: list[Element] = [
        text(BOX * (n + 0.5), 14, name, anchor="middle", size=SMALL, fill=SOFT) for n, name in enumerate(_NAMES)
    ]
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        week, place = divmod(n + first.weekday(), 7)
        made.append(_day(chart, day, BOX * place, TOP + BOX * week))
    weeks = ((last - first).days + first.weekday()) // 7 + 1
    return drawing(
        "calendar", WIDTH, TOP + BOX * weeks + 2, made, title=chart.title, description=calendar_words(chart),
        has_links=any(first <= day <= last for day in chart.links),
    )  # fmt: skip


def calendar_words(chart: Month) -> str:
    """How many are due in the month, and on which days."""
    days = _days_due(chart)
    name = f"{month_name(chart.month.month)} {chart.month.year}"
    if not days:
        return f"Nothing is due in {name}."
    told = "; ".join(f"{uk_date(day)}, {count:,}" for day, count in days)
    return f"{sum(count for _, count in days):,} due in {name}: {told}."


def calendar_table(chart: Month) -> Table:
    """The days with something due."""
    return ("Day", "Due"), tuple((uk_date(day), f"{count:,}") for day, count in _days_due(chart))


def _ends(chart: Month) -> tuple[date, date]:
    first = chart.month.replace(day=1)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _days_due(chart: Month) -> list[tuple[date, int]]:
    first, last = _ends(chart)
    return sorted((day, count) for day, count in chart.due.items() if first <= day <= last and count)


def _day(chart: Month, day: date, x: float, y: float) -> Element:
    count, side = chart.due.get(day, 0), BOX - 3
    fill = PALE if count else PAPER if is_working_day(day) else WASH
    box = rect(x + 1, y + 1, side, side, fill=fill, stroke=INK if day == chart.today else BLUE if count else RULE,
               thick=3 if day == chart.today else 1)  # fmt: skip
    box.set("class", "drawing-target")
    number = text(x + 6, y + 16, str(day.day), size=SMALL, bold=day == chart.today,
                  fill=INK if is_working_day(day) or count else SOFT)  # fmt: skip
    said = f"{uk_date(day)}: {plural(count, 'thing')} due" if count else uk_date(day)
    said += ", today" if day == chart.today else ""
    said += f", {BANK_HOLIDAY_NAMES[day]}" if day in BANK_HOLIDAY_NAMES else ""
    due = text(x + side - 3, y + side - 4, f"{count:,}", anchor="end", bold=True) if count else None
    return link(chart.links.get(day), said, element("g", box, number, due))
