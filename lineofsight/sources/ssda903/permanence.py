"""Adoption and permanence out of AD1, PlacedAdoption and how episodes ended."""

from __future__ import annotations

from typing import Final

import polars as pl

from lineofsight.sources.natural_ids import with_natural_ids

AD1_COLUMNS: Final = {
    "DATE_INT": "adoption_decided_on", "DATE_MATCH": "matched_on", "FOSTER_CARE": "adopted_by_carer",
    "NB_ADOPTR": "number_of_adopters", "SEX_ADOPTR": "adopter_sex", "LS_ADOPTR": "adopter_legal_status",
}  # fmt: skip
PLACED_COLUMNS: Final = {
    "DATE_PLACED": "adoption_decided_on", "DATE_PLACED_CEASED": "reversed_on",
    "REASON_PLACED_CEASED": "reversed_reason",
}  # fmt: skip
ORDERS: Final = {
    **dict.fromkeys(("E11", "E12"), "adoption"),
    **dict.fromkeys(("E43", "E44", "E45", "E46", "E47", "E48"), "special_guardianship"),
    "E41": "child_arrangements",
}
PLACED_FOR_ADOPTION: Final = ("A3", "A4", "A5", "A6")


def permanence_rows(episodes: pl.DataFrame, adopted: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    """Rows of `permanence`, with ids but no period of care.

    The decision that a child should be placed (PlacedAdoption) and the adoption itself (AD1) are one row where they
    give the same date. An order that ended care, and the first placement for adoption after the decision, are added.
    """
    ad1 = adopted.rename({"CHILD": "child_id", **AD1_COLUMNS}).drop("DOB")
    placed = decided.rename({"CHILD": "child_id", **PLACED_COLUMNS}).drop("DOB")
    both = placed.join(
        ad1, on=["child_id", "adoption_decided_on"], how="full", coalesce=True, suffix="_ad1",
        maintain_order="left_right",
    ).with_columns(line=pl.coalesce("line", "line_ad1"), file=pl.coalesce("file", "file_ad1"))  # fmt: skip
    decisions = with_natural_ids(_placed(both, episodes), "permanence", ["adoption_decided_on"])
    orders = episodes.drop_nulls("DEC").select(
        "line", "file", pl.col("CHILD").alias("child_id"), pl.col("DEC").alias("order_made_on"),
        pl.col("REC").replace_strict(ORDERS, default=None, return_dtype=pl.String).alias("order_type"),
    ).drop_nulls("order_type")  # fmt: skip
    orders = orders.unique(["child_id", "order_type", "order_made_on"], keep="first", maintain_order=True)
    standing = decisions.filter(pl.col("reversed_on").is_null()).drop_nulls("adoption_decided_on")
    adoption = orders.filter(pl.col("order_type") == "adoption").sort("order_made_on").join_asof(
        standing.select("child_id", "adoption_decided_on", "id").sort("adoption_decided_on"),
        left_on="order_made_on", right_on="adoption_decided_on", by="child_id", strategy="backward",
        check_sortedness=False,
    )  # fmt: skip
    made = adoption.drop_nulls("id").unique("id", keep="last", maintain_order=True)
    ended = decisions.join(made.select("id", "order_type", "order_made_on"), on="id", how="left", maintain_order="left")
    others = orders.join(made, on=["child_id", "order_type", "order_made_on"], how="anti", maintain_order="left")
    return pl.concat([ended, with_natural_ids(others, "permanence", ["order_type", "order_made_on"])], how="diagonal")


def _placed(decisions: pl.DataFrame, episodes: pl.DataFrame) -> pl.DataFrame:
    """Adds the first placement for adoption on or after each decision, and before it was reversed."""
    starts = episodes.filter(pl.col("PLACE").is_in(PLACED_FOR_ADOPTION)).select(
        pl.col("CHILD").alias("child_id"), pl.col("DECOM").alias("placed_on")
    ).sort("placed_on")  # fmt: skip
    ordered = decisions.with_row_index("place").sort("adoption_decided_on", nulls_last=True)
    found = ordered.join_asof(
        starts, left_on="adoption_decided_on", right_on="placed_on", by="child_id", strategy="forward",
        check_sortedness=False, coalesce=False,
    )  # fmt: skip
    before = pl.col("reversed_on").is_null() | (pl.col("placed_on") <= pl.col("reversed_on"))
    return found.with_columns(placed_on=pl.when(before).then("placed_on")).sort("place").drop("place")
