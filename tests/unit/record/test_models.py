"""Models follow the declarations, and their migrations follow the models."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

import lineofsight.record.ready  # noqa: F401  models can be imported once Django has started
from lineofsight.core.tables import TABLES
from lineofsight.record.models import MODELS, field_name, model_for


@pytest.mark.parametrize("name", TABLES)
def test_each_table_has_a_model_with_every_column(name: str) -> None:
    model, table = MODELS[name], TABLES[name]
    assert model is model_for(table)
    assert model._meta.db_table == name
    for column in table.all_columns:
        field = model._meta.get_field(field_name(column))
        assert field.column == column.name
        assert field.null is (column.name not in ("id", "source"))


def test_columns_are_typed() -> None:
    visits = MODELS["visits"]._meta
    assert isinstance(visits.get_field("visited_on"), models.DateField)
    assert isinstance(visits.get_field("recorded_at"), models.DateTimeField)
    assert isinstance(visits.get_field("child_seen"), models.BooleanField)
    assert isinstance(visits.get_field("line"), models.BigIntegerField)


def test_rows_are_found_by_child_and_day() -> None:
    fields = [index.fields for index in MODELS["visits"]._meta.indexes]
    assert fields == [["superseded_by"], ["child_id", "visited_on"]]


def test_the_migrations_make_the_models() -> None:
    loader = MigrationLoader(None)
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    settings, command = "DJANGO_SETTINGS_MODULE=lineofsight.record.settings", "makemigrations --no-header"
    assert changes == {}, f"Columns were declared since. Run {settings} python -m django {command} record service."


def test_django_finds_nothing_wrong() -> None:
    call_command("check", fail_level="WARNING")
