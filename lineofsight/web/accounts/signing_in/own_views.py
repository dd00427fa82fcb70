"""How one signs in oneself: password, second factor, passkeys; the library's views on our addresses and templates."""

from __future__ import annotations

import json
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from lineofsight.web.access.pages import NOT_YOURS, View, page, public
from lineofsight.web.accounts.demonstration import is_shared
from lineofsight.web.accounts.models import User
from lineofsight.web.accounts.roles import Action


def own(view: View) -> View:
    """One's own account: not of those people of a demonstration whom everybody shares."""

    @page(Action.SEE_OWN_ACCOUNT)
    def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        if isinstance(request.user, User) and is_shared(request.user):
            raise Http404(NOT_YOURS)
        return view(request, *args, **given)

    return answer


class WithOptions:
    """What a passkey's script is given, as an attribute may hold it."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """The library's, and `options` as text."""
        found: dict[str, Any] = super().get_context_data(**given)  # type: ignore[misc]
        data = found.get("js_data", {})
        return found | {"options": json.dumps(data.get("creation_options") or data.get("request_options") or {})}


class Authenticate(WithOptions, base.AuthenticateView):
    """The second step of signing in."""

    template_name = "accounts/second_step.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """The same, and whether the person has a key at all."""
        keys = Authenticator.objects.filter(user=self.stage.login.user, type=Authenticator.Type.WEBAUTHN)
        return super().get_context_data(**given) | {"has_key": keys.exists()}


class ReauthenticateByKey(WithOptions, passkeys.ReauthenticateWebAuthnView):
    """Show the key again before something that matters."""

    template_name = "accounts/again_by_key.html"


class AddPasskey(WithOptions, passkeys.AddWebAuthnView):
    """Add a passkey or security key."""

    template_name = "accounts/add_passkey.html"


class ChangePassword(account.PasswordChangeView):
    """Choose another password; one that was given is good no longer."""

    template_name = "accounts/change_password.html"

    def form_valid(self, form: Any) -> Any:
        """Changed, and one's own from now on."""
        answer = super().form_valid(form)
        User.objects.filter(pk=self.request.user.pk).update(password_is_given=False)
        return answer

    def get_default_success_url(self) -> str:
        """Where one's account is."""
        return reverse("mfa_index")


authenticate = public(Authenticate.as_view())
index = own(base.IndexView.as_view(template_name="accounts/own.html"))
reauthenticate = own(account.ReauthenticateView.as_view(template_name="accounts/again.html"))
reauthenticate_by_code = own(base.ReauthenticateView.as_view(template_name="accounts/again_by_code.html"))
reauthenticate_by_key = own(ReauthenticateByKey.as_view())
change_password = own(ChangePassword.as_view())
activate_totp = own(totp.ActivateTOTPView.as_view(template_name="accounts/activate_totp.html"))
deactivate_totp = own(totp.DeactivateTOTPView.as_view(template_name="accounts/deactivate_totp.html"))
view_codes = own(codes.ViewRecoveryCodesView.as_view(template_name="accounts/codes.html"))
generate_codes = own(codes.GenerateRecoveryCodesView.as_view(template_name="accounts/generate_codes.html"))
list_passkeys = own(passkeys.ListWebAuthnView.as_view(template_name="accounts/passkeys.html"))
add_passkey = own(AddPasskey.as_view())
remove_passkey = own(passkeys.RemoveWebAuthnView.as_view(template_name="accounts/remove_passkey.html"))
