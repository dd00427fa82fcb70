"""The contract as read on one snapshot: each measure with its quarters, its remedial plan, and what is asked next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from lineofsight.core.indicator_measures import Percent
from lineofsight.core.periods import parse_period
from lineofsight.web.access.papers import paper_or_404
from lineofsight.web.contract import rules
from lineofsight.web.contract.models import Measure, Remedy
from lineofsight.web.contract.results import Result, Terms, change_of, results_of, states
from lineofsight.web.contract.rules import Quarter
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.figures import unit_of
from lineofsight.web.knowledge.meanings import meaning_now
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.layout.titles import title_of_indicator

FEW = "Too few are counted to say"


@dataclass(frozen=True)
class Plan:
    """A remedial plan as it stands on a snapshot: `relapsed` is the quarter that opened it again."""

    paper: Remedy
    relapsed: Quarter | None

    @property
    def is_open(self) -> bool:
        """Never closed, or closed and not held."""
        return self.paper.closed_on is None or self.relapsed is not None


@dataclass(frozen=True)
class Line:
    """One measure: its terms, its quarters oldest first, its plans, the quarters a plan is asked for and by when."""

    measure: Measure
    title: str
    unit: str
    results: tuple[Result, ...]
    change: str
    plans: tuple[Plan, ...]
    asked: tuple[Quarter, ...]
    plan_due_on: date | None
    is_as_agreed: bool

    @property
    def latest(self) -> Result | None:
        """The last quarter's result."""
        return self.results[-1] if self.results else None

    @property
    def open_plan(self) -> Plan | None:
        """The plan that is open, where one is."""
        return next((each for each in self.plans if each.is_open), None)


def terms_of(measure: Measure) -> Terms:
    """What was agreed, as results are worked out from."""
    return Terms(measure.indicator, measure.target, measure.tolerance, measure.direction, measure.from_on,
                 measure.to_on)  # fmt: skip


def plan_of(paper: Remedy, quarters: Iterable[Quarter]) -> Plan:
    """A plan on a snapshot."""
    closed = parse_period(paper.closed_quarter).end if paper.closed_quarter else None
    return Plan(paper, rules.relapsed_in(closed, quarters))


def line_of(measure: Measure, held: Known) -> Line:
    """One measure on one snapshot."""
    results = results_of(held, terms_of(measure))
    quarters = states(results)
    plans = tuple(plan_of(each, quarters) for each in measure.remedies.all())
    is_open = any(each.is_open for each in plans)
    # What a closed plan answered asks for no second one: only what came after it does.
    since = max((parse_period(each.paper.closed_quarter).end for each in plans if each.paper.closed_quarter),
                default=date.min)  # fmt: skip
    asked = () if is_open else rules.quarters_to_answer([each for each in quarters if each.end > since])
    indicators = definitions().indicators
    indicator = indicators.get(measure.indicator)
    return Line(
        measure, title_of_indicator(measure.indicator, indicators), unit_of(indicator) if indicator else "",
        results, _change(held, results, measure.indicator) if indicator else "", plans, asked,
        rules.plan_due_on(held.info.as_known_on) if asked else None,
        meaning_now(measure.indicator) == measure.definition,
    )  # fmt: skip


def _change(held: Known, results: Sequence[Result], code: str) -> str:
    """Noise or change; of a measure whose latest quarter is not shown, neither: which way it went would tell of it."""
    return FEW if results and results[-1].cell.is_hidden else change_of(held, code)


def is_percentage(code: str) -> bool:
    """Whether a measure of the catalogue is a percentage."""
    indicator = definitions().indicators.get(code)
    return indicator is not None and isinstance(indicator.as_, Percent)


def lines_on(held: Known, on: date) -> list[Line]:
    """Every measure in force on a day."""
    found = Measure.objects.filter(from_on__lte=on).prefetch_related("remedies")
    return [line_of(each, held) for each in found if each.to_on is None or each.to_on >= on]


def measure_or_404(number: int) -> Measure:
    """One measure. Raises Http404."""
    return paper_or_404(Measure.objects.prefetch_related("remedies"), number)


def remedy_or_404(number: int) -> Remedy:
    """One remedial plan. Raises Http404."""
    return paper_or_404(Remedy.objects.select_related("measure"), number)


def snapshot_or_404(name: str = "") -> Known:
    """The snapshot of a name, or the latest. Raises Http404 where there is none."""
    held = known(name or None)
    if held is None:
        raise Http404("There is no snapshot yet: results are worked out from one.")
    return held
