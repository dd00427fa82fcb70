"""Whether a measure is at its target, has stayed there, and when it fell back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from lineofsight.core.text_formats import uk_date
from lineofsight.evaluation.statistics import ENOUGH_POINTS, SHIFT, STOCK_SHIFT, Signal, run_chart

RECENT: Final = timedelta(days=100)
"""A figure older than this does not say how things are: a quarter, and some days until it is known."""
OFF_IN_A_ROW: Final = 3
"""So many points off target in a row are a relapse, however near to it they are."""
FAR_OFF_IN_A_ROW: Final = 2
"""So many in a row that chance alone would not have taken off target are one too."""


class Direction(StrEnum):
    """Which side of a target is good."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"

    @property
    def words(self) -> str:
        """As it is said: at least, at most."""
        return self.value.replace("_", " ")


class Verdict(StrEnum):
    """What a measure says of its line."""

    MET = "met"
    AT_TARGET = "at_target"
    OFF_TARGET = "off_target"
    NOT_COMPARABLE = "not_comparable"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Point:
    """A period's figure. `lower` and `upper`: its 95% interval, where it has one. `reason`: why there is no value."""

    period: str
    ends_on: date
    value: float | None
    lower: float | None = None
    upper: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A measure a line is held to, with the figures of periods that ended, the oldest first.

    `definition`: the digest of its definition when the baseline was taken; `definition_now` that of the figures given.
    `resembling`: neighbouring points share their children (what is open at dates; periods that overlap).
    """

    code: str
    title: str
    direction: Direction
    target: float
    definition: str
    definition_now: str
    points: tuple[Point, ...]
    resembling: bool = False
    unit: str = ""
    decimals: int = 0

    def shown(self, value: float) -> str:
        """A value in its unit."""
        return f"{value:,.{self.decimals}f}{self.unit}"

    @property
    def target_words(self) -> str:
        """at least 90%."""
        return f"{self.direction.words} {self.target:,g}{self.unit}"


@dataclass(frozen=True, slots=True)
class Judged:
    """A measure's verdict as at a day, with its reason. `run`: points at target in a row at the end.

    `public`: the reason without a figure, for those who see no children.
    """

    verdict: Verdict
    words: str
    public: str
    run: int = 0
    latest: Point | None = None
    moving_away: bool = False


def is_at_target(direction: Direction, target: float, value: float) -> bool:
    """Whether a value is at its target or on its good side."""
    return value >= target if direction is Direction.AT_LEAST else value <= target


def needed_run(measure: Held) -> int:
    """How many points in a row show that a change has stayed: the run chart's shift."""
    return STOCK_SHIFT if measure.resembling else SHIFT


def judge(measure: Held, on: date) -> Judged:
    """What a measure says as at a day, by the periods that had ended by then."""
    ended = [point for point in measure.points if point.ends_on <= on]
    known = [point for point in ended if point.value is not None]
    latest = known[-1] if known else None
    if measure.definition != measure.definition_now:
        words = (
            f"{measure.title}: not comparable. It is defined otherwise than when its baseline was taken; "
            "take a new baseline."
        )
        return Judged(Verdict.NOT_COMPARABLE, words, words, latest=latest)
    unknown = ended[-1].reason if ended and ended[-1].value is None else ""
    if latest is None or unknown:
        words = f"{measure.title}: not known. {unknown or 'There is no figure.'}"
        return Judged(Verdict.NOT_KNOWN, words, words)
    if on - latest.ends_on > RECENT:
        words = f"{measure.title}: not known. The last figure is of {uk_date(latest.ends_on)}."
        return Judged(Verdict.NOT_KNOWN, words, words, latest=latest)
    run, away = _run(measure, known), _moving_away(measure, known)
    said = f"{measure.shown(_value(latest))} in the period to {uk_date(latest.ends_on)}, and {measure.target_words}"
    if not run:
        words, public = f"{measure.title}: {said} is asked.", f"{measure.title}: not at target."
        return Judged(Verdict.OFF_TARGET, words, public, 0, latest, away)
    wanted = needed_run(measure)
    not_long = f"{measure.title}: at target, not yet for long enough."
    if len(known) < ENOUGH_POINTS:
        words = (
            f"{measure.title}: at target, with {len(known)} points in all; {ENOUGH_POINTS} are needed to tell a change "
            "from chance."
        )
        return Judged(Verdict.AT_TARGET, words, not_long, run, latest, away)
    if run < wanted:
        words = f"{measure.title}: at target for {run} in a row; {wanted} in a row show that it stays."
        return Judged(Verdict.AT_TARGET, words, not_long, run, latest, away)
    words = f"{measure.title}: {said} was asked; {run} in a row."
    return Judged(Verdict.MET, words, f"{measure.title}: at target, and has stayed there.", run, latest, away)


def fell_back(measure: Held, since: date, on: date) -> date | None:
    """The end of the first period after a day by which a measure had relapsed; None where it has not, or none can say.

    Three points off target in a row; or two, each so far off that its whole 95% interval is. One poor month is neither.
    """
    if measure.definition != measure.definition_now:
        return None
    off = far = 0
    for point in measure.points:
        if point.value is None or not since < point.ends_on <= on:
            continue
        is_off = not is_at_target(measure.direction, measure.target, point.value)
        off = off + 1 if is_off else 0
        far = far + 1 if is_off and _beyond_chance(measure, point) else 0
        if off >= OFF_IN_A_ROW or far >= FAR_OFF_IN_A_ROW:
            return point.ends_on
    return None


def off_since(measure: Held, since: date, on: date) -> int:
    """How many points in a row at the end are off target, of those after a day."""
    found = 0
    for point in measure.points:
        if point.value is not None and since < point.ends_on <= on:
            found = 0 if is_at_target(measure.direction, measure.target, point.value) else found + 1
    return found


def _beyond_chance(measure: Held, point: Point) -> bool:
    nearest = point.upper if measure.direction is Direction.AT_LEAST else point.lower
    return nearest is not None and not is_at_target(measure.direction, measure.target, nearest)


def _run(measure: Held, known: Sequence[Point]) -> int:
    run = 0
    for point in reversed(known):
        if not is_at_target(measure.direction, measure.target, _value(point)):
            break
        run += 1
    return run


def _moving_away(measure: Held, known: Sequence[Point]) -> bool:
    """Whether the points end in a trend towards the wrong side."""
    chart = run_chart([point.value for point in known], stock=measure.resembling)
    wrong = measure.direction is Direction.AT_MOST
    return any(
        kind is Signal.TREND and last == len(known) - 1 and up is wrong for kind, _, last, up in chart.signals
    )  # fmt: skip


def _value(point: Point) -> float:
    assert point.value is not None  # blanks were left out
    return point.value
