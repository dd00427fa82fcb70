"""Lists 9 to 11: care leavers, adoption, adopters."""

from __future__ import annotations

import polars as pl

from lineofsight.returns.annex_a.care import periods_of_care
from lineofsight.returns.annex_a.context import Lists
from lineofsight.returns.annex_a.front_door import part
from lineofsight.returns.annex_a.values import in_words, yes_no
from lineofsight.sources.annex_a.layout import lists

ENTERED = "Date the Child Entered Care"
_ADOPTION = pl.col("order_type").is_null() | (pl.col("order_type") == "adoption")


def care_leavers(context: Lists) -> pl.DataFrame:
    """List 9: everyone entitled to support on the day."""
    rows = context.rows("care_leavers").filter(
        (pl.col("eligibility") != "none")
        & (pl.col("eligible_until").is_null() | (pl.col("eligible_until") >= context.as_at))
    )  # fmt: skip
    reviews = context.latest("pathway_plans", "agreed_on").select("child_id", "agreed_on")
    contacts = context.latest("care_leaver_contacts", "contacted_on").select("child_id", "contacted_on")
    known = rows.join(reviews, on="child_id", how="left", maintain_order="left").join(
        contacts, on="child_id", how="left", maintain_order="left"
    )
    latest = known.with_columns(
        pathway_review_on=pl.max_horizontal("pathway_review_on", "agreed_on"),
        latest_contact_on=pl.max_horizontal("latest_contact_on", "contacted_on"),
    )
    return in_words(latest, part(9, "care_leavers"), lists()[9], context)


def adoption(context: Lists) -> pl.DataFrame:
    """List 10: in the twelve months before adopted or the decision reversed; or to be placed and not yet adopted."""
    rows = context.happened("permanence", "adoption_decided_on").filter(_ADOPTION)
    dated = rows.with_columns(
        context.known_end(name).alias(name)
        for name in ("order_made_on", "reversed_on", "matched_on", "placed_on", "placement_order_on")
    )
    waiting = pl.col("order_made_on").is_null() & pl.col("reversed_on").is_null()
    recent = (pl.col("order_made_on") >= context.year) | (pl.col("reversed_on") >= context.year)
    named = in_words(dated.filter(waiting | recent.fill_null(False)), part(10, "permanence"), lists()[10], context)
    entered = periods_of_care(context).group_by("child_id").agg(pl.max("started_on").alias(ENTERED))
    families = context.rows("families").group_by("child_id").agg(pl.first("family_id").alias("Family identifier"))
    return named.rename({ENTERED: "stated"}).join(entered, on="child_id", how="left", maintain_order="left").join(
        families, on="child_id", how="left", maintain_order="left"
    ).with_columns(pl.coalesce("stated", ENTERED).alias(ENTERED))  # fmt: skip


def adopters(context: Lists) -> pl.DataFrame:
    """List 11: anyone in touch with the adoption agency in the twelve months before."""
    rows = context.happened("adopters", "enquired_on")
    finished = pl.min_horizontal(context.known_end("ended_on"), context.known_end("adopted_on"))
    in_touch = rows.filter(finished.is_null() | (finished >= context.year))
    named = in_words(in_touch, part(11, "adopters"), lists()[11], context)
    return named.with_columns(
        pl.lit("c) Not stated/recorded").alias("Gender"),
        yes_no(pl.lit(None, dtype=pl.Boolean), "YesNoUnknown").alias("Disability"),
    )
