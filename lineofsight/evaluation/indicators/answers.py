"""Answers to an indicator's questions, and the amounts its rows add, for all members at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from lineofsight.core.indicator_measures import (
    Amount,
    Between,
    HowMany,
    LengthIn,
    Since,
)
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
from lineofsight.core.selections import Condition, Selection
from lineofsight.evaluation.indicators.arrays import (
    BLANK,
    FIRST_DAY,
    LAST_DAY,
    NO,
    UNKNOWN,
    YES,
    Answers,
    Floats,
    Ints,
    add_clock_to,
    packed,
    spread,
    unpacked_day,
    unpacked_key,
    working_days_between,
)
from lineofsight.evaluation.indicators.holding import holding
from lineofsight.evaluation.indicators.members import Members
from lineofsight.evaluation.indicators.rows import Workspace, holds, places_among
from lineofsight.evaluation.ticks import day_tick


def answer(question: Question, members: Members, workspace: Workspace) -> Answers:
    """Yes, no or not known for each member."""
    match question:
        case Condition():
            return holds(question, members.rows, members.row, members.day)
        case Related():
            return _related(question, members, workspace)
        case Lasting():
            return _lasting(question, members)
        case Within():
            start, end = _column(question.start, members), _column(question.end, members)
            due = add_clock_to(question.clock, start)
            waiting = (end == BLANK) & (due >= day_tick(workspace.record.as_known_on))
            return _truth((end != BLANK) & (end <= due), (start != BLANK) & ~waiting)
        case Held():
            return _held(question, members, workspace)
        case Either():
            either: Answers = np.maximum.reduce([answer(part, members, workspace) for part in question.parts])
            return either
        case Both():
            both: Answers = np.minimum.reduce([answer(part, members, workspace) for part in question.parts])
            return both
        case Unless():
            return (YES - answer(question.part, members, workspace)).astype(np.int8)


def amount(of: Amount, members: Members, workspace: Workspace) -> Floats:
    """What each member adds; NaN where it is not known."""
    match of:
        case str():
            return members.rows.series(of).cast(pl.Float64).fill_null(float("nan")).to_numpy()[members.row]
        case Between():
            return _length(day_at(of.start, members), day_at(of.end, members), of.unit)
        case Since():
            return _since(of.selection, members, workspace)
        case HowMany():
            related = of.related
            count, known = _count(related, members, workspace)
            return np.where(known, count.astype(np.float64), np.nan)


def day_at(anchor: Anchor, members: Members) -> Ints:
    """The anchor's day for each member."""
    match anchor.moment:
        case Moment.COLUMN:
            day = _column(anchor.column, members)
        case Moment.AS_AT:
            day = members.slots.ends[members.slot]
        case Moment.PERIOD_START:
            day = members.slots.starts[members.slot]
    return add_clock_to(anchor.clock, day)


@dataclass(frozen=True)
class Prepared:
    """Rows of a related selection, in order of key and day; ends apart, in order of key and end."""

    starts: Ints
    ends: Ints
    end_of: Ints
    values: Ints
    codes: pl.Series


def _prepared(question: Related, workspace: Workspace) -> Prepared:
    rows = question.selection
    key = ("related", rows.source.name, rows.at, rows.where, question.ends, question.match, question.distinct)
    return workspace.kept(key, lambda: _prepare(question, workspace))


def _prepare(question: Related, workspace: Workspace) -> Prepared:
    selection = question.selection
    rows = workspace.rows(selection.source)
    day = rows.days(selection.at)
    kept = day != BLANK
    for condition in selection.where:
        kept &= holds(condition, rows, None, day) == YES
    end = rows.days(question.ends) if question.ends else np.full(len(day), BLANK)
    kept &= (end == BLANK) | (end >= day)
    codes = pl.Series([], dtype=pl.String)
    if question.match:
        codes = rows.series(question.match[1]).cast(pl.String).unique().drop_nulls().sort()
        keys = places_among(codes, rows.series(question.match[1]))
    else:
        keys = rows.holder
    kept &= keys >= 0
    order = np.flatnonzero(kept)
    order = order[np.argsort(packed(keys[order], day[order]), kind="stable")]
    ended = order[end[order] != BLANK]
    if question.distinct:
        named = rows.series(question.distinct).cast(pl.String)
        values = places_among(named.unique().drop_nulls().sort(), named)[order]
    else:
        values = np.arange(len(order))
    return Prepared(
        packed(keys[order], day[order]), np.sort(packed(keys[ended], end[ended])), end[order], values, codes
    )


def _related(question: Related, members: Members, workspace: Workspace) -> Answers:
    count, known = _count(question, members, workspace)
    enough = count >= question.at_least
    if question.at_most is not None:
        enough &= count <= question.at_most
    if question.until is not None and question.until.moment is Moment.COLUMN:
        # The last day asked about has not come: what has not happened yet may still happen. What has happened waits
        # with it: those told early would all be yes, and the share of the rows known would be far too high.
        known &= day_at(question.until, members) <= day_tick(workspace.record.as_known_on)
    return _truth(enough, known)


def _count(question: Related, members: Members, workspace: Workspace) -> tuple[Ints, np.ndarray]:
    related = _prepared(question, workspace)
    known = np.ones(len(members.row), dtype=bool)
    if question.match:
        here = members.rows.series(question.match[0])
        key = places_among(related.codes, here)[members.row]
        known &= here.is_not_null().to_numpy()[members.row]
    else:
        key = members.holder
    after, until = _bound(question.after, FIRST_DAY, members), _bound(question.until, LAST_DAY, members)
    known &= (after != BLANK) & (until != BLANK)
    if question.distinct:
        return _count_distinct(related, question, key, after, until), known
    up_to = np.searchsorted(related.starts, packed(key, until), "right")
    if not question.ends:
        count = up_to - np.searchsorted(related.starts, packed(key, after), "left")
    else:
        begun = up_to - np.searchsorted(related.starts, packed(key, np.full_like(key, FIRST_DAY)), "left")
        over = np.searchsorted(related.ends, packed(key, after), "right")
        count = begun - over + np.searchsorted(related.ends, packed(key, np.full_like(key, FIRST_DAY)), "left")
    return np.where(key < 0, 0, np.maximum(count, 0)), known


def _count_distinct(related: Prepared, question: Related, key: Ints, after: Ints, until: Ints) -> Ints:
    from_day = np.full_like(key, FIRST_DAY) if question.ends else after
    first = np.searchsorted(related.starts, packed(key, from_day), "left")
    last = np.where(key < 0, first, np.searchsorted(related.starts, packed(key, until), "right"))
    member, place = spread(first, last)
    value = related.values[place]
    kept = value >= 0
    if question.ends:
        end = related.end_of[place]
        kept &= (end == BLANK) | (end > after[member])
    pairs = np.unique(np.stack([member[kept], value[kept]]), axis=1)
    return np.bincount(pairs[0], minlength=len(key)).astype(np.int64)


def _since(selection: Selection, members: Members, workspace: Workspace) -> Floats:
    related = _prepared(Related(selection), workspace)
    at = members.slots.ends[members.slot]
    place = np.searchsorted(related.starts, packed(members.holder, at), "right") - 1
    if not len(related.starts):
        return np.full(len(at), np.nan)
    pack = related.starts[np.maximum(place, 0)]
    found = (place >= 0) & (members.holder >= 0) & (unpacked_key(pack) == members.holder)
    return np.where(found, at - unpacked_day(pack), np.nan).astype(np.float64)


def _lasting(question: Lasting, members: Members) -> Answers:
    start, end = day_at(question.start, members), day_at(question.end, members)
    reached = end >= add_clock_to(question.at_least or question.under, start)
    return _truth(reached if question.at_least else ~reached, (start != BLANK) & (end != BLANK))


def _held(question: Held, members: Members, workspace: Workspace) -> Answers:
    held = holding(workspace)
    at = held.stretch(members.holder, members.day)
    return np.where(held.held(at, question.by), YES, NO).astype(np.int8)


def _length(start: Ints, end: Ints, unit: LengthIn) -> Floats:
    length = working_days_between(start, end) if unit is LengthIn.WORKING_DAYS else end - start
    size = length / 7 if unit is LengthIn.WEEKS else length.astype(np.float64)
    return np.where((start == BLANK) | (end == BLANK), np.nan, size)


def _bound(anchor: Anchor | None, unbounded: int, members: Members) -> Ints:
    return np.full(len(members.row), unbounded, dtype=np.int64) if anchor is None else day_at(anchor, members)


def _column(name: str, members: Members) -> Ints:
    return members.rows.days(name)[members.row]


def _truth(yes: np.ndarray, known: np.ndarray) -> Answers:
    return np.where(known, np.where(yes, YES, NO), UNKNOWN).astype(np.int8)
