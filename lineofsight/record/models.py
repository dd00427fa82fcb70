"""The record's Django models: one for each declared table, derived from its declaration, and the books of its loads.

A row's `key` is this database's own; `row_id` is its id in the source it came from, in the column `id`. The rows of
each source stand side by side, one for each source and id; where a more believed source holds the same row,
`superseded_by` is that row's key, and `objects` leaves the superseded one out.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from lineofsight.core.columns import Column, ColumnType, whole
from lineofsight.core.table import Table
from lineofsight.core.tables import TABLES, table_named
from lineofsight.record.books import Change, Difference, Load, LoadPart, Reject, WrittenTable
from lineofsight.record.retention.books import DisposalProposal, LegalHold, SealedIdentity, SealedLook, Tombstone

__all__ = [
    "MODELS", "Change", "Difference", "DisposalProposal", "LegalHold", "Load", "LoadPart", "Reject", "SealedIdentity",
    "SealedLook", "Tombstone", "WrittenTable", "model_for",
]  # fmt: skip

KEY = whole("key", "The row's number in this database")
ROW_HASH = whole("row_hash", "A digest of what the row says, to see quickly that nothing changed")
SUPERSEDED_BY = whole("superseded_by", "The key of the same row from a more believed source")
BOOKKEEPING = (ROW_HASH, SUPERSEDED_BY)

_FIELDS: dict[ColumnType, type[models.Field]] = {
    ColumnType.TEXT: models.TextField,
    ColumnType.CODE: models.TextField,
    ColumnType.DATE: models.DateField,
    ColumnType.MOMENT: models.DateTimeField,
    ColumnType.INTEGER: models.BigIntegerField,
    ColumnType.NUMBER: models.FloatField,
    ColumnType.BOOLEAN: models.BooleanField,
}
_MODELS: dict[str, type[models.Model]] = {}


class Standing(models.Manager):
    """Rows as the record has them: of several sources' accounts of one row, the most believed."""

    def get_queryset(self) -> models.QuerySet:
        """All rows that no more believed source also holds."""
        return super().get_queryset().filter(superseded_by__isnull=True)


def field_name(column: Column) -> str:
    """The model's name for a column; Django keeps `id` for primary keys."""
    return "row_id" if column.name == "id" else column.name


def model_for(table: Table) -> type[models.Model]:
    """The model of a declared table, made once. Its database table has the declared name."""
    if table.name not in _MODELS:
        attributes: dict[str, Any] = {"key": models.BigAutoField(primary_key=True)}
        for column in table.all_columns:
            attributes[field_name(column)] = _field(column)
        for column in BOOKKEEPING:
            attributes[column.name] = _field(column)
        attributes |= {
            "every_source": models.Manager(),
            "objects": Standing(),
            "Meta": _meta(table),
            "__module__": __name__,
            "__doc__": table.meaning,
        }
        _MODELS[table.name] = type("".join(part.title() for part in table.name.split("_")), (models.Model,), attributes)
    return _MODELS[table.name]


def _field(column: Column) -> models.Field:
    kind = _FIELDS[column.type]
    if column.name == "id":
        return kind(db_column="id")
    if column.name == "source":
        return kind()
    return kind(null=True, blank=True)


def _meta(table: Table) -> type:
    """One row for a source and id, found by whose it is and, within that, by its day."""
    # Few rows are superseded, and they are looked for alone.
    few = models.Q(superseded_by__isnull=False)
    indexes = [models.Index(fields=["superseded_by"], condition=few, name=f"{table.name[:18]}_superseded")]
    # A person's own row is found by the id alone, whichever source it is of.
    by = ["row_id"] if table.holder_is_id else [table.holder_column, *([table.event] if table.event else [])]
    indexes.append(models.Index(fields=by, name=f"{table.name[:22]}_holder"))
    return type(
        "Meta",
        (),
        {
            "app_label": "record",
            "db_table": table.name,
            "base_manager_name": "every_source",
            "default_manager_name": "objects",
            "constraints": [
                # By expressions, so that it is an index of its own, which a first load makes after its rows.
                models.UniqueConstraint(models.F("source"), models.F("row_id"), name=f"{table.name[:22]}_source_id"),
            ],
            "indexes": indexes,
        },
    )


MODELS: dict[str, type[models.Model]] = {name: model_for(table_named(name)) for name in TABLES}
