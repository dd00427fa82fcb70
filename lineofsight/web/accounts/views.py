"""Signing in and out: the library's views, on our addresses and with our templates."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView, LogoutView
from django.conf import settings

from lineofsight.web.access.pages import public
from lineofsight.web.accounts.demonstration import PASSWORD, people_to_show
from lineofsight.web.accounts.signing_in.configuration import PROVIDER


class SignIn(LoginView):
    """The sign-in page; on a demonstration it says who one may sign in as."""

    template_name = "accounts/sign_in.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """The form, and the demonstration's people where this is one."""
        provider = settings.SIGN_IN.provider
        return super().get_context_data(**given) | {
            "people": people_to_show(), "password": PASSWORD, "provider": provider.name if provider else "",
            "provider_id": PROVIDER,
        }  # fmt: skip


class SignOut(LogoutView):
    """Ask, then sign out."""

    template_name = "accounts/sign_out.html"


sign_in = public(SignIn.as_view())
sign_out = public(SignOut.as_view())
