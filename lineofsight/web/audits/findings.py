"""What many audits say together: whether graders agree, which way they drift, what is found by quarter and team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from lineofsight.evaluation.agreement import drift, weighted_kappa
from lineofsight.evaluation.statistics import wilson
from lineofsight.web.knowledge.audit_words import BELOW_GOOD, GRADES, theme_words

ORDER = {grade: place for place, grade in enumerate(GRADES)}
FEW = 5
"""Below this many audits of a team, grades are not shown as a pattern."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two grades of one audit, by their place, best first, and the quarter of the second."""

    quarter: str
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class AgreementShown:
    """Agreement in words."""

    pairs: int
    exact: str
    kappa: str
    interval: str
    words: str


@dataclass(frozen=True, slots=True)
class DriftShown:
    """One quarter's drift in words."""

    quarter: str
    pairs: int
    kinder: str
    interval: str


@dataclass(frozen=True, slots=True)
class Found:
    """Grades and the commonest theme of a quarter, or of a team."""

    name: str
    audits: int
    grades: tuple[int, ...]
    theme: str
    few: bool


def quarter_of(day: date) -> str:
    """A financial quarter as pages say it: July to September 2026."""
    first = (day.month - 1) // 3 * 3 + 1
    return f"{date(day.year, first, 1):%B} to {date(day.year, first + 2, 1):%B %Y}"


def pairs(told: Sequence[tuple[date, str, str]], until: date) -> list[Pair]:
    """Pairs of grades there are, by day, up to one."""
    return [
        Pair(quarter_of(on), ORDER[first], ORDER[second])
        for on, first, second in sorted(told)
        if on <= until and first in ORDER and second in ORDER
    ]


def agreement_shown(found: Sequence[Pair]) -> AgreementShown:
    """How far graders agree beyond chance."""
    got = weighted_kappa([(pair.first, pair.second) for pair in found], len(GRADES))
    return AgreementShown(
        got.pairs, "" if got.exact is None else f"{got.exact:.0f}%", "" if got.kappa is None else f"{got.kappa:.2f}",
        "" if got.lower is None or got.upper is None else f"{got.lower:.2f} to {got.upper:.2f}", got.words,
    )  # fmt: skip


def drift_shown(found: Sequence[Pair]) -> list[DriftShown]:
    """By quarter, how much kinder first grades were than second ones."""
    shown = []
    for quarter in dict.fromkeys(pair.quarter for pair in found):
        got = drift([(pair.first, pair.second) for pair in found if pair.quarter == quarter])
        interval = "" if got.lower is None else f"{got.lower:+.2f} to {got.upper:+.2f}"
        shown.append(DriftShown(quarter, got.pairs, f"{got.kinder or 0:+.2f}", interval or "Too few to tell"))
    return shown


def both_grades(found: Sequence[Pair]) -> list[tuple[str, tuple[int, ...]]]:
    """Every first grade against every second: counts."""
    both = [(pair.first, pair.second) for pair in found]
    return [
        (title, tuple(both.count((ORDER[grade], other)) for other in ORDER.values()))
        for grade, title in GRADES.items()
        if both
    ]


def by_quarter(rows: pl.DataFrame) -> list[Found]:
    """Grades and themes by quarter, the oldest first. rows: audited_on, grade, moderated_grade, theme."""
    ordered = rows.drop_nulls("audited_on").sort("audited_on")
    quarters = [quarter_of(day) for day in ordered["audited_on"]]
    named = ordered.with_columns(pl.Series("name", quarters, dtype=pl.String()))
    return [_found(str(name), mine) for (name,), mine in named.group_by("name", maintain_order=True)]


def by_team(rows: pl.DataFrame, names: Mapping[str, str]) -> list[Found]:
    """The same by team, in the order of their names: to be asked about, never a ranking."""
    found = [
        _found(names.get(str(team), str(team)), mine)
        for (team,), mine in rows.drop_nulls("team").group_by("team", maintain_order=True)
    ]
    return sorted(found, key=lambda each: each.name)


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """One theme across columns (quarters or teams): in each how many audits were about it, and below good of those.

    `worth_asking`: whether more of them were below good than of all audits, by more than chance.
    """

    theme: str
    cells: tuple[tuple[int, int], ...]
    audits: int
    below: int
    worth_asking: bool


@dataclass(frozen=True, slots=True)
class Themes:
    """Themes against quarters, or against teams."""

    columns: tuple[str, ...]
    lines: tuple[ThemeLine, ...]


QUARTERS = 8


def themes_by_quarter(rows: pl.DataFrame) -> Themes:
    """How often each theme is what audits are above all about, by quarter, and how often practice was below good."""
    ordered = rows.drop_nulls(["audited_on", "theme"]).sort("audited_on")
    quarters = [quarter_of(day) for day in ordered["audited_on"]]
    last = tuple(dict.fromkeys(quarters))[-QUARTERS:]
    return _themes(ordered.with_columns(pl.Series("column", quarters, dtype=pl.String())), last)


def themes_by_team(rows: pl.DataFrame, names: Mapping[str, str]) -> Themes:
    """The same by team, in the order of their names: to be asked about, never a ranking."""
    told = rows.drop_nulls(["team", "theme"])
    called = [names.get(str(team), str(team)) for team in told["team"]]
    return _themes(told.with_columns(pl.Series("column", called, dtype=pl.String())), tuple(sorted(set(called))))


def _themes(rows: pl.DataFrame, columns: tuple[str, ...]) -> Themes:
    """rows: theme, column, grade, moderated_grade."""
    graded = rows.with_columns(pl.coalesce("moderated_grade", "grade").is_in(BELOW_GOOD).alias("below"))
    counted: dict[tuple[str, str], tuple[int, int]] = {}
    for (theme, column), mine in graded.group_by("theme", "column"):
        counted[str(theme), str(column)] = (mine.height, int(mine["below"].sum()))
    overall = float(graded["below"].mean() or 0) * 100 if graded.height else 0.0  # type: ignore[arg-type]
    lines = []
    for theme in sorted({theme for theme, _ in counted}, key=theme_words):
        cells = tuple(counted.get((theme, column), (0, 0)) for column in columns)
        audits, below = sum(cell[0] for cell in cells), sum(cell[1] for cell in cells)
        lower = float(wilson(below, audits)[0]) if audits >= FEW else 0.0
        lines.append(ThemeLine(theme_words(theme), cells, audits, below, audits >= FEW and lower > overall))
    return Themes(columns, tuple(lines))


def _found(name: str, rows: pl.DataFrame) -> Found:
    counted: dict[Any, int] = {}
    for grade in rows.select(pl.coalesce("moderated_grade", "grade")).to_series():
        counted[grade] = counted.get(grade, 0) + 1
    themes = rows["theme"].drop_nulls().value_counts(sort=True)
    commonest = str(themes["theme"][0]) if themes.height else ""
    return Found(
        name, rows.height, tuple(counted.get(grade, 0) for grade in GRADES),
        theme_words(commonest), rows.height < FEW,
    )  # fmt: skip
