"""The date in a search: whole or part, however it was typed."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from lineofsight.core.text_formats import month_name

_MONTHS = {month_name(number).lower(): number for number in range(1, 13)}
_SHORT = {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_NAMED = "|".join(sorted({*_MONTHS, *_SHORT}, key=len, reverse=True))
_FORMS = (
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}|\d{2})\b"),
    re.compile(
        rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<name>{_NAMED})\b\.?(?:,?\s+(?P<year>\d{{4}}))?", re.I
    ),
    re.compile(r"(?<![\w/.-])(?P<month>\d{1,2})[/.-](?P<year>\d{4})\b"),
    re.compile(r"(?<![\w/.-])(?P<year>(?:19|20)\d{2})(?![\w/.-])"),
)
_PIVOT = 50  # two figures: 15 is 2015, 87 is 1987


@dataclass(frozen=True)
class AskedDate:
    """As much of a date as was asked; at least one part."""

    day: int | None
    month: int | None
    year: int | None

    @property
    def is_whole(self) -> bool:
        """Whether day, month and year were all asked."""
        return self.day is not None and self.month is not None and self.year is not None

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day it may be; None where they are not next to each other, or there is no such day."""
        if self.year is None or (self.day is not None and self.month is None):
            return None
        try:
            first = date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            return None
        last_month = self.month or 12
        return first, first if self.day else date(self.year, last_month, monthrange(self.year, last_month)[1])

    def matches(self, on: date) -> bool:
        """Whether a date has every part that was asked."""
        return self._parts(on, self.day, self.month)

    def nearly(self, on: date) -> bool:
        """Whether it has them with day and month changed round, or with one of three parts wrong."""
        if self.day and self.month and self._parts(on, self.month, self.day):
            return True
        if not self.is_whole:
            return False
        return (on.day == self.day) + (on.month == self.month) + (on.year == self.year) == 2

    def _parts(self, on: date, day: int | None, month: int | None) -> bool:
        asked = ((day, on.day), (month, on.month), (self.year, on.year))
        return all(wanted is None or wanted == held for wanted, held in asked)


def asked_date(text: str) -> tuple[AskedDate | None, str]:
    """The first date in a text, and the text without it. A month's name alone may be a person's, and is left there."""
    for form in _FORMS:
        for found in form.finditer(text):
            parts = found.groupdict()
            named = parts.get("name")
            month = _month(named) if named else _number(parts.get("month"))
            day, year = _number(parts.get("day")), _number(parts.get("year"))
            if year is not None and year < 100:
                year += 2000 if year < _PIVOT else 1900
            if named and day is None and year is None:
                continue
            if (day is None or 1 <= day <= 31) and (month is None or 1 <= month <= 12):
                return AskedDate(day, month, year), f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _month(name: str) -> int:
    return _MONTHS.get(name.lower()) or _SHORT[name.lower()]


def _number(text: str | None) -> int | None:
    return int(text) if text else None
