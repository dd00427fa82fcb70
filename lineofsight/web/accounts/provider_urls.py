"""Addresses of signing in by the council's own service, by the names the sign-in library knows them."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.accounts.signing_in import provider

urlpatterns = [
    path("not-done/", provider.not_done, name="socialaccount_login_error"),
    path("not-done/", provider.not_done, name="socialaccount_login_cancelled"),
    path("not-done/", provider.not_done, name="socialaccount_signup"),
    path("not-done/", provider.not_done, name="socialaccount_connections"),
    path("<slug:provider_id>/", provider.begin, name="openid_connect_login"),
    path("<slug:provider_id>/callback/", provider.callback, name="openid_connect_callback"),
]
