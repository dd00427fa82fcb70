"""The record as a Django application: what is known of children, people, workers and their work."""

from __future__ import annotations

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """Label `record`: the declared tables, and the loads and changes that made them what they are."""

    name = "lineofsight.record"
    label = "record"
    verbose_name = "Record"
    default_auto_field = "django.db.models.BigAutoField"
