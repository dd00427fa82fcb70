"""The pages of worklists as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class WorklistsConfig(AppConfig):
    """Templates and views."""

    name = "lineofsight.web.worklists"
    label = "web_worklists"
