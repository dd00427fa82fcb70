"""Addresses of Home."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.home import views

app_name = "home"
urlpatterns = [path("", views.home, name="home")]
