"""The rows behind a figure of what is open on a day, read plainly: what runs for one child after a write.

The same rows, and the same answers, as `evaluation.cohorts` gives over columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from lineofsight.core.indicator_measures import Amount, Between, HowMany, Percent, Share, Since, amounts
from lineofsight.core.indicators import Indicator, OpenSpans
from lineofsight.evaluation.plain.conditions import passes
from lineofsight.evaluation.plain.looked import Looked, OnADay
from lineofsight.evaluation.plain.questions import answer, every, how_many
from lineofsight.evaluation.plain.rows import Row


def counted(indicator: Indicator, at: OnADay) -> Iterator[tuple[Row, bool | None]]:
    """Each row the indicator looks at on the day, and whether it counts: yes, no, or not known (None).

    Whether the record can tell of the day at all is for whoever asks to know. Raises TypeError for an indicator that is
    not a stock of rows.
    """
    population = indicator.population
    if not isinstance(population, OpenSpans) or population.during:
        raise TypeError(f"{indicator.code} is not of rows open on a day. Take its cohort.")
    for row in at.record.rows(population.source):
        looked = Looked(population.source, row, at)
        if not _is_open(population, looked):
            continue
        asked = every(answer(question, looked) for question in indicator.asked)
        if asked is False:
            continue
        counts = every(answer(question, looked) for question in indicator.counts)
        yield row, _weighed(indicator, looked, every((asked, counts)))


def _is_open(population: OpenSpans, looked: Looked) -> bool:
    start, end = looked.row.get(population.start), looked.row.get(population.end)
    day = looked.at.day
    if start is None or start > day or (end is not None and end <= day):
        return False
    holder = looked.at.record.holder(population.source, looked.row)
    return passes(population.where, looked.row, holder, day)


def _weighed(indicator: Indicator, looked: Looked, found: bool | None) -> bool | None:
    """The answer, or not known where what the figure is made of is blank."""
    measure = indicator.as_
    told = all(_is_told(amount, looked) for amount in amounts(measure))
    if isinstance(measure, Share):
        told = looked.row.get(measure.column) is not None
    if told or (found is False and not isinstance(measure, Percent)):
        return found
    return None


def _is_told(amount: Amount, looked: Looked) -> bool:
    match amount:
        case str():
            return looked.row.get(amount) is not None
        case Between():
            return looked.day(amount.start) is not None and looked.day(amount.end) is not None
        case HowMany():
            return how_many(amount.related, looked) is not None
        case Since():
            rows = looked.at.record.selected(amount.selection)
            column, whose = amount.selection.source.holder_column, looked.holder
            return whose is not None and any(on <= looked.at.day and row.get(column) == whose for on, row in rows)
