"""Partners as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Label `web_partners`: pages only. What partners were asked and gave are rows of the record."""

    name = "lineofsight.web.partners"
    label = "web_partners"
