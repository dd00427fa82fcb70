"""The worklists as a Django application, apart from the record so that a load never blocks a page."""

from __future__ import annotations

from django.apps import AppConfig


class ServiceConfig(AppConfig):
    """Label `service`: disposable tables, rebuilt after a load."""

    name = "lineofsight.record.service"
    label = "service"
    verbose_name = "Service"
    default_auto_field = "django.db.models.BigAutoField"
