"""Figures as pages use them: those published with a snapshot, and those worked out from its record when asked for.

What is kept between requests is figures only, by snapshot name (a snapshot never changes) and what was asked. No row
about a child is kept here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

import polars as pl

from lineofsight.core.indicator_measures import Share
from lineofsight.core.indicators import Indicator
from lineofsight.core.periods import Period, latest_periods, parse_period
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.evaluation.figures import OWN_PERIODS
from lineofsight.evaluation.figures import figures as work_out
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.figures import Figure, figure_of
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.performance.records import with_tables_needed

COLUMNS = (
    "indicator", "period", "breakdown", "numerator", "denominator", "missing", "value", "lower", "upper", "reason",
)  # fmt: skip


Series = tuple[Figure, ...]
"""One measure's figures, oldest first."""


def of_service(held: Known) -> Mapping[str, Series]:
    """Every measure's published figures for the service as a whole."""
    return _of_service(held.info.snapshot)


def of_team(held: Known, team: str) -> Mapping[str, Series]:
    """Every measure's published figures for one team."""
    return _of_team(held.info.snapshot, team)


def of_teams(held: Known, code: str) -> Mapping[str, Series]:
    """One measure's published figures by team."""
    return _of_teams(held.info.snapshot, code)


def shares_of(held: Known, code: str) -> Mapping[str, Series]:
    """How a whole is shared out: the published figures of each value of a measure's column."""
    return _shares_of(held.info.snapshot, code)


def as_at(series: Series, on: date, known_on: date) -> Series:
    """The figures of periods that had ended by a day; on the last day known, of those still running too."""
    return series if on >= known_on else tuple(each for each in series if each.period.end <= on)


def period_at(indicator: Indicator, on: date, known_on: date) -> Period:
    """The period a measure is given for as at a day: the last that had ended; on the last day known, that it is in."""
    return latest_periods(indicator.period, on, 1, in_progress=on >= known_on)[0]


def has_figure_at(indicator: Indicator, series: Series, on: date, known_on: date) -> bool:
    """Whether the very period asked for is among those published."""
    found = as_at(series, on, known_on)
    return bool(found) and found[-1].period.code == period_at(indicator, on, known_on).code


def filled(held: Known, indicator: Indicator, series: Series, on: date, team: str = "") -> Series:
    """The latest thirteen figures as at a day: as published where they were, the others worked out."""
    last = held.info.as_known_on
    wanted = latest_periods(indicator.period, on, OWN_PERIODS, in_progress=on >= last)
    published = {each.period.code: each for each in series}
    lacking = tuple(period.code for period in wanted if period.code not in published)
    if lacking and not isinstance(indicator.as_, Share):
        found = worked_out(held, indicator.code, lacking, ("team",) if team else ())
        label = {"team": team} if team else {}
        published |= {each.period.code: each for name, each in found if name == label}
    return tuple(published[period.code] for period in wanted if period.code in published)


def latest_of(held: Known, codes: Iterable[str], on: date, team: str = "") -> dict[str, Figure]:
    """The figure of some measures as at a day, worked out together; a measure without one is left out."""
    last = held.info.as_known_on
    indicators = definitions().indicators
    wanted = tuple((code, period_at(indicators[code], on, last).code) for code in codes)
    return dict(_latest_of(held.info.snapshot, wanted, team, in_force()))


def worked_out(
    held: Known, code: str, periods: tuple[str, ...], by: tuple[str, ...] = ()
) -> tuple[tuple[Mapping[str, str], Figure], ...]:
    """One measure for some periods, worked out from a snapshot's record: each figure with its group."""
    return _worked_out(held.info.snapshot, code, periods, by, in_force())


def other_definitions(held: Known) -> bool:
    """Whether the definitions in force are others than those the snapshot was taken with."""
    return held.info.catalogue != in_force()


def in_force() -> str:
    """The digest of the definitions in force: what is worked out with others is another figure."""
    return _sha256_of(definitions())


_SHA: list[tuple[ResolvedCatalogue, str]] = []


def _sha256_of(catalogue: ResolvedCatalogue) -> str:
    """The digest of the definitions, worked out once for each catalogue there was."""
    for kept, digest in _SHA:
        if kept is catalogue:
            return digest
    _SHA[:] = [*_SHA[-1:], (catalogue, catalogue.sha256)]
    return _SHA[-1][1]


def _opened(name: str) -> Known:
    held = known(name)
    assert held is not None  # a name was given
    return held


@lru_cache(maxsize=4)
def _of_service(name: str) -> Mapping[str, Series]:
    held = _opened(name)
    return {code: tuple(found) for code, found in _by_code(held.whole, held).items()}


@lru_cache(maxsize=24)
def _of_team(name: str, team: str) -> Mapping[str, Series]:
    held = _opened(name)
    frame = held.of_group(json.dumps({"team": team}))
    return {code: tuple(found) for code, found in _by_code(frame, held).items()}


@lru_cache(maxsize=64)
def _of_teams(name: str, code: str) -> Mapping[str, Series]:
    held = _opened(name)
    found: dict[str, list[Figure]] = {}
    for label, figure in _labelled(held.figures_of([code]), held):
        if set(label) == {"team"}:
            found.setdefault(label["team"], []).append(figure)
    return {team: _in_time(figures) for team, figures in found.items()}


@lru_cache(maxsize=64)
def _shares_of(name: str, code: str) -> Mapping[str, Series]:
    held = _opened(name)
    found: dict[str, list[Figure]] = {}
    for label, figure in _labelled(held.figures_of([code]), held):
        if len(label) == 1 and "team" not in label:
            found.setdefault(next(iter(label.values())), []).append(figure)
    return {value: _in_time(figures) for value, figures in found.items()}


@lru_cache(maxsize=64)
def _latest_of(
    name: str, wanted: tuple[tuple[str, str], ...], team: str, in_force: str
) -> tuple[tuple[str, Figure], ...]:  # fmt: skip
    held, catalogue = _opened(name), definitions()
    from lineofsight.evaluation.indicators.counted import open_workspace  # local: it loads what most pages need not

    asked = [catalogue.indicators[code] for code, _ in wanted]
    record = with_tables_needed(asked, held.snapshot.record, catalogue.standards)
    workspace = open_workspace(record)
    by_period: dict[str, list[Indicator]] = {}
    for code, period in wanted:
        by_period.setdefault(period, []).append(catalogue.indicators[code])
    found = []
    label = {"team": team} if team else {}
    for period, indicators in by_period.items():
        frame = work_out(
            indicators, record, [parse_period(period)], ("team",) if team else (),
            standards=catalogue.standards, workspace=workspace,
        )  # fmt: skip
        for code, each in _by_code(frame, held, label).items():
            found.append((code, each[-1]))
    return tuple(found)


@lru_cache(maxsize=512)
def _worked_out(
    name: str, code: str, periods: tuple[str, ...], by: tuple[str, ...], in_force: str
) -> tuple[tuple[Mapping[str, str], Figure], ...]:  # fmt: skip
    held, catalogue = _opened(name), definitions()
    record = with_tables_needed([catalogue.indicators[code]], held.snapshot.record, catalogue.standards)
    frame = work_out(
        [catalogue.indicators[code]], record, [parse_period(period) for period in periods], by,
        standards=catalogue.standards,
    )  # fmt: skip
    return tuple(_labelled(frame, held))


def _by_code(frame: pl.DataFrame, held: Known, label: Mapping[str, str] | None = None) -> dict[str, Series]:
    found: dict[str, list[Figure]] = {}
    wanted = json.dumps(label or {})
    for row in frame.select(COLUMNS).iter_rows(named=True):
        if label is None or row["breakdown"] == wanted:
            found.setdefault(row["indicator"], []).append(figure_of(row, held.info.as_known_on))
    return {code: _in_time(figures) for code, figures in found.items()}


def _labelled(frame: pl.DataFrame, held: Known) -> list[tuple[dict[str, str], Figure]]:
    rows = frame.select(COLUMNS).iter_rows(named=True)
    return [(json.loads(row["breakdown"]), figure_of(row, held.info.as_known_on)) for row in rows]


def _in_time(figures: Iterable[Figure]) -> Series:
    return tuple(sorted(figures, key=lambda figure: figure.period.end))
