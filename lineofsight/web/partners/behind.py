"""The children behind a figure about a partner: rows of a snapshot, cut to the children the person may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl
from django.http import QueryDict

from lineofsight.core.periods import PeriodKind, parse_period
from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.layout.dates import short
from lineofsight.web.layout.links import link
from lineofsight.web.partners.codes import AGENCIES, MEETINGS, WHAT, agency_name
from lineofsight.web.partners.tallies import STATES
from lineofsight.web.partners.told import STRATEGY, in_year

HEADINGS = ("Child", "Local id", "Agency", "What", "Meeting", "Asked or held", "Due", "Came or done", "How it stands")
_FEW = 500


@dataclass(frozen=True)
class Filters:
    """What is asked for; blanks are everything. `unknown`: the names of filters that were not understood."""

    what: str
    agency: str
    state: str
    month: str
    unknown: tuple[str, ...]

    @property
    def words(self) -> str:
        """The filters, for the first sheet of the workbook."""
        parts = [WHAT.get(self.what, ""), agency_name(self.agency) if self.agency else "All agencies",
                 STATES.get(self.what, {}).get(self.state, ""), self.month]  # fmt: skip
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One row as the list shows it."""

    name: str
    local_id: str
    link: str
    agency: str
    what: str
    meeting: str
    on: date | None
    due_on: date | None
    met_on: date | None
    state: str

    @property
    def when(self) -> tuple[str, str, str]:
        """The three dates, short."""
        return short(self.on), short(self.due_on), short(self.met_on)

    @property
    def cells(self) -> tuple[object, ...]:
        """The row of the Excel list."""
        return (self.name, self.local_id, self.agency, self.what, self.meeting, self.on, self.due_on, self.met_on,
                self.state)  # fmt: skip


def filters_of(query: QueryDict) -> Filters:
    """The filters of an address; what is not understood is left out and named."""
    what, agency, state, month = (query.get(name, "")[:60] for name in ("what", "agency", "state", "month"))
    unknown = []
    if what not in WHAT:
        unknown += ["what"] if what else []
        what = next(iter(WHAT))
    if agency and agency not in AGENCIES and agency != "none":
        unknown.append("agency")
        agency = ""
    if state and state not in STATES[what]:
        unknown.append("state")
        state = ""
    if month and not _is_month(month):
        unknown.append("month")
        month = ""
    return Filters(what, agency, state, month, tuple(unknown))


def _is_month(text: str) -> bool:
    try:
        return parse_period(text).kind is PeriodKind.MONTH
    except ValueError:
        return False


def rows_asked(rows: pl.DataFrame, asked: Filters, to: date) -> pl.DataFrame:
    """The rows behind a figure: of a month where one is named, else of the year to a day."""
    mine = rows.filter(pl.col("what") == asked.what)
    if asked.agency:
        mine = mine.filter(pl.col("agency").fill_null("none") == asked.agency)
    if asked.state:
        mine = mine.filter(pl.col("state") == asked.state)
    if not asked.month:
        return in_year(mine, to)
    period, when = parse_period(asked.month), pl.coalesce("due_on", "on")
    return mine.filter(when >= period.start, when <= period.end)


def seen_by(rows: pl.DataFrame, caseload: Caseload) -> tuple[pl.DataFrame, dict[str, ChildNow]]:
    """The rows about children the person may see, and those children, by reference."""
    wanted = sorted(rows["child"].drop_nulls().unique().to_list())
    children: dict[str, ChildNow] = {}
    for start in range(0, len(wanted), _FEW):
        children |= {each.reference: each for each in caseload.children_of(wanted[start : start + _FEW])}
    kept = rows.filter(pl.col("child").is_in(pl.Series(sorted(children), dtype=pl.String).implode()))
    return kept.sort(pl.coalesce("due_on", "on"), descending=True, nulls_last=True), children


def shown(rows: pl.DataFrame, children: dict[str, ChildNow]) -> list[BehindRow]:
    """Rows that `seen_by` kept, with names and where each leads."""
    found = []
    for row in rows.iter_rows(named=True):
        child = children[row["child"]]
        meeting = "Strategy discussion" if row["meeting"] == STRATEGY else MEETINGS.get(row["meeting"] or "", "")
        found.append(BehindRow(
            child.name, child.child_id, link("partners:child", child.reference), agency_name(row["agency"]),
            WHAT[row["what"]], meeting, row["on"], row["due_on"], row["met_on"], STATES[row["what"]][row["state"]],
        ))  # fmt: skip
    return found
