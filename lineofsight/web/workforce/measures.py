"""Published measures of the workforce: the latest value, how it moved, England beside it, and how teams lie apart.

Kept by snapshot. All are of the service or of teams: no worker has a figure of their own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from lineofsight.catalogue.england_figures import england_figures
from lineofsight.core.indicator_measures import Count, Sum
from lineofsight.core.indicators import Indicator
from lineofsight.core.periods import PeriodKind, month_end
from lineofsight.evaluation.statistics import run_chart
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.drawings.run_charts import Median, Point, RunSeries, run_chart_table, runs_of
from lineofsight.web.drawings.run_charts import run_chart as draw
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.figures import Figure, decimals_of, figure_of, unit_of
from lineofsight.web.knowledge.public_figures import PublicCell, cells_of
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.layout.links import link

WHO_THERE_IS = ("wf_fte", "wf_vacancy_rate", "wf_vacant_covered", "wf_agency_rate")
COME_AND_GO = ("wf_starters", "wf_leavers_rate", "wf_turnover_rate", "wf_stability_2y")
AT_WORK = ("wf_away_sick", "wf_absence", "wf_span", "wf_caseload_avg")
GROUPS = (
    ("Who there is", WHO_THERE_IS), ("Who comes and who goes", COME_AND_GO), ("At work", AT_WORK),
)  # fmt: skip
# The list of people (or posts) that a measure counts.
LISTS: Mapping[str, str] = {
    "wf_fte": "in-post", "wf_vacancy_rate": "vacant", "wf_vacant_covered": "vacant", "wf_agency_rate": "agency",
    "wf_starters": "starters", "wf_leavers_rate": "leavers", "wf_turnover_rate": "leavers", "wf_stability_2y": "long",
    "wf_away_sick": "away", "wf_span": "managers", "wf_caseload_avg": "practitioners",
}  # fmt: skip
_QUARTER_ENDS = (3, 6, 9, 12)
FEWEST_FULL_TIME = 3
"""The fewest full-time workers whose children are spoken of together: below it a team's figure would be a worker's."""


@dataclass(frozen=True, slots=True)
class Card:
    """A measure as a page shows it: value, when, what it is, England, its chart, and where it leads."""

    code: str
    title: str
    value: str
    when: str
    why: str
    notes: str
    england: str
    chart: str
    measure: str
    handbook: str
    people: str


def series(held: Known, code: str, team: str = "") -> tuple[Figure, ...]:
    """A measure's published figures for the service or for a team, of periods that had ended, oldest first."""
    return _series(held.info.snapshot, code).get(team, ())


def teams_of(held: Known, code: str) -> Mapping[str, Figure]:
    """Each team's latest figure."""
    return {team: found[-1] for team, found in _series(held.info.snapshot, code).items() if team and found}


@lru_cache(maxsize=64)
def _series(name: str, code: str) -> Mapping[str, tuple[Figure, ...]]:
    held = known(name)
    assert held is not None  # a name was given
    found: dict[str, list[Figure]] = {}
    for row in held.figures_of([code]).iter_rows(named=True):
        label = json.loads(row["breakdown"])
        if set(label) <= {"team"}:
            made = figure_of(row)
            if made.period.end <= held.info.as_known_on:
                found.setdefault(label.get("team", ""), []).append(made)
    return {team: tuple(sorted(some, key=lambda each: each.period.end)) for team, some in found.items()}


def cards(held: Known, codes: Sequence[str], *, is_public: bool, lists: bool) -> list[Card]:
    """Measures as cards. `is_public`: for those who see no children: rounded, and quarters alone."""
    made = []
    for code in codes:
        indicator = definitions().indicators.get(code)
        if indicator is not None:
            made.append(_card(held, indicator, is_public=is_public, lists=lists))
    return made


def _card(held: Known, indicator: Indicator, *, is_public: bool, lists: bool) -> Card:
    to = LISTS.get(indicator.code) if lists else None
    made = _made(held.info.snapshot, indicator.code, is_public)
    return replace(made, people=link("workforce:people") + f"?show={to}") if to else made


@lru_cache(maxsize=96)
def _made(name: str, code: str, is_public: bool) -> Card:
    """A measure's card without its list. Drawing takes longer than everything else on the page."""
    held, indicator = known(name), definitions().indicators[code]
    assert held is not None  # a name was given
    found = series(held, code)
    if is_public:
        found = tuple(each for each in found if of_a_quarter(each.period.end))
    last = found[-1] if found else None
    cells = public_cells(indicator, found) if is_public else None
    return Card(
        code, indicator.title, public_words(indicator, cells) if cells is not None else value_words(indicator, last),
        last.period.title if last else "", indicator.why, indicator.notes, england_words(code),
        chart(indicator, found, cells), link("performance:indicator", code), link("handbook:indicator", code), "",
    )  # fmt: skip


def value_words(indicator: Indicator, found: Figure | None) -> str:
    """A value as people read it; "No figure" for none."""
    if found is None or found.value is None:
        return "No figure"
    return f"{found.value:,.{decimals_of(indicator)}f}{unit_of(indicator)}"


def public_cells(indicator: Indicator, found: Sequence[Figure | None]) -> tuple[PublicCell, ...]:
    """Figures, oldest first, as those may see them who see no children: rounded, and suppressed together."""
    titled = [(each.period.title if each else "", each) for each in found]
    return cells_of(indicator, titled, unit_of(indicator))


def public_words(indicator: Indicator, cells: Sequence[PublicCell]) -> str:
    """The last of them as people read it; "No figure" for none."""
    if not cells or (cells[-1].number is None and not cells[-1].is_hidden):
        return "No figure"
    is_rounded = isinstance(indicator.as_, Count | Sum) and not cells[-1].is_hidden
    return f"about {cells[-1].said}" if is_rounded else cells[-1].said


def england_words(code: str) -> str:
    """England's last published figure with its date; blank where there is none to stand beside."""
    found = england_figures().get(code)
    if found is None or found.unit in ("count", "fte"):
        return ""
    return f"England: {found.words}, {found.period}"


def chart(indicator: Indicator, found: Sequence[Figure], cells: Sequence[PublicCell] | None = None) -> str:
    """The run chart with its table, ready for the page; blank where there are fewer than two points to draw.

    `cells`: the figures as those see them who see no children, where it is drawn for them.
    """
    values = [each.value for each in found] if cells is None else [each.number for each in cells]
    if sum(value is not None for value in values) < 2:
        return ""
    read = run_chart(values, stock=indicator.is_stock or indicator.period is PeriodKind.ROLLING_12M)
    places = [place for place, value in enumerate(values) if value is not None]
    median = (Median(places[0], places[-1], read.median),) if read.median is not None else ()
    reading = "Too few points to tell a change from chance." if read.median is None else (
        "What is outlined is more than chance would give." if read.signals
        else "No sign of change: it moves as chance alone would move it."
    )  # fmt: skip
    points = tuple(Point(month(each.period.end), value) for each, value in zip(found, values, strict=True))
    drawn = RunSeries(
        indicator.title, points, unit_of(indicator), decimals_of(indicator) if cells is None else 0, median,
        runs_of(read), reading=reading,
    )  # fmt: skip
    return markup(figure(drawn.title, [draw(drawn), draw(drawn, NARROW)], run_chart_table(drawn), reading=reading,
                         numeric=(1,)))  # fmt: skip


def of_a_quarter(end: date) -> bool:
    """Whether a period ends as a quarter does."""
    return end.month in _QUARTER_ENDS and end == month_end(end)


def month(day: date) -> str:
    """Sep 2026, as an axis names it."""
    return f"{day:%b} {day.year}"


def spread_words(values: Sequence[float], sign: str, decimals: int = 0) -> str:
    """How far teams lie apart: the lowest, the middle and the highest; never whose they are."""
    if len(values) < 2:
        return "Too few teams to speak of a spread."
    ordered = sorted(values)
    half = len(ordered) // 2
    middle = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    low, mid, high = (f"{value:,.{decimals}f}{sign}" for value in (ordered[0], middle, ordered[-1]))
    return f"From {low} to {high}; the middle team {mid}."
