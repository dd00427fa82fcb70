"""The pages of the workforce as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    """Label `web_workforce`: rounds of surveys, what they counted, and what is done about it."""

    name = "lineofsight.web.workforce"
    label = "web_workforce"
    default_auto_field = "django.db.models.BigAutoField"
