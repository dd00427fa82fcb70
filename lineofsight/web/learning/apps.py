"""Learning as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """Label `web_learning`: words, actions and checks. The dates of an incident or complaint are the record's."""

    name = "lineofsight.web.learning"
    label = "web_learning"
    default_auto_field = "django.db.models.BigAutoField"
