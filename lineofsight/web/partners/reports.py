"""An agency's report to hand over: counts by month alone, made fit to leave the building."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from lineofsight.core.periods import PeriodKind, latest_periods
from lineofsight.evaluation.disclosure import Shown, public_table
from lineofsight.web.knowledge.public_figures import NOT_SHOWN, shown_share
from lineofsight.web.layout.dates import in_full
from lineofsight.web.partners.codes import WHAT, agency_name
from lineofsight.web.partners.tallies import GOOD, SHARE_WORDS, STATES
from lineofsight.web.partners.told import NOT_RECORDED, UNTOLD, WAITING

QUARTERS = 4
RULE = (
    "No child is named. Counts of 1 to 5 show c, others are rounded to the nearest 5; where one number of a line is "
    "hidden a second is too. Percentages come from rounded counts and are not given of fewer than 20."
)
HEADINGS = ("Part", "How it stands", "Quarter", "Number")


@dataclass(frozen=True)
class Part:
    """One thing asked of the agency: its table, a row a state and a column a quarter, and the year's percentage."""

    title: str
    rows: tuple[tuple[str, tuple[Shown, ...]], ...]
    share: str
    share_words: str


@dataclass(frozen=True)
class Report:
    """What is handed over."""

    title: str
    known_on: str
    quarters: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def cells(self) -> Sequence[tuple[object, ...]]:
        """The rows of the workbook."""
        return [
            (part.title, words, quarter, number)
            for part in self.parts
            for words, numbers in part.rows
            for quarter, number in zip(self.quarters, numbers, strict=True)
        ] + [(part.title, part.share_words, "The four quarters", part.share) for part in self.parts]  # fmt: skip


def report_of(rows: pl.DataFrame, agency: str, known_on: date) -> Report:
    """The last four whole quarters of one agency, each part's table suppressed as a whole.

    What is not due yet is left out: it says nothing of the agency.
    """
    periods = latest_periods(PeriodKind.QUARTER, known_on, QUARTERS)
    mine = rows.filter(pl.col("agency").fill_null("") == agency, pl.col("state") != WAITING)
    when = pl.coalesce("due_on", "on")
    parts = []
    for what, title in WHAT.items():
        states = [state for state in STATES[what] if state != WAITING]
        counts: dict[tuple[str, str], int] = {}
        for period in periods:
            part = mine.filter(pl.col("what") == what, when >= period.start, when <= period.end)
            counts |= {(state, period.title): count for state, count in part.group_by("state").len().iter_rows()}
        if sum(counts.values()):
            parts.append(_part(what, title, states, [period.title for period in periods], counts))
    return Report(f"{agency_name(agency)}: what was asked for and given", in_full(known_on),
                  tuple(period.title for period in periods), tuple(parts))  # fmt: skip


def _part(what: str, title: str, states: list[str], quarters: list[str], counts: dict[tuple[str, str], int]) -> Part:
    table = public_table(counts, states, quarters)
    good = sum(count for (state, _), count in counts.items() if state == GOOD[what])
    out_of = sum(count for (state, _), count in counts.items() if state not in (NOT_RECORDED, UNTOLD))
    percentage = shown_share(good, out_of)
    share = NOT_SHOWN if percentage is None else f"{percentage:.0f}%"
    rows = tuple((STATES[what][state], tuple(table.cells[state, quarter] for quarter in quarters)) for state in states)
    return Part(title, rows, share, SHARE_WORDS[what])
