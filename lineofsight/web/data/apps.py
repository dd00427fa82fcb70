"""The pages of data as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class DataConfig(AppConfig):
    """Templates and views."""

    name = "lineofsight.web.data"
    label = "web_data"
