"""What the sign-in library may and may not do here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.shortcuts import redirect

# What the library would say, by its own name for it, in the words of this service. Signing in and out show by
# themselves that they were done.
TOLD = {
    "account/messages/password_changed.txt": "Your password is changed.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app is removed.",
    "mfa/messages/recovery_codes_generated.txt": "Here are new codes. Those before are good no longer.",
    "mfa/messages/webauthn_added.txt": "The key is added.",
    "mfa/messages/webauthn_removed.txt": "The key is removed.",
}


class Adapter(DefaultAccountAdapter):
    """Nobody signs up: people are given accounts."""

    def add_message(
        self, request: Any, level: Any, message_template: Any = None, message_context: Any = None,
        extra_tags: str = "", message: Any = None,
    ) -> None:  # fmt: skip
        """What was done, in our own words; nothing where there are none."""
        if message_template in TOLD:
            messages.success(request, TOLD[message_template])

    def is_open_for_signup(self, request: Any) -> bool:
        """Never."""
        return False

    def respond_user_inactive(self, request: Any, user: Any) -> Any:
        """Whoever's account was ended is told no more than anybody else."""
        messages.info(request, "This account cannot be used. Ask whoever manages accounts.")
        return redirect("sign_in")
