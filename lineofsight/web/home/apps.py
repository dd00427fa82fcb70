"""The pages of home as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Templates and views."""

    name = "lineofsight.web.home"
    label = "web_home"
