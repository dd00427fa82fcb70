"""Headline figures and run charts, from the figures of indicators."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import polars as pl

from lineofsight.core.indicator_measures import Mean, Median, Per10k, Percent, PerHolder, Ratio, Share
from lineofsight.core.indicators import Duties, DutiesWhen, Indicator, OpenSpans
from lineofsight.core.periods import Period, parse_period
from lineofsight.core.standards import Standard
from lineofsight.core.text_formats import uk_date
from lineofsight.evaluation.statistics import RunChart as Signals
from lineofsight.evaluation.statistics import run_chart
from lineofsight.reports.document import Block, Headline, Headlines, Note, RunChart, Tone
from lineofsight.reports.facts.titles import lacking, short_title

SMALL = 20
NO_POPULATION = "no population loaded"
NOBODY = "nobody to count in the period"


@dataclass(frozen=True)
class England:
    """What was last published for England of one measure, and for when."""

    value: float
    period: str


@dataclass(frozen=True)
class FigureFacts:
    """The whole authority's figures: the latest of each indicator, and its months."""

    indicators: Mapping[str, Indicator]
    latest: pl.DataFrame
    months: pl.DataFrame
    england: Mapping[str, England]
    as_at: date
    standards: Mapping[str, Standard] = field(default_factory=dict)


def headlines(
    codes: tuple[str, ...], facts: FigureFacts, stated: Mapping[str, Headline] = MappingProxyType({}),
    untold: Mapping[str, str] = MappingProxyType({}),
) -> list[Block]:  # fmt: skip
    """A headline for each indicator that has a figure, and one note for those that cannot be told.

    `stated` stands for those of its codes that have no figure; `untold`: codes the source cannot tell of, and why.
    Raises KeyError for a code the catalogue does not hold.
    """
    shown: list[Headline] = []
    unknown: dict[str, list[str]] = {}
    rates = []
    for code in codes:
        indicator = facts.indicators[code]
        if code in untold:
            unknown.setdefault(untold[code], []).append(indicator.title)
            continue
        rows = facts.latest.filter((pl.col("indicator") == code) & (pl.col("breakdown") == "{}"))
        row = rows.row(0, named=True) if rows.height else None
        if row is None or row["value"] is None:
            if row is not None and row["reason"] == NO_POPULATION and row["numerator"] is not None:
                counted = _headline(indicator, {**row, "value": row["numerator"]}, None, facts.as_at, as_rate=False)
                rates.append(indicator.title)
                if all((other.value, other.detail) != (counted.value, counted.detail) for other in shown):
                    shown.append(counted)
                continue
            if code in stated:
                shown.append(stated[code])
                continue
            if row is None and isinstance(indicator.as_, Share):
                continue  # the page's own chart shows how the whole is shared out
            reason = (row["reason"] if row else None) or NOBODY
            unknown.setdefault(reason, []).append(indicator.title)
            continue
        shown.append(_headline(indicator, row, facts.england.get(code), facts.as_at))
    blocks: list[Block] = [Headlines(tuple(shown))] if shown else []
    if rates:
        blocks.append(
            Note("Shown as a count: a rate for each 10,000 children needs the published population file, in a home.")
        )
    nobody = unknown.pop(NOBODY, [])
    if unknown:
        said = "; ".join(f"{', '.join(titles)} ({_plain(reason)})" for reason, titles in unknown.items())
        blocks.append(Note(f"Not known from this file: {said}.", Tone.UNKNOWN))
    if nobody:
        blocks.append(Note(f"Nobody to count in the period: {'; '.join(nobody)}."))
    return blocks


def _plain(reason: str) -> str:
    """Why a figure is not known, as people say it."""
    why = reason.removeprefix("not covered: ")
    if why.startswith("only the latest"):
        return "it holds the latest of each only"
    if found := re.fullmatch(r"known from (\d{4}-\d\d-\d\d)", why):
        return f"it begins on {uk_date(date.fromisoformat(found[1]))}"
    return why if why == reason else lacking(why)


def _headline(
    indicator: Indicator, row: Mapping[str, object], england: England | None, facts_as_at: date, *,
    as_rate: bool = True,
) -> Headline:  # fmt: skip
    period = _period_words(parse_period(str(row["period"])), facts_as_at)
    above, below, missing = row["numerator"], row["denominator"], row["missing"]
    parts = []
    if isinstance(indicator.as_, Percent | Share) and below is not None:
        parts.append(f"{_whole(above)} of {_whole(below)}")
        if isinstance(below, int | float) and below < SMALL:
            parts.append("a small number: read with care")
    elif isinstance(indicator.as_, Mean | Median):
        parts.append(f"over {_whole(below)}")
    elif isinstance(indicator.as_, Per10k) and as_rate:
        parts.append("for each 10,000 children")
    if missing:
        parts.append(f"{_whole(missing)} could not be told")
    parts.append(period)
    beside = f"England {shown(indicator, england.value)} ({england.period})" if england else ""
    value = shown(indicator, row["value"]) if as_rate else _whole(row["value"])
    return Headline(indicator.title, value, "; ".join(parts), beside)


def behind(indicator: Indicator, row: Mapping[str, object]) -> str:
    """What a figure is made of, for a table: so many of so many, or over so many; nothing of a count or a rate."""
    if isinstance(indicator.as_, Percent | Share):
        return f"{_whole(row['numerator'])} of {_whole(row['denominator'])}"
    return f"over {_whole(row['denominator'])}" if isinstance(indicator.as_, Mean | Median) else ""


def shown(indicator: Indicator, value: object) -> str:
    """A value in its unit, as people say it."""
    if not isinstance(value, int | float):
        return "No figure"
    match indicator.as_:
        case Percent() | Share():
            return f"{value:.1f}%"
        case Per10k():
            return f"{value:,.1f}"
        case Mean() | Median() | Ratio() | PerHolder():
            return f"{value:,.1f}"
    return f"{value:,.0f}"


def trend(code: str, facts: FigureFacts) -> list[Block]:
    """A run chart by month with what it shows in words; nothing where fewer than three months have a figure."""
    indicator = facts.indicators[code]
    rows = facts.months.filter((pl.col("indicator") == code) & (pl.col("breakdown") == "{}"))
    points = [(parse_period(p), v) for p, v in rows.select("period", "value").iter_rows()]
    points.sort(key=lambda point: point[0].end)
    begins = next((place for place, (_, value) in enumerate(points) if value is not None), 0)
    points = points[begins:]  # a file of six months has no more
    values = [value for _, value in points]
    if sum(value is not None for value in values) < 3:
        return []
    stock = isinstance(indicator.population, OpenSpans) or (
        isinstance(indicator.population, Duties) and indicator.population.when in (DutiesWhen.OVERDUE, DutiesWhen.OPEN)
    )
    chart = run_chart(values, stock=stock)
    england = facts.england.get(code)
    percent = isinstance(indicator.as_, Percent)
    title = f"{_title(indicator, facts)}, by month"
    return [
        RunChart(
            title, tuple((_short(p.title), v) for p, v in points), chart.median,
            _reading(chart, [p.title for p, _ in points]), "%" if percent else "",
            england.value if england and percent else None,
        )
    ]  # fmt: skip


def _reading(chart: Signals, months: list[str]) -> str:
    """Each sign of change with its months, what lasts longest into the present first."""
    if chart.median is None:
        return "Too few months to tell a change from chance."
    if not chart.signals:
        return "No sign of change: it moves as chance alone would move it."
    said = zip(chart.signals, chart.words(), strict=True)
    latest = sorted(said, key=lambda one: (one[0][2], one[0][2] - one[0][1]), reverse=True)
    return " ".join(
        f"{way}, {months[first]} to {months[last]}:{words}"
        for (_, first, last, _), text in latest for way, _, words in (text.partition(":"),)
    )  # fmt: skip


def _title(indicator: Indicator, facts: FigureFacts) -> str:
    """The title; of a measure made from a standard, with the standard's as short as a heading has room for."""
    code, _, kind = indicator.code.partition(".")
    standard = facts.standards.get(code) if kind else None
    return f"{short_title(standard)}: {indicator.title.rpartition(': ')[2]}" if standard else indicator.title


def _period_words(period: Period, as_at: date) -> str:
    """The period, or as much of it as has passed."""
    if period.start <= as_at < period.end:
        return f"{uk_date(period.start)} to {uk_date(as_at)}, so far"
    return period.title


def _short(title: str) -> str:
    month, _, year = title.partition(" ")
    return f"{month[:3]} {year[-2:]}" if year else title


def _whole(value: object) -> str:
    return f"{value:,.0f}" if isinstance(value, int | float) else "an unknown number"
