"""Putting a report together: data problems, headlines, what is overdue by team, the pages, and comparisons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from lineofsight.core.text_formats import uk_date
from lineofsight.evaluation.indicators.rows import Workspace
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.ticks import add_months
from lineofsight.reports.contents import PAGES
from lineofsight.reports.document import Block, ListBlock, Note, Page, Report, TableBlock, Tone
from lineofsight.reports.facts import counting
from lineofsight.reports.facts.data_problems import Problems, data_problems_page
from lineofsight.reports.facts.duties_part import DutyFacts, as_they_are, by_standard, by_team, timeliness, waiting_list
from lineofsight.reports.facts.figures_part import FigureFacts, headlines, shown, trend
from lineofsight.reports.facts.page_rows import PageRows, page_rows
from lineofsight.reports.parts import (
    AgeAndSex,
    AlsoIn,
    Figures,
    Lengths,
    PageContent,
    Part,
    Repeats,
    Rows,
    Split,
    Timeliness,
    Trend,
)

MONTHS_LOOKED_BACK = 6
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
        data_problems_page(facts.record, facts.record.coverage, facts.problems, facts.duties.standards),
        Page("headlines", "Headline summary", HEADLINE_INTRO, tuple(headlines(HEADLINES, facts.figures))),
        _overdue_page(facts.duties),
        *(_page(content, facts) for content in PAGES),
        _comparison_page(facts.figures, facts.neighbours),
    ]  # fmt: skip
    return Report(
        "Children's social care: who is waiting, and how we are doing", facts.authority, uk_date(as_at),
        uk_date(facts.made_on), facts.made_of, facts.version, tuple(pages),
    )  # fmt: skip


def _overdue_page(duties: DutyFacts) -> Page:
    overdue = duties.overdue()
    intro = (
        f"{overdue['holder'].n_unique():,} children, workers or others are waiting for {overdue.height:,} things "
        f"that should have happened by {uk_date(duties.as_at)}."
    )
    blank = duties.unrecorded()
    blocks = (
        *by_team(duties), by_standard(overdue, duties, "Overdue by what is owed"),
        waiting_list(overdue, duties, "overdue", "Everyone waiting"),
        Note("Below: what should have been written down on the day, in the last three months, and was not. It says "
             "that nothing is recorded, not that nothing was done; whether what is recorded is good is for audit."),
        by_standard(blank, duties, "Nothing recorded"),
        waiting_list(blank, duties, "unrecorded", "Each one where nothing is recorded"),
    )  # fmt: skip
    return Page("overdue", "What is overdue, by team", intro, blocks)


def _page(content: PageContent, facts: ReportFacts) -> Page:
    source = f"Annex A list {content.annex_a_list}" if content.annex_a_list else ""
    blocks: list[Block] = []
    rows = None
    if content.population is not None:
        as_at = facts.duties.as_at
        rows = page_rows(content.population, facts.workspace, add_months(as_at, -MONTHS_LOOKED_BACK), as_at)
        if not len(rows.places):
            return Page(content.code, content.title, content.intro, (_nothing(content, facts),), source)
    for part in content.parts:
        blocks += _blocks(part, content, rows, facts)
    return Page(content.code, content.title, content.intro, tuple(blocks), source)


def _nothing(content: PageContent, facts: ReportFacts) -> Note:
    if content.population is not None and content.population.source.name in facts.record.frames:
        return Note("The source holds no rows for this page in the period.")
    return Note("Not known from this source: it does not hold what this page is about.", Tone.UNKNOWN)


def _blocks(part: Part, content: PageContent, rows: PageRows | None, facts: ReportFacts) -> Sequence[Block]:
    match part:
        case Figures(codes):
            return headlines(codes, facts.figures)
        case Timeliness(codes):
            return timeliness(codes, facts.duties)
        case Trend(code):
            return trend(code, facts.figures)
    if rows is None:
        raise ValueError(
            f"Page {content.code!r} shows {type(part).__name__} but is about no rows. Give it a population."
        )
    match part:
        case AgeAndSex():
            return (counting.age_and_sex(rows, "Age and sex"),)
        case Split():
            return (counting.split(rows, part),)
        case Lengths():
            return (counting.lengths(rows, part),)
        case Repeats():
            return (counting.repeats(rows, part),)
        case AlsoIn():
            return (_also_in(part, rows, facts),)
        case Rows():
            return (_list(part, content, rows, facts),)


def _also_in(part: AlsoIn, rows: PageRows, facts: ReportFacts) -> Block:
    as_at = facts.duties.as_at
    others = page_rows(part.other, facts.workspace, add_months(as_at, -MONTHS_LOOKED_BACK), as_at)
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
            columns[name] = rows.column(name)
    frame = pl.DataFrame(columns).sort(part.columns[0])
    return ListBlock(content.code, part.caption, facts.named(frame))


def _comparison_page(facts: FigureFacts, neighbours: Mapping[str, tuple[float | None, float | None]]) -> Page:
    rows = []
    for code, england in facts.england.items():
        indicator = facts.indicators.get(code)
        if indicator is None:
            continue
        own = facts.latest.filter((pl.col("indicator") == code) & (pl.col("breakdown") == "{}"))
        value = own["value"][0] if own.height else None
        region, similar = neighbours.get(code, (None, None))
        rows.append((
            indicator.title, shown(indicator, value), shown(indicator, england.value), england.period,
            "" if similar is None else shown(indicator, similar), "" if region is None else shown(indicator, region),
        ))  # fmt: skip
    columns = ("Measure", "Here", "England", "England, for when", "Statistical neighbours", "Region")
    blocks: list[Block] = [TableBlock("Beside published figures", columns, tuple(rows), frozenset({1, 2, 4, 5}))]
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
