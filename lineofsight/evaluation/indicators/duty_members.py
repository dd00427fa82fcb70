"""Duties as an indicator's members: those that fell due in a period, or that stand at a date."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from lineofsight.core.indicator_measures import Longest, Measure
from lineofsight.core.indicators import Duties, DutiesWhen
from lineofsight.core.standards import Standard
from lineofsight.core.table import Holder
from lineofsight.evaluation.indicators.arrays import BLANK, LAST_DAY, NO, UNKNOWN, YES, Answers, Flags, Ints
from lineofsight.evaluation.indicators.counted import Counted, DutyFrame, Standards
from lineofsight.evaluation.indicators.members import Members, Slots, in_slots, standing
from lineofsight.evaluation.indicators.rows import Rows, Workspace
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.ticks import day_tick

# The last minute of a day: an hour clock due then has the whole day.
LAST_MINUTE = 24 * 60 - 1


def duties_from(duties: DutyFrame | None, standards: Mapping[str, Standard] | None) -> Standards:
    """The standards of the catalogue and the kernel's duties, where none are given."""
    if standards is None:
        from lineofsight.catalogue import STANDARDS  # local: the catalogue is large, and many figures need none of it

        standards = STANDARDS
    return Standards(standards, duties or duties_of_one)


def duties_of_one(standard: Standard, record: Record) -> pl.DataFrame:
    """The duties of one standard, as the kernel finds them."""
    from lineofsight.evaluation.columnar.duties import duty_table

    return duty_table([standard], record)


def count_duties(
    population: Duties, measure: Measure, workspace: Workspace, slots: Slots, standards: Standards
) -> Counted:
    """The duties of a population, counted; none where no standard is named by it.

    Due in the period: counted if met by its due day, not counted if late, overdue or ended overdue; left out if it
    ended before it fell due, or has not fallen due by the last day known. Where the due day is not known the duty is
    missing, in the period it opened.
    """
    found = standards.named(population.standards)
    rows = workspace.kept(("duties", population.standards), lambda: _rows(found, workspace, standards))
    if population.when in (DutiesWhen.OVERDUE, DutiesWhen.OPEN, DutiesWhen.UP_TO_DATE):
        return _standing(population, rows, slots, waited=isinstance(measure, Longest))
    return _due(population, rows, slots, day_tick(workspace.record.as_known_on))


def _rows(found: list[Standard], workspace: Workspace, standards: Standards) -> Rows:
    frames = [standards.duties(item, workspace.record) for item in found]
    kinds = {item.holder for item in found}
    frame = pl.concat(frames, how="vertical_relaxed") if len(frames) > 1 else frames[0]
    kind = kinds.pop() if len(kinds) == 1 else Holder.CHILD
    return workspace.placed(frame, kind, "holder", "duties")


def _due(population: Duties, rows: Rows, slots: Slots, last_known: int) -> Counted:
    due, closed, opened = rows.days("due_on"), rows.days("closed_on"), rows.days("opened_on")
    known = rows.frame["known"].to_numpy() & (due != BLANK)
    meets = _met_by(rows)
    in_time = meets & _not_after(rows, "met", "due")
    ended = (closed != BLANK) & _not_after(rows, "closed", "due") & ~meets
    waiting = known & ~meets & (due >= last_known)
    late_known = rows.days("recorded_on")
    if population.when is DutiesWhen.MET:
        kept = known & in_time
        state = np.where(late_known == BLANK, UNKNOWN, np.where(late_known > due, YES, NO))
    else:
        kept = ~known | ~(ended | waiting)
        state = np.where(known, np.where(in_time, YES, NO), UNKNOWN)
    day = np.where(due == BLANK, opened, due)
    kept &= (day != BLANK) & (day <= last_known)
    row = np.flatnonzero(kept)
    members = in_slots(rows, row, day[row], slots)
    answers = state[members.row].astype(np.int8)
    return _together(members, answers) if population.when is DutiesWhen.EVERY else _whole(members, answers)


def _together(members: Members, state: Answers) -> Counted:
    """One member a holder and period, the last due: met if every one of its duties was, and not if one was not."""
    order = np.lexsort((members.row, members.day, members.holder, members.slot))
    ordered = members.only(order)
    pairs = np.stack([ordered.slot, ordered.holder])
    new = np.ones(len(order), dtype=bool)
    new[1:] = (pairs[:, 1:] != pairs[:, :-1]).any(axis=0)
    firsts = np.flatnonzero(new)
    least = np.minimum.reduceat(state[order], firsts) if len(firsts) else state[order]
    lasts = np.append(firsts[1:], len(order)) - 1 if len(firsts) else firsts
    return _whole(ordered.only(lasts), least)


def _standing(population: Duties, rows: Rows, slots: Slots, *, waited: bool) -> Counted:
    due, opened = rows.days("due_on"), rows.days("opened_on")
    known = rows.frame["known"].to_numpy() & (due != BLANK)
    met = np.where(_met_by(rows), rows.days("met_on"), BLANK)
    closed = rows.days("closed_on")
    over = np.where(met == BLANK, closed, np.where(closed == BLANK, met, np.minimum(met, closed)))
    overdue = population.when is DutiesWhen.OVERDUE
    start = np.where(known, _first_overdue_day(rows, due), opened) if overdue else opened
    row = np.flatnonzero((start != BLANK) & ((over == BLANK) | (over > start)))
    members = standing(rows, row, start[row], over[row], slots)
    state = np.where(known, YES, UNKNOWN)[members.row].astype(np.int8)
    if population.when is DutiesWhen.UP_TO_DATE:
        past = members.day >= np.where(known, _first_overdue_day(rows, due), LAST_DAY)[members.row]
        state = np.where(past, NO, state).astype(np.int8)
    ones = np.ones(len(members.row))
    days = np.where(known[members.row], members.day - due[members.row], 0).astype(np.float64)
    return Counted(members, state, days if waited else ones, ones)


def _met_by(rows: Rows) -> Flags:
    """Whether it was met, and not after it closed."""
    met, closed = rows.days("met_on"), rows.days("closed_on")
    found: Flags = (met != BLANK) & ((closed == BLANK) | _not_after(rows, "met", "closed"))
    return found


def _not_after(rows: Rows, one: str, other: str) -> Flags:
    """Whether one moment is not after another: by the minute where both have one, else by the day."""
    first, second = rows.frame[f"{one}_at"], rows.frame[f"{other}_at"]
    by_minute = (first <= second).fill_null(False).to_numpy()
    timed = (first.is_not_null() & second.is_not_null()).to_numpy()
    return np.where(timed, by_minute, rows.days(f"{one}_on") <= rows.days(f"{other}_on"))


def _first_overdue_day(rows: Rows, due: Ints) -> Ints:
    """The first day at whose end it is overdue: the due day itself where an hour clock ran out during it."""
    moment = rows.frame["due_at"].dt.convert_time_zone("Europe/London")
    minutes = moment.dt.hour().cast(pl.Int64) * 60 + moment.dt.minute().cast(pl.Int64)
    minute = minutes.fill_null(LAST_MINUTE).to_numpy()
    return np.where(due == BLANK, BLANK, np.where(minute < LAST_MINUTE, due, due + 1))


def _whole(members: Members, state: Answers) -> Counted:
    ones = np.ones(len(members.row))
    return Counted(members, state, ones, ones)
