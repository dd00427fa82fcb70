"""Addresses of worklists."""

from __future__ import annotations

from django.urls import path

from lineofsight.web.worklists import views

app_name = "worklists"
urlpatterns = [path("mine/", views.mine, name="mine")]
