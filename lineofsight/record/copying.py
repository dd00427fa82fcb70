"""Copying one database's tables to another, of the same kind or not: for backups of PostgreSQL, restores and moves."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connections, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from lineofsight.core.columns import Column, ColumnType
from lineofsight.record.databases import HOLDS, RECORD_APP, SERVICE_APP
from lineofsight.record.rows import CHUNK, POSTGRESQL, delete, fetch, insert

_TYPES: tuple[tuple[type[models.Field], ColumnType], ...] = (
    (models.BooleanField, ColumnType.BOOLEAN),
    (models.DateTimeField, ColumnType.MOMENT),
    (models.DateField, ColumnType.DATE),
    (models.FloatField, ColumnType.NUMBER),
    (models.IntegerField, ColumnType.INTEGER),
    (models.JSONField, ColumnType.TEXT),
    (models.TextField, ColumnType.TEXT),
    (models.CharField, ColumnType.TEXT),
)


class CopyFailed(Exception):
    """The copy is not like its original, and was not kept."""


def applied_migrations(alias: str) -> list[tuple[str, str]]:
    """The last migration applied of each application, as (application, name)."""
    loader = MigrationLoader(connections[alias])
    applied = set(loader.applied_migrations)
    parents = ((node, parent.key) for node in applied for parent in loader.graph.node_map[node].parents)
    return sorted(applied - {parent for node, parent in parents if parent[0] == node[0]})


def migrate_to(alias: str, targets: Iterable[tuple[str, str]]) -> None:
    """Bring an empty database to where another is."""
    MigrationExecutor(connections[alias]).migrate(list(targets))


def models_at(alias: str) -> Apps:
    """The models as they were when a database was last migrated: an older one lacks the newest columns."""
    loader = MigrationLoader(connections[alias])
    return loader.project_state(list(loader.applied_migrations)).apps


def copy_database(source: str, target: str, apps: Apps) -> dict[str, int]:
    """Copy every table that both databases hold; gives rows by table. What the target held is replaced.

    One transaction: raises CopyFailed, having changed nothing, when the counts differ afterwards.
    """
    copied: dict[str, int] = {}
    each = apps.get_models(include_auto_created=True)
    wanted = [model for model in each if _is_held(source, model) and _is_held(target, model)]
    with transaction.atomic(using=target):
        for model in wanted:
            delete(connections[target], model._meta.db_table, "1 = 1", [])
        for model in wanted:
            copied[model._meta.db_table] = _copy_table(source, target, model)
        _renumber(target, wanted)
        for model in wanted:
            there, here = (model._base_manager.using(alias).count() for alias in (target, source))
            if there != here:
                raise CopyFailed(f"{model._meta.db_table}: {here} rows became {there}. Nothing was copied.")
    return copied


def require_empty(alias: str) -> None:
    """Raises CopyFailed when a database holds rows of a home, or tables that are no home's."""
    tables = set(connections[alias].introspection.table_names())
    if tables and MigrationRecorder.Migration._meta.db_table not in tables:
        raise CopyFailed("The database holds other tables. Name an empty one.")
    ours = [model for model in models_at(alias).get_models() if model._meta.app_label in (RECORD_APP, SERVICE_APP)]
    for model in ours:
        if model._base_manager.using(alias).exists():
            raise CopyFailed(f"The database is not empty: {model._meta.db_table} has rows. Name an empty one.")


def _is_held(alias: str, model: type[models.Model]) -> bool:
    holds = connections.settings[alias].get(HOLDS, ())
    group = RECORD_APP if model._meta.app_label == RECORD_APP else SERVICE_APP
    return group in holds and model._meta.managed and not model._meta.proxy


def _copy_table(source: str, target: str, model: type[models.Model]) -> int:
    table = model._meta.db_table
    columns = _columns(model)
    if columns is None:
        return _copy_by_models(source, target, model)
    rows = fetch(connections[source], table, columns)
    insert(connections[target], table, rows)
    return rows.height


def _copy_by_models(source: str, target: str, model: type[models.Model]) -> int:
    """Slower, for columns of kinds the record does not have."""
    made = 0
    batch: list[models.Model] = []
    for each in model._base_manager.using(source).iterator(CHUNK):
        batch.append(each)
        if len(batch) == CHUNK:
            made += len(model._base_manager.using(target).bulk_create(batch))
            batch = []
    return made + len(model._base_manager.using(target).bulk_create(batch))


def _columns(model: type[models.Model]) -> tuple[Column, ...] | None:
    found = []
    for field in model._meta.local_concrete_fields:
        held = field.target_field if isinstance(field, models.ForeignKey) else field
        kind = next((kind for type_, kind in _TYPES if isinstance(held, type_)), None)
        if kind is None or not field.column:
            return None
        found.append(Column(field.column, kind, "a column"))
    return tuple(found)


def _renumber(alias: str, copied: list[type[models.Model]]) -> None:
    """PostgreSQL counts keys apart from the rows: go on after the last."""
    connection = connections[alias]
    if connection.vendor == POSTGRESQL:
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), copied):
                cursor.execute(statement)
