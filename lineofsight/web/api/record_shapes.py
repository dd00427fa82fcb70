"""The shape of a row of the record, from its declaration: the API describes a table as the record declares it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ninja import Field, Schema
from pydantic import create_model

from lineofsight.core.columns import Column, ColumnType
from lineofsight.core.table import Table
from lineofsight.web.api.shapes import Moment, Number, Text

_TYPES: dict[ColumnType, Any] = {
    ColumnType.TEXT: Text, ColumnType.CODE: Text, ColumnType.DATE: date | None, ColumnType.MOMENT: Moment | None,
    ColumnType.INTEGER: int | None, ColumnType.NUMBER: Number, ColumnType.BOOLEAN: bool | None,
}  # fmt: skip
# Which load brought a row is the books'; where somebody lives is on the one page that says so, and nowhere else.
LEFT_OUT = frozenset({"load", "missing_since", "postcode", "address", "home_postcode", "provider_urn"})


def columns_told(table: Table) -> list[Column]:
    """The columns of a table that the API tells."""
    return [column for column in table if column.name not in LEFT_OUT]


def shape_of(table: Table) -> type[Schema]:
    """The shape: every column with its meaning, each of which may be null."""
    fields: dict[str, Any] = {
        column.name: (_TYPES[column.type], Field(None, description=column.meaning)) for column in columns_told(table)
    }
    name = "".join(part.capitalize() for part in table.name.split("_")) + "Row"
    made: type[Schema] = create_model(name, __base__=Schema, __doc__=table.meaning, **fields)
    return made


def row_told(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the record, as its shape takes it."""
    return {column.name: row.get(column.name) for column in columns_told(table)}
