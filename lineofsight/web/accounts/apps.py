"""Accounts as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Label `accounts`: users and memberships, in the service's database."""

    name = "lineofsight.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Whoever signs in, by whatever way, begins a session."""
        import lineofsight.web.accounts.signing_in.sessions  # noqa: F401  connects to the signal of signing in
