"""Addresses of the API; and, for people, the page that describes it."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.accounts.roles import Action
from lineofsight.web.api import views
from lineofsight.web.api.service import api
from lineofsight.web.api.stating import addresses_of, stated

app_name = "api"
urlpatterns = [
    path("", views.contents, name="contents"),
    path("v1/openapi.json", stated(views.openapi, Action.SEE_HANDBOOK, frozenset()), name="openapi"),
    *addresses_of(api, "v1/"),
]
