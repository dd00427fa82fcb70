"""The sign-in library's forms, saying in our words what is missing."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from django.core.exceptions import ValidationError

MISSING = {
    "login": "Enter your user name",
    "password": "Enter your password",
    "oldpassword": "Enter the password you have now",
    "password1": "Enter a new password",
    "password2": "Enter the new password again",
    "code": "Enter the code",
}
WRONG = "That is not a good code. Enter the one that is shown now"


class Worded:
    """A form whose fields say what is missing."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for name, told in MISSING.items():
            if name in self.fields:
                self.fields[name].error_messages = {**self.fields[name].error_messages, "required": told}


class WordedCode(Worded):
    """The same, and what is wrong with a code."""

    def clean_code(self) -> Any:
        """The code. Raises ValidationError."""
        try:
            return super().clean_code()  # type: ignore[misc]
        except ValidationError as refused:
            # That the door is shut for a while is the library's to say.
            raise (ValidationError(WRONG) if refused.code == "incorrect_code" else refused) from None


class Login(Worded, account.LoginForm):
    """Signing in."""


class ChangePassword(Worded, account.ChangePasswordForm):
    """Another password."""


class Reauthenticate(Worded, account.ReauthenticateForm):
    """The password once more."""


class Authenticate(WordedCode, base.AuthenticateForm):
    """The second step."""


class ReauthenticateByCode(WordedCode, base.ReauthenticateForm):
    """A code once more."""


class ActivateApp(WordedCode, totp.ActivateTOTPForm):
    """The first code of an authenticator app."""
