"""An indicator's members, each counted, not counted or not known, with what it adds above and below the line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from lineofsight.core.indicator_measures import Longest, Mean, Median, Percent, Ratio, Share, Sum
from lineofsight.core.indicators import Duties, Indicator
from lineofsight.core.periods import Period
from lineofsight.core.standards import Standard
from lineofsight.evaluation.coverage import Coverage, Extent, Span, covered, missing_tables
from lineofsight.evaluation.indicators.answers import amount, answer
from lineofsight.evaluation.indicators.arrays import NO, UNKNOWN, YES, Answers
from lineofsight.evaluation.indicators.duty_members import count_duties
from lineofsight.evaluation.indicators.members import Members, members_of, slots_of
from lineofsight.evaluation.indicators.rows import Workspace
from lineofsight.evaluation.indicators.states import Counted, Standards
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.telling import unanswerable, untold
from lineofsight.evaluation.ticks import day_tick


def needed_standards(indicators: Iterable[Indicator], standards: Standards) -> list[Standard]:
    """The standards whose duties the kernel must find; none where the caller has a table of them."""
    if standards.duties is not None:
        return []
    named = [item.population.standards for item in indicators if isinstance(item.population, Duties)]
    found = {item.code: item for codes in dict.fromkeys(named) for item in standards.named(codes)}
    return list(found.values())


def count(indicator: Indicator, workspace: Workspace, periods: Sequence[Period], standards: Standards) -> Counted:
    """The indicator's members over periods of one kind, in order of time."""
    last_known = day_tick(workspace.record.as_known_on)
    slots = slots_of(periods, last_known, stock=indicator.is_stock, by_row=indicator.by_row)
    if isinstance(indicator.population, Duties):
        return count_duties(indicator.population, indicator.as_, workspace, slots, standards)
    members = members_of(indicator, workspace, slots)
    state = np.full(len(members.row), YES, dtype=np.int8)
    if indicator.asked:
        for question in indicator.asked:
            state = np.minimum(state, answer(question, members, workspace))
        members, state = members.only(state != NO), state[state != NO]
    for question in indicator.counts:
        state = np.minimum(state, answer(question, members, workspace))
    return _weighed(indicator, members, state, workspace)


def _weighed(indicator: Indicator, members: Members, state: Answers, workspace: Workspace) -> Counted:
    ones = np.ones(len(members.row))
    above, below = ones, ones
    match indicator.as_:
        case Median(of) | Mean(of) | Longest(of) | Sum(of):
            above = amount(of, members, workspace)
        case Ratio(of, per, _):
            above, below = amount(of, members, workspace), amount(per, members, workspace)
        case Percent(weight) if weight:
            above = below = amount(weight, members, workspace)
        case Share(column):
            present = members.rows.series(column).is_not_null().to_numpy()[members.row]
            state = np.where(present, state, np.minimum(state, UNKNOWN)).astype(np.int8)
    blank = np.isnan(above) | np.isnan(below)
    state = np.where(blank & (state == YES), UNKNOWN, state).astype(np.int8)
    if isinstance(indicator.as_, Percent):
        state = np.where(blank, UNKNOWN, state).astype(np.int8)
    return Counted(members, state, np.nan_to_num(above), np.nan_to_num(below))


def not_covered(
    indicator: Indicator, workspace: Workspace, periods: Sequence[Period], standards: Standards
) -> list[str | None]:
    """For each period, why the record cannot tell of it, or None where it can."""
    coverage, known = workspace.record.coverage, workspace.record.as_known_on
    names: Iterable[str] = indicator.tables()
    if isinstance(indicator.population, Duties) and indicator.population.standards:
        needs = [_needs(item, workspace) for item in standards.named(indicator.population.standards)]
        names = frozenset().union(*(tables for tables, _ in needs))
        lacking = next((words for _, words in needs if words), ())
    else:
        lacking = ()
    lacking = missing_tables(coverage, names) or lacking
    if lacking:
        return [f"not covered: {', '.join(lacking)}"] * len(periods)
    span = covered(coverage, names)
    return [_unanswered(indicator, coverage, period, known) or _outside(indicator, span, period, known)
            for period in periods]  # fmt: skip


def _needs(item: Standard, workspace: Workspace) -> tuple[frozenset[str], tuple[str, ...]]:
    """The tables of a standard, and what the source can never tell of it."""
    coverage = workspace.record.coverage
    return workspace.kept(("needs", id(item)), lambda: (frozenset(item.tables()), untold(item, coverage)))


def _unanswered(indicator: Indicator, coverage: Coverage, period: Period, known: date) -> str | None:
    if isinstance(indicator.population, Duties):
        return None
    why = unanswerable(indicator, coverage, period, known)
    return f"not covered: {why}" if why else None


def _outside(indicator: Indicator, span: Span, period: Period, known: date) -> str | None:
    """Why a period lies outside what the source holds."""
    if period.start > known:
        return f"not known yet: the record is known to {known}"
    stock = indicator.is_stock
    last = min(period.end, known)
    first = last if stock else period.start
    if span.extent is Extent.LATEST_ONLY and not (stock and last == known):
        return "not covered: only the latest is known"
    if span.from_on is not None and first < span.from_on:
        return f"not covered: known from {span.from_on}"
    if span.to_on is not None and last > span.to_on:
        return f"not covered: known to {span.to_on}"
    return None


def open_workspace(record: Record) -> Workspace:
    """The record opened for indicators."""
    return Workspace(record)
