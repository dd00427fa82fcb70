"""Wording shared by titles, explanations and pages: counts with their noun, dates, lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def plural(count: int, noun: str, many: str | None = None) -> str:
    """A count with its noun: `1 working day`, `10 working days`, `1,204 visits`.

    `many` is the plural where adding an s is wrong: `plural(2, "child", "children")`.
    """
    return f"{count:,} {noun}" if abs(count) == 1 else f"{count:,} {many or noun + 's'}"


def month_name(month: int) -> str:
    """The English name of month 1 to 12. Raises ValueError for another number."""
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month}; months are numbered 1 to 12.")
    return _MONTHS[month - 1]


def uk_date(day: date) -> str:
    """A date as England writes it, `7 April 2026`, whatever the machine's language."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def join_words(words: Iterable[str], conjunction: str = "and") -> str:
    """A list as a sentence has it: `a`, `a and b`, `a, b and c`; nothing gives the empty text."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"
