"""Small records for generated examples: few children and few days, so that values meet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
from hypothesis import strategies as st

from lineofsight.core.columns import Column, ColumnType
from lineofsight.core.table import HOLDER_COLUMNS, Table
from lineofsight.core.tables import table_named
from lineofsight.evaluation.record import Record
from lineofsight.evaluation.schemas import schema_of

# Ends of months, a leap day, weekends, bank holidays (Christmas, Easter) and the days the clocks change.
DAYS = (
    *(date(2023, 12, 18) + timedelta(days=n) for n in (0, 1, 2, 4, 5, 6, 7, 8, 9, 14, 15, 16)),
    date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 28), date(2024, 3, 29), date(2024, 3, 30), date(2024, 3, 31),
    date(2024, 4, 1), date(2024, 4, 2), date(2024, 5, 31), date(2024, 8, 31), date(2024, 10, 26), date(2024, 10, 27),
    date(2024, 10, 28), date(2025, 2, 28), date(2025, 3, 1),
)  # fmt: skip
CHILDREN = ("amy", "ben", "cal")
BIRTHDAYS = (date(2006, 1, 2), date(2008, 2, 29), date(2019, 3, 31), date(2024, 1, 1), None)

days = st.sampled_from(DAYS)
maybe_day = st.sampled_from((*DAYS, None, None, None, None))
flags = st.sampled_from((True, False, None))
small_numbers = st.sampled_from((None, 0, 1, 2, 5, 15))
MINUTES = (0, 1, 59, 60, 61, 720, 1380, 1439)

Rows = Mapping[str, list[dict[str, Any]]]


def moments(on: date) -> st.SearchStrategy[datetime | None]:
    """Moments of that day in London's winter or summer, or none."""
    base = datetime(on.year, on.month, on.day, tzinfo=UTC)
    return st.one_of(st.none(), st.sampled_from(MINUTES).map(lambda minute: base + timedelta(minutes=minute)))


def value_of(column: Column, codes: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """A value of the column's type, blank now and then."""
    match column.type:
        case ColumnType.DATE:
            return maybe_day
        case ColumnType.BOOLEAN:
            return flags
        case ColumnType.INTEGER:
            return small_numbers
        case ColumnType.NUMBER:
            return st.sampled_from((None, 0.5, 1.0, 2.0))
        case ColumnType.MOMENT:
            return days.flatmap(moments)
    return st.sampled_from((*codes, None))


@st.composite
def rows_of(
    draw: st.DrawFn, name: str, columns: Mapping[str, tuple[str, ...]], *, most: int = 5, blank_holders: bool = False
) -> list[dict[str, Any]]:
    """Rows of a table: the columns named (with the codes a text may hold) are drawn, the rest blank."""
    table = table_named(name)
    drawn = [table.column(column) for column in columns]
    strategies = {c.name: value_of(c, columns[c.name]) for c in drawn if c.type is not ColumnType.MOMENT}
    holders = st.sampled_from((*CHILDREN, None) if blank_holders else CHILDREN)
    found = []
    order = draw(st.permutations(range(draw(st.sampled_from((most, most - 1, 2, 1, 0))))))
    for place in order:
        row: dict[str, Any] = {column.name: None for column in table.all_columns}
        row |= {column: draw(strategy) for column, strategy in strategies.items()}
        row |= {"id": f"{name[:4]}-{place}", table.holder_column: draw(holders), "recorded_on": draw(maybe_day)}
        found.append({**row, **_moments_of(draw, table, row, columns)})
    return found


def _moments_of(draw: st.DrawFn, table: Table, row: dict[str, Any], columns: Mapping[str, Any]) -> dict[str, Any]:
    companions = [(c.name, c.moment) for c in table.columns if c.moment and c.moment in columns and row.get(c.name)]
    return {moment: draw(moments(row[name])) for name, moment in companions}


@st.composite
def people(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The children, some without a date of birth, perhaps one of them missing."""
    table = table_named("people")
    found = []
    for child in CHILDREN[: draw(st.integers(2, 3))]:
        row: dict[str, Any] = {column.name: None for column in table.all_columns}
        row |= {"id": child, "born_on": draw(st.sampled_from(BIRTHDAYS)), "is_unaccompanied": draw(flags)}
        found.append(row)
    return found


def record_of(rows: Rows, known: date, coverage: Any = None) -> Record:
    """The same rows as a record of columns."""
    frames = {name: pl.DataFrame(group, schema=schema_of(table_named(name))) for name, group in rows.items()}
    return Record.of(frames, known, coverage)


def holder_rows(rows: Rows, holder: str) -> Rows:
    """The rows about one holder, and everyone's row in `people`."""
    return {
        name: [r for r in group if name == "people" or r.get(HOLDER_COLUMNS[table_named(name).holder]) == holder]
        for name, group in rows.items()
    }  # fmt: skip
