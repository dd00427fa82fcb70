"""What list 8 says of a child's time in care, in several columns together."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from lineofsight.core.columns import ColumnType
from lineofsight.core.tables import table_named
from lineofsight.sources.annex_a.parts import CEASED_CARE, LEGAL_START, PLACED, STARTED_CARE
from lineofsight.sources.annex_a.sheets import ListRows
from lineofsight.sources.frames import LINE, Field, Parsed, parse_frame

# Reviews come no sooner than every six months, and the first assessment is due within 20 working days.
_FIRST_ASSESSMENT_WITHIN = timedelta(days=120)
_EPISODES = table_named("care_episodes")


def care_episodes(rows: ListRows) -> Parsed:
    """The latest episode of each child, and before it the one that began the period of care, where another did.

    The list gives the first day in care and the latest change of legal status or placement; what lay between is not
    known, and the earlier row has blanks for it. Columns: those of `care_episodes` it knows, and `line`.
    """
    takes = {
        "entered_care_on": STARTED_CARE, "legal_from": LEGAL_START, "placed_on": PLACED, "ended_on": CEASED_CARE,
        "reviewing_officer_contact_on": "Date of Last IRO Visit / Contact to the Child",
    }  # fmt: skip
    coded = {
        "primary_need": "Child's Category of Need", "legal_status": "Child's Legal Status",
        "end_reason": "Reason Ceased to be Looked After",
    }  # fmt: skip
    fields = [
        Field(rows.list.key, "child_id", ColumnType.TEXT, required=True),
        *(Field(heading, name, ColumnType.DATE, required=name == "entered_care_on") for name, heading in takes.items()),
        *(Field(heading, name, ColumnType.CODE, _EPISODES.column(name).code_set) for name, heading in coded.items()),
    ]
    parsed = parse_frame(rows.frame, fields, table="care_episodes", file=rows.file)
    frame = _with_all(parsed.frame, [*takes, *coded]).unique(pl.exclude(LINE), keep="first", maintain_order=True)
    period = pl.format("{}/{}", "child_id", "entered_care_on")
    latest = frame.with_columns(
        care_period_id=period,
        started_on=pl.max_horizontal("entered_care_on", "legal_from", "placed_on"),
    ).with_columns(
        start_reason=pl.when(pl.col("started_on") == pl.col("entered_care_on")).then(pl.lit("S")),
        placement_id=pl.when(pl.col("placed_on").is_not_null()).then(
            pl.format("{}/placements/{}", "child_id", "placed_on")
        ),
    )
    first = latest.filter(pl.col("started_on") > pl.col("entered_care_on")).select(
        "child_id", "care_period_id", "entered_care_on", "primary_need", LINE,
        started_on="entered_care_on", ended_on="started_on", start_reason=pl.lit("S"), end_reason=pl.lit("X1"),
    )  # fmt: skip
    every = pl.concat([latest, first], how="diagonal").drop("legal_from", "placed_on")
    named = every.with_columns(id=pl.format("{}/care_episodes/{}", "child_id", "started_on"))
    return Parsed(named.unique("id", keep="first", maintain_order=True), parsed.rejects, parsed.forgiven)


def first_assessments(checks: pl.DataFrame, episodes: pl.DataFrame) -> pl.DataFrame:
    """Health checks with the initial assessment told from a review: it is one soon after care began."""
    entered = episodes.group_by("child_id").agg(pl.max("entered_care_on"))
    is_first = (pl.col("kind") == "review_health_assessment") & pl.col("checked_on").is_between(
        pl.col("entered_care_on"), pl.col("entered_care_on") + _FIRST_ASSESSMENT_WITHIN
    )
    renamed = pl.col("id").str.replace("/review_health_assessment/", "/initial_health_assessment/", literal=True)
    return (
        checks.join(entered, on="child_id", how="left", maintain_order="left")
        .with_columns(
            kind=pl.when(is_first).then(pl.lit("initial_health_assessment")).otherwise("kind"),
            id=pl.when(is_first).then(renamed).otherwise("id"),
        )
        .drop("entered_care_on")
    )


def _with_all(frame: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    absent = [name for name in columns if name not in frame.columns]
    dates = {"entered_care_on", "legal_from", "placed_on", "ended_on", "reviewing_officer_contact_on"}
    return frame.with_columns(
        pl.lit(None, dtype=pl.Date() if name in dates else pl.String()).alias(name) for name in absent
    )
