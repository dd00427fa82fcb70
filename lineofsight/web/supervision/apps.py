"""Supervision as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Label `web_supervision`: reflective notes. Meetings and actions are rows of the record."""

    name = "lineofsight.web.supervision"
    label = "web_supervision"
    default_auto_field = "django.db.models.BigAutoField"
