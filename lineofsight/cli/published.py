"""Figures as they were published: what the board was told can be shown again, whatever the definitions say now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from lineofsight.core.indicator_measures import Share
from lineofsight.core.indicators import Indicator

# One figure, or those of one breakdown: what is told, or worked out again, as one.
SERIES = ("indicator", "period", "kind")


def told_again(
    published: pl.DataFrame, evaluated: pl.DataFrame, indicators: Iterable[Indicator],
    by: Sequence[str | tuple[str, str]],
) -> tuple[pl.DataFrame, int]:  # fmt: skip
    """The figures asked for, as published where they were; and how many of them had to be worked out again.

    published: a snapshot's figures. evaluated: the same measures and periods by the definitions in force. A breakdown
    is taken whole from one or the other, so that its parts always make the sum they made.
    """
    shares = {each.code: each.as_.column for each in indicators if isinstance(each.as_, Share)}
    asked = {(), *(tuple(sorted((name,) if isinstance(name, str) else name)) for name in by)}
    kinds = pl.Series([" ".join(each) for each in asked])
    then, now = _with_kind(published, shares), _with_kind(evaluated, shares)
    wanted = now.select("indicator", "period").unique()
    told = then.join(wanted, on=["indicator", "period"], how="semi").filter(pl.col("kind").is_in(kinds.implode()))
    again = now.join(told, on=SERIES, how="anti")
    order = now.select("indicator", "period").unique(maintain_order=True).with_row_index("place")
    both = pl.concat([told, again], how="diagonal_relaxed").join(order, on=["indicator", "period"], how="left")
    return both.sort("place", maintain_order=True).select(evaluated.columns), again.height


def _with_kind(frame: pl.DataFrame, shares: Mapping[str, str]) -> pl.DataFrame:
    """The frame with what each row is broken down by; a share's own column is not a breakdown."""
    kinds = [
        " ".join(sorted(set(json.loads(breakdown)) - {shares.get(code, "")}))
        for code, breakdown in frame.select("indicator", "breakdown").iter_rows()
    ]
    return frame.with_columns(pl.Series("kind", kinds, dtype=pl.String))
