"""The shape of an indicator: a figure's definition, as data.

A population says which rows there are, `counts` which of them count, and `as_` how they become a figure. Definitions
refuse to be built wrong, saying what is wrong and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lineofsight.core.areas import Area
from lineofsight.core.authority import Authority, Confidence, local
from lineofsight.core.columns import ColumnType
from lineofsight.core.derived import Source, base_tables
from lineofsight.core.indicator_measures import (
    Count,
    Longest,
    Measure,
    Per10k,
    Percent,
    PerHolder,
    Share,
    check_measure,
    days_open,
    related_of,
)
from lineofsight.core.indicator_questions import Question, check_question, question_tables, reads_period
from lineofsight.core.periods import PeriodKind
from lineofsight.core.selections import Condition, Selection, check_columns
from lineofsight.core.standards import Standard
from lineofsight.core.table import Holder
from lineofsight.core.wording import title_of


class Better(StrEnum):
    """Which way is improvement. NEITHER where it could be had by refusing, closing, rushing or grading up."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Standing(StrEnum):
    """Where the figure is known from."""

    PUBLISHED = "published"
    DASHBOARD = "dashboard"
    ANNEX_A = "annex_a"
    LOCAL = "local"


class Breakdown(StrEnum):
    """One at a time, or a team and one other."""

    TEAM = "team"
    ETHNICITY = "ethnicity"
    AGE_BAND = "age_band"
    SEX = "sex"
    DISABILITY = "disability"
    LOCALITY = "locality"


LOCAL_MEASURE = local("Local measure")
OF_A_CHILD = tuple(Breakdown)
OF_A_TEAM = (Breakdown.TEAM,)


@dataclass(frozen=True, slots=True)
class OpenSpans:
    """A stock: the rows open at the end of the last day of the period. A row that ended on that day is not open.

    With `during`, a flow: the rows open at any time in the period, each looked at as at its last day.
    """

    source: Source
    start: str
    end: str
    where: tuple[Condition, ...] = ()
    during: bool = False

    def __post_init__(self) -> None:
        for name in (self.start, self.end):
            if self.source.column(name).type is not ColumnType.DATE:
                raise ValueError(f"{self.source.name}.{name} is not a date. Name the dates a span starts and ends on.")
        for condition in self.where:
            check_columns(self.source, condition)


@dataclass(frozen=True, slots=True)
class OneEach:
    """A flow with one row a holder in the period: the latest."""

    selection: Selection


class DutiesWhen(StrEnum):
    """Which duties of a standard make the population."""

    DUE = "due in the period"
    OVERDUE = "overdue at the date"
    OPEN = "open at the date"
    MET = "due in the period and met in time"
    UP_TO_DATE = "open at the date and not overdue, of those open"
    EVERY = "all due in the period, taken together for each holder"


@dataclass(frozen=True, slots=True)
class Duties:
    """Duties of standards, by code: a flow by the day they fell due, or a stock. No codes: every standard's."""

    standards: tuple[str, ...]
    when: DutiesWhen


Population = Selection | OneEach | OpenSpans | Duties


def open_spans(
    source: Source, *, start: str = "started_on", end: str = "ended_on", where: tuple[Condition, ...] | Condition = ()
) -> OpenSpans:
    """Rows open at the period's last day."""
    return OpenSpans(source, start, end, (where,) if isinstance(where, Condition) else where)


def open_during(
    source: Source, *, start: str = "started_on", end: str = "ended_on", where: tuple[Condition, ...] | Condition = ()
) -> OpenSpans:
    """Rows open at any time in the period."""
    return OpenSpans(source, start, end, (where,) if isinstance(where, Condition) else where, during=True)


def one_each(selection: Selection) -> OneEach:
    """The latest row of each holder in the period."""
    return OneEach(selection)


def duties_of(*standards: str, when: DutiesWhen = DutiesWhen.DUE) -> Duties:
    """Duties of the standards with those codes."""
    return Duties(standards, when)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A figure's definition.

    code, title, why: as shown. theme: the part of practice. period: the period it is usually given for.
    population: the rows. counts: the questions a row must answer yes to; every row where there are none.
    as_: how the rows become a figure. better: which way is improvement.
    asked: questions a row must answer yes to, to be in the population at all (what conditions cannot say).
    standards: the standards it stands beside. notes: what a reader should know.
    """

    code: str
    title: str
    area: Area
    theme: str
    population: Population
    why: str
    period: PeriodKind
    as_: Measure
    counts: tuple[Question, ...] = ()
    asked: tuple[Question, ...] = ()
    better: Better = Better.NEITHER
    breakdowns: tuple[Breakdown, ...] = OF_A_CHILD
    authority: Authority = LOCAL_MEASURE
    status: Standing = Standing.LOCAL
    confidence: Confidence = Confidence.HIGH
    standards: tuple[str, ...] = ()
    notes: str = ""

    def __post_init__(self) -> None:
        if not self.title or not self.why:
            raise ValueError(f"{self.code}: say what it is (title) and why it is looked at (why).")
        if isinstance(self.population, Duties):
            if self.counts or self.asked:
                raise ValueError(f"{self.code}: duties are counted by being met; give it no questions.")
            return
        source = self.source
        try:
            for question in (*self.counts, *self.asked):
                check_question(question, source)
            check_measure(self.as_, source)
        except (KeyError, ValueError) as problem:
            raise ValueError(f"{self.code}: {problem.args[0]}") from None
        self._check_figure(source)

    def _check_figure(self, source: Source) -> None:
        if isinstance(self.as_, Percent) and not self.counts:
            raise ValueError(f"{self.code}: a percentage of rows that all count is always 100. Say which count.")
        if isinstance(self.as_, Per10k | PerHolder) and source.holder is not Holder.CHILD:
            raise ValueError(f"{self.code}: a rate is for children, and {source.name} is about a {source.holder}.")
        if source.holder is not Holder.CHILD and set(self.breakdowns) - {Breakdown.TEAM}:
            raise ValueError(
                f"{self.code}: {source.name} is about a {source.holder}, and can be broken down by team at most."
            )

    @property
    def source(self) -> Source:
        """Where the population's rows come from. Raises TypeError for duties, whose rows come from their standard."""
        match self.population:
            case Selection():
                return self.population.source
            case OneEach():
                return self.population.selection.source
            case OpenSpans():
                return self.population.source
        raise TypeError(f"{self.code} counts duties; its rows come from the standard.")

    @property
    def is_stock(self) -> bool:
        """Whether it is of what is open at a date, rather than of what happened in a period."""
        if isinstance(self.population, Duties):
            return self.population.when in (DutiesWhen.OVERDUE, DutiesWhen.OPEN, DutiesWhen.UP_TO_DATE)
        return isinstance(self.population, OpenSpans) and not self.population.during

    @property
    def by_row(self) -> bool:
        """Whether each row's answer is the same in every period it falls in, so that periods can share the work."""
        # Only whole numbers are added up by stretches: fractions would differ in their last figure by the way taken.
        whole = isinstance(self.as_, Count | Per10k | Share) or self.as_ == Percent()
        if isinstance(self.population, OpenSpans | OneEach) or not whole:
            return False
        if isinstance(self.population, Duties):
            return self.population.when in (DutiesWhen.DUE, DutiesWhen.MET)
        return not any(reads_period(q) for q in (*self.counts, *self.asked))

    def tables(self) -> frozenset[str]:
        """The record's tables it needs; duties name their own."""
        if isinstance(self.population, Duties):
            return frozenset()
        asked = (*self.counts, *self.asked, *related_of(self.as_))
        return base_tables(self.source).union(*(question_tables(question) for question in asked))


def of_standard(item: Standard) -> tuple[Indicator, ...]:
    """The four figures every standard has: met in time, overdue, the longest wait, and open.

    Completed-in-time never stands alone: what is overdue and open stands beside it.
    """
    breakdowns = OF_A_CHILD if item.holder is Holder.CHILD else OF_A_TEAM
    shared: dict[str, Any] = {
        "area": item.area, "theme": item.stage, "authority": item.authority, "confidence": item.confidence,
        "breakdowns": breakdowns, "standards": (item.code,),
    }  # fmt: skip
    title = title_of(item)
    return (
        Indicator(
            code=f"{item.code}.in_time", title=f"{title}: in time", why=item.why, better=Better.HIGHER,
            population=duties_of(item.code), as_=Percent(), period=PeriodKind.MONTH, **shared,
        ),
        Indicator(
            code=f"{item.code}.overdue", title=f"{title}: overdue", better=Better.LOWER,
            why="What is still owed after its day is what nobody has done yet.",
            population=duties_of(item.code, when=DutiesWhen.OVERDUE), as_=Count(), period=PeriodKind.POINT_IN_TIME,
            **shared,
        ),
        Indicator(
            code=f"{item.code}.longest_wait", title=f"{title}: days the longest has waited past its day",
            why="An average hides the one who has waited longest.", better=Better.LOWER,
            population=duties_of(item.code, when=DutiesWhen.OVERDUE), as_=Longest(days_open("due_on")),
            period=PeriodKind.POINT_IN_TIME, **shared,
        ),
        Indicator(
            code=f"{item.code}.open", title=f"{title}: open", why="How much is owed at once, in time or not.",
            population=duties_of(item.code, when=DutiesWhen.OPEN), as_=Count(), period=PeriodKind.POINT_IN_TIME,
            **shared,
        ),
    )  # fmt: skip


def of_standards(standards: Iterable[Standard]) -> dict[str, Indicator]:
    """The figures of every standard, by code."""
    return {made.code: made for item in standards for made in of_standard(item)}
