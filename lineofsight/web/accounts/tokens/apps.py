"""Tokens as a Django application: they are kept in the service's database."""

from __future__ import annotations

from django.apps import AppConfig


class TokensConfig(AppConfig):
    """Label `web_tokens`."""

    name = "lineofsight.web.accounts.tokens"
    label = "web_tokens"
    default_auto_field = "django.db.models.BigAutoField"
