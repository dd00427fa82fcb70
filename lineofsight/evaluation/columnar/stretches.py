"""Which of several spans of one holder counts on each day: the latest begun of those that still run."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from lineofsight.evaluation.columnar.clock_tables import NEVER, Ticks
from lineofsight.evaluation.columnar.keys import TICK_BITS, Codes, Keys, Places, pack, ticks_of


def days_of_change(parts: Iterable[tuple[Codes, Ticks]]) -> Keys:
    """Holders and days, packed, each once and in order; days from NEVER on are left out."""
    keys = np.sort(np.concatenate([pack(codes[days < NEVER], days[days < NEVER]) for codes, days in parts]))
    different: Keys = keys[np.append(keys[1:] != keys[:-1], np.ones(min(len(keys), 1), np.bool_))]
    return different


def latest_running(wanted: Keys, starts: Keys, codes: Codes, last: Ticks) -> Places:
    """For each wanted holder and day, the place of the span that counts; -1 where none runs.

    `starts` are the spans' holders and first days, packed and in order; `codes` and `last` their holders and last days.
    """
    place = np.searchsorted(starts, wanted, "right") - 1
    mine = starts[np.maximum(place, 0)] >> TICK_BITS == wanted >> TICK_BITS if len(starts) else False
    return back_to_one_that_lasts(np.where(mine, place, -1), ticks_of(wanted), last, codes)


def back_to_one_that_lasts(place: Places, days: np.ndarray, last: np.ndarray, codes: np.ndarray) -> Places:
    """Each row's latest candidate that had not ended, stepping back while an earlier one may still be open.

    `place`: the latest candidate begun, -1 for none; `last` and `codes`: each candidate's last day and whose it is.
    Candidates of one holder stand together, holders in order.
    """
    longest = _running_max(last, codes)
    place = place.copy()
    open_rows = np.flatnonzero(place >= 0)
    while len(open_rows):
        at = place[open_rows]
        hopeless = longest[at] < days[open_rows]
        place[open_rows[hopeless]] = -1
        ended = ~hopeless & (last[at] < days[open_rows])
        open_rows = open_rows[ended]
        place[open_rows] -= 1
    return place


def _running_max(values: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """The greatest value so far among rows of the same code.

    The code stands above the value in one number, so that the greatest of one holder is less than any of the next.
    """
    whose = codes.astype(np.int64) << 32
    found: np.ndarray = np.maximum.accumulate(whose + values) - whose
    return found
