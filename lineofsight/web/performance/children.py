"""The children behind a figure: counted, not counted and missing, with why, cut to those the person may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from lineofsight.core.indicators import Duties, Indicator
from lineofsight.core.table import Holder
from lineofsight.record.pseudonyms import with_local_ids
from lineofsight.record.service.models import ChildNow
from lineofsight.web.access.caseload import Caseload
from lineofsight.web.access.service_rows import may_list
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.snapshots import Known
from lineofsight.web.layout.dates import short
from lineofsight.web.layout.marks import mark_of
from lineofsight.web.performance.beside import standards_beside
from lineofsight.web.performance.measure import link_to
from lineofsight.web.performance.team_names import teams_of

YES, NO, MISSING = "yes", "no", "missing"
STATES = {YES: "Counted", NO: "Not counted", MISSING: "Could not be told"}
HEADINGS = ("Child", "Local id", "How it counts", "Why", "Date", "Team then", "Worker now")
_FEW = 500


@dataclass(frozen=True, slots=True)
class CohortRow:
    """A row behind a figure as a list shows it."""

    name: str
    local_id: str
    link: str
    state: str
    reason: str
    on: date | None
    team: str
    worker: str
    why_link: str

    @property
    def when(self) -> str:
        """The date, short."""
        return short(self.on)

    @property
    def cells(self) -> tuple[object, ...]:
        """The row of the Excel list."""
        return (self.name, self.local_id, self.state, self.reason, self.on, self.team, self.worker)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of a state there are in the figure, and how many are about children the person may see."""

    state: str
    title: str
    all: int
    seen: int


def of_state(frame: pl.DataFrame, state: str) -> pl.DataFrame:
    """The rows of one state; all where none is named."""
    match state:
        case "yes":
            return frame.filter(pl.col("counted").eq_missing(True))
        case "no":
            return frame.filter(pl.col("counted").eq_missing(False))
        case "missing":
            return frame.filter(pl.col("counted").is_null())
    return frame


def permitted(frame: pl.DataFrame, indicator: Indicator, caseload: Caseload) -> pl.DataFrame:
    """The rows about children the person may see, and of workers, teams and the service what they may have a list of.

    What is not about a child is listed to those for whom `may_list` says so, where they may see the team.
    """
    about_children = frame.filter(pl.col("child").is_not_null())
    seen = seen_among(about_children["child"].unique().to_list(), caseload)
    kept = about_children.filter(pl.col("child").is_in(pl.Series(sorted(seen), dtype=pl.String).implode()))
    others = frame.filter(pl.col("child").is_null())
    if others.is_empty() or not may_list(caseload.asker, *_read_of(indicator)):
        return kept
    teams = [team for team in others["team"].unique().to_list() if team and caseload.sees_team(team)]
    return pl.concat([kept, others.filter(pl.col("team").is_in(pl.Series(teams, dtype=pl.String).implode()))])


def _read_of(indicator: Indicator) -> tuple[frozenset[str], Holder]:
    """The tables whose rows a measure counts, and whose they are."""
    if not isinstance(indicator.population, Duties):
        return indicator.tables(), indicator.source.holder
    asked = [definitions().standards[code] for code in indicator.population.standards]
    holders = {item.holder for item in asked}
    return frozenset().union(*(item.tables() for item in asked)), holders.pop() if len(holders) == 1 else Holder.WORKER


def seen_among(references: Iterable[str], caseload: Caseload) -> set[str]:
    """Of some references, those of children the person may see."""
    wanted = sorted(references)
    found: set[str] = set()
    for start in range(0, len(wanted), _FEW):
        part = caseload.children().filter(reference__in=wanted[start : start + _FEW])
        found.update(part.values_list("reference", flat=True))
    return found


def tallies(frame: pl.DataFrame, seen: pl.DataFrame) -> list[Tally]:
    """The three states, with how many there are and how many may be listed."""
    return [Tally(state, title, of_state(frame, state).height, of_state(seen, state).height)
            for state, title in STATES.items()]  # fmt: skip


def in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Missing first, then not counted, then counted; the earliest date first."""
    rank = pl.when(pl.col("counted").is_null()).then(0).when(~pl.col("counted")).then(1).otherwise(2)
    return frame.sort(rank, "event_on", "child", "row_id", nulls_last=True)


def rows_of(frame: pl.DataFrame, indicator: Indicator, held: Known, caseload: Caseload) -> Iterator[CohortRow]:
    """Rows of a frame that was cut by `permitted`, with names, local ids and where each leads."""
    children: Mapping[str, ChildNow] = _children(frame["child"].drop_nulls().unique().to_list(), caseload)
    ids = pl.DataFrame(
        {"id": [child.child_id for child in children.values()], "pseudonym": list(children)},
        schema={"id": pl.String, "pseudonym": pl.String},
    )
    local = with_local_ids(frame.select("subject", "holder"), ids)
    teams = teams_of(held)
    duty_of = standards_beside(indicator)[0] if isinstance(indicator.population, Duties) and len(
        standards_beside(indicator)) == 1 else ""  # fmt: skip
    rows = frame.iter_rows(named=True)
    for row, (subject, holder) in zip(rows, local.iter_rows(), strict=True):
        child = children.get(row["child"] or "")
        why = ""
        if child is not None and duty_of:
            why = link_to("children:why", child.reference, duty_of, mark_of(subject or "", row["opened_on"]))
        yield CohortRow(
            _name(child) if child else f"{row['table'] or ''} {holder or ''}".strip(),
            child.child_id if child else "", link_to("children:child", child.reference) if child else "",
            STATES[YES if row["counted"] else MISSING if row["counted"] is None else NO], _sentence(row["reason"]),
            row["event_on"], teams.name(row["team"] or ""), (child.worker_name or "") if child else "", why,
        )  # fmt: skip


def _children(references: list[str], caseload: Caseload) -> dict[str, ChildNow]:
    found: dict[str, ChildNow] = {}
    for start in range(0, len(references), _FEW):
        part = caseload.children().filter(reference__in=references[start : start + _FEW])
        found |= {child.reference: child for child in part}
    return found


def _name(child: ChildNow) -> str:
    names = [part for part in (child.forename, child.surname) if part]
    return " ".join(names) or "Name not recorded"


def _sentence(reason: str | None) -> str:
    return reason[:1].upper() + reason[1:] if reason else ""
