"""Dates and times in UK form, and how far a day is from another, in words."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def in_full(day: date | None) -> str:
    """16 June 2026; blank for none."""
    return "" if day is None else f"{day.day} {day:%B %Y}"


def short(day: date | None) -> str:
    """16 Jun 2026, for tables; blank for none."""
    return "" if day is None else f"{day.day} {day:%b %Y}"


def with_time(moment: datetime | None) -> str:
    """16 June 2026 at 3:05pm, in London; blank for none."""
    if moment is None:
        return ""
    local = moment.astimezone(LONDON)
    hour = local.hour % 12 or 12
    return f"{in_full(local.date())} at {hour}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def days(number: int) -> str:
    """1 day, 5 days."""
    return f"{number:,} day{'' if number == 1 else 's'}"


def from_day(day: date | None, today: date) -> str:
    """Where a due day lies: 5 days overdue, due today, due in 3 days; blank for none."""
    if day is None:
        return ""
    away = (day - today).days
    if away < 0:
        return f"{days(-away)} overdue"
    return "due today" if away == 0 else "due tomorrow" if away == 1 else f"due in {days(away)}"


def ago(day: date | None, today: date) -> str:
    """today, yesterday, 12 days ago; blank for none."""
    if day is None:
        return ""
    away = (today - day).days
    return "today" if away == 0 else "yesterday" if away == 1 else f"{days(away)} ago"


def age(born: date | None, today: date) -> str:
    """12 years; under two in months, under one month in days; blank where not known or not born."""
    if born is None or born > today:
        return ""
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    if months >= 24:
        return f"{months // 12} years"
    if months >= 1:
        return f"{months} month{'' if months == 1 else 's'}"
    return days((today - born).days)
