"""Addresses of restricting records."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.access.restricting import views

app_name = "restrictions"
urlpatterns = [
    path("", views.restricted, name="restricted"),
    path("<slug:reference>/", views.restriction, name="restriction"),
]
