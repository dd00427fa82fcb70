"""Decisions as a Django application: pages, no models. Decisions are rows of the record."""

from __future__ import annotations

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Label `web_decisions`."""

    name = "lineofsight.web.decisions"
    label = "web_decisions"
