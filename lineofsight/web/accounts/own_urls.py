"""Addresses of one's own account, by the names the sign-in library knows them."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.accounts.signing_in import own_views

urlpatterns = [
    path("", own_views.index, name="mfa_index"),
    path("second-step/", own_views.authenticate, name="mfa_authenticate"),
    path("again/", own_views.reauthenticate, name="account_reauthenticate"),
    path("again/code/", own_views.reauthenticate_by_code, name="mfa_reauthenticate"),
    path("again/key/", own_views.reauthenticate_by_key, name="mfa_reauthenticate_webauthn"),
    path("password/", own_views.change_password, name="account_change_password"),
    path("app/", own_views.activate_totp, name="mfa_activate_totp"),
    path("app/remove/", own_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", own_views.view_codes, name="mfa_view_recovery_codes"),
    path("codes/new/", own_views.generate_codes, name="mfa_generate_recovery_codes"),
    path("passkeys/", own_views.list_passkeys, name="mfa_list_webauthn"),
    path("passkeys/add/", own_views.add_passkey, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", own_views.remove_passkey, name="mfa_remove_webauthn"),
]
