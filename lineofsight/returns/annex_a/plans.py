"""Lists 6 and 7: children in need, and children on a child protection plan."""

from __future__ import annotations

import polars as pl

from lineofsight.returns.annex_a.context import Lists
from lineofsight.returns.annex_a.front_door import part
from lineofsight.returns.annex_a.values import in_words, yes_no
from lineofsight.sources.annex_a.layout import lists
from lineofsight.sources.annex_a.parts import CASE_STATUS, EMERGENCY, TEAM, WORKER


def children_in_need(context: Lists) -> pl.DataFrame:
    """List 6: episodes of need open on the day or in the six months before.

    A child who is only the subject of a referral is left out: one must be looked after, on a plan, being assessed, or
    have had any of these in an episode now closed.
    """
    one = lists()[6]
    episodes = context.open_since("referrals", "received_on", "closed_on", context.six_months)
    served = _served(context)
    rows = episodes.filter(~pl.col("no_further_action").fill_null(False)).join(
        _statuses(context), on="child_id", how="left", maintain_order="left"
    )
    is_closed = pl.col("closed_on").is_not_null()
    status = pl.when(is_closed).then(pl.lit("e) Closed episode")).otherwise("status")
    rows = rows.with_columns(status.alias(CASE_STATUS)).filter(
        pl.col(CASE_STATUS).is_not_null() & (~is_closed | pl.col("child_id").is_in(served))
    )
    named = in_words(rows, part(6, "referrals"), one, context)
    seen = context.rows("visits").filter(pl.col("child_seen"))
    last = in_words(context.latest("visits", "visited_on", rows=seen), part(6, "visits"), one, context)
    last_seen = last.select("child_id", *part(6, "visits").takes.values())
    named = named.join(last_seen, on="child_id", how="left", maintain_order="left")
    return held_by(named, context)


def _statuses(context: Lists) -> pl.DataFrame:
    """Each child's status on the day, the weightiest that applies."""
    going_on = [
        ("a) Looked after child", "care_episodes", "started_on", "ended_on"),
        ("b) Child Protection plan", "child_protection_plans", "started_on", "ended_on"),
        ("c) Child in need plan", "child_in_need_plans", "started_on", "ended_on"),
        ("d) Open assessment", "assessments", "started_on", "authorised_on"),
    ]
    frames = [
        context.open_since(table, started, ended, context.as_at)
        .filter(pl.col(ended).is_null()).select("child_id", status=pl.lit(word))
        for word, table, started, ended in going_on
    ]  # fmt: skip
    return pl.concat(frames).sort("status").unique("child_id", keep="first", maintain_order=True)


def _served(context: Lists) -> list[str]:
    tables = ("care_episodes", "child_protection_plans", "child_in_need_plans", "assessments")
    return pl.concat([context.happened(name, "started_on").select("child_id") for name in tables])["child_id"].to_list()


def children_on_plans(context: Lists) -> pl.DataFrame:
    """List 7: on a child protection plan on the day, or until some day in the six months before."""
    one = lists()[7]
    plans = context.open_since("child_protection_plans", "started_on", "ended_on", context.six_months)
    every = context.rows("child_protection_plans").sort("child_id", "started_on", "id")
    earlier = every.select("id", before=pl.int_range(pl.len()).over("child_id"))
    plans = plans.join(earlier, on="id", how="left", maintain_order="left").with_columns(
        previous_plans=pl.coalesce("previous_plans", "before")
    )
    named = in_words(plans, part(7, "child_protection_plans"), one, context)
    is_statutory = (pl.col("kind") == "child_protection") & pl.col("child_seen")
    visits = in_words(context.rows("visits").filter(is_statutory), part(7, "visits"), one, context)
    reviews = in_words(context.rows("child_protection_reviews"), part(7, "child_protection_reviews"), one, context)
    named = latest_within(named, visits, "visited_on", list(part(7, "visits").takes.values()), context)
    named = latest_within(named, reviews, "held_on", list(part(7, "child_protection_reviews").takes.values()), context)
    powers = context.happened("emergency_powers", "started_on").filter(pl.col("started_on") >= context.six_months)
    stated = context.stated("emergency_powers_in_six_months").filter("stated")
    protected = pl.col("child_id").is_in([*powers["child_id"], *stated["child_id"]])
    return held_by(named.with_columns(yes_no(protected, "YesNo").alias(EMERGENCY)), context)


def latest_within(
    spans: pl.DataFrame, events: pl.DataFrame, at: str, headings: list[str], context: Lists
) -> pl.DataFrame:
    """Each span with the headings of its child's latest event from its start to its end (or the day)."""
    pairs = spans.select("id", "child_id", "started_on", "ended_on").join(
        events.select("child_id", pl.col(at).alias("event"), *headings), on="child_id", how="inner"
    )
    inside = pl.col("event").is_between(pl.col("started_on"), pl.coalesce("ended_on", pl.lit(context.as_at)))
    last = pairs.filter(inside).sort("event").group_by("id", maintain_order=True).last().select("id", *headings)
    return spans.join(last, on="id", how="left", maintain_order="left")


def held_by(frame: pl.DataFrame, context: Lists) -> pl.DataFrame:
    """The rows with the team and worker who hold the child on the day."""
    begun = pl.col("started_on").is_null() | (pl.col("started_on") <= context.as_at)
    goes_on = pl.col("ended_on").is_null() | (pl.col("ended_on") >= context.as_at)
    rows = context.rows("allocations").filter((pl.col("role") == "allocated_worker") & begun & goes_on)
    current = rows.sort("started_on", nulls_last=False).group_by("child_id", maintain_order=True).last()
    named = current.select(
        "child_id", pl.col("team_id").replace(dict(context.names("teams"))).alias(TEAM),
        pl.col("worker_id").replace(dict(context.names("professionals"))).alias(WORKER),
    )  # fmt: skip
    return frame.drop(TEAM, WORKER, strict=False).join(named, on="child_id", how="left", maintain_order="left")
