"""Published measures by team: how they moved, and where a team differs from those that do like work.

Kept by snapshot. A team's own figures are for those who may see the team; of the others only what they have in common.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from lineofsight.core.indicator_measures import Percent
from lineofsight.core.indicators import Indicator
from lineofsight.core.periods import Period, parse_period
from lineofsight.core.tables.people import families
from lineofsight.evaluation.statistics import funnel_of_percentages, run_chart
from lineofsight.web.drawings.canvas import NARROW
from lineofsight.web.drawings.figures import figure, markup
from lineofsight.web.drawings.run_charts import Median, Point, RunSeries, run_chart_table, runs_of
from lineofsight.web.drawings.run_charts import run_chart as draw
from lineofsight.web.drawings.sparklines import sparkline
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.latest import shown
from lineofsight.web.knowledge.snapshots import Known, known
from lineofsight.web.knowledge.staff import staff
from lineofsight.web.layout.links import link

SMALL = 20
ENOUGH_TEAMS = 3
TRENDS: Mapping[str, tuple[str, ...]] = {
    "front_door": ("contact_decision_24h", "referrals_count"), "early_help": ("wf_supervision",),
    "assessment": ("assessment_45wd", "assessment_open_over_45"),
    "safeguarding": ("cp_visits_timely", "cin_visit_timely", "core_group_timely"),
    "disabled_children": ("cin_visit_timely", "cla_visits_timely"),
    "children_in_care": ("cla_visits_timely", "cla_reviews_timely", "cla_pep_current"),
    "unaccompanied": ("cla_visits_timely", "cla_reviews_timely"),
    "leaving_care": ("cl_in_touch", "cl_pathway_current"),
    "court": ("care_proceedings_weeks", "cla_visits_timely"),
}  # fmt: skip
OF_EVERYONE = ("recorded_late", "wf_supervision", "wf_caseload_avg")
IN_A_ROW, ON_A_PAGE = 2, 4


@dataclass(frozen=True, slots=True)
class TeamPoint:
    """A team's figure for one period that has ended."""

    period: Period
    above: float | None
    below: float | None
    value: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A measure's line in the height of a row: its title, its latest value in words, the picture, where it leads."""

    title: str
    value: str
    picture: str
    link: str


@dataclass(frozen=True, slots=True)
class Different:
    """A measure in which a team differs from similar teams by more than chance would give."""

    title: str
    value: str
    others: str
    words: str
    link: str


def lines(held: Known | None, team: str, kind: str) -> tuple[Line, ...]:
    """A few measures of a team, each as a small line; those of its kind of work first, two in all."""
    return () if held is None else _lines(held.info.snapshot, team, kind)


def charts(held: Known | None, team: str, kind: str, name: str) -> tuple[str, ...]:
    """A few measures of a team as run charts with their tables, ready for the page."""
    return () if held is None else _charts(held.info.snapshot, team, kind, name)


@lru_cache(maxsize=256)
def _lines(snapshot: str, team: str, kind: str) -> tuple[Line, ...]:
    found = []
    for indicator, points in _trends(snapshot, team, kind)[:IN_A_ROW]:
        pictures = [Point(_short(each), each.value) for each in points]
        unit = "%" if isinstance(indicator.as_, Percent) else ""
        last = next(each for each in reversed(points) if each.value is not None)
        found.append(Line(
            indicator.title, _said(indicator, last),
            markup(sparkline(pictures, title=f"{indicator.title}, over time", unit=unit)), _to(indicator, team),
        ))  # fmt: skip
    return tuple(found)


@lru_cache(maxsize=64)
def _charts(snapshot: str, team: str, kind: str, name: str) -> tuple[str, ...]:
    trends = _trends(snapshot, team, kind)[:ON_A_PAGE]
    return tuple(_chart(indicator, points, name) for indicator, points in trends)


def _said(indicator: Indicator, point: TeamPoint) -> str:
    """A value with its month, and of how many where it is a percentage."""
    said = f"{shown(indicator, point.value)} in {_short(point)}"
    if indicator.as_ != Percent() or point.below is None:
        return said
    small = ", a small number" if point.below < SMALL else ""
    return f"{said}: {point.above or 0:,.0f} of {point.below:,.0f}{small}"


def different(held: Known | None, team: str) -> list[Different]:
    """The measures in which a team differs from similar teams."""
    return [] if held is None else list(_different(held.info.snapshot).get(team, ()))


def is_compared(held: Known | None, team: str) -> bool:
    """Whether there are enough teams of the same kind of work to compare a team with."""
    return held is not None and len(staff(held).alike(team)) >= ENOUGH_TEAMS


def _trends(snapshot: str, team: str, kind: str) -> list[tuple[Indicator, list[TeamPoint]]]:
    wanted = dict.fromkeys((*TRENDS.get(kind, ()), *OF_EVERYONE))
    indicators, series = definitions().indicators, _series(snapshot)
    found = []
    for code in wanted:
        points = series.get((code, team), [])
        if code in indicators and sum(each.value is not None for each in points) >= ENOUGH_TEAMS:
            found.append((indicators[code], points))
    return found


@lru_cache(maxsize=4)
def _series(name: str) -> Mapping[tuple[str, str], list[TeamPoint]]:
    """By measure and team: the figures of periods that had ended, oldest first."""
    held = known(name)
    assert held is not None  # a name was given
    codes = sorted({code for some in TRENDS.values() for code in some} | set(OF_EVERYONE))
    found: dict[tuple[str, str], list[TeamPoint]] = {}
    for row in _by_team(held.figures_of(codes)).iter_rows(named=True):
        point = TeamPoint(parse_period(row["period"]), row["numerator"], row["denominator"], row["value"])
        if point.period.end <= held.info.as_known_on:
            found.setdefault((row["indicator"], row["team"]), []).append(point)
    return {key: sorted(points, key=lambda each: each.period.end) for key, points in found.items()}


def _by_team(frame: pl.DataFrame) -> pl.DataFrame:
    """The figures of one team each, with the team in a column."""
    only = frame.filter(pl.col("breakdown").str.starts_with('{"team": ') & ~pl.col("breakdown").str.contains('", "'))
    labels = {text: json.loads(text)["team"] for text in only["breakdown"].unique()}
    return only.with_columns(pl.col("breakdown").replace_strict(labels, return_dtype=pl.String).alias("team"))


def _chart(indicator: Indicator, points: list[TeamPoint], name: str) -> str:
    values = [each.value for each in points]
    found = run_chart(values, stock=indicator.is_stock)
    places = [place for place, value in enumerate(values) if value is not None]
    median = (Median(places[0], places[-1], found.median),) if found.median is not None else ()
    small = sum(each.below is not None and each.below < SMALL for each in points)
    reading = "Too few points to tell a change from chance." if found.median is None else (
        "What is outlined is more than chance would give." if found.signals
        else "No sign of change: it moves as chance alone would move it."
    )  # fmt: skip
    if small and isinstance(indicator.as_, Percent):
        reading += f" In {small} of these {len(points)} it is of fewer than {SMALL}: a few children move it much."
    is_percent = isinstance(indicator.as_, Percent)
    series = RunSeries(
        f"{indicator.title}: {name}", tuple(Point(_short(each), each.value) for each in points),
        "%" if is_percent else "", 1 if is_percent else 0, median, runs_of(found), reading=reading,
    )  # fmt: skip
    return markup(figure(series.title, [draw(series), draw(series, NARROW)], run_chart_table(series), reading=reading,
                         numeric=(1,)))  # fmt: skip


@lru_cache(maxsize=4)
def _different(name: str) -> Mapping[str, tuple[Different, ...]]:
    held = known(name)
    assert held is not None  # a name was given
    percentages = {
        code: item for code, item in definitions().indicators.items()
        if item.as_ == Percent() and code.rpartition(".")[0] not in definitions().standards
    }  # fmt: skip
    frame = _by_team(held.figures_of(list(percentages))).filter(pl.col("denominator") > 0)
    everyone, found = staff(held), dict[str, list[Different]]()
    like: dict[str, list[str]] = {}
    for each in everyone.teams.values():
        like.setdefault(each.kind, []).append(each.id)
    apart = _families_to_children(held)
    for (code,), rows in frame.partition_by("indicator", as_dict=True, maintain_order=True).items():
        ended = [each for each in rows["period"].unique() if parse_period(each).end <= held.info.as_known_on]
        if not ended:
            continue
        last = max(ended, key=lambda each: parse_period(each).end)
        at = {row["team"]: row for row in rows.filter(pl.col("period") == last).iter_rows(named=True)}
        for kind, alike in like.items():
            some = [team for team in sorted(alike) if team in at]
            if kind and len(some) >= ENOUGH_TEAMS:
                for team, made in _outside(percentages[str(code)], last, some, at, apart).items():
                    found.setdefault(team, []).append(made)
    return {team: tuple(sorted(each, key=lambda one: one.title)) for team, each in found.items()}


def _outside(
    indicator: Indicator, period: str, some: list[str], at: Mapping[str, Mapping[str, float]], apart: float
) -> dict[str, Different]:  # fmt: skip
    above, below = [at[team]["numerator"] for team in some], [at[team]["denominator"] for team in some]
    points = funnel_of_percentages(above, below, some, families=[max(number * apart, 1.0) for number in below])
    common, title = 100 * sum(above) / sum(below), parse_period(period).title
    return {
        point.team: Different(
            indicator.title,
            f"{shown(indicator, point.value)}, {above[place]:,.0f} of {below[place]:,.0f}, {title}",
            f"{shown(indicator, common)} among all {len(some)} teams of this kind", point.words(),
            _to(indicator, point.team, by="team"),
        )
        for place, point in enumerate(points) if point.different and below[place] >= SMALL
    }  # fmt: skip


def _families_to_children(held: Known) -> float:
    """How many families there are to a child: brothers and sisters are seen together, and are not separate cases."""
    frame = held.snapshot.record.lazy(families).select("child_id", "family_id").drop_nulls().collect()
    children = frame["child_id"].n_unique()
    return frame["family_id"].n_unique() / children if children else 1.0


def _to(indicator: Indicator, team: str, by: str = "") -> str:
    to = link("performance:indicator", indicator.code)
    return f"{to}?by={by}" if by else f"{to}?team={team}"


def _short(point: TeamPoint) -> str:
    return f"{point.period.end:%b} {point.period.end.year}"
