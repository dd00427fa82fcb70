"""Allocation as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class AllocationConfig(AppConfig):
    """Label `web_allocation`: handovers that wait. Allocations are rows of the record."""

    name = "lineofsight.web.allocation"
    label = "web_allocation"
    default_auto_field = "django.db.models.BigAutoField"
