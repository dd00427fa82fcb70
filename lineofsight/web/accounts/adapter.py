"""What the sign-in library may and may not do here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.shortcuts import redirect


class Adapter(DefaultAccountAdapter):
    """Nobody signs up: people are given accounts."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Never."""
        return False

    def respond_user_inactive(self, request: Any, user: Any) -> Any:
        """Whoever's account was ended is told no more than anybody else."""
        messages.info(request, "This account cannot be used. Ask whoever manages accounts.")
        return redirect("sign_in")
