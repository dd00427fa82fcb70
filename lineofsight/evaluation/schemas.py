"""Polars and Parquet schemas, from the declared tables."""

from __future__ import annotations

import polars as pl

from lineofsight.core.columns import ColumnType
from lineofsight.core.derived import Source

DTYPES: dict[ColumnType, pl.DataType] = {
    ColumnType.TEXT: pl.String(),
    ColumnType.CODE: pl.String(),
    ColumnType.DATE: pl.Date(),
    ColumnType.MOMENT: pl.Datetime("us", "UTC"),
    ColumnType.INTEGER: pl.Int64(),
    ColumnType.NUMBER: pl.Float64(),
    ColumnType.BOOLEAN: pl.Boolean(),
}


def schema_of(source: Source) -> pl.Schema:
    """The schema of a declared or derived table, every column in order."""
    return pl.Schema({column.name: DTYPES[column.type] for column in source.all_columns})


def empty(source: Source) -> pl.DataFrame:
    """No rows of the table."""
    return pl.DataFrame(schema=schema_of(source))


def conform(frame: pl.DataFrame, source: Source) -> pl.DataFrame:
    """The frame with every declared column, in order and of its declared type; absent ones blank.

    Raises ValueError naming columns the table does not declare.
    """
    schema = schema_of(source)
    extra = [name for name in frame.columns if name not in schema]
    if extra:
        raise ValueError(f"{source.name} does not declare {', '.join(extra)}. It has: {', '.join(schema)}.")
    return frame.select(
        pl.col(name).cast(dtype) if name in frame.columns else pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in schema.items()
    )
