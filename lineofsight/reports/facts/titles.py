"""The titles of standards as a table has room for them."""

from __future__ import annotations

from datetime import date

from lineofsight.core.clocks import Clock, Schedule, Unit
from lineofsight.core.standards import Standard
from lineofsight.core.wording import title_of

LONGEST = 100
_HOURS = {Unit.HOURS: 1, Unit.WORKING_DAYS: 34, Unit.DAYS: 24, Unit.WEEKS: 168, Unit.MONTHS: 730}


def short_title(standard: Standard) -> str:
    """The title; where its clock has many lengths, the shortest and the longest of them stand for all.

    "A contact is decided within 4 to 72 hours (it depends on the case)": the handbook gives each length.
    """
    whole = title_of(standard)
    if not isinstance(standard.due, Schedule) or len(whole) <= LONGEST:
        return whole
    lengths = _lengths(standard.due, standard.titles_on)
    return standard.title.format(due=_span(lengths)) if len(lengths) > 1 else whole


def lacking(words: str) -> str:
    """What a source lacks, as people say it: of "care leavers: eligible from", that it does not say it."""
    table, _, column = words.replace("_", " ").partition(": ")
    return f"it does not say, of {table}: {column}" if column else f"it holds no {table}"


def _lengths(due: Schedule, on: date | None) -> list[Clock]:
    """The different first lengths in force on a day, the shortest first."""
    first = {option.steps[0] for option in due.in_force(on).variants}
    return sorted(first, key=lambda clock: clock.count * _HOURS[clock.unit])


def _span(lengths: list[Clock]) -> str:
    low, high = lengths[0], lengths[-1]
    words = f"{low.count} to {high}" if low.unit is high.unit else f"{low} to {high}"
    return f"{words} (it depends on the case)"
