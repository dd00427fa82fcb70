"""The five operators over frames."""

from __future__ import annotations

import numpy as np
import polars as pl

from lineofsight.core.columns import Column
from lineofsight.core.derived import CountWithin, Derived, Gaps, LatestAsAt, MergeSpans, Previous, Source, Spans
from lineofsight.core.selections import Condition
from lineofsight.core.table import HOLDER_COLUMNS
from lineofsight.evaluation.columnar.conditions import passes
from lineofsight.evaluation.columnar.frames import HOLDER, Frames
from lineofsight.evaluation.columnar.keys import NOBODY, pack
from lineofsight.evaluation.columnar.stretches import back_to_one_that_lasts

FAR = 2**30
"""A day tick later than any date: the end of an open span."""


def derive(table: Derived, frames: Frames) -> pl.DataFrame:
    """The rows of a derived table, with the columns the run needs."""
    match table:
        case Previous():
            found = _previous(table, frames)
        case MergeSpans():
            found = _merge_spans(table, frames)
        case Gaps():
            found = _gaps(table, frames)
        case CountWithin():
            found = _count_within(table, frames)
        case LatestAsAt():
            found = _latest_as_at(table, frames)
        case _:
            raise TypeError(f"No columnar reading of {type(table).__name__}.")
    needed = frames.needs.of(table)
    return found.select(HOLDER, *(column.name for column in table.all_columns if column.name in needed))


def _previous(table: Previous, frames: Frames) -> pl.DataFrame:
    day, needed = pl.col(table.order_by), frames.needs.of(table)
    keys = table.by or (HOLDER,)
    takes = {new: old for new, old in table.takes if new in needed}
    rows = _taking_part(frames, table.of, table.where, table.order_by)
    # Only what is read on: what is sorted is copied.
    wanted = {HOLDER, "id", table.order_by, *keys, *takes.values(), *needed}
    rows = rows.select(name for name in rows.columns if name in wanted).filter(day.is_not_null())
    # Rows of one key stand together, so that the row above is the one before.
    ordered = rows.sort(*keys, table.order_by, "id", maintain_order=True)
    begins = pl.any_horizontal(pl.col(key).ne_missing(pl.col(key).shift(1)) for key in keys) | (
        pl.int_range(pl.len()) == 0
    )
    place = pl.int_range(pl.len(), dtype=pl.Int64)
    number = place - pl.when(begins).then(place).forward_fill() + 1
    taken = [pl.when(~begins).then(pl.col(old).shift(1)).alias(new) for new, old in takes.items()]
    return ordered.with_columns(*taken, *([number.alias("number")] if "number" in needed else []))


def _spans(frames: Frames, spans: Spans, keeps: tuple[Column, ...] = ()) -> pl.DataFrame:
    """Holder, first and last day ticks (FAR while open), id and kept columns of the spans of one source."""
    start, end = pl.col(spans.start), pl.col(spans.end)
    rows = _taking_part(frames, spans.source, spans.where, spans.start)
    return rows.filter(
        (pl.col(HOLDER) != NOBODY) & start.is_not_null() & (end.is_null() | (end >= start))
    ).select(
        HOLDER, pl.col(spans.source.holder_column).alias("holder"), "id", start.to_physical().alias("first"),
        end.to_physical().fill_null(FAR).alias("last"), *(pl.col(column.name) for column in keeps),
    )  # fmt: skip


def _merged(spans: pl.DataFrame, within_days: int, keeps: tuple[Column, ...] = ()) -> pl.DataFrame:
    """Touching and overlapping spans as one, sorted by holder and first day."""
    # One number for holder and day: the greatest so far of one holder is less than any of the next.
    whose = pl.col(HOLDER).cast(pl.Int64) * (2 * FAR)
    reached = (whose + pl.col("last")).cum_max().shift(1)
    begins = (reached.is_null() | (whose + pl.col("first") > reached + within_days)).cum_sum().alias("merged")
    ordered = spans.sort(HOLDER, "first", "id", maintain_order=True).with_columns(begins)
    firsts = [pl.col(name).first() for name in (HOLDER, "holder", "id", "first", *(c.name for c in keeps))]
    return ordered.group_by("merged", maintain_order=True).agg(*firsts, pl.col("last").max())


def _merge_spans(table: MergeSpans, frames: Frames) -> pl.DataFrame:
    needed = frames.needs.of(table)
    keeps = tuple(table.of.column(name) for name in table.keeps if name in needed)
    parts = [_spans(frames, Spans(table.of, table.start, table.end, table.where), keeps)]
    parts += [_spans(frames, spans) for spans in table.also]
    merged = _merged(pl.concat(parts) if len(parts) > 1 else parts[0], table.within_days, keeps)
    return merged.rename({"holder": HOLDER_COLUMNS[table.holder]}).with_columns(
        _date("first").alias("started_on"), _date("last").alias("ended_on")
    )


def _gaps(table: Gaps, frames: Frames) -> pl.DataFrame:
    spans = _spans(frames, Spans(table.of, table.start, table.end, table.where))
    covers = _spans(frames, Spans(table.covered_by, table.cover_start, table.cover_end, table.cover_where))
    merged = _merged(covers, 1)
    # Between covers nothing covers: after each but an open one, and before each holder's first.
    after = merged.select(
        HOLDER, (pl.col("last") + 1).alias("free"), pl.col("first").shift(-1).over(HOLDER).fill_null(FAR).alias("cover")
    ).filter(pl.col("free") <= FAR)
    before = merged.group_by(HOLDER).agg(pl.lit(-FAR, pl.Int32).alias("free"), pl.col("first").min().alias("cover"))
    free = pl.concat([after, before.select(after.columns)])
    joined = spans.join(free, on=HOLDER, how="left").with_columns(
        pl.max_horizontal("first", pl.col("free").fill_null(-FAR)).alias("from"), pl.col("cover").fill_null(FAR)
    )
    covered_inside = (pl.col("cover") < FAR) & (pl.col("cover") <= pl.col("last"))
    found = joined.filter(
        pl.when(covered_inside).then(pl.col("cover") > pl.col("from")).otherwise(pl.col("from") <= pl.col("last"))
    )
    covered_on = pl.when(covered_inside).then(pl.col("cover"))
    return found.select(
        HOLDER, "id", pl.col("holder").alias(HOLDER_COLUMNS[table.holder]), _date("from").alias("started_on"),
        pl.coalesce(covered_on.cast(pl.Date), _date("last")).alias("ended_on"),
        covered_on.cast(pl.Date).alias("covered_on"),
    )  # fmt: skip


def _count_within(table: CountWithin, frames: Frames) -> pl.DataFrame:
    rows = _taking_part(frames, table.of, table.where, table.at).filter(pl.col(table.at).is_not_null())
    counting = frames.selected(table.counting)
    whose, counted = rows[HOLDER].to_numpy(), counting[HOLDER].to_numpy()
    if table.match:
        here, there = table.match
        counting = counting.filter(pl.col(there).is_not_null())
        whose = frames.codes(rows[here], holders=False)
        counted = frames.codes(counting[there], holders=False)
    keys = np.sort(pack(counted, _ticks(counting, table.counting.at)))
    days = _ticks(rows, table.at)
    upto = np.searchsorted(keys, pack(whose, days), "right")
    before = np.searchsorted(keys, pack(whose, days - np.int32(table.days - 1)), "left")
    return rows.with_columns(pl.Series("count", upto - before, dtype=pl.Int64))


def _latest_as_at(table: LatestAsAt, frames: Frames) -> pl.DataFrame:
    here, there = table.match or (table.of.holder_column, table.latest.holder_column)
    latest = _taking_part(frames, table.latest, table.latest_where, table.on).filter(
        pl.col(table.on).is_not_null() & pl.col(there).is_not_null()
    )
    latest = latest.with_columns(pl.Series("_key", frames.codes(latest[there], holders=False)))
    latest = latest.sort("_key", table.on, "id", maintain_order=True)
    rows = _taking_part(frames, table.of, table.where, table.at)
    codes = frames.codes(rows[here], holders=False)
    usable = rows[table.at].is_not_null().to_numpy() & (codes != NOBODY)
    keys = pack(latest["_key"].to_numpy(), _ticks(latest, table.on))
    days = rows[table.at].to_physical().fill_null(0).to_numpy()
    place = np.searchsorted(keys, pack(codes, days), "right") - 1
    group_start = np.searchsorted(keys, pack(codes, np.full(len(rows), -FAR, np.int32)), "left")
    place = np.where(usable & (place >= group_start), place, -1)
    if table.until:
        last = latest[table.until].to_physical().fill_null(FAR).to_numpy()
        place = back_to_one_that_lasts(place, days, last, latest["_key"].to_numpy())
    found = pl.Series(place).replace(-1, None)
    needed = frames.needs.of(table)
    return rows.with_columns(
        latest[old].gather(found).alias(new) for new, old in table.takes if new in needed
    )  # fmt: skip


def _taking_part(frames: Frames, source: Source, where: tuple[Condition, ...], day: str) -> pl.DataFrame:
    return frames.frame(source).filter(passes(where, source, pl.col(day))) if where else frames.frame(source)


def _ticks(frame: pl.DataFrame, column: str) -> np.ndarray:
    return frame[column].to_physical().to_numpy()


def _date(name: str) -> pl.Expr:
    """Ticks as dates; the far day is a blank."""
    return pl.when(pl.col(name) < FAR).then(pl.col(name)).cast(pl.Date)
