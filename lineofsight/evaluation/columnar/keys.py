"""Packed keys: a holder and a tick in one integer, so that one sort and one search serve both."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lineofsight.evaluation.columnar.clock_tables import Ticks

Keys = NDArray[np.int64]
Codes = NDArray[np.int32]
Places = NDArray[np.int64]

TICK_BITS = 31
OFFSET = 1 << 30
NOBODY = np.int32(-1)
"""The code of a blank holder: it matches nothing."""


def pack(codes: Codes, ticks: Ticks) -> Keys:
    """Keys that sort by holder, then tick. Ticks lie between -2**30 and NEVER."""
    return (codes.astype(np.int64) << TICK_BITS) + (ticks.astype(np.int64) + OFFSET)


def ticks_of(keys: Keys) -> Ticks:
    """The ticks of keys."""
    return ((keys & ((1 << TICK_BITS) - 1)) - OFFSET).astype(np.int32)


def codes_of(keys: Keys) -> Codes:
    """The holders of keys."""
    return (keys >> TICK_BITS).astype(np.int32)


def expand(first: Places, counts: Places) -> tuple[Places, Places]:
    """For runs given by their first place and length: the run each element belongs to, and its place."""
    runs = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(runs)) - np.repeat(np.cumsum(counts) - counts, counts)
    return runs, first[runs] + within
