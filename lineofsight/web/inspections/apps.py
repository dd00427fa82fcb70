"""Inspection as a Django application: pages, no models. The library is `lineofsight.record.library`."""

from __future__ import annotations

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Label `web_inspections`."""

    name = "lineofsight.web.inspections"
    label = "web_inspections"
