"""The pages of performance as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    """Templates and views."""

    name = "lineofsight.web.performance"
    label = "web_performance"
