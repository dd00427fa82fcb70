"""The contract as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lineofsight.core.periods import parse_period
from lineofsight.evaluation.statistics import run_chart as signals_of
from lineofsight.web.contract.papers import Line, Plan, terms_of
from lineofsight.web.contract.results import Result, Terms
from lineofsight.web.contract.rules import HIGHER, STATES, State, state_of
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.drawings.run_charts import Comparison, Point, RunSeries, run_chart, run_chart_table
from lineofsight.web.layout.dates import from_day, in_full

# Red and green say more than a quarter can: what is outside is said in words.
TONES = {State.AT: "met", State.WITHIN: "met", State.OUTSIDE: "overdue", State.UNKNOWN: "due"}


@dataclass(frozen=True, slots=True)
class QuarterShown:
    """One quarter in a row."""

    title: str
    shown: str
    out_of: str
    state: str
    tone: str


@dataclass(frozen=True)
class LineShown:
    """One measure in the list and on its page."""

    number: int
    title: str
    terms: str
    quarters: tuple[QuarterShown, ...]
    change: str
    remedy: str
    remedy_number: int | None
    asks: bool
    warning: str

    @property
    def latest(self) -> QuarterShown | None:
        """The last quarter."""
        return self.quarters[-1] if self.quarters else None


def number_words(value: float, unit: str) -> str:
    """90%, 2.5."""
    return f"{value:g}{unit}"


def terms_words(line: Line) -> str:
    """The target in a sentence."""
    agreed, unit = line.measure, line.unit
    side = "or more" if agreed.direction == HIGHER else "or less"
    edge = agreed.target - agreed.tolerance if agreed.direction == HIGHER else agreed.target + agreed.tolerance
    tolerance = f"; accepted to {number_words(edge, unit)}" if agreed.tolerance else "; no tolerance"
    return f"{number_words(agreed.target, unit)} {side}{tolerance}"


def quarter_shown(result: Result, terms: Terms) -> QuarterShown:
    """One quarter; of one that is too small to show, its state is not told either.

    Where the figure as shown, rounded, would stand otherwise than the figure does, that is said.
    """
    cell, state = result.cell, result.quarter.state
    if cell.is_hidden:
        return QuarterShown(cell.period, cell.said, "", "Not shown", TONES[State.UNKNOWN])
    told = State.UNKNOWN if cell.number is None else state_of(cell.number, terms.target, terms.tolerance,
                                                              terms.direction)  # fmt: skip
    words = STATES[state] if told is state else f"{STATES[state]}, before rounding"
    return QuarterShown(cell.period, cell.said, cell.out_of, words, TONES[state])


def line_shown(line: Line, today: date) -> LineShown:
    """One measure."""
    plan = line.open_plan
    remedy = ""
    if plan is not None:
        remedy = plan_words(plan)
    elif line.asked and line.plan_due_on:
        remedy = f"A remedial plan is due by {in_full(line.plan_due_on)}, {from_day(line.plan_due_on, today)}"
    warning = (
        ""
        if line.is_as_agreed
        else ("What it counts has changed since it was agreed. Read its page in the handbook, and agree it anew.")
    )
    quarters = tuple(quarter_shown(each, terms_of(line.measure)) for each in line.results)
    return LineShown(
        line.measure.pk, line.title, terms_words(line), quarters, line.change, remedy,
        plan.paper.pk if plan else None, bool(line.asked), warning,
    )  # fmt: skip


def plan_words(plan: Plan) -> str:
    """How a plan stands."""
    if plan.relapsed is not None:
        title = parse_period(plan.relapsed.code).title
        return f"Remedial plan, open again: outside tolerance in {title}"
    if plan.paper.closed_on is None:
        return f"Remedial plan, open: back within tolerance by {in_full(plan.paper.due_on)}"
    return f"Remedial plan, closed {in_full(plan.paper.closed_on)}"


def picture(line: Line) -> str:
    """The quarters against the target, with their table. Figures too small to show are gaps."""
    points = tuple(Point(each.cell.period, each.cell.number) for each in line.results)
    target = Comparison("Target", tuple(line.measure.target for _ in points))
    chart = signals_of([each.cell.number for each in line.results], stock=False)
    reading = line.change + "." if line.change else ""
    drawn = RunSeries(f"{line.title}, by quarter", points, line.unit, 0 if line.unit else 1, (), (), (target,),
                      reading=reading or chart.rule)  # fmt: skip
    headings, rows = run_chart_table(drawn)
    shown = [quarter_shown(each, terms_of(line.measure)) for each in reversed(line.results)]
    lines = tuple((row[0], each.shown, each.out_of, each.state) for row, each in zip(rows, shown, strict=True))
    table = ((*headings[:1], "Figure", "Out of", "How it stands"), lines)
    return markup(figure(drawn.title, [run_chart(drawn), run_chart(drawn, NARROW)], table, reading=reading))
