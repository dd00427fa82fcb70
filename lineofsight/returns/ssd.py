"""Writes the record as Standard Safeguarding Dataset tables: a folder of `ssd_<table>.csv` or `.parquet`.

Tables, fields and their order are those of the dataset (`core/data/ssd_fields.csv`); which column goes where is what
the declared tables say. What the dataset has no place for goes, when asked for, into `los_<table>` files beside it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl

from lineofsight.core.columns import Column, ColumnType
from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES, table_named
from lineofsight.evaluation.schemas import conform
from lineofsight.sources.ssd.layout import NOT_CARRIED, VISIT_KINDS, SsdTable, is_own_column, ssd_tables
from lineofsight.sources.ssd.outcomes import FLAGS
from lineofsight.sources.ssd.reading import EXTRACT_FILE
from lineofsight.sources.ssd.words import DIGIT_FLAGS, WRITE

LONDON = "Europe/London"


def write(
    tables: Mapping[str, pl.DataFrame], folder: Path, *, parquet: bool = False, everything: bool = False,
    as_known_on: date | None = None, from_on: date | None = None,
) -> dict[Path, int]:  # fmt: skip
    """Write the tables given and return each file's row count, in order of the dataset.

    `tables`: declared tables by name. With `everything`, columns and tables outside the dataset go to `los_<table>`
    files, so that reading the folder gives back all of them. `as_known_on` and `from_on` go to `extract.json`, which
    says from when until when the extract reaches. Raises KeyError for a table the record does not declare.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = {name: conform(frame, table_named(name)) for name, frame in tables.items()}
    written: dict[Path, int] = {}
    for ssd in ssd_tables().values():
        if ssd.table.name in known:
            frame = ssd_frame(known[ssd.table.name], ssd)
            written[_save(frame, folder, ssd.name, parquet=parquet)] = frame.height
    if everything:
        for name in TABLES:
            own = own_frame(known[name], TABLES[name]) if name in known else None
            if own is not None:
                written[_save(own, folder, f"los_{name}", parquet=parquet)] = own.height
    stated = {name: day.isoformat() for name, day in (("as_known_on", as_known_on), ("from_on", from_on)) if day}
    if stated:
        (folder / EXTRACT_FILE).write_text(json.dumps(stated) + "\n", encoding="utf-8")
    return written


def ssd_frame(frame: pl.DataFrame, ssd: SsdTable) -> pl.DataFrame:
    """The rows of one declared table (in its declared schema) as one table of the dataset, all fields as text."""
    if ssd.name in VISIT_KINDS:
        frame = frame.filter(pl.col("kind") == VISIT_KINDS[ssd.name])
    if ssd.id_field is None and ssd.table.event:  # one row a child: the latest
        frame = frame.sort(ssd.table.event, "id").unique(ssd.table.holder_column, keep="last", maintain_order=True)
    for flags in FLAGS:
        if flags.table == ssd.table.name:
            codes = frame[flags.code_column].drop_nulls().unique()
            texts = pl.Series([flags.text_of(code) for code in codes], dtype=pl.String)
            made = pl.col(flags.code_column).replace_strict(codes, texts, default=None, return_dtype=pl.String)
            frame = frame.with_columns(pl.coalesce(flags.text_column, made).alias(flags.text_column))
    if ssd.name == "ssd_assessment_factors":
        frame = _factors_listed(frame)
    if ssd.name == "ssd_care_leavers":
        frame = _accommodation_in_two(frame)
    return frame.select(as_field(column, field).alias(field) for field, column in ssd.columns.items())


def as_field(column: Column, field: str) -> pl.Expr:
    """A column as the dataset's text: dates with the London time where one is known, flags Y and N."""
    value = pl.col(column.name)
    if column.name in _PACKED:
        return value
    match column.type:
        case ColumnType.DATE:
            day = value.dt.to_string("%Y-%m-%d")
            if column.moment is None:
                return day
            moment = pl.col(column.moment)
            # A time that belongs to another day than the date does is left to our own files: the date stands.
            same_day = moment.dt.convert_time_zone(LONDON).dt.date() == value
            return pl.when(same_day).then(london_time(moment)).otherwise(day)
        case ColumnType.MOMENT:
            return london_time(value)
        case ColumnType.BOOLEAN:
            yes, no = ("1", "0") if field in DIGIT_FLAGS else ("Y", "N")
            return value.replace_strict([True, False], [yes, no], default=None, return_dtype=pl.String)
        case ColumnType.NUMBER | ColumnType.INTEGER:
            return value.cast(pl.String).str.strip_suffix(".0")
        case ColumnType.CODE if field in WRITE:
            return value.replace(dict(WRITE[field]))
    return value


def london_time(moment: pl.Expr) -> pl.Expr:
    """A moment as London's clock shows it; in the hour that comes twice, the second time with its offset."""
    local = moment.dt.convert_time_zone(LONDON)
    clock = local.dt.to_string("%Y-%m-%d %H:%M:%S%.f")
    again = local.dt.replace_time_zone(None).dt.replace_time_zone(LONDON, ambiguous="latest", non_existent="null")
    first = local.dt.replace_time_zone(None).dt.replace_time_zone(LONDON, ambiguous="earliest", non_existent="null")
    # Midnight exactly would read as no time at all, unless it is said with its offset.
    unsaid = ((again == local) & (first != local)) | (local.dt.time() == pl.time(0, 0, 0))
    return pl.when(unsaid).then(local.dt.to_string("%Y-%m-%d %H:%M:%S%.f%:z")).otherwise(clock)


_PACKED = frozenset({"factor"})


def _factors_listed(frame: pl.DataFrame) -> pl.DataFrame:
    """Factors as JSON lists. Rows whose ids are `<id>:<factor>` were one row of the dataset, and are so again."""
    shared = pl.col("id").str.strip_suffix(pl.format(":{}", "factor"))
    grouped = frame.with_columns(group=shared).with_columns(size=pl.len().over("group", "assessment_id"))
    packed = grouped.with_columns(
        id=pl.when((pl.col("size") > 1) & (pl.col("group") != pl.col("id"))).then("group").otherwise("id")
    )
    quoted = pl.format('"{}"', "factor")
    return packed.group_by("id", "assessment_id", maintain_order=True).agg(
        pl.first("child_id"), factor=pl.format("[{}]", quoted.str.join(", "))
    )


def _accommodation_in_two(frame: pl.DataFrame) -> pl.DataFrame:
    """The return's code is a letter and a digit; the dataset holds them apart."""
    whole = pl.col("accommodation")
    in_two = whole.str.len_chars() == 2
    return frame.with_columns(
        accommodation=pl.when(in_two).then(whole.str.slice(0, 1)).otherwise(whole),
        accommodation_suitable=pl.when(in_two).then(whole.str.slice(1, 1)).otherwise("accommodation_suitable"),
    )


def own_frame(frame: pl.DataFrame, table: Table) -> pl.DataFrame | None:
    """What the dataset cannot hold of a table, as text, keyed by id; None where there is nothing."""
    outside = _rows_outside(frame, table)
    columns = [column for column in table.all_columns if column.name not in NOT_CARRIED]
    if table.ssd and outside.is_empty():
        columns = [column for column in columns if is_own_column(table, column) and not _derived(table, column)]
    filled = [
        c for c in columns if c.name not in ("id", table.holder_column) and frame[c.name].null_count() < frame.height
    ]
    if table.ssd and not filled:
        return None
    keys = [pl.col(name) for name in dict.fromkeys(("id", table.holder_column))]
    return frame.select(*keys, *(_plain(column).alias(column.name) for column in filled))


def _rows_outside(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Rows no table of the dataset holds, or none by its id: visits of other kinds, what is one row a child there."""
    if table.ssd and not table.id_ssd:
        return frame
    if table.name != "visits":
        return frame.clear()
    return frame.filter(~pl.col("kind").is_in(list(VISIT_KINDS.values())).fill_null(False))


def _derived(table: Table, column: Column) -> bool:
    """Whether reading the dataset gives the column by itself."""
    coded = {(flags.table, flags.code_column) for flags in FLAGS}
    return (table.name, column.name) in coded or (table.name == "visits" and column.name == "kind")


def _plain(column: Column) -> pl.Expr:
    value = pl.col(column.name)
    if column.type is ColumnType.MOMENT:
        return value.dt.to_string("%Y-%m-%dT%H:%M:%S%.fZ")
    if column.type is ColumnType.DATE:
        return value.dt.to_string("%Y-%m-%d")
    if column.type is ColumnType.BOOLEAN:
        return value.replace_strict([True, False], ["Y", "N"], default=None, return_dtype=pl.String)
    return value.cast(pl.String)


def _save(frame: pl.DataFrame, folder: Path, name: str, *, parquet: bool) -> Path:
    path = folder / f"{name}.{'parquet' if parquet else 'csv'}"
    if parquet:
        frame.write_parquet(path)
    else:
        frame.write_csv(path)
    return path
