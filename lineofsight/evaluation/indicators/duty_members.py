"""Duties as an indicator's members: those that fell due in a period, or that stand at a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from lineofsight.core.indicator_measures import Longest, Measure
from lineofsight.core.indicators import Duties, DutiesWhen
from lineofsight.core.standards import Standard
from lineofsight.core.table import Holder
from lineofsight.evaluation.columnar import kernel
from lineofsight.evaluation.columnar.clock_tables import NEVER, Ticks, last_minute, local_day
from lineofsight.evaluation.columnar.kernel import duties_of
from lineofsight.evaluation.indicators.arrays import BLANK, LAST_DAY, NO, UNKNOWN, YES, Answers, Flags, Ints, days_of
from lineofsight.evaluation.indicators.columns import Columns
from lineofsight.evaluation.indicators.members import Members, Slots, in_slots, standing
from lineofsight.evaluation.indicators.rows import Holders, Rows, Workspace
from lineofsight.evaluation.indicators.states import Counted, DutyFrame, Standards
from lineofsight.evaluation.ticks import day_tick

# The last minute of a day: an hour clock due then has the whole day.
LAST_MINUTE = 24 * 60 - 1

# About a hundred bytes each: what a service of fifty thousand children has in all, and a large one in part.
KEPT_DUTIES = 2_000_000


@dataclass(frozen=True)
class Owed:
    """Duties as days, BLANK where there is none.

    `known`: whether it can be told and is due on some day. `met`: the day it was met, BLANK where that was after it
    closed. `in_time`: met by its due moment. `ended`: closed by its due moment and not met. `overdue_on`: the first day
    at whose end it is overdue. `recorded`: the day what met it was recorded; None where nobody asked.
    """

    rows: Rows
    known: Flags
    opened: Ints
    due: Ints
    met: Ints
    closed: Ints
    in_time: Flags
    ended: Flags
    overdue_on: Ints
    recorded: Ints | None


def duties_from(duties: DutyFrame | None, standards: Mapping[str, Standard] | None) -> Standards:
    """The standards of the catalogue where none are given; the kernel's duties where no frame of them is given."""
    if standards is None:
        from lineofsight.catalogue import STANDARDS  # local: the catalogue is large, and many figures need none of it

        standards = STANDARDS
    return Standards(standards, duties)


def count_duties(
    population: Duties, measure: Measure, workspace: Workspace, slots: Slots, standards: Standards
) -> Counted:
    """The duties of a population, counted; none where no standard is named by it.

    Due in the period: counted if met by its due day, not counted if late, overdue or ended overdue; left out if it
    ended before it fell due, or has not fallen due by the last day known. Where the due day is not known the duty is
    missing, in the period it opened.
    """
    recorded = population.when is DutiesWhen.MET
    found = standards.named(population.standards)
    # Of duties met in time only those of the periods asked are ever counted, and of a large service most are earlier.
    since = int(slots.starts.min()) if recorded and len(slots.starts) else None
    key = ("duties", population.standards, recorded, standards.duties, since)
    owed = workspace.recent(key, lambda: _owed(found, workspace, standards, recorded=recorded, since=since))
    if population.when in (DutiesWhen.OVERDUE, DutiesWhen.OPEN, DutiesWhen.UP_TO_DATE):
        return _standing(population, owed, slots, waited=isinstance(measure, Longest))
    return _due(population, owed, slots, day_tick(workspace.record.as_known_on))


def _owed(
    found: list[Standard], workspace: Workspace, standards: Standards, *, recorded: bool, since: int | None
) -> Owed:  # fmt: skip
    kinds = {item.holder for item in found}
    kind = kinds.pop() if len(kinds) == 1 else Holder.CHILD
    if standards.duties is None:
        return owed_by_kernel(found, kind, workspace, recorded=recorded, since=since)
    frames = [standards.duties(item, workspace.record) for item in found]
    frame = pl.concat(frames, how="vertical_relaxed") if len(frames) > 1 else frames[0]
    return owed_in_frame(workspace.placed(frame, kind, "holder", "duties"))


def owed_by_kernel(
    found: list[Standard], kind: Holder, workspace: Workspace, *, recorded: bool, since: int | None = None
) -> Owed:  # fmt: skip
    """The duties of standards as the kernel finds them: no text is made.

    With `since`, a day, those alone that were met in time and fell due then or later.
    """
    holders = workspace.holders(kind)
    # A standard at a time: its rows are let go before the next one's are made, and only days are kept.
    parts = [_nothing_owed(recorded=recorded)]
    for item in found:
        duties = _made(item, workspace, recorded=recorded)
        if duties is not None and len(duties):
            part = _as_owed(duties, kind, holders, recorded=recorded)
            parts.append(part if since is None else _met_since(since, part))
        del duties

    def together(name: str, of: type) -> np.ndarray:
        return np.concatenate([part.pop(name) for part in parts], dtype=of)

    rows = Rows(kind, Columns.of(pl.DataFrame()), together("place", np.int64), holders, "duties")
    return Owed(
        rows, known=together("known", bool), opened=together("opened", np.int64), due=together("due", np.int64),
        met=together("met", np.int64), closed=together("closed", np.int64), in_time=together("in_time", bool),
        ended=together("ended", bool), overdue_on=together("overdue_on", np.int64),
        recorded=together("recorded", np.int64) if recorded else None,
    )  # fmt: skip


def _nothing_owed(*, recorded: bool) -> dict[str, np.ndarray]:
    """The columns of `_as_owed`, of no duty."""
    days = ("place", "opened", "due", "met", "closed", "overdue_on", *(("recorded",) if recorded else ()))
    flags = dict.fromkeys(("known", "in_time", "ended"), np.zeros(0, bool))
    return {**dict.fromkeys(days, np.zeros(0, np.int32)), **flags}


def _as_owed(duties: kernel.Duties, kind: Holder, holders: Holders, *, recorded: bool) -> dict[str, np.ndarray]:
    """One standard's duties as the columns of `Owed`, days in half the room."""
    in_hours = duties.standard.in_hours
    due, met, closed = (_days_of(ticks, in_hours=in_hours) for ticks in (duties.due, duties.met, duties.closed))
    meets = (duties.met != NEVER) & (duties.met <= duties.closed)
    days = {
        "place": _places_of(duties, kind, holders), "opened": _days_of(duties.opened, in_hours=in_hours), "due": due,
        "met": np.where(meets, met, BLANK), "closed": closed, "overdue_on": _overdue_on(duties),
        **({"recorded": _recorded_on(duties)} if recorded else {}),
    }  # fmt: skip
    return {
        **{name: column.astype(np.int32) for name, column in days.items()},
        "known": duties.known & (duties.due != NEVER), "in_time": meets & (duties.met <= duties.due),
        "ended": ~meets & (duties.closed != NEVER) & (duties.closed <= duties.due),
    }  # fmt: skip


def _met_since(since: int, part: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Those of a standard's duties that were met in time and fell due that day or later."""
    kept = part["known"] & part["in_time"] & (part["due"] >= since)
    return {name: column[kept] for name, column in part.items()}


def _made(item: Standard, workspace: Workspace, *, recorded: bool) -> kernel.Duties | None:
    """A standard's duties; kept for the next indicator of it while there is room, but for those with all their rows."""
    workspace.prepare({}, [item])
    kept: dict[tuple[int, bool], kernel.Duties | None] = workspace.kept("duties", dict)
    key = (id(item), recorded)
    if key in kept:
        return kept[key]
    found = duties_of(item, workspace.frames(detail=recorded))
    if not recorded and sum(len(duties) for duties in list(kept.values()) if duties is not None) < KEPT_DUTIES:
        kept[key] = found
    return found


def _places_of(duties: kernel.Duties, kind: Holder, holders: Holders) -> Ints:
    """Each duty's holder's place; a holder of another kind has none."""
    size = len(duties)
    if kind is Holder.SERVICE:
        return np.zeros(size, dtype=np.int64)
    other = duties.standard.holder is not kind
    return np.full(size, -1, dtype=np.int64) if other else holders.places(duties.openings.holders)[duties.opening]


def _days_of(ticks: Ticks, *, in_hours: bool) -> Ints:
    days = local_day(np.where(ticks == NEVER, 0, ticks).astype(np.int32)) if in_hours else ticks
    return np.where(ticks == NEVER, BLANK, days).astype(np.int64)


def _overdue_on(duties: kernel.Duties) -> Ints:
    """The first day at whose end it is overdue: the due day itself where an hour clock ran out during it."""
    in_hours = duties.standard.in_hours
    due = _days_of(duties.due, in_hours=in_hours)
    during = duties.due != last_minute(due.astype(np.int32)) if in_hours else np.zeros(len(due), bool)
    return np.where(due == BLANK, BLANK, np.where(during, due, due + 1))


def _recorded_on(duties: kernel.Duties) -> Ints:
    """The day what met each duty was recorded."""
    if isinstance(duties.standard.met_by, str):
        rows = duties.openings.rows
        blank = np.full(len(duties), BLANK, dtype=np.int64)
        own = days_of(rows["recorded_on"])[duties.opening] if "recorded_on" in rows.columns else blank
        return np.where(duties.met != NEVER, own, BLANK)
    recorded = duties.events.recorded
    if recorded is None or not len(recorded):
        return np.full(len(duties), BLANK, dtype=np.int64)
    found = recorded[np.maximum(duties.meeting, 0)]
    return np.where((duties.meeting >= 0) & (found != NEVER), found, BLANK).astype(np.int64)


def owed_in_frame(rows: Rows) -> Owed:
    """The duties in rows with the columns of `duty_table`."""
    due, closed, met = rows.days("due_on"), rows.days("closed_on"), rows.days("met_on")
    meets = (met != BLANK) & ((closed == BLANK) | _not_after(rows, "met", "closed"))
    minute = _minute_of_day(rows.columns["due_at"])
    over = np.where(due == BLANK, BLANK, np.where(minute < LAST_MINUTE, due, due + 1))
    return Owed(
        rows, rows.columns["known"].to_numpy() & (due != BLANK), rows.days("opened_on"), due,
        np.where(meets, met, BLANK), closed, meets & _not_after(rows, "met", "due"),
        (closed != BLANK) & _not_after(rows, "closed", "due") & ~meets, over, rows.days("recorded_on"),
    )  # fmt: skip


def _not_after(rows: Rows, one: str, other: str) -> Flags:
    """Whether one moment is not after another: by the minute where both have one, else by the day."""
    first, second = rows.columns[f"{one}_at"], rows.columns[f"{other}_at"]
    by_minute = (first <= second).fill_null(False).to_numpy()
    timed = (first.is_not_null() & second.is_not_null()).to_numpy()
    return np.where(timed, by_minute, rows.days(f"{one}_on") <= rows.days(f"{other}_on"))


def _minute_of_day(moment: pl.Series) -> Ints:
    local = moment.dt.convert_time_zone("Europe/London")
    minutes = local.dt.hour().cast(pl.Int64) * 60 + local.dt.minute().cast(pl.Int64)
    return minutes.fill_null(LAST_MINUTE).to_numpy()


def _due(population: Duties, owed: Owed, slots: Slots, last_known: int) -> Counted:
    due, met = owed.due, owed.met != BLANK
    waiting = owed.known & ~met & (due >= last_known)
    if population.when is DutiesWhen.MET and owed.recorded is not None:
        kept = owed.known & owed.in_time
        state = np.where(owed.recorded == BLANK, UNKNOWN, np.where(owed.recorded > due, YES, NO))
    else:
        kept = ~owed.known | ~(owed.ended | waiting)
        state = np.where(owed.known, np.where(owed.in_time, YES, NO), UNKNOWN)
    day = np.where(due == BLANK, owed.opened, due)
    kept &= (day != BLANK) & (day <= last_known)
    row = owed.rows.chosen(kept)
    members = in_slots(owed.rows, row, day[row], slots)
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


def _standing(population: Duties, owed: Owed, slots: Slots, *, waited: bool) -> Counted:
    met, closed = owed.met, owed.closed
    over = np.where(met == BLANK, closed, np.where(closed == BLANK, met, np.minimum(met, closed)))
    overdue = population.when is DutiesWhen.OVERDUE
    start = np.where(owed.known, owed.overdue_on, owed.opened) if overdue else owed.opened
    row = owed.rows.chosen((start != BLANK) & ((over == BLANK) | (over > start)))
    members = standing(owed.rows, row, start[row], over[row], slots)
    state = np.where(owed.known, YES, UNKNOWN).astype(np.int8)[members.row]
    if population.when is DutiesWhen.UP_TO_DATE:
        past = members.day >= np.where(owed.known, owed.overdue_on, LAST_DAY)[members.row]
        state = np.where(past, NO, state).astype(np.int8)
    ones = np.ones(len(members.row))
    if not waited:
        return Counted(members, state, ones, ones)
    days = np.where(owed.known[members.row], members.day - owed.due[members.row], 0)
    return Counted(members, state, days.astype(np.float64), ones)


def _whole(members: Members, state: Answers) -> Counted:
    ones = np.ones(len(members.row))
    return Counted(members, state, ones, ones)
