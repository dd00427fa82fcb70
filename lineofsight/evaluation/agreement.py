"""How far two graders agree beyond chance, and which way they differ: weighted kappa with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, fmean, stdev

import numpy as np

from lineofsight.evaluation.statistics import CONFIDENCE

ENOUGH_PAIRS = 20
"""Below this many the large-sample interval says more than there is to know."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Weighted kappa, its interval, the share that agreed exactly (0 to 100), and how many pairs.

    Kappa is None where it is not defined: no pairs, or both graders gave one and the same grade throughout.
    """

    kappa: float | None
    lower: float | None
    upper: float | None
    exact: float | None
    pairs: int

    @property
    def words(self) -> str:
        """What its interval spans, in the words of Landis and Koch (1977); with few pairs, that it means little."""
        if self.kappa is None:
            return "There is nothing to tell by."
        if self.pairs < ENOUGH_PAIRS:
            return f"Fewer than {ENOUGH_PAIRS} pairs: too few to tell."
        least, most = _band(self.lower), _band(self.upper)
        return f"Agreement beyond chance is {least}." if least == most else (
            f"Agreement beyond chance lies between {least} and {most}."
        )  # fmt: skip


def _band(kappa: float | None) -> str:
    bands = ((0.8, "almost perfect"), (0.6, "substantial"), (0.4, "moderate"), (0.2, "fair"), (0.0, "slight"))
    return next((name for least, name in bands if kappa is not None and kappa > least), "none")


def weighted_kappa(pairs: Sequence[tuple[int, int]], grades: int, confidence: float = CONFIDENCE) -> Agreement:
    """Cohen's kappa with quadratic weights, and its interval by the large-sample variance of Fleiss, Cohen and Everitt
    (1969).

    pairs: (first grader's grade, second's), each from 0 to grades - 1, in order. Raises ValueError for another grade.
    """
    if any(not 0 <= grade < grades for pair in pairs for grade in pair):
        raise ValueError(f"A grade lies from 0 to {grades - 1}. Give each pair as places in the order of grades.")
    count = len(pairs)
    if not count:
        return Agreement(None, None, None, None, 0)
    table = np.zeros((grades, grades))
    for first, second in pairs:
        table[first, second] += 1
    share = table / count
    exact = 100 * float(np.trace(share))
    place = np.arange(grades)
    weight = 1 - ((place[:, None] - place[None, :]) / max(grades - 1, 1)) ** 2
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    observed, expected = float((weight * share).sum()), float((weight * np.outer(rows, columns)).sum())
    if 1 - expected < 1e-12:
        return Agreement(None, None, None, exact, count)
    kappa = (observed - expected) / (1 - expected)
    by_row, by_column = weight @ columns, rows @ weight
    inner = weight - (by_row[:, None] + by_column[None, :]) * (1 - kappa)
    spread = float((share * inner**2).sum()) - (kappa - expected * (1 - kappa)) ** 2
    error = sqrt(max(spread, 0.0) / count) / (1 - expected)
    half = NormalDist().inv_cdf(0.5 + confidence / 2) * error
    return Agreement(kappa, max(kappa - half, -1.0), min(kappa + half, 1.0), exact, count)


@dataclass(frozen=True, slots=True)
class Drift:
    """How much kinder the first grader was, in grades, on average, with its interval where there are pairs enough."""

    kinder: float | None
    lower: float | None
    upper: float | None
    pairs: int


def drift(pairs: Sequence[tuple[int, int]], confidence: float = CONFIDENCE) -> Drift:
    """The mean of second minus first: above 0 the first grader was kinder (grades are numbered best first)."""
    if not pairs:
        return Drift(None, None, None, 0)
    apart = [float(second - first) for first, second in pairs]
    middle = fmean(apart)
    if len(apart) < ENOUGH_PAIRS:
        return Drift(middle, None, None, len(apart))
    half = NormalDist().inv_cdf(0.5 + confidence / 2) * stdev(apart) / sqrt(len(apart))
    return Drift(middle, middle - half, middle + half, len(apart))
