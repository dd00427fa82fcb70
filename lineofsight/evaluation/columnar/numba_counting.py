"""Duties counted into teams and months as compiled loops: the same counts as `counting`, many times as fast.

Imported only by way of `fast`. Duties are taken a block at a time, in three steps that each do one thing: which duties
there are, in which months they fall, and adding them up. Steps two and three ask as little as can be of what a
processor would have to guess, and guess wrong, for each duty: what counts nowhere is added where nobody looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numba
import numpy as np

from lineofsight.core.table import Holder
from lineofsight.evaluation.columnar.clock_tables import LENGTH, MINUTES_IN_A_DAY, NEVER, first_minutes
from lineofsight.evaluation.columnar.keys import NOBODY, Codes
from lineofsight.evaluation.columnar.numba_kernel import INLINE, plain
from lineofsight.evaluation.ticks import FIRST_CLOCK_DAY

if TYPE_CHECKING:
    from lineofsight.core.standards import Standard
    from lineofsight.evaluation.columnar.kernel import Duties
    from lineofsight.evaluation.columnar.months import Places as MonthPlaces
    from lineofsight.evaluation.columnar.months import Teams
    from lineofsight.evaluation.columnar.openings import Openings
    from lineofsight.evaluation.columnar.plain_duties import PlainDuties

MEASURES, STANDING, FIRST_FLOW = 8, 3, 3
BLOCK = 2048
"""Duties taken at a time, so that what is between the steps stays in the processor's nearest memory."""

FAR, BLANK = NEVER, int(NOBODY)
FIRST, MINUTES, LAST_MINUTE = np.int32(FIRST_CLOCK_DAY), MINUTES_IN_A_DAY, np.int32(LENGTH - 1)
# Places are kept as numbers without a sign: with one, each use of a place first asks whether it counts from the end.
PLACE = np.uintp
NO_PLACE, ONE, FEW = PLACE(0), PLACE(1), PLACE(64)
NOT_KNOWN, NEWLY_OVERDUE = PLACE(2), PLACE(5)
# Those open are counted in the lower half of a number and those overdue in the upper, so that both move at once.
OVERDUE_BITS = 32
OPEN, OVERDUE = np.int64(1), np.int64(1 << OVERDUE_BITS)
OPEN_AND_OVERDUE = np.int64(OPEN + OVERDUE)
NOUGHT, DAY, THREE = np.int32(0), np.int32(1), np.int32(FIRST_FLOW)
UNKNOWN = np.int32(-(1 << 31))  # in place of a due tick, or of the way a duty ended


def counts(duties: Duties, teams: Teams, places: MonthPlaces) -> np.ndarray:
    """As `counting.counts_of`."""
    # None where there is nothing to look up: the loop is compiled without what it would be looked up for.
    known = None if duties.known.all() else plain(duties.known)[0]
    opened, closed, due, met, opening = plain(duties.opened, duties.closed, duties.due, duties.met, duties.opening)
    given = (opened, closed, due, met, known, opening, None, None, None, None, NOUGHT, NOUGHT)
    return _counted(given, _holders(duties.standard, duties.openings), teams, places)


def counts_of_plain(found: PlainDuties, teams: Teams, places: MonthPlaces) -> np.ndarray:
    """As `counting.counts_of` of the duties, which are found and counted a block at a time and never kept."""
    openings, table, events = found.openings, found.table, found.events
    opened, closed, codes, firsts, ticks, days = plain(
        openings.starts.ticks, openings.closed, found.codes, events.firsts, events.ticks, table.days
    )
    first, last = np.int32(table.first), np.int32(table.last)
    given = (opened, closed, None, None, None, None, codes, firsts, ticks, days, first, last)
    return _counted(given, _holders(found.standard, openings), teams, places)


def _counted(given: tuple[Any, ...], holders: Codes, teams: Teams, places: MonthPlaces) -> np.ndarray:
    size = len(teams.names) * teams.width
    change, standing = np.zeros(MEASURES * size, np.int32), np.zeros(size, np.int64)
    minutes = plain(first_minutes())[0] if places.in_hours else None
    held = (*plain(teams.at_start, teams.at_ends.reshape(-1)), teams.width,
            *plain(teams.from_day, teams.until_day, teams.until_month, teams.column))  # fmt: skip
    edges, table, whose = plain(places.edges, places.table.astype(np.int32), holders)
    arguments: tuple[Any, ...] = (
        *given, whose, edges, table, minutes, np.int32(places.first_day), held, standing, change
    )  # fmt: skip
    _count(*arguments)
    found = change.reshape(MEASURES, size).astype(np.int64)
    found[0] = standing.astype(np.int32)
    found[1] = (standing - found[0]) >> OVERDUE_BITS
    counted = found.reshape(MEASURES, -1, teams.width)[:, :, : len(places.edges)]
    counted[:STANDING] = counted[:STANDING].cumsum(axis=2)
    return counted


def _holders(standard: Standard, openings: Openings) -> Codes:
    """Each opening's child; NOBODY where duties are not owed to children."""
    return openings.holders if standard.holder is Holder.CHILD else np.full(len(openings), NOBODY)


@numba.njit(cache=True, nogil=True)
def _count(  # type: ignore[no-untyped-def]
    opened, closed, due_on, met_on, known, opening, codes, firsts_of, ticks, due_days, first_start, last_start, holders,
    edges, table, minutes, first_day, held, standing, change,
):  # fmt: skip
    """The three steps, block by block."""
    # What may be None is handed on by itself, never in a tuple: a loop is compiled without what is None.
    starts, shuts, mets, whose, dues = _columns(), _columns(), _columns(), _columns(), _columns()
    firsts, untils, overdues, newlies, ways = _columns(), _columns(), _columns(), _columns(), _columns()
    for low in range(0, len(opened), BLOCK):
        high = min(low + BLOCK, len(opened))
        kept = _find(
            opened, closed, due_on, met_on, known, opening, codes, firsts_of, ticks, holders, edges,
            PLACE(low), PLACE(high), starts, shuts, mets, whose, dues,
        )  # fmt: skip
        _place(
            kept, known, due_days, first_start, last_start, table, minutes, first_day,
            starts, shuts, mets, dues, firsts, untils, overdues, newlies, ways,
        )  # fmt: skip
        _add(kept, held, whose, dues, firsts, untils, overdues, newlies, ways, standing, change)


@INLINE
def _columns():  # type: ignore[no-untyped-def]
    return np.empty(BLOCK, np.int32)


@numba.njit(cache=True, nogil=True)
def _find(  # type: ignore[no-untyped-def]
    opened, closed, due_on, met_on, known, opening, codes, firsts_of, ticks, holders, edges, low, high,
    starts, shuts, mets, whose, dues,
):  # fmt: skip
    """The block's duties that count in some month; those given, or those that openings make with the
    `ticks` of their holders' events, which begin at `firsts_of`.

    Of given ones, those not known are due at UNKNOWN.
    """
    before, end, kept = edges[0], edges[-1], NO_PLACE
    for each in range(low, high):
        start, shut, met = opened[each], closed[each], FAR
        # Each asks of what is None by itself: then the loop is compiled without it.
        if ticks is not None:
            code = codes[each]
            if code != BLANK and code < len(firsts_of) - 1:
                low_event, high_event = PLACE(firsts_of[PLACE(code)]), PLACE(firsts_of[PLACE(code) + ONE])
                # Of many, some before the start are passed over; of few, each is looked at, as that asks nothing.
                while high_event - low_event > FEW:
                    middle = low_event + (high_event - low_event) // PLACE(2)
                    if ticks[middle] < start:
                        low_event = middle + ONE
                    else:
                        high_event = middle + ONE
                for event in range(low_event, high_event):
                    tick = ticks[event]
                    met = min(met, tick if tick >= start else FAR)
                met = met if met <= shut else FAR
        if met_on is not None:
            met = met_on[each]
        if due_on is not None:
            dues[kept] = due_on[each]
        if known is not None:  # noqa: SIM102  by itself, as said
            if not known[each]:
                dues[kept] = UNKNOWN
        holder = PLACE(each)
        if opening is not None:
            holder = PLACE(opening[each])
        starts[kept], shuts[kept], mets[kept], whose[kept] = start, shut, met, holders[holder]
        # One that counts nowhere is written over by the next.
        kept += PLACE(max(min(met, shut), start) > before) & PLACE(start <= end)
    return kept


@numba.njit(cache=True, nogil=True)
def _place(  # type: ignore[no-untyped-def]
    kept, known, due_days, first_start, last_start, table, minutes, first_day,
    starts, shuts, mets, dues, firsts, untils, overdues, newlies, ways,
):  # fmt: skip
    """The month numbers of each duty, how it ended, and its due day, which were ticks."""
    for each in range(kept):
        start, met, shut = starts[each], mets[each], shuts[each]
        sure = True
        if known is not None:
            sure = dues[each] != UNKNOWN
        if due_days is not None:
            at = np.int32(min(max(start, first_start), last_start))
            dues[each] = due_days[PLACE(at - FIRST)]
            sure = (at == start) & (dues[each] != FAR)
        due, ended = dues[each], min(met, shut)
        # Overdue begins the tick after the due tick, or at the opening where that was later still.
        passed = max(np.int32(due + DAY), start)
        first = _month(start, minutes, first_day, table)
        firsts[each] = first
        untils[each] = max(first, _month(ended, minutes, first_day, table))
        overdue = _month(passed, minutes, first_day, table)
        overdues[each] = overdue
        newlies[each] = overdue if ended >= passed else NOUGHT
        # Of the four ways to end: met in time or late, closed in time or overdue.
        way = np.int32(THREE + np.int32(ended > due) + THREE * np.int32(met > shut))
        ways[each] = way if sure else UNKNOWN
        if minutes is not None:
            dues[each] = _day(due, minutes)


@INLINE
def _day(tick, minutes):  # type: ignore[no-untyped-def]
    """The day of a tick: of a minute, as `clock_tables.local_day`, where the days' first minutes are given."""
    if minutes is None:
        return tick
    day = np.int32(tick // MINUTES)
    if tick >= minutes[PLACE(min(max(np.int32(day + DAY - FIRST), NOUGHT), LAST_MINUTE))]:
        day += DAY
    return day


@INLINE
def _month(tick, minutes, first_day, table):  # type: ignore[no-untyped-def]
    """As `months.Places.of_ticks`, for one tick."""
    day = np.int32(_day(tick, minutes) - first_day)
    return table[PLACE(min(max(day, NOUGHT), np.int32(len(table) - 1)))]


@numba.njit(cache=True, nogil=True)
def _add(kept, held, whose, dues, firsts, untils, overdues, newlies, ways, standing, change):  # type: ignore[no-untyped-def]
    """Each duty into the counts: of its team at a month's end while it stands, of its team on the due day as it ends.

    What happens before the first month, or after the last, is added there, where no one reads it.
    """
    at_start, at_ends, width, from_day, until_day, until_month, column = held
    size, wide, everyone_else = PLACE(len(standing)), PLACE(width), np.int32(len(at_start) - 1)
    for each in range(kept):
        child = PLACE(min(np.int32(whose[each] + 1), everyone_else))
        row, start = child * wide, PLACE(at_start[child])
        first, until, overdue = PLACE(firsts[each]), PLACE(untils[each]), PLACE(overdues[each])
        run, last = start + PLACE(at_ends[row + first]), start + PLACE(at_ends[row + until])
        if ways[each] == UNKNOWN:
            begin = NOT_KNOWN * size
            change[begin + PLACE(column[run]) + first] += 1
            while run < last:
                at = begin + PLACE(until_month[run])
                change[at + PLACE(column[run])] -= 1
                run += ONE
                change[at + PLACE(column[run])] += 1
            change[begin + PLACE(column[last]) + until] -= 1
            continue
        # Added from its first month's end, taken away at its last, and moved where the team changes between.
        late_from = min(overdue, until)
        late_run = start + PLACE(at_ends[row + late_from])
        standing[PLACE(column[run]) + first] += OPEN
        standing[PLACE(column[late_run]) + late_from] += OVERDUE
        standing[PLACE(column[last]) + until] -= OPEN_AND_OVERDUE
        while run < last:
            moved = OPEN_AND_OVERDUE if run >= late_run else OPEN
            at = PLACE(until_month[run])
            standing[PLACE(column[run]) + at] -= moved
            run += ONE
            standing[PLACE(column[run]) + at] += moved
        day, run = dues[each], start + PLACE(at_ends[row + max(overdue, ONE) - ONE])
        while until_day[run] <= day:
            run += ONE
        while from_day[run] > day:
            run -= ONE
        team = PLACE(column[run])
        change[PLACE(ways[each]) * size + team + until] += 1
        change[NEWLY_OVERDUE * size + team + PLACE(newlies[each])] += 1
