"""Layout as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class LayoutConfig(AppConfig):
    """Templates and template tags."""

    name = "lineofsight.web.layout"
    label = "layout"
