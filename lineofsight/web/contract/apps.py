"""The contract as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ContractConfig(AppConfig):
    """Label `web_contract`: papers of the service. None of them is about a child."""

    name = "lineofsight.web.contract"
    label = "web_contract"
    default_auto_field = "django.db.models.BigAutoField"
