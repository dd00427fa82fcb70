"""The record on a day: what a return made for an earlier day than the last one known may tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import polars as pl

from lineofsight.core.columns import ColumnType
from lineofsight.core.periods import Period
from lineofsight.core.table import PROVENANCE, Table
from lineofsight.core.tables import table_named
from lineofsight.core.tables.assessment import assessment_factors, assessments
from lineofsight.evaluation.schemas import conform

_PROVENANCE: Final = frozenset(column.name for column in PROVENANCE)
# What is said of a span when it ends, and of work when it is done.
_AT_THE_END: Final = ("end_reason", "close_reason", "reversed_reason", "outcome", "outcome_in_source", "order_made")
_OF_ONE: Final = {
    "care_episodes": ("change_of_placement_reason",),
    "placements": ("change_reason", "ended_unplanned"),
    "permanence": ("order_type",),
    "professionals": ("left_because", "left_for"),
}
# Days that are set or expected beforehand: they were what they are now.
PLANNED: Final = frozenset({
    "due_on", "target_on", "planned_on", "next_on", "expected_on", "eligible_from", "eligible_until",
    "registered_until", "valid_until", "valid_to", "extended_to", "court_date_on", "assessed_year_to",
    "adoption_review_from",
})  # fmt: skip
# Known before the day they are ordered by: a child not yet born, a plan not yet reviewed, a way not yet decided on.
_REFERRED_TO: Final = frozenset({"people", "active_plans", "permanence"})


def until(period: Period, as_at: date | None) -> Period:
    """A period as far as it has come on a day; the whole of it where no day is given or the day is later.

    Raises ValueError for a day before the period.
    """
    if as_at is None or as_at >= period.end:
        return period
    if as_at < period.start:
        raise ValueError(f"{as_at.isoformat()} is before {period.code} begins, on {period.start.isoformat()}.")
    return replace(period, end=as_at)


class WhenAsked(Mapping[str, pl.DataFrame]):
    """Tables by name, each made when it is first asked for: a return reads a part of the record only."""

    def __init__(self, names: Iterable[str], make: Callable[[str], pl.DataFrame]) -> None:
        self._names = dict.fromkeys(names)
        self._make = make
        self._made: dict[str, pl.DataFrame] = {}

    def __getitem__(self, name: str) -> pl.DataFrame:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


def record_on(tables: Mapping[str, pl.DataFrame], as_at: date, known_on: date) -> Mapping[str, pl.DataFrame]:
    """Declared tables as they stood on `as_at`, of a record that knows what happened until `known_on`.

    Rows that began between the two days are left out; dates between them, and what is said of a span at its end, are
    blank. Dates set beforehand (`PLANNED`: a target, a hearing to come) stay, and so do later ones.
    """
    if as_at >= known_on:
        return tables
    return WhenAsked(tables, lambda name: _then(tables, name, as_at, known_on))


def _then(tables: Mapping[str, pl.DataFrame], name: str, as_at: date, known_on: date) -> pl.DataFrame:
    rows = _on(tables[name], table_named(name), as_at, known_on)
    if name != assessment_factors.name or assessments.name not in tables:
        return rows
    # Factors are what an assessment found at its end.
    every = conform(tables[assessments.name], assessments)
    later = every.filter(_between("authorised_on", as_at, known_on)).select(assessment_id="id")
    return rows.join(later, on="assessment_id", how="anti", maintain_order="left")


def _on(frame: pl.DataFrame, table: Table, as_at: date, known_on: date) -> pl.DataFrame:
    rows = conform(frame, table)
    if table.event and table.event not in PLANNED and table.name not in _REFERRED_TO:
        rows = rows.filter(~_between(table.event, as_at, known_on))
    own = [column for column in table.all_columns if column.name not in _PROVENANCE | PLANNED]
    days = [column for column in own if column.type is ColumnType.DATE]
    ended = _between(table.ends, as_at, known_on) if table.ends else pl.lit(False)
    blank = {column.name: _between(column.name, as_at, known_on) for column in days}
    blank |= {column.moment: blank[column.name] for column in days if column.moment is not None}
    blank |= {name: ended for name in (*_AT_THE_END, *_OF_ONE.get(table.name, ())) if name in rows.columns}
    return rows.with_columns(pl.when(~condition).then(name).alias(name) for name, condition in blank.items())


def _between(column: str, as_at: date, known_on: date) -> pl.Expr:
    return pl.col(column).is_between(as_at, known_on, closed="right").fill_null(False)
