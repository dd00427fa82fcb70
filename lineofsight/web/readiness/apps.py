"""Readiness as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    """Label `web_readiness`: visits, requests, queries, claims, and makings of Annex A."""

    name = "lineofsight.web.readiness"
    label = "web_readiness"
    default_auto_field = "django.db.models.BigAutoField"
