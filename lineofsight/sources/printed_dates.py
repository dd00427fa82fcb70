"""Dates as people print them in reports and letters: "9–24 November 2017", "12/09/2016 to 06/10/2016".

A day without its month or year takes them from the next one that has them; a day that would then come after the next is
of the year before ("15 December to 9 January 2015"). Nothing is guessed beyond that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
_MONTH += r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_NUMERIC = r"(?P<whole>\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b)|(?P<iso>\b\d{4}-\d{2}-\d{2}\b)"
_WORDS = r"\b(?P<year>(?:19|20)\d{2})(?!\d)|\b(?P<day>[0-3]?\d)(?:\s?(?:st|nd|rd|th))?(?![\d%])"
_TOKEN = re.compile(f"{_NUMERIC}|{_WORDS}|(?<![a-z]){_MONTH}", re.IGNORECASE)
# What may stand between the parts of a printed range, and nothing else.
_BETWEEN = re.compile(
    r"(?:[\s,;:&.\-\u2010-\u2015\u2212\u2500\ufffe\x02]|\b(?:and|to|until|then|from|on|between|the|of"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedDates:
    """The first and last day of a printed range, and where in the text it stands."""

    first: date
    last: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Part:
    day: int | None = None
    month: int | None = None
    year: int | None = None


def read_printed_dates(text: str, at: int = 0, year: int | None = None) -> PrintedDates | None:
    """The days from the first date in `text` at or after `at`, as far as only dates and what joins them follow.

    `year` is what to take where no year is printed; without it such a range is None, as is a day no month has.
    """
    tokens = list(_run(text, at))
    parts = _parts(tokens)
    if not parts:
        return None
    days = _filled(parts, year)
    if days is None:
        return None
    return PrintedDates(days[0], days[-1], tokens[0].start(), tokens[-1].end())


def every_printed_date(text: str) -> Iterator[PrintedDates]:
    """Each range or day printed in full (day, month and year) in running text, in order."""
    at = 0
    while found := _TOKEN.search(text, at):
        read = read_printed_dates(text, found.start())
        if read is not None:
            yield read
        at = max(found.end(), read.end if read is not None else 0)


def _run(text: str, at: int) -> Iterator[re.Match[str]]:
    found = _TOKEN.search(text, at)
    while found:
        yield found
        between = _BETWEEN.match(text, found.end())
        following = _TOKEN.match(text, between.end() if between else found.end())
        found = following


def _parts(tokens: list[re.Match[str]]) -> list[_Part]:
    parts: list[_Part] = []
    for token in tokens:
        if token["whole"] or token["iso"]:
            parts.append(_numeric(token.group()))
        elif token["day"]:
            parts.append(_Part(day=int(token["day"])))
        elif token["month"] and parts and parts[-1].month is None:
            parts[-1] = replace(parts[-1], month=_month(token["month"]))
        elif token["year"] and parts and parts[-1].year is None:
            parts[-1] = replace(parts[-1], year=int(token["year"]))
    return parts


def _numeric(text: str) -> _Part:
    numbers = [int(number) for number in re.split(r"[/.-]", text)]
    day, month, year = reversed(numbers) if numbers[0] > 31 else numbers
    return _Part(day, month, year + 2000 if year < 100 else year)


def _month(text: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(text.casefold()[:3]))


def _filled(parts: list[_Part], year: int | None) -> list[date] | None:
    month, days = None, list[date]()
    for part in reversed(parts):
        month = part.month or month
        year = part.year or year
        if part.day is None or month is None or year is None:
            return None
        try:
            day = date(year, month, part.day)
            if part.year is None and days and day > days[0]:
                day = date(year - 1, month, part.day)
        except ValueError:
            return None
        year = day.year
        days.insert(0, day)
    return days
