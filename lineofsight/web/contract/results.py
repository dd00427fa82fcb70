"""Each quarter's result of a contract measure, from a snapshot's published figures.

What is shown is made fit for those who see no children (`knowledge.public_figures`), the quarters suppressed together.
States are worked out from the figure itself; of a quarter that is not shown there is none, for it would tell of the
figure. Both bodies read the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lineofsight.core.indicator_measures import Count, Longest, Percent, Share
from lineofsight.core.indicators import Indicator
from lineofsight.core.periods import Period, PeriodKind, latest_periods, parse_period
from lineofsight.evaluation.statistics import run_chart
from lineofsight.web.contract.rules import Quarter, State, state_of
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.figures import Figure, figure_of, unit_of
from lineofsight.web.knowledge.public_figures import PublicCell, cells_of
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.layout.titles import title_of_indicator

QUARTERS = 6
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
    """One quarter: how it stands (not known where its figure may not be shown), and what is shown of it."""

    quarter: Quarter
    cell: PublicCell


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
    found = [_of_quarter(indicator, quarter, series) for quarter in quarters]
    cells = cells_of(indicator, [(each.title, of) for each, of in zip(quarters, found, strict=True)],
                     unit_of(indicator))  # fmt: skip
    return tuple(
        Result(Quarter(quarter.code, quarter.end, _state(figure, cell, terms)), cell)
        for quarter, figure, cell in zip(quarters, found, cells, strict=True)
    )


def _state(figure: Figure | None, cell: PublicCell, terms: Terms) -> State:
    if figure is None or cell.number is None:
        return State.UNKNOWN
    return state_of(figure.value, terms.target, terms.tolerance, terms.direction)


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
def _published(snapshot: str, code: str) -> Mapping[str, Figure]:
    held = known(snapshot)
    assert held is not None  # a name was given
    rows = held.whole.filter(held.whole["indicator"] == code).iter_rows(named=True)
    return {row["period"]: figure_of(row) for row in rows}


def _of_quarter(indicator: Indicator, quarter: Period, series: Mapping[str, Figure]) -> Figure | None:
    """The figure of a quarter: as at its last day, or of its three months together; None where one is not known."""
    if indicator.period is not PeriodKind.MONTH:
        return series.get(latest_periods(indicator.period, quarter.end, 1)[0].code)
    months = [series.get(each.code) for each in latest_periods(PeriodKind.MONTH, quarter.end, 3)]
    known_ones = [each for each in months if each is not None and None not in (each.above, each.below)]
    if len(known_ones) < len(months):
        return None
    above, below = (sum(getattr(each, name) for each in known_ones) for name in ("above", "below"))
    missing = sum(each.missing for each in known_ones)
    value = above if isinstance(indicator.as_, Count) else 100 * above / below if below else None
    return Figure(quarter, above, below, missing, value)


__all__ = [
    "QUARTERS", "Result", "State", "Terms", "change_of", "choices", "may_not_measure", "quarters_in", "results_of",
    "series_of", "states",
]  # fmt: skip
