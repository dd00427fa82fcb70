"""Gathering what a report is made from: files read straight, or the latest snapshot of a home."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

import lineofsight
from lineofsight.catalogue.published import ENGLAND
from lineofsight.cli.problems import Problem
from lineofsight.cli.writing import was_simulated
from lineofsight.core.indicators import Indicator
from lineofsight.core.periods import PeriodKind, latest_periods, parse_period
from lineofsight.core.tables.people import people
from lineofsight.evaluation.catalogues import resolved_catalogue
from lineofsight.evaluation.comparisons import comparisons
from lineofsight.evaluation.coverage import with_columns_held
from lineofsight.evaluation.documents import ResolvedCatalogue
from lineofsight.evaluation.figures import figures
from lineofsight.evaluation.indicators.counted import open_workspace
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.worklists import duties_as_at, split_by_standard
from lineofsight.reports.contents import PAGES
from lineofsight.reports.document import Report
from lineofsight.reports.facts.build import HEADLINES, ReportFacts, first_day
from lineofsight.reports.facts.data_problems import Problems
from lineofsight.reports.facts.duties_part import DutyFacts, as_they_are, of_latest_only
from lineofsight.reports.facts.figures_part import England, FigureFacts
from lineofsight.reports.facts.holders import held_now, with_held_now
from lineofsight.reports.parts import Figures, Trend

if TYPE_CHECKING:
    from lineofsight.sources.reading import Reading

MONTHS_SHOWN = 24
BEGINS_LATER = "not covered: known from"
NAMES_COLUMNS = ("id", "forename", "surname", "born_on")


@dataclass(frozen=True)
class Gathered:
    """A record ready to report on, and what is to be said of where it came from."""

    record: Record
    catalogue: ResolvedCatalogue
    problems: Problems
    authority: str
    made_of: str
    named: Callable[[pl.DataFrame], pl.DataFrame] = as_they_are
    la_code: str = ""


def facts_of(
    path: Path, *, as_at: date | None, authority: str | None, today: date, names: bool
) -> tuple[ReportFacts, pl.DataFrame]:  # fmt: skip
    """Everything the report needs, with local ids throughout, and the people behind the ids.

    Raises Problem or UnusableInput.
    """
    held = _from_home(path, names=names) if (path / "format").exists() else _from_files(path, as_at, today)
    facts = facts_from(held, as_at=as_at, authority=authority, today=today)
    return facts, held.named(facts.record.lazy(people).select(NAMES_COLUMNS).collect())


def facts_from(held: Gathered, *, as_at: date | None, authority: str | None, today: date) -> ReportFacts:
    """Everything the report needs of a record that is ready. Raises Problem for a day it does not reach."""
    record = held.record
    moved = as_at or record.as_known_on
    if moved > record.as_known_on:
        raise Problem("--as-at", f"nothing is known after {record.as_known_on.isoformat()}", "Name an earlier date")
    record = replace(record, as_known_on=moved)
    first = first_day(moved)
    titled = held.catalogue.titled(moved)
    duties = duties_as_at(held.catalogue, record, moved).with_columns(pl.coalesce("team_name", "team").alias("team"))
    settled = of_latest_only(with_held_now(duties, held_now(record)), held.catalogue.standards, record.coverage)
    facts = ReportFacts(
        record, open_workspace(record),
        DutyFacts(titled.standards, settled, record.coverage, first, moved, held.named),
        _figures(titled, record, duties), held.problems, authority or held.authority, held.made_of, today,
        lineofsight.__version__, {}, held.named,
    )  # fmt: skip
    return replace(facts, neighbours=_neighbours(facts.figures, record, held.la_code))


def _from_files(path: Path, as_at: date | None, today: date) -> Gathered:
    from lineofsight.sources import read

    readings = read([path], as_known_on=as_at, today=today)
    if len(readings) != 1:
        kinds = ", ".join(sorted({reading.source for reading in readings}))
        raise Problem(str(path), f"holds several sources ({kinds})", "Load them into a home first, and report on that")
    reading = readings[0]
    known = reading.as_known_on or today
    held = with_columns_held(reading.coverage, {name: frame.lazy() for name, frame in reading.tables.items()})
    return Gathered(
        Record.of(reading.tables, known, held), resolved_catalogue(), _problems(reading),
        MADE_UP if was_simulated(path) else "", f"{SOURCES.get(reading.source, reading.source)} {path.name}",
    )  # fmt: skip


MADE_UP = "Made up: no real child is here"
SOURCES = {
    "annex_a": "an Annex A workbook,", "ssd": "Standard Safeguarding Dataset tables,", "cin": "a CIN census file,",
    "ssda903": "SSDA903 files,",
}  # fmt: skip


def _problems(reading: Reading) -> Problems:
    forgiven = tuple((Path(item.file).name, item.what, item.count) for item in reading.forgiven)
    return Problems(reading.rejects, forgiven)


def _from_home(path: Path, *, names: bool) -> Gathered:
    from lineofsight.cli.held import catalogue_of, home_for, known, policy_of

    with home_for(path, "report", *(["names"] if names else [])) as home:
        from lineofsight.record.books import Reject

        at = known(home)
        at.say_if_newer()
        loads = at.snapshot.manifest.loads
        rows = list(
            Reject.objects.using(home.aliases.record).filter(load_id__in=loads)
            .values("table", "file", "line", "column", "value", "reason", "remedy")
        )  # fmt: skip
        schema = dict.fromkeys(("table", "file", "line", "column", "value", "reason", "remedy"), pl.String)
        rejects = pl.DataFrame(rows, schema={**schema, "line": pl.Int64})
        info = at.snapshot.info
        authority = policy_of(home).authority or (MADE_UP if home.only_simulated() else "")
        return Gathered(
            at.snapshot.record, catalogue_of(home), Problems(rejects), authority,
            f"snapshot {info.snapshot}", at.snapshot.local_ids, policy_of(home).la_code,
        )  # fmt: skip


def _figures(catalogue: ResolvedCatalogue, record: Record, duties: pl.DataFrame) -> FigureFacts:
    """Each indicator shown, its latest period, and the trends' months."""
    shown = [code for page in PAGES for part in page.parts if isinstance(part, Figures) for code in part.codes]
    trends = [part.code for page in PAGES for part in page.parts if isinstance(part, Trend)]
    wanted = [catalogue.indicators[c] for c in dict.fromkeys((*HEADLINES, *shown))]
    months = [catalogue.indicators[c] for c in trends]
    held = split_by_standard(duties)
    workspace = open_workspace(record)

    def figures_of(item: Indicator, kind: PeriodKind) -> pl.DataFrame:
        now = latest_periods(kind, record.as_known_on, 1, in_progress=True)
        return figures([item], record, now, duties=held, standards=catalogue.standards, workspace=workspace)

    latest = []
    for item in wanted:
        found = figures_of(item, item.period)
        if found["reason"].str.starts_with(BEGINS_LATER).any():  # lists of six months, and a measure of a year
            shorter = figures_of(replace(item, period=PeriodKind.ROLLING_6M), PeriodKind.ROLLING_6M)
            found = found if shorter["value"].null_count() == shorter.height else shorter
        latest.append(found)
    periods = latest_periods(PeriodKind.MONTH, record.as_known_on, MONTHS_SHOWN)
    by_month = figures(months, record, periods, duties=held, standards=catalogue.standards, workspace=workspace)
    # A count of England's children is nothing to hold a council's own count against.
    england = {figure.indicator: England(figure.value, figure.period) for figure in ENGLAND if figure.is_comparable}
    return FigureFacts(
        catalogue.indicators, pl.concat(latest), by_month, england, record.as_known_on, catalogue.standards
    )  # fmt: skip


def _neighbours(figures: FigureFacts, record: Record, la_code: str) -> dict[str, tuple[float | None, float | None]]:
    """The region's and the statistical neighbours' values, from comparator files that were loaded; none without."""
    if not la_code or "published_figures" not in record.frames:
        return {}
    found: dict[str, tuple[float | None, float | None]] = {}
    for code, period in figures.latest.select("indicator", "period").unique().sort("indicator").iter_rows():
        _, region, similar = comparisons(figures.indicators[code], parse_period(period), record, la_code)
        if region.value is not None or similar.value is not None:
            found[code] = (region.value, similar.value)
    return found


def write_names(everyone: pl.DataFrame, made: Report, output: Path) -> Path:
    """Local ids with names, of everyone on a list of the report, in a workbook only its owner can read."""
    import xlsxwriter

    listed: set[str] = set()
    for block in made.lists():
        if "child_id" in block.frame.columns:
            listed.update(value for value in block.frame["child_id"].to_list() if value)
    path = output.with_name(f"{output.stem}-names.xlsx")
    path.touch(mode=0o600)
    path.chmod(0o600)  # it may have been there, and open to others
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Names")
    sheet.write_row(0, 0, ("Local id", "First name", "Family name", "Date of birth"))
    rows = everyone.filter(pl.col("id").is_in(sorted(listed))).sort("id").iter_rows()
    for place, row in enumerate(rows, start=1):
        sheet.write_row(place, 0, row)
    book.close()
    return path
