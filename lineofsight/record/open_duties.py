"""The worklists' table: open duties and those ended in the last 90 days, made again after a load or a write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl
from django.db import connections, models, transaction

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.columns import Column, ColumnType
from lineofsight.record.home import Home
from lineofsight.record.rows import delete, fetch_rows, insert, insert_rows
from lineofsight.record.service.counting.kept import tell_made_again
from lineofsight.record.service.models import OpenDuty

KEPT_AFTER_THE_END = timedelta(days=90)
_TABLE = OpenDuty._meta.db_table
_COLUMNS = tuple(field.attname for field in OpenDuty._meta.fields if field.attname != "key")
_KIND, _HOLDER = _COLUMNS.index("holder_kind"), _COLUMNS.index("holder")
_TYPES: Mapping[type, ColumnType] = {
    models.DateField: ColumnType.DATE, models.DateTimeField: ColumnType.MOMENT,
    models.BooleanField: ColumnType.BOOLEAN, models.TextField: ColumnType.TEXT,
}  # fmt: skip
_TYPED = tuple(Column(name, _TYPES[type(OpenDuty._meta.get_field(name))], "As in OpenDuty.") for name in _COLUMNS)


def rebuild(home: Home, duties: pl.DataFrame, as_at: date) -> int:
    """Replace the whole table by what is to be kept of a duty table as at a day; gives how many rows are kept.

    `duties` has the columns of `duty_table`, and `worker` and `team` where responsibility is known. Raises ValueError
    naming a column the table has no place for.
    """
    kept = to_keep(duties, as_at)
    connection = connections[home.aliases.service]
    with transaction.atomic(using=connection.alias):
        delete(connection, _TABLE, "1 = 1", [])
        insert(connection, _TABLE, kept)
    return kept.height


def rebuild_for(
    home: Home, holder_kind: str, holder: str, duties: Iterable[Mapping[str, Any]], as_at: date
) -> int:  # fmt: skip
    """The same for one holder, after a write, from rows; the others' stay. Raises ValueError for another's duty.

    A row need not have every column: those it lacks are blank.
    """
    kept = [tuple(row.get(name) for name in _COLUMNS) for row in _rows_to_keep(duties, as_at)]
    if any(row[_KIND] != holder_kind or row[_HOLDER] != holder for row in kept):
        raise ValueError(f"The duties are not all those of one {holder_kind}.")
    connection = connections[home.aliases.service]
    whose, parameters = "holder_kind = %s AND holder = %s", [holder_kind, holder]
    with transaction.atomic(using=connection.alias):
        # Most of what is written changes no date of any duty, and each row stands in nine indexes.
        if Counter(fetch_rows(connection, _TABLE, _TYPED, whose, parameters)) != Counter(kept):
            delete(connection, _TABLE, whose, parameters)
            insert_rows(connection, _TABLE, _COLUMNS, kept)
        tell_made_again(connection.alias, holder_kind, holder)
    return len(kept)


def _rows_to_keep(duties: Iterable[Mapping[str, Any]], as_at: date) -> Iterator[Mapping[str, Any]]:
    for row in duties:
        ended = min((day for name in ("met_on", "closed_on") if (day := row.get(name)) is not None), default=None)
        if ended is None or ended >= as_at - KEPT_AFTER_THE_END:
            yield {**row, "ended_on": ended}


def to_keep(duties: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """The duties that had not ended 90 days before the day, in the table's columns."""
    held = duties.drop("status", strict=False)
    unknown = [name for name in held.columns if name not in _COLUMNS]
    if unknown:
        raise ValueError(f"Open duties have no column {', '.join(unknown)}. They have: {', '.join(_COLUMNS)}.")
    kept = kept_of(held, as_at)
    texts = [name for name, dtype in kept.schema.items() if isinstance(dtype, pl.Enum | pl.Categorical)]
    return kept.with_columns(pl.col(texts).cast(pl.String)) if texts else kept


def kept_of(duties: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """The duties that had not ended 90 days before the day, with `ended_on`."""
    # Whichever came first ended it: nothing meets a duty after it closed.
    ended = pl.min_horizontal(pl.col("met_on"), pl.col("closed_on"))
    return duties.with_columns(ended.alias("ended_on")).filter(
        pl.col("ended_on").is_null() | (pl.col("ended_on") >= as_at - KEPT_AFTER_THE_END)
    )
