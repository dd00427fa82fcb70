"""The pages of handbook as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class HandbookConfig(AppConfig):
    """Templates and views."""

    name = "lineofsight.web.handbook"
    label = "web_handbook"
