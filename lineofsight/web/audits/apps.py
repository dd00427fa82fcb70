"""Audits as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class AuditsConfig(AppConfig):
    """Label `web_audits`: programmes and audits under way. What was found is rows of the record."""

    name = "lineofsight.web.audits"
    label = "web_audits"
    default_auto_field = "django.db.models.BigAutoField"
