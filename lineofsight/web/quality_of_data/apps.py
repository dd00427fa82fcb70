"""The pages of data quality as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class QualityOfDataConfig(AppConfig):
    """Templates and views."""

    name = "lineofsight.web.quality_of_data"
    label = "web_quality_of_data"
