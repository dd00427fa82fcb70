"""List 8: children in care."""

from __future__ import annotations

import polars as pl

from lineofsight.returns.annex_a.context import Lists
from lineofsight.returns.annex_a.front_door import part
from lineofsight.returns.annex_a.plans import held_by, latest_within
from lineofsight.returns.annex_a.values import coded, in_words, yes_no
from lineofsight.sources.annex_a.layout import lists
from lineofsight.sources.annex_a.parts import (
    ABSENT,
    ACCEPTED,
    CEASED_CARE,
    MISSING,
    OFFERED,
    SECOND_PERIOD,
    STARTED_CARE,
)

_CONTINUES = "X1"  # the episode ended because another began: the child is still in care


def children_in_care(context: Lists) -> pl.DataFrame:
    """List 8: in care on the day, or until some day in the six months before."""
    one = lists()[8]
    rows = periods_of_care(context)
    rows = rows.with_columns(
        pl.col("started_on").alias(STARTED_CARE), pl.col("ended_on").alias(CEASED_CARE),
        pl.col("reviewing_officer_contact_on").alias("Date of Last IRO Visit / Contact to the Child"),
        coded("care_episodes", "primary_need", "PrimaryNeed").alias("Child's Category of Need"),
        coded("care_episodes", "end_reason", "ReasonCeased").alias("Reason Ceased to be Looked After"),
        yes_no(_again(context), "YesNo").alias(SECOND_PERIOD),
    )  # fmt: skip
    for table, at, kind in (
        ("legal_statuses", "started_on", None), ("placements", "started_on", None), ("care_reviews", "held_on", None),
        ("visits", "visited_on", "child_in_care"), ("health_checks", "checked_on", "review_health_assessment"),
        ("health_checks", "checked_on", "dental_check"),
    ):  # fmt: skip
        taken = part(8, table, kind)
        headings = [heading for heading in taken.takes.values() if heading != CEASED_CARE]
        events = in_words(_events(context, table, kind), taken, one, context)
        rows = latest_within(rows, events, at, headings, context)
    plans = in_words(_latest_plans(context), part(8, "care_plans"), one, context)
    rows = rows.join(plans.select("child_id", *part(8, "care_plans").takes.values()), on="child_id", how="left")
    return held_by(_counts(rows, context), context)


def periods_of_care(context: Lists) -> pl.DataFrame:
    """One row a period of care: `id`, `child_id`, `started_on`, `ended_on`, what its latest episode says, and
    `times_in_year`, how many periods the child has in the twelve months before."""
    episodes = context.happened("care_episodes", "started_on").sort("started_on", "id")
    named = episodes.with_columns(
        id=pl.coalesce("care_period_id", pl.format("{}/{}", "child_id", "entered_care_on"), "id"),
        ended_on=context.known_end("ended_on"),
    )
    periods = named.group_by("id", "child_id", maintain_order=True).agg(
        started_on=pl.coalesce(pl.min("entered_care_on"), pl.min("started_on")),
        ended_on=pl.when(pl.last("end_reason") == _CONTINUES).then(None).otherwise(pl.last("ended_on")),
        end_reason=pl.when(pl.last("ended_on").is_not_null()).then(pl.last("end_reason")),
        primary_need=pl.last("primary_need"),
        reviewing_officer_contact_on=pl.max("reviewing_officer_contact_on"),
    )
    touched = pl.col("ended_on").is_null() | (pl.col("ended_on") >= context.year)
    counted = periods.with_columns(times_in_year=touched.sum().over("child_id"))
    return counted.filter(pl.col("ended_on").is_null() | (pl.col("ended_on") >= context.six_months))


def _again(context: Lists) -> pl.Expr:
    stated = context.stated("in_care_before_in_year").filter("stated")
    return (pl.col("times_in_year") > 1) | pl.col("child_id").is_in(stated["child_id"].to_list())


def _events(context: Lists, table: str, kind: str | None) -> pl.DataFrame:
    rows = context.rows(table)
    if table == "legal_statuses" and rows.is_empty():  # a return's episodes carry the status themselves
        episodes = context.rows("care_episodes").drop_nulls("legal_status")
        return episodes.with_columns(status="legal_status")
    if table == "placements":
        return rows.with_columns(ended_on=context.known_end("ended_on"))
    if table == "visits":
        return rows.filter((pl.col("kind") == kind) & pl.col("child_seen"))
    if kind == "dental_check":
        return rows.filter((pl.col("kind") == kind) & (pl.col("status").fill_null("completed") == "completed"))
    if table == "health_checks":
        is_assessment = pl.col("kind").is_in(["initial_health_assessment", "review_health_assessment"])
        return rows.filter(is_assessment & (pl.col("status").fill_null("completed") == "completed"))
    return rows


def _latest_plans(context: Lists) -> pl.DataFrame:
    rows = context.rows("care_plans").drop_nulls("permanence_plan")
    begun = rows.filter(pl.col("started_on").is_null() | (pl.col("started_on") <= context.as_at))
    return begun.sort("started_on", nulls_last=False).group_by("child_id", maintain_order=True).last()


def _counts(rows: pl.DataFrame, context: Lists) -> pl.DataFrame:
    """Placements and missing episodes in the twelve months, and what became of the last missing episode's interview."""
    placements = context.open_since("placements", "started_on", "ended_on", context.year)
    episodes = context.happened("missing_episodes", "started_on")
    in_year = episodes.filter(pl.col("started_on") >= context.year)
    for events, heading, stated in (
        (placements, "Number of Placements in the Last 12 months", "placements_in_year"),
        (in_year.filter(pl.col("kind") == "missing"), MISSING, "missing_in_year"),
        (in_year.filter(pl.col("kind") == "absent"), ABSENT, "absent_in_year"),
    ):
        counted = events.group_by("child_id").agg(pl.len().alias(heading))
        times = context.totals(counted, heading, stated)
        rows = rows.join(times, on="child_id", how="left", maintain_order="left").with_columns(
            pl.col(heading).fill_null(0)
        )
    last = context.latest("missing_episodes", "started_on", rows=episodes.filter(pl.col("kind") == "missing"))
    words = {"yes": "a) Yes", "no": "b) No"}
    for column, heading in (("interview_offered", OFFERED), ("interview_accepted", ACCEPTED)):
        of_last = last.select("child_id", last=column)
        rows = rows.join(of_last, on="child_id", how="left", maintain_order="left").join(
            context.stated(column), on="child_id", how="left", maintain_order="left"
        )
        answer = pl.coalesce("last", "stated").replace_strict(words, default=None, return_dtype=pl.String)
        rows = rows.with_columns(answer.alias(heading)).drop("last", "stated")
    return rows
