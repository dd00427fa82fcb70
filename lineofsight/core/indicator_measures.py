"""How an indicator's rows become a figure: a count, a share, a rate, an average.

Each says what one row adds above the line (its amount) and below it (its weight), so that a figure is always a sum over
the rows of its cohort; medians and the longest are taken over the same rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lineofsight.core.columns import ColumnType
from lineofsight.core.derived import Source
from lineofsight.core.indicator_questions import AS_AT, Anchor, Question, Related, check_anchor, check_question, on
from lineofsight.core.selections import Selection


class LengthIn(StrEnum):
    """What a length of time is given in."""

    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"


@dataclass(frozen=True, slots=True)
class Between:
    """The time from one day to another. A blank day leaves the row missing."""

    start: Anchor
    end: Anchor
    unit: LengthIn = LengthIn.DAYS


@dataclass(frozen=True, slots=True)
class Since:
    """Days since the holder's latest row of a selection on or before the date; a holder without one is missing."""

    selection: Selection


@dataclass(frozen=True, slots=True)
class HowMany:
    """How many related rows there are."""

    related: Related


Amount = str | Between | Since | HowMany


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows are counted."""


@dataclass(frozen=True, slots=True)
class Percent:
    """Rows counted out of rows known, as a percentage; with `weight`, the column's sums in place of the rows."""

    weight: str | None = None


@dataclass(frozen=True, slots=True)
class Per10k:
    """Rows counted for each 10,000 children who live in the area. Without populations loaded there is no value."""


@dataclass(frozen=True, slots=True)
class Median:
    """The middle amount of the rows counted."""

    of: Amount


@dataclass(frozen=True, slots=True)
class Mean:
    """The average amount of the rows counted."""

    of: Amount


@dataclass(frozen=True, slots=True)
class Longest:
    """The greatest amount of the rows counted."""

    of: Amount


@dataclass(frozen=True, slots=True)
class Sum:
    """The total amount of the rows counted."""

    of: Amount


@dataclass(frozen=True, slots=True)
class Ratio:
    """The total of one amount over the total of another, times a number (100 for a percentage)."""

    of: Amount
    per: Amount
    times: float = 1.0


@dataclass(frozen=True, slots=True)
class PerHolder:
    """Rows counted for each different holder among them: episodes for each child who had any."""


@dataclass(frozen=True, slots=True)
class Share:
    """One figure for each value of a column: the rows with it, out of the rows where the column is recorded."""

    column: str


Measure = Count | Percent | Per10k | Median | Mean | Longest | Sum | Ratio | PerHolder | Share


def between(start: str | Anchor, end: str | Anchor, unit: LengthIn = LengthIn.DAYS) -> Between:
    """The time from one day to another: columns by name, or `AS_AT` for what is still open."""
    return Between(_anchor(start), _anchor(end), unit)


def days_open(start: str) -> Between:
    """Days from a column to the date of a stock."""
    return between(start, AS_AT)


def amounts(measure: Measure) -> tuple[Amount, ...]:
    """The amounts a measure takes from each row; columns by name."""
    match measure:
        case Median(of) | Mean(of) | Longest(of) | Sum(of):
            return (of,)
        case Ratio(of, per, _):
            return (of, per)
        case Percent(weight) if weight:
            return (weight,)
    return ()


def check_measure(measure: Measure, source: Source) -> None:
    """Refuse a measure the population's rows cannot give."""
    for amount in amounts(measure):
        match amount:
            case str():
                if source.column(amount).type not in (ColumnType.INTEGER, ColumnType.NUMBER):
                    raise ValueError(f"{source.name}.{amount} is not a number. Name a column that holds one.")
            case Between():
                check_anchor(amount.start, source)
                check_anchor(amount.end, source)
            case Since():
                if amount.selection.source.holder is not source.holder:
                    raise ValueError(f"{amount.selection.source.name} is not about a {source.holder}.")
            case HowMany():
                check_question(amount.related, source)
    if isinstance(measure, Share):
        source.column(measure.column)


def related_of(measure: Measure) -> tuple[Question, ...]:
    """The questions hidden in a measure's amounts: what else it reads."""
    found: list[Question] = []
    for amount in amounts(measure):
        if isinstance(amount, HowMany):
            found.append(amount.related)
        elif isinstance(amount, Since):
            found.append(Related(amount.selection, until=AS_AT))
    return tuple(found)


def _anchor(day: str | Anchor) -> Anchor:
    return on(day) if isinstance(day, str) else day
