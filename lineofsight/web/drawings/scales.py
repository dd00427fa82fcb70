"""Where values and dates fall on a drawing, and which of them are named on its axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10

from lineofsight.core.text_formats import month_name

Place = Callable[[float], float]
_MONTHS_APART = (1, 2, 3, 6, 12, 24, 60, 120)


def ticks(low: float, high: float, about: int = 4) -> tuple[float, ...]:
    """Round values that reach from `low` or below it to `high` or above it."""
    if high <= low:
        high = low + 1
    rough = (high - low) / max(about, 1)
    power = 10.0 ** floor(log10(rough))
    step = next(power * each for each in (1, 2, 5, 10) if power * each >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(round(n * step, 10) for n in range(first, last + 1))


def scale(low: float, high: float, start: float, end: float) -> Place:
    """The place of a value between two places."""
    reach = (high - low) or 1.0
    return lambda value: start + (end - start) * (value - low) / reach


@dataclass(frozen=True, slots=True)
class Days:
    """Dates along a line from `left` to `right`, in px."""

    first: date
    last: date
    left: float
    right: float

    def place(self, day: date) -> float:
        """Where a day begins; days outside are put at the ends."""
        inside = min(max(day, self.first), self.last)
        return self.left + (self.right - self.left) * (inside - self.first).days / max((self.last - self.first).days, 1)

    def end(self, day: date) -> float:
        """Where a day ends."""
        return self.place(day + timedelta(days=1))

    def marks(self, apart: float = 62) -> tuple[tuple[date, str], ...]:
        """First days of months to name, about `apart` px from each other, and their names."""
        a_day = (self.right - self.left) / max((self.last - self.first).days, 1)
        wide = {each: each * 30.4 * a_day for each in _MONTHS_APART}
        # A year alone is a shorter name than a month with its year.
        months = next((n for n, px in wide.items() if px >= (apart if n < 12 else 0.65 * apart)), _MONTHS_APART[-1])
        starts = []
        index = self.first.year * 12 + self.first.month - 1
        while (day := date(index // 12, index % 12 + 1, 1)) <= self.last:
            years = months // 12
            wanted = day.month == 1 and day.year % years == 0 if years else (day.month - 1) % months == 0
            if day >= self.first and wanted:
                starts.append((day, str(day.year) if years else f"{month_name(day.month)[:3]} {day.year}"))
            index += 1
        return tuple(starts)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """Places as near as may be to those wanted, in the same order, no two nearer than `gap`, from `low` on.

    They keep within `high` as far as there is room for them all.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    places = [0.0] * len(wanted)
    least = low
    for n in order:
        places[n] = max(wanted[n], least)
        least = places[n] + gap
    most = high
    for n in reversed(order):
        places[n] = max(min(places[n], most), low)
        most = places[n] - gap
    return tuple(places)


def number_words(value: float | None, unit: str = "", decimals: int = 0) -> str:
    """A value with its unit: `62%`, `4.5 days`, `1,204`; a blank is "not known"."""
    if value is None:
        return "not known"
    figure = f"{value:,.{decimals}f}"
    return figure + (unit if unit in ("", "%") else f" {unit}")
