"""The rows a page is about, on the day or in the six months it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from lineofsight.core.indicators import OpenSpans
from lineofsight.core.selections import Selection
from lineofsight.core.table import Holder
from lineofsight.core.tables import TABLES
from lineofsight.core.tables.workforce import teams
from lineofsight.evaluation.indicators.arrays import BLANK, YES, Ints
from lineofsight.evaluation.indicators.holding import Holding, holding
from lineofsight.evaluation.indicators.rows import Rows, Workspace, holds
from lineofsight.evaluation.ticks import day_tick
from lineofsight.reports.facts.holders import held_now

# Where a table's title is no word for its rows.
UNITS = {"care_leavers": "young people", "early_help_episodes": "episodes", "permanence": "decisions"}


@dataclass(frozen=True)
class PageRows:
    """Some rows of a source, by their places, and the day tick each is looked at on."""

    rows: Rows
    places: Ints
    day: Ints
    workspace: Workspace
    is_once_a_child: bool = False

    @property
    def unit(self) -> str:
        """What is counted, for the heading of a column."""
        if self.rows.table in UNITS:
            return UNITS[self.rows.table]
        return "children" if self.is_once_a_child else TABLES[self.rows.table].title.lower()

    def column(self, name: str) -> pl.Series:
        """A column of those rows, or of the child's own where written `child.sex`."""
        return self.rows.series(name).gather(self.places)

    def once_a_child(self) -> PageRows:
        """The first of each child's rows."""
        holders = self.rows.holder[self.places]
        _, first = np.unique(holders, return_index=True)
        first = np.sort(first)
        return PageRows(self.rows, self.places[first], self.day[first], self.workspace, is_once_a_child=True)

    def of_the_last_day(self) -> PageRows:
        """Those of the latest day that any of them has."""
        last = self.day == self.day.max(initial=BLANK)
        return PageRows(self.rows, self.places[last], self.day[last], self.workspace)

    def children(self) -> pl.Series:
        """The local id of each row's holder."""
        holders = self.rows.holder[self.places]
        ids = self.rows.holders.ids
        return ids.gather(np.where(holders < 0, 0, holders)) if len(ids) else pl.Series([], dtype=pl.String)

    def teams_and_workers(self) -> tuple[pl.Series, pl.Series]:
        """The team's name and the worker's id on each row's day; blank where no allocation is recorded."""
        if self.rows.kind is not Holder.CHILD:
            blank = pl.Series([None] * len(self.places), dtype=pl.String)
            return blank, blank
        held = holding(self.workspace)
        found = held.stretch(self.rows.holder[self.places], self.day)
        named = pl.DataFrame({
            "child": self.children(), "own": self._own_team(), "team": _teams(held, found, self.workspace),
            "worker": held.worker(found), "today": self.day == day_tick(self.workspace.record.as_known_on),
        })  # fmt: skip
        now = self.workspace.kept("held now", lambda: held_now(self.workspace.record))
        both = named.join(now, on="child", how="left", maintain_order="left").with_columns(
            pl.when("today").then(pl.col("team_now", "worker_now"))
        )
        return both.select(pl.coalesce("team", "own", "team_now"))["team"], both.select(
            pl.coalesce("worker", "worker_now")
        )["worker"]

    def _own_team(self) -> pl.Series:
        """The team that the row itself names."""
        if "team_id" not in self.rows.columns:
            return pl.repeat(None, len(self.places), dtype=pl.String, eager=True)
        names = self.workspace.record.lazy(teams).select("id", pl.coalesce("name", "id").alias("name")).collect()
        return self.column("team_id").replace(dict(names.iter_rows()))


def _teams(held: Holding, stretch: Ints, workspace: Workspace) -> pl.Series:
    """The name of each stretch's team; its id where it has none."""
    if not len(held.team) or not len(held.team_ids):
        return pl.Series([None] * len(stretch), dtype=pl.String)
    known = workspace.record.lazy(teams).select("id", "name").unique("id").collect()
    names = held.team_ids.replace(dict(known.filter(pl.col("name").is_not_null()).rows()))
    place = np.where(stretch < 0, -1, held.team[stretch])
    blank = pl.concat([names, pl.Series([None], dtype=pl.String)])
    return blank.gather(np.where(place < 0, len(names), place))


def page_rows(
    population: Selection | OpenSpans, workspace: Workspace, first: date, last: date, *, undated: bool = False
) -> PageRows:  # fmt: skip
    """Rows whose day falls between two days (both included), or that are open on the last.

    `undated`: where a source never says when, its rows are taken as of the last day.
    """
    rows = workspace.rows(population.source)
    start, end = day_tick(first), day_tick(last)
    if isinstance(population, Selection):
        day = rows.days(population.at)
        if undated and not (day != BLANK).any():
            day = np.full(len(day), end, dtype=np.int64)
        kept = (day != BLANK) & (day >= start) & (day <= end)
    else:
        begun, ended = rows.days(population.start), rows.days(population.end)
        # Of a list of those who are entitled today, a source need not say since when.
        never_said = np.full(len(begun), not (begun != BLANK).any())
        kept = (never_said | ((begun != BLANK) & (begun <= end))) & ((ended == BLANK) | (ended > end))
        day = np.full(len(begun), end, dtype=np.int64)
    for condition in population.where:
        kept &= holds(condition, rows, None, day) == YES
    places = np.flatnonzero(kept)
    return PageRows(rows, places, day[places], workspace)
