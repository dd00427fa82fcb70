"""The improvement plan as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    """Label `web_improvement`: plans, their lines, what was said of them and what was asked."""

    name = "lineofsight.web.improvement"
    label = "web_improvement"
    default_auto_field = "django.db.models.BigAutoField"
