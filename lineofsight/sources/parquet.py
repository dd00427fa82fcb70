"""Parquet files as the text a CSV file of the same rows would hold, so that both are read by the same rules.

A placeholder date, a number that is none and a year no child lives in are then told apart as they are in a CSV file.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from lineofsight.sources.errors import UnusableInput
from lineofsight.sources.frames import as_text

# An error of Polars', and a fault in its own depths: a damaged file may give either.
DAMAGED = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)


def read_parquet(path: Path) -> pl.DataFrame:
    """The file's columns as text; lists and the like stay as they are. Raises UnusableInput for a damaged file."""
    try:
        frame = pl.read_parquet(path)
        return frame.with_columns(as_text(column) for column in frame if _is_plain(column.dtype))
    except DAMAGED:
        raise UnusableInput(path, "", "The Parquet file is damaged.", "Copy or export it again.") from None


def _is_plain(dtype: pl.DataType) -> bool:
    return not dtype.is_nested() and dtype not in (pl.Binary, pl.Duration, pl.Object)
