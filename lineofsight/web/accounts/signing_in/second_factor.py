"""The second factor: who must have one, and that nothing is shown before they do; its secrets kept enciphered."""

from __future__ import annotations

import base64
from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect

from lineofsight.web.accounts.models import User
from lineofsight.web.served import is_demonstration, served_home

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
# What may be opened before there is a second factor: how to have one, and the way out.
BEFORE = frozenset({
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "account_reauthenticate",
    "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_change_password", "sign_out", "account_logout",
    "sign_in", "account_login", "accessibility", "health",
})  # fmt: skip
BY_PROVIDER = "socialaccount"


class Adapter(DefaultMFAAdapter):
    """The sign-in library's own, its secrets enciphered with a key made from the home's."""

    def get_totp_issuer(self) -> str:
        """The name that an authenticator app shows."""
        return "Line of Sight"

    def encrypt(self, text: str) -> str:
        """Enciphered: whoever reads the database alone cannot make codes."""
        return _cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """As it was."""
        return _cipher().decrypt(encrypted_text.encode("ascii")).decode()


def _cipher() -> Fernet:
    key = blake2b(b"second factor", key=served_home().key, digest_size=32).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def must_have_one(user: User, *, demonstration: bool, host: str, by_provider: bool) -> bool:
    """Whether somebody must have a second factor before anything is shown to them.

    Everybody with an account on a home of real data. Not demonstration people; not the operator on the machine itself,
    who can read the home's files anyway; not who came by the council's sign-in service, where that asks for one.
    """
    if demonstration or user.is_demonstration:
        return False
    if user.role_code == "operator" and host in LOOPBACK:
        return False
    provider = settings.SIGN_IN.provider
    return not (by_provider and provider is not None and provider.second_factor_there)


def came_by_provider(request: HttpRequest) -> bool:
    """Whether the session was begun by the council's own sign-in service."""
    methods = request.session.get("account_authentication_methods", ())
    return any(each.get("method") == BY_PROVIDER for each in methods)


class SecondFactorMiddleware:
    """Leads whoever must still have one to where it is made; whoever was given a password, to where it is changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self._next(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, given: Any) -> HttpResponse | None:
        """A redirect in place of the page, or nothing."""
        user, match = request.user, request.resolver_match
        if not isinstance(user, User) or (match is not None and match.view_name in BEFORE):
            return None
        if user.password_is_given:
            return redirect("account_change_password")
        token = getattr(request, "token", None)
        by_provider = token.by_provider if token is not None else came_by_provider(request)
        host, _ = split_domain_port(request.get_host())
        must = must_have_one(user, demonstration=is_demonstration(), host=host, by_provider=by_provider)
        return redirect("mfa_index") if must and not is_mfa_enabled(user) else None
