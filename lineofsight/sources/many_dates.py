"""Whole columns of plainly written dates at once: the same meaning as `parsing`, for columns of millions.

Only YYYY-MM-DD with an optional HH:MM[:SS[.f]][Z] is read here; everything else, and everything that fails here, goes
to `parsing`, which also says what is wrong with it.
"""

from __future__ import annotations

from datetime import time

import polars as pl

from lineofsight.core.columns import ColumnType
from lineofsight.sources.parsing import EARLIEST_YEAR, LATEST_YEAR

# A leap second is no time of day to Python, nor to us.
_PLAIN = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:[0-5]\d(\.\d{1,6})?)?Z?)?$"
_TO_THE_SECOND = r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:[0-5]\dZ?$"
_LAST_YEAR_OF_ZONES = 2099  # after it Polars knows no summer time
_DAY = 10
_SECOND = 19


def read_plain_dates(text: pl.Series, type_: ColumnType) -> tuple[pl.Series, pl.Series]:
    """The values of the texts that are plainly written, and which texts those are (a boolean for each)."""
    # As nearly all systems write them: one length, so that they are read in one go rather than part by part.
    usual = text.str.contains(_TO_THE_SECOND).fill_null(False)
    if usual.all():
        return _to_the_second(text, type_)
    values, known = _by_parts(text.filter(~usual), type_)
    if not usual.any():
        return values, known
    usual_values, usual_known = _to_the_second(text.filter(usual), type_)
    places = pl.concat([usual.not_().arg_true(), usual.arg_true()]).arg_sort()
    return pl.concat([values, usual_values]).gather(places), pl.concat([known, usual_known]).gather(places)


def _to_the_second(text: pl.Series, type_: ColumnType) -> tuple[pl.Series, pl.Series]:
    """As `read_plain_dates`, for texts that all say a day, hour, minute and second, and perhaps Z."""
    clock = pl.col("text").str.head(_SECOND)
    found = pl.DataFrame({"text": text}).select(
        in_utc=pl.col("text").str.ends_with("Z"),
        wall=pl.coalesce(
            clock.str.to_datetime(f"%Y-%m-%d{between}%H:%M:%S", time_unit="us", strict=False) for between in (" ", "T")
        ),
    )
    in_utc, wall = found["in_utc"], found["wall"]
    known = wall.is_not_null() & wall.dt.year().is_between(EARLIEST_YEAR, LATEST_YEAR)
    if type_ is ColumnType.DATE:
        known = known & ~in_utc  # whose day in London may be another
        return wall.dt.date().set(~known, None), known
    known = known & (in_utc | (wall.dt.year() <= _LAST_YEAR_OF_ZONES))
    moment = wall.dt.replace_time_zone("UTC")
    if not in_utc.all():
        moment = moment.zip_with(in_utc, _london(wall))
    no_time = ~in_utc & (wall.dt.time() == time())
    known = known & (no_time | moment.is_not_null())
    return moment.set(~known | no_time, None), known


def _london(wall: pl.Series) -> pl.Series:
    """What London's clock shows as moments; blank for the hour that never was. Clocks change at whole hours only."""
    hours = wall.dt.truncate("1h").alias("hour")
    each = pl.DataFrame({"hour": hours.drop_nulls().unique()}).with_columns(
        moment=pl.col("hour").dt.replace_time_zone("Europe/London", ambiguous="earliest", non_existent="null")
        .dt.convert_time_zone("UTC")
    )  # fmt: skip
    begun = pl.DataFrame({"hour": hours}).join(each, on="hour", how="left", maintain_order="left")["moment"]
    return begun + (wall - hours)


def _by_parts(text: pl.Series, type_: ColumnType) -> tuple[pl.Series, pl.Series]:
    """As `read_plain_dates`, whatever the texts say of the time."""
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
        in_zones = said | (day.dt.year() <= _LAST_YEAR_OF_ZONES)
        known = is_plain & in_zones & (no_time | moment.is_not_null())
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
