"""The kernel's searches and counts as compiled loops: the same answers as NumPy's, in one pass over sorted columns.

Imported only by way of `fast`. Compiled on first use and kept on disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numba
import numpy as np

from lineofsight.evaluation.columnar.clock_tables import NEVER, Ticks
from lineofsight.evaluation.columnar.keys import NOBODY, OFFSET, TICK_BITS, Codes, Keys, Places
from lineofsight.evaluation.columnar.months import MIXED, NO_TEAM

if TYPE_CHECKING:
    from lineofsight.evaluation.columnar.series import Counter

FAR, BLANK, SHIFT, ZERO = int(NEVER), int(NOBODY), TICK_BITS, OFFSET
UNSURE, TEAMLESS = MIXED, NO_TEAM
MEASURES = 8


def first_between(codes: Codes, first: Ticks, last: Ticks, keys: Keys) -> Places:
    """As `fast.first_between`."""
    found: Places = _first_between(*_plain(codes, first, last, keys))
    return found


def between(codes: Codes, first: Ticks, last: Ticks, keys: Keys) -> tuple[Places, Places]:
    """As `fast.between`."""
    low, high = _between(*_plain(codes, first, last, keys))
    return low, high


def counts(counter: Counter, days: Ticks) -> np.ndarray:
    """As `series.counts_of`; `days` is each duty's due day."""
    duties, teams, places = counter.duties, counter.teams, counter.places
    change = np.zeros((MEASURES, len(teams.names), counter.months + 1), np.int64)
    arguments: tuple[Any, ...] = (
        *_plain(duties.opened, duties.due, days, duties.met, duties.closed, duties.known),
        *_plain(counter.rows, duties.opening, duties.openings.holders),
        *_plain(places.edges, places.table),
        *_plain(teams.at_end, teams.through, teams.next_change, teams.keys, teams.last, teams.team),
        counter.of_children, change,
    )  # fmt: skip
    _count(*arguments)
    return change[:, :, : counter.months]


def _plain(*arrays: np.ndarray) -> tuple[np.ndarray, ...]:
    """Every array in one layout and writable, so that each loop is compiled for one signature."""
    return tuple(np.require(array, requirements=["C", "W"]) for array in arrays)


@numba.njit(cache=True)
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


@numba.njit(cache=True)
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


@numba.njit(cache=True)
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


@numba.njit(cache=True)
def _month(tick, edges, table):  # type: ignore[no-untyped-def]
    """As `months.Places.of_ticks`, for one tick."""
    if len(table):
        return np.int64(table[min(max(tick, edges[0]), edges[-1] + 1) - edges[0]])
    return np.int64(np.searchsorted(edges, tick))


@numba.njit(cache=True)
def _stand(change, measure, row, first, until, at_end, next_change):  # type: ignore[no-untyped-def]
    """Adds one from month `first`, takes it away at `until`, and moves it where the team changes between."""
    while first < until:
        team = at_end[row, first]
        stop = min(np.int64(next_change[row, first]), until)
        change[measure, team, first] += 1
        change[measure, team, stop] -= 1
        first = stop


@numba.njit(cache=True)
def _count(  # type: ignore[no-untyped-def]
    opened, due, days, met, closed, known, rows, opening, holders, edges, table,
    at_end, through, next_change, keys, last, team, of_children, change,
):  # fmt: skip
    months, place = len(edges), 0
    for each in range(len(opened)):
        ended = min(met[each], closed[each])
        first, until = _month(opened[each], edges, table), _month(ended, edges, table)
        happened = max(first, until)
        if happened == 0 or first == months:
            continue
        row = rows[opening[each]]
        if not known[each]:
            _stand(change, 2, row, first, until, at_end, next_change)
            continue
        _stand(change, 0, row, first, until, at_end, next_change)
        passed = max(due[each] if due[each] == FAR else due[each] + 1, opened[each])
        overdue = _month(passed, edges, table)
        _stand(change, 1, row, overdue, until, at_end, next_change)
        newly = ended >= passed and 0 < overdue < months
        done = ended != FAR and happened < months
        if not newly and not done:
            continue
        month, held = _month(due[each], edges, table), np.int64(UNSURE)
        if month < months:
            held = np.int64(through[row, month])
        if held == UNSURE:
            held = np.int64(TEAMLESS)
            if of_children:
                base = (np.int64(holders[opening[each]]) << SHIFT) + ZERO
                place = _advance(keys, base + days[each] + 1, place)
                if place > 0 and keys[place - 1] >= base - FAR and last[place - 1] >= days[each]:
                    held = np.int64(team[place - 1])
        if newly:
            change[5, held, overdue] += 1
        if done and met[each] <= closed[each]:
            change[3 if met[each] <= due[each] else 4, held, happened] += 1
        elif done:
            change[6 if closed[each] <= due[each] else 7, held, happened] += 1
    for measure in range(3):
        for one in range(change.shape[1]):
            for month in range(1, change.shape[2]):
                change[measure, one, month] += change[measure, one, month - 1]
