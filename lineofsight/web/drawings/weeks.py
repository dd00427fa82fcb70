"""Working days one by one: each numbered from the opening, Saturdays, Sundays and bank holidays passed over."""

from __future__ import annotations

from datetime import date, timedelta

from lineofsight.core.clocks import Clock
from lineofsight.core.text_formats import month_name, uk_date
from lineofsight.core.working_days import (
    BANK_HOLIDAY_NAMES,
    CALENDAR_END,
    CALENDAR_START,
    add_working_days,
    is_working_day,
    working_days_between,
)
from lineofsight.web.drawings.canvas import (
    BLUE,
    INK,
    PALE,
    PAPER,
    RULE,
    SOFT,
    Element,
    is_narrow,
    line,
    lines_of_text,
    rect,
    text,
)
from lineofsight.web.drawings.lettering import SMALL, wrapped

_NAMES = ("M", "T", "W", "T", "F", "S", "S")
_HEIGHT = 44.0


def week_strip(
    opens: date, length: Clock, y: float, width: float, *, met_on: date | None = None
) -> tuple[list[Element], float]:
    """Weeks from Monday, two to a line (one where narrow), from the opening to the due day or back to it.

    `length` is in working days. The opening is day 0. Nothing is drawn where the calendar does not reach.
    """
    per_row = 7 if is_narrow(width) else 14
    try:
        due = add_working_days(opens, length.count)
        low, high = min(opens, due), max(opens, due)
        first = low - timedelta(days=low.weekday())
        count = -(-((high - first).days + 1) // per_row) * per_row
    except ValueError:
        return [], 0.0
    if first < CALENDAR_START or first + timedelta(days=count - 1) > CALENDAR_END:
        return [], 0.0
    left = 0.0 if is_narrow(width) else 2.0
    box = (width - left - 2) / per_row
    made: list[Element] = [
        text(left + box * (n + 0.5), y + 12, _NAMES[n % 7], anchor="middle", size=SMALL, fill=SOFT)
        for n in range(per_row)
    ]
    y += 18
    holidays: list[str] = []
    for n in range(count):
        day = first + timedelta(days=n)
        x, top = left + box * (n % per_row), y + (_HEIGHT + 4) * (n // per_row)
        made += _day(day, opens, due, x, top, box - 3, met_on)
        if low <= day <= high and day in BANK_HOLIDAY_NAMES:
            holidays.append(f"{uk_date(day)}, {BANK_HOLIDAY_NAMES[day]}, is not counted.")
    y += (_HEIGHT + 4) * (count // per_row)
    said = wrapped(" ".join(holidays), width, SMALL) if holidays else ()
    made += lines_of_text(0, y + 14, said, step=16, size=SMALL)
    return made, 18 + (_HEIGHT + 4) * (count // per_row) + 16 * len(said) + (6 if said else 0)


def _day(
    day: date, opens: date, due: date, x: float, y: float, width: float, met_on: date | None
) -> list[Element]:  # fmt: skip
    low, high = min(opens, due), max(opens, due)
    inside, working = low <= day <= high, is_working_day(day)
    middle = x + width / 2
    named = f"{day.day}" if day.day > 1 else f"1 {month_name(day.month)[:3]}"
    if day not in (opens, due) and (not working or not inside):
        made = [rect(x, y, width, _HEIGHT, fill=PAPER, stroke=RULE, dash=None if inside else "2 3")]
        if inside:  # struck through: passed over
            made.append(line(x + 3, y + _HEIGHT - 4, x + width - 3, y + 4, colour=RULE, thick=1.5))
        return [*made, text(middle, y + 16, named, anchor="middle", size=SMALL, fill=SOFT, halo=inside)]
    fill, ink = (INK, PAPER) if day == due else (PAPER, INK) if day == opens else (PALE, INK)
    thick = 3 if day in (opens, due) else 1
    made = [rect(x + thick / 2, y + thick / 2, width - thick, _HEIGHT - thick, fill=fill,
                 stroke=BLUE if thick == 1 else INK, thick=thick)]  # fmt: skip
    made.append(text(middle, y + 16, named, anchor="middle", size=SMALL, fill=ink))
    number = "due" if day == due and day != opens else str(abs(working_days_between(opens, day)))
    if day == met_on and day not in (opens, due):
        number = "met"
    small = 12 if len(number) > 3 else 14
    made.append(text(middle, y + 35, number, anchor="middle", size=small, bold=True, fill=ink))
    return made
