"""Who was looked after in a year, and their episodes as the return has them."""

from __future__ import annotations

from typing import Final

import polars as pl

from lineofsight.core.periods import Period
from lineofsight.sources.ssda903.care import EPISODE_COLUMNS, PLACEMENT_COLUMNS

# What an episode leaves blank until it has ended.
_AT_ITS_END: Final = ("ended_on", "end_reason", "change_of_placement_reason")


def episodes_of(care: pl.DataFrame, placements: pl.DataFrame, statuses: pl.DataFrame, year: Period) -> pl.DataFrame:
    """The Episodes module of a year: every episode open in it, typed, ordered by child and date.

    Placement and legal status are those the episode names, else those in force on its first day. What is known only
    from the episode's end is blank where it ended after the year.
    """
    open_in = (pl.col("started_on") <= year.end) & (pl.col("ended_on").is_null() | (pl.col("ended_on") >= year.start))
    episodes = care.filter(open_in).sort("child_id", "started_on", "id").with_row_index("place")
    placed = _with_placement(episodes, placements)
    known = placed.join(_in_force(placed, statuses, "status"), on="place", how="left").with_columns(
        legal_status=pl.coalesce("legal_status", "status"),
        change_of_placement_reason=pl.coalesce("change_of_placement_reason", "placement_change_reason"),
    )
    ended = (pl.col("ended_on") > year.end).fill_null(False)
    by_then = known.with_columns(pl.when(~ended).then(name).alias(name) for name in _AT_ITS_END)
    names = {"child_id": "CHILD"} | {column: item for item, column in (EPISODE_COLUMNS | PLACEMENT_COLUMNS).items()}
    return by_then.sort("place").select(pl.col(column).alias(item) for column, item in names.items())


def _with_placement(episodes: pl.DataFrame, placements: pl.DataFrame) -> pl.DataFrame:
    values = [*PLACEMENT_COLUMNS.values()]
    change = pl.when(pl.col("placement_ended_on") == pl.col("ended_on")).then("change_reason")
    wanted = placements.select("child_id", "id", *values, "change_reason", placement_ended_on="ended_on")
    named = episodes.join(
        wanted, left_on=["child_id", "placement_id"], right_on=["child_id", "id"], how="inner", maintain_order="left"
    )
    others = episodes.join(named, on="place", how="anti")
    spans = _in_force(others, placements, *values, "change_reason", "ended_on")
    found = others.join(spans.rename({"ended_on": "placement_ended_on"}), on="place", how="left")
    both = pl.concat([named, found.select(named.columns)])
    return both.with_columns(placement_change_reason=change)


def _in_force(episodes: pl.DataFrame, spans: pl.DataFrame, *values: str) -> pl.DataFrame:
    """For each episode, by its place, the values of the span of its child in force on its first day."""
    began = spans.drop_nulls("started_on").sort("started_on", "id").select(
        "child_id", pl.col("started_on").alias("span_from"), pl.col("ended_on").alias("span_to"),
        *(pl.col(value).alias(f"span_{value}") for value in values),
    )  # fmt: skip
    found = episodes.select("place", "child_id", "started_on").sort("started_on").join_asof(
        began, left_on="started_on", right_on="span_from", by="child_id", strategy="backward", check_sortedness=False
    )  # fmt: skip
    inside = pl.col("span_to").is_null() | (pl.col("span_to") >= pl.col("started_on"))
    return found.filter(inside & pl.col("span_from").is_not_null()).select(
        "place", *(pl.col(f"span_{value}").alias(value) for value in values)
    )
