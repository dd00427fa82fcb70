"""What the sign-in library may and may not do here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """Nobody signs up: people are given accounts."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Never."""
        return False
