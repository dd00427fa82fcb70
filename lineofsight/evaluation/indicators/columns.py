"""The columns indicators read of each source, so that nothing else is read from disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import polars as pl

from lineofsight.core.derived import Source
from lineofsight.core.indicator_measures import Between, Share, Since, amounts, related_of
from lineofsight.core.indicator_questions import Anchor, Both, Either, Lasting, Question, Related, Unless, Within
from lineofsight.core.indicators import Duties, Indicator, OneEach, OpenSpans
from lineofsight.core.selections import Condition, Selection


@dataclass(frozen=True)
class Columns:
    """Columns of some rows, each read when first asked for and kept; those of `wanted` are read together.

    `read` gives the rows with the columns named, in the same order every time.
    """

    read: Callable[[list[str]], pl.DataFrame]
    names: frozenset[str]
    wanted: frozenset[str] = frozenset()
    _kept: dict[str, pl.Series] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, frame: pl.DataFrame) -> Columns:
        """Of a frame in memory."""
        return cls(frame.select, frozenset(frame.columns))

    def __getitem__(self, name: str) -> pl.Series:
        """A column. Raises KeyError for one there is not."""
        if name not in self._kept:
            if name not in self.names:
                raise KeyError(name)
            together = {name} if self._kept else {name, *(self.wanted & self.names)}
            frame = self.read(sorted(together))
            self._kept.update({column: frame[column] for column in frame.columns})
        return self._kept[name]

    def __contains__(self, name: object) -> bool:
        return name in self.names


def columns_read(indicators: Iterable[Indicator]) -> dict[str, tuple[Source, set[str]]]:
    """By the name of its source: the source, and its own columns that the indicators read, holders' left out."""
    found: dict[str, tuple[Source, set[str]]] = {}

    def add(source: Source, *names: str) -> None:
        kept = found.setdefault(source.name, (source, {"id", source.holder_column}))[1]
        kept.update(name for name in names if name and source.has(name))

    for indicator in indicators:
        if isinstance(indicator.population, Duties):
            continue
        own, population = indicator.source, indicator.population
        if isinstance(population, OpenSpans):
            add(own, population.start, population.end, "team_id", *_of(population.where))
        else:
            selection = population.selection if isinstance(population, OneEach) else population
            add(own, selection.at, "team_id", *_of(selection.where))
        if isinstance(indicator.as_, Share):
            add(own, indicator.as_.column)
        for amount in amounts(indicator.as_):
            if isinstance(amount, str):
                add(own, amount)
            elif isinstance(amount, Between):
                add(own, amount.start.column, amount.end.column)
            elif isinstance(amount, Since):
                add(amount.selection.source, amount.selection.at, *_of(amount.selection.where))
        for question in (*indicator.counts, *indicator.asked, *related_of(indicator.as_)):
            for source, names in _asked(question, own):
                add(source, *names)
    return found


def _asked(question: Question, own: Source) -> list[tuple[Source, tuple[str, ...]]]:
    match question:
        case Condition():
            return [(own, tuple(question.columns()))]
        case Lasting():
            return [(own, (question.start.column, question.end.column))]
        case Within():
            return [(own, (question.start, question.end))]
        case Either() | Both():
            return [read for part in question.parts for read in _asked(part, own)]
        case Unless():
            return _asked(question.part, own)
        case Related():
            return _related(question, own)
    return []


def _related(question: Related, own: Source) -> list[tuple[Source, tuple[str, ...]]]:
    here, there = question.match or ("", "")
    selection: Selection = question.selection
    anchors = tuple(anchor.column for anchor in (question.after, question.until) if isinstance(anchor, Anchor))
    read = (selection.at, there, question.ends or "", question.distinct or "", *_of(selection.where))
    return [(own, (here, *anchors)), (selection.source, read)]


def _of(where: tuple[Condition, ...]) -> tuple[str, ...]:
    return tuple(name for condition in where for name in condition.columns())
