"""Each quarter's result of a contract measure, from a snapshot's published figures.

States are worked out from the figure itself; what is shown is made fit for those who see no children: percentages from
rounded counts, no small numbers, the quarters suppressed together. Both bodies read the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lineofsight.core.indicator_measures import Count, Longest, Percent, Share
from lineofsight.core.indicators import Indicator
from lineofsight.core.periods import Period, PeriodKind, latest_periods, parse_period
from lineofsight.evaluation.disclosure import SMALLEST_DENOMINATOR, SUPPRESSED, public_table, shown_percentage
from lineofsight.evaluation.documents import document_of, hash_of
from lineofsight.evaluation.statistics import run_chart
from lineofsight.web.contract.rules import Quarter, State, state_of
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.layout.titles import title_of_indicator

QUARTERS = 6
NOT_SHOWN, NOT_KNOWN = "Not shown: too few", "Not known"
_BY_QUARTER = frozenset({
    PeriodKind.POINT_IN_TIME, PeriodKind.QUARTER, PeriodKind.ROLLING_6M, PeriodKind.ROLLING_12M, PeriodKind.ROLLING_3Y,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed of a measure, as a paper holds it."""

    indicator: str
    target: float
    tolerance: float
    direction: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class Result:
    """One quarter: the figure (None where there is none), how it stands, and what is shown of it."""

    quarter: Quarter
    title: str
    value: float | None
    shown: str
    out_of: str


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of one period as published."""

    above: float | None
    below: float | None
    value: float | None


def may_not_measure(indicator: Indicator) -> str:
    """Why a measure of the catalogue cannot be told each quarter; blank where it can."""
    if isinstance(indicator.as_, Share | Longest):
        return "It is not one figure for the service."
    if indicator.period in _BY_QUARTER:
        return ""
    if indicator.period is PeriodKind.MONTH:
        adds_up = isinstance(indicator.as_, Count) or (
            isinstance(indicator.as_, Percent) and indicator.as_.weight is None
        )
        return "" if adds_up else "The figures of three months do not add up to a quarter’s."
    return "It is worked out once a year."


def choices() -> list[tuple[str, str]]:
    """The measures a contract may name, by title."""
    indicators = definitions().indicators
    found = [
        (code, title_of_indicator(code, indicators)) for code, each in indicators.items()
        if not may_not_measure(each) and (".in_time" in code or "." not in code)
    ]  # fmt: skip
    return sorted(found, key=lambda pair: pair[1])


def definition_of(code: str) -> str:
    """The digest of a measure's definition in force, with the standards it asks about; blank for one there is not."""
    catalogue = definitions()
    if code not in catalogue.indicators:
        return ""
    indicator = catalogue.indicators[code]
    standards = {each: document_of(catalogue.standards[each]) for each in _standards(indicator, catalogue.standards)}
    return hash_of({"indicator": document_of(indicator), "standards": standards})


def _standards(indicator: Indicator, held: Mapping[str, object]) -> list[str]:
    asked = {*getattr(indicator.population, "standards", ()), *indicator.standards}
    return sorted(each for each in asked if each in held)


def quarters_in(terms: Terms, known_on: date) -> list[Period]:
    """The whole quarters of a measure's time that had ended by a day, the latest QUARTERS, oldest first."""
    ended = latest_periods(PeriodKind.QUARTER, known_on, QUARTERS)
    return [each for each in ended if each.end >= terms.from_on and (terms.to_on is None or each.end <= terms.to_on)]


def results_of(held: Known, terms: Terms) -> tuple[Result, ...]:
    """Each quarter's result, oldest first; nothing for a measure that this version does not have."""
    indicator = definitions().indicators.get(terms.indicator)
    if indicator is None:
        return ()
    series = _published(held.info.snapshot, terms.indicator)
    quarters = quarters_in(terms, held.info.as_known_on)
    found = {quarter.code: _of_quarter(indicator, quarter, series) for quarter in quarters}
    shown = _shown(indicator, found)
    return tuple(
        Result(
            Quarter(quarter.code, quarter.end,
                    state_of(found[quarter.code].value, terms.target, terms.tolerance, terms.direction)),
            quarter.title, found[quarter.code].value, *shown[quarter.code],
        )
        for quarter in quarters
    )  # fmt: skip


def states(results: Sequence[Result]) -> tuple[Quarter, ...]:
    """The quarters as rules read them."""
    return tuple(each.quarter for each in results)


def series_of(held: Known, code: str) -> list[tuple[Period, float | None]]:
    """The whole published series, oldest first, without a period that has not ended."""
    found = _published(held.info.snapshot, code)
    periods = sorted((parse_period(each) for each in found), key=lambda each: each.end)
    return [(each, found[each.code].value) for each in periods if each.end <= held.info.as_known_on]


def change_of(held: Known, code: str) -> str:
    """Whether the measure's latest figures moved more than chance, in words, by the rules of run charts."""
    indicator = definitions().indicators[code]
    values = [value for _, value in series_of(held, code)]
    overlapping = indicator.is_stock or indicator.period in _BY_QUARTER - {PeriodKind.QUARTER}
    chart = run_chart(values, stock=overlapping)
    if chart.median is None:
        return "Too few points to tell a change from chance"
    now = [
        words for (_, _, last, _), words in zip(chart.signals, chart.words(), strict=True) if last == len(values) - 1
    ]
    return now[0].rstrip(".") if now else "No sign of change: it moves as chance would move it"


@lru_cache(maxsize=256)
def _published(snapshot: str, code: str) -> Mapping[str, Found]:
    held = known(snapshot)
    assert held is not None  # a name was given
    rows = held.whole.filter(held.whole["indicator"] == code).iter_rows(named=True)
    return {
        row["period"]: Found(row["numerator"], row["denominator"], None if row["reason"] else row["value"])
        for row in rows
    }  # fmt: skip


def _of_quarter(indicator: Indicator, quarter: Period, series: Mapping[str, Found]) -> Found:
    nothing = Found(None, None, None)
    if indicator.period is not PeriodKind.MONTH:
        return series.get(latest_periods(indicator.period, quarter.end, 1)[0].code, nothing)
    months = [series.get(each.code, nothing) for each in latest_periods(PeriodKind.MONTH, quarter.end, 3)]
    if isinstance(indicator.as_, Count):
        values = [each.value for each in months]
        total = None if None in values else float(sum(value or 0 for value in values))
        return Found(total, total, total)
    if any(each.above is None or each.below is None for each in months):
        return nothing
    above, below = (sum(getattr(each, name) or 0 for each in months) for name in ("above", "below"))
    return Found(above, below, 100 * above / below if below else None)


def _shown(indicator: Indicator, found: Mapping[str, Found]) -> dict[str, tuple[str, str]]:
    """What is shown of each quarter: the value, and out of how many; the quarters suppressed together."""
    told = {code: each for code, each in found.items() if each.value is not None}
    shown = dict.fromkeys(found, (NOT_KNOWN, ""))
    is_share = isinstance(indicator.as_, Percent) and indicator.as_.weight is None
    if not is_share and not isinstance(indicator.as_, Count):
        return shown | {code: _average(each) for code, each in told.items()}
    counts = {("counted", code): round(each.above or 0) for code, each in told.items()}
    lines = ["counted"]
    if is_share:
        lines.append("not counted")
        counts |= {("not counted", c): max(round((f.below or 0) - (f.above or 0)), 0) for c, f in told.items()}
    cells = public_table(counts, lines, list(told)).cells
    for code, each in told.items():
        if any(cells[line, code] == SUPPRESSED for line in lines):
            shown[code] = (NOT_SHOWN, "")
        elif is_share:
            percentage = shown_percentage(round(each.above or 0), round(each.below or 0))
            few = percentage is None or isinstance(percentage, str)
            shown[code] = (
                (NOT_SHOWN, "") if few else (f"{percentage:.0f}%", f"about {cells['counted', code]:,} counted")
            )
        else:
            shown[code] = (f"{cells['counted', code]:,}", "")
    return shown


def _average(found: Found) -> tuple[str, str]:
    if (found.below or 0) < SMALLEST_DENOMINATOR:
        return NOT_SHOWN, ""
    return f"{found.value:.1f}", ""


__all__ = [
    "NOT_KNOWN", "NOT_SHOWN", "QUARTERS", "Result", "State", "Terms", "change_of", "choices", "definition_of",
    "may_not_measure", "quarters_in", "results_of", "series_of", "states",
]  # fmt: skip
