"""Teams and workers that a person named: one the snapshot does not know is refused, since nothing would look fine."""

from __future__ import annotations

from difflib import get_close_matches

import polars as pl

from lineofsight.cli.problems import Problem
from lineofsight.core.tables.workforce import allocations, professionals, teams
from lineofsight.evaluation.record import Record

NEAR = 3


def teams_named(named: str, record: Record, shown: pl.Series) -> list[str]:
    """The ids of the teams of that id or name; `shown`: ids of teams that rows have besides. Raises Problem."""
    own = record.lazy(teams).select("id", "name").collect()
    ids = own.filter((pl.col("id") == named) | (pl.col("name") == named))["id"].to_list()
    if ids:
        return [str(each) for each in ids]
    known = _known(record, "team_id") | set(shown.drop_nulls())
    if named not in known:
        every = known | set(own["id"]) | set(own["name"].drop_nulls())
        _refuse("--team", "team", named, every)
    return [named]


def require_worker(named: str, record: Record, shown: pl.Series) -> None:
    """Refuse a worker's id that neither the record nor the rows `shown` know. Raises Problem."""
    known = set(record.lazy(professionals).select("id").collect()["id"])
    if named not in known and named not in (every := known | _known(record, "worker_id") | set(shown.drop_nulls())):
        _refuse("--worker", "worker", named, every)


def _known(record: Record, column: str) -> set[str]:
    """The ids in a column of the tables that say who held whom and where workers are."""
    tables = [table for table in (allocations, professionals) if column in {each.name for each in table.columns}]
    found = [record.lazy(table).select(column).unique().collect()[column].drop_nulls() for table in tables]
    return {str(value) for values in found for value in values}


def _refuse(option: str, what: str, named: str, known: set[str]) -> None:
    near = get_close_matches(named, sorted(known), n=NEAR)
    remedy = f"Did you mean {', '.join(near)}?" if near else "Check it in the case system"
    raise Problem(option, f"the snapshot knows no {what} {named!r}", remedy if known else f"No {what} was loaded")
