"""Statistics that do not mislead: intervals, run charts for flows and for stocks, and funnels among like teams.

Every signal is put in plain words. A team is "different from similar teams", never better or worse than it ought to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

CONFIDENCE: Final = 0.95

# Rules of Perla, Provost and Murray (2011) for run charts of separate events.
SHIFT: Final = 6
TREND: Final = 5
# A month-end stock mostly holds the same children as the month before, so neighbouring points lie on the same side of
# the median without anything having changed: twice the run is asked for, and a trend longer than a year's half.
STOCK_SHIFT: Final = 12
STOCK_TREND: Final = 8
# Below this many points there is no telling.
ENOUGH_POINTS: Final = 10


def wilson(counted: npt.ArrayLike, out_of: npt.ArrayLike, confidence: float = CONFIDENCE) -> tuple[Floats, Floats]:
    """Wilson's score interval of percentages, 0 to 100; NaN where the denominator is 0.

    Raises ValueError where more are counted than there are.
    """
    above, below = np.asarray(counted, dtype=np.float64), np.asarray(out_of, dtype=np.float64)
    if np.any((above < 0) | (above > below)):
        raise ValueError("More are counted than there are to count. A percentage is of rows that are among its rows.")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    n = np.where(below > 0, below, np.nan)
    share = above / n
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return 100 * np.clip(middle - half, 0, 1), 100 * np.clip(middle + half, 0, 1)


class Signal(StrEnum):
    """What a run chart shows."""

    SHIFT = "shift"
    TREND = "trend"


@dataclass(frozen=True, slots=True)
class RunChart:
    """The median of the points, each signal with the places (first, last) of its points, and the rule used."""

    median: float | None
    signals: tuple[tuple[Signal, int, int, bool], ...]
    rule: str

    def words(self) -> tuple[str, ...]:
        """Each signal in plain words."""
        return tuple(
            f"{'Up' if up else 'Down'}: {last - first + 1} points in a row "
            + (f"{'above' if up else 'below'} the middle of the series." if kind is Signal.SHIFT
               else f"each {'higher' if up else 'lower'} than the one before.")
            for kind, first, last, up in self.signals
        )  # fmt: skip


def run_chart(values: Sequence[float | None], *, stock: bool) -> RunChart:
    """The signals of a series. `stock`: the points are of what is open at dates, which resemble each other.

    Points on the median neither make nor break a shift; equal neighbours neither make nor break a trend; blanks are
    left out. With fewer than ten points there are no signals, and the rule says so.
    """
    places = [place for place, value in enumerate(values) if value is not None and not np.isnan(value)]
    points = [float(values[place]) for place in places]  # type: ignore[arg-type]
    if len(points) < ENOUGH_POINTS:
        return RunChart(None, (), f"Fewer than {ENOUGH_POINTS} points: too few to tell a change from chance.")
    shift, trend = (STOCK_SHIFT, STOCK_TREND) if stock else (SHIFT, TREND)
    median = float(np.median(points))
    shifts = _runs([(place, value > median) for place, value in zip(places, points, strict=True) if value != median])
    signals = [(Signal.SHIFT, first, last, up) for first, last, length, up in shifts if length >= shift]
    climbs = _climbs(places, points)
    signals += [(Signal.TREND, first, last, up) for first, last, length, up in climbs if length >= trend]
    kind = "of what is open at month ends, where neighbours resemble each other" if stock else "of separate events"
    rule = f"Points {kind}: {shift} in a row on one side of the middle, or {trend} in a row in one direction."
    return RunChart(median, tuple(sorted(signals, key=lambda signal: signal[1])), rule)


def _runs(sides: list[tuple[int, bool]]) -> list[tuple[int, int, int, bool]]:
    runs: list[tuple[int, int, int, bool]] = []
    for place, up in sides:
        if runs and runs[-1][3] is up:
            runs[-1] = (runs[-1][0], place, runs[-1][2] + 1, up)
        else:
            runs.append((place, place, 1, up))
    return runs


def _climbs(places: list[int], points: list[float]) -> list[tuple[int, int, int, bool]]:
    """Stretches in one direction: their first and last place, and how many different points they have."""
    pairs = zip(places, places[1:], points, points[1:], strict=False)
    steps = [(start, end, after > before) for start, end, before, after in pairs if after != before]
    climbs: list[tuple[int, int, int, bool]] = []
    for start, end, up in steps:
        if climbs and climbs[-1][3] is up:
            climbs[-1] = (climbs[-1][0], end, climbs[-1][2] + 1, up)
        else:
            climbs.append((start, end, 2, up))
    return climbs


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """A team among teams like it: its value, the limits for its size, and whether it lies outside them."""

    team: str
    value: float | None
    lower: float
    upper: float
    different: bool

    def words(self) -> str:
        """The point in plain words."""
        if self.value is None:
            return "Nothing to compare."
        if not self.different:
            return "Within what chance alone would give among similar teams."
        side = "Higher" if self.value > self.upper else "Lower"
        return f"{side} than chance would give: different from similar teams."


def funnel_of_percentages(
    counted: Sequence[float], out_of: Sequence[float], teams: Sequence[str], *, families: Sequence[float] | None = None,
    confidence: float = 0.998,
) -> tuple[FunnelPoint, ...]:  # fmt: skip
    """Binomial limits around the teams' common percentage.

    `families`: how many different families each team's rows are of. Brothers and sisters are seen together, so rows of
    one family are not separate: a team's rows count as that many families would. Give only teams that do like work.
    Raises ValueError for lists of different lengths, or more families than rows.
    """
    above, below = _same_length(teams, counted, out_of)
    separate = below if families is None else _same_length(teams, families)[0]
    if np.any(separate > below):
        raise ValueError("A team has more families than rows. Count the families of the rows compared.")
    total = below.sum()
    common = above.sum() / total if total else np.nan
    tail = (1 - confidence) / 2
    points = []
    for team, x, n, k in zip(teams, above, below, separate, strict=True):
        if n == 0 or np.isnan(common):
            points.append(FunnelPoint(team, None, np.nan, np.nan, False))
            continue
        size = max(int(k), 1)
        lower = 100 * binomial_quantile(tail, size, float(common)) / size
        upper = 100 * binomial_quantile(1 - tail, size, float(common)) / size
        value = 100 * x / n
        points.append(FunnelPoint(team, value, lower, upper, bool(value < lower or value > upper)))
    return tuple(points)


def binomial_quantile(share: float, out_of: int, chance: float) -> int:
    """The least number that `share` of the draws of `out_of` do not exceed, each counted with `chance`."""
    from scipy.special import bdtr, bdtrik  # local: most figures need none of it

    if chance <= 0 or chance >= 1:
        return 0 if chance <= 0 else out_of
    near = int(np.ceil(bdtrik(share, out_of, chance)))
    return next(k for k in range(max(near - 1, 0), out_of + 1) if k == out_of or bdtr(k, out_of, chance) >= share)


def _same_length(teams: Sequence[str], *lists: Sequence[float]) -> tuple[Floats, ...]:
    if any(len(values) != len(teams) for values in lists):
        raise ValueError("Each team needs one number in every list.")
    return tuple(np.asarray(values, dtype=np.float64) for values in lists)
