"""The census written: three files of comma-separated values, from the record as it stood on 30 September."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from lineofsight.catalogue.workforce.standards import SOCIAL_WORKERS
from lineofsight.core.table import Table
from lineofsight.core.tables import workforce as held
from lineofsight.evaluation.schemas import conform, schema_of
from lineofsight.returns.workforce.counting import totals_of
from lineofsight.returns.workforce.layout import columns

_LAST_OF_FEBRUARY = 229


def write(tables: Mapping[str, pl.DataFrame], folder: Path, as_at: date) -> dict[str, int]:
    """Write the census of a day into a folder: rows by file."""
    rows = {}
    for name, frame in frames_of(tables, as_at).items():
        path = folder / f"workforce-{as_at.isoformat()}-{name}.csv"
        frame.write_csv(path)
        rows[path.name] = frame.height
    return rows


def frames_of(tables: Mapping[str, pl.DataFrame], as_at: date) -> dict[str, pl.DataFrame]:
    """The files' rows: `workers`, `authority` and `totals`, in the columns of the layout."""
    workers = _workers(tables, as_at)
    authority = _authority(tables, workers, as_at)
    found = {"workers": workers, "authority": authority, "totals": totals_of(workers, authority)}
    shown = {name: frame.select(columns(name)) for name, frame in found.items()}
    flags = [pl.col(name).cast(pl.Int8) for name in ("is_agency", "in_post", "away")]
    return shown | {"workers": shown["workers"].with_columns(flags)}


def _workers(tables: Mapping[str, pl.DataFrame], as_at: date) -> pl.DataFrame:
    """Social workers in post on the day, and permanent ones who left in the year; by id."""
    begin = as_at.replace(year=as_at.year - 1)
    started, ended = pl.col("started_on"), pl.col("ended_on")
    in_post = (started.is_null() | (started <= as_at)) & (ended.is_null() | (ended > as_at))
    left = ended.is_between(begin, as_at, closed="right")
    agency = pl.col("is_agency").fill_null(value=False)
    rows = (
        _of(tables, held.professionals)
        .filter(pl.col("placeholder").is_null(), pl.col("role").is_in(SOCIAL_WORKERS))
        .with_columns(is_agency=agency, in_post=in_post.fill_null(value=False))
        .filter(pl.col("in_post") | (left.fill_null(value=False) & ~pl.col("is_agency")))
        .with_columns(
            worker=pl.col("id"),
            ended_on=pl.when(~pl.col("in_post")).then(ended),
            # Who was gone on the year's first day was not there in it.
            was_there=ended.is_null() | (ended > begin + timedelta(days=1)),
            started_in_year=started.is_between(begin, as_at, closed="right").fill_null(value=False),
            years_in_service=_whole_years(started, pl.coalesce(pl.when(~pl.col("in_post")).then(ended), pl.lit(as_at))),
        )
    )  # fmt: skip
    rows = rows.join(_load(tables, as_at), on="worker", how="left").join(_lost(tables, begin, as_at), on="worker",
                                                                          how="left")  # fmt: skip
    away = _open(_of(tables, held.absences), as_at)["worker_id"].unique()
    return rows.with_columns(
        children_held=pl.when(pl.col("in_post")).then(pl.col("children_held").fill_null(0)),
        away=pl.col("in_post") & pl.col("worker").is_in(away.to_list()),
    ).sort("worker")


def _whole_years(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Years completed, as `core.periods.whole_months` has them: an anniversary is reached on its day.

    Of somebody who began on 29 February, in other years on the 28th.
    """
    of_year = [day.dt.month().cast(pl.Int32) * 100 + day.dt.day().cast(pl.Int32) for day in (start, end)]
    reached = pl.when((end.dt.month() == 2) & (end == end.dt.month_end())).then(_LAST_OF_FEBRUARY).otherwise(of_year[1])
    return (end.dt.year() - start.dt.year() - (reached < of_year[0]).cast(pl.Int32)).cast(pl.Int32)


def _load(tables: Mapping[str, pl.DataFrame], as_at: date) -> pl.DataFrame:
    open_now = _open(_of(tables, held.allocations), as_at).filter(pl.col("role") == "allocated_worker")
    counted = open_now.group_by("worker_id").agg(children_held=pl.len().cast(pl.Int64))
    return counted.select(worker="worker_id", children_held="children_held")


def _lost(tables: Mapping[str, pl.DataFrame], begin: date, as_at: date) -> pl.DataFrame:
    """Days lost: the worker's line of this census where there is one, else their sickness absences that ended."""
    lines = _of(tables, held.workforce_census).filter(pl.col("census_on") == as_at, pl.col("days_lost").is_not_null())
    ended = pl.col("ended_on").is_between(begin, as_at + timedelta(days=1), closed="none")
    ill = _of(tables, held.absences).filter(pl.col("kind") == "sickness", ended, pl.col("working_days").is_not_null())
    summed = ill.group_by("worker_id").agg(days_lost=pl.col("working_days").sum())
    own = lines.select(worker="worker_id", days_lost="days_lost")
    others = summed.select(worker="worker_id", days_lost="days_lost").join(own, on="worker", how="anti")
    return pl.concat([own, others])


def _authority(tables: Mapping[str, pl.DataFrame], workers: pl.DataFrame, as_at: date) -> pl.DataFrame:
    posts = _open(_of(tables, held.posts), as_at).filter(pl.col("full_time_equivalent").is_not_null())
    vacant = posts.filter(pl.col("worker_id").is_null())
    covered = vacant.filter(pl.col("covered_by_agency").fill_null(value=False))
    agency = workers.filter(pl.col("is_agency"), pl.col("in_post"))
    size = "full_time_equivalent"
    return pl.DataFrame({
        "posts_fte": [_sum(posts, size)], "vacant_fte": [_sum(vacant, size)], "vacant_number": [vacant.height],
        "vacant_covered_fte": [_sum(covered, size)], "agency_fte": [_sum(agency, size)],
        "agency_number": [agency.height],
    })  # fmt: skip


def _sum(rows: pl.DataFrame, column: str) -> float:
    return float(rows[column].sum() or 0.0)


def _open(rows: pl.DataFrame, as_at: date) -> pl.DataFrame:
    started, ended = pl.col("started_on"), pl.col("ended_on")
    return rows.filter(started.is_null() | (started <= as_at), ended.is_null() | (ended > as_at))


def _of(tables: Mapping[str, pl.DataFrame], table: Table) -> pl.DataFrame:
    """The rows of a table; none where the record has no such table."""
    return conform(tables[table.name], table) if table.name in tables else pl.DataFrame(schema=schema_of(table))
