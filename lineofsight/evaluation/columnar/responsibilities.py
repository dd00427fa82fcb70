"""Who held each child, and when: stretches worked out from allocations, and who held each duty on a day."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from lineofsight.core.tables.workforce import absences, allocations, professionals
from lineofsight.evaluation.columnar.derived import FAR, back_to_one_that_lasts
from lineofsight.evaluation.columnar.keys import pack
from lineofsight.evaluation.plain.responsibilities import ALLOCATED, COVERED_ABSENCES
from lineofsight.evaluation.record import Record

SCHEMA = pl.Schema({
    "child": pl.String(), "worker": pl.String(), "team": pl.String(), "role": pl.String(), "from_on": pl.Date(),
    "to_on": pl.Date(),
})  # fmt: skip


def responsibilities(record: Record) -> pl.DataFrame:
    """The stretches in which each child was held: child, worker, team, role, from_on, to_on (both included).

    On a day with several allocations the latest begun holds. `worker` is blank where the name stands for nobody in
    post (a leaver, an absent worker, a holding list or duty desk): the child counts as unallocated, in that team.
    """
    held = _allocations(record)
    if not len(held):
        return pl.DataFrame(schema=SCHEMA)
    workers = record.lazy(professionals).select("id", "placeholder", _day("ended_on").alias("left")).collect()
    away = _absences(record)
    days = _days_of_change(held, workers, away)
    chosen = _running_on(held, days)
    stretches = days.with_columns(
        pl.col("day").shift(-1).over("child").sub(1).alias("to"),
        held["worker"].gather(chosen), held["team"].gather(chosen), pl.Series("held", chosen.is_not_null()),
    ).filter("held")  # fmt: skip
    return _joined(_without_hollow(stretches, workers, away))


def held_by(duties: pl.DataFrame, held: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """The duties with `worker` and `team`: who held the child on that day, or when the duty ended if that was sooner.

    A worker's own duty shows the worker, a team's the team. `held` is what `responsibilities` gave.
    """
    on = pl.min_horizontal(pl.lit(as_at), "met_on", "closed_on").alias("_on")
    spans = held.select("child", pl.col("worker").alias("_worker"), pl.col("team").alias("_team"), "from_on", "to_on")
    asked = duties.drop("worker", "team", strict=False).with_columns(on).with_row_index("_row")
    found = asked.sort("_on").join_asof(
        spans.sort("from_on"), left_on="_on", right_on="from_on", by_left="holder", by_right="child",
        strategy="backward", check_sortedness=False,
    ).sort("_row")  # fmt: skip
    kind = pl.col("holder_kind")
    held_then = (kind == "child") & (pl.col("to_on").is_null() | (pl.col("to_on") >= pl.col("_on")))
    return found.with_columns(
        pl.when(held_then).then("_worker").when(kind == "worker").then("holder").alias("worker"),
        pl.when(held_then).then("_team").when(kind == "team").then("holder").alias("team"),
    ).select(*(name for name in duties.columns if name not in ("worker", "team")), "worker", "team")


def _day(name: str) -> pl.Expr:
    return pl.col(name).to_physical()


def _allocations(record: Record) -> pl.DataFrame:
    """Allocations that hold a child, sorted by child, first day and id, days as ticks (FAR while open)."""
    wanted = record.lazy(allocations).filter(
        (pl.col("role").is_null() | (pl.col("role") == ALLOCATED))
        & pl.col("child_id").is_not_null() & pl.col("started_on").is_not_null()
        & (pl.col("ended_on").is_null() | (pl.col("ended_on") >= pl.col("started_on")))
    ).select(
        pl.col("child_id").alias("child"), "id", pl.col("worker_id").alias("worker"), pl.col("team_id").alias("team"),
        _day("started_on").alias("first"), _day("ended_on").fill_null(FAR).alias("last"),
    )  # fmt: skip
    code = pl.col("child").rle_id().cast(pl.Int32).alias("code")
    return wanted.sort("child", "first", "id").with_columns(code).collect()


def _absences(record: Record) -> pl.DataFrame:
    kind = pl.col("kind")
    return record.lazy(absences).filter(
        pl.col("worker_id").is_not_null() & pl.col("started_on").is_not_null()
        & (kind.is_null() | kind.is_in(COVERED_ABSENCES).not_())
    ).select(
        pl.col("worker_id").alias("worker"), _day("started_on").alias("away"),
        _day("ended_on").fill_null(FAR).alias("away_last"),
    ).collect()  # fmt: skip


def _days_of_change(held: pl.DataFrame, workers: pl.DataFrame, away: pl.DataFrame) -> pl.DataFrame:
    """Every day on which who holds a child may change, by child and day."""
    named = held.select("code", "child", "worker").unique()
    absent = named.join(away, on="worker")
    left = named.join(workers.filter(pl.col("left").is_not_null()), left_on="worker", right_on="id")
    ticks = (
        (held, pl.col("first")), (held, pl.col("last") + 1), (left, pl.col("left") + 1), (absent, pl.col("away")),
        (absent, pl.col("away_last") + 1),
    )  # fmt: skip
    days = pl.concat(frame.select("code", "child", tick.cast(pl.Int32).alias("day")) for frame, tick in ticks)
    return days.filter(pl.col("day") <= FAR).unique().sort("code", "day")


def _running_on(held: pl.DataFrame, days: pl.DataFrame) -> pl.Series:
    """The place of the allocation that holds each child on each day; blank where none does."""
    codes, day = days["code"].to_numpy(), days["day"].to_numpy()
    keys = pack(held["code"].to_numpy(), held["first"].to_numpy())
    place = np.searchsorted(keys, pack(codes, day), "right") - 1
    starts = np.searchsorted(held["code"].to_numpy(), codes, "left")
    place = np.where(place >= starts, place, -1)
    place = back_to_one_that_lasts(place, day, held["last"].to_numpy(), held["code"].to_numpy())
    return pl.Series(place).replace(-1, None)


def _without_hollow(stretches: pl.DataFrame, workers: pl.DataFrame, away: pl.DataFrame) -> pl.DataFrame:
    """The same stretches, the worker blank where the name stands for nobody in post."""
    numbered = stretches.with_row_index("row")
    absent = numbered.join(away, on="worker").filter(
        (pl.col("away") <= pl.col("day")) & (pl.col("away_last") >= pl.col("day"))
    )  # fmt: skip
    known = numbered.join(workers, left_on="worker", right_on="id", how="left", maintain_order="left")
    gone = pl.col("placeholder").is_not_null() | (pl.col("left") < pl.col("day")).fill_null(False)
    hollow = gone | pl.col("row").is_in(absent["row"].unique().to_list())
    return known.with_columns(pl.when(hollow.not_()).then("worker").alias("worker"))


def _joined(stretches: pl.DataFrame) -> pl.DataFrame:
    """Stretches that follow on with the same worker and team, as one."""
    changed = [pl.col(name).ne_missing(pl.col(name).shift(1)) for name in ("child", "worker", "team")]
    apart = pl.col("to").shift(1).add(1).ne_missing(pl.col("day"))
    begins = pl.any_horizontal(*changed, apart).fill_null(True).cum_sum().alias("stretch")
    joined = stretches.with_columns(begins).group_by("stretch", maintain_order=True).agg(
        pl.col("child", "worker", "team", "day").first(), pl.col("to").last()
    )  # fmt: skip
    return joined.select(
        "child", "worker", "team", pl.lit(ALLOCATED).alias("role"), pl.col("day").cast(pl.Date).alias("from_on"),
        pl.col("to").cast(pl.Date).alias("to_on"),
    )  # fmt: skip
