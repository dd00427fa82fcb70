"""What each agency was asked for and gave, counted: a row an agency, and month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from lineofsight.core.periods import PeriodKind, latest_periods
from lineofsight.web.partners.codes import ACTION, ATTENDANCE, INFORMATION, REPORT, agency_name
from lineofsight.web.partners.told import (
    ABSENT,
    CAME,
    IN_TIME,
    LATE,
    NOT_RECORDED,
    OVERDUE,
    UNTOLD,
    WAITING,
    in_year,
)  # fmt: skip

MONTHS = 13
# What is counted of each thing: its states in the order they are shown, and their words.
STATES = {
    INFORMATION: {IN_TIME: "In time", LATE: "Late", OVERDUE: "Not answered", WAITING: "Not due yet",
                  UNTOLD: "Could not be told"},
    ATTENDANCE: {CAME: "Came", ABSENT: "Did not come", NOT_RECORDED: "Not recorded"},
    REPORT: {IN_TIME: "In time", LATE: "After the meeting", OVERDUE: "None came", WAITING: "Not due yet",
             UNTOLD: "Could not be told"},
    ACTION: {IN_TIME: "Done in time", LATE: "Done late", OVERDUE: "Overdue or never done", WAITING: "Not due yet",
             UNTOLD: "Could not be told"},
}  # fmt: skip
# What counts as it should be, and out of which.
GOOD = {INFORMATION: IN_TIME, ATTENDANCE: CAME, REPORT: IN_TIME, ACTION: IN_TIME}
_OUT_OF = {
    what: frozenset(STATES[what]) - {WAITING, NOT_RECORDED, UNTOLD} for what in STATES
}  # fmt: skip
SHARE_WORDS = {
    INFORMATION: "Answered in time", ATTENDANCE: "Came to meetings", REPORT: "Reported in time",
    ACTION: "Actions done in time",
}  # fmt: skip


@dataclass(frozen=True)
class Tally:
    """One agency and one thing asked of it in a year: how many of each state, in the order of STATES."""

    agency: str
    name: str
    what: str
    asked: int
    counts: tuple[tuple[str, str, int], ...]
    children: int

    @property
    def told(self) -> int:
        """Of how many it is known whether it was as it should be."""
        return sum(number for state, _, number in self.counts if state in _OUT_OF[self.what])

    @property
    def share(self) -> float | None:
        """The percentage as it should be, of those that can be told; None where there are none."""
        good = sum(number for state, _, number in self.counts if state == GOOD[self.what])
        return 100 * good / self.told if self.told else None


@dataclass(frozen=True, slots=True)
class Month:
    """One agency's month: how many were as they should be, out of how many that can be told, and how many cannot."""

    code: str
    title: str
    good: int
    told: int
    untold: int

    @property
    def share(self) -> float | None:
        """The percentage; None for a month without any."""
        return 100 * self.good / self.told if self.told else None


def tallies(rows: pl.DataFrame, what: str, to: date) -> list[Tally]:
    """A tally of each agency asked for something in the twelve months to a day, in the order of their names."""
    mine = in_year(rows.filter(pl.col("what") == what), to)
    found = [
        _tally(str(agency or ""), what, part)
        for (agency,), part in mine.group_by("agency", maintain_order=True)
    ]  # fmt: skip
    return sorted(found, key=lambda each: each.name)


def _tally(agency: str, what: str, rows: pl.DataFrame) -> Tally:
    counted = dict(rows.group_by("state").len().iter_rows())
    counts = tuple((state, words, int(counted.get(state, 0))) for state, words in STATES[what].items())
    return Tally(agency, agency_name(agency), what, rows.height, counts, rows["child"].n_unique())


def months(rows: pl.DataFrame, what: str, agency: str, to: date) -> list[Month]:
    """The last whole months of one agency, oldest first, by when each was due or the meeting was."""
    when = pl.coalesce("due_on", "on")
    mine = rows.filter(pl.col("what") == what, pl.col("agency").fill_null("") == agency)
    found = []
    for period in latest_periods(PeriodKind.MONTH, to, MONTHS):
        part = mine.filter(when >= period.start, when <= period.end)
        told = part.filter(pl.col("state").is_in(sorted(_OUT_OF[what])))
        good = told.filter(pl.col("state") == GOOD[what]).height
        untold = part.filter(pl.col("state").is_in([NOT_RECORDED, UNTOLD])).height
        found.append(Month(period.code, f"{period.end:%b %Y}", good, told.height, untold))
    return found


def response_days(rows: pl.DataFrame, agency: str, to: date) -> str:
    """The median days from asking to the answer, of what was answered in the year; blank where nothing was."""
    mine = in_year(rows.filter(pl.col("what") == INFORMATION, pl.col("agency").fill_null("") == agency), to)
    lengths = mine.select((pl.col("met_on") - pl.col("on")).dt.total_days().alias("days")).drop_nulls()["days"]
    middle = lengths.median()
    return "" if not isinstance(middle, int | float) else f"{middle:.0f}"
