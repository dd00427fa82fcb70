"""Periods a figure is for, and the texts that name them.

| written | kind | means |
| --- | --- | --- |
| `2026-11-22` | point in time | at the end of that day |
| `2026-11` | month | November 2026 |
| `2026-Q1` | quarter | April to June 2026: quarters are of the financial year that begins in the year written |
| `2026-27` | financial year | 1 April 2026 to 31 March 2027; also the year a return collects |
| `rolling:2026-11` | twelve months | to the end of November 2026 |
| `rolling6:2026-11` | six months | to the end of November 2026 |
| `rolling36:2026-11` | three years | to the end of November 2026 |
| `census:2026` | census year | 1 October 2025 to 30 September 2026, named by the year of its census day |
| `academic:2026-27` | academic year | 1 September 2026 to 31 August 2027 |

`2010-11` could be November 2010 or a financial year. It is the month; the years 2000-01 to 2011-12 are written with an
underscore, `2010_11`, which every financial year accepts.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from lineofsight.core.text_formats import month_name, uk_date


class PeriodKind(StrEnum):
    """How long a period is and where it begins."""

    POINT_IN_TIME = "point_in_time"
    MONTH = "month"
    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial_year"
    ROLLING_6M = "rolling_6m"
    ROLLING_12M = "rolling_12m"
    ROLLING_3Y = "rolling_3y"
    CENSUS_YEAR = "census_year"
    ACADEMIC_YEAR = "academic_year"


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole days, `end` included, with the text that names it. Made by the functions below."""

    kind: PeriodKind
    start: date
    end: date
    code: str

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"Period {self.code!r} ends on {self.end}, before it starts on {self.start}.")

    def __str__(self) -> str:
        return self.code

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def title(self) -> str:
        """The period in words: `22 November 2026`, `November 2026`, `April to June 2026`, `year to 31 March 2027`."""
        if self.kind is PeriodKind.POINT_IN_TIME:
            return uk_date(self.end)
        if self.kind is PeriodKind.MONTH:
            return f"{month_name(self.end.month)} {self.end.year}"
        if self.kind is PeriodKind.QUARTER:
            return f"{month_name(self.start.month)} to {month_name(self.end.month)} {self.end.year}"
        length = {PeriodKind.ROLLING_6M: "six months", PeriodKind.ROLLING_3Y: "three years"}.get(self.kind, "year")
        return f"{length} to {uk_date(self.end)}"


def parse_period(text: str) -> Period:
    """The period a text names. Raises ValueError listing the forms when it names none."""
    for pattern, make in _FORMS:
        found = pattern.fullmatch(text.strip())
        if found:
            try:
                return make(*found.groups())
            except ValueError as problem:
                raise ValueError(f"{text!r} is not a period: {problem}. {_FORMS_IN_WORDS}") from None
    raise ValueError(f"{text!r} is not a period. {_FORMS_IN_WORDS}")


def period_containing(kind: PeriodKind | str, day: date) -> Period:
    """The period of a kind that `day` falls in; for rolling kinds, the one ending with that day's month."""
    match _kind(kind):
        case PeriodKind.POINT_IN_TIME:
            return Period(PeriodKind.POINT_IN_TIME, day, day, day.isoformat())
        case PeriodKind.MONTH:
            return _months(PeriodKind.MONTH, day, 1, "")
        case PeriodKind.QUARTER:
            year, quarter = _year_from(day, 4), (day.month - 4) % 12 // 3
            last = date(year + (quarter == 3), quarter * 3 % 12 + 6 if quarter < 3 else 3, 1)
            return _months(PeriodKind.QUARTER, last, 3, "", code=f"{year:04}-Q{quarter + 1}")
        case PeriodKind.FINANCIAL_YEAR:
            return _financial_year(_year_from(day, 4))
        case PeriodKind.ROLLING_6M:
            return _months(PeriodKind.ROLLING_6M, day, 6, "rolling6:")
        case PeriodKind.ROLLING_12M:
            return _months(PeriodKind.ROLLING_12M, day, 12, "rolling:")
        case PeriodKind.ROLLING_3Y:
            return _months(PeriodKind.ROLLING_3Y, day, 36, "rolling36:")
        case PeriodKind.CENSUS_YEAR:
            return _census_year(_year_from(day, 10) + 1)
        case PeriodKind.ACADEMIC_YEAR:
            return _academic_year(_year_from(day, 9))


@lru_cache(maxsize=256)
def latest_periods(
    kind: PeriodKind | str, as_at: date, count: int = 13, *, in_progress: bool = False
) -> tuple[Period, ...]:
    """The last `count` periods of a kind, oldest first, none of which ends after `as_at`.

    For points in time: `as_at` itself and the month ends before it. With `in_progress`, the last one is the period
    `as_at` falls in, finished or not; without, an unfinished month cannot be mistaken for a fall.
    Raises ValueError for a count below 1.
    """
    if count < 1:
        raise ValueError(f"Asked for {count} periods; ask for 1 or more.")
    latest = period_containing(kind, as_at)
    if latest.end > as_at and not in_progress:
        latest = previous_period(latest)
    found = [latest]
    while len(found) < count:
        found.append(previous_period(found[-1]))
    return tuple(reversed(found))


def previous_period(period: Period) -> Period:
    """The period of the same kind before this one; before a rolling one, that ending a month earlier."""
    if period.kind in (PeriodKind.ROLLING_6M, PeriodKind.ROLLING_12M, PeriodKind.ROLLING_3Y, PeriodKind.POINT_IN_TIME):
        return period_containing(period.kind, period.end.replace(day=1) - timedelta(days=1))
    return period_containing(period.kind, period.start - timedelta(days=1))


def collection_year(text: str) -> str:
    """A collection year in its one spelling: `2026-27` from `2026-27` or `2026_27`.

    Unlike `parse_period`, this takes `2010-11` for the year, since a return is never for a month.
    Raises ValueError when the text is not two years that follow each other.
    """
    return _year_code(collection_period(text).start.year)


def collection_period(text: str) -> Period:
    """The days a return of that year is about: 1 April to 31 March. Raises ValueError as `collection_year` does."""
    found = re.fullmatch(r"(\d{4})[-_](\d\d)", text.strip())
    try:
        if found:
            return _financial_year(_first_of_two(*found.groups()))
    except ValueError as problem:
        raise ValueError(f"{text!r} is not a collection year: {problem}. Write it as 2026-27.") from None
    raise ValueError(f"{text!r} is not a collection year. Write it as 2026-27.")


def month_end(day: date) -> date:
    """The last day of that day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """The same day of the month that many months on, or back; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(start: date, end: date) -> int:
    """How many whole months have passed by the end of a day, twelve to a year: an anniversary is reached on its day.

    Of a day its month has not (29 February, the 31st) on the month's last day, as `add_months` has it.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (add_months(start, months) > end)


def _kind(kind: PeriodKind | str) -> PeriodKind:
    try:
        return PeriodKind(kind)
    except ValueError:
        raise ValueError(f"There is no kind of period {kind!r}. The kinds are {', '.join(PeriodKind)}.") from None


def _year_from(day: date, first_month: int) -> int:
    """The calendar year in which the year beginning in `first_month` that holds `day` began."""
    return day.year if day.month >= first_month else day.year - 1


def _months(kind: PeriodKind, last: date, length: int, prefix: str, code: str = "") -> Period:
    before = last.year * 12 + last.month - length
    return Period(kind, date(before // 12, before % 12 + 1, 1), month_end(last), code or f"{prefix}{last:%Y-%m}")


def _financial_year(year: int) -> Period:
    text = _year_code(year)
    # Two figures that could be a month's belong to the month; see the module's description.
    code = text.replace("-", "_") if 1 <= int(text[-2:]) <= 12 else text
    return Period(PeriodKind.FINANCIAL_YEAR, date(year, 4, 1), date(year + 1, 3, 31), code)


def _census_year(year: int) -> Period:
    return Period(PeriodKind.CENSUS_YEAR, date(year - 1, 10, 1), date(year, 9, 30), f"census:{year:04}")


def _academic_year(year: int) -> Period:
    return Period(PeriodKind.ACADEMIC_YEAR, date(year, 9, 1), date(year + 1, 8, 31), f"academic:{_year_code(year)}")


def _year_code(year: int) -> str:
    return f"{year:04}-{(year + 1) % 100:02}"


def _first_of_two(first: str, second: str) -> int:
    if int(second) != (int(first) + 1) % 100:
        raise ValueError(f"the year after {first} ends in {(int(first) + 1) % 100:02}, not {second}")
    return int(first)


def _quarter(year: str, number: str) -> Period:
    return period_containing(PeriodKind.QUARTER, date(int(year) + (number == "4"), (1, 4, 7, 10)[int(number) % 4], 1))


def _in_month(kind: PeriodKind) -> Callable[[str, str], Period]:
    return lambda year, month: period_containing(kind, date(int(year), int(month), 1))


_MONTH: Final = r"(\d{4})-(0[1-9]|1[0-2])"
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[..., Period]], ...]] = (
    (
        re.compile(r"(\d{4}-\d\d-\d\d)"),
        lambda day: period_containing(PeriodKind.POINT_IN_TIME, date.fromisoformat(day)),
    ),
    (re.compile(_MONTH), _in_month(PeriodKind.MONTH)),
    (re.compile(r"(\d{4})-Q([1-4])"), _quarter),
    (re.compile(r"(\d{4})[-_](\d\d)"), lambda first, second: _financial_year(_first_of_two(first, second))),
    (re.compile(f"rolling:{_MONTH}"), _in_month(PeriodKind.ROLLING_12M)),
    (re.compile(f"rolling6:{_MONTH}"), _in_month(PeriodKind.ROLLING_6M)),
    (re.compile(f"rolling36:{_MONTH}"), _in_month(PeriodKind.ROLLING_3Y)),
    (re.compile(r"census:(\d{4})"), lambda year: _census_year(int(year))),
    (re.compile(r"academic:(\d{4})-(\d\d)"), lambda first, second: _academic_year(_first_of_two(first, second))),
)
_EXAMPLES: Final[Mapping[str, str]] = {
    "2026-11-22": "a day",
    "2026-11": "a month",
    "2026-Q1": "April to June",
    "2026-27": "a financial year",
    "rolling:2026-11": "twelve months to its end",
    "rolling6:2026-11": "six months",
    "rolling36:2026-11": "three years",
    "census:2026": "the year to 30 September",
    "academic:2026-27": "a school year",
}
_FORMS_IN_WORDS: Final = "Write one of: " + ", ".join(f"{form} ({words})" for form, words in _EXAMPLES.items()) + "."
