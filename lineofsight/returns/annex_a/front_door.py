"""Lists 1 to 5: contacts, early help, referrals, assessments, section 47 enquiries and conferences."""

from __future__ import annotations

import polars as pl

from lineofsight.returns.annex_a.context import Lists
from lineofsight.returns.annex_a.values import in_words
from lineofsight.sources.annex_a.layout import lists
from lineofsight.sources.annex_a.parts import PARTS, Part


def part(number: int, table: str, kind: str | None = None) -> Part:
    """The part of a list that fills a table, of a kind where the list fills it twice."""
    return next(
        p for p in PARTS if p.list == number and p.table == table and (kind is None or p.fixed["kind"] == kind)
    )  # fmt: skip


def contacts(context: Lists) -> pl.DataFrame:
    """List 1: received in the six months before."""
    rows = context.happened("contacts", "received_on").filter(pl.col("received_on") >= context.six_months)
    return in_words(rows, part(1, "contacts"), lists()[1], context)


def early_help(context: Lists) -> pl.DataFrame:
    """List 2: begun in the six months before, or going on."""
    rows = context.open_since("early_help_episodes", "started_on", "ended_on", context.as_at)
    begun = context.happened("early_help_episodes", "started_on").filter(pl.col("started_on") >= context.six_months)
    both = pl.concat([rows, begun]).unique("id", keep="first", maintain_order=True)
    return in_words(both, part(2, "early_help_episodes"), lists()[2], context)


def referrals(context: Lists) -> pl.DataFrame:
    """List 3: received in the six months before."""
    rows = context.happened("referrals", "received_on").filter(pl.col("received_on") >= context.six_months)
    named = in_words(rows, part(3, "referrals"), lists()[3], context)
    heading = "Number of Referrals in Last 12 Months"
    counted = context.count("referrals", "received_on", context.year, heading)
    return _with_count(named, context.totals(counted, heading, "referrals_in_year"), heading)


def assessments(context: Lists) -> pl.DataFrame:
    """List 4: open in, or authorised in, the six months before. Only assessments of a child and family."""
    rows = context.open_since("assessments", "started_on", "authorised_on", context.six_months)
    social_care = rows.filter(pl.col("kind").is_null() | (pl.col("kind") == "child_and_family"))
    return in_words(social_care, part(4, "assessments"), lists()[4], context)


def enquiries(context: Lists) -> pl.DataFrame:
    """List 5: enquiries begun in the six months before, each with the conference that followed it."""
    rows = context.happened("section_47_enquiries", "started_on").filter(pl.col("started_on") >= context.six_months)
    year = context.count("section_47_enquiries", "started_on", context.year, "counted")
    rows = rows.join(year, on="child_id", how="left", maintain_order="left").with_columns(
        enquiries_in_year=pl.coalesce("enquiries_in_year", pl.col("counted").cast(pl.Int64))
    )
    named = in_words(rows, part(5, "section_47_enquiries"), lists()[5], context)
    held = context.happened("conferences", "held_on").filter(~pl.col("is_transfer_in").fill_null(False))
    following = in_words(held, part(5, "conferences"), lists()[5], context).select(
        pl.col("enquiry_id").alias("id"),
        "held_on",
        *(part(5, "conferences").takes[n] for n in ("held_on", "plan_agreed")),
    )
    first = following.drop_nulls("id").sort("held_on").unique("id", keep="first", maintain_order=True).drop("held_on")
    heading = "Number of ICPCs in the last 12 months"
    joined = named.join(first, on="id", how="left", maintain_order="left")
    counted = context.count("conferences", "held_on", context.year, heading)
    return _with_count(joined, context.totals(counted, heading, "conferences_in_year"), heading)


def _with_count(frame: pl.DataFrame, counts: pl.DataFrame, heading: str) -> pl.DataFrame:
    return frame.join(counts, on="child_id", how="left", maintain_order="left").with_columns(
        pl.col(heading).fill_null(0)
    )
