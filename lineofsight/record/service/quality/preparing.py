"""The tables of data quality, made after a load: errors, their age and whose they are, counts, what was not checked.

What cannot be worked out again is read first and carried over: the day each error was first seen, and the counts of
the months before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from time import perf_counter
from typing import Any, Final

import polars as pl
from django.db import connections, models

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.periods import collection_period
from lineofsight.record.home import Home
from lineofsight.record.pseudonyms import with_local_ids
from lineofsight.record.return_context import authority_of, context_of, providers_of
from lineofsight.record.service.data_error import (
    DataCheck,
    DataError,
    DataErrorCount,
    DataErrorSeen,
    UncheckedRule,
)  # fmt: skip
from lineofsight.record.service.now import ChildNow
from lineofsight.record.service.quality.accepting import settle
from lineofsight.record.service.quality.ages import age_column
from lineofsight.record.service.quality.checking import Found, check_return
from lineofsight.record.service.quality.tables import COLLECTIONS, frames_for, known_by, return_tables, year_of
from lineofsight.record.service.replacing import replace
from lineofsight.record.snapshots import Snapshot
from lineofsight.returns.checking.check import NO_PROVIDERS
from lineofsight.returns.checking.postcodes import PostcodeDirectory
from lineofsight.sources.errors import UnusableInput

UNREADABLE_PROVIDERS: Final = "no provider list that can be read"
MONTHS_KEPT: Final = 36
_COUNT: Final = pl.Schema({
    "counted_on": pl.Date(), "collection": pl.String(), "rule": pl.String(), "severity": pl.String(),
    "team_id": pl.String(), "team_name": pl.String(), "age": pl.String(), "errors": pl.Int64(), "accepted": pl.Int64(),
    "worked_out": pl.Boolean(),
})  # fmt: skip


def prepare_quality(
    home: Home, snapshot: Snapshot, as_at: date, progress: Callable[[str], None] = lambda _: None,
    collections: Sequence[str] = COLLECTIONS,
) -> None:  # fmt: skip
    """Check the returns of the year so far, and replace the tables of data quality; after children were prepared."""
    alias = home.aliases.service
    children = pl.DataFrame(
        list(ChildNow.objects.using(alias).values_list("reference", "team_id", "team_name", "worker_id")),
        schema=dict.fromkeys(("reference", "team_id", "team_name", "worker_id"), pl.String()), orient="row",
    )  # fmt: skip
    frames = _frames(home, snapshot, children, as_at, progress, collections)
    replace(connections[alias], {model._meta.db_table: frame for model, frame in frames.items()})
    settle(alias, as_at)


def _frames(
    home: Home, snapshot: Snapshot, children: pl.DataFrame, as_at: date, progress: Callable[[str], None],
    collections: Sequence[str],
) -> dict[type[models.Model], pl.DataFrame]:  # fmt: skip
    """Every row of the tables, by model. `children`: who holds each."""
    alias = home.aliases.service
    seen = dict(DataErrorSeen.objects.using(alias).values_list("key", "first_seen_on"))
    before = _counts_before(alias, as_at)
    past = month_ends(as_at) if before.is_empty() else []
    local = dict(snapshot.ids.select("pseudonym", "id").iter_rows())
    errors, checks, unchecked, counts = [], [], [], [before]
    authority, postcodes = authority_of(home), PostcodeDirectory.installed()
    providers, unusable = _providers(home)
    if unusable:
        progress(unusable)
    for collection in collections:
        began = perf_counter()
        progress(f"what is wrong with the {collection} return of {year_of(as_at)} so far")
        frames = frames_for(collection, snapshot.record, year_of(as_at))
        for day in (*past, as_at):
            made = return_tables(
                collection, year_of(day), known_by(frames, day, as_at), snapshot.record.coverage, local
            )
            asked = context_of(made.year, authority, providers, postcodes)
            found = check_return(made, snapshot.record.coverage, home.key, asked)
            for key in found.errors["key"].to_list():
                seen.setdefault(key, day)
            if day < as_at:
                counts.append(_counted(found.errors.join(children, on="reference", how="left"), day, worked_out=True))
        checks.append({
            "collection": collection, "year": made.year, "as_at": as_at, "rules": found.rules,
            "children": made.number_of_children, "seconds": perf_counter() - began,
        })  # fmt: skip
        unchecked += _unchecked(collection, found, unreadable=bool(unusable))
        errors.append(found.errors)
    together = _finished(pl.concat(errors), children, seen)
    counts.append(_counted(together, as_at, age=age_column(pl.col("first_seen_on"), as_at)))
    firsts = pl.DataFrame({"key": list(seen), "first_seen_on": list(seen.values())},
                          schema={"key": pl.String(), "first_seen_on": pl.Date()})  # fmt: skip
    # Ids of rows that a source made of a child's id carry the pseudonym; nothing else here does.
    rows = with_local_ids(together.select("row_id"), snapshot.ids)
    listed = together.with_columns(rows["row_id"]).drop("team_name")
    return {
        DataError: listed,
        DataErrorSeen: firsts, DataErrorCount: pl.concat(counts),
        DataCheck: pl.DataFrame(checks),
        UncheckedRule: pl.DataFrame(unchecked, schema={"collection": pl.String(), "rule": pl.String(),
                                                       "partly": pl.Boolean(), "reason": pl.String()}),
    }  # fmt: skip


def month_ends(as_at: date) -> list[date]:
    """The month-ends of the collection year before a day."""
    day, found = collection_period(year_of(as_at)).start, []
    while (end := _month_end(day)) < as_at:
        found.append(end)
        day = end + timedelta(days=1)
    return found


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _counts_before(alias: str, as_at: date) -> pl.DataFrame:
    """The last counts of each month before that of a day, put together over ages."""
    first_of_month = as_at.replace(day=1)
    rows = DataErrorCount.objects.using(alias).filter(counted_on__lt=first_of_month)
    names = list(_COUNT.names())
    held = pl.DataFrame(list(rows.values_list(*names)), schema=_COUNT, orient="row")
    oldest = first_of_month - timedelta(days=31 * MONTHS_KEPT)
    month = pl.col("counted_on").dt.truncate("1mo")
    last = held.filter(pl.col("counted_on") >= oldest).filter(
        pl.col("counted_on") == pl.col("counted_on").max().over(month)
    )
    groups = [name for name in names if name not in ("age", "errors", "accepted")]
    summed = last.group_by(groups, maintain_order=True).agg(pl.col("errors", "accepted").sum())
    return summed.with_columns(pl.lit("").alias("age")).select(names)


def _counted(errors: pl.DataFrame, day: date, *, age: pl.Expr | None = None, worked_out: bool = False) -> pl.DataFrame:
    banded = errors.with_columns(
        pl.lit(day).alias("counted_on"), pl.col("team_id", "team_name").fill_null(""),
        (pl.lit("") if age is None else age).alias("age"), pl.lit(worked_out).alias("worked_out"),
    )  # fmt: skip
    groups = [name for name in _COUNT.names() if name not in ("errors", "accepted")]
    counted = banded.group_by(groups, maintain_order=True).agg(pl.len().cast(pl.Int64).alias("errors"))
    return counted.with_columns(pl.lit(0, dtype=pl.Int64).alias("accepted")).select(_COUNT.names())


def _finished(errors: pl.DataFrame, children: pl.DataFrame, seen: Mapping[str, date]) -> pl.DataFrame:
    """Errors in the order they are listed, with whose they are and since when they are known."""
    first = pl.Series("first_seen_on", [seen[key] for key in errors["key"].to_list()], dtype=pl.Date)
    joined = errors.with_columns(first).join(children, on="reference", how="left", maintain_order="left")
    return joined.with_columns(pl.lit(False).alias("accepted")).sort("severity", "first_seen_on", "key")


def _providers(home: Home) -> tuple[pl.DataFrame | None, str]:
    """The home's list of providers; and why there is none, where it has one that cannot be read."""
    try:
        return providers_of(home), ""
    except UnusableInput as problem:
        return None, str(problem)


def _unchecked(collection: str, found: Found, *, unreadable: bool) -> list[dict[str, Any]]:
    return [
        {
            "collection": collection,
            "rule": rule,
            "partly": partly,
            "reason": reason.replace(NO_PROVIDERS, UNREADABLE_PROVIDERS) if unreadable else reason,
        }
        for rule, partly, reason in found.unchecked
    ]
