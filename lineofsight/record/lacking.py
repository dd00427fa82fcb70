"""Which columns a home's tables lack that this version's models have.

A migration says that it ran, not what it made: one that was made anew since, under the same name, passes for the old.
SQLite then reads a column that is not there as the text of its name, in every row and without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import connections, models, router

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started

_COLUMNS = {
    "sqlite": "SELECT held.name, col.name FROM sqlite_master AS held JOIN pragma_table_info(held.name) AS col "
    "WHERE held.type = 'table'",
    "postgresql": "SELECT table_name, column_name FROM information_schema.columns "
    "WHERE table_schema = current_schema()",
}


def columns_lacking(alias: str, applications: Iterable[str]) -> dict[str, list[str]]:
    """By table, the columns that a database should have and does not; of the applications named, those it holds."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_COLUMNS[connections[alias].vendor])
        held = set(cursor.fetchall())
    wanted = set(applications)
    lacking: dict[str, list[str]] = {}
    for model in _models_in(alias):
        if model._meta.app_label in wanted:
            table = model._meta.db_table
            named = [field.column for field in model._meta.local_concrete_fields if field.column]
            if absent := [column for column in named if (table, column) not in held]:
                lacking[table] = absent
    return lacking


def _models_in(alias: str) -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and router.allow_migrate_model(alias, model):
            yield model
