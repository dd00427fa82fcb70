"""The plan in the words and order of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lineofsight.core.text_formats import plural
from lineofsight.evaluation import statistics
from lineofsight.evaluation.improvement import Status
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.drawings.run_charts import Comparison, Point, RunSeries, run_chart, run_chart_table, runs_of
from lineofsight.web.improvement import measured
from lineofsight.web.improvement.building import counted
from lineofsight.web.improvement.library import Taken
from lineofsight.web.improvement.matching import theme_titles
from lineofsight.web.improvement.plan_views import (
    LeaderView,
    LineView,
    MeasureView,
    PastPlanView,
    PlanView,
    StatementView,
)
from lineofsight.web.improvement.spread import Spread, spread_of
from lineofsight.web.improvement.told import main_theme, title_of_theme
from lineofsight.web.improvement.words import ORDER, STATUSES, TONES
from lineofsight.web.knowledge.figures import decimals_of, unit_of
from lineofsight.web.layout.dates import short

NEEDING = (Status.RELAPSED, Status.SLIPPED, Status.NOT_KNOWN)
MOST_NEEDING = 5
HEADINGS = (
    "Line", "What is to be put right", "Said by", "Where", "Themes", "Owner", "Due", "Stands", "Why", "Measures",
    "Audits", "Signed off", "Relapsed", "Last written of",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """How many lines stand so."""

    status: str
    words: str
    tone: str
    lines: int


@dataclass(frozen=True, slots=True)
class Needing:
    """The lines that need somebody first, each with the colour of its tag; `more`: where not all of them are shown."""

    lines: tuple[tuple[LineView, str], ...]
    more: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class MeasureOfBoard:
    """A measure as the board looks at it: where it stands, and from team to team."""

    measure: MeasureView
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class LineOfBoard:
    """A line as the board looks at it."""

    line: LineView
    tone: str
    measures: tuple[MeasureOfBoard, ...]


@dataclass(frozen=True, slots=True)
class ThemeOfBoard:
    """A theme: its lines, and what the board was told of it last."""

    code: str
    title: str
    lines: tuple[LineOfBoard, ...]
    told: StatementView | None
    summary: str


def tone_of(line: LineView) -> str:
    """The colour of a line's tag."""
    return TONES[Status(line.status)]


def ordered(lines: Iterable[LineView]) -> list[LineView]:
    """Lines, those that need somebody first."""
    return sorted(lines, key=lambda line: (ORDER.index(Status(line.status)), line.number))


def chosen(lines: Iterable[LineView], *, status: str, theme: str, owner: str, kind: str) -> list[LineView]:
    """The lines that a list is cut down to, those that need somebody first. A blank cuts nothing down."""
    return ordered(
        line for line in lines
        if (not status or line.status == status) and (not theme or theme in line.themes)
        and (not owner or line.owner == owner) and (not kind or line.source_kind == kind)
    )  # fmt: skip


def needing(lines: Sequence[LineView]) -> Needing:
    """What relapsed, slipped or is not known to hold: of each the longest due, and how many there are of more."""
    shown: list[tuple[LineView, str]] = []
    more: list[Count] = []
    for status in NEEDING:
        found = sorted((line for line in lines if line.status == status), key=lambda each: (each.due_on, each.number))
        shown += [(line, tone_of(line)) for line in found[:MOST_NEEDING]]
        if len(found) > MOST_NEEDING:
            more.append(Count(status.value, STATUSES[status], TONES[status], len(found)))
    return Needing(tuple(shown), tuple(more))


def counts(lines: Sequence[LineView]) -> list[Count]:
    """How many lines stand at each status there is, in the order of need."""
    found = counted(lines)
    return [Count(each.value, STATUSES[each], TONES[each], found[each]) for each in ORDER if found[each]]


def themes_of(shown: PlanView, exact: PlanView, may_see: Callable[[str], bool], *, public: bool) -> list[ThemeOfBoard]:
    """The plan by theme, a theme that needs somebody first."""
    points = {(line.number, each.number): each for line in exact.lines for each in line.measures}
    found = []
    for code in dict.fromkeys(main_theme(line) for line in ordered(shown.lines)):
        lines = tuple(
            LineOfBoard(line, tone_of(line), tuple(
                MeasureOfBoard(each, spread_of(shown.snapshot, points[line.number, each.number], may_see,
                                               public=public))
                for each in line.measures
            ))
            for line in ordered(shown.lines) if main_theme(line) == code
        )  # fmt: skip
        told = next((said for each in shown.meetings for said in each.statements if said.theme == code), None)
        right = sum(each.line.is_put_right for each in lines)
        summary = f"{right} of {plural(len(lines), 'line')} put right"
        found.append(ThemeOfBoard(code, title_of_theme(code), lines, told, summary))
    return found


def chart_of(measure: MeasureView) -> str:
    """A measure's run chart with its target; blank where no exact figure may be seen."""
    indicator = measured.indicator_of(measure.code)
    if indicator is None or not measure.points:
        return ""
    values = [each.value for each in measure.points]
    resembling = indicator.is_stock or indicator.period in measured.OVERLAPPING
    chart = statistics.run_chart(values, stock=resembling)
    target = Comparison("Target", tuple(measure.target_value for _ in measure.points))
    series = RunSeries(
        measure.title, tuple(Point(each.ends_on.strftime("%b %Y"), each.value) for each in measure.points),
        unit_of(indicator), decimals_of(indicator), runs=runs_of(chart), comparisons=(target,),
        reading=measure.change,
    )  # fmt: skip
    drawn = [run_chart(series), run_chart(series, NARROW)]
    return markup(figure("Over time", drawn, run_chart_table(series), reading=measure.words, numeric=(1, 2)))


def rows(lines: Sequence[LineView]) -> list[tuple[Any, ...]]:
    """The plan as a list."""
    return [
        (
            line.number, line.term, line.source, line.place, ", ".join(line.theme_titles), line.owner, line.due_on,
            line.status_words, " ".join(line.reasons),
            "; ".join(f"{each.title}: {each.latest}, {each.target} asked" for each in line.measures),
            line.audits.words, line.sign_offs[-1].on if line.sign_offs else None, line.relapsed_on,
            line.last_written_on,
        )
        for line in ordered(lines)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanBeside:
    """A plan beside those before it."""

    title: str
    when: str
    promised: str
    ended: str
    why: str
    source: str
    leaders: tuple[str, ...]
    lines: str


def beside(
    plan: PlanView | None, past: Sequence[PastPlanView], leaders: Sequence[LeaderView], outcomes: Mapping[str, str]
) -> list[PlanBeside]:
    """The present plan and those before it, the latest first."""
    found = []
    if plan is not None:
        led = [each for each in leaders if each.to_on is None or each.to_on >= plan.began_on]
        right = sum(line.is_put_right for line in plan.lines)
        found.append(PlanBeside(
            plan.title, f"since {short(plan.began_on)}", plan.aim, "In force",
            f"{right} of {plural(len(plan.lines), 'line')} put right.", "", tuple(leader_words(each) for each in led),
            plural(len(plan.lines), "line"),
        ))  # fmt: skip
    for each in past:
        found.append(PlanBeside(
            each.title, f"{short(each.began_on)} to {short(each.ended_on)}", each.promised,
            outcomes.get(each.outcome, each.outcome), each.why, each.source,
            tuple(leader_words(leader) for leader in each.leaders), plural(each.lines, "line") if each.lines else "",
        ))  # fmt: skip
    return found


def leader_words(leader: LeaderView) -> str:
    """Who led, as what, and when."""
    until = f"to {short(leader.to_on)}" if leader.to_on else "still"
    return f"{leader.name}, {leader.role}: from {short(leader.from_on)} {until}"


def tenure(leaders: Sequence[LeaderView], day: date) -> str:
    """How many led, and how long each did on average, in words; blank for nobody."""
    if not leaders:
        return ""
    months = [((each.to_on or day) - each.from_on).days / 30.44 for each in leaders]
    roles = dict.fromkeys(each.role for each in leaders)
    average = sum(months) / len(months)
    return f"{plural(len(leaders), 'leader')} in {plural(len(roles), 'post')}, {average:.0f} months each on average."


def match_words(taken: Taken) -> str:
    """What a recommendation is about, by which words, and which measures that proposes."""
    titles = theme_titles()
    themes = "; ".join(f"{titles[code]} (“{'”, “'.join(words)}”)" for code, words in taken.matched.themes.items())
    measures = "; ".join(measured.title_of(code) for code in taken.matched.measures)
    if not themes:
        return "No theme is told by its words: choose measures yourself."
    return f"{themes}. Measures: {measures}."
