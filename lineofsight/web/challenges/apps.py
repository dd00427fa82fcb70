"""Challenges as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ChallengesConfig(AppConfig):
    """Label `web_challenges`: challenges of figures. Those of practice are rows of the record."""

    name = "lineofsight.web.challenges"
    label = "web_challenges"
    default_auto_field = "django.db.models.BigAutoField"
