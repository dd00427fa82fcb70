"""Times in care: how each ends, the moves within it, and the court's part; drawn once for every area that needs it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lineofsight.simulation.book import Book
from lineofsight.simulation.cases import Cases
from lineofsight.simulation.draw import ABSENT, YEAR, chance, choose, later, only, repeat_events
from lineofsight.simulation.families import ALONE, last_of_care

ADULT, ADOPTED, GUARDIAN, ARRANGEMENTS, HOME, ELSEWHERE = range(6)


@dataclass(frozen=True)
class Care:
    """One row a time in care. `exit` says how it ends; court and permanence days are absent where they never come."""

    case: np.ndarray
    child: np.ndarray
    start: np.ndarray
    end: np.ndarray
    age: np.ndarray
    alone: np.ndarray
    exit: np.ndarray
    issued: np.ndarray
    concluded: np.ndarray
    placement_order: np.ndarray
    placed_for_adoption: np.ndarray
    move_row: np.ndarray
    move_day: np.ndarray

    def open_between(self, first: int, last: int) -> np.ndarray:
        """Rows in care at some time between two days."""
        return np.flatnonzero((self.end > first) & (self.start <= last))


def make_care(book: Book) -> Care:
    """Every time in care. Calling again gives the same."""
    rng = book.world.rng("care")
    cases: Cases = book.cases
    case = np.flatnonzero((cases.care_from < ABSENT) & (cases.care_to > cases.care_from))
    child, start, end = cases.child[case], cases.care_from[case], cases.care_to[case]
    size = len(case)
    age = (start - book.children.born[child]) / YEAR
    length = end - start
    alone = book.families.kind[cases.family[case]] == ALONE
    adult = end >= last_of_care(book.children, child)
    # An adopted child does not come back: they have another family and another name.
    latest = np.zeros(len(book.children.born), dtype=np.int64)
    np.maximum.at(latest, cases.child, cases.received)
    comes_back = latest[child] > cases.received[case]
    weights = np.where((length > 280) & (age < 6) & ~comes_back, 0.40, 0.0)
    luck = rng.random(size)
    leaves = np.where(luck < weights, ADOPTED, HOME + choose(rng, (0.7, 0.3), size))
    order = (leaves >= HOME) & (length > 200) & chance(rng, 0.36, size)
    leaves = np.where(order, GUARDIAN + chance(rng, 0.2, size), leaves)
    leaves = np.where(adult, ADULT, leaves)
    contested = (
        ~alone & chance(rng, np.where(leaves == ADOPTED, 1.0, np.where(age > 14, 0.25, 0.72)), size) & (length > 45)
    )
    issued = only(
        start + np.where(chance(rng, 0.6, size), rng.integers(0, 12, size), rng.integers(20, 150, size)), contested
    )
    concluded = later(issued, np.exp(rng.normal(np.log(280), 0.35, size)))
    concluded = np.where((issued < end) & (concluded > end), end, concluded)
    issued = only(issued, issued < end)
    concluded = only(concluded, issued < ABSENT)
    adopted = (leaves == ADOPTED) & (concluded < end - 60)
    leaves = np.where((leaves == ADOPTED) & ~adopted, GUARDIAN, leaves)
    placement_order = only(concluded, adopted)
    share = 0.25 + 0.4 * rng.random(size)
    placed = only(concluded + ((end - concluded) * share).astype(np.int64), adopted)
    move_row, move_day = repeat_events(
        rng,
        start,
        end,
        np.where(age > 11, 340.0, 430.0),
        1.05,
        lambda row, day: np.interp(day - start[row], [0, 200, 900, 2500], [0.55, 1.0, 2.1, 2.9]),
    )
    moves_row = np.concatenate((move_row, np.flatnonzero(adopted)))
    moves_day = np.concatenate((move_day, placed[adopted]))
    kept = np.flatnonzero((moves_day <= placed[moves_row]) & (moves_day > start[moves_row]))
    unique = np.unique(moves_row[kept] * 100_000 + moves_day[kept])
    return Care(
        case,
        child,
        start,
        end,
        age,
        alone,
        leaves,
        issued,
        concluded,
        placement_order,
        placed,
        unique // 100_000,
        unique % 100_000,
    )
