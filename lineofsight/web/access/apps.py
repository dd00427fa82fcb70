"""Access as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Label `access`: the log of looks, in the service's database."""

    name = "lineofsight.web.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
