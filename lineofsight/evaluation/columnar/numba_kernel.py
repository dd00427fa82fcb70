"""The kernel's searches as compiled loops: the same answers as NumPy's, in one pass over sorted columns.

Imported only by way of `fast`. Compiled on first use and kept on disk.
"""

from __future__ import annotations

import numba
import numpy as np

from lineofsight.evaluation.columnar.clock_tables import Ticks
from lineofsight.evaluation.columnar.keys import NOBODY, OFFSET, TICK_BITS, Codes, Keys, Places

BLANK, SHIFT, ZERO = int(NOBODY), TICK_BITS, OFFSET
# Handing arrays to a function, or making a part of one, once for each duty costs several times what is done with them.
INLINE = numba.njit(cache=True, nogil=True, inline="always")


def first_between(codes: Codes, first: Ticks, last: Ticks, keys: Keys) -> Places:
    """As `fast.first_between`."""
    found: Places = _first_between(*plain(codes, first, last, keys))
    return found


def between(codes: Codes, first: Ticks, last: Ticks, keys: Keys) -> tuple[Places, Places]:
    """As `fast.between`."""
    low, high = _between(*plain(codes, first, last, keys))
    return low, high


def plain(*arrays: np.ndarray) -> tuple[np.ndarray, ...]:
    """Every array in one layout and not to be written to, so that each loop is compiled for one signature."""
    views = tuple(np.ascontiguousarray(array).view() for array in arrays)  # Polars' own may not be written to
    for view in views:
        view.flags.writeable = False
    return views


@numba.njit(cache=True, nogil=True)
def advance(keys, wanted, start):  # type: ignore[no-untyped-def]
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
        place = advance(keys, base + first[each], place)
        if place < len(keys) and keys[place] <= base + last[each]:
            found[each] = place
    return found


@numba.njit(cache=True, nogil=True)
def _between(codes, first, last, keys):  # type: ignore[no-untyped-def]
    low, high = np.empty(len(codes), np.int64), np.empty(len(codes), np.int64)
    place = 0
    for each in range(len(codes)):
        base = (np.int64(codes[each]) << SHIFT) + ZERO
        place = advance(keys, base + first[each], place)
        low[each] = high[each] = place
        if codes[each] != BLANK and last[each] >= first[each]:
            high[each] = advance(keys, base + last[each] + 1, place)
    return low, high
