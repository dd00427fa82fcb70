"""Signing in by the council's own service: only for people who have an account here, joined by the user name."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lineofsight.web.access.pages import public
from lineofsight.web.accounts.models import User

NO_ACCOUNT = "The council's service knows you, but you have no account here. Ask whoever manages accounts."
NOT_DONE = "Signing in by the council's service did not work. Try again, or sign in with your password here."


class Adapter(DefaultSocialAccountAdapter):
    """Nobody is given an account by signing in; whoever has one is known by the user name the service states."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Join the person to their account the first time. Raises ImmediateHttpResponse for who has none."""
        if sociallogin.is_existing:
            return
        provider = settings.SIGN_IN.provider
        data = sociallogin.account.extra_data
        claims = {**data.get("userinfo", {}), **data.get("id_token", {})}
        name = claims.get(provider.person) if provider else None
        user = (
            User.objects.filter(username__iexact=name, is_active=True, is_demonstration=False).first() if name else None
        )
        if user is None:
            messages.info(request, NO_ACCOUNT)
            raise ImmediateHttpResponse(redirect("sign_in"))
        sociallogin.connect(request, user)

    def on_authentication_error(self, request: HttpRequest, *args: Any, **given: Any) -> None:
        """Back to the sign-in page, with words. Raises ImmediateHttpResponse."""
        messages.info(request, NOT_DONE)
        raise ImmediateHttpResponse(redirect("sign_in"))


@public
def not_done(request: HttpRequest) -> HttpResponse:
    """Called off, or failed."""
    messages.info(request, NOT_DONE)
    return redirect("sign_in")


begin = public(views.login)
callback = public(views.callback)
