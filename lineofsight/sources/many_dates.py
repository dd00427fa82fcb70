"""Whole columns of plainly written dates at once: the same meaning as `parsing`, for columns of millions.

Only YYYY-MM-DD with an optional HH:MM[:SS[.f]][Z] is read here; everything else, and everything that fails here, goes
to `parsing`, which also says what is wrong with it.
"""

from __future__ import annotations

import polars as pl

from lineofsight.core.columns import ColumnType
from lineofsight.sources.parsing import EARLIEST_YEAR, LATEST_YEAR

_PLAIN = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?Z?)?$"
_DAY = 10


def read_plain_dates(text: pl.Series, type_: ColumnType) -> tuple[pl.Series, pl.Series]:
    """The values of the texts that are plainly written, and which texts those are (a boolean for each)."""
    frame = pl.DataFrame({"text": text}).lazy()
    day = pl.col("text").str.slice(0, _DAY).str.to_date("%Y-%m-%d", strict=False)
    is_plain = pl.col("text").str.contains(_PLAIN) & day.dt.year().is_between(EARLIEST_YEAR, LATEST_YEAR)
    if type_ is ColumnType.DATE:
        timed = pl.col("text").str.len_chars() > _DAY
        value: pl.Expr = day
        in_utc = pl.col("text").str.ends_with("Z")  # whose day in London may be another
        known = is_plain & ~in_utc & (~timed | _wall_clock().is_not_null())
    else:
        said = pl.col("text").str.ends_with("Z")
        moment = _moment(said, text)
        no_time = (pl.col("text").str.len_chars() == _DAY) | (~said & (_wall_clock().dt.time() == pl.time(0, 0, 0)))
        known = is_plain & (no_time | moment.is_not_null())
        value = pl.when(~no_time).then(moment)
    found = frame.select(known=known.fill_null(False), value=value).collect()
    return found["value"].set(~found["known"], None), found["known"]


def _moment(said: pl.Expr, text: pl.Series) -> pl.Expr:
    """The wall clock as a moment: in UTC where the text says so, else in London."""
    in_utc = _wall_clock().dt.replace_time_zone("UTC")
    # As our own files write them. London's clock, by far the slower to ask, then has no part in it.
    if text.str.ends_with("Z").all():
        return in_utc
    local = _wall_clock().dt.replace_time_zone("Europe/London", ambiguous="earliest", non_existent="null")
    return pl.when(said).then(in_utc).otherwise(local.dt.convert_time_zone("UTC"))


def _wall_clock() -> pl.Expr:
    """The text as a clock shows it, without a zone; blank where there is no such time of day, or none is written."""
    hours_and_minutes = pl.col("text").str.slice(_DAY + 1, 5)
    rest = pl.col("text").str.slice(_DAY + 6).str.strip_suffix("Z")
    rest = pl.when(rest.str.starts_with(":")).then(rest).otherwise(pl.lit(":00"))
    whole = pl.concat_str(pl.col("text").str.slice(0, _DAY), hours_and_minutes, rest, separator=" ").str.replace(
        " :", ":", literal=True
    )
    return whole.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us", strict=False)
