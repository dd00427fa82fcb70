"""The kernel's searches and counts as compiled loops: the same answers as NumPy's, in one pass over sorted columns.

Imported only by way of `fast`. Compiled on first use and kept on disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numba
import numpy as np

from lineofsight.core.table import Holder
from lineofsight.evaluation.columnar.clock_tables import LENGTH, MINUTES_IN_A_DAY, NEVER, Ticks, first_minutes
from lineofsight.evaluation.columnar.keys import NOBODY, OFFSET, TICK_BITS, Codes, Keys, Places
from lineofsight.evaluation.ticks import FIRST_CLOCK_DAY

if TYPE_CHECKING:
    from lineofsight.core.standards import Standard
    from lineofsight.evaluation.columnar.kernel import Duties
    from lineofsight.evaluation.columnar.months import Places as MonthPlaces
    from lineofsight.evaluation.columnar.months import Teams
    from lineofsight.evaluation.columnar.openings import Openings
    from lineofsight.evaluation.columnar.plain_duties import PlainDuties

FAR, BLANK, SHIFT, ZERO = int(NEVER), int(NOBODY), TICK_BITS, OFFSET
FIRST, MINUTES = FIRST_CLOCK_DAY, MINUTES_IN_A_DAY
MEASURES, STANDING = 8, 3

# Handing arrays to a function, or making a part of one, once for each duty costs several times what is done with them.
INLINE = numba.njit(cache=True, nogil=True, inline="always")


def first_between(codes: Codes, first: Ticks, last: Ticks, keys: Keys) -> Places:
    """As `fast.first_between`."""
    found: Places = _first_between(*_plain(codes, first, last, keys))
    return found


def between(codes: Codes, first: Ticks, last: Ticks, keys: Keys) -> tuple[Places, Places]:
    """As `fast.between`."""
    low, high = _between(*_plain(codes, first, last, keys))
    return low, high


def counts(duties: Duties, teams: Teams, places: MonthPlaces) -> np.ndarray:
    """As `counting.counts_of`."""
    # None where there is nothing to look up: the loop is compiled without what it would be looked up for.
    known = None if duties.known.all() else _plain(duties.known)[0]
    opened, closed, due, met, opening = _plain(duties.opened, duties.closed, duties.due, duties.met, duties.opening)
    given = (opened, closed, due, met, known, opening, None, None, None, None, None)
    return _counted(given, _holders(duties.standard, duties.openings), teams, places)


def counts_of_plain(plain: PlainDuties, teams: Teams, places: MonthPlaces) -> np.ndarray:
    """As `counting.counts_of` of the duties, which are found and counted one by one and never kept."""
    openings, table = plain.openings, plain.table
    opened, closed, codes, keys, days = _plain(
        openings.starts.ticks, openings.closed, plain.codes, plain.events.keys, table.days
    )
    given = (opened, closed, None, None, None, None, codes, keys, days, table.first, table.last)
    return _counted(given, _holders(plain.standard, openings), teams, places)


def _counted(given: tuple[Any, ...], holders: Codes, teams: Teams, places: MonthPlaces) -> np.ndarray:
    change = np.zeros(MEASURES * len(teams.names) * teams.width, np.int64)
    arguments: tuple[Any, ...] = (
        *given, *_plain(holders, places.edges, places.table),
        _plain(first_minutes())[0] if places.in_hours else None, places.first_day,
        *_plain(teams.at_start, teams.from_day, teams.until_day, teams.until_month, teams.column), change,
    )  # fmt: skip
    _count(*arguments)
    counted = change.reshape(MEASURES, -1, teams.width)[:, :, : len(places.edges)]
    counted[:STANDING] = counted[:STANDING].cumsum(axis=2)
    return counted


def _holders(standard: Standard, openings: Openings) -> Codes:
    """Each opening's child; NOBODY where duties are not owed to children."""
    return openings.holders if standard.holder is Holder.CHILD else np.full(len(openings), NOBODY)


def _plain(*arrays: np.ndarray) -> tuple[np.ndarray, ...]:
    """Every array in one layout and writable, so that each loop is compiled for one signature."""
    return tuple(np.require(array, requirements=["C", "W"]) for array in arrays)


@numba.njit(cache=True, nogil=True)
def _advance(keys, wanted, start):  # type: ignore[no-untyped-def]
    """The first place whose key is not below `wanted`; quick where it is near `start`, in either direction."""
    count, step = len(keys), 1
    low = high = min(start, count)
    if high < count and keys[high] < wanted:
        while low + step < count and keys[low + step] < wanted:
            low += step
            step *= 2
        high = min(low + step, count)
    else:
        while high - step >= 0 and keys[high - step] >= wanted:
            high -= step
            step *= 2
        low = max(high - step, 0)
    while low < high:
        middle = (low + high) // 2
        if keys[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@numba.njit(cache=True, nogil=True)
def _first_between(codes, first, last, keys):  # type: ignore[no-untyped-def]
    found = np.full(len(codes), -1, np.int64)
    place = 0
    for each in range(len(codes)):
        if codes[each] == BLANK:
            continue
        base = (np.int64(codes[each]) << SHIFT) + ZERO
        place = _advance(keys, base + first[each], place)
        if place < len(keys) and keys[place] <= base + last[each]:
            found[each] = place
    return found


@numba.njit(cache=True, nogil=True)
def _between(codes, first, last, keys):  # type: ignore[no-untyped-def]
    low, high = np.empty(len(codes), np.int64), np.empty(len(codes), np.int64)
    place = 0
    for each in range(len(codes)):
        base = (np.int64(codes[each]) << SHIFT) + ZERO
        place = _advance(keys, base + first[each], place)
        low[each] = high[each] = place
        if codes[each] != BLANK and last[each] >= first[each]:
            high[each] = _advance(keys, base + last[each] + 1, place)
    return low, high


@numba.njit(cache=True, nogil=True)
def _day(tick, minutes):  # type: ignore[no-untyped-def]
    """The day of a tick: of a minute, as `clock_tables.local_day`, where the days' first minutes are given."""
    if minutes is None:
        return np.int64(tick)
    day = np.int64(tick) // MINUTES
    if tick >= minutes[min(max(day + 1 - FIRST, 0), LENGTH - 1)]:
        day += 1
    return day


@INLINE
def _month(tick, minutes, first_day, table):  # type: ignore[no-untyped-def]
    """As `months.Places.of_ticks`, for one tick."""
    day = _day(tick, minutes) - first_day
    return np.int64(table[min(max(day, 0), len(table) - 1)])


@INLINE
def _stand(change, begin, run, first, until, until_month, column):  # type: ignore[no-untyped-def]
    """Adds one from month `first`, takes it away at `until`, and moves it where the team changes between.

    `begin` is where the measure's counts begin.
    """
    if first < until:
        while until_month[run] <= first:
            run += 1
        change[begin + column[run] + first] += 1
        while until_month[run] < until:
            at = np.int64(until_month[run])
            change[begin + column[run] + at] -= 1
            run += 1
            change[begin + column[run] + at] += 1
        change[begin + column[run] + until] -= 1


@numba.njit(cache=True, nogil=True)
def _count(  # type: ignore[no-untyped-def]
    opened, closed, due_on, met_on, known, opening, codes, keys, due_days, first_start, last_start, holders,
    edges, table, minutes, first_day, at_start, from_day, until_day, until_month, column, change,
):  # fmt: skip
    """Counts duties; where `keys` are given, first finds when each was met and due."""
    months, before, end = len(edges), edges[0], edges[-1]
    size, last_of_starts = len(change) // MEASURES, len(at_start) - 1
    place = 0
    for each in range(len(opened)):
        start, shut = np.int64(opened[each]), np.int64(closed[each])
        if max(shut, start) <= before or start > end:
            continue
        # Each asks of what is None by itself: then the loop is compiled without it.
        met, due = np.int64(FAR), np.int64(FAR)
        if met_on is not None:
            met, due = np.int64(met_on[each]), np.int64(due_on[each])
        if keys is not None:  # noqa: SIM102  by itself, as said
            if codes[each] != BLANK:
                base = (np.int64(codes[each]) << SHIFT) + ZERO
                place = _advance(keys, base + start, place)
                if place < len(keys) and keys[place] <= base + shut:
                    met = keys[place] - base
        ended = min(met, shut)
        if max(ended, start) <= before:
            continue
        holder = each
        if opening is not None:
            holder = opening[each]
        run = np.int64(at_start[min(holders[holder] + 1, last_of_starts)])
        first = _month(start, minutes, first_day, table)
        until = _month(ended, minutes, first_day, table)
        sure = True
        if known is not None:
            sure = known[each]
        if keys is not None:
            if first_start <= start <= last_start:
                due = np.int64(due_days[start - FIRST])
            sure = due != FAR
        if not sure:
            _stand(change, 2 * size, run, first, until, until_month, column)
            continue
        passed = max(due + 1, start)
        overdue, happened = _month(passed, minutes, first_day, table), max(first, until)
        _stand(change, 0, run, first, until, until_month, column)
        _stand(change, size, run, overdue, until, until_month, column)
        newly = ended >= passed and 0 < overdue < months
        if not newly and happened >= months:
            continue
        day = _day(due, minutes)
        while until_day[run] <= day:
            run += 1
        while from_day[run] > day:
            run -= 1
        if newly:
            change[5 * size + column[run] + overdue] += 1
        if happened < months:
            late = ended > due
            way = (7 if late else 6) if met > shut else (4 if late else 3)
            change[way * size + column[run] + happened] += 1
