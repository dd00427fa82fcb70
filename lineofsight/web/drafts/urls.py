"""Addresses of drafts."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.drafts import views

app_name = "drafts"
urlpatterns = [
    path("keep/", views.keep, name="keep"),
    path("drop/", views.drop, name="drop"),
]
