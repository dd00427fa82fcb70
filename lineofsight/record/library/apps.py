"""The library of inspections as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Label `library`: inspections, judgements, passages and problems of documents that were read."""

    name = "lineofsight.record.library"
    label = "library"
    verbose_name = "Library of inspections"
    default_auto_field = "django.db.models.BigAutoField"
