"""Spread by team, fit for those who see no children: how far like teams are apart, never an average alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from lineofsight.core.indicator_measures import Percent
from lineofsight.core.indicators import Indicator
from lineofsight.evaluation.statistics import funnel_of_percentages
from lineofsight.web.board_pack.words import shown_by_team
from lineofsight.web.knowledge.definitions import definitions
from lineofsight.web.knowledge.public_lines import PublicLine
from lineofsight.web.knowledge.snapshots import Known
from lineofsight.web.knowledge.staff import staff
from lineofsight.web.performance.cohorts import NotCovered, families_by_team

ENOUGH_TEAMS = 3


@dataclass(frozen=True, slots=True)
class LikeTeams:
    """Teams of one kind of work for one measure. Values are shown to a whole number; too few behind one is not shown.

    `apart`: teams that differ from teams like them by more than chance would give, by name, of those shown.
    """

    measure: str
    period: str
    work: str
    teams: int
    not_shown: int
    lowest: str
    highest: str
    apart: tuple[str, ...]


def spread_of(held: Known, lines: Sequence[PublicLine]) -> list[LikeTeams]:
    """The spread of each measure that is a share, by kind of work, for its last period."""
    found: list[LikeTeams] = []
    catalogue = definitions().indicators
    shares = [line for line in lines if _is_share(catalogue[line.code])]
    frame = held.figures_of([line.code for line in shares])
    for line in shares:
        found += _of_measure(held, line, _by_team(frame, line))
    return found


def _is_share(indicator: Indicator) -> bool:
    return isinstance(indicator.as_, Percent) and indicator.as_.weight is None


def _by_team(frame: pl.DataFrame, line: PublicLine) -> dict[str, tuple[int, int]]:
    """How many count and of how many, by team, in the line's last period."""
    found = {}
    rows = frame.filter(pl.col("indicator") == line.code, pl.col("period") == line.codes[-1])
    for row in rows.select("breakdown", "numerator", "denominator").iter_rows(named=True):
        label: Mapping[str, str] = json.loads(row["breakdown"])
        if set(label) == {"team"} and row["denominator"]:
            found[label["team"]] = (round(row["numerator"] or 0), round(row["denominator"]))
    return found


def _of_measure(held: Known, line: PublicLine, by_team: Mapping[str, tuple[int, int]]) -> list[LikeTeams]:
    known = staff(held)
    by_kind: dict[str, list[str]] = {}
    for team in sorted(by_team):
        if team in known.teams and known.teams[team].kind:
            by_kind.setdefault(known.teams[team].kind, []).append(team)
    try:
        families = families_by_team(held, line.code, line.codes[-1])
    except NotCovered:
        families = {}
    return [
        _like(line, [(team, known.teams[team].name) for team in teams], by_team, families,
              known.teams[teams[0]].kind_words)
        for _, teams in sorted(by_kind.items()) if len(teams) >= ENOUGH_TEAMS
    ]  # fmt: skip


def _like(
    line: PublicLine, teams: Sequence[tuple[str, str]], by_team: Mapping[str, tuple[int, int]],
    families: Mapping[str, int], work: str,
) -> LikeTeams:  # fmt: skip
    ids = [team for team, _ in teams]
    shown = shown_by_team({team: by_team[team] for team in ids})
    counted, out_of = [float(by_team[team][0]) for team in ids], [float(by_team[team][1]) for team in ids]
    separate = [float(min(families.get(team) or of, of)) for team, of in zip(ids, out_of, strict=True)]
    points = funnel_of_percentages(counted, out_of, ids, families=separate)
    names = dict(teams)
    apart = tuple(sorted(
        f"{names[each.team]} ({shown[each.team]:.0f}%)" for each in points
        if each.different and shown[each.team] is not None
    ))  # fmt: skip
    values = sorted(value for value in shown.values() if value is not None)
    lowest, highest = (f"{values[0]:.0f}%", f"{values[-1]:.0f}%") if values else ("Not shown", "Not shown")
    return LikeTeams(line.question, line.latest.period, work, len(ids), len(ids) - len(values), lowest, highest, apart)
