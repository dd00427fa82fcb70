"""The API as a Django application: its tokens are kept in the service's database."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Label `web_api`."""

    name = "lineofsight.web.api"
    label = "web_api"
    default_auto_field = "django.db.models.BigAutoField"
