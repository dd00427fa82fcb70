"""Addresses of one's own tokens."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.accounts.tokens import views

app_name = "tokens"
urlpatterns = [
    path("", views.tokens, name="tokens"),
    path("<int:token>/revoke/", views.revoke, name="revoke"),
]
