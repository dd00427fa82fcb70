"""Figures in words: values, how many of how many, periods, what changed and why something is not known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from lineofsight.core.indicator_measures import Count, Mean, Median, Per10k, Percent, PerHolder, Ratio, Sum
from lineofsight.core.indicators import Duties, Indicator
from lineofsight.core.periods import PeriodKind
from lineofsight.core.standards import Standard
from lineofsight.core.text_formats import plural, uk_date
from lineofsight.evaluation.statistics import RunChart, run_chart
from lineofsight.reports.facts.titles import short_title
from lineofsight.web.knowledge.figures import Figure, decimals_of, unit_of
from lineofsight.web.performance.figures import Series

SMALL = 20
NO_POPULATION = "no population loaded"
OVERLAPPING = (PeriodKind.ROLLING_6M, PeriodKind.ROLLING_12M, PeriodKind.ROLLING_3Y)
IN_TIME, OVERDUE, OPEN, LONGEST = ".in_time", ".overdue", ".open", ".longest_wait"
_ENDINGS = {IN_TIME: "in time", OVERDUE: "overdue", OPEN: "open", LONGEST: "days the longest has waited past its day"}


def title_of(indicator: Indicator, standards: Mapping[str, Standard]) -> str:
    """A measure's title; a standard's own figures by the standard's short title."""
    code, dot, _ = indicator.code.rpartition(".")
    standard = standards.get(code) if dot else None
    return f"{short_title(standard)}: {_ENDINGS[indicator.code[len(code) :]]}" if standard else indicator.title


def value_words(indicator: Indicator, value: float | None) -> str:
    """A value in its unit; "No figure" for none."""
    if value is None:
        return "No figure"
    return f"{value:,.{decimals_of(indicator)}f}{unit_of(indicator)}"


def whole(number: float | None) -> str:
    """A count with its thousands; "?" where it is not known."""
    return "?" if number is None else f"{number:,.0f}"


def out_of_words(indicator: Indicator, figure: Figure) -> str:
    """What the value is made of: "369 of 602"; a small number is said to be one."""
    if figure.value is None and figure.below is None:
        return ""
    small = figure.below is not None and figure.below < SMALL
    match indicator.as_:
        case Percent(weight) if weight:
            return f"{whole(figure.above)} of {whole(figure.below)}"
        case Percent():
            words = f"{whole(figure.above)} of {whole(figure.below)}"
            return f"{words}: a small number, read with care" if small and figure.below else words
        case Per10k():
            return f"{whole(figure.above)} for {whole(figure.below)} children who live here"
        case Mean() | Median():
            words = f"the {'average' if isinstance(indicator.as_, Mean) else 'middle'} of {whole(figure.below)}"
            return f"{words}: a small number, read with care" if small else words
        case PerHolder():
            return f"{whole(figure.above)} for {whole(figure.below)} children"
        case Ratio():
            return f"{_plain(figure.above)} over {_plain(figure.below)}" if figure.below else ""
    return ""


def _plain(number: float | None) -> str:
    return "?" if number is None else f"{number:,.1f}".removesuffix(".0")


def missing_words(figure: Figure) -> str:
    """How many could not be told; blank where all could."""
    return "" if not figure.missing else f"{figure.missing:,} could not be told"


def period_words(figure: Figure, known_on: date) -> str:
    """The period, or as much of it as is known."""
    if figure.so_far:
        return f"{uk_date(figure.period.start)} to {uk_date(known_on)}, so far"
    return figure.period.title


def short_period(figure: Figure) -> str:
    """The period as the axis of a chart names it: the month it ends in, or its year."""
    period = figure.period
    match period.kind:
        case PeriodKind.POINT_IN_TIME if period.end.day < 28:
            return f"{period.end.day} {period.end:%b} {period.end.year}"
        case PeriodKind.FINANCIAL_YEAR:
            return f"{period.start.year}-{period.end.year % 100:02d}"
        case PeriodKind.ACADEMIC_YEAR | PeriodKind.CENSUS_YEAR:
            return f"to {period.end:%b} {period.end.year}"
    return f"{period.end:%b} {period.end.year}"


def why_unknown(figure: Figure | None) -> str:
    """Why there is no value, as people say it."""
    if figure is None:
        return "Not published with this snapshot"
    return why_words(figure.reason) if figure.reason else "Nobody to count in the period"


def why_words(reason: str) -> str:
    """Why the record cannot tell, as people say it: "Not known: the files loaded have no visits"."""
    why = reason.removeprefix("not covered: ").replace("_", " ")
    if why.startswith("only the latest"):
        return "Not known: the files loaded hold the latest of each only"
    if found := re.fullmatch(r"known (from|to) (\d{4}-\d\d-\d\d)", why):
        return f"Not known: the files loaded hold it {found[1]} {uk_date(date.fromisoformat(found[2]))}"
    if why == NO_POPULATION:
        return "No rate: no population has been loaded"
    return f"Not known: the files loaded have no {why}" if reason.startswith("not covered") else f"Not known: {why}"


def is_of_what_is_open(indicator: Indicator) -> bool:
    """Whether neighbouring points share their children: what is open at dates, and periods that overlap."""
    return indicator.is_stock or indicator.period in OVERLAPPING


def finished(series: Series) -> Series:
    """The series without a period that has not ended: an unfinished month would look like a fall."""
    return tuple(each for each in series if not each.so_far or each.period.kind in OVERLAPPING)


def signals_of(indicator: Indicator, series: Series) -> RunChart:
    """What a series shows by the rules of run charts, the unfinished period left out."""
    return run_chart([each.value for each in finished(series)], stock=is_of_what_is_open(indicator))


def change_words(indicator: Indicator, series: Series) -> str:
    """What has changed and still holds, in words; blank where the last figures move as chance would move them."""
    ended = finished(series)
    known = [place for place, each in enumerate(ended) if each.value is not None]
    found = signals_of(indicator, series)
    now = [
        (words, first) for (_, first, last, _), words in zip(found.signals, found.words(), strict=True)
        if known and last == known[-1]
    ]  # fmt: skip
    return " ".join(f"{words.rstrip('.')}, since {short_period(ended[first])}." for words, first in now)


def is_clock(indicator: Indicator) -> bool:
    """Whether a measure is of timeliness: of what is owed under a standard, or made to stand beside one."""
    return isinstance(indicator.population, Duties) or bool(indicator.standards)


def headline_of(indicator: Indicator, series: Series) -> Figure | None:
    """The figure that stands for the series: the latest.

    Of months and quarters it is the last that has ended, and so it is wherever a part of a period would be taken for a
    fall: counts, sums and rates.
    """
    if not series:
        return None
    last = series[-1]
    short = last.period.kind in (PeriodKind.MONTH, PeriodKind.QUARTER)
    adds_up = isinstance(indicator.as_, Count | Sum | Per10k) and last.period.kind not in OVERLAPPING
    if last.so_far and (short or adds_up) and len(series) > 1:
        return series[-2]
    return last


def rows_words(count: int) -> str:
    """1 row, 12 rows."""
    return plural(count, "row")
