"""Addresses of children."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "children"
urlpatterns: list[URLPattern] = []
