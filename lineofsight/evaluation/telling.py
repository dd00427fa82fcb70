"""What a source can never say, whichever of its rows is asked: so that its silence is not read as a no.

A source that fills a column in no row, or holds no row of a kind, does not say that nobody did it. Nor does one that
holds the latest of each thing say how often it was done, nor one that begins in April what came before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from lineofsight.core.clocks import Clock
from lineofsight.core.derived import Gaps, Source, base_tables, columns_relied_on, home_of
from lineofsight.core.indicator_questions import (
    Anchor,
    Both,
    Either,
    Held,
    Lasting,
    Moment,
    Question,
    Related,
    Unless,
    Within,
)
from lineofsight.core.indicators import Indicator, OneEach, OpenSpans
from lineofsight.core.periods import Period
from lineofsight.core.selections import Condition, Op, Selection, each
from lineofsight.core.standards import Standard
from lineofsight.core.tables.workforce import allocations
from lineofsight.evaluation.coverage import Coverage, Extent, missing_words
from lineofsight.evaluation.ticks import add_clock, day_tick, tick_day

_LATEST = "only the latest is known"


def untold(standard: Standard, coverage: Coverage) -> tuple[str, ...]:
    """Why a source can never tell whether a standard was met, in words; nothing where it can."""
    if missing := missing_words(coverage, standard.tables()):
        return missing
    for selection in standard.selections():
        source = selection.source
        if isinstance(source, Gaps) and (lacking := _unfilled(source.covered_by, source.cover_start, coverage)):
            return (lacking,)
    # That there are none of a kind to open it means only that nothing is owed.
    if lacking := _never_selects(standard.opens, _whatever_kinds(coverage, standard.opens.source)):
        return (lacking,)
    if isinstance(standard.met_by, tuple):
        lacks = [lacking for selection in standard.met_by if (lacking := _never_selects(selection, coverage))]
        if len(lacks) == len(standard.met_by):
            return (lacks[0],)
    return ()


def unanswerable(indicator: Indicator, coverage: Coverage, period: Period, known: date) -> str | None:
    """Why a source can never answer an indicator's questions of a period, in words; None where it can."""
    first = min(period.start, known)
    last = min(period.end, known)
    everyone = _whatever_kinds(coverage, indicator.source)
    if lacking := _unfilled(indicator.source, _counted_by(indicator), everyone):
        return lacking
    for condition in _where(indicator):
        if why := _never_met(condition, indicator.source, everyone):
            return why
    for question in (*indicator.asked, *indicator.counts):
        if why := _unanswered(question, indicator.source, coverage, first, last):
            return why
    return None


def _counted_by(indicator: Indicator) -> str:
    """The date column without which no row is ever a member."""
    population = indicator.population
    if isinstance(population, OneEach):
        return population.selection.at
    return population.at if isinstance(population, Selection) else getattr(population, "start", "id")


def _where(indicator: Indicator) -> tuple[Condition, ...]:
    population = indicator.population
    if isinstance(population, OneEach):
        return population.selection.where
    return population.where if isinstance(population, Selection | OpenSpans) else ()


def _unanswered(question: Question, source: Source, coverage: Coverage, first: date, last: date) -> str | None:
    match question:
        case Either(parts) | Both(parts):
            return next((why for part in parts if (why := _unanswered(part, source, coverage, first, last))), None)
        case Unless(part):
            return _unanswered(part, source, coverage, first, last)
        case Condition():
            return _never_met(question, source, coverage)
        case Within(start, end):
            return _unfilled(source, start, coverage) or _unfilled(source, end, coverage)
        case Lasting(start, end):
            named = [anchor.column for anchor in (start, end) if anchor.column]
            return next((why for name in named if (why := _unfilled(source, name, coverage))), None)
        case Held():
            return _never_selects(each(allocations, at="started_on"), coverage)
        case Related():
            return _never_selects(question.selection, coverage) or _cut_off(question, coverage, first, last)


def _cut_off(question: Related, coverage: Coverage, first: date, last: date) -> str | None:
    """Whether the rows asked for reach further back than the source does, or are more than the latest."""
    tables = base_tables(question.selection.source)
    counts = question.at_least > 1 or (question.at_most or 0) > 0
    if counts and any(name in coverage and coverage[name].extent is Extent.LATEST_ONLY for name in tables):
        return _LATEST
    begins = [coverage[name].from_on for name in tables if name in coverage]
    since = max((day for day in begins if day is not None), default=None)
    # A span that still runs, or a row that names this one, is in the list however long ago it began.
    if since is None or question.ends or question.match:
        return None
    asked = _earliest(question.after, first, last)
    return f"known from {since}" if asked is None or asked < since else None


def _earliest(anchor: Anchor | None, first: date, last: date) -> date | None:
    """The earliest day a question looks at; None where it looks back without end."""
    if anchor is None:
        return None
    day = last if anchor.moment is Moment.AS_AT else first
    return _moved(day, anchor.clock) if anchor.clock else day


def _moved(day: date, clock: Clock) -> date:
    return tick_day(add_clock(clock, day_tick(day)))


def _never_selects(selection: Selection, coverage: Coverage) -> str | None:
    for source, name in columns_relied_on(selection):
        if lacking := _unfilled(source, name, coverage):
            return lacking
    whys = (_never_met(condition, selection.source, coverage) for condition in selection.where)
    return next((why for why in whys if why), None)


def _never_met(condition: Condition, source: Source, coverage: Coverage) -> str | None:
    """Why no row can meet a condition: of its parts every one (any of them), or one (all of them)."""
    match condition.op:
        case Op.ANY:
            whys = [_never_met(part, source, coverage) for part in condition.parts]
            return whys[0] if whys and all(whys) else None
        case Op.ALL:
            return next((why for part in condition.parts if (why := _never_met(part, source, coverage))), None)
        case Op.ONE_OF if "." not in condition.column:
            return _unfilled(source, condition.column, coverage) or _unheld(condition, source, coverage)
        case Op.IS_TRUE | Op.IS_FALSE | Op.IS_PRESENT | Op.AT_LEAST | Op.AT_MOST | Op.BEFORE | Op.ON_OR_BEFORE:
            return None if "." in condition.column else _unfilled(source, condition.column, coverage)
    return None


def _unfilled(source: Source, name: str, coverage: Coverage) -> str | None:
    place = home_of(source, name)
    if place is None:
        return None
    said = missing_words(coverage, {place[0]: frozenset({place[1]})})
    return ", ".join(said) or None


def _unheld(condition: Condition, source: Source, coverage: Coverage) -> str | None:
    place = home_of(source, condition.column)
    if place is None or place[0] not in coverage:
        return None
    table, column = place
    columns = coverage[table].columns or frozenset()
    if not _kinds(columns, column) or any(f"{column}={value}" in columns for value in condition.values):
        return None
    return f"{table.replace('_', ' ')}: {' or '.join(str(value).replace('_', ' ') for value in condition.values)}"


def _whatever_kinds(coverage: Coverage, source: Source) -> Coverage:
    parts = {name: coverage[name] for name in base_tables(source) if name in coverage}
    kept = {name: {c for c in part.columns or () if "=" not in c} for name, part in parts.items()}
    return {name: replace(part, columns=frozenset(kept[name]) or None) for name, part in parts.items()}


def _kinds(columns: Iterable[str], column: str) -> bool:
    return any(name.startswith(f"{column}=") for name in columns)
