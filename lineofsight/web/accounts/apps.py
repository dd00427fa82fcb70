"""Accounts as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Label `accounts`: users and memberships, in the service's database."""

    name = "lineofsight.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the beginning of each session written down, whoever begins it."""
        from lineofsight.web.accounts.signing_in.sessions import note_beginnings

        note_beginnings()
