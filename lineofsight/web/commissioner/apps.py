"""Oversight from outside as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class CommissionerConfig(AppConfig):
    """Label `web_commissioner`: dated views, questions and their answers, pledges."""

    name = "lineofsight.web.commissioner"
    label = "web_commissioner"
    default_auto_field = "django.db.models.BigAutoField"
