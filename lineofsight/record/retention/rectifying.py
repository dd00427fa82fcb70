"""Rectification: what identifies a child is put right, everywhere; what it said before is kept where few may look.

The correction is this application's own row, which every source gives way to, so that a file that still has it wrong
brings nothing back: it shows as a difference, until it is put right there too.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.columns import ColumnType
from lineofsight.evaluation.schemas import DTYPES
from lineofsight.evaluation.ticks import LONDON
from lineofsight.record.books import Change
from lineofsight.record.configuration import APPLICATION
from lineofsight.record.covering import columns_held, coverage_by_source, standing_parts
from lineofsight.record.home import Home
from lineofsight.record.models import KEY
from lineofsight.record.pseudonyms import pseudonym
from lineofsight.record.ranking import rank
from lineofsight.record.retention.actions import (
    PEOPLE,
    RetentionRefused,
    named,
    one_action,
    require_known,
    require_no_tombstone,
)
from lineofsight.record.rows import fetch, insert, update
from lineofsight.record.snapshots.scrubbing import correct

ACTION = "rectify"
MAY_BE_RECTIFIED = tuple(
    column.name for column in PEOPLE.columns if column.personal and column.type in (ColumnType.TEXT, ColumnType.DATE)
)


def value_of(column: str, text: str) -> str | date:
    """A corrected value as it is kept. Raises RetentionRefused for a column that is not put right here, or no date."""
    if column not in MAY_BE_RECTIFIED:
        raise RetentionRefused(f"{column!r} is not put right here. These are: {', '.join(MAY_BE_RECTIFIED)}.")
    given = named(text, "The corrected value")
    if PEOPLE.column(column).type is not ColumnType.DATE:
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise RetentionRefused("The corrected value is not a date. Write it as 2012-03-31.") from None


def would_rectify(home: Home, child: str, column: str, text: str) -> dict[str, int]:
    """How many rows a correction would change, by table. Raises RetentionRefused where it would be refused."""
    connection = connections[home.aliases.record]
    value = value_of(column, text)
    require_no_tombstone(home, pseudonym(home.key, child))
    require_known(connection, child)
    return {PEOPLE.name: _held(connection, child, column).filter(pl.col(column).ne_missing(value)).height}


def rectify(
    home: Home, child: str, column: str, text: str, *, why: str, by: str, at: datetime | None = None
) -> tuple[str, ...]:  # fmt: skip
    """Put right what identifies a child, in the record and in every snapshot; gives the snapshots changed.

    What each row said before is kept as a restricted change. Published figures stay. Raises RetentionRefused, HomeBusy.
    """
    moment = at or datetime.now(UTC)
    value, why, by = value_of(column, text), named(why, "Why"), named(by, "Who puts it right")
    stands_for = pseudonym(home.key, child)
    with one_action(home) as connection:
        require_no_tombstone(home, stands_for)
        require_known(connection, child)
        rows = _held(connection, child, column)
        wrong = rows.filter(pl.col(column).ne_missing(value))
        _keep(connection, wrong, column, why, by, moment)
        dtype = DTYPES[PEOPLE.column(column).type]
        update(connection, PEOPLE.name, wrong.select("key").with_columns(pl.lit(value, dtype=dtype).alias(column)))
        if APPLICATION not in rows["source"]:
            on = moment.astimezone(LONDON).date()
            own = {"id": child, "source": APPLICATION, "recorded_on": on, "recorded_by": by}
            insert(connection, PEOPLE.name, pl.DataFrame([own]).with_columns(pl.lit(value, dtype=dtype).alias(column)))
        parts = standing_parts(home)
        rank(connection, PEOPLE, columns_held(parts), home.configuration, coverage_by_source(parts))
    with home.alone():
        return tuple(correct(home, stands_for, {column: value}, f"{column} put right", moment))


def versions_before(home: Home, child: str) -> list[tuple[str, Any, str | None, datetime]]:
    """What was put right of a child: source, what the row said before, why and when; for those who may look."""
    kept = Change.with_restricted.using(home.aliases.record)
    found = kept.filter(table=PEOPLE.name, row_id=child, restricted=True).order_by("key")
    return list(found.values_list("source", "before", "why", "at"))


def _held(connection: BaseDatabaseWrapper, child: str, column: str) -> pl.DataFrame:
    columns = (KEY, PEOPLE.column("id"), PEOPLE.column("source"), PEOPLE.column(column))
    return fetch(connection, PEOPLE.name, columns, "id = %s", [child])


def _keep(
    connection: BaseDatabaseWrapper, wrong: pl.DataFrame, column: str, why: str, by: str, at: datetime
) -> None:  # fmt: skip
    for key, row_id, source, said in wrong.select("key", "id", "source", column).iter_rows():
        before = {column: said.isoformat() if isinstance(said, date) else said}
        Change.with_restricted.using(connection.alias).create(
            table=PEOPLE.name, row_key=key, row_id=row_id, source=source, before=before, action=ACTION, by=by, at=at,
            why=why, restricted=True,
        )  # fmt: skip
