"""Episodes of the return as care episodes, and the periods, placements and legal statuses that they make up.

An episode is a stretch under one legal status in one placement. Its reason for beginning (RNE) says what changed: S
started to be looked after; L legal status; P and T placement (T with the same carers); B and U both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from lineofsight.sources.natural_ids import with_natural_ids

EPISODE_COLUMNS: Final = {
    "DECOM": "started_on", "RNE": "start_reason", "LS": "legal_status", "CIN": "primary_need", "DEC": "ended_on",
    "REC": "end_reason", "REASON_PLACE_CHANGE": "change_of_placement_reason", "HOME_POST": "home_postcode",
}  # fmt: skip
PLACEMENT_COLUMNS: Final = {
    "PLACE": "type", "PLACE_PROVIDER": "provider_type", "PL_POST": "postcode", "URN": "provider_urn",
}  # fmt: skip
_NEW_PLACEMENT: Final = ("S", "P", "T", "B", "U")
_NEW_STATUS: Final = ("S", "L", "B", "U")


def care_tables(episodes: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """`care_episodes`, `placements` and `legal_statuses` out of the typed Episodes module.

    A first episode that did not start the period of care (it began in an earlier year's return) leaves the day the
    child entered care blank: it is not known.
    """
    spans = _with_spans(episodes.sort("CHILD", "DECOM", "line", maintain_order=True).rename({"CHILD": "child_id"}))
    placements = _span(spans, "placement", {
        **{new: pl.col(old).drop_nulls().last() for old, new in PLACEMENT_COLUMNS.items()},
        "type": pl.col("PLACE").drop_nulls().first(),
        "change_reason": pl.col("REASON_PLACE_CHANGE").last(),
    })  # fmt: skip
    statuses = _span(spans, "legal_status", {"status": pl.col("LS").first()})
    numbered = with_natural_ids(spans, "episode", ["DECOM"])
    of_placement = placements.select("child_id", "placement", placement_id="id")
    care = numbered.join(of_placement, on=["child_id", "placement"], how="left", maintain_order="left")
    return {"care_episodes": care.rename(EPISODE_COLUMNS), "placements": placements, "legal_statuses": statuses}


def _with_spans(episodes: pl.DataFrame) -> pl.DataFrame:
    """Each episode with the period of care, placement and legal status it is part of, numbered within the child."""
    before = {name: pl.col(name).shift(1).over("child_id") for name in ("DEC", "LS", *PLACEMENT_COLUMNS)}
    first = pl.int_range(pl.len()).over("child_id") == 0
    period = first | _is("S") | (before["DEC"] < pl.col("DECOM")).fill_null(False)
    placed = period | _is(*_NEW_PLACEMENT) | pl.any_horizontal(_differs(name, before) for name in PLACEMENT_COLUMNS)
    status = period | _is(*_NEW_STATUS) | _differs("LS", before)
    marked = episodes.with_columns(
        period.cum_sum().over("child_id").alias("period"),
        placed.cum_sum().over("child_id").alias("placement"),
        status.cum_sum().over("child_id").alias("legal_status_span"),
    )
    begun = pl.col("DECOM").first().over("child_id", "period")
    started = pl.col("RNE").first().over("child_id", "period") == "S"
    return marked.with_columns(
        care_period_id=pl.concat_str(["child_id", pl.lit("care"), begun.cast(pl.String)], separator="/"),
        entered_care_on=pl.when(started).then(begun),
    )


def _is(*reasons: str) -> pl.Expr:
    return pl.col("RNE").is_in(reasons).fill_null(False)


def _differs(name: str, before: Mapping[str, pl.Expr]) -> pl.Expr:
    """Whether a value is other than the episode's before; where either is blank nothing says it changed."""
    return (pl.col(name) != before[name]).fill_null(False)


def _span(episodes: pl.DataFrame, kind: str, values: Mapping[str, pl.Expr]) -> pl.DataFrame:
    """One row for each run of episodes with the same number, from the first's beginning to the last's end."""
    number = "placement" if kind == "placement" else "legal_status_span"
    runs = episodes.group_by("child_id", number, maintain_order=True).agg(
        pl.col("care_period_id").first(), pl.col("DECOM").first().alias("started_on"),
        pl.col("DEC").last().alias("ended_on"), pl.col("line").first(), pl.col("file").first(),
        *(value.alias(name) for name, value in values.items()),
    )  # fmt: skip
    return with_natural_ids(runs, kind, ["started_on"])


def period_on(tables: Mapping[str, pl.DataFrame], rows: pl.DataFrame, dated: str) -> pl.DataFrame:
    """The rows with `care_period_id`: the period of care that their day falls in, blank where none does."""
    periods = tables["care_episodes"].group_by("child_id", "care_period_id").agg(
        pl.col("started_on").min().alias("period_from"),
        pl.when(pl.col("ended_on").is_null().any()).then(None).otherwise(pl.col("ended_on").max()).alias("period_to"),
    ).sort("period_from")  # fmt: skip
    placed = rows.with_row_index("place").sort(dated, nulls_last=True).join_asof(
        periods, left_on=dated, right_on="period_from", by="child_id", strategy="backward", check_sortedness=False
    )  # fmt: skip
    inside = pl.col("period_to").is_null() | (pl.col("period_to") >= pl.col(dated))
    return placed.with_columns(care_period_id=pl.when(inside).then("care_period_id")).sort("place").drop(
        "place", "period_from", "period_to"
    )  # fmt: skip
