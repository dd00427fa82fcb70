"""Ids for rows whose source has none: made of the child, the kind of row and its date, the same each time."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


def with_natural_ids(frame: pl.DataFrame, kind: str, parts: Sequence[str], *, numbered: bool = True) -> pl.DataFrame:
    """The frame with `id`: `<child>/<kind>/<part>...`, a blank part written `-`.

    `numbered`: rows that would share an id get `/2`, `/3` ... in the order they stand; else they share it, for a row
    that says nothing new when said twice.
    """
    pieces = [pl.col("child_id"), pl.lit(kind), *(pl.col(part).cast(pl.String).fill_null("-") for part in parts)]
    named = frame.with_columns(pl.concat_str(pieces, separator="/").alias("id"))
    return with_ordinals(named) if numbered else named


def with_ordinals(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with `/2`, `/3` ... put to the second, third ... row of an id, in the order they stand."""
    ordinal = pl.int_range(1, pl.len() + 1).over("id")
    numbered = pl.concat_str(["id", ordinal.cast(pl.String)], separator="/")
    return frame.with_columns(pl.when(ordinal > 1).then(numbered).otherwise("id").alias("id"))
