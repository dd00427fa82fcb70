"""Which form of the kernel's searches and counts runs: NumPy, or the same loops compiled by Numba (extra `fast`).

NumPy is the default. With the environment variable LINEOFSIGHT_FAST set to 1 the compiled loops run, with the same
answers: worth it for a large service's month-end series, not for a small one, because compiling takes some seconds the
first time (later runs read the compiled loops from disk) and importing Numba half a second every time.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from types import ModuleType

import numpy as np

from lineofsight.evaluation.columnar.clock_tables import Ticks
from lineofsight.evaluation.columnar.keys import NOBODY, Codes, Keys, Places, pack

ASKED = "LINEOFSIGHT_FAST"
NONE_FOUND = -1


def compiled(name: str = "numba_kernel") -> ModuleType | None:
    """The compiled loops of a module beside this one where they are asked for, else None.

    Raises ValueError where LINEOFSIGHT_FAST is neither 0 nor 1, and ImportError where Numba is not installed.
    """
    asked = os.environ.get(ASKED, "0")
    if asked not in ("0", "1"):
        raise ValueError(f"{ASKED} is {asked!r}. Set it to 1 for the compiled loops, or to 0 or nothing for NumPy.")
    return _loops(name) if asked == "1" else None


@cache
def _loops(name: str) -> ModuleType:
    try:
        return import_module(f"lineofsight.evaluation.columnar.{name}")
    except ModuleNotFoundError as error:
        raise ImportError(
            f"{ASKED} is 1 but {error.name} is not installed. Install lineofsight[fast], or unset {ASKED}."
        ) from error


def first_between(codes: Codes, first: Ticks, last: Ticks, keys: Keys) -> Places:
    """The place in the sorted keys of each one's first from `first` to `last`, both included; -1 where there is none.

    One answer a code; a code of NOBODY has none. All three arrays are of one length.
    """
    loops = compiled()
    if loops is not None:
        compiled_places: Places = loops.first_between(codes, first, last, keys)
        return compiled_places
    if not len(keys):
        return np.full(len(codes), NONE_FOUND, np.int64)
    wanted = pack(codes, first)
    low = np.searchsorted(keys, wanted, "left")
    found = np.take(keys, low, mode="clip")
    # Beyond the last key the last is read again, which then is before what was wanted.
    inside = (found >= wanted) & (found <= wanted + (last - first)) & (codes != NOBODY)
    low[~inside] = NONE_FOUND
    return low


def between(codes: Codes, first: Ticks, last: Ticks, keys: Keys) -> tuple[Places, Places]:
    """The places in the sorted keys of each one's from `first` to `last`, both included; the end is one beyond.

    Where there is none the two are equal.
    """
    loops = compiled()
    if loops is not None:
        low, high = loops.between(codes, first, last, keys)
        return low, high
    low = np.searchsorted(keys, pack(codes, first), "left")
    high = np.searchsorted(keys, pack(codes, last), "right")
    return low, np.where(codes == NOBODY, low, np.maximum(low, high))
