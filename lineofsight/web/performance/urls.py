"""Addresses of performance."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.performance import views

app_name = "performance"
urlpatterns = [
    path("", views.scorecard, name="scorecard"),
    path("compare/", views.compare, name="compare"),
    path("measures/<str:code>/", views.indicator, name="indicator"),
    path("measures/<str:code>/children/", views.children, name="children"),
]
