"""Columns as SQLite keeps them, many rows at a time: a value that stands often is made once and pointed to.

To make a Python value for each cell anew is most of what a large load costs beside SQLite itself. Dates, truth values
and words that stand in many rows are therefore looked up in a table of values, row by row, without leaving NumPy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import polars as pl

HANDED_OVER = 5_000  # rows as Python values at a time: few enough that their room is used again
_MANY = 1_000  # rows: with fewer, to make tables of values costs more than it saves
_OFTEN = 4  # rows that say the same, on average
_FIRST_DAY, _LAST_DAY = -62_000, 84_000  # from 1970: the years 1801 to 2199
_MICROSECONDS_IN_A_SECOND, _MICROSECONDS_IN_A_DAY = 1_000_000, 86_400_000_000
_Looked = tuple["np.ndarray[Any, Any]", "np.ndarray[Any, Any]"]


@dataclass(frozen=True, eq=False)
class StoredRows:
    """Rows ready to be handed over. `same`: columns of text with one value in every row, and that value.

    `names` are the other columns, in order; each is a series of stored values, or a table of them and places in it.
    """

    height: int
    same: Mapping[str, str]
    names: Sequence[str]
    columns: Sequence[pl.Series | _Looked]

    def side_by_side(self, first: int, end: int, together: int) -> Iterator[list[Any]]:
        """The values of so many rows at a time, row after row in one list; `end - first` is a multiple of `together`.

        Nothing of a row that is in no list yet is made.
        """
        step = together * max(1, HANDED_OVER // together)
        for start in range(first, end, step):
            stop = min(start + step, end)
            cells = np.empty((stop - start, len(self.columns)), dtype=object)
            for place, column in enumerate(self.columns):
                if isinstance(column, pl.Series):
                    cells[:, place] = column[start:stop].to_list()
                else:
                    values, places = column
                    cells[:, place] = values[places[start:stop]]
            yield from cells.reshape(-1, together * len(self.columns)).tolist()


def stored_rows(frame: pl.DataFrame, *, one_value_apart: bool = True) -> StoredRows:
    """A frame's rows as SQLite keeps them. Needs no database. `one_value_apart`: fill `same`."""
    same = _same_throughout(frame) if one_value_apart else {}
    names = [name for name in frame.columns if name not in same]
    return StoredRows(frame.height, same, names, [_column(frame[name]) for name in names])


def _same_throughout(frame: pl.DataFrame) -> dict[str, str]:
    text = [name for name, dtype in frame.schema.items() if dtype == pl.String]
    # A column remains to be handed over row by row, so that there are rows.
    values = {name: frame[name][0] for name in text[1:] if not frame[name].null_count()}
    return {name: value for name, value in values.items() if "\0" not in value and (frame[name] == value).all()}


def _column(series: pl.Series) -> pl.Series | _Looked:
    if series.len() >= _MANY:
        if series.dtype == pl.Date and _within(series):
            days = _days()
            return days, (series.to_physical() - _FIRST_DAY).fill_null(len(days) - 1).to_numpy()
        if series.dtype == pl.Boolean:
            return _values([0, 1]), series.cast(pl.Int8).fill_null(2).to_numpy()
        if series.dtype == pl.String:
            different = series.drop_nulls().unique()
            if different.len() * _OFTEN < series.len():
                places = series.cast(pl.Enum(different)).to_physical().cast(pl.Int32)
                return _values(different.to_list()), places.fill_null(different.len()).to_numpy()
    return series.to_frame().select(as_stored(series.name, series.dtype)).to_series()


def as_stored(name: str, dtype: pl.DataType) -> pl.Expr:
    """A column as the values SQLite keeps: days and moments as text, as Django writes them, truth as 1 or 0."""
    value = pl.col(name)
    if dtype == pl.Date:
        return value.dt.to_string("%Y-%m-%d")
    if isinstance(dtype, pl.Datetime):
        # A fraction only where there is one, so that text order is time order.
        whole = value.dt.microsecond() == 0
        return (
            pl.when(whole)
            .then(value.dt.to_string("%Y-%m-%d %H:%M:%S"))
            .otherwise(value.dt.to_string("%Y-%m-%d %H:%M:%S%.6f"))
        )
    return value.cast(pl.Int64) if dtype == pl.Boolean else value


def stored_frame(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame with every column as SQLite keeps it."""
    return pl.DataFrame([_stored(series) for series in frame])


def _stored(series: pl.Series) -> pl.Series:
    # To look days and seconds up among all there are costs an eighth of writing each out.
    if series.dtype == pl.Date and _within(series):
        return _day_texts().gather(series.to_physical() - _FIRST_DAY).alias(series.name)
    if isinstance(series.dtype, pl.Datetime) and series.dtype.time_unit == "us":
        moments = series.to_physical()
        days = moments // _MICROSECONDS_IN_A_DAY
        if _within(days) and not (moments % _MICROSECONDS_IN_A_SECOND != 0).any():
            seconds = (moments - days * _MICROSECONDS_IN_A_DAY) // _MICROSECONDS_IN_A_SECOND
            parts = [_day_texts().gather(days - _FIRST_DAY), _second_texts().gather(seconds).alias("seconds")]
            return pl.DataFrame(parts).select(pl.concat_str(pl.all()).alias(series.name)).to_series()
    return series.to_frame().select(as_stored(series.name, series.dtype)).to_series()


def _within(days: pl.Series) -> bool:
    numbers = days.to_physical()
    least, greatest = numbers.min(), numbers.max()
    return isinstance(least, int) and isinstance(greatest, int) and least >= _FIRST_DAY and greatest <= _LAST_DAY


@cache
def _days() -> np.ndarray[Any, Any]:
    """Each day as SQLite keeps it, then a blank."""
    return _values(_day_texts().to_list())


@cache
def _day_texts() -> pl.Series:
    days = pl.int_range(_FIRST_DAY, _LAST_DAY + 1, dtype=pl.Int32, eager=True).cast(pl.Date)
    return days.dt.to_string("%Y-%m-%d")


@cache
def _second_texts() -> pl.Series:
    """Each second of a day as it follows the day."""
    seconds = pl.int_range(86_400, dtype=pl.Int64, eager=True) * 1_000_000_000
    return seconds.cast(pl.Time).dt.to_string(" %H:%M:%S")


def _values(values: Sequence[Any]) -> np.ndarray[Any, Any]:
    """A table of values, then a blank."""
    table = np.empty(len(values) + 1, dtype=object)
    table[:-1] = values
    return table
