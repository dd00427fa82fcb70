"""Answers to an indicator's questions about one row on one day: yes, no, or not known (None)."""

from __future__ import annotations

from collections.abc import Iterable

from lineofsight.core.indicator_questions import (
    Both,
    Either,
    Held,
    HeldBy,
    Lasting,
    Moment,
    Question,
    Related,
    Unless,
    Within,
)
from lineofsight.core.selections import Condition
from lineofsight.evaluation.plain.conditions import holds
from lineofsight.evaluation.plain.looked import NEVER, Looked, moved
from lineofsight.evaluation.plain.rows import Row
from lineofsight.evaluation.ticks import day_tick


def answer(question: Question, looked: Looked) -> bool | None:
    """Yes, no, or not known."""
    match question:
        case Condition():
            holder = looked.at.record.holder(looked.source, looked.row)
            return holds(question, looked.row, holder, looked.at.day)
        case Related():
            return _related(question, looked)
        case Lasting():
            return _lasting(question, looked)
        case Within():
            return _within(question, looked)
        case Held():
            return _held(looked) in question.by
        case Either():
            return _not(every(_not(answer(part, looked)) for part in question.parts))
        case Both():
            return every(answer(part, looked) for part in question.parts)
        case Unless():
            return _not(answer(question.part, looked))


def every(answers: Iterable[bool | None]) -> bool | None:
    """Whether all are yes: no where one is no, else not known where one is not."""
    unknown = False
    for found in answers:
        if found is False:
            return False
        unknown = unknown or found is None
    return None if unknown else True


def how_many(question: Related, looked: Looked) -> int | None:
    """How many related rows lie between the two days; None where that cannot be told."""
    after = -NEVER if question.after is None else looked.day(question.after)
    until = NEVER if question.until is None else looked.day(question.until)
    key = looked.row.get(question.match[0]) if question.match else looked.holder
    if after is None or until is None or (question.match and key is None):
        return None
    if key is None:
        return 0
    column = question.match[1] if question.match else question.selection.source.holder_column
    spans = [
        (day_tick(on), _end(question, row), row)
        for on, row in looked.at.record.selected(question.selection) if row.get(column) == key
    ]  # fmt: skip
    if not question.ends:
        found = [row for start, _, row in spans if after <= start <= until]
    else:
        found = [row for start, end, row in spans if start <= until and end > after and end >= start]
    if question.distinct:
        return len({value for row in found if (value := row.get(question.distinct)) is not None})
    return len(found)


def _end(question: Related, row: Row) -> int:
    on = row.get(question.ends) if question.ends else None
    return NEVER if on is None else day_tick(on)


def _related(question: Related, looked: Looked) -> bool | None:
    count = how_many(question, looked)
    if count is None:
        return None
    enough = count >= question.at_least and (question.at_most is None or count <= question.at_most)
    if question.until is None or question.until.moment is not Moment.COLUMN:
        return enough
    # Where the last day asked about has not come, what has not happened yet may still happen. What has happened waits
    # with it: those told early would all be yes, and the share of the rows known would be far too high.
    return None if (looked.day(question.until) or 0) > day_tick(looked.at.day) else enough


def _lasting(question: Lasting, looked: Looked) -> bool | None:
    start, end, clock = looked.day(question.start), looked.day(question.end), question.at_least or question.under
    if start is None or end is None:
        return None
    reached = end >= moved(clock, start)
    return reached if question.at_least else not reached


def _within(question: Within, looked: Looked) -> bool | None:
    start, end = looked.tick(question.start), looked.tick(question.end)
    if start is None:
        return None
    due = moved(question.clock, start)
    if end is None:
        return None if due >= day_tick(looked.at.day) else False
    return end <= due


def _held(looked: Looked) -> HeldBy:
    """Who holds the child on the day: by the stretch that began last, if it still runs."""
    day = looked.at.day
    begun = [each for each in looked.at.held if each.child == looked.holder and each.from_on <= day]
    last = max(begun, key=lambda each: each.from_on, default=None)
    if last is None or (last.to_on is not None and last.to_on < day):
        return HeldBy.NOBODY
    return HeldBy.PLACEHOLDER if last.worker is None else HeldBy.WORKER


def _not(found: bool | None) -> bool | None:
    return None if found is None else not found
