"""Whether accounts are set up: then real data may be served to other machines."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings

from lineofsight.web.accounts.managing.rules import ADMINISTRATOR
from lineofsight.web.accounts.models import User


def accounts_are_set_up() -> bool:
    """Whether a system administrator with a second factor may sign in, and no demonstration person stays.

    A second factor at the council's own sign-in service, where it asks for one, is one.
    """
    if User.objects.filter(is_demonstration=True, is_active=True).exists():
        return False
    administrators = User.objects.filter(role_code=ADMINISTRATOR, is_active=True, password_is_given=False)
    provider = settings.SIGN_IN.provider
    if provider is not None and provider.second_factor_there:
        return administrators.exists()
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return administrators.filter(authenticator__type__in=kinds).exists()
