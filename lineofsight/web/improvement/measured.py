"""Figures for the plan: a measure's points as snapshots tell them, its definition, its spread by team.

What is kept between requests is figures only, by snapshot name: a snapshot never changes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from lineofsight.core.indicator_measures import Share
from lineofsight.core.indicators import Better, Indicator
from lineofsight.core.periods import PeriodKind
from lineofsight.core.tables.oversight import audits
from lineofsight.evaluation.improvement import AuditSeen, Direction, Held, Point
from lineofsight.reports.facts.titles import short_title
from lineofsight.web.knowledge import meanings
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.figures import Figure, decimals_of, figure_of, unit_of
from lineofsight.web.knowledge.public_figures import NOT_KNOWN, PublicCell, cells_of, fixed_periods, is_ever_shown
from lineofsight.web.knowledge.snapshots import Known, known, snapshots

OVERLAPPING = (PeriodKind.ROLLING_6M, PeriodKind.ROLLING_12M, PeriodKind.ROLLING_3Y)
OFTEN_ENOUGH = (PeriodKind.POINT_IN_TIME, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.ROLLING_6M,
                PeriodKind.ROLLING_12M)  # fmt: skip
"""Kinds of period that have six points in a row within the life of a plan."""
_ENDINGS = {"in_time": "in time", "overdue": "overdue", "open": "open"}


def as_point(figure: Figure) -> Point:
    """A figure as the rules read it."""
    return Point(figure.period.code, figure.period.end, figure.value, figure.lower, figure.upper, figure.reason)


def snapshot_on(on: date) -> str:
    """The latest snapshot that tells of no later day; where each does, the first, to be read up to that day.

    Blank where none has been taken.
    """
    taken = snapshots()
    by_then = [each for each in taken if each.as_known_on <= on]
    return (by_then or taken[:1])[-1].snapshot if taken else ""


def indicator_of(code: str) -> Indicator | None:
    """The measure as it is defined now; None where this version has none of that code."""
    return definitions().indicators.get(code)


def may_be_held_to(indicator: Indicator) -> str:
    """Why a line cannot be held to a measure; blank where it can."""
    if isinstance(indicator.as_, Share) or indicator.code.endswith(".longest_wait"):
        return "It says how a whole is shared out, or how long one waited: it has no target. Choose another."
    if indicator.period not in OFTEN_ENOUGH:
        return (
            "It is given once a year. Six points in a row would take six years: choose one given by month or quarter."
        )
    return ""


def title_of(code: str) -> str:
    """A measure's title; a standard's own figures by the standard's short title."""
    standard, dot, ending = code.rpartition(".")
    found = definitions().standards.get(standard) if dot else None
    if found is not None and ending in _ENDINGS:
        return f"{short_title(found)} ({_ENDINGS[ending]})"
    indicator = indicator_of(code)
    return code if indicator is None else indicator.title


def words_of(code: str, value: float | None) -> str:
    """A value in its unit; "Not known" for none."""
    indicator = indicator_of(code)
    if value is None or indicator is None:
        return NOT_KNOWN
    return f"{value:,.{decimals_of(indicator)}f}{unit_of(indicator)}"


def direction_of(indicator: Indicator) -> Direction | None:
    """Which side is good, where the measure says; None where either could be had by refusing or rushing."""
    return {Better.HIGHER: Direction.AT_LEAST, Better.LOWER: Direction.AT_MOST}.get(indicator.better)


def series(snapshot: str, code: str, since: date) -> tuple[Figure, ...]:
    """A measure's figures of periods that had ended, oldest first: as that snapshot tells them, and what it no longer
    tells as earlier ones did, back to a day, where they meant the same by it."""
    found = list(_published(snapshot, code))
    meaning = meanings.meaning_in(snapshot, code)
    for info in reversed(_before(snapshot)):
        if found and found[0].period.end <= since:
            break
        if meanings.meaning_in(info, code) != meaning:
            continue
        first = found[0].period.end if found else date.max
        found = [each for each in _published(info, code) if each.period.end < first] + found
    return tuple(found)


def held(snapshot: str, code: str, *, direction: Direction, target: float, definition: str, since: date) -> Held:
    """A measure as the rules read it."""
    indicator = indicator_of(code)
    points = tuple(as_point(each) for each in series(snapshot, code, since))
    if indicator is None:
        return Held(code, code, direction, target, definition, "", points)
    return Held(
        code, title_of(code), direction, target, definition, meanings.meaning_in(snapshot, code), points,
        indicator.is_stock or indicator.period in OVERLAPPING, unit_of(indicator), decimals_of(indicator),
    )  # fmt: skip


def public_cells(snapshot: str, code: str) -> tuple[PublicCell, ...]:
    """A measure's last quarters as those may see them who see no children; none where nothing of it is shown."""
    indicator = indicator_of(code)
    if indicator is None or not is_ever_shown(indicator):
        return ()
    told = {each.period.code: each for each in _published(snapshot, code)}
    periods = fixed_periods(indicator, _opened(snapshot).info.as_known_on)
    return cells_of(indicator, [(each.title, told.get(each.code)) for each in periods], unit_of(indicator))


@dataclass(frozen=True, slots=True)
class TeamFigure:
    """A team's figure for a measure's latest whole period."""

    team: str
    told: Figure


@lru_cache(maxsize=256)
def by_team(snapshot: str, code: str, period: str) -> tuple[TeamFigure, ...]:
    """A measure's figure of one period for each team that has one."""
    rows = _opened(snapshot).figures_of([code]).filter(pl.col("period") == period).iter_rows(named=True)
    found = []
    for row in rows:
        label = json.loads(row["breakdown"])
        if set(label) == {"team"} and row["value"] is not None:
            found.append(TeamFigure(label["team"], figure_of(row)))
    return tuple(sorted(found, key=lambda each: each.team))


@lru_cache(maxsize=16)
def audits_seen(snapshot: str, theme: str) -> tuple[AuditSeen, ...]:
    """Days and grades of the audits of a theme (of every theme, where blank): nobody's name, no child."""
    record = _opened(snapshot).snapshot.record
    rows = record.lazy(audits).select("audited_on", pl.coalesce("moderated_grade", "grade").alias("grade"), "theme")
    rows = rows.drop_nulls(["audited_on", "grade"])
    chosen = rows.filter(pl.col("theme") == theme) if theme else rows
    told = chosen.select("audited_on", "grade").sort("audited_on").collect()
    return tuple(AuditSeen(on, grade) for on, grade in told.iter_rows())


@lru_cache(maxsize=2048)
def _published(snapshot: str, code: str) -> tuple[Figure, ...]:
    opened = _opened(snapshot)
    rows = opened.whole.filter(pl.col("indicator") == code).iter_rows(named=True)
    told = [figure_of(row) for row in rows]
    ended = [each for each in told if each.period.end <= opened.info.as_known_on]
    return tuple(sorted(ended, key=lambda each: each.period.end))


def _before(snapshot: str) -> list[str]:
    """The snapshots taken before one, oldest first."""
    names = [info.snapshot for info in snapshots()]
    return names[: names.index(snapshot)] if snapshot in names else []


def _opened(name: str) -> Known:
    found = known(name)
    assert found is not None  # a name was given
    return found
