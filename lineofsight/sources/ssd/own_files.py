"""`los_<table>.csv` beside the dataset: what the record holds and the dataset has no place for.

Headings are the declared columns of the table. Where the dataset has the table too, rows are joined by id: the
dataset's values stand, and these fill what it lacks.
"""

from __future__ import annotations

import re

import polars as pl

from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES
from lineofsight.sources.detect import FileKind, Found
from lineofsight.sources.frames import Field
from lineofsight.sources.headings import plain
from lineofsight.sources.ssd.layout import NOT_CARRIED

_NAME = re.compile(r"los_(\w+)\.(?:csv|parquet)", re.IGNORECASE)


def own_table(found: Found) -> Table | None:
    """The declared table a file fills: named by the file, and every heading a column of it."""
    named = _NAME.fullmatch(found.path.name)
    if named is None or found.kind not in (FileKind.CSV, FileKind.PARQUET) or named[1].lower() not in TABLES:
        return None
    table = TABLES[named[1].lower()]
    known = {plain(column.name) for column in table.all_columns}
    headings = {plain(heading) for heading in found.headings}
    return table if "id" in headings and len(headings & known) * 2 > len(headings) else None


def own_fields(table: Table) -> tuple[Field, ...]:
    """How each column is parsed; dates and moments stand in columns of their own."""
    return tuple(
        Field(column.name, column.name, column.type, column.code_set, required=column.name == "id")
        for column in table.all_columns
        if column.name not in NOT_CARRIED
    )


def joined(ssd_rows: pl.DataFrame | None, own_rows: pl.DataFrame) -> pl.DataFrame:
    """The dataset's rows, filled from ours by id, then the rows that only ours have."""
    if ssd_rows is None:
        return own_rows
    beside = own_rows if own_rows["id"].is_unique().all() else own_rows.unique("id", keep="first", maintain_order=True)
    # Whole rows are not put side by side: only the columns that lack something which ours may have.
    lacking = [name for name in ssd_rows.columns if name != "id" and _fills(beside[name], ssd_rows[name])]
    filled = ssd_rows.join(
        beside.select("id", *lacking), on="id", how="left", suffix=".own", maintain_order="left"
    ).select(pl.coalesce(name, f"{name}.own") if name in lacking else name for name in ssd_rows.columns)  # fmt: skip
    only_ours = own_rows.join(ssd_rows.select("id"), on="id", how="anti", maintain_order="left")
    return pl.concat([filled, only_ours.select(filled.columns)])


def _fills(own: pl.Series, theirs: pl.Series) -> bool:
    return theirs.null_count() > 0 and own.null_count() < own.len()
