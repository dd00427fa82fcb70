"""Drift: signs that work with a child goes on without getting anywhere. Each is a reason to look, never a judgement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

import polars as pl

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.clocks import Months
from lineofsight.core.tables.front_door import referrals
from lineofsight.core.tables.in_care import care_reviews
from lineofsight.core.tables.plans_and_visits import child_protection_plans, child_protection_reviews
from lineofsight.evaluation.plain.record import PlainRecord
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.ticks import add_clock, day_tick, tick_day
from lineofsight.record.service.now import Reason

LONG_PLAN = Months(15)
REVIEWS = 2
CHANGES = 3
A_YEAR = timedelta(days=365)


def drift(record: Record, rows: pl.DataFrame, as_at: date) -> Mapping[Reason, pl.Series]:
    """For each row (`child`, `is_open`, `changes_of_worker`), whether each sign is there on the day.

    What no source tells of is not there: a sign is shown where it is known, and its absence says nothing.
    """
    child, still_open = rows["child"], rows["is_open"]

    def among(found: pl.Series) -> pl.Series:
        return child.is_in(found.implode()) & still_open

    return {
        Reason.LONG_PLAN: among(_on_long_plans(record, as_at)),
        Reason.NO_PROGRESS: among(_without_progress(record, as_at)),
        Reason.CHANGES_OF_WORKER: (rows["changes_of_worker"] >= CHANGES) & still_open,
        Reason.REPEAT_REFERRAL: among(_referred_again(record, as_at)),
    }


def drift_of_one(record: PlainRecord, as_at: date, *, is_open: bool, changes: int) -> set[Reason]:
    """The same of one child, read plainly from their rows: the signs that are there."""
    if not is_open:
        return set()
    signs = {
        Reason.LONG_PLAN: _is_on_a_long_plan(record, as_at), Reason.NO_PROGRESS: _is_without_progress(record, as_at),
        Reason.CHANGES_OF_WORKER: changes >= CHANGES, Reason.REPEAT_REFERRAL: _was_referred_again(record, as_at),
    }  # fmt: skip
    return {sign for sign, is_there in signs.items() if is_there}


def _is_on_a_long_plan(record: PlainRecord, as_at: date) -> bool:
    since = tick_day(add_clock(Months(-LONG_PLAN.count), day_tick(as_at)))
    return any(
        (start := row["started_on"]) is not None and start < since and ((end := row["ended_on"]) is None or end > as_at)
        for row in record.rows(child_protection_plans)
    )


def _is_without_progress(record: PlainRecord, as_at: date) -> bool:
    rows = [*record.rows(child_protection_reviews), *record.rows(care_reviews)]
    told = [
        (row["held_on"], row["progress_made"]) for row in rows
        if row["progress_made"] is not None and row["held_on"] and as_at - A_YEAR < row["held_on"] <= as_at
    ]  # fmt: skip
    last = sorted(told, key=lambda each: each[0])[-REVIEWS:]
    return len(last) == REVIEWS and not any(progress for _, progress in last)


def _was_referred_again(record: PlainRecord, as_at: date) -> bool:
    days = sorted(on for row in record.rows(referrals) if (on := row["received_on"]) is not None and on <= as_at)
    return any(after - before <= A_YEAR and after > as_at - A_YEAR for before, after in pairwise(days))


def _on_long_plans(record: Record, as_at: date) -> pl.Series:
    """Children whose plan was made 15 months ago or longer and has not ended."""
    since = tick_day(add_clock(Months(-LONG_PLAN.count), day_tick(as_at)))
    ended = pl.col("ended_on")
    plans = record.lazy(child_protection_plans).filter(
        (pl.col("started_on") < since) & (ended.is_null() | (ended > as_at))
    )
    return plans.select("child_id").collect()["child_id"]


def _without_progress(record: Record, as_at: date) -> pl.Series:
    """Children of whom the last two reviews that say anything both found no progress."""
    held = [
        record.lazy(table).select("child_id", "held_on", "progress_made")
        for table in (child_protection_reviews, care_reviews)
    ]
    told = pl.concat(held).filter(
        pl.col("progress_made").is_not_null() & (pl.col("held_on") <= as_at) & (pl.col("held_on") > as_at - A_YEAR)
    )
    # Of two on one day the later row is the last, so that everybody's reading and one child's cannot differ.
    last = (
        told.sort("child_id", "held_on", maintain_order=True)
        .group_by("child_id")
        .agg(pl.col("progress_made").tail(REVIEWS))
        .collect()
    )
    both = (pl.col("progress_made").list.len() == REVIEWS) & ~pl.col("progress_made").list.any()
    return last.filter(both)["child_id"]


def _referred_again(record: Record, as_at: date) -> pl.Series:
    """Children referred in the last year, within a year of the referral before."""
    rows = record.lazy(referrals).filter(pl.col("received_on") <= as_at).sort("child_id", "received_on")
    before = pl.col("received_on").shift(1).over("child_id")
    again = rows.filter((pl.col("received_on") - before <= A_YEAR) & (pl.col("received_on") > as_at - A_YEAR))
    return again.select("child_id").collect()["child_id"]
