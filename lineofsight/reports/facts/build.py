"""Putting a report together: data problems, headlines, what is overdue by team, the pages, and comparisons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from lineofsight.core.derived import origin
from lineofsight.core.indicator_measures import Per10k
from lineofsight.core.indicators import Indicator, OpenSpans
from lineofsight.core.periods import add_months
from lineofsight.core.selections import Selection
from lineofsight.core.table import Holder, Table
from lineofsight.core.tables.reference_data import stated_totals
from lineofsight.core.text_formats import uk_date
from lineofsight.evaluation.coverage import Extent, covered, missing_words
from lineofsight.evaluation.indicators.rows import Workspace
from lineofsight.evaluation.record import Record
from lineofsight.reports.contents import PAGES
from lineofsight.reports.document import Block, Headline, ListBlock, Note, Page, Report, TableBlock, Tone
from lineofsight.reports.facts import counting, stated
from lineofsight.reports.facts.data_problems import Problems, data_problems_page
from lineofsight.reports.facts.duties_part import DutyFacts, as_they_are, by_standard, by_team, timeliness, waiting_list
from lineofsight.reports.facts.figures_part import FigureFacts, behind, headlines, shown, trend
from lineofsight.reports.facts.page_rows import PageRows, page_rows
from lineofsight.reports.parts import (
    AgeAndSex,
    AlsoIn,
    Disability,
    Figures,
    Latest,
    Lengths,
    PageContent,
    Part,
    Repeats,
    Rows,
    Split,
    Stages,
    Stated,
    StatedFigure,
    Timeliness,
    Trend,
)

MONTHS_LOOKED_BACK = 6
NOT_FOR_PUBLICATION = (
    "For people in the service who may see its children's records. Small counts are shown as they are: not for "
    "publication."
)
UNKNOWN_HERE = "Not known"
EVER = date(1900, 1, 1)
LONG_OVERDUE = 365
HEADLINES = (
    "contacts_rate", "referrals_count", "assessment_45wd", "s47_count", "icpc_15wd", "cin_count", "cpp_count",
    "cp_visits_timely", "cla_count", "cla_visits_timely", "cla_reviews_timely", "cl_in_touch", "missing_now",
    "wf_unallocated", "open_owed_nothing", "placeholder_workers",
)  # fmt: skip


HEADLINE_INTRO = "The service in figures. Each is defined in the handbook; what could not be told is said beside it."
COMPARISON_INTRO = (
    "Published figures are older, rounded, and made by the department's own rules: look for large "
    "differences, not small ones."
)


@dataclass(frozen=True)
class ReportFacts:
    """Everything a report is made from."""

    record: Record
    workspace: Workspace
    duties: DutyFacts
    figures: FigureFacts
    problems: Problems
    authority: str
    made_of: str
    made_on: date
    version: str
    neighbours: Mapping[str, tuple[float | None, float | None]]
    named: Callable[[pl.DataFrame], pl.DataFrame] = as_they_are


def build(facts: ReportFacts) -> Report:
    """The report's pages, in order, data problems first."""
    as_at = facts.duties.as_at
    pages: list[Page] = [
        data_problems_page(facts.record, facts.record.coverage, facts.problems, facts.duties.standards,
                           facts.duties.untold),
        Page("headlines", "Headline summary", HEADLINE_INTRO, tuple(headlines(HEADLINES, facts.figures))),
        _overdue_page(facts.duties),
        *(_page(content, facts) for content in PAGES),
        _comparison_page(facts.figures, facts.neighbours),
    ]  # fmt: skip
    return Report(
        "Children's social care: who is waiting, and how we are doing", facts.authority, uk_date(as_at),
        uk_date(facts.made_on), facts.made_of, facts.version, tuple(pages), (NOT_FOR_PUBLICATION,),
        "Children are shown by local id, never by name; workers and teams as the source names them.",
    )  # fmt: skip


def _overdue_page(duties: DutyFacts) -> Page:
    overdue = duties.overdue()
    children = overdue.filter(pl.col("holder_kind") == "child")["holder"].n_unique()
    others = overdue.filter(pl.col("holder_kind") != "child")["holder"].n_unique()
    beside = f" and {others:,} others (workers, carers, homes or the service)" if others else ""
    long = overdue.filter(pl.col("days_overdue") > LONG_OVERDUE).height
    intro = (
        "Only what this file can tell is counted."
        if not overdue.height
        else (
            f"{children:,} children{beside} wait for {overdue.height:,} things that should have happened by "
            f"{uk_date(duties.as_at)}. Only what this file can tell is counted."
        )
    )
    blank = duties.unrecorded()
    unwritten = (
        Note("Below: what should have been written down on the day, in the last three months, and was not. It says "
             "that nothing is recorded, not that nothing was done; whether what is recorded is good is for audit."),
        by_standard(blank, duties, "Nothing recorded"),
        waiting_list(blank, duties, "unrecorded", "Each one where nothing is recorded"),
    )  # fmt: skip
    doubt = (
        Note(f"{long:,} of them have been overdue for more than a year. Look at these first: some may be done "
             "and never recorded, or left over from work that has closed.", Tone.WARNING),
    )  # fmt: skip
    blocks = (
        *(doubt if long else ()), *by_team(duties), by_standard(overdue, duties, "Overdue by what is owed"),
        waiting_list(overdue, duties, "overdue", "Everyone waiting"),
        *(unwritten if blank.height else ()),
    )  # fmt: skip
    return Page("overdue", "What is overdue, by team", intro, blocks)


def _page(content: PageContent, facts: ReportFacts) -> Page:
    source = f"Annex A list {content.annex_a_list}" if content.annex_a_list else ""
    blocks: list[Block] = []
    rows = None
    if content.population is not None:
        rows = _rows_of(content.population, content, facts)
        if not len(rows.places) and (other := _otherwise(content, facts)) is not None:
            return other
        if not len(rows.places):
            return Page(content.code, content.title, content.intro, (_nothing(content, facts),), source)
    for part in content.parts:
        blocks += _blocks(part, content, rows, facts)
    return Page(content.code, content.title, content.intro, tuple(blocks), source)


def _otherwise(content: PageContent, facts: ReportFacts) -> Page | None:
    """What the page shows of a source that does not hold its rows; None where that has nothing to show either."""
    other = content.otherwise
    if other is None or other.population is None or _is_held(content, facts):
        return None
    return _page(other, facts) if len(_rows_of(other.population, other, facts).places) else None


def _is_held(content: PageContent, facts: ReportFacts) -> bool:
    if content.population is None:
        return False
    return covered(facts.record.coverage, (origin(content.population.source).name,)).extent is not Extent.NONE


def _rows_of(population: Selection | OpenSpans, content: PageContent, facts: ReportFacts) -> PageRows:
    as_at = facts.duties.as_at
    rows = page_rows(population, facts.workspace, first_day(as_at, content.months), as_at)
    if population.source is stated_totals:
        return rows.of_the_last_day()
    # Who is open today is counted once, however many episodes are open for them.
    return rows.once_a_child() if isinstance(population, OpenSpans) and rows.rows.kind is Holder.CHILD else rows


def first_day(as_at: date, months: int = MONTHS_LOOKED_BACK) -> date:
    """The first day of so many months to a day, the month of that day counted: the period that figures have too."""
    return add_months(as_at.replace(day=1), 1 - months)


def _nothing(content: PageContent, facts: ReportFacts) -> Note:
    if _is_held(content, facts):
        return Note("The source holds no rows for this page in the period.")
    return Note("Not known from this source: it does not hold what this page is about.", Tone.UNKNOWN)


def _blocks(part: Part, content: PageContent, rows: PageRows | None, facts: ReportFacts) -> Sequence[Block]:
    match part:
        case Figures(codes, totals, ends):
            untold = {code: why for code in ends if (why := _never_ends(facts.figures.indicators[code], facts))}
            told = {one.code: _stated_figure(one, content, facts) for one in totals}
            known = {code: made for code, made in told.items() if made is not None}
            return headlines(codes, facts.figures, known, untold)
        case Timeliness(codes):
            return timeliness(codes, facts.duties)
        case Trend(code):
            return trend(code, facts.figures)
        case Stated(of=other) if other is not None:
            return stated.stated(_totals(_rows_of(other, content, facts), part.column, content, facts), part)
    if rows is None:
        raise ValueError(
            f"Page {content.code!r} shows {type(part).__name__} but is about no rows. Give it a population."
        )
    match part:
        case AgeAndSex():
            return (counting.age_and_sex(rows, "Age and sex"),)
        case Disability():
            return (counting.disabled(rows, part),)
        case Stages():
            return (counting.stages(rows, part),)
        case Split(of=other) | Lengths(of=other):
            about = rows if other is None else _rows_of(other, content, facts)
            made = counting.split(about, part) if isinstance(part, Split) else counting.lengths(about, part)
            return () if made is None else (made,)
        case Latest(among=among):
            others = page_rows(among, facts.workspace, EVER, facts.duties.as_at, undated=True)
            return (counting.latest(rows, others, part),)
        case Stated():
            return stated.stated(_totals(rows, part.column, content, facts), part)
        case Repeats():
            return (counting.repeats(rows, part),)
        case AlsoIn():
            return (_also_in(part, rows, facts),)
        case Rows(of=other):
            return (_list(part, content, rows if other is None else _rows_of(other, content, facts), facts),)


def _never_ends(indicator: Indicator, facts: ReportFacts) -> str | None:
    """Why what is open cannot be told: the source gives the day it ended in no row."""
    population = indicator.population
    if not isinstance(population, OpenSpans):
        return None
    lacks = missing_words(facts.record.coverage, {origin(population.source).name: (population.end,)})
    return f"not covered: {lacks[0]}" if lacks else None


def _totals(about: PageRows, column: str, content: PageContent, facts: ReportFacts) -> stated.Totals:
    """What the source states of the children of some rows."""
    return stated.totals_of(about.children(), _rows_of(stated.TOTALS, content, facts), column)


def _stated_figure(one: StatedFigure, content: PageContent, facts: ReportFacts) -> Headline | None:
    about = _rows_of(one.of, content, facts)
    return stated.figure(_totals(about, one.column, content, facts), one, facts.figures.england)


def _also_in(part: AlsoIn, rows: PageRows, facts: ReportFacts) -> Block:
    as_at = facts.duties.as_at
    others = page_rows(part.other, facts.workspace, first_day(as_at), as_at)
    if not len(others.rows.holder):
        return Note(f"Not known from this file: {part.caption[0].lower()}{part.caption[1:]}.", Tone.UNKNOWN)
    mine = set(rows.children().to_list())
    both = len(mine & set(others.children().to_list()))
    return Note(f"{part.caption}: {both:,} of {len(mine):,} children.")


def _list(part: Rows, content: PageContent, rows: PageRows, facts: ReportFacts) -> ListBlock:
    teams, workers = rows.teams_and_workers()
    columns = {}
    for name in part.columns:
        if name == "team":
            columns["team"] = teams
        elif name == "worker":
            columns["worker"] = workers
        elif name == "child_id":
            columns["child_id"] = rows.children()
        else:
            columns[name] = _in_words(rows.column(name), name, content)
    # What the file never says is no column of the list; whom a row is about always is.
    kept = {name: values for name, values in columns.items() if name == part.columns[0] or values.drop_nulls().len()}
    frame = pl.DataFrame(kept).sort(part.columns[0])
    return ListBlock(content.code, part.caption, facts.named(frame), tuple(_heading(name) for name in kept))


def _heading(name: str) -> str:
    return "Local id" if name in ("child_id", "id") else name.removesuffix("_on").replace("_", " ").capitalize()


def _in_words(values: pl.Series, name: str, content: PageContent) -> pl.Series:
    """A column's codes by what they mean; yes and no for a flag."""
    source = content.population.source if content.population is not None else None
    if values.dtype == pl.Boolean:
        return values.cast(pl.String).replace({"true": "Yes", "false": "No"})
    if not isinstance(source, Table) or not source.has(name) or not source.column(name).code_set:
        return values
    words = {value: counting.meaning(value, source.column(name).code_set) for value in values.drop_nulls().unique()}
    return values.cast(pl.String).replace(words)


def _comparison_page(facts: FigureFacts, neighbours: Mapping[str, tuple[float | None, float | None]]) -> Page:
    rows: list[tuple[str, ...]] = []
    for code, england in facts.england.items():
        indicator = facts.indicators.get(code)
        if indicator is None:
            continue
        own = facts.latest.filter((pl.col("indicator") == code) & (pl.col("breakdown") == "{}"))
        value = own["value"][0] if own.height else None
        rate = ", for each 10,000 children" if isinstance(indicator.as_, Per10k) else ""
        region, similar = neighbours.get(code, (None, None))
        rows.append((
            indicator.title + rate, UNKNOWN_HERE if value is None else shown(indicator, value),
            "" if value is None else behind(indicator, own.row(0, named=True)),
            shown(indicator, england.value), england.period,
            "" if similar is None else shown(indicator, similar), "" if region is None else shown(indicator, region),
        ))  # fmt: skip
    columns: tuple[str, ...] = (
        "Measure", "Here", "Of how many", "England", "England, for when", "Statistical neighbours", "Region",
    )  # fmt: skip
    rows.sort(key=lambda row: row[1] == UNKNOWN_HERE)
    known = sum(row[1] != UNKNOWN_HERE for row in rows)
    if not neighbours:
        columns, rows = columns[:5], [row[:5] for row in rows]
    numeric = frozenset({1, 2, 3, 5, 6})
    blocks: list[Block] = [TableBlock("Beside published figures", columns, tuple(rows), numeric, shown=known)]
    if not neighbours:
        blocks.insert(
            0,
            Note(
                "No comparison loaded for neighbours or the region: load the published file to see them.", Tone.UNKNOWN
            ),
        )
    return Page(
        "comparison", "Comparison with published data",
        COMPARISON_INTRO, tuple(blocks),
    )  # fmt: skip
