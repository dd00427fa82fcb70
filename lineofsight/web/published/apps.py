"""The public scorecard as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class PublishedConfig(AppConfig):
    """Label `web_published`: scorecards made, published and withdrawn."""

    name = "lineofsight.web.published"
    label = "web_published"
    default_auto_field = "django.db.models.BigAutoField"
