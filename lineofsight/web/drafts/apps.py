"""Drafts as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """Label `drafts`: in the service's database."""

    name = "lineofsight.web.drafts"
    label = "drafts"
    default_auto_field = "django.db.models.BigAutoField"
